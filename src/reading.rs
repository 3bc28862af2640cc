//! What can be read out of an article: dates, money, names, quotes, focus areas, decisions, events.
//!
//! Pure rules over the article's text. Every [`Fact`] is a span of the text with the sentence
//! that says it; nothing is guessed and nothing is rewritten.

mod clause;
mod dates;
mod decisions;
mod events;
mod focus;
mod funding;
mod money;
pub mod names;
mod numbers;
mod quotes;
mod token;

mod fact;

pub use fact::{
    Basis, DateType, DateValue, EventValue, Fact, FactKind, FundingValue, Mention, MoneyValue, NumberValue, QuoteValue,
    Value,
};
pub use token::{Token, TokenKind, tokens};

use crate::article::Article;
use clause::Clauses;

/// Everything read out of one article, in order of position.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub facts: Vec<Fact>,
}

impl Reading {
    /// Facts of one kind, in order.
    pub fn of(&self, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |f| f.kind() == kind)
    }
}

/// Reads an article. Linear in the length of the text.
pub fn read(article: &Article) -> Reading {
    let dates = dates::find(article);
    let lexemes = numbers::lexeme::Lexemes::new(article.text());
    let money = money::find(article, &lexemes);
    let numbers = numbers::find(article, &lexemes, &dates, &money);
    let names = names::find(article, &dates, &money);
    let quotes = quotes::find(article, &names);
    let clauses = Clauses::of(article);
    let focus = focus::find(article, &clauses);
    let decisions = decisions::find(article, &clauses, &names);
    let funding = funding::find(article, &money, &names);
    let events = events::find(article, &clauses, &dates, &names);
    let mut facts: Vec<Fact> =
        [dates, money, numbers, names, quotes, focus, decisions, funding, events].into_iter().flatten().collect();
    facts.sort_by_key(|f| (f.span.start, f.span.end, f.kind()));
    Reading { facts }
}

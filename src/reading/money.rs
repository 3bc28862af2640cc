//! Sums of money, every currency, with amount and ISO 4217 code where the words settle them.
//!
//! Nothing is converted. A plain "$" is the American dollar unless the article itself has
//! named another one before ("NZ$26 million … $10 million"): newspapers qualify the first mention.
//! Hundredths stay what they are called: "50 cents" is 50 of `USX`, the markets' code for them.

mod grammar;
mod lexicon;
#[cfg(test)]
mod tests;

use super::numbers::lexeme::Lexemes;
use super::{Fact, Value};
use crate::article::{Article, Language};
use crate::reading::clause;

/// Every sum of the text, in order.
pub(super) fn find(article: &Article, lexemes: &Lexemes<'_>) -> Vec<Fact> {
    let spanish = article.language() == Language::SPANISH;
    let sums = grammar::Grammar::new(article.text(), lexemes, spanish).sums();
    sums.into_iter()
        .map(|sum| Fact {
            span: sum.span,
            evidence: clause::evidence(article, sum.span),
            value: Value::Money(sum.value),
        })
        .collect()
}

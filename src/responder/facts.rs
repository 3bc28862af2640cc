//! Facts: one kind at a time, each with the sentence that says it.

use super::budget::{self, Block, CHOICE, FOOTER};
use super::digest::{article_number, page_line, turning};
use super::escape::plain;
use super::reply::{Card, Choice, Reply, Row, Select};
use super::values::{self, basis, highlighted, sum, timex};
use super::words::{Arg, Words};
use super::{Action, Safe, Show};
use crate::article::Article;
use crate::desk::{FoundFacts, OpenedArticle};
use crate::reading::{Fact, FactKind, Mention, Value};
use std::collections::HashMap;

/// The browser of facts behind the digest's button: a list of the kinds, and one kind's facts.
pub fn facts(words: Words, opened: &OpenedArticle, kind: Option<FactKind>, page: u32) -> Reply {
    let kinds: Vec<(FactKind, usize)> = FactKind::ALL
        .into_iter()
        .map(|kind| (kind, listed(&opened.article, opened.reading.of(kind)).len()))
        .filter(|&(_, count)| count > 0)
        .collect();
    let Some(kind) = kind.or_else(|| kinds.first().map(|&(kind, _)| kind)) else {
        return Reply::private(words.say("facts-none"));
    };
    let article = opened.id;
    let turn = |page| Action::Facts { article, kind: Some(kind), page, show: Show::InPlace };
    let mut reply = of_kind(words, opened, kind, page, turn);
    if kinds.len() > 1 {
        reply.rows.insert(0, kind_list(words, opened, &kinds, kind));
    }
    reply.privately()
}

/// One kind of fact, for everybody.
pub fn fact_kind(words: Words, found: &FoundFacts, page: u32) -> Reply {
    let (article, kind) = (found.opened.id, found.kind);
    of_kind(words, &found.opened, kind, page, |page| Action::FactKind { article, kind, page })
}

fn of_kind(words: Words, opened: &OpenedArticle, kind: FactKind, page: u32, turn: impl Fn(u32) -> Action) -> Reply {
    let entries = listed(&opened.article, opened.reading.of(kind));
    let blocks: Vec<Block> =
        entries.iter().map(|e| Block { heading: None, body: entry(words, &opened.article, e) }).collect();
    let page = budget::page(&blocks, page);
    let body = if blocks.is_empty() { words.say("fact-not-in-article") } else { page.body };
    let mut footer = vec![plain(&values::title(words, opened), 200)];
    footer.extend(page_line(words, page.number, page.count));
    footer.push(words.say_with("article-number", [("number", article_number(opened))]));
    let card = Card {
        title: Some(Safe::own(count_line(words, kind, entries.len()))),
        body,
        footer: Some(values::line(&footer, FOOTER)),
        ..Card::default()
    };
    let rows = turning(words, page.number, page.count, turn).into_iter().collect();
    Reply { cards: vec![card], rows, ..Reply::default() }
}

/// "Dates (9)"
fn count_line(words: Words, kind: FactKind, count: usize) -> String {
    if count == 0 {
        return kind_name(words, kind);
    }
    let kind = Arg::Text(Safe::own(kind_name(words, kind)));
    words.say_with("facts-count", [("kind", kind), ("count", count.into())])
}

/// The kind in words.
pub(super) fn kind_name(words: Words, kind: FactKind) -> String {
    words.say(&format!("kind-{}", kind.name().replace('_', "-")))
}

fn kind_list(words: Words, opened: &OpenedArticle, kinds: &[(FactKind, usize)], chosen: FactKind) -> Row {
    let options = kinds
        .iter()
        .map(|&(kind, count)| Choice {
            label: super::clip(&count_line(words, kind, count), CHOICE),
            value: kind.name().to_owned(),
        })
        .collect();
    Row::Select(Select {
        action: Action::PickFacts { article: opened.id },
        placeholder: words.say("facts-pick"),
        options,
        chosen: Some(chosen.name().to_owned()),
    })
}

/// A fact as listed: names that come again and again are listed once.
struct Entry<'a> {
    fact: &'a Fact,
    times: usize,
}

fn listed<'a>(article: &Article, facts: impl Iterator<Item = &'a Fact>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for fact in facts {
        if names_something(fact) {
            let name = article.slice(fact.span).to_lowercase();
            if let Some(entry) = seen.get(&name).and_then(|&at| entries.get_mut(at)) {
                entry.times += 1;
                continue;
            }
            seen.insert(name, entries.len());
        }
        entries.push(Entry { fact, times: 1 });
    }
    entries
}

const fn names_something(fact: &Fact) -> bool {
    matches!(fact.value, Value::Person | Value::Organization | Value::Place)
}

fn entry(words: Words, article: &Article, entry: &Entry<'_>) -> String {
    let quote = highlighted(article, entry.fact.evidence, entry.fact.span);
    let mut details = details(words, article, entry.fact);
    if entry.times > 1 {
        details.push(words.say_with("fact-times", [("count", entry.times.into())]));
    }
    if details.is_empty() { format!("{quote}\n") } else { format!("{}\n{quote}\n", details.join(" · ")) }
}

/// What the words amount to, beside the words themselves.
fn details(words: Words, article: &Article, fact: &Fact) -> Vec<String> {
    let text = Safe::clipped(article.slice(fact.span), 120);
    match &fact.value {
        Value::Date(date) => {
            let value = timex(words, &date.timex).unwrap_or_else(|| code(&date.timex));
            let basis = own(basis(words, article, date.basis));
            let args = [("words", Arg::Text(text)), ("value", own(value)), ("basis", basis)];
            vec![words.say_with("fact-date", args)]
        }
        Value::Money(money) => vec![valued(words, text, sum(money))],
        Value::Funding(funding) => {
            let parts = [("fact-from", funding.from), ("fact-to", funding.to), ("fact-purpose", funding.purpose)];
            let mut lines = vec![valued(words, text, sum(&funding.money))];
            lines.extend(parts.into_iter().filter_map(|(key, part)| labelled(words, article, key, part)));
            lines
        }
        Value::Event(event) => {
            let when = event.timex.as_deref().and_then(|t| timex(words, t));
            let mut lines: Vec<String> =
                when.map(|w| words.say_with("fact-when", [("words", own(w))])).into_iter().collect();
            let parts = [("fact-who", event.who), ("fact-where", event.place)];
            lines.extend(parts.into_iter().filter_map(|(key, part)| labelled(words, article, key, part)));
            lines
        }
        Value::Quote(quote) => {
            let speaker = quote.speaker_name.or(quote.speaker);
            labelled(words, article, "fact-speaker", speaker).into_iter().collect()
        }
        Value::Person | Value::Organization | Value::Place | Value::Percent(_) | Value::Number(_) => {
            vec![format!("**{text}**")]
        }
        Value::FocusArea | Value::Decision => Vec::new(),
    }
}

fn valued(words: Words, text: Safe, value: Option<String>) -> String {
    match value {
        Some(value) => words.say_with("fact-value", [("words", Arg::Text(text)), ("value", own(value))]),
        None => format!("**{text}**"),
    }
}

fn labelled(words: Words, article: &Article, key: &str, part: Option<Mention>) -> Option<String> {
    part.map(|m| words.say_with(key, [("words", Arg::Text(Safe::clipped(article.slice(m.span), 160)))]))
}

fn own(words: String) -> Arg {
    Arg::Text(Safe::own(words))
}

/// A value that has no words, as it is.
fn code(value: &str) -> String {
    format!("`{}`", plain(value, 40).replace(['`', '\\'], "'"))
}

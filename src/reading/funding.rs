//! Sums given, asked, promised, budgeted, invested, raised, fined or owed, and what plans cost;
//! who gives, who gets, what for. Prices, caps, revenues and projections are sums, not funding.

mod parts;
mod spanish;
#[cfg(test)]
mod tests;

use super::clause::Words;
use super::{Fact, FundingValue, Mention, MoneyValue, Value, clause};
use crate::article::{Article, Language, Span};
use parts::Parts;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The cues, compiled once from the table.
#[derive(Debug)]
struct Cues {
    cue: Regex,
    cost: Regex,
    plan: Regex,
    not_before: Regex,
    not_after: Regex,
}

static CUES: LazyLock<Option<Cues>> = LazyLock::new(|| {
    let compiled = |kind: &str| {
        let rows = include_str!("funding/cues.txt").lines();
        clause::pattern(rows.filter_map(|r| r.strip_prefix(kind)?.strip_prefix(": ")))
    };
    Some(Cues {
        cue: compiled("cue")?,
        cost: compiled("cost")?,
        plan: compiled("plan")?,
        not_before: compiled("not_before")?,
        not_after: compiled("not_after")?,
    })
});

/// "secured investment commitments from 12 companies and groups": a promise without a sum.
static COMMITMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"\b(?:investment|funding|financial|aid|financing|donation|spending) (?:commitments?|pledges?|promises?) (?:from|by|of) (?P<from>(?:\d[\d,.]*|[\p{L}’'-]+)(?: [\p{L}\d’'-]+){0,6})";
    clause::pattern(std::iter::once(words))
});

/// How far around a sum its cues are looked for, in bytes.
const REACH: usize = 240;

/// Every sum that is funding, and every commitment without one, in order.
pub(super) fn find(article: &Article, money: &[Fact], names: &[Fact]) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let Some(cues) = CUES.as_ref() else { return found };
    let mut before: Option<&Fact> = None;
    let mut sentence: Option<(Span, Words<'_>)> = None;
    for sum in money {
        let Value::Money(value) = &sum.value else { continue };
        let chained = before.and_then(|earlier| found.last().filter(|f| f.span == earlier.span).map(|_| earlier.span));
        let is_conversion = before.is_some_and(|earlier| is_conversion(article.text(), earlier.span, sum.span));
        before = if is_conversion { before } else { Some(sum) };
        let judged = !is_conversion && clause::in_body(article, sum.span) && is_funding(article, sum, chained, cues);
        if judged {
            if article.language() == Language::SPANISH {
                found.push(funded(spanish::of(article.text(), sum, names), sum, value.clone()));
                continue;
            }
            let (_, words) = match sentence.take() {
                Some(known) if known.0 == sum.evidence => sentence.insert(known),
                _ => sentence.insert((sum.evidence, Words::new(article.text(), sum.evidence))),
            };
            found.push(funded(parts::of(words, sum, names), sum, value.clone()));
        }
    }
    let mut found = first_mentions(found);
    found.extend(commitments(article));
    found.sort_by_key(|f| f.span);
    found
}

/// A sum that a later sentence repeats is the same funding: the first mention stands for it.
fn first_mentions(found: Vec<Fact>) -> Vec<Fact> {
    let mut seen: HashMap<(u64, Option<&'static str>), Span> = HashMap::new();
    found
        .into_iter()
        .filter(|fact| {
            let Value::Funding(FundingValue { money: MoneyValue { amount: Some(amount), currency }, .. }) = &fact.value
            else {
                return true;
            };
            *seen.entry((amount.to_bits(), *currency)).or_insert(fact.evidence) == fact.evidence
        })
        .collect()
}

/// The same sum in another currency: "15 million euros (about US$19 million)".
fn is_conversion(text: &str, earlier: Span, sum: Span) -> bool {
    let between = Span::new(earlier.end, sum.start).of(text);
    let Some(inside) = between.trim_start().strip_prefix(['(', '[']) else { return false };
    inside.len() < 24 && !inside.contains([')', ']', '.', ';'])
}

/// Decides by the words of the sentence, the nearest first.
fn is_funding(article: &Article, sum: &Fact, chained: Option<Span>, cues: &Cues) -> bool {
    let text = article.text();
    let before = near(text, Span::new(sum.evidence.start, sum.span.start), Side::End);
    let after = near(text, Span::new(sum.span.end, sum.evidence.end), Side::Start);
    if cues.not_before.is_match(before) || cues.not_after.is_match(after) {
        return false;
    }
    if chained.is_some_and(|earlier| is_next_in_list(text, earlier, sum.span)) {
        return true;
    }
    let costs = cues.cost.is_match(before) || cues.cost.is_match(after.get(..60).unwrap_or(after));
    if costs && (cues.plan.is_match(before) || cues.plan.is_match(after)) {
        return true;
    }
    cues.cue.is_match(before) || cues.cue.is_match(after)
}

/// "$90, $180, or $360"; "$650 billion for A, and nearly $200 billion for B".
fn is_next_in_list(text: &str, earlier: Span, sum: Span) -> bool {
    let between = Span::new(earlier.end, sum.start).of(text);
    between.len() < 90 && !between.contains(['.', ';', ':', '\n']) && {
        let last = between.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
        last.ends_with(',') || between.trim_start().starts_with(',') || between.contains(" and ")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The part of `span` nearest to the sum: its start or its end, cut at a character boundary.
fn near(text: &str, span: Span, side: Side) -> &str {
    let words = span.of(text);
    if words.len() <= REACH {
        return words;
    }
    match side {
        Side::Start => words.get(..words.floor_char_boundary(REACH)).unwrap_or(words),
        Side::End => words.get(words.ceil_char_boundary(words.len() - REACH)..).unwrap_or(words),
    }
}

fn funded(parts: Parts, sum: &Fact, money: MoneyValue) -> Fact {
    let Parts { from, to, purpose } = parts;
    let value = FundingValue { money, from, to, purpose };
    Fact { span: sum.span, evidence: sum.evidence, value: Value::Funding(value) }
}

fn commitments(article: &Article) -> Vec<Fact> {
    let Some(pattern) = COMMITMENT.as_ref() else { return Vec::new() };
    let found = pattern.captures_iter(article.text()).filter_map(|groups| {
        let (whole, from) = (groups.get(0)?, groups.name("from")?);
        let from = parts::noun_phrase(article.text(), Span::new(from.start(), from.end()))?;
        let span = Span::new(whole.start(), from.end);
        let value = FundingValue {
            money: MoneyValue { amount: None, currency: None },
            from: Some(Mention { span: from }),
            to: None,
            purpose: None,
        };
        let evidence = clause::evidence(article, span);
        clause::in_body(article, span).then_some(Fact { span, evidence, value: Value::Funding(value) })
    });
    found.collect()
}

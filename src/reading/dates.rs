//! Temporal expressions and their ISO-TimeML (TIMEX3) values.
//!
//! Owns the words, the grammar and the anchoring of dates, times, durations and sets. An article
//! is read in three steps: [`atoms`] cuts the text, [`grammar`] finds the expressions, [`anchor`]
//! settles their values from the day of publication, the tense and the dates spoken of before.
//! Knows nothing of the other kinds of fact.

mod anchor;
mod atoms;
mod grammar;
mod lexicon;
mod meaning;

#[cfg(test)]
mod tests;

use super::fact::{Fact, Value};
use crate::article::{Article, Language, Role, Span};
use anchor::{Anchor, Origin, tense};
use grammar::Parser;
use lexicon::{Reference, Tense, Tongue, Unit};
use meaning::{Calendar, From, Meaning, PartOf, When, YearOf};

/// An expression as found, before its value is settled.
#[derive(Debug)]
struct Expression {
    span: Span,
    meaning: Meaning,
    tense: Option<Tense>,
}

/// All temporal expressions of an article, in order, each with its value. Linear in its length.
pub(super) fn find(article: &Article) -> Vec<Fact> {
    let spanish = article.language() == Language::SPANISH;
    find_in(article, if spanish { Tongue::Spanish } else { Tongue::English })
}

fn find_in(article: &Article, tongue: Tongue) -> Vec<Fact> {
    let text = article.text();
    let found: Vec<Expression> = atoms::runs(article)
        .into_iter()
        .flat_map(|run| atoms::atoms(text, run, tongue))
        .flat_map(|a| expressions(text, &a, tongue))
        .collect();
    let origin = origin(article, &found);
    let mut anchor = Anchor::new(origin, is_narrative(&found, origin));
    let mut facts = Vec::with_capacity(found.len());
    for Expression { span, meaning, tense } in found {
        let value = Value::Date(anchor.resolve(&meaning, span, tense));
        facts.push(Fact { span, evidence: evidence(article, span), value });
    }
    facts
}

fn expressions(text: &str, atoms: &[atoms::Atom], tongue: Tongue) -> Vec<Expression> {
    let parser = Parser::new(text, atoms, tongue);
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let Some((end, meaning)) = parser.expression(at) else {
            at += 1;
            continue;
        };
        let tense = tense::around(text, atoms, at, end);
        // "was soon divided" says nothing of the future.
        let told = tense == Some(Tense::Past) && meaning == Meaning::Date(When::Vague(Reference::Future));
        if told && parser.span(at, end).is_some_and(|s| s.of(text).to_lowercase().ends_with("soon")) {
            at = end;
            continue;
        }
        let meaning = if tense == Some(Tense::Future) { parser.ahead(at, end, meaning) } else { meaning };
        let second = parser.second_end(end, &meaning);
        found.extend(parser.span(at, end).map(|span| Expression { span, meaning, tense }));
        at = end.max(at + 1);
        if let Some((start, end, meaning)) = second {
            found.extend(parser.span(start, end).map(|span| Expression { span, meaning, tense }));
            at = end;
        }
    }
    share_days(text, &mut found);
    found
}

/// "from 7 a.m. to 10 p.m. on Thursday": the day named last is the day of both.
fn share_days(text: &str, found: &mut [Expression]) {
    let mut next: Option<(Span, When)> = None;
    for expression in found.iter_mut().rev() {
        let Meaning::Time(day, _) = &mut expression.meaning else {
            next = None;
            continue;
        };
        let joint = next.as_ref().map_or("", |(span, _)| Span::new(expression.span.end, span.start).of(text).trim());
        if day.is_none() && matches!(joint, "to" | "and" | "until" | "till" | "-" | "–" | "or") {
            *day = next.take().map(|(_, when)| when);
        }
        next = day.clone().map(|when| (expression.span, when));
    }
}

/// The day the article counts from: its publication, else a full date alone on one of its lines.
fn origin(article: &Article, found: &[Expression]) -> Option<Origin> {
    if let Some(day) = article.published() {
        return Some(Origin { day, dateline: None });
    }
    // A dateline stands at the head of an article, not in a table of events below.
    let mut head = article.sentences().iter().take(6).filter(|s| s.role != Role::Furniture);
    head.find_map(|s| {
        let expression = found.iter().find(|e| s.span.contains(e.span))?;
        let alone = s.span.len() <= expression.span.len() + 2;
        let day = full_date(&expression.meaning).filter(|_| alone || s.role == Role::Dateline)?;
        Some(Origin { day, dateline: Some(expression.span) })
    })
}

/// The day of a date with day, month and year.
fn full_date(meaning: &Meaning) -> Option<jiff::civil::Date> {
    let Meaning::Date(When::Calendar(named)) = meaning else { return None };
    let (YearOf::Stated(year), PartOf::Day(month, day)) = (named.year, named.part) else { return None };
    jiff::civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// Whether the text tells history: it names years well before its publication, and hardly
/// anything is told from the day of writing.
fn is_narrative(found: &[Expression], origin: Option<Origin>) -> bool {
    let Some(origin) = origin else { return true };
    let recent = i64::from(origin.day.year()) - 1;
    let (mut old, mut told, mut later) = (0_usize, 0_usize, 0_usize);
    for expression in found {
        // A day or a month two years and more after publication: the text is younger than its date.
        later += usize::from(day_or_month_named(&expression.meaning).is_some_and(|year| year > recent + 2));
        match year_named(&expression.meaning) {
            Some(year) if year < recent => old += 1,
            Some(_) => told += 1,
            None if is_told_from_publication(&expression.meaning) => told += 1,
            None => {}
        }
    }
    later >= 3 || (old >= 5 && old >= 4 * told)
}

/// The year of a date with a month or a day.
fn day_or_month_named(meaning: &Meaning) -> Option<i64> {
    let Meaning::Date(When::Calendar(Calendar { part: PartOf::Day(..) | PartOf::Month(_), .. })) = meaning else {
        return None;
    };
    year_named(meaning)
}

fn year_named(meaning: &Meaning) -> Option<i64> {
    let Meaning::Date(When::Calendar(named)) = meaning else { return None };
    match named.year {
        YearOf::Stated(year) => Some(year),
        YearOf::Bc(_) => Some(0),
        YearOf::Unstated | YearOf::Short(_) | YearOf::Shift(_) | YearOf::Focus(_) => None,
    }
}

fn is_told_from_publication(meaning: &Meaning) -> bool {
    let Meaning::Date(when) = meaning else { return false };
    matches!(
        when,
        When::Calendar(Calendar { part: PartOf::Weekday, .. })
            | When::Shift { from: From::Published, unit: Unit::Day | Unit::Week | Unit::Month, .. }
    )
}

/// The sentence or sentences an expression stands in.
fn evidence(article: &Article, span: Span) -> Span {
    let first = article.sentence_at(span.start).map_or(span, |(_, s)| s.span);
    let last = article.sentence_at(span.end.saturating_sub(1)).map_or(span, |(_, s)| s.span);
    Span::new(first.start.min(span.start), last.end.max(span.end))
}

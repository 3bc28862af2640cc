//! Counts and shares: numbers with what they count, percentages. Not those inside dates or sums.

pub(super) mod lexeme;
pub(super) mod quantity;
#[cfg(test)]
mod tests;

use super::{Fact, Mention, NumberValue, Value, clause};
use crate::article::{Article, Language, Span};
use lexeme::{LexemeKind, Lexemes};
use quantity::{Conventions, Quantity, quantity};

/// Every number and percentage of the text, in order.
pub(super) fn find(article: &Article, lexemes: &Lexemes<'_>, dates: &[Fact], money: &[Fact]) -> Vec<Fact> {
    let how = Conventions { spanish: article.language() == Language::SPANISH, short_scales: false };
    let mut taken: Vec<Span> = dates.iter().chain(money).map(|f| f.span).collect();
    taken.sort_unstable();
    let mut taken = taken.into_iter().peekable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(here) = lexemes.get(at) {
        while taken.next_if(|t| t.end <= here.span.start).is_some() {}
        if taken.peek().is_some_and(|t| t.overlaps(here.span)) {
            at += 1;
            continue;
        }
        at = match number_at(lexemes, at, how) {
            Some((value, span, end)) if taken.peek().is_none_or(|t| !t.overlaps(span)) => {
                found.push(Fact { span, evidence: clause::evidence(article, span), value });
                end
            }
            _ => at + 1,
        };
    }
    found
}

fn number_at(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<(Value, Span, usize)> {
    if is_part_of_a_name(lexemes, at) {
        return None;
    }
    let number = quantity(lexemes, at, how)?;
    let amount = number.amount?;
    if let Some(end) = percent_after(lexemes, number.end) {
        let value = Value::Percent(NumberValue { amount, unit: None });
        return Some((value, lexemes.span(at, end), end));
    }
    if runs_on(lexemes, number.end) || (!number.digits && is_pronoun(lexemes, at, number)) {
        return None;
    }
    let (unit, end) = counted(lexemes, number.end);
    // A lone spelled-out number counts nothing: "one of them", "the two met".
    if !number.digits && !number.scaled && unit.is_none() {
        return None;
    }
    let unit = unit.map(|span| Mention { span });
    Some((Value::Number(NumberValue { amount, unit }), lexemes.span(at, end), end))
}

/// "G20", "Covid-19", "H.R.1424", "Act 3.b", "#4", "10:30", "507-19": digits of something else.
fn is_part_of_a_name(lexemes: &Lexemes<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if !lexemes.glued(at) {
        let label = lexemes.str(before);
        return lexemes.is(at, LexemeKind::Digits)
            && matches!(label, "No" | "Flight" | "Route" | "Article" | "Section" | "Chapter" | "Division" | "Page");
    }
    match lexemes.str(before) {
        "(" | "[" | "“" | "\"" | "‘" | "'" | "~" | "—" | "–" | "…" => false,
        "-" => lexemes.glued(before),
        mark => mark != "`",
    }
}

/// Digits that go on after the number: "10:30", "19/20", "5th", "3D", "2.0.1".
fn runs_on(lexemes: &Lexemes<'_>, end: usize) -> bool {
    if !lexemes.glued(end) {
        return false;
    }
    match lexemes.str(end) {
        ":" | "/" | "." | "-" | "–" | "@" | "°" => lexemes.glued(end + 1) && lexemes.is(end + 1, LexemeKind::Digits),
        _ => lexemes.is(end, LexemeKind::Word),
    }
}

/// "one" as a pronoun: "one of", "the one who", "one day".
fn is_pronoun(lexemes: &Lexemes<'_>, at: usize, number: Quantity) -> bool {
    number.end == at + 1 && lexemes.str(at).eq_ignore_ascii_case("one")
}

/// "%", "percent", "per cent", "percentage points", "por ciento" → index after it.
fn percent_after(lexemes: &Lexemes<'_>, end: usize) -> Option<usize> {
    let hyphen = usize::from(lexemes.str(end) == "-" && lexemes.glued(end));
    let end = end + hyphen;
    let word = |i: usize| lexemes.str(end + i);
    match word(0).to_lowercase().as_str() {
        "%" | "٪" | "percent" | "pct" => Some(end + 1),
        "per" if matches!(word(1), "cent" | "cents") => Some(end + 2),
        "por" if word(1) == "ciento" => Some(end + 2),
        "percentage" if matches!(word(1), "point" | "points") => Some(end + 2),
        _ => None,
    }
}

/// What is counted: the noun after a number, up to three words ("new asylum seekers").
fn counted(lexemes: &Lexemes<'_>, end: usize) -> (Option<Span>, usize) {
    // Hyphenated: "three-day visit", "13-week extension".
    let start = end + usize::from(lexemes.str(end) == "-" && lexemes.glued(end) && lexemes.glued(end + 1));
    let mut last = None;
    for at in start..start + 3 {
        if !lexemes.is(at, LexemeKind::Word) || lexemes.breaks_before(at) || !may_be_counted(lexemes.str(at)) {
            break;
        }
        last = Some(at + 1);
        if start > end || is_plural(lexemes.str(at)) {
            return (Some(lexemes.span(start, at + 1)), at + 1);
        }
    }
    match last {
        // No plural in sight: the first word alone, if it is not a verb in disguise.
        Some(_) => (Some(lexemes.span(start, start + 1)), start + 1),
        None => (None, end),
    }
}

fn may_be_counted(word: &str) -> bool {
    const NOT: &str = " a an the and or of in on at to for from by with as is are was were be been has have had will would may might can could \
        should must who which that this these those it its their his her he she they we you i not no more less than but if when while during \
        after before since until between against about over under into out up down off also only just most each per all both other then there \
        y o de del en el la los las un una que por para con se al ";
    let lower = word.chars().next().is_some_and(char::is_lowercase);
    // "1.5 million Armenians": a people may be counted, a name may not.
    (lower || word.ends_with("ns") || word.ends_with("is")) && !NOT.contains(&format!(" {word} "))
}

fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "men" | "women" | "children" | "police" | "staff" | "personnel" | "personas")
        || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}

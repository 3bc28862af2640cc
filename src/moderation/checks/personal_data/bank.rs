//! Payment cards, IBANs and social security numbers: numbers with rules of their own.

use super::{Hit, Kind};
use crate::article::Span;
use regex::Regex;
use std::sync::LazyLock;

static CANDIDATES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}|\d(?:[ .-]?\d){8,18}").ok());

/// What says, before a number, that it is a card's although no known issuer gives it out.
const CARD_WORDS: [&str; 8] = ["card", " cc", "credit", "debit", "visa", "mastercard", "amex", "tarjeta"];
const SSN_WORDS: [&str; 3] = ["ssn", "social security", "social sec"];
/// How far before, in characters.
const REACH: usize = 30;

struct Issuer {
    first: String,
    last: String,
    lengths: Vec<usize>,
}

static ISSUERS: LazyLock<Vec<Issuer>> =
    LazyLock::new(|| rows(include_str!("issuers.tsv")).filter_map(issuer).collect());

static COUNTRIES: LazyLock<Vec<(&str, usize)>> = LazyLock::new(|| {
    let columns = rows(include_str!("iban.tsv")).filter_map(|row| row.split_once('\t'));
    columns.filter_map(|(country, length)| Some((country, length.parse().ok()?))).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

fn issuer(row: &str) -> Option<Issuer> {
    let mut columns = row.split('\t').skip(1);
    let (first, last) = (columns.next()?.to_owned(), columns.next()?.to_owned());
    let lengths = columns.next()?.split(',').filter_map(|length| length.parse().ok()).collect();
    Some(Issuer { first, last, lengths })
}

pub(super) fn find(text: &str) -> Vec<Hit> {
    let Some(regex) = CANDIDATES.as_ref() else { return Vec::new() };
    let mut hits = Vec::new();
    let mut at = 0;
    while let Some(found) = regex.find_at(text, at) {
        let span = Span::new(found.start(), found.end());
        let hit = identify(text, span);
        at = hit.map_or_else(|| next_word(text, span), |(_, span)| span.end);
        hits.extend(hit);
    }
    hits
}

/// Where to go on after a candidate that is nothing: past its first piece.
fn next_word(text: &str, span: Span) -> usize {
    let first = span.of(text).find(|c: char| !c.is_ascii_alphanumeric());
    span.start + first.unwrap_or(span.len()).max(1)
}

fn identify(text: &str, span: Span) -> Option<Hit> {
    let before = text.get(..span.start)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '+')) {
        return None;
    }
    if span.of(text).starts_with(|c: char| c.is_ascii_alphabetic()) {
        return iban(text, span).map(|span| (Kind::Iban, span));
    }
    let after = text.get(span.end..)?.chars().next();
    if after.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let digits: Vec<u32> = span.of(text).chars().filter_map(|c| c.to_digit(10)).collect();
    let card =
        is_card(&digits) || (says(text, span, &CARD_WORDS) && (12..=19).contains(&digits.len()) && luhn(&digits));
    if card && in_card_groups(span.of(text)) {
        return Some((Kind::Card, span));
    }
    is_ssn(text, span).then_some((Kind::Ssn, span))
}

/// The issuer's prefix, a length it gives out, and the check digit (Luhn).
fn is_card(digits: &[u32]) -> bool {
    let text: String = digits.iter().filter_map(|digit| char::from_digit(*digit, 10)).collect();
    let issued = ISSUERS.iter().any(|issuer| {
        let prefix = text.get(..issuer.first.len()).unwrap_or_default();
        issuer.lengths.contains(&digits.len()) && issuer.first.as_str() <= prefix && prefix <= issuer.last.as_str()
    });
    issued && luhn(digits)
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(at, &digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum();
    sum.is_multiple_of(10)
}

/// Cards are written in groups of three to seven digits, or in one.
fn in_card_groups(written: &str) -> bool {
    let mut groups = written.split([' ', '-', '.']).map(str::len);
    let one = written.bytes().all(|byte| byte.is_ascii_digit());
    one || groups.all(|group| (3..=7).contains(&group))
}

/// As many characters as the country's numbers have, with the right remainder (ISO 7064, mod 97).
fn iban(text: &str, span: Span) -> Option<Span> {
    let country = text.get(span.start..span.start + 2)?;
    let (_, length) = COUNTRIES.iter().find(|(code, _)| code.eq_ignore_ascii_case(country))?;
    let letters = text.get(span.start..)?.char_indices().filter(|(_, c)| !matches!(c, ' ' | '-'));
    let (at, last) = letters.clone().nth(length - 1)?;
    let end = span.start + at + last.len_utf8();
    let after = text.get(end..)?.chars().next();
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let values: Option<Vec<u32>> = letters.take(*length).map(|(_, c)| c.to_digit(36)).collect();
    (mod_97(&values?) == 1).then_some(Span::new(span.start, end))
}

fn mod_97(values: &[u32]) -> u32 {
    let (front, rest) = values.split_at(4.min(values.len()));
    let step = |sum: u32, &value: &u32| if value < 10 { (sum * 10 + value) % 97 } else { (sum * 100 + value) % 97 };
    rest.iter().chain(front).fold(0, step)
}

/// `123-45-6789` of a range that is given out; without hyphens only where the text says what it is.
fn is_ssn(text: &str, span: Span) -> bool {
    let written = span.of(text);
    let parts: Vec<&str> = written.split(['-', ' ', '.']).collect();
    let (area, group, serial) = match parts.as_slice() {
        [area, group, serial] if [area.len(), group.len(), serial.len()] == [3, 2, 4] => (*area, *group, *serial),
        [whole] if whole.len() == 9 => {
            let (area, rest) = whole.split_at(3);
            let (group, serial) = rest.split_at(2);
            (area, group, serial)
        }
        _ => return false,
    };
    let given_out = !matches!(area, "000" | "666") && !area.starts_with('9') && group != "00" && serial != "0000";
    given_out && ((parts.len() == 3 && written.contains('-')) || says(text, span, &SSN_WORDS))
}

/// Whether one of the words stands shortly before.
fn says(text: &str, span: Span, words: &[&str]) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    let near = before.get(start..).unwrap_or_default().to_lowercase();
    words.iter().any(|word| near.contains(word))
}

//! Telephone numbers: by their shape where it is telling, else by what the text says around them.

mod shape;

use super::{Hit, Kind};
use crate::article::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use shape::{Shape, Telling};
use std::sync::LazyLock;

static CANDIDATES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\+?\(?\d+\)?(?: ?[-./ ]? ?\(?\d+\)?)*").ok());

static EXTENSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^ ?,? ?(?:x|ext\.?|extension|#) ?\d{1,6}\b").ok());

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = include_str!("phone_words.txt").lines();
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// How far around a number, in characters, a word is looked for that says what it is.
const BEFORE: usize = 45;
const AFTER: usize = 16;
/// A run of numbers is tried without so many groups at either end: a postal code, a house number.
const MOST_DROPPED: usize = 2;
/// Nothing with more groups is one number.
const MOST_GROUPS: usize = 9;

pub(super) fn find(text: &str) -> Vec<Hit> {
    let found = CANDIDATES.iter().flat_map(|regex| regex.find_iter(text));
    let spans = found.map(|found| Span::new(found.start(), found.end()));
    spans.filter_map(|span| number(text, span)).map(|span| (Kind::Phone, span)).collect()
}

fn number(text: &str, span: Span) -> Option<Span> {
    let digits = span.of(text).bytes().filter(u8::is_ascii_digit).count();
    if !(6..=40).contains(&digits) || !stands_alone(text, span) {
        return None;
    }
    let pieces = pieces(text, span);
    let count = pieces.len();
    if count > MOST_GROUPS {
        return None;
    }
    let windows = (0..=MOST_DROPPED).flat_map(|front| (0..=1).map(move |back| (front, back)));
    windows
        .filter(|(front, back)| front + back < count)
        .filter_map(|(front, back)| Some(Span::new(pieces.get(front)?.start, pieces.get(count - back - 1)?.end)))
        .find(|part| is_number(text, *part))
        .map(|part| with_extension(text, part))
}

/// The parts between spaces.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start;
    let mut pieces = Vec::new();
    for piece in span.of(text).split(' ') {
        if !piece.is_empty() {
            pieces.push(Span::new(at, at + piece.len()));
        }
        at += piece.len() + 1;
    }
    pieces
}

fn is_number(text: &str, span: Span) -> bool {
    match Shape::of(span.of(text)).telling() {
        Telling::Sure => true,
        Telling::WithWords => says_phone(text, span),
        Telling::No => false,
    }
}

fn stands_alone(text: &str, span: Span) -> bool {
    let mut before = text.get(..span.start).unwrap_or_default().chars().rev();
    let (last, second) = (before.next(), before.next());
    let tied = match last {
        Some('.' | ',') => second.is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '¥' | '#' | '_' | '/' | '=' | '&' | '%' | '@'),
        None => false,
    };
    let rest = text.get(span.end..).unwrap_or_default();
    let extended = EXTENSION.as_ref().is_some_and(|extension| extension.is_match(rest));
    let next = rest.chars().next();
    !tied && (extended || !next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '_' | '€' | '$' | '£')))
}

fn with_extension(text: &str, span: Span) -> Span {
    let rest = text.get(span.end..).unwrap_or_default();
    let extension = EXTENSION.as_ref().and_then(|extension| extension.find(rest));
    Span::new(span.start, span.end + extension.map_or(0, |found| found.end()))
}

/// Whether a word near the number says that it is one.
fn says_phone(text: &str, span: Span) -> bool {
    let Some(words) = WORDS.as_ref() else { return false };
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let after = text.get(span.end..).unwrap_or_default();
    let end = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
    let near = [before.get(start..), after.get(..end)];
    near.into_iter().flatten().any(|near| words.find_iter(near).any(|found| is_word(near, found.start(), found.end())))
}

fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

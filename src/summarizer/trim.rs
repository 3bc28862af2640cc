//! The part of a sentence that is shown: without a news agency's dateline, and without a trailing
//! clause that only describes.

use crate::article::{Article, Span};
use crate::reading::{FactKind, Reading};

/// Most letters before an agency's brackets: "LONDON, England (".
const PLACE: usize = 41;
/// Most letters of an agency in brackets: "(CNN)".
const AGENCY: usize = 21;
/// Most letters after the capitals of a dateline without an agency.
const REST: usize = 30;
/// Fewest letters of a clause that is cut off.
const CLAUSE: usize = 8;

/// A main part shorter than this, in words, does not stand alone.
const LEAST_WORDS: usize = 9;

/// The main part of a sentence: verbatim and self-contained; the whole sentence in doubt.
pub(super) fn main_part(article: &Article, reading: &Reading, sentence: Span) -> Span {
    let text = article.slice(sentence);
    let head = dateline(text).unwrap_or(0);
    let start = sentence.start + head;
    let tail = tail(text).unwrap_or(text.len());
    let kept = Span::new(start, sentence.start + tail);
    let cut = Span::new(kept.end, sentence.end);
    let whole = Span::new(start, sentence.end);
    let stands = article.slice(kept).split_whitespace().count() >= LEAST_WORDS && balanced(article.slice(kept));
    if stands && !says_something(article.slice(cut)) && !tells(reading, cut) { kept } else { whole }
}

/// Where the words after a dateline begin: "(CNN) ", "WASHINGTON (AP) — ", "LONDON, England (CNN) -- ".
fn dateline(text: &str) -> Option<usize> {
    agency(text).or_else(|| shouted(text)).map(|rest| text.len() - rest.len())
}

/// What follows an agency in brackets, with a place before them or none.
fn agency(text: &str) -> Option<&str> {
    let (place, rest) = split(text, |c| c.is_alphabetic() || matches!(c, '.' | ',' | '\'' | ' '), PLACE);
    if !place.is_empty() && !place.starts_with(char::is_uppercase) {
        return None;
    }
    let (name, rest) = split(rest.strip_prefix('(')?, |c| c.is_alphabetic() || matches!(c, '.' | ' '), AGENCY);
    let named = name.starts_with(char::is_uppercase) && name.chars().nth(1).is_some();
    let rest = rest.strip_prefix(')').filter(|_| named)?.trim_start();
    let dash = ["--", "—", "–", "-"].iter().find_map(|dash| rest.strip_prefix(dash));
    Some(dash.unwrap_or(rest).trim_start())
}

/// What follows a place in capitals and a dash.
fn shouted(text: &str) -> Option<&str> {
    let (capitals, after) = split(text, char::is_uppercase, usize::MAX);
    let place = |c: char| c.is_uppercase() || c.is_whitespace() || matches!(c, ',' | '.');
    let (more, rest) = split(after, place, REST + usize::from(u8::MAX));
    let more = more.trim_end();
    let plain = more.chars().all(|c| c == ' ' || !c.is_whitespace()) && more.chars().nth(REST).is_none();
    let rest = ["--", "—", "–"].iter().find_map(|dash| rest.strip_prefix(dash))?;
    let words = rest.trim_start();
    (capitals.chars().nth(2).is_some() && plain && words.len() < rest.len()).then_some(words)
}

/// The longest beginning of such letters, at most so many of them, and the rest.
fn split(text: &str, is: impl Fn(char) -> bool, most: usize) -> (&str, &str) {
    let end = text.char_indices().take(most).find(|&(_, c)| !is(c)).map(|(at, _)| at);
    let end = end.unwrap_or_else(|| text.char_indices().nth(most).map_or(text.len(), |(at, _)| at));
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Where a clause begins, with its comma, that describes what stands before it, to the end of the sentence.
fn tail(text: &str) -> Option<usize> {
    let sentence = text.strip_suffix('.')?;
    let (main, clause) = sentence.rsplit_once(',')?;
    let words = clause.strip_prefix(char::is_whitespace)?;
    let rest = ["which", "whose", "where", "who"].iter().find_map(|word| words.strip_prefix(word))?;
    let rest = rest.strip_prefix(char::is_whitespace)?;
    let plain = !rest.contains([';', ':', '“', '”', '"', '(', ')']);
    (plain && rest.chars().nth(CLAUSE - 1).is_some()).then_some(main.len())
}

/// Facts that must not be cut away.
fn tells(reading: &Reading, cut: Span) -> bool {
    const KEPT: [FactKind; 5] =
        [FactKind::Date, FactKind::Money, FactKind::FocusArea, FactKind::Decision, FactKind::Percent];
    let from = reading.facts.partition_point(|f| f.span.start < cut.start);
    let inside = reading.facts.iter().skip(from).take_while(|f| f.span.start < cut.end);
    inside.into_iter().any(|f| KEPT.contains(&f.kind()))
}

/// Words that change what the main part claims.
fn says_something(cut: &str) -> bool {
    const CHANGING: [&str; 9] = [" not ", "n't ", "n’t ", " no ", "denie", "dispute", "reject", "alleged", " but "];
    CHANGING.iter().any(|w| cut.contains(w))
}

fn balanced(text: &str) -> bool {
    let count = |c: char| text.chars().filter(|&x| x == c).count();
    count('(') == count(')') && count('“') == count('”') && count('"') % 2 == 0
}

//! How a slur is meant: those it was coined for use some of themselves, and others report what was
//! said to them.

use super::Readings;
use crate::article::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Characters before a slur in which a report of it begins.
const REPORT: usize = 160;

/// Speaks of somebody's calling somebody so, or of the word as a word: the slur comes next.
static REPORTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        \b(?:call(?:s|ed|ing)? \s (?:me|us|him|her|them|people|someone|somebody|anyone|anybody|others|my \s \w+) (?:\s an?)?
        |   (?:the|a) \s (?:word|words|term|slur|name|insult)s?
        ) \s ['“‘\x22]?$",
    )
    .ok()
});

/// Speaks of somebody's words, which follow in quotation marks that are still open.
static QUOTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        \b(?:say(?:s|ing)?|said|writ(?:e|es|ing)|wrote|shout(?:s|ed|ing)?|yell(?:s|ed|ing)?|chant(?:s|ed|ing)?
            |post(?:s|ed|ing)?|tweet(?:s|ed|ing)?|comment(?:s|ed|ing)?|call(?:s|ed|ing)?|things|phrases|words|like|think(?:s|ing)?)
        [^.!?\n]{0,40} ['“‘\x22][^'“”‘’\x22.!?\n]{0,80}$",
    )
    .ok()
});

/// The writer's own voice: then it is no report of others.
static OWN_VOICE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:i|we|let(?:'s| us| me)|i'?(?:ll|d|m))\s(?:\w+\s){0,3}$").ok());

/// Whether the slur is reported, with nobody called so: "he called me a …", "the word …", “they
/// write things like "too many …"”. What the writer says in their own voice is not.
pub(super) fn is_reported(readings: &Readings<'_>, slur: Span) -> bool {
    let before = readings.text.get(..slur.start).unwrap_or_default();
    let begin = before.char_indices().rev().nth(REPORT).map_or(0, |(at, _)| at);
    let near = before.get(begin..).unwrap_or_default();
    let found = [&*REPORTED, &*QUOTED].into_iter().flatten().find_map(|report| report.find(near));
    found.is_some_and(|report| {
        let lead = near.get(..report.start()).unwrap_or_default();
        !OWN_VOICE.as_ref().is_some_and(|own| own.is_match(lead))
    })
}

/// How many words before a slur are looked at.
const REACH: usize = 3;
const SELF: [&str; 10] = ["us", "we", "my", "myself", "ourselves", "our", "m", "am", "proud", "fellow"];
const OTHERS: [&str; 14] =
    ["you", "your", "he", "she", "they", "these", "those", "hate", "kill", "him", "her", "them", "not", "is"];

/// Whether the words around say that the writer is one of those meant.
pub(super) fn is_claimed(readings: &Readings<'_>, slur: Span) -> bool {
    let before = readings.text.get(..slur.start).unwrap_or_default();
    let after = readings.text.get(slur.end..).unwrap_or_default().trim_start();
    let words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(REACH);
    for (nth, word) in words.map(str::to_lowercase).enumerate() {
        if OTHERS.contains(&word.as_str()) {
            return false;
        }
        if SELF.contains(&word.as_str()) || (nth < 2 && word == "being") {
            return true;
        }
    }
    ["like me", "like us"]
        .iter()
        .any(|like| after.get(..like.len()).is_some_and(|word| word.eq_ignore_ascii_case(like)))
}

//! E-mail addresses, plain and with their signs spelt out.

use super::{Hit, Kind};
use crate::article::Span;
use regex::Regex;
use std::sync::LazyLock;

static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}\b")
        .ok()
});

/// `name (at) host (dot) org`, `name at host dot com`.
static SPELT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b[a-z0-9][a-z0-9._%+-]*(?:\s?[(\[{<]\s?at\s?[)\]}>]\s?|\s?@\s?| at )",
        r"[a-z0-9-]+(?:(?:\s?[(\[{<]\s?dot\s?[)\]}>]\s?| dot |\s?\.\s?)[a-z0-9-]+){0,3}",
        r"(?:\s?[(\[{<]\s?dot\s?[)\]}>]\s?| dot )(?:com|org|net|edu|gov|info|io|co|uk|de|fr|es|it|eu|us|ca|au|me)\b"
    ))
    .ok()
});

pub(super) fn find(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    if text.contains('@') {
        hits.extend(matches(&PLAIN, text));
    }
    if hits.is_empty() && contains_dot(text) {
        hits.extend(matches(&SPELT, text).filter(|(_, span)| !is_talk(span.of(text))));
    }
    hits
}

fn matches<'a>(regex: &'a LazyLock<Option<Regex>>, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
    let found = regex.iter().flat_map(move |regex| regex.find_iter(text));
    found.map(|found| (Kind::Email, Span::new(found.start(), found.end())))
}

fn contains_dot(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"dot"))
}

/// "At the dot com" is talk of something else.
fn is_talk(written: &str) -> bool {
    let lower = written.to_lowercase();
    ["the", "a", "an", "my", "your", "this", "that", "every"].iter().any(|word| lower.contains(&format!(" at {word} ")))
}

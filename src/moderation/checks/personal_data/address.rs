//! IP addresses, of both versions.

use super::{Hit, Kind};
use crate::article::Span;
use regex::Regex;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

static NUMBERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*|\d+\.\d+\.\d+\.\d+").ok());

pub(super) fn find(text: &str) -> Vec<Hit> {
    let found = NUMBERS.iter().flat_map(|regex| regex.find_iter(text));
    let spans = found.map(|found| Span::new(found.start(), found.end()));
    spans.filter_map(|span| address(text, span)).map(|span| (Kind::Ip, span)).collect()
}

fn address(text: &str, span: Span) -> Option<Span> {
    let trimmed = span.of(text).trim_end_matches([':', '.']);
    let written = if span.of(text).ends_with("::") { span.of(text) } else { trimmed };
    let span = Span::new(span.start, span.start + written.len());
    let stands = stands_alone(text, span);
    let is_address = if written.contains(':') { is_version_6(written) } else { is_version_4(text, span) };
    (stands && is_address).then_some(span)
}

fn stands_alone(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let mut after = text.get(span.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    let free = !before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
    let dotted = next == Some('.') && second.is_some_and(char::is_alphanumeric);
    free && !dotted && !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Version numbers of software have four parts too, but say so.
fn is_version_4(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let version = ["version", "ver.", "ver", " v", "release", "section", "build"];
    let says_so = version.iter().any(|word| ends_with(before, word));
    !says_so && span.of(text).parse::<Ipv4Addr>().is_ok()
}

/// A short form needs enough of itself: `a::b` is as likely the name of something in a program.
fn is_version_6(written: &str) -> bool {
    let groups = written.split(':').filter(|group| !group.is_empty()).count();
    let telling = groups >= 3 && written.bytes().any(|byte| byte.is_ascii_digit());
    (telling || written == "::1") && written.parse::<Ipv6Addr>().is_ok()
}

fn ends_with(text: &str, word: &str) -> bool {
    let at = text.len().checked_sub(word.len());
    at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

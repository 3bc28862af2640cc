//! Words that a claim puts in quotation marks: they must stand in the evidence as they are.

use super::{Case, UnsupportedKind};
use crate::article::Span;

/// Names the quotations that the evidence does not hold word for word.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let quoted = quoted(case.claim.text);
    if quoted.is_empty() {
        return Vec::new();
    }
    let mut told = String::new();
    for sentence in case.sentences() {
        told.push_str(&normal(sentence));
        told.push(' ');
    }
    let is_told = |span: &Span| {
        // "…" stands for words left out.
        let parts = span.of(case.claim.text).split(['…']).flat_map(|p| p.split("...")).map(normal);
        parts.into_iter().all(|part| told.contains(part.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    quoted.into_iter().filter(|s| !is_told(s)).map(|s| (s, UnsupportedKind::Quotation)).collect()
}

/// What stands between quotation marks, double or single, typewriter's or printer's.
pub(super) fn quoted(text: &str) -> Vec<Span> {
    let mut found = doubly(text);
    let singly = singly(text);
    found.extend(singly.into_iter().filter(|s| s.of(text).chars().any(char::is_alphanumeric)));
    found
}

fn doubly(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let doubled = matches!(c, '`' | '\'') && previous == c;
        let mark = matches!(c, '"' | '“' | '”' | '„' | '«' | '»') || doubled;
        if mark {
            match open.take() {
                Some(start) => {
                    let end = if doubled { at - 1 } else { at };
                    let span = Span::new(start.min(end), end);
                    if span.of(text).chars().any(char::is_alphanumeric) {
                        found.push(span);
                    }
                }
                None => open = Some(at + c.len_utf8()),
            }
        }
        previous = if doubled { ' ' } else { c };
    }
    found
}

/// Single marks: one at a word's beginning opens, the last one at a word's end before the next opening
/// closes, so that an apostrophe inside (the workers’ demands) does not end the quotation early.
fn singly(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut close: Option<usize> = None;
    let mut previous = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, c)| *c);
        if is_single(c) && !is_single(previous) && !is_single(next) {
            if !previous.is_alphanumeric() && next.is_alphanumeric() && c != '’' {
                found.extend(open.zip(close).map(|(from, to)| Span::new(from, to)));
                (open, close) = (Some(at + c.len_utf8()), None);
            } else if !next.is_alphanumeric() && open.is_some() {
                close = Some(at);
            }
        }
        previous = c;
    }
    found.extend(open.zip(close).map(|(from, to)| Span::new(from, to)));
    found
}

const fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`')
}

/// In lower case, with one kind of mark, one space, and no brackets.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' | '`' => out.push('\''),
            '“' | '”' | '"' | '[' | ']' => {}
            '–' | '—' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

//! Text → atoms: runs of letters, runs of digits, single marks.
//!
//! Finer than the engine's tokens, since dates are written with hyphens, slashes, colons and
//! apostrophes inside ("2010-03-05", "mid-1990s", "8-month-old").

use super::lexicon::{self, Sense, Tongue};
use crate::article::{Article, Role, Span};

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Digits,
    Mark(char),
}

/// A piece of text the grammar looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// White space stands before it.
    pub(super) spaced: bool,
    pub(super) senses: &'static [Sense],
}

/// A line this long was wrapped by a program, not ended by a writer.
const WRAPPED: usize = 50;

/// The runs of text an expression cannot reach beyond: furniture is left out, and so are joints
/// at empty lines and at the ends of short lines.
pub(super) fn runs(article: &Article) -> Vec<Span> {
    let text = article.text();
    let mut runs: Vec<Span> = Vec::new();
    for sentence in article.sentences().iter().filter(|s| s.role != Role::Furniture) {
        let span = sentence.span;
        match runs.last_mut() {
            Some(last) if joined(text, *last, span) => last.end = span.end,
            _ => runs.push(span),
        }
    }
    runs
}

fn joined(text: &str, before: Span, after: Span) -> bool {
    let gap = text.get(before.end..after.start).unwrap_or("\n\n");
    if !gap.trim().is_empty() {
        return false;
    }
    // Only the end of the run matters: looking further back would cost as much as the run is long.
    let start = before.end.saturating_sub(WRAPPED).max(before.start);
    let wrapped = !text.as_bytes().get(start..before.end).unwrap_or_default().contains(&b'\n');
    match gap.matches('\n').count() {
        0 => true,
        1 => wrapped && before.len() >= WRAPPED,
        _ => false,
    }
}

/// The atoms of a part of the text, cut where an empty line or a short line ends one.
pub(super) fn atoms(text: &str, within: Span, tongue: Tongue) -> Vec<Vec<Atom>> {
    let part = within.of(text);
    let mut pieces = Vec::new();
    let mut found: Vec<Atom> = Vec::with_capacity(part.len() / 5);
    let mut chars = part.char_indices().peekable();
    let (mut spaced, mut newlines, mut line_start) = (false, 0, 0);
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            spaced = true;
            if first == '\n' {
                newlines += if start - line_start < WRAPPED { 2 } else { 1 };
                line_start = start + 1;
            }
            continue;
        }
        if newlines > 1 && !found.is_empty() {
            pieces.push(std::mem::take(&mut found));
        }
        newlines = 0;
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        if !matches!(kind, Kind::Mark(_)) {
            // Letters and digits of ASCII need no decoding.
            let plain = |b: &u8| if kind == Kind::Word { b.is_ascii_alphabetic() } else { b.is_ascii_digit() };
            let run = part.as_bytes().get(end..).unwrap_or_default().iter().take_while(|b| plain(b)).count();
            if run > 0 {
                chars.nth(run - 1);
                end += run;
            }
            while let Some(&(at, c)) = chars.peek() {
                if kind_of(c) != kind {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let senses =
            if kind == Kind::Word { lexicon::senses(part.get(start..end).unwrap_or_default(), tongue) } else { &[] };
        found.push(Atom { span: Span::new(start, end).shifted(within.start), kind, spaced, senses });
        spaced = false;
    }
    pieces.push(found);
    pieces
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digits
    } else if c.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Mark(c)
    }
}

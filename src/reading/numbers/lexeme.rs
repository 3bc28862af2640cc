//! Text → lexemes for numbers and sums: finer than tokens, because "RM50,000" and "115USD" are
//! two things each. Knows no meaning.

use super::quantity;
use crate::article::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) enum LexemeKind {
    /// Digits with inner commas and periods.
    Digits,
    /// A run of letters, or single letters with periods ("U.S.").
    Word,
    /// Any other character that is not white space.
    Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) struct Lexeme {
    pub(in crate::reading) span: Span,
    pub(in crate::reading) kind: LexemeKind,
    /// No white space between the lexeme before and this one.
    pub(in crate::reading) glued: bool,
    /// A word that can be part of a quantity.
    counts: bool,
}

/// A text's lexemes, and the questions that the grammars of numbers and sums ask of them.
#[derive(Debug)]
pub(in crate::reading) struct Lexemes<'a> {
    text: &'a str,
    items: Vec<Lexeme>,
}

impl<'a> Lexemes<'a> {
    pub(in crate::reading) fn new(text: &'a str) -> Self {
        let mut items: Vec<Lexeme> = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some(rest) = text.get(at..)
            && let Some(first) = rest.chars().next()
        {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let (kind, len) = lex(rest, first);
            let glued = items.last().is_some_and(|l| l.span.end == at);
            let span = Span::new(at, at + len);
            let counts = kind == LexemeKind::Word && quantity::part_of(span.of(text)).is_some();
            items.push(Lexeme { span, kind, glued, counts });
            at += len;
        }
        Self { text, items }
    }

    pub(in crate::reading) fn len(&self) -> usize {
        self.items.len()
    }

    pub(in crate::reading) fn get(&self, index: usize) -> Option<&Lexeme> {
        self.items.get(index)
    }

    /// The words of a lexeme; empty past the end.
    pub(in crate::reading) fn str(&self, index: usize) -> &'a str {
        self.items.get(index).map_or("", |l| l.span.of(self.text))
    }

    /// The text from the first lexeme to the one before `end`.
    pub(in crate::reading) fn run(&self, start: usize, end: usize) -> &'a str {
        self.span(start, end).of(self.text)
    }

    pub(in crate::reading) fn is(&self, index: usize, kind: LexemeKind) -> bool {
        self.items.get(index).is_some_and(|l| l.kind == kind)
    }

    /// Whether it is a word that can be part of a quantity.
    pub(in crate::reading) fn counts(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|l| l.counts)
    }

    pub(in crate::reading) fn glued(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|l| l.glued)
    }

    /// From the first lexeme to the one before `end`.
    pub(in crate::reading) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.items.get(start).map_or(0, |l| l.span.start);
        let to = end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(from, |l| l.span.end);
        Span::new(from, to)
    }

    /// Whether the text between two neighbours breaks a phrase: an empty line.
    pub(in crate::reading) fn breaks_before(&self, index: usize) -> bool {
        let (Some(here), Some(before)) = (self.items.get(index), index.checked_sub(1).and_then(|i| self.items.get(i)))
        else {
            return true;
        };
        let gap = Span::new(before.span.end, here.span.start).of(self.text);
        gap.bytes().filter(|&b| b == b'\n').count() > 1
    }
}

fn lex(rest: &str, first: char) -> (LexemeKind, usize) {
    if first.is_ascii_digit() {
        (LexemeKind::Digits, digits(rest))
    } else if first.is_alphabetic() {
        (LexemeKind::Word, word(rest))
    } else {
        (LexemeKind::Mark, first.len_utf8())
    }
}

/// Length of digits, with commas and periods that stand between two digits.
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while is_digit(len) || (matches!(bytes.get(len), Some(b',' | b'.')) && is_digit(len + 1)) {
        len += 1;
    }
    len
}

/// Length of a run of letters; "U.S." and "U.K." are one word, periods included.
fn word(rest: &str) -> usize {
    let mut initials = 0;
    let bytes = rest.as_bytes();
    while bytes.get(initials).is_some_and(u8::is_ascii_alphabetic) && bytes.get(initials + 1) == Some(&b'.') {
        initials += 2;
    }
    if initials >= 4 {
        return initials;
    }
    // Combining marks (Indic vowel signs) hold a word together though they are no letters.
    rest.find(|c: char| !c.is_alphabetic() && !is_combining(c)).unwrap_or(rest.len())
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}')
}

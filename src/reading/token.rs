//! Words, numbers and marks of a text, with their spans.

use crate::article::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens or periods ("U.S.", "al-Faqih", "women’s").
    Word,
    /// Digits, with inner commas, periods, colons or slashes ("1,200.50", "10:30").
    Number,
    /// One other character that is not white space.
    Mark,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

/// The tokens of `text.get(within)`, spans relative to the whole `text`.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let part = within.of(text);
    let mut found = Vec::with_capacity(part.len() / 5);
    let mut at = 0;
    while let Some(first) = char_at(part, at) {
        let start = at;
        at += first.len_utf8();
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        if kind != TokenKind::Mark {
            at = end_of(part, at, kind);
        }
        found.push(Token { span: Span::new(start, at).shifted(within.start), kind });
    }
    found
}

/// A word in ASCII lower case, as tables are asked for it; `None` for one that is longer than every entry.
pub(super) fn lower<'b, const N: usize>(word: &str, buffer: &'b mut [u8; N]) -> Option<&'b [u8]> {
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(lower)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        // Most characters are decoded by looking at them.
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Where a word or number ends that has gone on to `end`.
fn end_of(part: &str, mut end: usize, kind: TokenKind) -> usize {
    loop {
        end += part.as_bytes().get(end..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let Some(c) = char_at(part, end).filter(|c| *c != ' ') else { return end };
        let after = end + c.len_utf8();
        if !(c.is_alphanumeric() || joins(kind, c, char_at(part, after))) {
            return end;
        }
        end = after;
    }
}

fn kind_of(c: char) -> TokenKind {
    if c.is_numeric() {
        TokenKind::Number
    } else if c.is_alphabetic() {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Whether `c` holds a token together when `next` follows it.
fn joins(kind: TokenKind, c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match kind {
        TokenKind::Word => matches!(c, '\'' | '’' | '-' | '.' | '&') && next.is_alphanumeric(),
        TokenKind::Number => matches!(c, ',' | '.' | ':' | '/') && next.is_numeric(),
        TokenKind::Mark => false,
    }
}

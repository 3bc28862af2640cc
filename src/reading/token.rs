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
    let mut chars = part.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        if kind != TokenKind::Mark {
            while let Some(&(at, c)) = chars.peek() {
                let next = part.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if !(c.is_alphanumeric() || joins(kind, c, next)) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
        }
        found.push(Token { span: Span::new(start, end).shifted(within.start), kind });
    }
    found
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

//! The text in lower case, fonts made plain, invisible characters left out, and the way back.

use crate::article::Span;
use crate::moderation::normal::glyphs;
use std::borrow::Cow;

/// A text as the finders see it.
pub(super) struct View<'a> {
    text: Cow<'a, str>,
    /// For every byte of `text` its source; empty where the two are the same.
    sources: Vec<Span>,
}

impl<'a> View<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text: text.into(), sources: Vec::new() };
        }
        let mut view = String::with_capacity(text.len());
        let mut sources = Vec::with_capacity(text.len());
        for glyph in glyphs(text) {
            let letter = if glyph.is_dash() { '-' } else { glyph.letter };
            view.push(letter);
            sources.extend(std::iter::repeat_n(glyph.span, letter.len_utf8()));
        }
        Self { text: view.into(), sources }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a part of the view stands in the original.
    pub(super) fn span(&self, span: Span) -> Span {
        let inside = self.sources.get(span.start..span.end).unwrap_or_default();
        match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => span,
        }
    }
}

//! A text with its disguises undone, and the way back to the words as they were written.
//!
//! Compatibility forms, case, accents, look-alike letters, invisible characters, letters spaced or
//! dotted out, digits and signs in the place of letters, letters drawn as emoji, drawn-out letters.
//! Linear in the text's length. Knows nothing of what is looked for in the result.

mod clump;
mod glyph;
mod letter;

pub(super) use clump::{Clump, clumps, worst_trick};
pub(super) use glyph::{Glyph, Trick, glyphs};
pub(super) use letter::{is_ignorable, is_stackable_mark};

use crate::article::Span;

/// The folded view of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Normal {
    text: String,
    /// For every byte of `text`, the bytes of the original that it stands for.
    sources: Vec<Span>,
}

/// A text with its disguises undone, for comparing: lower case, without accents and tricks.
pub(crate) fn fold(text: &str) -> String {
    Normal::of(text).text
}

impl Normal {
    /// Folds a text.
    pub(crate) fn of(text: &str) -> Self {
        let glyphs = glyphs(text);
        Self::read(&glyphs, &clumps(&glyphs))
    }

    /// Folds what has been split into glyphs and clumps already.
    pub(super) fn read(glyphs: &[Glyph], clumps: &[Clump]) -> Self {
        let mut normal = Self::default();
        let mut last: Option<&Clump> = None;
        for clump in clumps {
            if last.is_some_and(|last| !clump.continues(last)) {
                normal.space(glyphs, clump);
            }
            clump.read(glyphs, &mut |letter, span| normal.push(letter, span));
            last = Some(clump);
        }
        normal
    }

    /// The folded text; words are a single space apart.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a part of the folded text stands in the original, in bytes.
    pub(crate) fn span(&self, folded: Span) -> Span {
        let inside = self.sources.get(folded.start..folded.end).unwrap_or_default();
        match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end.max(first.end)),
            _ => Span::new(0, 0),
        }
    }

    fn space(&mut self, glyphs: &[Glyph], before: &Clump) {
        let at = glyphs.get(before.start).map_or(0, |glyph| glyph.span.start);
        self.push(' ', Span::new(at, at));
    }

    fn push(&mut self, letter: char, span: Span) {
        self.text.push(letter);
        self.sources.extend(std::iter::repeat_n(span, letter.len_utf8()));
    }
}

#[cfg(test)]
mod tests;

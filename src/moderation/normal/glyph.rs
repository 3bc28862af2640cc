//! Characters folded one by one: a text as letters, each with its place and its disguise.

use super::letter::{emoji_letter, is_ignorable, is_latin, is_mark, is_stackable_mark, look, unaccented};
use crate::article::Span;
use unicode_normalization::UnicodeNormalization;

/// How a letter was written other than by itself, from the most ordinary to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::moderation) enum Trick {
    None,
    /// With an accent or as a letter of another Latin alphabet.
    Accent,
    /// In a letter's shape of another kind: full width, circled, mathematical, an emoji.
    Font,
    /// As a letter of another script that looks the same.
    Look,
    /// With an invisible character or a stack of marks beside it.
    Hidden,
}

/// One character of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::moderation) struct Glyph {
    pub(in crate::moderation) letter: char,
    /// The ASCII letter or digit that a letter of another script looks like.
    pub(in crate::moderation) look: Option<char>,
    pub(in crate::moderation) trick: Trick,
    /// Whether it was written as a capital I, which looks like an l.
    pub(in crate::moderation) capital_i: bool,
    pub(in crate::moderation) span: Span,
}

impl Glyph {
    pub(in crate::moderation) const fn is_space(self) -> bool {
        self.letter == ' '
    }

    /// Whether it is one of the dashes that are not ASCII's.
    pub(in crate::moderation) const fn is_dash(self) -> bool {
        matches!(self.letter, '\u{2010}'..='\u{2015}' | '\u{2212}')
    }

    pub(in crate::moderation) fn is_letter(self) -> bool {
        self.letter.is_alphabetic()
    }
}

/// The text as glyphs. Marks and invisible characters are left out; a letter written with two
/// characters' worth (`ß`) is two glyphs with the same span.
pub(in crate::moderation) fn glyphs(text: &str) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    let mut hidden = false;
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        if c.is_ascii() {
            glyphs.push(plain(c, span, hidden));
            hidden = false;
        } else if is_ignorable(c) && emoji_letter(c).is_none() {
            hidden = glyphs.last().is_some_and(|last| !last.is_space());
        } else if is_mark(c) && drops_mark(glyphs.last(), c) {
            if let Some(last) = glyphs.last_mut() {
                last.trick = last.trick.max(if last.trick == Trick::None { Trick::Accent } else { Trick::Hidden });
                last.span.end = span.end;
            }
        } else {
            spell(c, span, &mut glyphs);
            hidden = false;
        }
    }
    glyphs
}

fn plain(c: char, span: Span, hidden: bool) -> Glyph {
    Glyph {
        letter: if c.is_ascii_whitespace() || c.is_ascii_control() { ' ' } else { c.to_ascii_lowercase() },
        look: None,
        trick: if hidden && c.is_ascii_alphanumeric() { Trick::Hidden } else { Trick::None },
        capital_i: c == 'I',
        span,
    }
}

/// A mark is left out on an ASCII character and where it belongs to no script; the vowel signs of
/// Hindi or Thai are letters of their words.
fn drops_mark(last: Option<&Glyph>, mark: char) -> bool {
    is_stackable_mark(mark) || last.is_some_and(|last| last.letter.is_ascii_alphanumeric())
}

fn spell(c: char, span: Span, glyphs: &mut Vec<Glyph>) {
    let mut push = |letter: char, look, trick| glyphs.push(Glyph { letter, look, trick, capital_i: false, span });
    if let Some(letter) = emoji_letter(c) {
        return push(letter, None, Trick::Font);
    }
    if c.is_whitespace() {
        return push(' ', None, Trick::None);
    }
    if matches!(c, 'ß' | 'ẞ') {
        push('s', None, Trick::Accent);
        return push('s', None, Trick::Accent);
    }
    for compatible in c.nfkc() {
        let font = if compatible == c { Trick::None } else { Trick::Font };
        for lower in compatible.to_lowercase() {
            if lower.is_ascii() {
                push(if lower.is_ascii_whitespace() { ' ' } else { lower }, None, font);
            } else if is_latin(lower) {
                let letter = unaccented(lower);
                let exotic = !matches!(lower, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
                push(letter, None, font.max(if exotic { Trick::Look } else { Trick::Accent }));
            } else if !is_stackable_mark(lower) {
                let seen = if lower.is_alphanumeric() || is_mark(lower) { look(lower) } else { None };
                push(lower, seen, font);
            }
        }
    }
}

//! What stands between white space, and how it reads by default.

use super::glyph::{Glyph, Trick};
use crate::article::Span;

/// Glyphs without white space between them, by their places in the list of glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::moderation) struct Clump {
    pub(in crate::moderation) start: usize,
    pub(in crate::moderation) end: usize,
    /// Its letters, up to 255.
    pub(in crate::moderation) letters: u8,
    /// Whether Latin letters and look-alikes of other scripts are mixed in it.
    pub(in crate::moderation) mixed: bool,
    /// Whether it is one of at least three single letters in a row.
    pub(in crate::moderation) spaced: bool,
}

/// How few single letters in a row are a word spaced out.
const SPACED_OUT: usize = 3;
/// How long a word can be that is dotted out.
const DOTTED_OUT: usize = 40;

/// The clumps of a text.
pub(in crate::moderation) fn clumps(glyphs: &[Glyph]) -> Vec<Clump> {
    let mut clumps = Vec::new();
    let mut start = 0;
    for part in glyphs.split(|glyph| glyph.is_space()) {
        if !part.is_empty() {
            clumps.push(clump(part, start));
        }
        start += part.len() + 1;
    }
    mark_spaced(&mut clumps);
    clumps
}

fn clump(part: &[Glyph], start: usize) -> Clump {
    let letters = part.iter().filter(|glyph| glyph.is_letter()).count();
    let latin = part.iter().any(|glyph| glyph.letter.is_ascii_alphabetic());
    let alike = part.iter().any(|glyph| glyph.look.is_some());
    Clump {
        start,
        end: start + part.len(),
        letters: u8::try_from(letters).unwrap_or(u8::MAX),
        mixed: latin && alike,
        spaced: false,
    }
}

fn mark_spaced(clumps: &mut [Clump]) {
    for run in clumps.chunk_by_mut(|a, b| a.is_single() && b.is_single()) {
        let spaced = run.len() >= SPACED_OUT && run.iter().any(|clump| clump.letters == 1);
        for clump in run {
            clump.spaced = spaced;
        }
    }
}

impl Clump {
    const fn is_single(self) -> bool {
        self.letters <= 1 && self.end - self.start <= 3
    }

    pub(in crate::moderation) fn of<'a>(&self, glyphs: &'a [Glyph]) -> &'a [Glyph] {
        glyphs.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it goes on with the word that the clump before it spells out.
    pub(super) const fn continues(&self, before: &Self) -> bool {
        self.spaced && before.spaced && self.letters == 1 && before.letters == 1
    }

    /// Whether it reads otherwise than letter by letter as it stands.
    pub(in crate::moderation) fn reads_otherwise(&self, glyphs: &[Glyph]) -> bool {
        let part = self.of(glyphs);
        let signs = part.iter().enumerate().any(|(at, glyph)| self.reading(part, at, *glyph) != glyph.letter);
        self.spaced || signs || self.is_dotted(part)
    }

    /// Reads it letter by letter: what it says when its disguises are undone.
    pub(super) fn read(&self, glyphs: &[Glyph], push: &mut impl FnMut(char, Span)) {
        let part = self.of(glyphs);
        let dotted = self.is_dotted(part);
        let mut run = (' ', 0_usize);
        for (at, glyph) in part.iter().enumerate() {
            let letter = self.reading(part, at, *glyph);
            if dotted && !letter.is_alphanumeric() {
                continue;
            }
            run = if run.0 == letter { (letter, run.1 + 1) } else { (letter, 1) };
            if run.1 <= 2 || !letter.is_alphabetic() {
                push(letter, glyph.span);
            }
        }
    }

    /// Letters each on their own between the same signs, at least three: `s.p.a.c.e.d`.
    fn is_dotted(&self, part: &[Glyph]) -> bool {
        let single = self.spaced && self.letters == 1;
        let enough = usize::from(self.letters) >= SPACED_OUT && part.len() <= DOTTED_OUT;
        if part.len() <= usize::from(self.letters) {
            return single;
        }
        let words = part.split(|glyph| !glyph.letter.is_alphanumeric()).filter(|word| !word.is_empty());
        single || (enough && words.clone().count() >= SPACED_OUT && words.into_iter().all(|word| word.len() == 1))
    }

    fn reading(&self, part: &[Glyph], at: usize, glyph: Glyph) -> char {
        if let Some(look) = glyph.look.filter(|_| self.mixed) {
            return look;
        }
        let Some(letter) = substitute(glyph.letter) else { return glyph.letter };
        if stands_for_a_letter(part, at) { letter } else { glyph.letter }
    }
}

/// Up to two signs in a row with letters on both sides are letters themselves.
fn stands_for_a_letter(part: &[Glyph], at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| part.get(at)).is_some_and(|glyph| glyph.is_letter());
    let sign =
        |at: Option<usize>| at.and_then(|at| part.get(at)).is_some_and(|glyph| substitute(glyph.letter).is_some());
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    let (two_before, two_after) = (at.checked_sub(2), Some(at + 2));
    (letter(before) && letter(after))
        || (letter(before) && sign(after) && letter(two_after))
        || (letter(two_before) && sign(before) && letter(after))
}

/// The letter that a digit or sign most often stands for.
const fn substitute(sign: char) -> Option<char> {
    Some(match sign {
        '0' => 'o',
        '1' | '!' | '|' | '¡' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '§' => 's',
        '7' | '+' | '†' => 't',
        '8' => 'b',
        '9' => 'g',
        '¢' => 'c',
        '¥' => 'y',
        '£' => 'l',
        _ => return None,
    })
}

/// Whether any of the glyphs was written in a way that hides its letter.
pub(in crate::moderation) fn worst_trick(glyphs: &[Glyph]) -> Trick {
    glyphs.iter().map(|glyph| glyph.trick).max().unwrap_or(Trick::None)
}

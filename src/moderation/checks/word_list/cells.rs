//! What each sign of a suspicious word may stand for.

use crate::moderation::normal::{Clump, Glyph, Trick};

/// One place of a word in disguise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// The letters it may stand for.
    letters: [Option<char>; 3],
    pub(super) sign: Sign,
    /// The glyphs it covers: the first, and one past the last.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// As a letter.
    Letter,
    /// As a letter in disguise: of another script, in another font, a capital I.
    Look,
    Digit,
    /// As a sign that looks like a letter.
    Drawn,
    /// As a sign that may hide any letter.
    Blank,
    /// As a sign that may stand between letters, or hide one.
    BlankOrGap,
    /// As a sign between letters.
    Gap,
    Space,
    Other,
}

impl Cell {
    pub(super) fn letters(&self) -> impl Iterator<Item = char> + '_ {
        self.letters.iter().flatten().copied()
    }

    /// How a letter is written here: a capital I is an i, and an l in disguise.
    pub(super) fn sign_of(&self, letter: char) -> Sign {
        let disguised = self.sign == Sign::Letter && self.letters.first() != Some(&Some(letter));
        if disguised { Sign::Look } else { self.sign }
    }

    /// A cell that can only be a letter: no word ends before it.
    pub(super) fn is_letter(&self) -> bool {
        matches!(self.sign, Sign::Letter | Sign::Look)
    }

    /// Whether it reads as an i, or as an l: at the end of a word it is punctuation.
    pub(super) fn is_exclamation(&self) -> bool {
        self.sign == Sign::Drawn && self.letters == [Some('i'), Some('l'), None]
    }

    pub(super) fn is_gap(&self) -> bool {
        matches!(self.sign, Sign::Gap | Sign::BlankOrGap | Sign::Space) || self.is_exclamation()
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.sign, Sign::Blank | Sign::BlankOrGap)
    }
}

/// Signs that are written with more than one character, longest first.
const DRAWINGS: [(&str, char); 14] = [
    ("|\\/|", 'm'),
    ("|\\|", 'n'),
    ("[_]", 'u'),
    ("(_)", 'u'),
    ("|_|", 'u'),
    ("|-|", 'h'),
    ("()", 'o'),
    ("[]", 'o'),
    ("\\/", 'v'),
    ("/\\", 'a'),
    ("vv", 'w'),
    ("l3", 'b'),
    ("|3", 'b'),
    ("|<", 'k'),
];

/// The cells of a range of glyphs.
pub(super) fn cells(glyphs: &[Glyph], start: usize, end: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(end.saturating_sub(start));
    let mut at = start;
    while at < end {
        let Some(rest) = glyphs.get(at..end) else { break };
        let cell =
            drawing(rest, at).or_else(|| dashes(glyphs, at)).or_else(|| rest.first().map(|glyph| single(*glyph, at)));
        let Some(cell) = cell else { break };
        at = cell.end;
        cells.push(cell);
    }
    cells
}

fn drawing(rest: &[Glyph], at: usize) -> Option<Cell> {
    let drawn =
        |signs: &str| signs.chars().map(Some).eq((0..signs.len()).map(|nth| rest.get(nth).map(|glyph| glyph.letter)));
    let (signs, letter) = DRAWINGS.iter().find(|(signs, _)| drawn(signs))?;
    Some(Cell { letters: [Some(*letter), None, None], sign: Sign::Drawn, start: at, end: at + signs.len() })
}

/// Dashes in a row stand for letters; one alone joins words.
fn dashes(glyphs: &[Glyph], at: usize) -> Option<Cell> {
    let dash = |at: Option<usize>| at.and_then(|at| glyphs.get(at)).is_some_and(|glyph| glyph.letter == '-');
    let row = dash(Some(at)) && (dash(at.checked_sub(1)) || dash(Some(at + 1)));
    row.then_some(Cell { letters: [None; 3], sign: Sign::BlankOrGap, start: at, end: at + 1 })
}

fn single(glyph: Glyph, at: usize) -> Cell {
    let (letters, sign) = match (glyph.look, glyph.capital_i) {
        (Some('l' | 'i' | '1'), _) => ([Some('l'), Some('i'), None], Sign::Look),
        (Some(look), _) => ([Some(look), None, None], Sign::Look),
        (None, true) => ([Some('i'), Some('l'), None], Sign::Letter),
        (None, false) if glyph.is_letter() => {
            let plain = matches!(glyph.trick, Trick::None | Trick::Accent);
            ([Some(glyph.letter), None, None], if plain { Sign::Letter } else { Sign::Look })
        }
        (None, false) => sign(glyph.letter),
    };
    Cell { letters, sign, start: at, end: at + 1 }
}

/// What a digit or sign may stand for.
fn sign(sign: char) -> ([Option<char>; 3], Sign) {
    let (letters, kind) = match sign {
        '0' => ("o", Sign::Digit),
        '1' => ("il", Sign::Digit),
        '2' => ("z", Sign::Digit),
        '3' => ("e", Sign::Digit),
        '4' => ("a", Sign::Digit),
        '5' => ("s", Sign::Digit),
        '6' => ("gbs", Sign::Digit),
        '7' => ("t", Sign::Digit),
        '8' => ("b", Sign::Digit),
        '9' => ("gp", Sign::Digit),
        '@' => ("aou", Sign::Drawn),
        '$' | '§' => ("s", Sign::Drawn),
        '!' | '|' | '¡' | '❗' | '❕' => ("il", Sign::Drawn),
        '+' | '†' | '✝' => ("t", Sign::Drawn),
        '<' | '¢' | '©' => ("c", Sign::Drawn),
        '€' => ("e", Sign::Drawn),
        '£' => ("l", Sign::Drawn),
        '¥' => ("y", Sign::Drawn),
        '^' => ("a", Sign::BlankOrGap),
        '&' => ("a", Sign::Blank),
        '#' => ("h", Sign::Blank),
        '%' | '>' => ("", Sign::Blank),
        '*' | '_' | '•' | '●' | '█' => ("", Sign::BlankOrGap),
        '.' | ',' | '-' | '–' | '\\' | '~' | '=' | ':' | ';' | '·' | '`' | '"' => ("", Sign::Gap),
        ' ' => ("", Sign::Space),
        _ => ("", Sign::Other),
    };
    let mut letters = letters.chars();
    ([letters.next(), letters.next(), letters.next()], kind)
}

/// Whether a clump is written in a way that plain reading may miss.
pub(super) fn is_suspicious(part: &[Glyph]) -> bool {
    let Some(last) = part.iter().rposition(|glyph| glyph.is_letter()) else { return false };
    let doubled = part.windows(2).any(|pair| matches!(pair, [a, b] if a.letter == b.letter && a.is_letter()));
    let capitals = part.iter().any(|glyph| glyph.capital_i) && part.len() > 2;
    let odd = |glyph: &Glyph| glyph.look.is_some() || glyph.trick > Trick::Accent;
    let inner = part.iter().take(last).any(|glyph| is_odd(glyph.letter));
    let after = part.get(last + 1..).unwrap_or_default();
    let outer = after.iter().any(|glyph| matches!(sign(glyph.letter).1, Sign::Digit | Sign::Drawn));
    doubled || capitals || inner || outer || part.iter().any(odd)
}

/// Signs that may be, or draw, a letter or stand between letters.
fn is_odd(letter: char) -> bool {
    !letter.is_alphabetic() && (matches!(letter, '(' | '[') || sign(letter).1 != Sign::Other)
}

/// Whether a clump may be a splinter of a word: one letter that is no word, or two consonants.
pub(super) fn is_splinter(part: &[Glyph]) -> bool {
    let mut letters = part.iter().filter(|glyph| glyph.is_letter()).map(|glyph| glyph.letter);
    let word = part.first().is_some_and(|glyph| glyph.is_letter());
    let only = part.iter().skip_while(|glyph| glyph.is_letter()).all(|glyph| !glyph.is_letter());
    match (letters.next(), letters.next(), letters.next()) {
        (Some(one), None, None) => !matches!(one, 'a' | 'i') && only,
        (Some(one), Some(two), None) => word && only && is_consonant(one) && is_consonant(two),
        _ => false,
    }
}

const fn is_consonant(letter: char) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The most clumps that one word is broken into.
const MOST_PIECES: usize = 24;

/// Ranges of clumps that may be one word broken into pieces: splinters and the clumps beside them.
pub(super) fn broken(glyphs: &[Glyph], clumps: &[Clump]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, clump) in clumps.iter().enumerate() {
        if !is_splinter(clump.of(glyphs)) {
            continue;
        }
        let end = (at + 3).min(clumps.len());
        match ranges.last_mut() {
            Some(last) if at <= last.1 && last.1 - last.0 < MOST_PIECES => last.1 = end,
            _ => ranges.push((at.saturating_sub(1), end)),
        }
    }
    ranges
}

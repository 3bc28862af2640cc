//! One way of reading a word in disguise, and whether it is to be believed.

use super::trie::Trie;
use crate::moderation::checks::word_list::Writing;
use crate::moderation::checks::word_list::cells::{Cell, Sign};
use crate::moderation::checks::word_list::pattern::{Entry, Pattern};

/// Where a word is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// Within one clump.
    Clump,
    /// Across the white space between splinters.
    Broken,
}

/// How far a reading has come and what it had to assume.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) node: usize,
    /// The cell it starts at.
    pub(super) start: usize,
    last: Option<char>,
    length: u8,
    letters: u8,
    looks: u8,
    digits: u8,
    drawn: u8,
    blanks: u8,
    gaps: u8,
    spaces: u8,
    /// How often the last letter stands in a row, and the longest such row.
    row: u8,
    longest_row: u8,
    /// Letters since the last gap, and the fewest and most of the pieces so far.
    piece: u8,
    shortest: u8,
    longest: u8,
    at_gap: bool,
    /// How the first and the last letter are written.
    ends: (Option<Sign>, Sign),
}

impl Reading {
    pub(super) const fn new(root: usize, start: usize) -> Self {
        Self {
            node: root,
            start,
            last: None,
            length: 0,
            letters: 0,
            looks: 0,
            digits: 0,
            drawn: 0,
            blanks: 0,
            gaps: 0,
            spaces: 0,
            row: 0,
            longest_row: 0,
            piece: 0,
            shortest: u8::MAX,
            longest: 0,
            at_gap: false,
            ends: (None, Sign::Other),
        }
    }

    pub(super) const fn is_at_letter(&self) -> bool {
        !self.at_gap && self.length >= 3
    }

    /// Adds every way of going on over a cell.
    pub(super) fn step(&self, trie: &Trie, cell: &Cell, room: Room, next: &mut Vec<Self>) {
        for letter in cell.letters() {
            if let Some(child) = trie.child(self.node, letter) {
                next.push(self.advanced(child, letter, cell.sign_of(letter)));
            }
        }
        let repeats = !self.at_gap && cell.is_letter() && cell.letters().any(|letter| Some(letter) == self.last);
        if repeats {
            next.push(self.repeated());
        }
        if self.last.is_none() {
            return;
        }
        if cell.is_gap() && (room == Room::Broken || cell.sign != Sign::Space) {
            next.extend(self.paused(cell.sign));
        }
        if cell.is_blank() && self.blanks < 4 && !self.at_gap {
            let children = trie.children(self.node).iter();
            next.extend(children.map(|&(letter, child)| self.advanced(child, letter, Sign::Blank)));
        }
    }

    fn advanced(&self, node: usize, letter: char, sign: Sign) -> Self {
        let mut reading = *self;
        reading.node = node;
        reading.row = if self.last == Some(letter) && !self.at_gap { self.row } else { 1 };
        reading.last = Some(letter);
        reading.length = self.length.saturating_add(1);
        reading.piece = self.piece.saturating_add(1);
        reading.at_gap = false;
        reading.ends = (self.ends.0.or(Some(sign)), sign);
        let count = match sign {
            Sign::Letter | Sign::Gap | Sign::Space | Sign::Other => &mut reading.letters,
            Sign::Look => &mut reading.looks,
            Sign::Digit => &mut reading.digits,
            Sign::Drawn => &mut reading.drawn,
            Sign::Blank | Sign::BlankOrGap => &mut reading.blanks,
        };
        *count = count.saturating_add(1);
        reading
    }

    fn repeated(&self) -> Self {
        let row = self.row.saturating_add(1);
        Self { row, longest_row: self.longest_row.max(row), ..*self }
    }

    fn paused(&self, sign: Sign) -> Option<Self> {
        let mut reading = *self;
        let count = if sign == Sign::Space { &mut reading.spaces } else { &mut reading.gaps };
        *count = count.checked_add(1).filter(|count| *count < 24)?;
        if !self.at_gap {
            reading.shortest = self.shortest.min(self.piece);
            reading.longest = self.longest.max(self.piece);
            reading.piece = 0;
            reading.at_gap = true;
        }
        Some(reading)
    }

    /// How the word is written, if it is to be believed at all.
    pub(super) fn judge(&self, pattern: &Pattern, entry: Entry, room: Room) -> Option<Writing> {
        let strong = entry.is_strong();
        let shortest = self.shortest.min(self.piece);
        let longest = self.longest.max(self.piece);
        if (room == Room::Broken) != (self.spaces > 0) {
            return None;
        }
        let digit_ends = [self.ends.0, Some(self.ends.1)].contains(&Some(Sign::Digit));
        let pieces_fit = match (self.spaces, self.gaps) {
            (0, 0) => true,
            (0, _) => longest == 1 || (self.length > 3 && shortest <= 2 && self.blanks + self.digits == 0),
            (_, 0) => strong && self.blanks == 0 && (longest == 1 || (self.length > 3 && shortest <= 2)),
            (_, _) => strong && self.blanks == 0 && longest == 1,
        };
        let written = self.letters + self.looks;
        let many_blanks = self.length <= 3 || self.blanks * 2 > self.length || written < 2 || self.gaps > 0;
        let guessed = entry.category.is_grave() && (self.blanks > 2 || self.length < 5);
        let blanks_fit = self.blanks == 0 || (strong && !many_blanks && !guessed && self.ends.1 != Sign::Blank);
        let signs = self.digits + self.drawn;
        let few_letters = written == 0 || (written == 1 && (self.digits > 0 || self.drawn > 2));
        let signs_fit = signs == 0 || !(few_letters || (self.length == 3 && digit_ends));
        if !(pieces_fit && blanks_fit && signs_fit) {
            return None;
        }
        let hidden = signs + self.gaps + self.spaces + self.looks > 0;
        let stretched = self.longest_row > 2 || (self.longest_row == 2 && (strong || pattern.letters.len() > 3));
        match (hidden, self.blanks > 0 || stretched) {
            (true, _) => Some(Writing::Disguised),
            (false, true) => Some(Writing::Softened),
            (false, false) => None,
        }
    }
}

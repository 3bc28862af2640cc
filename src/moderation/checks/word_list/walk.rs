//! Words in disguise: every reading of a suspicious clump at once, along a tree of the list.
//!
//! Linear: the readings kept alive at one place are at most [`MOST_READINGS`].

mod reading;
mod trie;

use super::cells::{Cell, broken, cells, is_suspicious};
use super::pattern::{Entry, Pattern};
use super::{Hit, Readings, Writing};
use crate::article::Span;
use reading::{Reading, Room};

pub(super) use trie::Trie;

const MOST_READINGS: usize = 192;
/// Longer ones are nobody's word; their first part is looked at.
const LONGEST_CLUMP: usize = 128;

/// Hits of words that plain reading misses.
pub(super) fn walk(trie: &Trie, patterns: &[(Pattern, Entry)], readings: &Readings<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    if patterns.is_empty() {
        return hits;
    }
    let mut walker = Walker { trie, patterns, readings, hits: &mut hits };
    for clump in readings.clumps {
        if is_suspicious(clump.of(readings.glyphs)) {
            walker.pass(clump.start, clump.end, Room::Clump);
        }
    }
    for (first, end) in broken(readings.glyphs, readings.clumps) {
        let range = readings.clumps.get(first..end).unwrap_or_default();
        if let (Some(first), Some(last)) = (range.first(), range.last()) {
            walker.pass(first.start, last.end, Room::Broken);
        }
    }
    hits
}

struct Walker<'a> {
    trie: &'a Trie,
    patterns: &'a [(Pattern, Entry)],
    readings: &'a Readings<'a>,
    hits: &'a mut Vec<Hit>,
}

impl Walker<'_> {
    fn pass(&mut self, start: usize, end: usize, room: Room) {
        let cells = cells(self.readings.glyphs, start, end.min(start.saturating_add(LONGEST_CLUMP)));
        let mut alive: Vec<Reading> = Vec::new();
        let mut next: Vec<Reading> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| cells.get(before));
            let begins = !before.is_some_and(Cell::is_letter);
            let fresh = Reading::new(Trie::root(begins), at);
            next.clear();
            for reading in alive.iter().chain(std::iter::once(&fresh)) {
                reading.step(self.trie, cell, room, &mut next);
            }
            next.truncate(MOST_READINGS);
            std::mem::swap(&mut alive, &mut next);
            for reading in &alive {
                self.accept(reading, &cells, at, room);
            }
        }
    }

    fn accept(&mut self, reading: &Reading, cells: &[Cell], at: usize, room: Room) {
        if !reading.is_at_letter() {
            return;
        }
        let accepted = self.trie.accepts(reading.node);
        if accepted.is_empty() {
            return;
        }
        let after = after(cells, at);
        if after.is_empty() && cells.get(at).is_some_and(Cell::is_exclamation) {
            return;
        }
        for &pattern in accepted {
            let Some((pattern, entry)) = self.patterns.get(pattern) else { continue };
            if !pattern.tail.allows(&pattern.letters, &after) {
                continue;
            }
            if let Some(writing) = reading.judge(pattern, *entry, room) {
                self.hit(cells, reading.start, at, *entry, writing);
            }
        }
    }

    fn hit(&mut self, cells: &[Cell], first: usize, last: usize, entry: Entry, writing: Writing) {
        let glyphs = self.readings.glyphs;
        let start = cells.get(first).and_then(|cell| glyphs.get(cell.start));
        let end = cells.get(last).and_then(|cell| glyphs.get(cell.end.saturating_sub(1)));
        if let (Some(start), Some(end)) = (start, end) {
            self.hits.push(Hit { span: Span::new(start.span.start, end.span.end), entry, writing });
        }
    }
}

/// The letters that follow a place, as far as an ending goes.
fn after(cells: &[Cell], at: usize) -> String {
    let rest = cells.iter().skip(at + 1).take(6);
    rest.take_while(|cell| cell.is_letter()).filter_map(|cell| cell.letters().next()).collect()
}

//! A list, compiled once for many texts.

use super::merge::Cover;
use super::pattern::{Category, Entry, Pattern, Tail, expand, is_of_words};
use super::walk::{self, Trie};
use super::{Hit, Readings, Writing};
use crate::article::Span;
use crate::moderation::normal::{Trick, worst_trick};
use crate::moderation::{Severity, WordRule};
use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

/// Words and phrases with what they weigh, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub(in crate::moderation) struct WordList {
    patterns: Vec<(Pattern, Entry)>,
    automaton: Option<AhoCorasick>,
    trie: Trie,
}

/// The text word by word with a single space or stop between words, and the way back.
#[derive(Default)]
struct Line {
    text: String,
    /// For every byte, which unit of the source it came from.
    unit: Vec<usize>,
}

/// Signs that no phrase goes on after, and what they become.
const STOPS: &str = ".!?;:,()[]«»“”\"";
const STOP: char = '\u{1}';

/// English endings.
const ENDINGS: [&str; 17] =
    ["s", "es", "z", "ed", "d", "er", "ers", "ing", "ings", "in", "y", "ie", "ies", "ish", "a", "as", "able"];

impl WordList {
    /// The shipped list: headings `[category severity]`, then patterns a comma apart.
    pub(super) fn shipped(file: &str) -> Self {
        let mut patterns = Vec::new();
        let mut heading = None;
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(inner) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                heading = heading_entry(inner);
            } else if let Some((entry, foreign)) = heading {
                let parsed = line.split(',').flat_map(expand).filter_map(|written| Pattern::parse(&written));
                patterns.extend(parsed.map(|pattern| (Pattern { foreign, ..pattern }, entry)));
            }
        }
        Self::compile(patterns)
    }

    /// A server's own words, and those that no list may take offence at.
    pub(in crate::moderation) fn own(words: &[WordRule], allowed: &[String]) -> Self {
        let own = words.iter().filter_map(|rule| {
            let entry = Entry { category: Category::Own, severity: rule.severity };
            Pattern::parse(rule.text.trim_start_matches('*')).map(|pattern| (pattern, entry))
        });
        let safe = Entry { category: Category::Safe, severity: Severity::Note };
        let allowed = allowed.iter().filter_map(|word| Pattern::parse(word).map(|pattern| (pattern, safe)));
        Self::compile(own.chain(allowed).collect())
    }

    fn compile(mut patterns: Vec<(Pattern, Entry)>) -> Self {
        let mut known = FxHashSet::default();
        patterns.retain(|pattern| known.insert(pattern.clone()));
        let automaton = AhoCorasick::new(patterns.iter().map(|(pattern, _)| &pattern.letters)).ok();
        let trie = Trie::new(&patterns);
        Self { patterns, automaton, trie }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Every hit, those on safe words included, which hide the shipped words within them.
    pub(super) fn hits(&self, readings: &Readings<'_>) -> Vec<Hit> {
        let mut hits = self.open(readings);
        if readings.differ {
            self.folded(readings, &mut hits);
        }
        hits.extend(walk::walk(&self.trie, &self.patterns, readings));
        let safe = Cover::of(&hits);
        hits.retain(|hit| hit.entry.category.is_safe() || !safe.contains(hit.span));
        hits
    }

    /// Words that stand there letter by letter, accents and fonts aside.
    fn open(&self, readings: &Readings<'_>) -> Vec<Hit> {
        let units = readings.glyphs.iter().enumerate().map(|(at, glyph)| (glyph.letter, at));
        let line = Line::new(units);
        let found = self.search(&line.text);
        let hits = found.filter_map(|(pattern, entry, span)| {
            let (first, last) = line.units(span)?;
            let glyphs = readings.glyphs.get(first..=last)?;
            let span = Span::new(glyphs.first()?.span.start, glyphs.last()?.span.end);
            let usual = if pattern.foreign { Trick::Accent } else { Trick::None };
            let disguised = worst_trick(glyphs) > usual || pattern.is_leet();
            Some(Hit { span, entry, writing: if disguised { Writing::Disguised } else { Writing::Open } })
        });
        hits.collect()
    }

    /// Words that stand there once digits are read as letters and spaced letters joined.
    fn folded(&self, readings: &Readings<'_>, hits: &mut Vec<Hit>) {
        let normal = readings.normal;
        let line = Line::new(normal.text().char_indices().map(|(at, letter)| (letter, at)));
        for (_, entry, span) in self.search(&line.text) {
            let Some((first, last)) = line.units(span) else { continue };
            let end = last + normal.text().get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let span = normal.span(Span::new(first, end));
            hits.push(Hit { span, entry, writing: Writing::Disguised });
        }
    }

    /// Patterns in a line at which words begin and end as they must.
    fn search<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (&'a Pattern, Entry, Span)> + 'a {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(line));
        found.filter_map(move |found| {
            let (pattern, entry) = self.patterns.get(found.pattern().as_usize())?;
            let before = line.get(..found.start())?;
            if !pattern.open && ends_in_letter(before) {
                return None;
            }
            let after = line.get(found.end()..)?;
            let span = Span::new(found.start(), found.end());
            pattern.tail.allows(&pattern.letters, after).then_some((pattern, *entry, span))
        })
    }
}

/// Most words do, and most of them in ASCII.
fn ends_in_letter(text: &str) -> bool {
    match text.as_bytes().last() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
        Some(_) => text.chars().next_back().is_some_and(char::is_alphabetic),
        None => false,
    }
}

impl Tail {
    /// Whether a word may go on like this.
    pub(super) fn allows(self, letters: &str, after: &str) -> bool {
        if !after.chars().next().is_some_and(char::is_alphabetic) {
            return true;
        }
        match self {
            Self::Closed => false,
            Self::Open => true,
            Self::Inflected => endings(letters)
                .iter()
                .filter_map(|ending| after.strip_prefix(ending))
                .any(|rest| !rest.chars().next().is_some_and(char::is_alphabetic)),
        }
    }
}

/// Short words take few endings: `bra` does not make `brain`.
fn endings(letters: &str) -> &'static [&'static str] {
    let few = if letters.len() <= 3 { 3 } else { ENDINGS.len() };
    ENDINGS.get(..few).unwrap_or_default()
}

impl Line {
    fn new(units: impl Iterator<Item = (char, usize)>) -> Self {
        let mut line = Self::default();
        let mut between = None;
        for (letter, unit) in units {
            if !is_of_words(letter) {
                between = Some(if STOPS.contains(letter) { STOP } else { between.unwrap_or(' ') });
                continue;
            }
            if let Some(between) = between.take().filter(|_| !line.text.is_empty()) {
                line.push(between, unit);
            }
            line.push(letter, unit);
        }
        line
    }

    fn push(&mut self, letter: char, unit: usize) {
        self.text.push(letter);
        self.unit.extend(std::iter::repeat_n(unit, letter.len_utf8()));
    }

    /// The first and the last unit of a part.
    fn units(&self, span: Span) -> Option<(usize, usize)> {
        let units = self.unit.get(span.start..span.end)?;
        Some((*units.first()?, *units.last()?))
    }
}

fn heading_entry(heading: &str) -> Option<(Entry, bool)> {
    let mut words = heading.split(' ');
    let category = Category::parse(words.next()?)?;
    let severity = match words.next()? {
        "note" => Severity::Note,
        "review" => Severity::Review,
        "block" => Severity::Block,
        _ => return None,
    };
    Some((Entry { category, severity }, words.next() == Some("foreign")))
}

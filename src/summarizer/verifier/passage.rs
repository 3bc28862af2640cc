//! Words side by side: those of a claim and those of its evidence, in one numbering of stems.

use super::lexicon::Cues;
use crate::article::Span;
use crate::terms::{Class, NO_STEM, Vocabulary, Word};
use std::hash::Hasher as _;
use std::ops::Range;

/// A word with what comparing claims needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// In its own text.
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) form: &'static str,
    pub(super) stem: u32,
    pub(super) part: u32,
    pub(super) cues: Cues,
    /// Index of its sentence in the article; 0 in a claim.
    pub(super) sentence: usize,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// It is an abbreviation in capitals.
    pub(super) caps: bool,
    /// It is the first word of its sentence.
    pub(super) opens: bool,
}

impl Unit {
    /// It carries meaning of its own.
    pub(super) const fn is_content(&self) -> bool {
        self.stem != NO_STEM
    }

    /// A capital that no sentence's beginning explains.
    pub(super) const fn is_name(&self) -> bool {
        self.capital && !self.opens && self.stem != NO_STEM
    }

    /// Nothing reaches over it: a full stop, a comma, a colon, "but".
    pub(super) fn is_break(&self) -> bool {
        matches!(self.class, Class::Stop | Class::Comma | Class::Colon | Class::Open | Class::Close | Class::Dash)
            || matches!(self.form, "but" | "and" | "or" | "because" | "although" | "while" | "who" | "which" | "when")
    }

    /// "immediately": it may stand between a word and what turns it.
    pub(super) fn is_adverb(&self) -> bool {
        self.form == "-ly" || self.class == Class::Adverb
    }

    /// A word that may stand for someone or something named before.
    pub(super) fn is_anaphor(&self) -> bool {
        const FIRST: [&str; 8] = ["i", "me", "you", "we", "us", "my", "your", "our"];
        const POINTING: [&str; 5] = ["this", "that", "these", "those", "both"];
        let personal = matches!(self.class, Class::Pronoun | Class::Possessive);
        if personal { !FIRST.contains(&self.form) } else { POINTING.contains(&self.form) }
    }
}

/// The number of a stem: the article's, or a stable one above all of those.
pub(super) fn number(vocabulary: &Vocabulary, stem: &str) -> u32 {
    const OWN: u32 = 1 << 31;
    if stem.is_empty() {
        return NO_STEM;
    }
    vocabulary.number(stem).unwrap_or_else(|| {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(stem.as_bytes());
        let hash = (hasher.finish() >> 32) as u32;
        hash | OWN
    })
}

/// A stretch of text as units.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    pub(super) text: &'t str,
    pub(super) units: Vec<Unit>,
}

impl<'t> Passage<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, units: Vec::new() }
    }

    /// Adds the words of one sentence; `own` is the vocabulary they are numbered in.
    pub(super) fn add(&mut self, words: &[Word], sentence: usize, own: &Vocabulary, article: &Vocabulary) {
        let mut opens = true;
        let same = std::ptr::eq(own, article);
        let renumber = |stem: u32| if same { stem } else { number(article, own.stem(stem)) };
        let mut lower = String::new();
        for word in words {
            let written = word.span.of(self.text);
            let capital = written.starts_with(char::is_uppercase);
            let letters = || written.chars().filter(|c| *c != '.');
            let caps = capital && letters().nth(1).is_some() && letters().all(char::is_uppercase);
            lower.clear();
            lower.extend(written.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
            let mut stem = renumber(word.stem);
            if caps && (written.contains('.') || written == "US") {
                lower.retain(|c| c != '.');
                stem = number(article, if lower == "usa" { "us" } else { &lower });
            }
            // "May 5", "Will Smith": no modal verbs.
            let named = capital && (!opens || written == "May");
            let cues =
                if named && !caps { Cues::of(&lower).both(Cues::TITLE.with(Cues::COURTESY)) } else { Cues::of(&lower) };
            let (class, form, part) = (word.class, word.form, renumber(word.part));
            self.units.push(Unit { span: word.span, class, form, stem, part, cues, sentence, capital, caps, opens });
            opens = opens && word.class.is_mark();
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Unit> {
        self.units.get(at)
    }

    /// The word as written.
    pub(super) fn written(&self, at: usize) -> &'t str {
        self.get(at).map_or("", |u| u.span.of(self.text))
    }

    /// The units that a span of the text touches.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let from = self.units.partition_point(|u| u.span.end <= span.start);
        let to = self.units.partition_point(|u| u.span.start < span.end);
        from..to.max(from)
    }

    /// The text span of some units.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.get(range.start).map_or(0, |u| u.span.start);
        let end = range.end.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |u| u.span.end);
        Span::new(start, end.max(start))
    }

    /// The content words of some units.
    pub(super) fn content(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
        range.filter(|&at| self.get(at).is_some_and(Unit::is_content))
    }

    /// The nearest content word before `at` in the same sentence, at most `reach` words away.
    pub(super) fn content_before(&self, at: usize, reach: usize) -> Option<usize> {
        let here = self.get(at)?.sentence;
        let from = at.saturating_sub(reach);
        let mut back = (from..at).rev().take_while(|&i| self.get(i).is_some_and(|u| u.sentence == here && !is_end(u)));
        back.find(|&i| self.get(i).is_some_and(Unit::is_content))
    }

    /// The nearest content word after `at` in the same sentence, at most `reach` words away.
    pub(super) fn content_after(&self, at: usize, reach: usize) -> Option<usize> {
        let here = self.get(at)?.sentence;
        let mut on =
            (at + 1..=at + reach).take_while(|&i| self.get(i).is_some_and(|u| u.sentence == here && !is_end(u)));
        on.find(|&i| self.get(i).is_some_and(Unit::is_content))
    }

    /// What turns the word: cues of the words before it up to the next content word.
    pub(super) fn turned(&self, at: usize) -> Turned {
        const REACH: usize = 7;
        let mut found = Turned::default();
        let Some(here) = self.get(at) else { return found };
        for i in (at.saturating_sub(REACH)..at).rev() {
            let Some(unit) = self.get(i).filter(|u| u.sentence == here.sentence) else { break };
            if unit.cues.any(Cues::NOT) && !self.is_only(i) {
                found.negated = found.negated.or(Some(i));
            }
            if unit.cues.any(Cues::REFUSING) && self.leads_on(i) {
                found.negated = found.negated.or(Some(i));
            }
            found.modal = found.modal.with(unit.cues.both(Cues::MODAL));
            if unit.form == "to" && i > 0 && self.get(i - 1).is_some_and(|u| matches!(u.form, "have" | "has" | "had")) {
                found.modal = found.modal.with(Cues::OBLIGED);
            }
            if unit.form == "to" && i > 0 && self.get(i - 1).is_some_and(|u| u.cues.any(Cues::INTENDING)) {
                found.modal = found.modal.with(Cues::FUTURE);
            }
            if unit.is_break() || (unit.is_content() && !unit.is_adverb() && !unit.cues.any(Cues::REFUSING)) {
                break;
            }
        }
        found
    }

    /// "not only", "no less than": nothing is denied.
    fn is_only(&self, at: usize) -> bool {
        self.get(at + 1).is_some_and(|u| matches!(u.form, "only" | "just" | "less" | "fewer" | "more"))
    }

    /// "refused to", "without": denies what follows it.
    fn leads_on(&self, at: usize) -> bool {
        self.get(at).is_some_and(|u| u.form == "without") || self.get(at + 1).is_some_and(|u| u.form == "to")
    }

    /// Words that deny what follows them.
    pub(super) fn denials(&self) -> impl Iterator<Item = usize> {
        let denies = |at: usize| {
            self.get(at).is_some_and(|u| u.cues.any(Cues::NOT) && !self.is_only(at) || u.cues.any(Cues::REFUSING))
        };
        (0..self.units.len()).filter(move |&at| denies(at))
    }

    /// Whether a word before this one in its clause denies it, however far.
    pub(super) fn denied_in_clause(&self, at: usize) -> bool {
        const REACH: usize = 10;
        let Some(here) = self.get(at) else { return false };
        let back = (at.saturating_sub(REACH)..at).rev().map_while(|i| Some((i, self.get(i)?)));
        let mut back = back.take_while(|(_, u)| u.sentence == here.sentence && !u.is_break());
        back.any(|(i, u)| u.cues.any(Cues::NOT) && !self.is_only(i) || u.cues.any(Cues::REFUSING))
    }
}

const fn is_end(unit: &Unit) -> bool {
    matches!(unit.class, Class::Stop)
}

/// What the words before a word do to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Turned {
    /// The word that denies it.
    pub(super) negated: Option<usize>,
    pub(super) modal: Cues,
}

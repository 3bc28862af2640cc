//! The grammar of temporal expressions: which words form one, and what it says.
//!
//! Owns the forms; knows nothing of the publication date. A rule is a function from a position
//! among the atoms to the position after the expression and its meaning. Every rule looks ahead a
//! bounded number of atoms, so reading stays linear. The extent of an expression follows the
//! TIMEX3 annotation guidelines 1.2.1: determiners and modifiers in, leading prepositions out.

mod calendar;
mod clock;
mod dated;
mod holiday;
mod length;
mod mixed;
mod nth;
mod number;
mod period;
mod range;
mod recurring;
mod reference;
mod relative;
mod spanish;
mod weekday;
mod year;

use super::atoms::{Atom, Kind};
use super::lexicon::{Sense, Tongue, Unit};
use super::meaning::Meaning;

/// Openers that are an expression by themselves.
const ALONE: [&str; 8] = ["noon", "midday", "midnight", "overnight", "tonight", "tonite", "eoy", "eod"];

/// The position after what was found, and what it is.
type Found<T> = Option<(usize, T)>;

/// Atoms under analysis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parser<'a> {
    text: &'a str,
    atoms: &'a [Atom],
    tongue: Tongue,
}

impl<'a> Parser<'a> {
    pub(super) const fn new(text: &'a str, atoms: &'a [Atom], tongue: Tongue) -> Self {
        Self { text, atoms, tongue }
    }

    /// The longest expression that starts at an atom.
    pub(super) fn expression(&self, at: usize) -> Found<Meaning> {
        let first = self.atom(at)?;
        let opens = match first.kind {
            Kind::Digits => true,
            // Verbs only tell the tense.
            Kind::Word => first.senses.iter().any(|s| !matches!(s, Sense::Tense(_))),
            Kind::Mark(mark) => matches!(mark, '\'' | '’'),
        };
        if !opens {
            return None;
        }
        if self.inside_name(at) {
            return None;
        }
        if self.tongue == Tongue::Spanish {
            return self.spanish(at);
        }
        if self.idle(at) {
            return None;
        }
        if first.senses.iter().all(|s| matches!(s, Sense::Feast | Sense::Tense(_))) && first.kind == Kind::Word {
            return self.dated_feast(at);
        }
        longest([
            self.dated(at),
            self.timed(at),
            self.recurring(at),
            self.lasting(at),
            self.reference(at).map(|(end, reference)| (end, Meaning::Date(reference))),
        ])
    }

    /// "the minister", "a house": most words that could open an expression do not.
    fn idle(&self, at: usize) -> bool {
        let silent = |at: usize| self.senses(at).iter().all(|s| matches!(s, Sense::Tense(_)));
        let only = |s: &Sense| matches!(s, Sense::Opener | Sense::Tense(_));
        let opener = self.is(at, &["the", "a", "at", "to"]) || self.senses(at).iter().all(only);
        let parted = self.is(at + 1, &["of", "part", "in"]);
        opener && self.is_word(at) && self.is_word(at + 1) && silent(at + 1) && !parted && !self.is(at, &ALONE)
    }

    /// Letters or digits stand right before it: "A320", "F-16", `@dreaming_70`.
    fn inside_name(&self, at: usize) -> bool {
        let glued = at > 0 && self.glued(at);
        let before = at.checked_sub(1).and_then(|b| self.atom(b)).map(|a| a.kind);
        glued
            && match before {
                Some(Kind::Word) => !self.is(at - 1, &["ad", "t", "q", "h", "fy"]),
                Some(Kind::Digits) => true,
                Some(Kind::Mark('-')) if self.digit_count(at) == 8 => false,
                Some(Kind::Mark(mark)) => match mark {
                    '-' => at > 1 && self.glued(at - 1) && !self.joins_time(at - 2),
                    '$' | '£' | '€' | '¥' | '#' | '@' | '_' | '.' | ',' | '+' | '=' | '\\' | '*' | ':' => true,
                    _ => false,
                },
                None => false,
            }
    }

    /// What may stand before a hyphen and a date: "mid-", "post-", the first end of a range.
    fn joins_time(&self, at: usize) -> bool {
        let prefixed = self.is(at, &["mid", "post", "pre", "then", "late", "early", "non"]);
        let ranged = self.digit_count(at) > 0
            && self.digit_count(at) <= 4
            && (at == 0 || !self.glued(at) || self.mark(at - 1, '('));
        let month = self.sense(at, |s| matches!(s, Sense::Month(_) | Sense::Season(_)).then_some(())).is_some();
        prefixed || ranged || month
    }

    fn atom(&self, at: usize) -> Option<&'a Atom> {
        self.atoms.get(at)
    }

    /// The words of an atom as written; empty past the end.
    fn word(&self, at: usize) -> &'a str {
        self.atom(at).map_or("", |a| a.span.of(self.text))
    }

    /// Whether an atom is one of the given words, whatever its case.
    fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether the atom before is one of the given words.
    fn after(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is(at - 1, words)
    }

    /// Whether these words follow one another.
    fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, w)| w.eq_ignore_ascii_case(self.word(at + i)))
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.atom(at).is_some_and(|a| a.kind == Kind::Mark(mark))
    }

    fn dash(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| matches!(a.kind, Kind::Mark('-' | '–' | '—' | '‑' | '‐')))
    }

    fn apostrophe(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| matches!(a.kind, Kind::Mark('\'' | '’' | '‘' | '`')))
    }

    /// No white space stands before it.
    fn glued(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| !a.spaced)
    }

    fn is_word(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| a.kind == Kind::Word)
    }

    fn capitalised(&self, at: usize) -> bool {
        self.is_word(at) && self.word(at).starts_with(char::is_uppercase)
    }

    fn senses(&self, at: usize) -> &'static [Sense] {
        self.atom(at).map_or(&[], |a| a.senses)
    }

    /// The first sense that `pick` accepts.
    fn sense<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses(at).iter().find_map(|&s| pick(s))
    }

    fn weekday_word(&self, at: usize) -> Option<i8> {
        self.sense(at, |s| if let Sense::Weekday(day) = s { Some(day) } else { None })
    }

    fn month_word(&self, at: usize) -> Option<i8> {
        self.sense(at, |s| if let Sense::Month(month) = s { Some(month) } else { None })
    }

    fn season_word(&self, at: usize) -> Option<&'static str> {
        self.sense(at, |s| if let Sense::Season(season) = s { Some(season) } else { None })
    }

    /// The digits at an atom as a number, if there are at most `longest`.
    fn digits(&self, at: usize, longest: usize) -> Option<u64> {
        let atom = self.atom(at).filter(|a| a.kind == Kind::Digits && a.span.len() <= longest)?;
        atom.span.of(self.text).parse().ok()
    }

    fn digit_count(&self, at: usize) -> usize {
        self.atom(at).filter(|a| a.kind == Kind::Digits).map_or(0, |a| a.span.len())
    }

    /// The position after an optional comma.
    fn past_comma(&self, at: usize) -> usize {
        if self.mark(at, ',') { at + 1 } else { at }
    }

    /// The position after a hyphen within a word ("two-year"), or the same.
    fn past_hyphen(&self, at: usize) -> usize {
        if self.dash(at) && self.glued(at) && self.glued(at + 1) { at + 1 } else { at }
    }

    /// The unit in the singular ("day") with the position after it.
    fn unit(&self, at: usize) -> Found<Unit> {
        self.sense(at, |s| if let Sense::Unit(u) = s { Some(u) } else { None }).map(|u| (at + 1, u))
    }

    /// The unit in the plural ("days") with the position after it.
    fn units(&self, at: usize) -> Found<Unit> {
        // "24h"
        if matches!(self.word(at), "h" | "H") && self.glued(at) && at > 0 && self.digit_count(at - 1) > 0 {
            return Some((at + 1, Unit::Hour));
        }
        self.sense(at, |s| if let Sense::Units(u) = s { Some(u) } else { None }).map(|u| (at + 1, u))
    }

    fn any_unit(&self, at: usize) -> Found<Unit> {
        self.unit(at).or_else(|| self.units(at))
    }

    /// The span's ends in the text, from one atom up to another.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<crate::article::Span> {
        let last = self.atom(end.checked_sub(1)?)?;
        Some(crate::article::Span::new(self.atom(start)?.span.start, last.span.end))
    }
}

/// The one that reaches furthest; the first of equals.
fn longest<T, const N: usize>(found: [Found<T>; N]) -> Found<T> {
    let mut best: Found<T> = None;
    for candidate in found.into_iter().flatten() {
        if best.as_ref().is_none_or(|b| candidate.0 > b.0) {
            best = Some(candidate);
        }
    }
    best
}

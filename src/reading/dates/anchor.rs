//! From what an expression says to its value, anchored to the day of publication, to the dates
//! spoken of before and to the tense of its clause.
//!
//! Never guesses: what nothing settles stays `X` in the value (`XXXX-06-08`), as TIMEX3 has it.
//! Knows nothing of the forms expressions take.

mod civil;
mod focus;
mod length;
mod pick;
pub(super) mod tense;

use super::lexicon::{Reference, Tense, Unit};
use super::meaning::{Calendar, From, Meaning, Pick, When};
use crate::article::Span;
use crate::reading::fact::{Basis as Told, DateType, DateValue, Mention};
use civil::{Grain, Place};
use focus::Focus;
use jiff::civil::Date;

/// What a value was settled by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    Stated,
    Published,
    Spoken(Span),
    Unknown,
    Vague,
}

/// The day relative dates are counted from, and why it is that day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub(super) day: Date,
    /// The line it was read from, where the article states no day of publication.
    pub(super) dateline: Option<Span>,
}

/// Resolves the expressions of one article in order.
#[derive(Debug)]
pub(super) struct Anchor {
    reference: Option<Origin>,
    /// The text tells history: months belong to the year last spoken of, not to publication.
    narrative: bool,
    focus: Focus,
}

impl Anchor {
    pub(super) fn new(reference: Option<Origin>, narrative: bool) -> Self {
        Self { reference, narrative, focus: Focus::default() }
    }

    /// The value of the expression at `span`, which becomes what later ones are told from.
    pub(super) fn resolve(&mut self, meaning: &Meaning, span: Span, tense: Option<Tense>) -> DateValue {
        match meaning {
            Meaning::Date(when) => {
                let (place, basis) = self.place(when, span, tense);
                let aside = self.in_publication_terms(when) || (self.narrative && basis == Basis::Published);
                self.focus.note(&place, span, aside);
                self.value(place.timex, DateType::Date, basis)
            }
            Meaning::Time(when, clock) => {
                let (day, basis) = match when {
                    Some(when) => self.place(when, span, tense),
                    None => self.day_spoken_of(span),
                };
                if when.is_some() {
                    self.focus.note(&day, span, false);
                }
                self.value(format!("{}T{clock}", day.timex), DateType::Time, basis)
            }
            Meaning::Length(length) => self.value(length::timex(*length), DateType::Duration, Basis::Stated),
            Meaning::Sum(long, short) => self.value(length::sum(*long, *short), DateType::Duration, Basis::Stated),
            Meaning::Every(length) => self.value(length::timex(*length), DateType::Set, Basis::Stated),
            Meaning::Pattern(pattern) => self.value(pattern.clone(), DateType::Set, Basis::Stated),
        }
    }

    /// "this year" and its kin do not move what is spoken of.
    /// Neither do comparisons: after "a year earlier" the report goes on with its own quarter.
    fn in_publication_terms(&self, when: &When) -> bool {
        matches!(when, When::Vague(_) | When::Literal(_))
            || (!self.narrative && matches!(when, When::Shift { unit: Unit::Year, by: -1, .. }))
            || (!self.narrative && matches!(when, When::Shift { unit: Unit::Year, by: 0, from: From::Published }))
    }

    fn value(&self, timex: String, kind: DateType, basis: Basis) -> DateValue {
        DateValue { timex, kind, basis: self.basis(basis) }
    }

    fn basis(&self, basis: Basis) -> Told {
        match (basis, self.reference) {
            (Basis::Stated, _) => Told::Stated,
            (Basis::Vague, _) => Told::Vague,
            (Basis::Spoken(span), _) => Told::Counted(Mention { span }),
            (Basis::Published, Some(Origin { dateline: Some(span), .. })) => Told::Dateline(Mention { span }),
            (Basis::Published, Some(Origin { day, .. })) => Told::Published(day),
            (Basis::Unknown, Some(_)) => Told::Unsettled,
            (Basis::Published | Basis::Unknown, None) => Told::NoPublicationDate,
        }
    }

    fn place(&self, when: &When, span: Span, tense: Option<Tense>) -> (Place, Basis) {
        match when {
            When::Calendar(calendar) => self.calendar(calendar, span, tense),
            When::Shift { unit, by, from } => self.shift(*unit, *by, *from, (span, tense)),
            When::Within { unit, nth, of } => {
                let (of, basis) = self.calendar(of, span, tense);
                (civil::within(&of, *unit, *nth).unwrap_or_else(|| civil::unknown(*unit)), basis)
            }
            When::Weekend(pick) => self.weekend(*pick, tense),
            When::InMonth { months, from, day } => {
                let (month, basis) = self.shift(Unit::Month, *months, *from, (span, tense));
                match civil::day_in(&month, *day) {
                    Some(place) => (place, basis),
                    None => (Place { grain: Grain::Day, ..civil::unknown(Unit::Day) }, Basis::Unknown),
                }
            }
            When::WeekdayOf { weekday, weeks } => self.weekday_of(*weekday, *weeks),
            When::Literal(value) => (Place::vague(value.clone()), Basis::Stated),
            When::Vague(reference) => {
                let value = match reference {
                    Reference::Past => "PAST_REF",
                    Reference::Present => "PRESENT_REF",
                    Reference::Future => "FUTURE_REF",
                };
                (Place::vague(value.to_owned()), Basis::Vague)
            }
        }
    }

    /// The day an hour without a day belongs to: the one just spoken of, else publication's.
    fn day_spoken_of(&self, span: Span) -> (Place, Basis) {
        match (self.focus.day_near(span), self.reference) {
            (Some((place, at)), _) => (place.clone(), Basis::Spoken(at)),
            (None, Some(reference)) => (Place::of(reference.day, Grain::Day), Basis::Published),
            (None, None) => (Place::vague("XXXX-XX-XX".to_owned()), Basis::Unknown),
        }
    }

    fn shift(&self, unit: Unit, by: i64, from: From, (span, tense): (Span, Option<Tense>)) -> (Place, Basis) {
        let published = self.reference.map(|r| (Place::of(r.day, Grain::Day), Basis::Published));
        let base = match from {
            From::Named(day) => Some(self.calendar(&day, span, tense)),
            From::Published if unit == Unit::Year && by == -1 => self.quarter_spoken_of(span).or(published),
            From::Published => published,
            From::Same => {
                let latest = self.focus.latest().map(|(place, at)| (place.clone(), Basis::Spoken(at)));
                let Some((place, basis)) = latest.or(published) else { return (civil::unknown(unit), Basis::Unknown) };
                return (civil::same_in_year(&place, by).unwrap_or(civil::unknown(unit)), basis);
            }
            From::Focus if unit == Unit::Quarter && by == 0 => match self.spoken_of(unit, by, span) {
                Some(found) => Some(found),
                None => return self.some_quarter(),
            },
            From::Focus | From::Period => self.spoken_of(unit, by, span).or(published),
        };
        let Some((base, basis)) = base else { return (civil::unknown(unit), Basis::Unknown) };
        let exact = matches!(from, From::Named(_)) || (from == From::Focus && unit == Unit::Week && by != 0);
        match civil::shifted(&base, unit, by, exact) {
            Some(place) => (place, basis),
            None => (civil::unknown(unit), Basis::Unknown),
        }
    }

    /// A quarter nothing names: of the year of publication, at most.
    fn some_quarter(&self) -> (Place, Basis) {
        let year = self.reference.map_or_else(|| "XXXX".to_owned(), |r| format!("{:04}", r.day.year()));
        (Place::vague(format!("{year}-QX")), if self.reference.is_some() { Basis::Published } else { Basis::Unknown })
    }

    /// The date a period without a name is told from.
    fn spoken_of(&self, unit: Unit, by: i64, span: Span) -> Option<(Place, Basis)> {
        if unit == Unit::Year
            && let Some(quarter) = self.quarter_spoken_of(span)
            && by != 0
        {
            return Some(quarter);
        }
        if unit == Unit::Quarter && by == 0 {
            return self.focus.quarter().map(|(place, at)| (place.clone(), Basis::Spoken(at)));
        }
        let found = if unit == Unit::Day { self.focus.day() } else { self.focus.latest() };
        // "the month" is no part of a year that was named before.
        let fits = |grain: Grain| {
            let small = matches!(grain, Grain::Day | Grain::Week);
            small || (unit == Unit::Month && grain == Grain::Month) || !matches!(unit, Unit::Week | Unit::Month)
        };
        let found = found.filter(|(place, _)| by != 0 || fits(place.grain));
        let near = by != 0 || self.narrative || unit == Unit::Day;
        let found = found.filter(|(_, at)| near || focus::is_near(*at, span));
        found.map(|(place, at)| (place.clone(), Basis::Spoken(at)))
    }

    /// "a year earlier" in a report on a quarter is that quarter of the year before.
    fn quarter_spoken_of(&self, span: Span) -> Option<(Place, Basis)> {
        let (place, at) = self.focus.quarter().filter(|(_, at)| focus::is_near(*at, span))?;
        Some((place.clone(), Basis::Spoken(at)))
    }

    /// The weekend of publication's week, the one before or the one after.
    fn weekend(&self, pick: Pick, tense: Option<Tense>) -> (Place, Basis) {
        let Some(Origin { day, .. }) = self.reference else { return (civil::unknown(Unit::Weekend), Basis::Unknown) };
        let begun = day.weekday().to_monday_zero_offset() >= 5;
        let weeks = match pick {
            Pick::Last | Pick::Previous => -1,
            Pick::Next | Pick::Following => 1,
            Pick::This => 0,
            Pick::Tense => {
                if begun || tense == Some(Tense::Future) {
                    0
                } else {
                    -1
                }
            }
        };
        let weekend = civil::add_days(day, weeks * 7).and_then(civil::weekend);
        weekend.map_or((civil::unknown(Unit::Weekend), Basis::Unknown), |w| (w, Basis::Published))
    }

    /// A weekday of the week so many weeks from publication's; weeks begin on Monday (ISO 8601).
    fn weekday_of(&self, weekday: i8, weeks: i64) -> (Place, Basis) {
        let day = self.reference.and_then(|Origin { day, .. }| {
            let today = i64::from(day.weekday().to_monday_one_offset());
            civil::add_days(day, weeks.checked_mul(7)?.checked_add(i64::from(weekday) - today)?)
        });
        match day {
            Some(day) => (Place::of(day, Grain::Day), Basis::Published),
            None => (Place { grain: Grain::Day, ..Place::vague(format!("XXXX-WXX-{weekday}")) }, Basis::Unknown),
        }
    }

    fn calendar(&self, calendar: &Calendar, span: Span, tense: Option<Tense>) -> (Place, Basis) {
        pick::Picking {
            reference: self.reference.map(|r| r.day),
            focus: &self.focus,
            narrative: self.narrative,
            span,
            tense,
        }
        .place(calendar)
    }
}

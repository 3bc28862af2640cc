//! Days counted within a month: "the first Monday in October", "the 27th of this month", "the
//! last Friday of next month"; and periods twice removed: "the week after next".

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Unit, Which};
use crate::reading::dates::meaning::{Calendar, DayIn, From, Holiday, PartOf, When};

impl Parser<'_> {
    /// Any of them.
    pub(super) fn nth(&self, at: usize) -> Found<When> {
        self.nth_weekday(at).or_else(|| self.day_of_told_month(at)).or_else(|| self.twice_removed(at))
    }

    /// "the first Monday in October 2020", "the last Monday of May", "the third Friday of next month"
    fn nth_weekday(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, nth) = match self.ordinal(start).filter(|(_, n)| (1..=5).contains(n)) {
            Some((end, n)) => (end, i8::try_from(n).ok()?),
            None if self.is(start, &["last"]) => (start + 1, -1),
            None => return None,
        };
        let weekday = self.weekday_word(next)?;
        let of = if self.is(next + 1, &["of", "in"]) { next + 2 } else { next + 1 };
        if let Some((end, months, from)) = self.told_month(of) {
            return Some((end, When::InMonth { months, from, day: DayIn::Weekday(weekday, nth) }));
        }
        let (end, month) = self.month_name(of).filter(|_| of == next + 2)?;
        let (end, year) = self.year_of(end);
        let part = PartOf::Holiday(Holiday::Nth(month, weekday, nth, 0));
        Some((end, When::Calendar(Calendar { year, part, ..Calendar::default() })))
    }

    /// "the 27th of this month", "the first of the month", "the twenty-sixth day of the month"
    fn day_of_told_month(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, day) = self.ordinal(start).filter(|(_, n)| (1..=31).contains(n))?;
        let next = if self.is(next, &["day"]) { next + 1 } else { next };
        let (end, months, from) = self.told_month(next + 1).filter(|_| self.is(next, &["of"]))?;
        Some((end, When::InMonth { months, from, day: DayIn::Nth(i8::try_from(day).ok()?) }))
    }

    /// "this month", "next month", "the month": months away, and from where.
    fn told_month(&self, at: usize) -> Option<(usize, i64, From)> {
        if self.are(at, &["the", "month"]) || self.are(at, &["that", "month"]) {
            return Some((at + 2, 0, From::Focus));
        }
        let (next, which) = self.which(at)?;
        let (end, _) = self.unit(next).filter(|(_, unit)| *unit == Unit::Month)?;
        Some(match which {
            Which::Last => (end, -1, From::Published),
            Which::Next => (end, 1, From::Published),
            Which::This => (end, 0, From::Published),
            Which::Previous => (end, -1, From::Focus),
            Which::Following => (end, 1, From::Focus),
            Which::Same => (end, 0, From::Focus),
        })
    }

    /// "the week after next", "the month before last"
    fn twice_removed(&self, at: usize) -> Found<When> {
        let (next, unit) = self.unit(at + 1).filter(|_| self.is(at, &["the"]))?;
        let by = if self.are(next, &["after", "next"]) {
            2
        } else if self.are(next, &["before", "last"]) {
            -2
        } else {
            return None;
        };
        let long = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Weekend);
        long.then_some((next + 2, When::Shift { unit, by, from: From::Published }))
    }
}

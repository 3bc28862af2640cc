//! Ranges: "June 5-8", "5–6 September", "1914-18". Each end is an expression of its own.

use super::{Found, Parser};
use crate::reading::dates::meaning::{Calendar, Meaning, PartOf, When, YearOf};

impl Parser<'_> {
    /// The second end of a range whose first end stops before `end`, with where it starts.
    pub(in crate::reading::dates) fn second_end(&self, end: usize, first: &Meaning) -> Option<(usize, usize, Meaning)> {
        let Meaning::Date(When::Calendar(first)) = first else { return None };
        let and = self.is(end, &["and"]) && matches!(first.part, PartOf::Day(..)) && self.and_another_day(end + 1);
        // "the season of 2010/11"
        let season = self.mark(end, '/') && matches!(first.year, YearOf::Stated(year) if self.is_next_year(end, year));
        if !self.dash(end) && !and && !season {
            return None;
        }
        let start = end + 1;
        let second = match (first.part, first.year) {
            (PartOf::Day(month, day), _) => {
                let (after, last) = self.day_number(start).filter(|(_, last)| *last > day)?;
                if self.month_name(after).is_some() || self.is(after, &["of"]) {
                    return None;
                }
                let (after, year) = self.year_of(after);
                (after, Calendar { part: PartOf::Day(month, last), year, ..*first })
            }
            (PartOf::Whole, YearOf::Stated(year)) if year >= 1000 => {
                let short = i64::try_from(self.digits(start, 2)?).ok()?;
                let full = year - year.rem_euclid(100) + short;
                let sound = self.digit_count(start) == 2 && full > year && self.glued(start);
                (start + 1, sound.then_some(Calendar { year: YearOf::Stated(full), ..*first })?)
            }
            _ => return None,
        };
        Some((start, second.0, Meaning::Date(When::Calendar(second.1))))
    }

    /// "/11" after 2010.
    pub(super) fn is_next_year(&self, slash: usize, year: i64) -> bool {
        let joined = self.mark(slash, '/') && self.glued(slash) && self.glued(slash + 1);
        let next = self.digits(slash + 1, 2).and_then(|n| i64::try_from(n).ok());
        joined
            && self.digit_count(slash + 1) == 2
            && next == Some((year + 1).rem_euclid(100))
            && !self.continued(slash + 1)
    }

    /// "May 4 and 5": no count of anything follows.
    fn and_another_day(&self, at: usize) -> bool {
        self.day_number(at).is_some_and(|(end, _)| {
            !self.is_word(end) || self.is(end, &["in", "at", "to", "were", "was", "for", "when", "as"])
        })
    }

    /// The first end of "5–6 September 2019", "28 and 29 August": its month follows the second.
    pub(super) fn first_of_days(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (first, day) = self.ordinal(start).or_else(|| self.digits(start, 2).map(|day| (start + 1, day)))?;
        let joined = self.dash(first) || self.is(first, &["and", "to", "or", "until", "till", "through"]);
        let (end, month, last) = self.day_month(first + 1).filter(|_| joined)?;
        let (_, year) = self.year_of(end);
        let day = i8::try_from(day).ok().filter(|d| (1..last).contains(d))?;
        Some((first, Calendar { year, part: PartOf::Day(month, day), ..Calendar::default() }))
    }

    /// The year of "from May to July 2008", seen from after "May".
    pub(super) fn shared_year(&self, at: usize) -> Option<YearOf> {
        let joined = self.is(at, &["to", "and", "through", "until", "or"]) || self.dash(at);
        let (next, _) = self.month_name(at + 1).filter(|_| joined)?;
        let next = self.day_number(next).map_or(next, |(end, _)| end);
        Some(self.year_of(next).1)
    }

    /// The year of "June 5-8, 2010", seen from after "June 5".
    pub(super) fn year_past_range(&self, at: usize) -> Option<YearOf> {
        let joined = self.dash(at) || self.is(at, &["and", "to", "or", "through"]);
        let (end, _) = self.day_number(at + 1).filter(|_| joined)?;
        Some(self.year_of(end).1)
    }
}

//! Dates with what belongs to them: an edge ("early", "the end of"), a part of the day or a time.

use super::{Found, Parser, longest};
use crate::reading::dates::lexicon::Unit;
use crate::reading::dates::meaning::{Calendar, Meaning, PartOf, When};

impl Parser<'_> {
    /// An expression that opens with a date.
    pub(super) fn dated(&self, at: usize) -> Found<Meaning> {
        let start = self.past_edge(at);
        let plain = if start == at { None } else { self.day_phrase(start) };
        let (end, when) = longest([self.day_phrase(at), plain])?;
        if names_a_day(&when)
            && let Some((end, clock)) = self.time_after(end)
        {
            return Some((end, Meaning::Time(Some(when), clock)));
        }
        Some((end, Meaning::Date(when)))
    }

    /// A holiday, perhaps with a time: what a word can open that is only a holiday's first.
    pub(super) fn dated_feast(&self, at: usize) -> Found<Meaning> {
        let (end, feast) = self.feast(at)?;
        let when = When::Calendar(feast);
        Some(match self.time_after(end) {
            Some((end, clock)) => (end, Meaning::Time(Some(when), clock)),
            None => (end, Meaning::Date(when)),
        })
    }

    /// A date without edges or times.
    pub(super) fn day_phrase(&self, at: usize) -> Found<When> {
        longest([self.calendar(at), self.picked(at), self.relative(at), self.weekday_of_week(at), self.nth(at)])
    }

    /// The time after a day: "Monday noon", "Thursday evening", "today at 3 p.m."
    fn time_after(&self, at: usize) -> Found<String> {
        let part = self.past_hyphen(at);
        let part = if self.is(part, &["early", "late"]) { part + 1 } else { part };
        if let Some(name) = self.part(part) {
            // "tomorrow morning at 8"
            let at_hour = if self.is(part + 1, &["at", "around"]) { self.hour_in(part + 2, name) } else { None };
            return Some(at_hour.unwrap_or_else(|| (part + 1, name.to_owned())));
        }
        // ISO 8601: "2016-11-07T10:00"
        if self.word(at) == "T" && self.glued(at) && self.glued(at + 1) && self.mark(at + 2, ':') {
            return self.stamp(at + 1);
        }
        // "tomorrow am"
        if let Some(half) = ["am", "pm"].iter().find(|h| self.is(at, &[h])) {
            return Some((at + 1, if *half == "am" { "MO" } else { "AF" }.to_owned()));
        }
        let next = self.past_comma(at);
        let next = if self.is(next, &["at", "around"]) { next + 1 } else { next };
        let next = if self.is(next, &["about", "around"]) { next + 1 } else { next };
        self.clock(next)
    }

    /// The position after "early", "late in", "the beginning of", "earlier"; the same without.
    fn past_edge(&self, at: usize) -> usize {
        if self.is(at, &["early", "late", "mid", "earlier", "later"]) {
            let next = self.past_hyphen(at + 1);
            let inner = self.is(next, &["in"]) && !self.is(next + 1, &["a", "an"]);
            return if inner { next + 1 } else { next };
        }
        if self.is(at, &["around", "circa", "ca", "sometime"]) {
            return if self.mark(at + 1, '.') { at + 2 } else { at + 1 };
        }
        let the = if self.is(at, &["the"]) { at + 1 } else { at };
        let edge = ["beginning", "start", "end", "middle", "close", "rest", "remainder", "turn", "outset"];
        if self.is(the, &edge) && self.is(the + 1, &["of"]) {
            return the + 2;
        }
        if self.is(the, &["very", "early", "latter", "first", "later"])
            && self.is(the + 1, &["end", "part"])
            && self.is(the + 2, &["of"])
        {
            return the + 3;
        }
        at
    }
}

fn names_a_day(when: &When) -> bool {
    match when {
        When::Calendar(Calendar { part, .. }) => {
            matches!(part, PartOf::Day(..) | PartOf::DayOfMonth(_) | PartOf::Weekday | PartOf::Holiday(_))
        }
        When::Shift { unit, .. } | When::Within { unit, .. } => *unit == Unit::Day,
        When::WeekdayOf { .. } | When::InMonth { .. } => true,
        When::Weekend(_) | When::Literal(_) | When::Vague(_) => false,
    }
}

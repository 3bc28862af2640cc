//! Dates by their calendar names: "Friday, March 5, 2010", "8 June", "2010-03-05", "May",
//! "Christmas Eve".

use super::{Found, Parser, longest};
use crate::reading::dates::atoms::Kind;
use crate::reading::dates::lexicon::Tongue;
use crate::reading::dates::meaning::{Calendar, PartOf, When, YearOf};

/// Words before "May", "March", "spring" or "fall" that make them times.
pub(super) const BEFORE_PERIOD: [&str; 26] = [
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "to",
    "through",
    "during",
    "before",
    "after",
    "between",
    "last",
    "next",
    "this",
    "and",
    "early",
    "late",
    "mid",
    "for",
    "throughout",
    "past",
    "every",
    "each",
    "or",
];

/// Words that may follow "Friday the 13th" or "on the 20th".
const AFTER_DAY: [&str; 12] =
    ["and", "to", "at", "in", "when", "but", "after", "with", "around", "for", "from", "before"];

/// Words after a weekday that make it part of a name.
const WEEKDAY_NAMES: [&str; 9] =
    ["Times", "Telegraph", "Mirror", "Mail", "Express", "Herald", "Post", "School", "Bloody"];

impl Parser<'_> {
    /// Any date by name.
    pub(super) fn calendar(&self, at: usize) -> Found<When> {
        let named = longest([
            self.day(at),
            self.numeric(at),
            self.mixed(at),
            self.compact(at),
            self.digits_month(at),
            self.month(at),
            self.year_month(at),
            self.season(at),
            self.quarter(at),
            self.feast(at),
            self.day_of_month(at),
            self.year(at).map(|(end, year)| (end, Calendar { year, ..Calendar::default() })),
            self.fiscal_year(at),
        ]);
        longest([named.map(|(end, c)| (end, When::Calendar(c))), self.decade(at), self.century(at)])
    }

    /// A weekday, a day of a month, or both.
    pub(super) fn day(&self, at: usize) -> Found<Calendar> {
        let Some((end, weekday)) = self.weekday(at) else { return self.dated_day(at) };
        let next = self.past_comma(end);
        if let Some((end, day)) = self.dated_day(next) {
            return Some((end, Calendar { weekday: Some(weekday), ..day }));
        }
        // "Tuesday the eleventh", "Wed 13th"
        let nth = if self.is(end, &["the"]) { end + 1 } else { end };
        let plain = self.digits(end, 2).filter(|_| self.is(end + 1, &["at", "around"])).map(|day| (end + 1, day));
        if let Some((end, day)) = self.ordinal(nth).or(plain).filter(|(_, n)| (1..=31).contains(n))
            && (!self.is_word(end) || self.is(end, &AFTER_DAY))
        {
            let part = PartOf::DayOfMonth(i8::try_from(day).ok()?);
            return Some((end, Calendar { part, weekday: Some(weekday), ..Calendar::default() }));
        }
        let whole_word = self.word(at).len() > 5;
        whole_word.then(|| (end, Calendar { part: PartOf::Weekday, weekday: Some(weekday), ..Calendar::default() }))
    }

    /// The weekday and the position after it; abbreviations take their point along.
    fn weekday(&self, at: usize) -> Found<i8> {
        let weekday = self.weekday_word(at)?;
        let nickname = self.after(at, &["Black", "Bloody", "Cyber", "Super", "Holy", "Palm", "Ash"])
            && self.capitalised(at.saturating_sub(1));
        if nickname || (self.capitalised(at + 1) && self.is(at + 1, &WEEKDAY_NAMES)) {
            return None;
        }
        let short = self.word(at).len() <= 5;
        let end = if short && self.mark(at + 1, '.') && self.glued(at + 1) { at + 2 } else { at + 1 };
        Some((end, weekday))
    }

    /// "March 5, 2010", "5 March 2010", "the 4th of July"
    fn dated_day(&self, at: usize) -> Found<Calendar> {
        if let Some(first) = self.first_of_days(at) {
            return Some(first);
        }
        let (end, month, day) = self.month_day(at).or_else(|| self.day_month(at))?;
        let (end, mut year) = self.year_of(end);
        if year == YearOf::Unstated {
            year = self.shared_year(end).or_else(|| self.year_past_range(end)).unwrap_or_default();
        }
        Some((end, Calendar { year, part: PartOf::Day(month, day), ..Calendar::default() }))
    }

    pub(super) fn month_day(&self, at: usize) -> Option<(usize, i8, i8)> {
        let (next, month) = self.month_name(at)?;
        let next = if self.is(next, &["the"]) { next + 1 } else { next };
        let (end, day) = self.day_number(next)?;
        Some((end, month, day))
    }

    pub(super) fn day_month(&self, at: usize) -> Option<(usize, i8, i8)> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (end, day) = self.day_number(start)?;
        let word = self.digit_count(start) == 0;
        // "one march" is no date, "the first of March" is.
        if word && !self.is(end, &["of"]) && self.ordinal(start).is_none() {
            return None;
        }
        // German has a point after the day: "12. September".
        let point =
            self.mark(end, '.') && self.glued(end) && !self.glued(end + 1) && !word && self.capitalised(end + 1);
        let next = if point || self.is(end, &["of", "de"]) { end + 1 } else { self.past_hyphen(end) };
        let next = if self.mark(next, '/') { next + 1 } else { next };
        let (end, month) = self
            .month_name(next)
            .filter(|_| self.capitalised(next) || next > end || !self.is(next, &["may", "mar", "march"]))?;
        Some((end, month, day))
    }

    /// A day of the month, in digits, with its ending, or in words.
    pub(super) fn day_number(&self, at: usize) -> Found<i8> {
        let ordinal = self.ordinal(at);
        let (end, day) = ordinal.or_else(|| self.digits(at, 2).map(|d| (at + 1, d))).or_else(|| {
            self.below_hundred(at).filter(|(end, _)| self.digit_count(at) == 0 && self.any_unit(*end).is_none())
        })?;
        let joined = self.glued(end)
            && match self.atom(end).map(|a| a.kind) {
                Some(Kind::Mark('.' | ',' | ':')) => self.glued(end + 1) && self.digit_count(end + 1) > 0,
                Some(Kind::Word | Kind::Mark('%')) => true,
                _ => false,
            };
        // "May twenty nine" ends there; "in March two thirds agreed" is no day.
        let cardinal = ordinal.is_none() && self.digit_count(at) == 0;
        if cardinal && (self.is_word(end) || self.dash(end)) {
            return None;
        }
        let scaled = self.digit_count(at) == 0 && self.is(end, &["hundred", "thousand"]);
        let counted = scaled || self.is(end, &["million", "billion", "percent", "a.m", "p.m", "people"]);
        ((1..=31).contains(&day) && !joined && !counted).then_some((end, i8::try_from(day).ok()?))
    }

    /// The month's name; abbreviations take their point along where more follows.
    pub(super) fn month_name(&self, at: usize) -> Found<i8> {
        let month = self.month_word(at)?;
        let short = self.word(at).len() <= 4 && !self.is(at, &["may", "june", "july"]);
        let point = short && self.mark(at + 1, '.') && self.glued(at + 1);
        Some((if point { at + 2 } else { at + 1 }, month))
    }

    /// The year after a day or a month, if one is named.
    pub(super) fn year_of(&self, at: usize) -> (usize, YearOf) {
        let next = self.past_comma(at);
        let next = if self.is(next, &["of", "in"]) && next == at { next + 1 } else { next };
        let next = if next == at && self.mark(at, '/') { at + 1 } else { self.past_hyphen(next) };
        if let Some(found) = self.year_after_part(next) {
            return found;
        }
        if next == at + 1 && self.is(at, &["of"]) && self.digit_count(next) == 3 && !self.continued(next) {
            return (next + 1, YearOf::Stated(self.digits(next, 3).and_then(|y| i64::try_from(y).ok()).unwrap_or(0)));
        }
        let short =
            self.is(at, &["of"]) && self.digit_count(next) == 2 && !self.continued(next) && !self.is_word(next + 1);
        if short && let Some(year) = self.digits(next, 2).and_then(|y| u8::try_from(y).ok()) {
            return (next + 1, YearOf::Short(year));
        }
        let spoken = self.spoken_year(next).or_else(|| self.spoken_thousands(next));
        spoken.or_else(|| self.relative_year(at)).unwrap_or((at, YearOf::Unstated))
    }

    /// "2010-03-05", "3/5/2010", "23.04.2022", "22/Jan/2019"
    pub(super) fn numeric(&self, at: usize) -> Found<Calendar> {
        let Kind::Mark(separator @ ('-' | '/' | '.' | '–')) = self.atom(at + 1)?.kind else { return None };
        let glued = (1..5).all(|i| self.glued(at + i)) && self.mark(at + 3, separator);
        let (first, third) = (self.digits(at, 4)?, self.digits(at + 4, 4)?);
        let second = self.digits(at + 2, 2)?;
        if !glued || (self.glued(at + 5) && self.mark(at + 5, separator) && self.digit_count(at + 6) > 0) {
            return None;
        }
        let counts = [self.digit_count(at), self.digit_count(at + 2), self.digit_count(at + 4)];
        let (year, month, day) = match counts {
            [4, _, 1 | 2] => (stated(first)?, second, third),
            [1 | 2, _, 4] if separator != '.' && first <= 12 && self.tongue == Tongue::English => {
                (stated(third)?, first, second)
            }
            [1 | 2, _, 4] => (stated(third)?, second, first),
            [1 | 2, 1 | 2, 2] if separator == '/' && first <= 12 && self.tongue == Tongue::English => {
                (YearOf::Short(u8::try_from(third).ok()?), first, second)
            }
            [1 | 2, 1 | 2, 2] if separator == '/' => (YearOf::Short(u8::try_from(third).ok()?), second, first),
            _ => return None,
        };
        let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
        let part = PartOf::Day(i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        sound.then_some((at + 5, Calendar { year, part, ..Calendar::default() }))
    }

    /// "May 2008", "May, 1750", "February of 1940", "July '88", "May"
    fn month(&self, at: usize) -> Found<Calendar> {
        let start = if self.are(at, &["the", "month", "of"]) { at + 3 } else { at };
        let (end, month) = self.month_name(start)?;
        let part = PartOf::Month(month);
        let (after, year) = self.year_of(end);
        if year != YearOf::Unstated {
            return self.month_reads(start, after).then_some((after, Calendar { year, part, ..Calendar::default() }));
        }
        // An abbreviation's point ends the sentence as well: leave it out.
        let end = start + 1;
        let year = self.shared_year(end).unwrap_or_default();
        self.month_alone(start).then_some((end, Calendar { year, part, ..Calendar::default() }))
    }

    /// "may 2008" in lower case is a month, "may in 2008" is not.
    fn month_reads(&self, at: usize, end: usize) -> bool {
        self.capitalised(at) || end == at + 2 || !self.is(at, &["may", "march", "mar"])
    }

    /// Whether a month's name with no day or year is one: not the verb, not a first name.
    fn month_alone(&self, at: usize) -> bool {
        let prepared = self.after(at, &BEFORE_PERIOD) || (at > 0 && self.dash(at - 1) && self.after(at - 1, &["mid"]));
        if !self.capitalised(at) || self.word(at).len() < 3 {
            return prepared && self.word(at).len() >= 4 && !self.is(at, &["march", "mar", "sept"]);
        }
        if self.is(at, &["may", "march", "mar", "jan", "jun", "dec", "sep"]) {
            return prepared;
        }
        let named =
            self.capitalised(at + 1) && self.senses(at + 1).is_empty() && self.is(at, &["april", "june", "august"]);
        let surname = at > 0 && self.capitalised(at - 1) && self.senses(at - 1).is_empty() && !prepared;
        prepared || !(named || (surname && self.is(at, &["april", "june", "august"])))
    }

    /// A holiday, with its year if one is named.
    pub(super) fn feast(&self, at: usize) -> Found<Calendar> {
        let (end, day) = self.holiday(at)?;
        let (end, year) = self.year_of(end);
        let weekday_name = self.is(end, &["Island", "Carol", "Carols", "Party"]);
        (!weekday_name).then_some((end, Calendar { year, part: PartOf::Holiday(day), ..Calendar::default() }))
    }

    /// "on the 20th"
    fn day_of_month(&self, at: usize) -> Found<Calendar> {
        if !self.is(at, &["the"]) || !self.after(at, &["on", "by", "until", "till", "from", "through", "since", "of"]) {
            return None;
        }
        let (end, day) = self.ordinal(at + 1).filter(|(end, n)| (1..=31).contains(n) && *end > at + 2 || *n > 12)?;
        let ends = !self.is_word(end) || self.is(end, &AFTER_DAY);
        let part = PartOf::DayOfMonth(i8::try_from(day).ok().filter(|d| *d <= 31)?);
        (ends && !self.past_hyphen(end).gt(&end)).then_some((end, Calendar { part, ..Calendar::default() }))
    }
}

fn stated(year: u64) -> Option<YearOf> {
    (1000..2200).contains(&year).then_some(YearOf::Stated(i64::try_from(year).ok()?))
}

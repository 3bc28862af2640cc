//! Dates as forms and files write them: "2019-Aug-1", "Nov/2", "20170302", "2017 April".

use super::{Found, Parser};
use crate::reading::dates::atoms::Kind;
use crate::reading::dates::meaning::{Calendar, PartOf, YearOf};

impl Parser<'_> {
    /// Day, month by name and perhaps year, joined by hyphens or slashes in any order.
    pub(super) fn mixed(&self, at: usize) -> Found<Calendar> {
        let Kind::Mark(joint @ ('-' | '/')) = self.atom(at + 1)?.kind else { return None };
        let joined = |mark: usize| self.mark(mark, joint) && self.glued(mark) && self.glued(mark + 1);
        let parts = if joined(at + 3) { 3 } else { 2 };
        let (mut year, mut month, mut day) = (YearOf::Unstated, None, None);
        for part in (0..parts).map(|i| at + 2 * i) {
            match self.digit_count(part) {
                4 if year == YearOf::Unstated => year = YearOf::Stated(i64::try_from(self.digits(part, 4)?).ok()?),
                1 | 2 if day.is_none() => day = i8::try_from(self.digits(part, 2)?).ok(),
                0 if month.is_none() => month = Some(self.month_word(part)?),
                _ => return None,
            }
        }
        let sound = joined(at + 1) && !joined(at + 2 * parts - 1);
        let (month, day) = (month?, day.filter(|d| (1..=31).contains(d))?);
        // "May-12" may be anything; a slash or a year says it is a date.
        let told = joint == '/' || year != YearOf::Unstated;
        let part = PartOf::Day(month, day);
        (sound && told).then_some((at + 2 * parts - 1, Calendar { year, part, ..Calendar::default() }))
    }

    /// "20170302", as names of files have it.
    pub(super) fn compact(&self, at: usize) -> Found<Calendar> {
        if self.digit_count(at) != 8 {
            return None;
        }
        let digits = self.digits(at, 8)?;
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        let sound = (1950..2050).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let part = PartOf::Day(i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let year = YearOf::Stated(i64::try_from(year).ok()?);
        sound.then_some((at + 1, Calendar { year, part, ..Calendar::default() }))
    }

    /// "2016-11", "10/2016"; "2003-05" are years, "2010/11" is a season.
    pub(super) fn digits_month(&self, at: usize) -> Found<Calendar> {
        let Kind::Mark('-' | '/') = self.atom(at + 1)?.kind else { return None };
        let (year, month) = match [self.digit_count(at), self.digit_count(at + 2)] {
            [4, 2] => (self.digits(at, 4)?, self.digits(at + 2, 2)?),
            [1 | 2, 4] => (self.digits(at + 2, 4)?, self.digits(at, 2)?),
            _ => return None,
        };
        let years = self.digit_count(at) == 4 && month > year % 100;
        let sound = (1950..2100).contains(&year) && (1..=12).contains(&month) && !years;
        let whole =
            self.glued(at + 1) && self.glued(at + 2) && !self.continued(at + 2) && self.past_hyphen(at + 3) == at + 3;
        let part = PartOf::Month(i8::try_from(month).ok()?);
        let year = YearOf::Stated(i64::try_from(year).ok()?);
        (sound && whole).then_some((at + 3, Calendar { year, part, ..Calendar::default() }))
    }

    /// "2017 April"
    pub(super) fn year_month(&self, at: usize) -> Found<Calendar> {
        let year = i64::try_from(self.digits(at, 4)?).ok().filter(|y| (1900..2100).contains(y))?;
        let (end, month) = self.month_name(at + 1)?;
        let verb = self.is(at + 1, &["may", "march", "mar"]) && !self.capitalised(at + 1);
        let day = self.day_number(end).is_some();
        let sound = self.digit_count(at) == 4 && !self.mark(at + 1, ',') && !verb && !day;
        let part = PartOf::Month(month);
        sound.then_some((end, Calendar { year: YearOf::Stated(year), part, ..Calendar::default() }))
    }
}

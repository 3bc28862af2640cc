//! Weekdays of a week that is told from publication: "Tuesday of next week", "this week Monday",
//! "Friday last week", "Monday two weeks from now".

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Unit, Which};
use crate::reading::dates::meaning::{From, When};

impl Parser<'_> {
    /// A weekday and its week, in either order.
    pub(super) fn weekday_of_week(&self, at: usize) -> Found<When> {
        self.weekday_then_week(at).or_else(|| self.week_then_weekday(at))
    }

    fn weekday_then_week(&self, at: usize) -> Found<When> {
        let weekday = self.weekday_word(at)?;
        let next = if self.is(at + 1, &["of", "in"]) { at + 2 } else { at + 1 };
        let (end, weeks) = self.told_week(next).or_else(|| self.weeks_away(next))?;
        Some((end, When::WeekdayOf { weekday, weeks }))
    }

    fn week_then_weekday(&self, at: usize) -> Found<When> {
        let (next, weeks) = self.told_week(at)?;
        let weekday = self.weekday_word(next).filter(|_| self.capitalised(next))?;
        Some((next + 1, When::WeekdayOf { weekday, weeks }))
    }

    /// "this week", "next week", "last week" as weeks from publication's.
    fn told_week(&self, at: usize) -> Found<i64> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, which) = self.which(start)?;
        let (end, _) = self.unit(next).filter(|(_, unit)| *unit == Unit::Week)?;
        let weeks = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            Which::This => 0,
            Which::Same => return None,
        };
        Some((end, weeks))
    }

    /// "two weeks ago", "three weeks from now"
    fn weeks_away(&self, at: usize) -> Found<i64> {
        // "the Friday before last"
        if self.are(at, &["before", "last"]) {
            return Some((at + 2, -2));
        }
        match self.counted(at)? {
            (end, When::Shift { unit: Unit::Week, by, from: From::Published }) => Some((end, by)),
            _ => None,
        }
    }
}

//! Dates told from another: "yesterday", "last week", "three years ago", "a year earlier",
//! "the next day", "that month".

use super::{Found, Parser, longest};
use crate::reading::dates::lexicon::{Reference, Sense, Unit, Which};
use crate::reading::dates::meaning::{Calendar, From, Length, Meaning, PartOf, Pick, Quantity, When, YearOf};

/// Words a period stands with when it means the one last spoken of: "in the quarter".
const BEFORE_SPOKEN_OF: [&str; 14] = [
    "in",
    "for",
    "during",
    "of",
    "throughout",
    "later",
    "earlier",
    "over",
    "on",
    "by",
    "within",
    "since",
    "into",
    "through",
];

impl Parser<'_> {
    /// A date told from the day of publication or from the date last spoken of.
    pub(super) fn relative(&self, at: usize) -> Found<When> {
        longest([
            self.deictic(at),
            self.which_unit(at),
            self.counted(at),
            self.year_before(at),
            self.same_last_year(at),
            self.possessed(at),
            self.that_time(at),
            self.within(at),
            self.numbered_week(at),
            self.spoken_of(at),
        ])
    }

    /// "yesterday", "the day after tomorrow"
    fn deictic(&self, at: usize) -> Found<When> {
        let day = |by| When::Shift { unit: Unit::Day, by, from: From::Published };
        if let Some(by) = self.shift(at) {
            return Some((at + 1, day(by)));
        }
        let closing = match self.word(at) {
            "EOY" => Some(Unit::Year),
            "EOM" => Some(Unit::Month),
            "EOD" => Some(Unit::Day),
            _ => None,
        };
        if let Some(unit) = closing {
            return Some((at + 1, When::Shift { unit, by: 0, from: From::Published }));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        match (self.are(start, &["day", "before"]), self.are(start, &["day", "after"]), self.shift(start + 2)?) {
            (true, _, -1) => Some((start + 3, day(-2))),
            (_, true, 1) => Some((start + 3, day(2))),
            _ => None,
        }
    }

    fn shift(&self, at: usize) -> Option<i64> {
        self.sense(at, |s| if let Sense::Shift(n) = s { Some(n) } else { None })
    }

    /// "last week", "this year", "the next day", "that month", "the latest quarter"
    fn which_unit(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, which) = self.which(start)?;
        let next = if self.is(next, &["fiscal", "full", "calendar", "whole", "same", "working", "business", "trading"])
        {
            next + 1
        } else {
            next
        };
        let period = self.is(next, &["period"]) && which == Which::Same;
        let (end, unit) = if period { (next + 1, Unit::Quarter) } else { self.unit(next)? };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        // "the last week of March" is told from March.
        if self.is(end, &["of"]) && matches!(which, Which::Last | Which::Same | Which::Next) && unit != Unit::Quarter {
            return None;
        }
        if self.past_hyphen(end) != end && self.is(end + 1, &["old", "long"]) {
            return None;
        }
        if self.is(next - 1, &["past"]) && matches!(unit, Unit::Decade | Unit::Century) {
            return None;
        }
        let the = start > at;
        if unit == Unit::Weekend {
            let pick = match which {
                Which::Last | Which::Previous => Pick::Last,
                Which::Next | Which::Following => Pick::Next,
                Which::This | Which::Same => Pick::This,
            };
            return Some((end, When::Weekend(pick)));
        }
        let (by, from) = match which {
            Which::Last if unit == Unit::Day => return None,
            Which::Last if unit == Unit::Year => return Some((end, year_shift(-1))),
            Which::Last => (-1, From::Published),
            Which::Next if the || unit == Unit::Day => (1, From::Focus),
            Which::Next => (1, From::Published),
            Which::This => (0, From::Published),
            Which::Previous => (-1, From::Period),
            Which::Following => (1, From::Period),
            Which::Same => (0, From::Focus),
        };
        Some((end, When::Shift { unit, by, from }))
    }

    pub(super) fn which(&self, at: usize) -> Found<Which> {
        if self.is(at, &["this"]) && self.is(at + 1, &["past", "last", "coming"]) {
            return Some((at + 2, if self.is(at + 1, &["coming"]) { Which::Next } else { Which::Last }));
        }
        self.sense(at, |s| if let Sense::Which(w) = s { Some(w) } else { None }).map(|w| (at + 1, w))
    }

    /// "three years ago", "a week or so ago", "two days later", "two weeks before May 13"
    pub(super) fn counted(&self, at: usize) -> Found<When> {
        let start = self.past_limit(at);
        // "rose more than a year earlier" compares; "more than a year ago" measures.
        let compared = start > at && self.is(start - 1, &["than"]);
        let (end, length) = self.length(start).or_else(|| self.bare_plural(start))?;
        let end = if self.are(end, &["or", "so"]) { end + 2 } else { end };
        if self.is(end, &["ago"]) {
            return Some((end + 1, back(length, -1, From::Published)));
        }
        if self.are(end, &["from", "now"]) || self.are(end, &["from", "today"]) {
            return Some((end + 2, back(length, 1, From::Published)));
        }
        if matches!(length.unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        if length.quantity == Quantity::Vague {
            return None;
        }
        if compared {
            return None;
        }
        if self.is(end, &["earlier", "previously"]) {
            return Some((end + 1, back(length, -1, From::Focus)));
        }
        if self.is(end, &["later", "afterward", "afterwards"]) && !self.is(end + 1, &["than"]) {
            return Some((end + 1, back(length, 1, From::Focus)));
        }
        let sign = if self.is(end, &["before"]) { -1 } else { i64::from(self.is(end, &["after", "from"])) };
        if sign == 0 {
            return None;
        }
        // "two days before yesterday"
        if let Some(days) = self.shift(end + 1)
            && let Length { quantity: Quantity::Exactly(n), unit: Unit::Day } = length
        {
            let by = days.checked_add(sign * i64::try_from(n).ok()?)?;
            return Some((end + 2, When::Shift { unit: Unit::Day, by, from: From::Published }));
        }
        if let Some((end, When::Calendar(day))) = self.calendar(end + 1)
            && matches!(day.part, PartOf::Day(..) | PartOf::Holiday(_) | PartOf::Weekday)
        {
            return Some((end, back(length, sign, From::Named(day))));
        }
        // "the year before", at the end of what is said.
        let closed = !self.is_word(end + 1);
        (sign < 0 && closed && self.is(end, &["before"])).then(|| (end + 1, back(length, sign, From::Focus)))
    }

    /// "will meet in two weeks": after "in", of what is to come, a length is a day to come; but
    /// "the best result in two years" is none.
    pub(in crate::reading::dates) fn ahead(&self, at: usize, end: usize, meaning: Meaning) -> Meaning {
        let Meaning::Length(Length { quantity: Quantity::Exactly(n), unit }) = meaning else { return meaning };
        let plain = self.after(at, &["in", "en"])
            && !self.is(end, &["of", "or", "to", "and"])
            && self.any_unit(end - 1).is_some();
        let compared = (2..=9).filter_map(|back| at.checked_sub(back)).any(|b| {
            let word = self.word(b);
            (word.len() > 4 && word.ends_with("est"))
                || self.is(b, &["most", "best", "first", "only", "time", "record", "twice"])
        });
        let Ok(n) = i64::try_from(n) else { return meaning };
        let (unit, by) = match unit {
            Unit::Week => (Unit::Day, n.saturating_mul(7)),
            Unit::Decade => (Unit::Year, n.saturating_mul(10)),
            Unit::Day | Unit::Month | Unit::Year => (unit, n),
            Unit::Second
            | Unit::Minute
            | Unit::Hour
            | Unit::Weekend
            | Unit::Quarter
            | Unit::Century
            | Unit::Millennium => {
                return meaning;
            }
        };
        let bare = self.whole(at).is_some() || self.is(at, &["a", "an"]);
        if !plain || compared || !bare {
            return meaning;
        }
        Meaning::Date(When::Shift { unit, by, from: From::Published })
    }

    /// "year-earlier", "the year-ago quarter", "the day before"
    fn year_before(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, unit) = self.unit(start)?;
        let before = |end, by| Some((end, When::Shift { unit, by, from: From::Focus }));
        if self.past_hyphen(next) != next && self.is(next + 1, &["earlier", "ago"]) {
            let end = next + 2;
            let noun = self.is(end, &["quarter", "period", "month", "figure"]) && !self.is(end, &["figure"]);
            // As an adjective it goes without its article: "the [year-ago] results".
            return if noun || start == at { before(if noun { end + 1 } else { end }, -1) } else { None };
        }
        let closed = !self.is_word(next + 1) && self.digit_count(next + 1) == 0;
        if start > at && closed && self.is(next, &["before", "after"]) {
            return before(next + 1, if self.is(next, &["before"]) { -1 } else { 1 });
        }
        None
    }

    /// "the same period last year", "the corresponding quarter a year ago"
    fn same_last_year(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let noun = self.is(start, &["same", "corresponding", "comparable"])
            && (self.is(start + 1, &["period", "time"]) || self.unit(start + 1).is_some());
        let next = start + 2;
        let next = if self.is(next, &["of", "in"]) { next + 1 } else { next };
        if !noun {
            return None;
        }
        let end = if self.are(next, &["last", "year"]) {
            next + 2
        } else if self.are(next, &["the", "previous", "year"])
            || self.are(next, &["a", "year", "ago"])
            || self.are(next, &["a", "year", "earlier"])
        {
            next + 3
        } else {
            return None;
        };
        Some((end, When::Shift { unit: Unit::Year, by: -1, from: From::Same }))
    }

    /// "the first week of June", "the last day of 2010", "the week of March 6"
    fn within(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (next, nth) = if self.is(start, &["last", "final"]) {
            (start + 1, -1)
        } else if let Some((end, nth)) = self.ordinal(start) {
            (end, i64::try_from(nth).ok()?)
        } else {
            (start, 0)
        };
        let (of, unit) = self.unit(next).filter(|(_, u)| matches!(u, Unit::Month | Unit::Week | Unit::Day))?;
        if !self.is(of, &["of"]) || (nth == 0 && (unit == Unit::Day || start == at)) {
            return None;
        }
        let year =
            self.relative_year(of).map(|(end, year)| (end, When::Calendar(Calendar { year, ..Calendar::default() })));
        let (end, When::Calendar(calendar)) = longest([self.calendar(of + 1), self.picked(of + 1), year])? else {
            return None;
        };
        if unit == Unit::Month {
            let month = i8::try_from(nth).ok().filter(|n| (1..=12).contains(n) && calendar.part == PartOf::Whole)?;
            return Some((end, When::Calendar(Calendar { part: PartOf::Month(month), ..calendar })));
        }
        let long = matches!(calendar.part, PartOf::Month(_) | PartOf::Whole);
        let sound = if nth == 0 { matches!(calendar.part, PartOf::Day(..)) } else { long };
        sound.then_some((end, When::Within { unit, nth, of: calendar }))
    }

    /// "week 27 of 2018", "the week 3 of last year"
    fn numbered_week(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let nth = self.digits(start + 1, 2).filter(|n| self.is(start, &["week"]) && (1..=53).contains(n))?;
        let (end, year) = self.year_of(start + 2);
        let of = Calendar { year, ..Calendar::default() };
        let nth = i64::try_from(nth).ok()?;
        (year != YearOf::Unstated).then_some((end, When::Within { unit: Unit::Week, nth, of }))
    }

    /// "that time", "year-end", "year's end"
    fn that_time(&self, at: usize) -> Found<When> {
        let prepared = self.after(at, &["at", "by", "during", "since", "until", "from", "in"]);
        if prepared && self.are(at, &["that", "time"]) {
            return Some((at + 2, When::Shift { unit: Unit::Day, by: 0, from: From::Focus }));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let hyphen =
            self.is(start, &["year"]) && self.past_hyphen(start + 1) != start + 1 && self.is(start + 2, &["end"]);
        let possessed = self.is(start, &["year"]) && self.apostrophe(start + 1) && self.are(start + 2, &["s", "end"]);
        let end = if hyphen { start + 3 } else { start + 4 };
        if hyphen && let Some((end, year)) = self.year_after_part(end) {
            return Some((end, When::Calendar(Calendar { year, ..Calendar::default() })));
        }
        (hyphen || possessed).then_some((end, When::Shift { unit: Unit::Year, by: 0, from: From::Published }))
    }

    /// "this year's third quarter", "last year's quarter", "the 1988 quarter"
    fn possessed(&self, at: usize) -> Found<When> {
        let (end, year) = match self.relative_year(at) {
            Some((end, year)) if !self.is(at, &["of", "in"]) && self.apostrophe(end) && self.is(end + 1, &["s"]) => {
                (end + 2, year)
            }
            None if self.is(at, &["the"]) => self.year_after_part(at + 1)?,
            Some(_) | None => return None,
        };
        if self.is(end, &["period", "quarter"]) {
            return Some((end + 1, When::Calendar(Calendar { year, part: PartOf::Quarter(0), ..Calendar::default() })));
        }
        let month = self.bare_month(end).map(|(end, month)| (end, When::Calendar(month)));
        let (end, When::Calendar(named)) = longest([self.calendar(end), month])? else { return None };
        let bare = named.year == YearOf::Unstated && !matches!(named.part, PartOf::Weekday | PartOf::Whole);
        bare.then_some((end, When::Calendar(Calendar { year, ..named })))
    }

    /// "the quarter", "the day", "the weekend": the one last spoken of.
    fn spoken_of(&self, at: usize) -> Found<When> {
        if !self.is(at, &["the"]) {
            return None;
        }
        let adjective = self.is(at + 1, &["fiscal", "full"]);
        let (end, unit) = self.unit(at + if adjective { 2 } else { 1 })?;
        if self.past_hyphen(end) != end || (unit == Unit::Year && self.is(end, &["ended", "ending"])) {
            return None;
        }
        if unit == Unit::Weekend {
            return Some((end, When::Weekend(Pick::Tense)));
        }
        let known = matches!(unit, Unit::Year | Unit::Quarter | Unit::Week | Unit::Month | Unit::Day);
        let placed = adjective || self.after(at, &BEFORE_SPOKEN_OF);
        let further = self.is(end, &["of", "when", "that", "after", "before", "he", "she", "they", "it", "we", "i"]);
        (known && placed && !further).then_some((end, When::Shift { unit, by: 0, from: From::Focus }))
    }
}

/// "last year": the calendar year, also in a report on a quarter.
const fn year_shift(by: i64) -> When {
    When::Calendar(Calendar { year: YearOf::Shift(by), part: PartOf::Whole, weekday: None, pick: Pick::Tense })
}

/// A number of units from a reference; halves count in the next smaller unit.
fn back(length: Length, sign: i64, from: From) -> When {
    let Length { quantity, unit } = length;
    let (unit, by) = match (quantity, unit) {
        (Quantity::Exactly(n), Unit::Decade) => (Unit::Year, n.saturating_mul(10)),
        (Quantity::Exactly(n), Unit::Century) => (Unit::Year, n.saturating_mul(100)),
        (Quantity::Exactly(n), Unit::Millennium) => (Unit::Year, n.saturating_mul(1000)),
        (Quantity::Half(n), Unit::Year) => (Unit::Month, n * 12 + 6),
        (Quantity::Half(n), Unit::Month) => (Unit::Day, n * 30 + 15),
        (Quantity::Half(n), Unit::Decade) => (Unit::Year, n * 10 + 5),
        (Quantity::Half(n), Unit::Century) => (Unit::Year, n * 100 + 50),
        (Quantity::Half(_), Unit::Second | Unit::Minute | Unit::Hour) | (Quantity::Tenths(_) | Quantity::Vague, _) => {
            return When::Vague(if sign < 0 { Reference::Past } else { Reference::Future });
        }
        (Quantity::Exactly(n) | Quantity::Half(n), _) => (unit, n),
    };
    When::Shift { unit, by: sign * i64::try_from(by).unwrap_or(0), from }
}

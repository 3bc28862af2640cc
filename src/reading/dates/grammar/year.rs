//! Years, decades and centuries: "1989", "'88", "nineteen ninety-one", "241 BC", "the mid-1990s",
//! "the eighties", "the 20th century".

use super::{Found, Parser};
use crate::reading::dates::atoms::Kind;
use crate::reading::dates::lexicon::{Sense, Unit};
use crate::reading::dates::meaning::{When, YearOf};

/// Nouns that make a number before them a count and no year.
const COUNTED: [&str; 40] = [
    "people",
    "men",
    "women",
    "troops",
    "soldiers",
    "dollars",
    "shares",
    "points",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "feet",
    "tons",
    "tonnes",
    "words",
    "percent",
    "pounds",
    "euros",
    "children",
    "workers",
    "employees",
    "jobs",
    "homes",
    "acres",
    "members",
    "students",
    "yards",
    "barrels",
    "votes",
    "million",
    "billion",
    "thousand",
    "calories",
    "copies",
    "others",
    "times",
    "rpm",
];

/// Words before a bare number that make it a year.
const BEFORE_YEAR: [&str; 24] = [
    "in", "since", "from", "to", "until", "till", "by", "of", "before", "after", "between", "during", "circa", "ca",
    "early", "late", "mid", "through", "year", "and", "around", "about", "for", "the",
];

impl Parser<'_> {
    /// A year after a month or a season, where any number of four digits is one.
    pub(super) fn year_after_part(&self, at: usize) -> Found<YearOf> {
        if self.apostrophe(at) && self.glued(at + 1) && self.digit_count(at + 1) == 2 {
            return Some((at + 2, YearOf::Short(u8::try_from(self.digits(at + 1, 2)?).ok()?)));
        }
        if let Some(found) = self.bc(at) {
            return Some(found);
        }
        let year = i64::try_from(self.digits(at, 4)?).ok()?;
        let four = self.digit_count(at) == 4 && (1000..2200).contains(&year);
        (four && !self.continued(at)).then_some((at + 1, YearOf::Stated(year)))
    }

    /// A year by itself.
    pub(super) fn year(&self, at: usize) -> Found<YearOf> {
        if self.are(at, &["the", "year"]) || self.are(at, &["calendar", "year"]) {
            let start = at + 2;
            return self.year_after_part(start).or_else(|| self.spoken_year(start)).or_else(|| {
                let (end, n) = self.whole(start)?;
                (500..2200).contains(&n).then_some((end, YearOf::Stated(i64::try_from(n).ok()?)))
            });
        }
        if let Some(found) = self.bc(at) {
            return Some(found);
        }
        if self.apostrophe(at) {
            let ok = self.after(at, &["in", "since", "of", "from", "until", "and", "to"]) || self.is_opening_quote(at);
            return self.year_after_part(at).filter(|_| ok && !self.is(at + 2, &["s"]));
        }
        if let Some(found) = self.spoken_year(at) {
            return Some(found);
        }
        let (end, year) = self.year_after_part(at)?;
        let YearOf::Stated(number) = year else { return None };
        self.stands_as_year(at, number).then_some((end, year))
    }

    /// A mark of omission rather than the end of a quotation: "the class of '82".
    fn is_opening_quote(&self, at: usize) -> bool {
        self.atom(at).is_some_and(|a| a.spaced) && self.glued(at + 1) && at > 0 && self.is(at - 1, &["the"])
    }

    fn stands_as_year(&self, at: usize, year: i64) -> bool {
        let next = at + 1;
        if self.is(next, &COUNTED) || self.units(next).is_some() || self.mark(next, '%') {
            return false;
        }
        if self.past_hyphen(next) != next && (self.any_unit(next + 1).is_some() || self.is_word(next + 1)) {
            return self.is(next + 1, &["based", "era", "style", "to", "model"]);
        }
        let compared = self.after(at, &["than"]) && at > 1 && self.is(at - 2, &["later", "earlier", "sooner"]);
        if !compared
            && self.after(
                at,
                &["than", "no", "number", "flight", "route", "highway", "level", "room", "least", "nearly", "some"],
            )
        {
            return false;
        }
        let bracketed = at > 0 && self.atom(at - 1).is_some_and(|a| matches!(a.kind, Kind::Mark('(' | '[' | '–')));
        let bare = self.is_word(next) && !self.capitalised(next) && self.senses(next).is_empty();
        match year {
            1900..=2100 => true,
            1500..1900 => bracketed || self.after(at, &BEFORE_YEAR) || !self.is_word(next),
            _ => bracketed || (self.after(at, &["in", "since", "circa", "ca", "year", "of", "until", "ad"]) && !bare),
        }
    }

    /// The number goes on: "2,000", "1990.5", "2000th".
    pub(super) fn continued(&self, at: usize) -> bool {
        let next = at + 1;
        if !self.glued(next) {
            return false;
        }
        match self.atom(next).map(|a| a.kind) {
            Some(Kind::Word | Kind::Digits | Kind::Mark('$' | '€' | '£' | '%')) => true,
            Some(Kind::Mark('/')) => {
                let year = self.digits(at, 4).and_then(|y| i64::try_from(y).ok()).filter(|_| self.digit_count(at) == 4);
                let season = year.is_some_and(|y| (1900..2100).contains(&y) && self.is_next_year(next, y));
                !season && self.glued(next + 1) && self.digit_count(next + 1) > 0
            }
            Some(Kind::Mark(',' | '.' | ':')) => self.glued(next + 1) && self.digit_count(next + 1) > 0,
            _ => false,
        }
    }

    /// "241 BC", "AD 842", "837 CE"
    fn bc(&self, at: usize) -> Found<YearOf> {
        if self.is(at, &["AD"]) {
            let year = self.digits(at + 1, 4)?;
            return Some((at + 2, YearOf::Stated(i64::try_from(year).ok()?)));
        }
        let year = self.digits(at, 4)?;
        if let Some(end) = self.era(at + 1, ["BC", "BCE", "b", "c"]) {
            return Some((end, YearOf::Bc(year)));
        }
        let end = self.era(at + 1, ["AD", "CE", "a", "d"])?;
        Some((end, YearOf::Stated(i64::try_from(year).ok()?)))
    }

    /// The position after an era, written with or without points.
    fn era(&self, at: usize, [short, long, first, second]: [&str; 4]) -> Option<usize> {
        if self.word(at) == short || self.word(at) == long {
            return Some(at + 1);
        }
        if self.are(at, &[first, ".", second]) && self.glued(at + 2) && self.capitalised(at) {
            return Some(if self.mark(at + 3, '.') && self.glued(at + 3) { at + 4 } else { at + 3 });
        }
        None
    }

    /// "nineteen ninety-one", "two thousand and fifteen" after "the year"
    pub(super) fn spoken_year(&self, at: usize) -> Found<YearOf> {
        let century = self.sense(at, |s| if let Sense::Number(n @ 15..=20) = s { Some(n) } else { None })?;
        let (end, rest) = self.below_hundred(self.past_hyphen(at + 1))?;
        if rest < 10 || self.any_unit(end).is_some() {
            return None;
        }
        Some((end, YearOf::Stated(i64::try_from(century * 100 + rest).ok()?)))
    }

    /// "two thousand and fifteen", "nineteen hundred ninety three": only where a year is expected.
    pub(super) fn spoken_thousands(&self, at: usize) -> Found<YearOf> {
        let head = self.sense(at, |s| if let Sense::Number(n) = s { Some(n) } else { None })?;
        let base = match head {
            2 if self.is(at + 1, &["thousand"]) => 2000,
            15..=19 if self.is(at + 1, &["hundred"]) => head * 100,
            _ => return None,
        };
        let rest = if self.is(at + 2, &["and"]) { at + 3 } else { at + 2 };
        let (end, rest) = self.below_hundred(rest).unwrap_or((at + 2, 0));
        let year = i64::try_from(base + rest).ok()?;
        self.any_unit(end).is_none().then_some((end, YearOf::Stated(year)))
    }

    /// "the mid-1990s", "1980s", "the '80s", "the nineties", "the early 1980s"
    pub(super) fn decade(&self, at: usize) -> Found<When> {
        let mut start = if self.is(at, &["the"]) { at + 1 } else { at };
        if self.is(start, &["early", "late", "mid", "middle"]) {
            start = self.past_hyphen(start + 1);
            start = if self.are(start, &["to", "late"]) { start + 2 } else { start };
        }
        if let Some(value) = self.sense(start, |s| if let Sense::Decade(d) = s { Some(d) } else { None }) {
            return (start > at).then(|| (start + 1, When::Literal(value.to_owned())));
        }
        let digits = if self.apostrophe(start) && self.glued(start + 1) { start + 1 } else { start };
        let count = self.digit_count(digits);
        let tens = self.digits(digits, 4).filter(|n| n.is_multiple_of(10) && matches!(count, 2 | 4))?;
        let s = if self.apostrophe(digits + 1) { digits + 2 } else { digits + 1 };
        if !(self.glued(s) && self.is(s, &["s"])) || (count == 2 && digits == at) && self.capitalised(s) {
            return None;
        }
        if self.apostrophe(digits + 1) && count == 4 && !self.after(at, &["the"]) && start == at {
            return None;
        }
        let value = match (count, tens) {
            // "the 1600s" are a century.
            (4, n) if n < 2000 && n.is_multiple_of(100) => format!("{:02}", n / 100),
            (4, _) => format!("{:03}", tens / 10),
            (_, 0..=10) => format!("20{}", tens / 10),
            _ => format!("19{}", tens / 10),
        };
        // Ages and temperatures are spoken of in tens as well: "in his mid-40s", "in the 30s Celsius".
        let person = ["his", "her", "their", "my", "your", "low", "upper", "high"];
        let personal = (1..=3).any(|back| digits >= back && self.is(digits - back, &person))
            || self.is(s + 1, &["celsius", "fahrenheit", "degrees", "c", "f"]);
        (!(count == 2 && personal)).then_some((s + 1, When::Literal(value)))
    }

    /// "the 20th century", "19th-century", "the fifth century BC"
    pub(super) fn century(&self, at: usize) -> Found<When> {
        let mut start = if self.is(at, &["the"]) { at + 1 } else { at };
        if self.is(start, &["early", "late", "mid"]) {
            start = self.past_hyphen(start + 1);
        }
        let (end, nth) = self.ordinal(start).filter(|(_, nth)| (1..=30).contains(nth))?;
        // "the 16th and 17th centuries"
        if self.is(end, &["and", "to", "or", "through"])
            && let Some((plural, _)) = self.ordinal(end + 1)
            && matches!(self.units(plural), Some((_, Unit::Century)))
        {
            return Some((end, When::Literal(format!("{:02}", nth - 1))));
        }
        let unit = self.past_hyphen(end);
        let second =
            self.after(at, &["and", "to", "or", "through"]) && matches!(self.units(unit), Some((_, Unit::Century)));
        if !second && !matches!(self.unit(unit), Some((_, Unit::Century))) {
            return None;
        }
        match self.era(unit + 1, ["BC", "BCE", "b", "c"]) {
            Some(end) => Some((end, When::Literal(format!("BC{:02}", nth - 1)))),
            None => Some((unit + 1, When::Literal(format!("{:02}", nth - 1)))),
        }
    }
}

//! Parts of a year and the one meant among them: "the summer of 1794", "the third quarter",
//! "fiscal 1988", "last May", "the previous Friday".

use super::calendar::BEFORE_PERIOD;
use super::{Found, Parser, longest};
use crate::reading::dates::lexicon::Unit;
use crate::reading::dates::meaning::{Calendar, PartOf, Pick, When, YearOf};

impl Parser<'_> {
    /// "the summer of 1794", "fall 2007", "the summer"
    pub(super) fn season(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let season = self.season_word(start)?;
        let (end, year) = self.year_of(start + 1);
        let ambiguous = self.is(start, &["spring", "fall"]);
        let prepared =
            self.after(start, &BEFORE_PERIOD) && !(ambiguous && self.after(start, &["to", "and", "or", "from"]));
        let told = year != YearOf::Unstated
            || (prepared && !self.is_plain_noun(start + 1))
            || (start > at && !self.is(end, &["of"]) && (!ambiguous || self.after(at, &BEFORE_PERIOD)))
            || (!ambiguous && !self.capitalised(start + 1) && !self.is_plain_noun(start + 1));
        told.then_some((end, Calendar { year, part: PartOf::Season(season), ..Calendar::default() }))
    }

    /// A word of no list that a season would merely describe: "winter coats".
    fn is_plain_noun(&self, at: usize) -> bool {
        self.is_word(at) && self.senses(at).is_empty() && self.word(at).ends_with('s') && self.word(at).len() > 3
    }

    /// "the third quarter", "third-quarter", "the 1988 third quarter", "Q3 2019", "2017 Q1",
    /// "the last half of 1989"
    pub(super) fn quarter(&self, at: usize) -> Found<Calendar> {
        if let Some(found) = self.short_quarter(at) {
            return Some(found);
        }
        let the = if self.is(at, &["the"]) { at + 1 } else { at };
        let (start, before) = match self.year_after_part(the) {
            Some((end, year)) => (end, year),
            None => (the, YearOf::Unstated),
        };
        let start = if self.is(start, &["fiscal"]) { self.past_hyphen(start + 1) } else { start };
        let (end, nth) = self.ordinal(start).or_else(|| self.is(start, &["last"]).then_some((start + 1, 2)))?;
        let unit = self.past_hyphen(end);
        // As an adjective it goes without its article: "the [third-quarter] loss".
        if unit != end && the > at && before == YearOf::Unstated {
            return None;
        }
        let part = if matches!(self.unit(unit), Some((_, Unit::Quarter))) && nth <= 4 {
            PartOf::Quarter(u8::try_from(nth).ok()?)
        } else if self.is(unit, &["half"]) && nth <= 2 {
            PartOf::Half(u8::try_from(nth).ok()?)
        } else {
            return None;
        };
        let last = self.is(start, &["last"]);
        let (end, year) = if before == YearOf::Unstated { self.year_of(unit + 1) } else { (unit + 1, before) };
        // Halves are also of a match or of an apple, and "the last quarter" is told from publication.
        let sound = if matches!(part, PartOf::Half(_)) { year != YearOf::Unstated } else { !last };
        sound.then_some((end, Calendar { year, part, ..Calendar::default() }))
    }

    /// "Q3", "3Q", "Q3 2019", "2017 Q1"
    fn short_quarter(&self, at: usize) -> Found<Calendar> {
        let (start, before) = match self.year_after_part(at) {
            Some((end, year)) => (end, year),
            None => (at, YearOf::Unstated),
        };
        let half = self.word(start) == "H";
        let (end, n) = if (half || self.is(start, &["q"])) && self.glued(start + 1) {
            (start + 2, self.digits(start + 1, 1)?)
        } else if self.is(start + 1, &["q"]) && self.glued(start + 1) {
            (start + 2, self.digits(start, 1)?)
        } else {
            return None;
        };
        let fiscal = if self.is(end, &["of"]) { end + 1 } else { end };
        let (end, year) = match self.fiscal_year(fiscal) {
            Some((end, named)) if before == YearOf::Unstated => (end, named.year),
            _ if before == YearOf::Unstated => self.year_of(end),
            _ => (end, before),
        };
        let n = u8::try_from(n).ok()?;
        let part = if half { PartOf::Half(n) } else { PartOf::Quarter(n) };
        if n == 0 || n > if half { 2 } else { 4 } || (half && year == YearOf::Unstated) {
            return None;
        }
        Some((end, Calendar { year, part, ..Calendar::default() }))
    }

    /// "fiscal 1988", "the fiscal year 2011", "FY2011"
    pub(super) fn fiscal_year(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let number = if self.is(start, &["fiscal"]) {
            if self.is(start + 1, &["year"]) { start + 2 } else { start + 1 }
        } else if self.word(start) == "FY" {
            start + 1
        } else {
            return None;
        };
        let short = self.digit_count(number) == 2 && self.word(start) == "FY" && self.glued(number);
        if let Some(year) = self.digits(number, 2).and_then(|y| u8::try_from(y).ok()).filter(|_| short) {
            return Some((number + 1, Calendar { year: YearOf::Short(year), ..Calendar::default() }));
        }
        let (end, year) = self.year_after_part(number)?;
        Some((end, Calendar { year, ..Calendar::default() }))
    }

    /// "this year", "of that year", "last year" after a month or a quarter.
    pub(super) fn relative_year(&self, at: usize) -> Found<YearOf> {
        let of = if self.is(at, &["of", "in"]) { at + 1 } else { at };
        let start = if self.is(of, &["the"]) { of + 1 } else { of };
        // "the first half of the year"
        if start > of && of > at && self.is(start, &["year"]) {
            return Some((start + 1, YearOf::Shift(0)));
        }
        if !matches!(self.unit(start + 1), Some((_, Unit::Year))) {
            return None;
        }
        let which = self.word(start).to_ascii_lowercase();
        let year = match which.as_str() {
            "last" => YearOf::Shift(-1),
            "this" | "current" => YearOf::Shift(0),
            "next" => YearOf::Shift(1),
            "that" | "same" => YearOf::Focus(0),
            "previous" | "preceding" => YearOf::Focus(-1),
            "following" => YearOf::Focus(1),
            _ => return None,
        };
        Some((start + 2, year))
    }

    /// "last May", "next Tuesday", "this summer", "the previous Friday", "last Thanksgiving"
    pub(super) fn picked(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (name, pick) = self.pick(start)?;
        let (end, found) = longest([self.day(name), self.bare_month(name), self.bare_season(name), self.feast(name)])?;
        let part_alone = found.year == YearOf::Unstated;
        let pick = if part_alone { pick } else { Pick::Tense };
        Some((end, When::Calendar(Calendar { pick, ..found })))
    }

    pub(super) fn bare_month(&self, at: usize) -> Found<Calendar> {
        let (_, month) = self.month_name(at)?;
        let real = self.capitalised(at) || (self.word(at).len() >= 4 && !self.is(at, &["march", "sept"]));
        real.then_some((at + 1, Calendar { part: PartOf::Month(month), ..Calendar::default() }))
    }

    fn bare_season(&self, at: usize) -> Found<Calendar> {
        let season = self.season_word(at)?;
        Some((at + 1, Calendar { part: PartOf::Season(season), ..Calendar::default() }))
    }

    /// Which of the named periods: "last", "this past", "the previous".
    fn pick(&self, at: usize) -> Found<Pick> {
        if self.is(at, &["this"]) && self.is(at + 1, &["past", "coming", "last"]) {
            return Some((at + 2, if self.is(at + 1, &["coming"]) { Pick::Next } else { Pick::Last }));
        }
        let pick = match self.word(at).to_ascii_lowercase().as_str() {
            "last" | "past" => Pick::Last,
            "next" | "coming" => Pick::Next,
            "this" => Pick::This,
            "previous" | "preceding" | "prior" => Pick::Previous,
            "following" => Pick::Following,
            _ => return None,
        };
        Some((at + 1, pick))
    }
}

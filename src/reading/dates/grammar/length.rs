//! Durations: "two days", "24-hour", "more than a year", "the last twenty four hours",
//! "a two-decade high", "recent months".

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Reference, Unit, Which};
use crate::reading::dates::meaning::{Length, Meaning, Quantity, When};

/// Adjectives between a number and its unit.
const BETWEEN: [&str; 14] = [
    "more",
    "consecutive",
    "straight",
    "full",
    "whole",
    "entire",
    "trading",
    "business",
    "calendar",
    "working",
    "long",
    "additional",
    "successive",
    "other",
];

/// Words before a plural without number that make it a duration: "for years".
const BEFORE_PLURAL: [&str; 14] = [
    "for", "in", "within", "after", "of", "took", "take", "takes", "lasted", "several", "until", "spent", "last",
    "over",
];

impl Parser<'_> {
    /// An expression that says how long.
    pub(super) fn lasting(&self, at: usize) -> Found<Meaning> {
        let start = self.past_limit(at);
        // "rose more than a year earlier" says no length.
        let compared = start > at && self.is(start - 1, &["than"]);
        if compared && self.length(start).is_some_and(|(end, _)| self.is(end, &["earlier"])) {
            return None;
        }
        super::longest([
            self.bounded(start),
            self.vague_periods(at),
            self.whole_length(start),
            self.bare_plural(at).map(|(end, length)| (end, Meaning::Length(length))),
        ])
    }

    /// A length with "or so" and "or more".
    fn whole_length(&self, at: usize) -> Found<Meaning> {
        let period = self.is(at, &["a", "the"]) && self.digit_or_number(at + 1);
        if period
            && let Some((end, length)) = self.hyphenated(at + 1)
            && self.is(end, &["period"])
        {
            return Some((end + 1, Meaning::Length(length)));
        }
        // "the year ended March 31" is a length of business, not the calendar's year.
        if self.are(at, &["the", "year"]) && self.is(at + 2, &["ended", "ending"]) && self.month_name(at + 3).is_some()
        {
            return Some((at + 2, Meaning::Length(Length { quantity: Quantity::Exactly(1), unit: Unit::Year })));
        }
        if self.is(at, &["all"])
            && let Some((end, unit)) = self.unit(at + 1)
            && !matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend)
        {
            let end = if self.is(end, &["long"]) { end + 1 } else { end };
            return Some((end, Meaning::Length(Length { quantity: Quantity::Exactly(1), unit })));
        }
        let (end, length) = self.length(at)?;
        if self.is(end, &["old"]) {
            return None;
        }
        // "three hours and 20 minutes", "two years six months"
        let next = if self.is(end, &["and"]) { end + 1 } else { end };
        if let Some((end, rest)) = self.length(next)
            && is_sum(length, rest)
        {
            return Some((end, Meaning::Sum(length, rest)));
        }
        let tail = self.are(end, &["or", "so"]) || self.are(end, &["or", "more"]) || self.are(end, &["or", "longer"]);
        Some((if tail { end + 2 } else { end }, Meaning::Length(length)))
    }

    fn digit_or_number(&self, at: usize) -> bool {
        self.whole(at).is_some()
    }

    /// The position after "more than", "nearly", "at least"; the same without.
    pub(super) fn past_limit(&self, at: usize) -> usize {
        let no = if self.is(at, &["no"]) { at + 1 } else { at };
        if self.is(no, &["more", "less", "fewer", "longer"]) && self.is(no + 1, &["than"]) {
            return no + 2;
        }
        if self.are(at, &["at", "least"]) || self.are(at, &["at", "most"]) || self.are(at, &["up", "to"]) {
            return at + 2;
        }
        let over = self.is(at, &["over", "under"]) && self.is(at + 1, &["a", "an"]) && self.unit(at + 2).is_some();
        if over || self.is(at, &["nearly", "almost", "around", "roughly", "approximately"]) {
            return at + 1;
        }
        at
    }

    /// An amount of time: "two days", "a year and a half", "24-hour", "two to three weeks".
    pub(super) fn length(&self, at: usize) -> Found<Length> {
        if let Some(found) = self.hyphenated(at) {
            return Some(found);
        }
        if self.is(at, &["a", "an", "another"]) {
            let next = if self.is(at + 1, &["full", "whole", "single", "mere", "half"]) { at + 2 } else { at + 1 };
            let half = self.is(at + 1, &["half"]);
            let next = if half { self.past_hyphen(next) } else { next };
            if self.is(next, &["fortnight"]) {
                return Some((next + 1, Length { quantity: Quantity::Exactly(2), unit: Unit::Week }));
            }
            let compound = self.unit(next).is_some_and(|(end, _)| {
                self.past_hyphen(end) != end && self.is(end + 1, &["earlier", "ago", "end", "long"])
            });
            if let Some((end, unit)) = self.unit(next).filter(|_| !compound) {
                let end_of_half = self.and_a_half(end);
                let quantity = if half {
                    Quantity::Half(0)
                } else if end_of_half.is_some() {
                    Quantity::Half(1)
                } else {
                    Quantity::Exactly(1)
                };
                let spoken = !matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter);
                return spoken.then_some((end_of_half.unwrap_or(end), Length { quantity, unit }));
            }
        }
        let (mut end, quantity) = self.quantity(at)?;
        // "two to three weeks" counts as the smaller number.
        let to = if self.is(end, &["to", "or"]) { end + 1 } else { self.past_hyphen(end) };
        if to > end
            && let Some((after, Quantity::Exactly(_) | Quantity::Half(_))) = self.quantity(to)
            && self.any_unit(after).is_some()
        {
            end = after;
        }
        let end = if self.is(end, &BETWEEN) { end + 1 } else { end };
        if quantity == Quantity::Exactly(1) {
            let second = matches!(self.unit(end), Some((_, Unit::Second)));
            return self.unit(end).filter(|_| !second || self.digit_count(at) > 0).map(|(end, unit)| {
                match self.and_a_half(end) {
                    Some(end) => (end, Length { quantity: Quantity::Half(1), unit }),
                    None => (end, Length { quantity, unit }),
                }
            });
        }
        let halved = || self.unit(end).filter(|_| matches!(quantity, Quantity::Half(_)));
        let (end, unit) = self.units(end).or_else(|| self.singular_after(at, end)).or_else(halved)?;
        Some((end, Length { quantity, unit }))
    }

    /// "five year low": a number before a unit in the singular.
    fn singular_after(&self, at: usize, unit: usize) -> Found<Unit> {
        let (end, name) = self.unit(unit)?;
        let before = self.after(at, &["a", "an", "the", "his", "her", "its", "their", "for"]);
        let half = self.is(at, &["half"]);
        ((before && (self.is_word(end) || self.mark(end, '('))) || half).then_some((end, name))
    }

    /// "two-year", "24-hour", "8-month-old", "several-year", "year-long"
    fn hyphenated(&self, at: usize) -> Found<Length> {
        if let Some((end, unit)) = self.unit(at)
            && self.past_hyphen(end) != end
            && self.is(end + 1, &["long"])
        {
            return Some((end + 2, Length { quantity: Quantity::Exactly(1), unit }));
        }
        if self.is(at, &["three"]) && (self.is(at + 2, &["quarters"]) || self.are(at + 1, &["quarters", "of"])) {
            return None;
        }
        let (end, quantity) = self.quantity(at)?;
        let next = self.past_hyphen(end);
        let joined = next > end || (end > at && self.dash(end - 1));
        if !joined {
            return None;
        }
        let (end, unit) = self.any_unit(next)?;
        let old = self.past_hyphen(end);
        // The age of a person is no time of the story (TempEval-3 leaves it out).
        if old > end && self.is(old, &["old", "olds"]) {
            return None;
        }
        let aged = old > end && self.is(old, &["long"]);
        Some((if aged { old + 1 } else { end }, Length { quantity, unit }))
    }

    /// "the last three years", "the next few days", "the first nine months", "the four days"
    fn bounded(&self, at: usize) -> Found<Meaning> {
        let the = if self.is(at, &["the", "these", "those", "its", "his", "her", "their"]) { at + 1 } else { at };
        let possessive = the > at && self.is(at, &["its", "his", "her", "their"]);
        let edge = if let Some((end, _)) = self.which(the) {
            Some(end)
        } else if self.is(the, &["first", "final", "opening", "closing", "initial", "entire", "recent", "year"]) {
            let earlier = self.is(the, &["year"])
                && self.past_hyphen(the + 1) != the + 1
                && self.is(the + 2, &["earlier", "ago"]);
            Some(if earlier { the + 3 } else { the + 1 })
        } else {
            None
        };
        let start = edge.unwrap_or(the);
        if start == at || possessive {
            return None;
        }
        if let Some((end, length)) = self.length(start).filter(|(_, l)| l.quantity != Quantity::Exactly(1)) {
            let plural = self.units(end - 1).is_some() && !self.is(start - 1, &["that", "this"]);
            let end = if self.are(end, &["or", "so"]) { end + 2 } else { end };
            return plural.then_some((end, Meaning::Length(length)));
        }
        // "the past decade" is as long as it says; "the past year" is a year.
        let (end, unit) = self.unit(start)?;
        let past = self.is(start - 1, &["past"]) && matches!(unit, Unit::Decade | Unit::Century);
        let quantity = Quantity::Exactly(1);
        past.then_some((end, Meaning::Length(Length { quantity, unit })))
    }

    /// "recent months", "coming weeks", "future quarters", "the weeks ahead"
    fn vague_periods(&self, at: usize) -> Found<Meaning> {
        let the = if self.is(at, &["the", "more"]) { at + 1 } else { at };
        let past = self.is(the, &["recent"]) || (self.is(the, &["past", "previous"]) && the == at);
        if self.is(the, &["past", "last"])
            && the > at
            && let Some((end, unit)) = self.units(the + 1)
        {
            return Some((end, Meaning::Length(Length { quantity: Quantity::Vague, unit })));
        }
        if past && let Some((end, _)) = self.units(the + 1) {
            let more = if self.is(end, &["and"]) { self.units(end + 1).map(|(end, _)| end) } else { None };
            return Some((more.unwrap_or(end), Meaning::Date(When::Vague(Reference::Past))));
        }
        if self.is(the, &["future"])
            && let Some((end, _)) = self.units(the + 1)
        {
            return Some((end, Meaning::Date(When::Vague(Reference::Future))));
        }
        let quantity = Quantity::Vague;
        if let Some((next, Which::Next)) = self.which(the)
            && let Some((end, unit)) = self.units(next)
        {
            return Some((end, Meaning::Length(Length { quantity, unit })));
        }
        let (end, unit) = self.units(the)?;
        if the > at && self.is(the - 1, &["the"]) && self.is(end, &["before", "after", "since", "leading", "following"])
        {
            return Some((end, Meaning::Length(Length { quantity, unit })));
        }
        (the > at && self.is(end, &["ahead"])).then_some((end + 1, Meaning::Length(Length { quantity, unit })))
    }

    /// "for years", "took months"
    pub(super) fn bare_plural(&self, at: usize) -> Found<Length> {
        let (end, unit) = self.units(at)?;
        let told =
            self.is(end, &["ago", "later", "earlier"]) || (self.after(at, &BEFORE_PLURAL) && !self.is(end, &["of"]));
        let long = !matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter);
        (told && long).then_some((end, Length { quantity: Quantity::Vague, unit }))
    }
}

/// Whether the second length goes on where the first stops: years and months, hours and minutes.
fn is_sum(long: Length, short: Length) -> bool {
    let counted = |length: Length| matches!(length.quantity, Quantity::Exactly(_));
    let pair = matches!(
        (long.unit, short.unit),
        (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
            | (Unit::Month, Unit::Week | Unit::Day)
            | (Unit::Week, Unit::Day)
            | (Unit::Day, Unit::Hour)
            | (Unit::Hour, Unit::Minute)
            | (Unit::Minute, Unit::Second)
    );
    pair && counted(long) && counted(short)
}

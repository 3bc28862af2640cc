//! Sets: "every week", "daily", "each Thursday", "Tuesday nights", "$5 million a year", "twice a
//! month", "per week".

use super::{Found, Parser};
use crate::reading::dates::atoms::Kind;
use crate::reading::dates::lexicon::{Sense, Unit};
use crate::reading::dates::meaning::{Length, Meaning, Quantity};

impl Parser<'_> {
    /// An expression that says how often.
    pub(super) fn recurring(&self, at: usize) -> Found<Meaning> {
        super::longest([self.adverb(at), self.every(at), self.weekdays(at), self.rate(at)])
    }

    /// "daily", "annually"
    fn adverb(&self, at: usize) -> Found<Meaning> {
        if self.sense(at, |s| (s == Sense::Biweekly).then_some(())).is_some() {
            return Some((at + 1, every(Quantity::Exactly(2), Unit::Week)));
        }
        let unit = self.sense(at, |s| if let Sense::Often(u) = s { Some(u) } else { None })?;
        // "The Daily Mail", "annual report": a name and a mere adjective.
        let name = self.capitalised(at) && at > 0;
        let adjective = self.is(at, &["annual", "quarterly", "yearly", "monthly"]) && self.is_word(at + 1);
        (!name && !adjective).then(|| (at + 1, every(Quantity::Exactly(1), unit)))
    }

    /// "every week", "every two weeks", "each Thursday", "every Monday morning", "each July"
    fn every(&self, at: usize) -> Found<Meaning> {
        if !self.is(at, &["every", "each"]) {
            return None;
        }
        let next = at + 1;
        if self.is(next, &["other"])
            && let Some((end, unit)) = self.unit(next + 1)
        {
            return Some((end, every(Quantity::Exactly(2), unit)));
        }
        let next = if self.is(next, &["other"]) { next + 1 } else { next };
        if let Some((end, Unit::Weekend)) = self.unit(next) {
            return Some((end, Meaning::Pattern("XXXX-WXX-WE".to_owned())));
        }
        if let Some((end, unit)) = self.unit(next) {
            let daily = unit == Unit::Day && self.is(end, &["at"]);
            if let Some((end, clock)) = self.clock(end + 1).filter(|_| daily) {
                return Some((end, Meaning::Pattern(format!("XXXX-XX-XXT{clock}"))));
            }
            return Some((end, every(Quantity::Exactly(1), unit)));
        }
        if let Some((end, month, day)) = self.month_day(next).or_else(|| self.day_month(next)) {
            return Some((end, Meaning::Pattern(format!("XXXX-{month:02}-{day:02}"))));
        }
        if let Some((end, length)) = self.length(next).filter(|_| self.is(at, &["every"])) {
            return Some((end, Meaning::Every(length)));
        }
        if let Some(part) = self.part(next) {
            return Some((next + 1, Meaning::Pattern(format!("XXXX-XX-XXT{part}"))));
        }
        let weekday = self.weekday_word(next).map(|day| format!("XXXX-WXX-{day}"));
        let month = || self.month_word(next).map(|month| format!("XXXX-{month:02}"));
        let season = || self.season_word(next).map(|season| format!("XXXX-{season}"));
        let pattern = weekday.or_else(month).or_else(season)?;
        Some(match self.part(next + 1) {
            Some(part) if pattern.contains('W') => (next + 2, Meaning::Pattern(format!("{pattern}T{part}"))),
            _ => match self.clock(next + 2).filter(|_| pattern.contains('W') && self.is(next + 1, &["at"])) {
                Some((end, clock)) => (end, Meaning::Pattern(format!("{pattern}T{clock}"))),
                None => (next + 1, Meaning::Pattern(pattern)),
            },
        })
    }

    /// "Mondays", "Tuesday nights"
    fn weekdays(&self, at: usize) -> Found<Meaning> {
        let pattern = |day: i8| format!("XXXX-WXX-{day}");
        if let Some(day) = self.sense(at, |s| if let Sense::Weekdays(d) = s { Some(d) } else { None }) {
            return Some((at + 1, Meaning::Pattern(pattern(day))));
        }
        if matches!(self.units(at), Some((_, Unit::Weekend)))
            && (self.after(at, &["on", "at", "during", "and"]) || !self.is_word(at + 1))
        {
            return Some((at + 1, Meaning::Pattern("XXXX-WXX-WE".to_owned())));
        }
        let day = self.weekday_word(at)?;
        let part = self.sense(at + 1, |s| if let Sense::Parts(p) = s { Some(p) } else { None })?;
        Some((at + 2, Meaning::Pattern(format!("{}T{part}", pattern(day)))))
    }

    /// "a year" after an amount, "per week", "twice a month"
    fn rate(&self, at: usize) -> Found<Meaning> {
        let often = if self.is(at, &["once", "twice"]) {
            Some(at + 1)
        } else {
            self.whole(at).filter(|(end, _)| self.is(*end, &["times"])).map(|(end, _)| end + 1)
        };
        let start = often.unwrap_or(at);
        if !self.is(start, &["a", "an", "per", "each", "every"]) {
            return None;
        }
        let (end, unit) = self.unit(start + 1)?;
        let sound =
            often.is_some() || self.is(start, &["per"]) || (self.is(start, &["a", "an"]) && self.amount_before(start));
        let further = self.is(end, &["ago", "earlier", "later", "and", "before", "after", "or", "from"]);
        (sound && !further).then(|| (end, every(Quantity::Exactly(1), unit)))
    }

    /// An amount stands within the three atoms before, with no preposition between.
    fn amount_before(&self, at: usize) -> bool {
        for back in 1..=3 {
            let Some(here) = at.checked_sub(back) else { return false };
            let Some(atom) = self.atom(here) else { return false };
            if atom.kind == Kind::Digits || atom.kind == Kind::Mark('%') || self.whole(here).is_some() {
                return true;
            }
            if self.is(
                here,
                &["times", "dollars", "cents", "percent", "million", "billion", "hours", "dozen", "tons", "days"],
            ) {
                return true;
            }
            let stop = [
                "for", "in", "after", "within", "than", "about", "nearly", "of", "to", "over", "by", "from", "and",
                "with", "was", "is",
            ];
            if self.is(here, &stop) || (matches!(atom.kind, Kind::Mark(_)) && !self.dash(here)) {
                return false;
            }
        }
        false
    }
}

fn every(quantity: Quantity, unit: Unit) -> Meaning {
    Meaning::Every(Length { quantity, unit })
}

//! Which year, which week: settling dates by their calendar names.

use super::Basis;
use super::civil::{self, Grain, Place};
use super::focus::Focus;
use crate::article::Span;
use crate::reading::dates::lexicon::Tense;
use crate::reading::dates::meaning::{Calendar, PartOf, Pick, YearOf};
use jiff::civil::{Date, Weekday};

/// Days beyond which a date is not meant, where another of its name lies closer than `CLOSE`.
const FAR: i32 = 240;
const CLOSE: i32 = 100;

/// Days within which a quarter's results are still to come: "expects to report third-quarter".
const JUST_OVER: i32 = 75;

/// What a date by name is settled with.
#[derive(Debug)]
pub(super) struct Picking<'a> {
    pub(super) reference: Option<Date>,
    pub(super) focus: &'a Focus,
    pub(super) narrative: bool,
    pub(super) span: Span,
    pub(super) tense: Option<Tense>,
}

impl Picking<'_> {
    pub(super) fn place(&self, calendar: &Calendar) -> (Place, Basis) {
        if let PartOf::Quarter(0) = calendar.part {
            return self.that_quarter(calendar);
        }
        match self.year(calendar) {
            Some((year, basis)) => (in_year(calendar.part, year), basis),
            None => self.without_year(calendar),
        }
    }

    /// The year the words settle.
    fn year(&self, calendar: &Calendar) -> Option<(i64, Basis)> {
        let of = |date: Date, shift: i64| i64::from(date.year()).checked_add(shift);
        match calendar.year {
            YearOf::Unstated => None,
            YearOf::Stated(year) => Some((year, Basis::Stated)),
            YearOf::Bc(year) => Some((1_i64.checked_sub(i64::try_from(year).ok()?)?, Basis::Stated)),
            YearOf::Short(short) => Some((self.full_year(i64::from(short)), Basis::Stated)),
            YearOf::Shift(by) => Some((of(self.reference?, by)?, Basis::Published)),
            YearOf::Focus(by) => match self.focus.latest() {
                Some((Place { first: Some(first), .. }, at)) => Some((of(*first, by)?, Basis::Spoken(at))),
                _ => Some((of(self.reference?, by)?, Basis::Published)),
            },
        }
    }

    /// Two digits mean the latest such year up to ten years after publication; with no date of
    /// publication, 1930 to 2029.
    fn full_year(&self, short: i64) -> i64 {
        let latest = self.reference.map_or(2029, |r| i64::from(r.year()) + 10);
        let year = latest - latest.rem_euclid(100) + short;
        if year > latest { year - 100 } else { year }
    }

    /// "last year's quarter": the quarter last spoken of, in that year.
    fn that_quarter(&self, calendar: &Calendar) -> (Place, Basis) {
        let Some((year, basis)) = self.year(calendar) else { return (civil::unknown_year(), Basis::Unknown) };
        let quarter = self.focus.quarter().and_then(|(place, _)| place.first);
        let part = quarter.map_or(PartOf::Whole, |d| PartOf::Quarter((d.month().unsigned_abs() - 1) / 3 + 1));
        (in_year(part, year), basis)
    }

    fn without_year(&self, calendar: &Calendar) -> (Place, Basis) {
        match calendar.part {
            PartOf::Weekday => self.weekday(calendar),
            PartOf::DayOfMonth(day) => self.day_of_month(day, calendar),
            PartOf::Whole | PartOf::Month(_) | PartOf::Day(..) | PartOf::Quarter(_) | PartOf::Half(_) => {
                self.part(calendar)
            }
            PartOf::Season(_) | PartOf::Holiday(_) => self.part(calendar),
        }
    }

    /// A month, a day of a month, a season, a quarter with no year.
    fn part(&self, calendar: &Calendar) -> (Place, Basis) {
        let part = calendar.part;
        let in_story = self.narrative
            || self.reference.is_none()
            || matches!(calendar.pick, Pick::Previous | Pick::Following)
            || self.back_in_time(calendar);
        if in_story && let Some((Place { first: Some(spoken), .. }, at)) = self.focus.latest() {
            let year = year_in_story(part, *spoken, calendar.pick);
            return (in_year(part, year), Basis::Spoken(at));
        }
        let Some(reference) = self.reference else {
            let timex = civil::timex(part, "XXXX", None);
            return (Place { timex, first: None, grain: civil::grain(part) }, Basis::Unknown);
        };
        let here = i64::from(reference.year());
        let mut years: Vec<i64> = (here - 1..=here + 1).collect();
        if let Some(weekday) = calendar.weekday {
            // A weekday settles the year, where it fits one of those around.
            let fits = |year: &i64| {
                civil::bounds(part, *year).is_some_and(|(day, _)| day.weekday().to_monday_one_offset() == weekday)
            };
            let fitting: Vec<i64> = years.iter().copied().filter(fits).collect();
            if !fitting.is_empty() {
                years = fitting;
            }
        }
        let year = self.best_year(part, &years, reference, calendar.pick).unwrap_or(here);
        (in_year(part, year), Basis::Published)
    }

    /// A day of another time was just named: "On May 4, 1865 the army surrendered. On May 8 …"
    fn back_in_time(&self, calendar: &Calendar) -> bool {
        let Some((Place { first: Some(spoken), grain, .. }, at)) = self.focus.latest() else { return false };
        let Some(reference) = self.reference else { return false };
        calendar.pick == Pick::Tense
            && *grain == Grain::Day
            && self.tense != Some(Tense::Future)
            && spoken.year() < reference.year() - 1
            && super::focus::is_near(at, self.span)
    }

    fn best_year(&self, part: PartOf, years: &[i64], reference: Date, pick: Pick) -> Option<i64> {
        let bounds = |year: i64| civil::bounds(part, year);
        let last = |ok: &dyn Fn(Date, Date) -> bool| {
            years.iter().rev().copied().find(|y| bounds(*y).is_some_and(|(a, b)| ok(a, b)))
        };
        let first =
            |ok: &dyn Fn(Date, Date) -> bool| years.iter().copied().find(|y| bounds(*y).is_some_and(|(a, b)| ok(a, b)));
        let told = match (pick, self.tense) {
            (Pick::Last | Pick::Previous, _) => last(&|_, end| end < reference),
            (Pick::Next | Pick::Following, _) => first(&|start, _| start > reference),
            (Pick::This, _) => Some(i64::from(reference.year())),
            (Pick::Tense, Some(Tense::Past)) => last(&|start, _| start <= reference),
            (Pick::Tense, Some(Tense::Future)) => first(&|_, end| end >= reference),
            (Pick::Tense, _) => None,
        };
        let distance = |year: &i64| bounds(*year).map_or(i32::MAX, |(start, end)| gap(reference, start, end));
        let nearest = years.iter().copied().min_by_key(distance);
        match (told, nearest) {
            // "moved to Oct. 12", written in September: the verb's tense is not the date's.
            (Some(told), Some(near)) if pick == Pick::Tense => {
                let begun = bounds(near).is_some_and(|(start, _)| start <= reference);
                let quarter = matches!(part, PartOf::Quarter(_)) && begun && distance(&near) < JUST_OVER;
                let day = matches!(part, PartOf::Day(..));
                let far = day && distance(&told) > FAR && distance(&near) < CLOSE;
                Some(if quarter || far { near } else { told })
            }
            (told, nearest) => told.or(nearest),
        }
    }

    fn weekday(&self, calendar: &Calendar) -> (Place, Basis) {
        let name = calendar.weekday.unwrap_or(1);
        let spoken = self.focus.day().and_then(|(place, at)| Some((place.first?, at)));
        let told_from_story = matches!(calendar.pick, Pick::Previous | Pick::Following);
        let (base, basis) = match (told_from_story, spoken, self.reference) {
            (true, Some((day, at)), _) => (day, Basis::Spoken(at)),
            (_, _, Some(day)) => (day, Basis::Published),
            _ => {
                let timex = format!("XXXX-WXX-{name}");
                return (Place { timex, first: None, grain: Grain::Day }, Basis::Unknown);
            }
        };
        let Ok(weekday) = Weekday::from_monday_one_offset(name) else { return (civil::unknown_year(), Basis::Unknown) };
        let since = i64::from(base.weekday().since(weekday));
        let until = i64::from(base.weekday().until(weekday));
        let strictly = |days: i64| if days == 0 { 7 } else { days };
        let days = match (calendar.pick, self.tense) {
            (Pick::Last | Pick::Previous, _) => -strictly(since),
            (Pick::Next | Pick::Following, _) => strictly(until),
            (Pick::This, Some(Tense::Past)) => -since,
            (Pick::This, _) | (Pick::Tense, Some(Tense::Future)) => until,
            (Pick::Tense, _) => -since,
        };
        match civil::add_days(base, days) {
            Some(day) => (Place::of(day, Grain::Day), basis),
            None => (civil::unknown_year(), Basis::Unknown),
        }
    }

    /// "the 20th": of the month last spoken of, else the one the tense points to.
    fn day_of_month(&self, day: i8, calendar: &Calendar) -> (Place, Basis) {
        let spoken = self.focus.latest().filter(|(p, _)| matches!(p.grain, Grain::Day | Grain::Month));
        let near = spoken.filter(|(_, at)| self.narrative || super::focus::is_near(*at, self.span));
        let base = match (near, self.reference) {
            (Some((Place { first: Some(first), .. }, at)), _) => Some((*first, Basis::Spoken(at))),
            (_, Some(reference)) => Some((reference, Basis::Published)),
            _ => None,
        };
        let unsettled =
            || (Place { timex: format!("XXXX-XX-{day:02}"), first: None, grain: Grain::Day }, Basis::Unknown);
        let Some((base, basis)) = base else { return unsettled() };
        let wanted = |date: &Date| calendar.weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w);
        let months = match (basis, self.tense) {
            (Basis::Published, Some(Tense::Future)) => [0, 1, -1],
            (Basis::Published, _) => [0, -1, 1],
            _ => [0, 1, -1],
        };
        let ahead = self.tense == Some(Tense::Future);
        let fits = |date: &Date| basis != Basis::Published || if ahead { *date >= base } else { *date <= base };
        let candidates = months.into_iter().filter_map(|m| month_day(base, m, day)).filter(wanted);
        let found = candidates.clone().find(fits).or_else(|| candidates.clone().next());
        // "Friday the 13th" is rare: the nearest one, backwards or ahead as the tense has it.
        let sign = if ahead { 1 } else { -1 };
        let further = || (2..=12).find_map(|m| month_day(base, m * sign, day).filter(wanted));
        let found = found.or_else(|| calendar.weekday.and_then(|_| further()));
        found.map_or_else(unsettled, |date| (Place::of(date, Grain::Day), basis))
    }
}

/// The day of the month some months from a date's.
fn month_day(base: Date, months: i64, day: i8) -> Option<Date> {
    let first = base.first_of_month().checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
    Date::new(first.year(), first.month(), day).ok()
}

/// In a story time goes on: after December comes January of the next year.
fn year_in_story(part: PartOf, spoken: Date, pick: Pick) -> i64 {
    let year = i64::from(spoken.year());
    let Some((start, end)) = civil::bounds(part, year) else { return year };
    let ahead = matches!(pick, Pick::Next | Pick::Following) && end <= spoken;
    let back = matches!(pick, Pick::Last | Pick::Previous) && start >= spoken;
    let on = spoken.month() >= 10 && start.month() <= 3;
    if back { year - 1 } else { year + i64::from(ahead || on) }
}

/// Days between a date and a period; none inside it.
fn gap(day: Date, start: Date, end: Date) -> i32 {
    let days = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |s| s.get_days());
    if day < start {
        days(day, start)
    } else if day > end {
        days(end, day)
    } else {
        0
    }
}

fn in_year(part: PartOf, year: i64) -> Place {
    let bounds = civil::bounds(part, year);
    let text = if year < 1 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") };
    Place { timex: civil::timex(part, &text, bounds), first: bounds.map(|(first, _)| first), grain: civil::grain(part) }
}

//! Places on the calendar and their TIMEX3 values.

use crate::reading::dates::lexicon::Unit;
use crate::reading::dates::meaning::{DayIn, Holiday, PartOf};
use jiff::civil::{Date, Weekday};

/// How large a place on the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    /// Larger, smaller or unknown.
    Other,
}

/// A resolved place on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) timex: String,
    /// Its first day, where that is known.
    pub(super) first: Option<Date>,
    pub(super) grain: Grain,
}

impl Place {
    /// The day, week, month, quarter or year that a day lies in.
    pub(super) fn of(day: Date, grain: Grain) -> Self {
        let timex = match grain {
            Grain::Day | Grain::Other => day.to_string(),
            Grain::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Month | Grain::Season => format!("{:04}-{:02}", day.year(), day.month()),
            Grain::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            Grain::Year => format!("{:04}", day.year()),
        };
        Self { timex, first: Some(day), grain }
    }

    /// A value with no known day.
    pub(super) fn vague(timex: String) -> Self {
        Self { timex, first: None, grain: Grain::Other }
    }
}

/// The value of a period nothing settles.
pub(super) fn unknown(unit: Unit) -> Place {
    let timex = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    };
    Place::vague(timex.to_owned())
}

/// The period of size `unit`, `by` such periods from the one `base` lies in. `exact` keeps days:
/// "two weeks before May 13" is a day.
pub(super) fn shifted(base: &Place, unit: Unit, by: i64, exact: bool) -> Option<Place> {
    let day = base.first?;
    let place = match unit {
        Unit::Hour if by % 24 == 0 => Place::of(add_days(day, by / 24)?, Grain::Day),
        Unit::Second | Unit::Minute | Unit::Hour => {
            return Some(Place::vague(if by < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned()));
        }
        Unit::Day => Place::of(add_days(day, by)?, Grain::Day),
        Unit::Week => {
            let moved = add_days(day, by.checked_mul(7)?)?;
            Place::of(moved, if exact { Grain::Day } else { Grain::Week })
        }
        Unit::Weekend => weekend(add_days(day, by.checked_mul(7)?)?)?,
        Unit::Month => Place::of(add_months(day, by)?, if exact { Grain::Day } else { Grain::Month }),
        Unit::Quarter => Place::of(add_months(day, by.checked_mul(3)?)?, Grain::Quarter),
        Unit::Year if exact => Place::of(add_months(day, by.checked_mul(12)?)?, Grain::Day),
        Unit::Year => {
            let grain = if base.grain == Grain::Quarter && by != 0 { Grain::Quarter } else { Grain::Year };
            return year_shift(day, by, grain);
        }
        Unit::Decade => Place::vague(format!("{:03}", i64::from(day.year()).div_euclid(10) + by)),
        Unit::Century => Place::vague(format!("{:02}", i64::from(day.year()).div_euclid(100) + by)),
        Unit::Millennium => Place::vague(format!("{:01}", i64::from(day.year()).div_euclid(1000) + by)),
    };
    Some(place)
}

/// The same day, month or quarter, some years on.
pub(super) fn same_in_year(base: &Place, years: i64) -> Option<Place> {
    Some(Place::of(add_months(base.first?, years.checked_mul(12)?)?, base.grain))
}

/// A day or a week within a month or a year. The nth week of a month is the one its nth seven
/// days mostly lie in; weeks of a year are ISO weeks.
pub(super) fn within(of: &Place, unit: Unit, nth: i64) -> Option<Place> {
    let first = of.first?;
    let end = match of.grain {
        Grain::Year => first.last_of_year(),
        Grain::Month => first.last_of_month(),
        Grain::Day | Grain::Week | Grain::Quarter | Grain::Season | Grain::Other => first,
    };
    let (size, middle, grain) = if unit == Unit::Week { (7, 3, Grain::Week) } else { (1, 0, Grain::Day) };
    let day = match nth {
        0 => first,
        -1 => add_days(end, -middle)?,
        _ => add_days(first, nth.checked_sub(1)?.checked_mul(size)?.checked_add(middle)?)?,
    };
    Some(Place::of(day, grain))
}

/// A day counted within a month.
pub(super) fn day_in(month: &Place, day: DayIn) -> Option<Place> {
    let first = month.first.filter(|_| month.grain == Grain::Month)?;
    let day = match day {
        DayIn::Nth(day) => Date::new(first.year(), first.month(), day).ok()?,
        DayIn::Weekday(weekday, nth) => {
            first.nth_weekday_of_month(nth, Weekday::from_monday_one_offset(weekday).ok()?).ok()?
        }
    };
    Some(Place::of(day, Grain::Day))
}

/// Years reach further back than civil dates do: "13 billion years ago".
fn year_shift(day: Date, by: i64, grain: Grain) -> Option<Place> {
    let year = i64::from(day.year()).checked_add(by)?;
    if year < 1 {
        return Some(Place::vague(format!("BC{:04}", 1_i64.checked_sub(year)?)));
    }
    add_months(day, by.checked_mul(12)?).map(|d| Place::of(d, grain))
}

/// The weekend of the week a day lies in.
pub(super) fn weekend(day: Date) -> Option<Place> {
    let week = day.iso_week_date();
    let saturday = add_days(day, 5 - i64::from(day.weekday().to_monday_zero_offset()))?;
    let timex = format!("{:04}-W{:02}-WE", week.year(), week.week());
    Some(Place { timex, first: Some(saturday), grain: Grain::Other })
}

pub(super) fn add_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The same day some months on, or the month's last.
fn add_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// The first and the last day of a part of a year.
pub(super) fn bounds(part: PartOf, year: i64) -> Option<(Date, Date)> {
    let year = i16::try_from(year).ok()?;
    let months = |first: i8, count: i64| {
        let start = Date::new(year, first, 1).ok()?;
        Some((start, add_days(add_months(start, count)?, -1)?))
    };
    match part {
        PartOf::Whole => months(1, 12),
        PartOf::Month(month) => months(month, 1),
        PartOf::Day(month, day) => Date::new(year, month, day).ok().map(|d| (d, d)),
        PartOf::Quarter(quarter @ 1..=4) => months(i8::try_from(quarter).ok()? * 3 - 2, 3),
        PartOf::Half(half @ 1..=2) => months(i8::try_from(half).ok()? * 6 - 5, 6),
        PartOf::Season(season) => months(season_start(season), 3),
        PartOf::Holiday(holiday) => feast(holiday, year).map(|d| (d, d)),
        PartOf::DayOfMonth(_) | PartOf::Weekday | PartOf::Quarter(_) | PartOf::Half(_) => None,
    }
}

fn season_start(season: &str) -> i8 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The day of a holiday in a year.
fn feast(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Nth(month, weekday, nth, plus) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            add_days(Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?, plus.into())
        }
        Holiday::Easter(days) => add_days(easter(year)?, days),
        Holiday::Election => {
            let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
            add_days(monday, 1)
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, ch. 8).
#[expect(clippy::many_single_char_names, reason = "the names of the published algorithm")]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// The value of a part of a year, the year as text.
pub(super) fn timex(part: PartOf, year: &str, bounds: Option<(Date, Date)>) -> String {
    match part {
        PartOf::Whole | PartOf::Quarter(0) => year.to_owned(),
        PartOf::Month(month) => format!("{year}-{month:02}"),
        PartOf::Day(month, day) | PartOf::Holiday(Holiday::Fixed(month, day)) => format!("{year}-{month:02}-{day:02}"),
        PartOf::Quarter(quarter) => format!("{year}-Q{quarter}"),
        PartOf::Half(half) => format!("{year}-H{half}"),
        PartOf::Season(season) => format!("{year}-{season}"),
        PartOf::DayOfMonth(day) => format!("{year}-XX-{day:02}"),
        PartOf::Weekday => format!("{year}-WXX"),
        PartOf::Holiday(_) => bounds.map_or_else(|| format!("{year}-XX-XX"), |(first, _)| first.to_string()),
    }
}

/// How large a part of a year is.
pub(super) const fn grain(part: PartOf) -> Grain {
    match part {
        PartOf::Whole => Grain::Year,
        PartOf::Month(_) => Grain::Month,
        PartOf::Day(..) | PartOf::DayOfMonth(_) | PartOf::Weekday | PartOf::Holiday(_) => Grain::Day,
        PartOf::Quarter(_) => Grain::Quarter,
        PartOf::Half(_) => Grain::Other,
        PartOf::Season(_) => Grain::Season,
    }
}

/// The value of a year nothing settles.
pub(super) fn unknown_year() -> Place {
    unknown(Unit::Year)
}

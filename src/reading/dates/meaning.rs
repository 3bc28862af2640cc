//! What an expression says before it is anchored.

use super::lexicon::{Reference, Unit};

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Exactly(u64),
    /// And a half.
    Half(u64),
    /// Tenths: "2.5 hours".
    Tenths(u64),
    Vague,
}

/// A period's length: "two and a half years".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) quantity: Quantity,
    pub(super) unit: Unit,
}

/// The year an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum YearOf {
    #[default]
    Unstated,
    Stated(i64),
    Bc(u64),
    /// Two digits: "'88".
    Short(u8),
    /// Years from the year of publication: "this year's third quarter".
    Shift(i64),
    /// Years from the year last spoken of: "March of that year".
    Focus(i64),
}

/// The part of the year an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PartOf {
    #[default]
    Whole,
    Month(i8),
    Day(i8, i8),
    /// "the 20th"
    DayOfMonth(i8),
    /// Nothing but the weekday.
    Weekday,
    Quarter(u8),
    Half(u8),
    Season(&'static str),
    Holiday(Holiday),
}

/// A holiday whose day can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (Monday is 1), which one (-1 is the last), days after it.
    Nth(i8, i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i64),
    /// Tuesday after the first Monday of November.
    Election,
}

/// Which one of the days or periods with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pick {
    /// As the tense of the clause has it.
    #[default]
    Tense,
    Last,
    Next,
    This,
    /// The one before or after the date last spoken of.
    Previous,
    Following,
}

/// A date by its calendar names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: YearOf,
    pub(super) part: PartOf,
    pub(super) weekday: Option<i8>,
    pub(super) pick: Pick,
}

/// What a shift is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Published,
    /// The date last spoken of.
    Focus,
    /// The date last spoken of, for a whole period: "the following week" is a week.
    Period,
    /// The date last spoken of, keeping its size: "the same period last year".
    Same,
    /// A date the expression itself names: "two weeks before May 13".
    Named(Calendar),
}

/// Which day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayIn {
    Nth(i8),
    /// Weekday (Monday is 1) and which one; -1 is the last.
    Weekday(i8, i8),
}

/// A date or a period with a place on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    Calendar(Calendar),
    /// Whole units from a reference: "last week", "three years ago", "the next day".
    Shift {
        unit: Unit,
        by: i64,
        from: From,
    },
    /// A day or a week counted within a month or a year, -1 is the last; or, with 0, the week
    /// around a day: "the first week of June", "the week of March 6".
    Within {
        unit: Unit,
        nth: i64,
        of: Calendar,
    },
    /// The (last, this) weekend.
    Weekend(Pick),
    /// A weekday of the week so many weeks from publication's: "Tuesday of next week".
    WeekdayOf {
        weekday: i8,
        weeks: i64,
    },
    /// A day counted within a month that is told from another: "the 27th of this month".
    InMonth {
        months: i64,
        from: From,
        day: DayIn,
    },
    /// A value that needs no anchor: "199", "19".
    Literal(String),
    Vague(Reference),
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Date(When),
    /// A time, on a day if one is named; what TIMEX3 writes after `T`: "MO", "12:00", "16:00Z".
    Time(Option<When>, String),
    Length(Length),
    /// The sum of two: "three hours and 20 minutes".
    Sum(Length, Length),
    /// How often: a length ("every two weeks") or a pattern ("XXXX-WXX-1").
    Every(Length),
    Pattern(String),
}

//! Holidays whose day can be computed; the table is `holidays.txt`.

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Sense, Tongue};
use crate::reading::dates::meaning::Holiday;
use std::sync::LazyLock;

/// Words before a holiday that is written in small letters: "on easter", "next new year's day".
const BEFORE_SMALL: [&str; 14] = [
    "on",
    "next",
    "last",
    "previous",
    "following",
    "this",
    "before",
    "after",
    "until",
    "by",
    "since",
    "for",
    "at",
    "during",
];

static HOLIDAYS: LazyLock<Vec<(Vec<&'static str>, Holiday)>> = LazyLock::new(|| {
    let lines = include_str!("../holidays.txt").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(day, names)| Some((day_of(day)?, names)))
        .flat_map(|(day, names)| names.split('|').map(move |n| (n.split_whitespace().collect(), day)))
        .collect()
});

impl Parser<'_> {
    /// "Christmas Eve", "Labor Day"; in small letters only where a day is expected.
    pub(super) fn holiday(&self, at: usize) -> Found<Holiday> {
        self.sense(at, |s| (s == Sense::Feast).then_some(()))?;
        let named = HOLIDAYS.iter().filter(|(name, _)| self.are(at, name));
        let (name, day) = named.max_by_key(|(name, _)| name.len())?;
        let end = at + name.len();
        let expected = || self.after(at, &BEFORE_SMALL) || self.year_after_part(end).is_some();
        (self.capitalised(at) || self.tongue == Tongue::Spanish || expected()).then_some((end, *day))
    }
}

fn day_of(rule: &str) -> Option<Holiday> {
    let mut words = rule.split_whitespace();
    let first = words.next()?;
    let mut number = || words.next().and_then(|w| w.parse::<i8>().ok());
    match first {
        "election" => Some(Holiday::Election),
        "easter" => Some(Holiday::Easter(number()?.into())),
        "nth" => Some(Holiday::Nth(number()?, number()?, number()?, number().unwrap_or(0))),
        fixed => {
            let (month, day) = fixed.split_once('-')?;
            Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
        }
    }
}

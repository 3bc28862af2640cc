//! Holidays whose day can be computed; the table is `holidays.txt`.

use super::{Found, Parser};
use crate::reading::dates::meaning::Holiday;
use std::sync::LazyLock;

static HOLIDAYS: LazyLock<Vec<(Vec<&'static str>, Holiday)>> = LazyLock::new(|| {
    let lines = include_str!("../holidays.txt").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(day, names)| Some((day_of(day)?, names)))
        .flat_map(|(day, names)| names.split('|').map(move |n| (n.split_whitespace().collect(), day)))
        .collect()
});

impl Parser<'_> {
    /// "Christmas Eve", "Labor Day"
    pub(super) fn holiday(&self, at: usize) -> Found<Holiday> {
        if !self.capitalised(at) {
            return None;
        }
        let named = HOLIDAYS.iter().filter(|(name, _)| self.are(at, name));
        named.max_by_key(|(name, _)| name.len()).map(|(name, day)| (at + name.len(), *day))
    }
}

fn day_of(rule: &str) -> Option<Holiday> {
    let mut words = rule.split_whitespace();
    let first = words.next()?;
    let mut number = || words.next().and_then(|w| w.parse::<i8>().ok());
    match first {
        "election" => Some(Holiday::Election),
        "easter" => Some(Holiday::Easter(number()?.into())),
        "nth" => Some(Holiday::Nth(number()?, number()?, number()?)),
        fixed => {
            let (month, day) = fixed.split_once('-')?;
            Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
        }
    }
}

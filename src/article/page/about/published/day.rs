//! Days as pages write them: ISO stamps, words of six languages, figures, addresses.

use jiff::civil::Date;
use std::sync::LazyLock;

static ADDRESS: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::super::regex(
        r"[/_-]((?:19|20)\d\d)[/_-](0[1-9]|1[0-2]|[a-z]{3,9})[/_-](0[1-9]|[12]\d|3[01]|[1-9])(?:[/_.-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)",
    )
});

/// The date in an address such as `/2021/06/02/`.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let found = ADDRESS.captures(path)?;
    let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
    let (year, month, day) = (part(1, 4)?, part(2, 5)?, part(3, 6)?);
    let month = month.parse().ok().or_else(|| month_number(month))?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// The day that a date or date-time names, in the time zone it is written in.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.get(..text.floor_char_boundary(60))?;
    // Every form has its year in four figures: most texts hold none.
    memchr::memmem::find(text.as_bytes(), b"20").or_else(|| memchr::memmem::find(text.as_bytes(), b"19"))?;
    iso(text).or_else(|| in_words(text)).or_else(|| in_figures(text))
}

fn iso(text: &str) -> Option<Date> {
    static ISO: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::super::regex(
            r"^((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)(?:\D|$)|^((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)",
        )
    });
    let found = ISO.captures(text)?;
    let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
    Date::new(part(1, 4)?.parse().ok()?, part(2, 5)?.parse().ok()?, part(3, 6)?.parse().ok()?).ok()
}

/// "June 2, 2021", "2 June 2021", "Wed, 02 Jun 2021", "02.Jun.2021".
fn in_words(text: &str) -> Option<Date> {
    static WORDS: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::super::regex(
            r"(?i)\b(?:(\p{L}{3,10})\.?[ ,]{1,2}(\d{1,2})(?:st|nd|rd|th)?,?[ ,]\s?|(\d{1,2})(?:st|nd|rd|th|\.)?[ .-]?(?:de |of )?(\p{L}{3,10})\.?,?[ .-](?:de )?)((?:19|20)\d\d)\b",
        )
    });
    WORDS.captures_iter(text).find_map(|found| {
        let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
        let month = month_number(part(1, 4)?)?;
        Date::new(found.get(5)?.as_str().parse().ok()?, month, part(2, 3)?.parse().ok()?).ok()
    })
}

/// "25/09/2025" where only one reading is a date, or both are the same.
fn in_figures(text: &str) -> Option<Date> {
    static FIGURES: LazyLock<regex::Regex> =
        LazyLock::new(|| super::super::super::regex(r"(?:^|[^\d/.-])(\d\d?)([-/.])(\d\d?)([-/.])((?:19|20)\d\d)\b"));
    let found = FIGURES.captures(text)?;
    let number = |i: usize| found.get(i)?.as_str().parse::<i8>().ok();
    let year = found.get(5)?.as_str().parse().ok()?;
    let (a, b) = (number(1)?, number(3)?);
    let dotted = found.get(2).is_some_and(|m| m.as_str() == ".");
    match (Date::new(year, a, b).ok().filter(|_| !dotted), Date::new(year, b, a).ok()) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// The number of a month's English, Spanish, German or French name or its first three letters.
fn month_number(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let line = include_str!("../months.txt").lines().filter(|l| !l.starts_with('#'));
    let found = line.enumerate().find(|(_, names)| names.split_whitespace().any(|n| n == name));
    found.and_then(|(index, _)| i8::try_from(index + 1).ok())
}

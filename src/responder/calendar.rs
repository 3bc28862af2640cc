//! The dated events of an article as a calendar file (RFC 5545).

use super::Safe;
use super::escape::plain;
use super::reply::{Attachment, Reply};
use super::values;
use super::words::{Arg, Words};
use crate::desk::OpenedArticle;
use crate::reading::{EventValue, Fact, Value};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use jiff::civil::{Date, DateTime};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// A file with every event whose day is known; words that say how many are not.
pub fn calendar(words: Words, opened: &OpenedArticle) -> Reply {
    let events: Vec<(&Fact, &EventValue)> = opened
        .reading
        .facts
        .iter()
        .filter_map(|f| if let Value::Event(event) = &f.value { Some((f, event)) } else { None })
        .collect();
    let dated: Vec<Event> = events.iter().filter_map(|&(fact, event)| entry(words, opened, fact, event)).collect();
    let title = Arg::Text(Safe::clipped(&values::title(words, opened), 200));
    if dated.is_empty() {
        let key = if events.is_empty() { "calendar-none" } else { "calendar-undated" };
        return Reply::private(words.say_with(key, [("title", title)]));
    }
    let counts = [("title", title), ("count", dated.len().into()), ("left", (events.len() - dated.len()).into())];
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Newsdesk//Newsdesk//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.extend(dated);
    let file = Attachment { name: format!("article-{}.ics", opened.id.0), bytes: calendar.to_string().into_bytes() };
    Reply { files: vec![file], ..Reply::private(words.say_with("calendar-ready", counts)) }
}

fn entry(words: Words, opened: &OpenedArticle, fact: &Fact, value: &EventValue) -> Option<Event> {
    let article = &opened.article;
    let start = Start::of(value.timex.as_deref()?)?;
    let mut event = Event::new();
    event.uid(&uid(opened, fact));
    event.append_property(Property::new("DTSTAMP", opened.read_at.strftime("%Y%m%dT%H%M%SZ").to_string()));
    start.write(&mut event);
    event.summary(&plain(article.slice(value.what.span), 200));
    let mut description = plain(article.slice(fact.evidence), 1_000);
    description.push('\n');
    description.push_str(&plain(&values::title(words, opened), 300));
    if let Some(address) = values::link(opened) {
        description.push('\n');
        description.push_str(&address);
    }
    event.description(&description);
    if let Some(place) = value.place {
        event.location(&plain(article.slice(place.span), 200));
    }
    Some(event.done())
}

/// When an event begins: a day, or a time on the clocks of wherever it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Day(Date),
    Time(DateTime),
}

impl Start {
    /// Only what names one day; "June" or "Sunday, year unknown" does not.
    fn of(timex: &str) -> Option<Self> {
        let (date, time) = timex.split_once('T').map_or((timex, None), |(d, t)| (d, Some(t)));
        let date: Date = (date.len() == "2021-06-08".len()).then(|| date.parse().ok())??;
        let time = time.filter(|t| t.starts_with(|c: char| c.is_ascii_digit())).and_then(|t| t.parse().ok());
        Some(time.map_or(Self::Day(date), |time| Self::Time(date.to_datetime(time))))
    }

    fn write(self, event: &mut Event) {
        match self {
            Self::Day(date) => {
                let mut property = Property::new("DTSTART", date.strftime("%Y%m%d").to_string());
                property.add_parameter("VALUE", "DATE");
                event.append_property(property);
            }
            Self::Time(time) => {
                event.append_property(Property::new("DTSTART", time.strftime("%Y%m%dT%H%M%S").to_string()));
            }
        }
    }
}

/// The same event of the same article has the same number in every file: importing twice
/// updates it.
fn uid(opened: &OpenedArticle, fact: &Fact) -> String {
    let mut hash = Sha256::new();
    hash.update(opened.article.text());
    hash.update(fact.span.start.to_le_bytes());
    hash.update(fact.span.end.to_le_bytes());
    let mut uid = String::new();
    for byte in hash.finalize().iter().take(16) {
        let _ = write!(uid, "{byte:02x}");
    }
    uid.push_str("@newsdesk");
    uid
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_names_one_day_is_dated() {
        let cases = [
            ("2021-06-08", Some(Start::Day(date(2021, 6, 8)))),
            ("2021-06-07T12:00", Some(Start::Time(date(2021, 6, 7).at(12, 0, 0, 0)))),
            ("2021-06-08TAF", Some(Start::Day(date(2021, 6, 8)))),
            ("2021-06", None),
            ("XXXX-06-08", None),
            ("XXXX-WXX-7", None),
            ("P1W", None),
            ("", None),
        ];
        for (timex, start) in cases {
            assert_eq!(Start::of(timex), start, "{timex}");
        }
    }
}

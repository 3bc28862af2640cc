//! Times of day and parts of days: "7:15 p.m.", "noon Saturday", "the morning of April 19",
//! "this evening", "the afternoon".

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Sense, Unit};
use crate::reading::dates::meaning::{From, Meaning, When};

/// Time zones that go along with a time. Only universal time changes the value.
const ZONES: [&str; 20] = [
    "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "PT", "BST", "CET", "CEST",
    "JST", "IST", "AEST", "Z",
];

/// Words before a bare "10:30" that make it a time.
const BEFORE_CLOCK: [&str; 16] = [
    "at",
    "by",
    "around",
    "about",
    "from",
    "until",
    "till",
    "between",
    "to",
    "before",
    "after",
    "and",
    "since",
    "approximately",
    "past",
    "or",
];

impl Parser<'_> {
    /// An expression that opens with a time.
    pub(super) fn timed(&self, at: usize) -> Found<Meaning> {
        let start = if self.is(at, &["early", "late", "later", "earlier", "around", "sometime"]) { at + 1 } else { at };
        if let Some((end, day, part)) = self.part_of_named_day(start) {
            // "last night at 8:30 p.m.", "tonight around 7"
            let at_clock = if self.is(end, &["at", "around"]) { self.hour_in(end + 1, part) } else { None };
            if let Some((end, clock)) = at_clock {
                return Some((end, Meaning::Time(Some(day), clock)));
            }
            return Some((end, Meaning::Time(Some(day), part.to_owned())));
        }
        if let Some((end, clock)) = self.clock(start) {
            return Some(self.on_day(end, clock));
        }
        if self.is(start, &["overnight"]) {
            return Some((start + 1, Meaning::Time(None, "NI".to_owned())));
        }
        let the = if self.is(start, &["the"]) { start + 1 } else { start };
        let the = if self.is(the, &["early", "late"]) { self.past_hyphen(the + 1) } else { the };
        let part = self.part(the)?;
        let end = the + 1;
        if self.is(end, &["of", "on"])
            && let Some((end, day)) = self.day_phrase(end + 1)
        {
            return Some((end, Meaning::Time(Some(day), part.to_owned())));
        }
        let placed = self.after(at, &["in", "during", "by", "throughout", "until"]) && !self.is_word(end);
        let placed = placed || (self.after(at, &["in", "during"]) && (the > start || start > at));
        (placed && !self.is(end, &["of"])).then(|| (end, Meaning::Time(None, part.to_owned())))
    }

    /// A time in a part of the day: "8:30 p.m.", "7".
    pub(super) fn hour_in(&self, at: usize, part: &str) -> Found<String> {
        self.clock(at).map(|(end, clock)| (end, in_part(clock, part))).or_else(|| self.bare_hour(at, part))
    }

    /// The time of an ISO 8601 stamp, after its `T`.
    pub(super) fn stamp(&self, at: usize) -> Found<String> {
        let (end, hour, minute, second) = self.hands(at)?;
        let seconds = second.map_or_else(String::new, |s| format!(":{s:02}"));
        let (end, universal) = if self.word(end) == "Z" { (end + 1, "Z") } else { (end, "") };
        Some((end, format!("{hour:02}:{minute:02}{seconds}{universal}")))
    }

    /// "7" at the end of what is said, in a part of the day that settles its half.
    fn bare_hour(&self, at: usize, part: &str) -> Found<String> {
        let (end, hour, minute, _) = self.hands(at).filter(|(_, hour, ..)| (1..=12).contains(hour))?;
        let hour = if part == "MO" { hour } else { hour % 12 + 12 };
        (!self.is_word(end) && !self.mark(end, '%')).then(|| (end, format!("{hour:02}:{minute:02}")))
    }

    /// The day a time belongs to, if it follows.
    fn on_day(&self, end: usize, clock: String) -> (usize, Meaning) {
        let mut next = self.past_comma(end);
        if self.is(next, &["on", "of"]) {
            next += 1;
        }
        // "5 o'clock this afternoon"
        if let Some((end, day, part)) = self.part_of_named_day(next) {
            return (end, Meaning::Time(Some(day), in_part(clock, part)));
        }
        match self.day_phrase(next) {
            Some((end, day)) => match self.part(end).filter(|_| self.weekday_word(end - 1).is_some()) {
                Some(part) => (end + 1, Meaning::Time(Some(day), in_part(clock, part))),
                None => (end, Meaning::Time(Some(day), clock)),
            },
            None => (end, Meaning::Time(None, clock)),
        }
    }

    /// "this morning", "last night", "the next morning", "that night", "tonight", "tomorrow night"
    fn part_of_named_day(&self, at: usize) -> Option<(usize, When, &'static str)> {
        let day = |by, from| When::Shift { unit: Unit::Day, by, from };
        if self.is(at, &["tonight", "tonite"]) {
            return Some((at + 1, day(0, From::Published), "NI"));
        }
        let start = if self.is(at, &["the"]) { at + 1 } else { at };
        let (by, from) = match self.word(start).to_ascii_lowercase().as_str() {
            "this" => (0, From::Published),
            "last" => (-1, From::Published),
            "that" | "same" => (0, From::Focus),
            "next" | "following" => (1, From::Focus),
            "previous" => (-1, From::Focus),
            _ => return None,
        };
        let name = start + 1;
        let name = if self.is(name, &["early", "late", "same"]) { name + 1 } else { name };
        Some((name + 1, day(by, from), self.part(name)?))
    }

    /// A part of the day: "morning".
    pub(super) fn part(&self, at: usize) -> Option<&'static str> {
        self.sense(at, |s| if let Sense::Part(p) = s { Some(p) } else { None })
    }

    /// What TIMEX3 writes after `T` for a time of day, and the position after it.
    pub(super) fn clock(&self, at: usize) -> Found<String> {
        if self.is(at, &["noon", "midday"]) && !self.after(at, &["high"]) {
            return Some((at + 1, "12:00".to_owned()));
        }
        if self.is(at, &["midnight"]) {
            return Some((at + 1, "24:00".to_owned()));
        }
        if let Some(found) = self.military(at) {
            return Some(found);
        }
        if let Some(found) = self.spoken_clock(at) {
            return Some(found);
        }
        let (end, hour, minute, second) = self.hands(at)?;
        let colon = end > at + 1;
        let (end, hour, told) = match self.half_day(end).or_else(|| self.day_half_named(at, end)) {
            Some((end, afternoon)) if hour <= 12 => (end, hour % 12 + if afternoon { 12 } else { 0 }, true),
            _ => match self.o_clock(end) {
                Some(end) => (end, hour, true),
                None => (end, hour, false),
            },
        };
        let (end, universal) = self.zone(end);
        let told = told || universal.is_some();
        let after_day = at > 0 && self.after_day(at);
        let bare = colon && (after_day || self.after(at, &BEFORE_CLOCK) || hour > 12);
        let suffix = if universal == Some(true) { "Z" } else { "" };
        let seconds = second.map_or_else(String::new, |s| format!(":{s:02}"));
        ((told || bare) && hour < 25).then(|| (end, format!("{hour:02}:{minute:02}{seconds}{suffix}")))
    }

    /// "7", "7:15", "8.30", "seven", with the position after it.
    fn hands(&self, at: usize) -> Option<(usize, u64, u64, Option<u64>)> {
        if self.digit_count(at) == 0 {
            let (end, hour) = self.below_hundred(at).filter(|(_, h)| (1..=12).contains(h))?;
            let minutes = self.below_hundred(end).filter(|(_, m)| (10..60).contains(m));
            let told = |end: usize| self.half_day(end).is_some() || self.of_the_day(end).0 > end;
            return match minutes.filter(|(end, _)| told(*end)) {
                Some((end, minute)) => Some((end, hour, minute, None)),
                None => Some((end, hour, 0, None)),
            };
        }
        let hour = self.digits(at, 2).filter(|h| *h <= 24)?;
        let point = self.mark(at + 1, ':') || (self.mark(at + 1, '.') && self.half_day(at + 3).is_some());
        if point && self.glued(at + 1) && self.glued(at + 2) && self.digit_count(at + 2) == 2 {
            let minute = self.digits(at + 2, 2).filter(|m| *m < 60)?;
            let more = self.mark(at + 3, ':') && self.glued(at + 3) && self.digit_count(at + 4) == 2;
            let second = if more { self.digits(at + 4, 2) } else { None };
            return Some((if more { at + 5 } else { at + 3 }, hour, minute, second));
        }
        Some((at + 1, hour, 0, None))
    }

    /// A date ends right before: "30.04.2022 12:04".
    fn after_day(&self, at: usize) -> bool {
        let year = self.digit_count(at - 1) == 4;
        let weekday = self.sense(at - 1, |s| matches!(s, Sense::Weekday(_) | Sense::Shift(_)).then_some(())).is_some();
        year || weekday
    }

    /// "half past seven", "ten past nine", "a quarter to six"
    fn spoken_clock(&self, at: usize) -> Found<String> {
        let start = if self.is(at, &["a"]) { at + 1 } else { at };
        let (next, minutes) = if self.is(start, &["half"]) {
            (start + 1, 30)
        } else if self.is(start, &["quarter"]) {
            (start + 1, 15)
        } else {
            let (end, n) = self.below_hundred(start).or_else(|| self.digits(start, 2).map(|n| (start + 1, n)))?;
            (if self.is(end, &["minutes", "minute", "min"]) { end + 1 } else { end }, n)
        };
        let past = self.is(next, &["past"]);
        let (end, hour, minute, _) =
            self.hands(next + 1).filter(|_| past || (self.is(next, &["to"]) && minutes == 15))?;
        if minute != 0 || !(1..=12).contains(&hour) || minutes >= 60 || (start > at && minutes != 15) {
            return None;
        }
        let end = self.o_clock(end).unwrap_or(end);
        let (end, afternoon) = self.half_day(end).unwrap_or_else(|| self.of_the_day(end));
        let hour = if afternoon { hour % 12 + 12 } else { hour };
        let total = if past { hour * 60 + minutes } else { hour * 60 - minutes };
        Some((end, format!("{:02}:{:02}", total / 60, total % 60)))
    }

    /// "5 in the morning", "eight at night" after a preposition or at the end of what is said.
    fn day_half_named(&self, at: usize, end: usize) -> Found<bool> {
        let (after, part) = match self.part(end + 2) {
            Some(part) if self.are(end, &["in", "the"]) => (end + 3, part),
            _ if self.are(end, &["at", "night"]) => (end + 2, "NI"),
            _ => return None,
        };
        let prepared = self.after(at, &["at", "around", "about", "by", "until", "till", "from", "past", "circa", "to"]);
        (prepared || !self.is_word(after)).then_some((after, part != "MO"))
    }

    /// "in the evening" after a time; true in the afternoon.
    fn of_the_day(&self, at: usize) -> (usize, bool) {
        match self.part(at + 2) {
            Some(part) if self.are(at, &["in", "the"]) => (at + 3, matches!(part, "AF" | "EV")),
            _ => (at, false),
        }
    }

    /// "a.m.", "pm"; true in the afternoon.
    fn half_day(&self, at: usize) -> Found<bool> {
        if self.is(at, &["am", "pm"]) {
            return Some((at + 1, self.is(at, &["pm"])));
        }
        // "9.am", "one thirty p m"
        if self.mark(at, '.') && self.glued(at) && self.glued(at + 1) && self.is(at + 1, &["am", "pm"]) {
            return Some((at + 2, self.is(at + 1, &["pm"])));
        }
        if matches!(self.word(at), "a" | "p") && self.word(at + 1) == "m" {
            return Some((at + 2, self.is(at, &["p"])));
        }
        if self.is(at, &["a", "p"]) && self.mark(at + 1, '.') && self.glued(at + 1) && self.is(at + 2, &["m"]) {
            let point = self.mark(at + 3, '.') && self.glued(at + 3);
            return Some((if point { at + 4 } else { at + 3 }, self.is(at, &["p"])));
        }
        None
    }

    fn o_clock(&self, at: usize) -> Option<usize> {
        if self.is(at, &["oclock"]) {
            return Some(at + 1);
        }
        (self.is(at, &["o"]) && self.apostrophe(at + 1) && self.is(at + 2, &["clock"])).then_some(at + 3)
    }

    /// The position after a zone, and whether it is universal time; `None` without a zone.
    fn zone(&self, at: usize) -> (usize, Option<bool>) {
        let open = if self.mark(at, '(') { at + 1 } else { at };
        let Some(name) = ZONES.iter().find(|z| **z == self.word(open)) else { return (at, None) };
        let end = if open > at && self.mark(open + 1, ')') { open + 2 } else { open + 1 };
        if open > at && end == open + 1 {
            return (at, None);
        }
        (end, Some(matches!(*name, "UTC" | "GMT" | "Z")))
    }

    /// "0800 UTC", "1430 hours"
    fn military(&self, at: usize) -> Found<String> {
        if self.digit_count(at) != 4 {
            return None;
        }
        let digits = self.digits(at, 4)?;
        let (hour, minute) = (digits / 100, digits % 100);
        let (end, universal) = self.zone(at + 1);
        let hours = self.is(at + 1, &["hours", "hrs"]);
        let end = if hours { at + 2 } else { end };
        let suffix = if universal == Some(true) { "Z" } else { "" };
        ((hours || universal.is_some()) && hour < 25 && minute < 60)
            .then(|| (end, format!("{hour:02}:{minute:02}{suffix}")))
    }
}

/// The hour in the half of the day that a part of the day settles: five in the afternoon is 17.
fn in_part(clock: String, part: &str) -> String {
    let hour = clock.get(..2).and_then(|h| h.parse::<u64>().ok());
    match (hour, clock.get(2..)) {
        (Some(hour @ 1..=11), Some(rest)) if part != "MO" => format!("{:02}{rest}", hour + 12),
        _ => clock,
    }
}

//! Times and parts of the day in Spanish: "las 15:00", "las ocho y media de la mañana", "la noche
//! del sábado", "el lunes por la tarde".

use super::super::{Found, Parser};
use crate::reading::dates::lexicon::Unit;
use crate::reading::dates::meaning::{From, Meaning, When};

impl Parser<'_> {
    /// "esta mañana", "anoche", "la noche del sábado", "la madrugada de ayer"
    pub(super) fn parte_del_dia(&self, at: usize) -> Found<Meaning> {
        let day = |by, from| When::Shift { unit: Unit::Day, by, from };
        if self.is(at, &["anoche"]) {
            return Some((at + 1, Meaning::Time(Some(day(-1, From::Published)), "NI".to_owned())));
        }
        let part = self.part(at + 1)?;
        if self.is(at, &["esta"]) {
            return Some((at + 2, Meaning::Time(Some(day(0, From::Published)), part.to_owned())));
        }
        if self.is(at, &["esa", "aquella"]) {
            return Some((at + 2, Meaning::Time(Some(day(0, From::Focus)), part.to_owned())));
        }
        if !self.is(at, &["la"]) || !self.is(at + 2, &["de", "del"]) {
            return None;
        }
        let (end, when) = self.cuando(at + 3).filter(|(_, when)| super::day_like(when))?;
        Some((end, Meaning::Time(Some(when), part.to_owned())))
    }

    /// "por la tarde", "en la noche", "al mediodía", "a las 15:00", after a day.
    pub(super) fn momento(&self, at: usize) -> Found<String> {
        if self.is(at, &["por", "en", "a", "de"])
            && self.is(at + 1, &["la"])
            && let Some(part) = self.part(at + 2)
        {
            return Some((at + 3, part.to_owned()));
        }
        if self.is(at, &["al", "a"]) && self.is(at + 1, &["mediodía", "mediodia", "medianoche"]) {
            return Some((at + 2, if self.is(at + 1, &["medianoche"]) { "24:00" } else { "12:00" }.to_owned()));
        }
        self.is(self.past_comma(at), &["a"]).then(|| self.reloj(self.past_comma(at) + 1)).flatten()
    }

    /// The day a time belongs to, if it follows: "del lunes", "de ayer".
    pub(super) fn hora_de_dia(&self, end: usize, clock: String) -> (usize, Meaning) {
        let next = if self.is(end, &["del", "de"]) { end + 1 } else { end };
        match self.cuando(next).filter(|(_, when)| next > end && super::day_like(when)) {
            Some((end, when)) => (end, Meaning::Time(Some(when), clock)),
            None => (end, Meaning::Time(None, clock)),
        }
    }

    /// "las 15:00", "las 3 de la tarde", "las ocho y media", "las 20.30 horas", "mediodía"
    pub(super) fn reloj(&self, at: usize) -> Found<String> {
        if self.is(at, &["mediodía", "medianoche"]) {
            return Some((at + 1, if self.is(at, &["medianoche"]) { "24:00" } else { "12:00" }.to_owned()));
        }
        if !self.is(at, &["las", "la"]) {
            return None;
        }
        let (end, hour) = self.digits(at + 1, 2).map(|h| (at + 2, h)).or_else(|| self.numero(at + 1))?;
        let (end, minute) = self.minutos(end);
        let hours = self.is(end, &["horas", "hs", "h"]);
        let end = if hours { end + 1 } else { end };
        let part = if self.is(end, &["de"]) && self.is(end + 1, &["la"]) { self.part(end + 2) } else { None };
        if (minute.is_none() && part.is_none() && !hours) || hour > 24 {
            return None;
        }
        let end = if part.is_some() { end + 3 } else { end };
        let hour = if matches!(part, Some("AF" | "NI")) && hour < 12 { hour + 12 } else { hour };
        let total =
            i64::try_from(hour * 60).ok()?.checked_add(minute.unwrap_or(0)).filter(|t| (0..=1500).contains(t))?;
        Some((end, format!("{:02}:{:02}", total / 60, total % 60)))
    }

    /// ":30", ".30", "y media", "y cuarto", "menos diez": minutes past the hour.
    fn minutos(&self, at: usize) -> (usize, Option<i64>) {
        let digits = (self.mark(at, ':') || self.mark(at, '.')) && self.glued(at) && self.glued(at + 1);
        if digits && self.digit_count(at + 1) == 2 {
            let minute = self.digits(at + 1, 2).and_then(|m| i64::try_from(m).ok()).filter(|m| *m < 60);
            return (if minute.is_some() { at + 2 } else { at }, minute);
        }
        let sign = if self.is(at, &["y"]) { 1 } else { -1 };
        if !self.is(at, &["y", "menos"]) {
            return (at, None);
        }
        if self.is(at + 1, &["media"]) {
            return (at + 2, Some(sign * 30));
        }
        if self.is(at + 1, &["cuarto"]) {
            return (at + 2, Some(sign * 15));
        }
        match self.numero(at + 1).filter(|(_, n)| (1..60).contains(n)) {
            Some((end, n)) => (end, i64::try_from(n).ok().map(|n| sign * n)),
            None => (at, None),
        }
    }
}

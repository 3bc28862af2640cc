//! Lengths and sets in Spanish: "dos horas y media", "los últimos tres años", "cada semana",
//! "todos los lunes", "dos veces al año"; vague references.

use super::super::{Found, Parser};
use crate::reading::dates::lexicon::{Reference, Sense, Unit, Which};
use crate::reading::dates::meaning::{Length, Meaning, Quantity, When};

impl Parser<'_> {
    /// "dos días", "24 horas", "varios años", "los últimos tres años", "los dos últimos años"
    pub(super) fn duracion(&self, at: usize) -> Found<Meaning> {
        let the = self.is(at, &["los", "las"]);
        let limit = self.limite(at);
        let start = match self.which(at + 1).filter(|_| the) {
            Some((next, _)) => next,
            None if the => self.numero(at + 1).filter(|(end, _)| self.which(*end).is_some()).map(|_| at + 1)?,
            None => limit,
        };
        if the
            && start == at + 1
            && let Some((end, n)) = self.numero(start)
            && let Some((next, _)) = self.which(end)
        {
            let (end, unit) = self.units(next)?;
            return Some((end, Meaning::Length(Length { quantity: Quantity::Exactly(n), unit })));
        }
        let (end, length) = self.largo(start)?;
        // "los próximos días" are as long as they are; "los últimos meses" are the past.
        Some((end, Meaning::Length(length)))
    }

    /// The position after "más de", "casi", "unos": "más de dos años" counts as two.
    fn limite(&self, at: usize) -> usize {
        if self.is(at, &["más", "menos", "cerca", "alrededor"]) && self.is(at + 1, &["de"]) {
            return at + 2;
        }
        let about = self.is(at, &["casi", "unos", "unas"]) && self.numero(at + 1).is_some();
        if about { at + 1 } else { at }
    }

    /// A length without its limits: "cuatro meses y medio", "media hora", "un par de semanas".
    pub(super) fn largo(&self, at: usize) -> Found<Length> {
        if self.is(at, &["medio", "media"]) {
            let (end, unit) = self.unit(at + 1)?;
            return Some((end, Length { quantity: Quantity::Half(0), unit }));
        }
        let (end, quantity) = if self.is(at, &["un"]) && self.is(at + 1, &["par"]) && self.is(at + 2, &["de"]) {
            (at + 3, Quantity::Exactly(2))
        } else if self.sense(at, |s| (s == Sense::Vague).then_some(())).is_some() {
            (at + 1, Quantity::Vague)
        } else {
            let (end, n) = self.numero(at)?;
            (end, Quantity::Exactly(n))
        };
        let (end, unit) = if quantity == Quantity::Exactly(1) { self.unit(end)? } else { self.units(end)? };
        // "un hombre de 40 años": the age of a person is no time of the story.
        let person = ["hombre", "mujer", "niño", "niña", "joven", "persona", "hijo", "hija", "adolescente", "menor"];
        let aged = (self.after(at, &["de"]) && at > 1 && self.is(at - 2, &person))
            || self.is(end, &["de"]) && self.is(end + 1, &["edad"]);
        if aged {
            return None;
        }
        let half = self.is(end, &["y"]) && self.is(end + 1, &["medio", "media"]);
        if let Quantity::Exactly(n) = quantity
            && half
        {
            return Some((end + 2, Length { quantity: Quantity::Half(n), unit }));
        }
        Some((end, Length { quantity, unit }))
    }

    /// A whole number: "24", "tres", "treinta y cinco", "dos mil".
    pub(super) fn numero(&self, at: usize) -> Found<u64> {
        if self.digit_count(at) > 0 {
            return self.whole(at);
        }
        let value = |at| self.sense(at, |s| if let Sense::Number(n) = s { Some(n) } else { None });
        let mut end = at;
        let mut sum = 0_u64;
        let mut last = u64::MAX;
        // Hundreds, tens, ones; "y" only between tens and ones.
        for _ in 0..3 {
            let next = if last < 100 && self.is(end, &["y"]) { end + 1 } else { end };
            let Some(n) = value(next).filter(|n| *n < last && (last == u64::MAX || *n < 10 || last >= 100)) else {
                break;
            };
            (sum, last, end) = (sum + n, n, next + 1);
        }
        (end > at).then_some((end, sum))
    }

    /// "cada semana", "cada dos semanas", "todos los días", "los domingos", "dos veces al año"
    pub(super) fn vez(&self, at: usize) -> Found<Meaning> {
        let every = |quantity, unit| Meaning::Every(Length { quantity, unit });
        let once = Quantity::Exactly(1);
        if let Some(unit) = self.sense(at, |s| if let Sense::Often(u) = s { Some(u) } else { None }) {
            return Some((at + 1, every(once, unit)));
        }
        if self.is(at, &["todos", "todas"]) && self.is(at + 1, &["los", "las"]) {
            return self.todos_los(at + 2);
        }
        if self.is(at, &["los"]) && self.weekday_or_days(at + 1).is_some() {
            return self.todos_los(at + 1);
        }
        if let Some((next, _)) = self.numero(at).filter(|(end, _)| self.is(*end, &["vez", "veces"]))
            && self.is(next + 1, &["al", "por", "a"])
        {
            let article = if self.is(next + 2, &["la"]) { next + 3 } else { next + 2 };
            let (end, unit) = self.unit(article)?;
            return Some((end, every(once, unit)));
        }
        // "3 millones al año"
        if self.is(at, &["al"]) && self.is(at + 1, &["año", "mes", "día"]) && self.cifra_antes(at) {
            let (end, unit) = self.unit(at + 1)?;
            return Some((end, every(once, unit)));
        }
        if !self.is(at, &["cada"]) {
            return None;
        }
        if let Some((end, unit)) = self.unit(at + 1) {
            return Some((end, every(once, unit)));
        }
        if let Some((end, n)) = self.numero(at + 1)
            && let Some((end, unit)) = self.units(end)
        {
            return Some((end, every(Quantity::Exactly(n), unit)));
        }
        let day = self.weekday_word(at + 1)?;
        Some((at + 2, Meaning::Pattern(format!("XXXX-WXX-{day}"))))
    }

    fn weekday_or_days(&self, at: usize) -> Option<i8> {
        let plural = self.sense(at, |s| if let Sense::Weekdays(d) = s { Some(d) } else { None });
        plural.or_else(|| self.weekday_word(at))
    }

    /// "días", "lunes", "viernes por la noche" after "todos los" or "los".
    fn todos_los(&self, at: usize) -> Found<Meaning> {
        if let Some(day) = self.weekday_or_days(at) {
            let pattern = format!("XXXX-WXX-{day}");
            return Some(match self.momento(at + 1) {
                Some((end, part)) => (end, Meaning::Pattern(format!("{pattern}T{part}"))),
                None => (at + 1, Meaning::Pattern(pattern)),
            });
        }
        let (end, unit) = self.units(at)?;
        Some((end, Meaning::Every(Length { quantity: Quantity::Exactly(1), unit })))
    }

    /// A number stands within the four atoms before: "310 millones de dólares al año".
    fn cifra_antes(&self, at: usize) -> bool {
        (1..=4)
            .filter_map(|back| at.checked_sub(back))
            .any(|i| self.digit_count(i) > 0 || self.is(i, &["millones", "mil"]))
    }

    /// "actualmente", "hoy en día", "los últimos meses", "hace poco"
    pub(super) fn vago(&self, at: usize) -> Found<Meaning> {
        let vague = |end, reference| Some((end, Meaning::Date(When::Vague(reference))));
        if self.is(at, &["los", "las"])
            && let Some((next, Which::Last)) = self.which(at + 1)
            && let Some((end, _)) = self.units(next)
        {
            return vague(end, Reference::Past);
        }
        if self.is(at, &["los", "las"])
            && let Some((next, Which::Next)) = self.which(at + 1)
            && let Some((end, unit)) = self.units(next)
        {
            return Some((end, Meaning::Length(Length { quantity: Quantity::Vague, unit })));
        }
        if self.is(at, &["hace"]) && self.is(at + 1, &["poco", "mucho", "tiempo"]) {
            let end = if self.is(at + 2, &["tiempo"]) { at + 3 } else { at + 2 };
            return vague(end, Reference::Past);
        }
        if self.are(at, &["hoy", "en", "día"]) {
            return vague(at + 3, Reference::Present);
        }
        if self.are(at, &["la", "actualidad"]) {
            return vague(at + 2, Reference::Present);
        }
        if self.are(at, &["el", "futuro"]) && self.after(at, &["en", "para", "hacia"]) {
            return vague(at + 2, Reference::Future);
        }
        // "durante años"
        if self.after(at, &["durante", "por"])
            && let Some((end, unit)) = self.units(at).filter(|(_, u)| !matches!(u, Unit::Second | Unit::Minute))
        {
            return Some((end, Meaning::Length(Length { quantity: Quantity::Vague, unit })));
        }
        let reference = self.sense(at, |s| if let Sense::Reference(r) = s { Some(r) } else { None })?;
        vague(at + 1, reference)
    }
}

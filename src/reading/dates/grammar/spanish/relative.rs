//! Spanish dates told from another: "ayer", "la semana pasada", "el mes que viene", "hace tres
//! días", "dos días después", "al día siguiente", "el fin de semana".

use super::super::{Found, Parser};
use crate::reading::dates::lexicon::{Reference, Sense, Unit, Which};
use crate::reading::dates::meaning::{From, Length, Pick, Quantity, When};

impl Parser<'_> {
    /// "la semana pasada", "el próximo año", "este mes", "el mes siguiente", "el mes que viene"
    pub(super) fn cual(&self, at: usize) -> Found<When> {
        if let Some(weekend) = self.fin_de_semana(at) {
            return Some(weekend);
        }
        let the = self.is(at, &["el", "la"]);
        let start = if the { at + 1 } else { at };
        if the && self.is(start, &["víspera"]) {
            return Some((start + 1, When::Shift { unit: Unit::Day, by: -1, from: From::Focus }));
        }
        let contracted = self.after(at, &["al", "del"]);
        let (end, unit, which) = self.cual_antes(start).or_else(|| self.cual_despues(start, the || contracted))?;
        let (by, from) = match which {
            Which::Last => (-1, From::Published),
            Which::Next => (1, From::Published),
            Which::This => (0, From::Published),
            Which::Same => (0, From::Focus),
            Which::Previous => (-1, From::Period),
            Which::Following => (1, From::Period),
        };
        let long = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        long.then_some((end, When::Shift { unit, by, from }))
    }

    /// "próximo mes", "este mismo año", "pasada semana"
    fn cual_antes(&self, at: usize) -> Option<(usize, Unit, Which)> {
        let (next, which) = self.which(at)?;
        let next = if self.is(next, &["mismo", "misma"]) { next + 1 } else { next };
        let (end, unit) = self.unit(next)?;
        Some((end, unit, which))
    }

    /// "semana pasada", "mes que viene", "año en curso", "día después"
    fn cual_despues(&self, at: usize, told: bool) -> Option<(usize, Unit, Which)> {
        let (next, unit) = self.unit(at).filter(|_| told)?;
        if self.que_viene(next) {
            return Some((next + 2, unit, Which::Next));
        }
        if self.are(next, &["en", "curso"]) {
            return Some((next + 2, unit, Which::This));
        }
        if self.is(next, &["después", "antes"]) && !self.is(next + 1, &["de", "del"]) {
            let which = if self.is(next, &["antes"]) { Which::Previous } else { Which::Following };
            return Some((next + 1, unit, which));
        }
        let (end, which) = self.which(next)?;
        Some((end, unit, which))
    }

    pub(super) fn que_viene(&self, at: usize) -> bool {
        self.is(at, &["que"]) && self.is(at + 1, &["viene", "entra"])
    }

    /// "el fin de semana pasado", "este fin de semana"
    fn fin_de_semana(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["el"]) { at + 1 } else { at };
        let (next, before) = self.which(start).map_or((start, None), |(next, which)| (next, Some(which)));
        if !self.are(next, &["fin", "de", "semana"]) || next == at {
            return None;
        }
        let end = next + 3;
        let (end, which) = match self.which(end) {
            Some((end, which)) if before.is_none() => (end, Some(which)),
            _ if before.is_none() && self.que_viene(end) => (end + 2, Some(Which::Next)),
            _ => (end, before),
        };
        let pick = match which {
            Some(Which::Last | Which::Previous) => Pick::Last,
            Some(Which::Next | Which::Following) => Pick::Next,
            Some(Which::This | Which::Same) => Pick::This,
            None => Pick::Tense,
        };
        Some((end, When::Weekend(pick)))
    }

    /// "hace tres años", "dos días después", "tres años antes", "dentro de dos semanas"
    pub(super) fn contado(&self, at: usize) -> Found<When> {
        if self.is(at, &["hace"]) {
            let over = self.is(at + 1, &["más", "casi"]);
            let start = if over { at + if self.is(at + 2, &["de"]) { 3 } else { 2 } } else { at + 1 };
            if let Some((end, _)) = self.units(start) {
                return Some((end, When::Vague(Reference::Past)));
            }
            let (end, length) = self.largo(start)?;
            return Some((end, away(length, -1, From::Published)));
        }
        if self.are(at, &["dentro", "de"]) {
            let (end, length) = self.largo(at + 2)?;
            return Some((end, away(length, 1, From::Published)));
        }
        let (end, length) = self.largo(at)?;
        let (sign, from) = if self.is(end, &["atrás"]) {
            (-1, From::Published)
        } else if self.is(end, &["después"]) {
            (1, From::Focus)
        } else if self.is(end, &["antes"]) {
            (-1, From::Focus)
        } else if self.are(end, &["más", "tarde"]) {
            return Some((end + 2, away(length, 1, From::Focus)));
        } else {
            return None;
        };
        let clause = self.is(end + 1, &["de", "del", "que"]);
        (!clause || from == From::Published).then(|| (end + 1, away(length, sign, from)))
    }

    /// "hoy", "ayer", "pasado mañana"; "la mañana" is the morning.
    pub(super) fn hoy(&self, at: usize) -> Found<When> {
        let day = |by| When::Shift { unit: Unit::Day, by, from: From::Published };
        if self.is(at, &["pasado"]) && self.is(at + 1, &["mañana"]) {
            return Some((at + 2, day(2)));
        }
        let by = self.sense(at, |s| if let Sense::Shift(n) = s { Some(n) } else { None })?;
        let morning = self.is(at, &["mañana"]) && self.after(at, &["la", "de", "esta", "cada", "una", "por"]);
        (!morning).then(|| (at + 1, day(by)))
    }
}

/// A number of units from a reference.
fn away(length: Length, sign: i64, from: From) -> When {
    let (unit, by) = match (length.quantity, length.unit) {
        (Quantity::Exactly(n), Unit::Decade) => (Unit::Year, n.saturating_mul(10)),
        (Quantity::Exactly(n), Unit::Century) => (Unit::Year, n.saturating_mul(100)),
        (Quantity::Half(n), Unit::Year) => (Unit::Month, n.saturating_mul(12).saturating_add(6)),
        (Quantity::Exactly(n), unit) | (Quantity::Half(n), unit @ (Unit::Week | Unit::Month | Unit::Day)) => (unit, n),
        (Quantity::Half(_) | Quantity::Tenths(_) | Quantity::Vague, _) => {
            return When::Vague(if sign < 0 { Reference::Past } else { Reference::Future });
        }
    };
    When::Shift { unit, by: sign * i64::try_from(by).unwrap_or(0), from }
}

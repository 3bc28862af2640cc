//! Spanish dates: "el martes 8 de junio de 2021", "del 6 al 8 de junio", "finales de mayo", "el
//! lunes al mediodía", "hace tres años", "cada semana". The extents follow the English rules:
//! articles and modifiers in, prepositions out.

mod clock;
mod length;
mod relative;
mod year;

use super::{Found, Parser, longest};
use crate::reading::dates::lexicon::{Unit, Which};
use crate::reading::dates::meaning::{Calendar, From, Meaning, PartOf, Pick, When, YearOf};

/// Parts of a period that stand before "de": "finales de mayo".
const EDGES: [&str; 12] = [
    "principios",
    "finales",
    "mediados",
    "comienzos",
    "inicios",
    "fines",
    "principio",
    "final",
    "comienzo",
    "inicio",
    "resto",
    "fin",
];

impl Parser<'_> {
    /// The longest Spanish expression that starts at an atom.
    pub(super) fn spanish(&self, at: usize) -> Found<Meaning> {
        longest([
            self.fecha(at),
            self.parte_del_dia(at),
            self.vez(at),
            self.duracion(at),
            self.reloj(at).map(|(end, clock)| self.hora_de_dia(end, clock)),
            self.vago(at),
        ])
    }

    /// A date, with the part of the day that follows it.
    fn fecha(&self, at: usize) -> Found<Meaning> {
        let edge = if self.is(at, &["el", "los"]) { at + 1 } else { at };
        if self.is(edge, &EDGES) && self.is(edge + 1, &["de", "del"]) && !self.is(edge + 2, &["semana"]) {
            let (end, when) = self.cuando(edge + 2).or_else(|| self.unidad_sola(edge + 2))?;
            return (!day_like(&when)).then_some((end, Meaning::Date(when)));
        }
        let (end, when) = self.cuando(at)?;
        match self.momento(end).filter(|_| day_like(&when)) {
            Some((end, clock)) => Some((end, Meaning::Time(Some(when), clock))),
            None => Some((end, Meaning::Date(when))),
        }
    }

    /// A date without edges and times.
    fn cuando(&self, at: usize) -> Found<When> {
        let named = longest([
            self.dia(at),
            self.primero_de_dias(at),
            self.mes(at),
            self.trimestre(at),
            self.numeric(at),
            self.fiesta(at),
        ]);
        longest([
            named.map(|(end, c)| (end, When::Calendar(c))),
            self.cual(at),
            self.contado(at),
            self.hoy(at),
            self.ano(at),
        ])
    }

    /// "año", "mes" after an edge: "a principios de año".
    fn unidad_sola(&self, at: usize) -> Found<When> {
        let (end, unit) = self.unit(at)?;
        let long = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Century | Unit::Decade);
        long.then_some((end, When::Shift { unit, by: 0, from: From::Published }))
    }

    /// "el martes 8 de junio de 2021", "el próximo lunes", "el lunes pasado", "8 de junio",
    /// "el pasado 15 de septiembre"
    fn dia(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el", "este"]) { at + 1 } else { at };
        let (start, before) = match self.which(start) {
            Some((next, which)) if self.weekday_word(next).is_some() || self.dia_de_mes(next).is_some() => {
                (next, Some(which))
            }
            _ => (start, None),
        };
        let weekday = self.weekday_word(start);
        let next = if weekday.is_some() { self.past_comma(start + 1) } else { start };
        let pick = |which| match which {
            Some(Which::Last) => Pick::Last,
            Some(Which::Next) => Pick::Next,
            Some(Which::This) => Pick::This,
            Some(Which::Previous | Which::Following | Which::Same) | None => Pick::Tense,
        };
        if let Some((end, month, day)) = self.dia_de_mes(next) {
            let (end, year) = self.del_ano(end);
            let pick = if year == YearOf::Unstated { pick(before) } else { Pick::Tense };
            return Some((end, Calendar { year, part: PartOf::Day(month, day), weekday, pick }));
        }
        weekday?;
        let after = self.which(start + 1).filter(|_| before.is_none());
        let (end, which) = match after {
            Some((end, which @ (Which::Last | Which::Next))) => (end, Some(which)),
            _ => (start + 1, before),
        };
        Some((end, Calendar { part: PartOf::Weekday, weekday, pick: pick(which), ..Calendar::default() }))
    }

    /// "6 al 8 de junio", "el 3 y el 5 de mayo", "6-8 de junio": the first day.
    fn primero_de_dias(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el"]) { at + 1 } else { at };
        let (end, day) = self.numero_de_dia(start)?;
        let joined = self.is(end, &["al", "a", "y", "o", "hasta"]) || self.dash(end);
        let next = if self.is(end + 1, &["el"]) { end + 2 } else { end + 1 };
        let (after, month, last) = self.dia_de_mes(next).filter(|(_, _, last)| joined && *last > day)?;
        let _ = last;
        let (_, year) = self.del_ano(after);
        Some((end, Calendar { year, part: PartOf::Day(month, day), ..Calendar::default() }))
    }

    /// "8 de junio", "1º de enero", "primero de mayo"
    fn dia_de_mes(&self, at: usize) -> Option<(usize, i8, i8)> {
        let (end, day) = self.numero_de_dia(at)?;
        let next = if self.is(end + 1, &["mes"]) { end + 3 } else { end + 1 };
        let month = self.month_word(next).filter(|_| self.is(end, &["de"]))?;
        Some((next + 1, month, day))
    }

    /// A day of the month: "8", "1º", "1ro", "primero", "veintiuno", "treinta y uno".
    fn numero_de_dia(&self, at: usize) -> Found<i8> {
        let (end, day) = match self.digits(at, 2) {
            Some(day) => {
                let ordinal = self.glued(at + 1) && self.is(at + 1, &["º", "°", "ro", "ero"]);
                (if ordinal { at + 2 } else { at + 1 }, day)
            }
            None => self.numero(at)?,
        };
        let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        Some((end, day))
    }

    /// The year after a day or a month: "de 2021", "del 2021", "del año pasado", "de ese año".
    fn del_ano(&self, at: usize) -> (usize, YearOf) {
        let named = if self.is(at, &["de", "del"]) { at + 1 } else { self.past_comma(at) };
        let named = if self.is(named, &["año"]) { named + 1 } else { named };
        if let Some(found) = self.year_after_part(named).or_else(|| self.ano_hablado(named)).filter(|_| named > at) {
            return found;
        }
        if self.is(at, &["de", "del"])
            && let Some((end, year)) = self.ano_relativo(at + 1)
        {
            return (end, year);
        }
        (at, YearOf::Unstated)
    }

    /// "año pasado", "este año", "ese mismo año", "año que viene", "próximo"
    fn ano_relativo(&self, at: usize) -> Found<YearOf> {
        let year_unit = |at| self.unit(at).filter(|(_, unit)| *unit == Unit::Year).map(|(end, _)| end);
        let shown = |which| match which {
            Which::Last => YearOf::Shift(-1),
            Which::Next => YearOf::Shift(1),
            Which::This => YearOf::Shift(0),
            Which::Same => YearOf::Focus(0),
            Which::Previous => YearOf::Focus(-1),
            Which::Following => YearOf::Focus(1),
        };
        if let Some(end) = year_unit(at) {
            if self.que_viene(end) {
                return Some((end + 2, YearOf::Shift(1)));
            }
            return Some(self.which(end).map_or((end, YearOf::Shift(0)), |(end, which)| (end, shown(which))));
        }
        let (next, which) = self.which(at)?;
        let same = if self.is(next, &["mismo"]) { next + 1 } else { next };
        match year_unit(same) {
            Some(end) => Some((end, shown(which))),
            None => (which == Which::Next && !self.is_word(next)).then_some((next, YearOf::Shift(1))),
        }
    }

    /// "mayo", "junio de 2021", "mayo pasado", "el verano de 2019", "el mes de mayo"
    fn mes(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el", "la"]) { at + 1 } else { at };
        let start = if self.is(start, &["mes"]) && self.is(start + 1, &["de"]) { start + 2 } else { start };
        let (start, before) = match self.which(start) {
            Some((next, which @ (Which::Last | Which::Next | Which::This))) => (next, Some(which)),
            _ => (start, None),
        };
        let month = self.month_word(start).map(PartOf::Month);
        let part = month.or_else(|| self.season_word(start).map(PartOf::Season))?;
        if start == at + 1 && self.is(at, &["el", "la"]) && matches!(part, PartOf::Month(_)) {
            return None;
        }
        let (end, year) = self.del_ano(start + 1);
        let after = self.which(end).filter(|_| before.is_none() && year == YearOf::Unstated);
        let (end, which) = match after {
            Some((end, which @ (Which::Last | Which::Next))) => (end, Some(which)),
            _ => (end, before),
        };
        let pick = match which {
            Some(Which::Last) => Pick::Last,
            Some(Which::Next) => Pick::Next,
            Some(Which::This) => Pick::This,
            _ => Pick::Tense,
        };
        Some((end, Calendar { year, part, weekday: None, pick }))
    }

    /// "el primer trimestre de 2021", "segundo semestre del año pasado", "la primera mitad de 2020"
    fn trimestre(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el", "la"]) { at + 1 } else { at };
        let (next, nth) = self.ordinal(start)?;
        let part = if matches!(self.unit(next), Some((_, Unit::Quarter))) && nth <= 4 {
            PartOf::Quarter(u8::try_from(nth).ok()?)
        } else if self.is(next, &["semestre", "mitad"]) && nth <= 2 {
            PartOf::Half(u8::try_from(nth).ok()?)
        } else {
            return None;
        };
        let (end, year) = self.del_ano(next + 1);
        let told = year != YearOf::Unstated || !self.is(next, &["mitad"]);
        told.then_some((end, Calendar { year, part, ..Calendar::default() }))
    }

    /// "Navidad", "el Viernes Santo de 2019"
    fn fiesta(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el", "la"]) { at + 1 } else { at };
        let (end, day) = self.holiday(start)?;
        let (end, year) = self.del_ano(end);
        Some((end, Calendar { year, part: PartOf::Holiday(day), ..Calendar::default() }))
    }
}

fn day_like(when: &When) -> bool {
    match when {
        When::Calendar(c) => {
            matches!(c.part, PartOf::Day(..) | PartOf::Weekday | PartOf::Holiday(_) | PartOf::DayOfMonth(_))
        }
        When::Shift { unit, .. } => *unit == Unit::Day,
        When::WeekdayOf { .. } | When::InMonth { .. } => true,
        When::Within { .. } | When::Weekend(_) | When::Literal(_) | When::Vague(_) => false,
    }
}

//! Spanish dates: "el martes 8 de junio de 2021", "en mayo", "ayer", "la semana pasada", "hace
//! tres años", "el lunes al mediodía", "cada semana". The extents follow the English rules:
//! articles in, prepositions out.

use super::{Found, Parser, longest};
use crate::reading::dates::lexicon::{Reference, Sense, Unit, Which};
use crate::reading::dates::meaning::{Calendar, From, Length, Meaning, PartOf, Pick, Quantity, When, YearOf};

impl Parser<'_> {
    /// The longest Spanish expression that starts at an atom.
    pub(super) fn spanish(&self, at: usize) -> Found<Meaning> {
        longest([
            self.fecha(at),
            self.vez(at),
            self.duracion(at).map(|(end, length)| (end, Meaning::Length(length))),
            self.reloj(at).map(|(end, clock)| (end, Meaning::Time(None, clock))),
            self.vago(at),
        ])
    }

    /// A date, with the part of the day that follows it.
    fn fecha(&self, at: usize) -> Found<Meaning> {
        if self.is(at, &["anoche"]) {
            return Some((at + 1, Meaning::Time(Some(day_from_now(-1)), "NI".to_owned())));
        }
        if self.is(at, &["esta"])
            && let Some(part) = self.part(at + 1)
        {
            return Some((at + 2, Meaning::Time(Some(day_from_now(0)), part.to_owned())));
        }
        let (end, when) = longest([
            self.dia(at).map(|(end, c)| (end, When::Calendar(c))),
            self.mes(at).map(|(end, c)| (end, When::Calendar(c))),
            self.cual(at),
            self.hace(at),
            self.hoy(at),
            self.ano(at),
        ])?;
        let daily = match &when {
            When::Calendar(c) => matches!(c.part, PartOf::Day(..) | PartOf::Weekday),
            When::Shift { unit, .. } => *unit == Unit::Day,
            When::Within { .. } | When::Weekend(_) | When::Literal(_) | When::Vague(_) => false,
        };
        match self.momento(end).filter(|_| daily) {
            Some((end, clock)) => Some((end, Meaning::Time(Some(when), clock))),
            None => Some((end, Meaning::Date(when))),
        }
    }

    /// "por la tarde", "en la noche", "al mediodía", "a las 15:00"
    fn momento(&self, at: usize) -> Found<String> {
        if self.is(at, &["por", "en", "a"])
            && self.is(at + 1, &["la"])
            && let Some(part) = self.part(at + 2)
        {
            return Some((at + 3, part.to_owned()));
        }
        if self.is(at, &["al", "a"]) && self.is(at + 1, &["mediodía", "mediodia", "medianoche"]) {
            return Some((at + 2, if self.is(at + 1, &["medianoche"]) { "24:00" } else { "12:00" }.to_owned()));
        }
        self.is(at, &["a"]).then(|| self.reloj(at + 1)).flatten()
    }

    /// "las 15:00", "las 3 de la tarde", "mediodía"
    fn reloj(&self, at: usize) -> Found<String> {
        if self.is(at, &["mediodía"]) {
            return Some((at + 1, "12:00".to_owned()));
        }
        if !self.is(at, &["las", "la"]) {
            return None;
        }
        let hour = self.digits(at + 1, 2).filter(|h| *h < 24)?;
        let minute = if (self.mark(at + 2, ':') || self.mark(at + 2, '.')) && self.glued(at + 2) {
            self.digits(at + 3, 2)
        } else {
            None
        };
        let end = if minute.is_some() { at + 4 } else { at + 2 };
        let part = if self.is(end, &["de"]) && self.is(end + 1, &["la"]) { self.part(end + 2) } else { None };
        if minute.is_none() && part.is_none() {
            return None;
        }
        let late = matches!(part, Some("AF" | "NI")) && hour < 12;
        let end = if part.is_some() { end + 3 } else { end };
        let minute = minute.filter(|m| *m < 60).unwrap_or(0);
        Some((end, format!("{:02}:{minute:02}", if late { hour + 12 } else { hour })))
    }

    /// "el martes 8 de junio de 2021", "el próximo lunes", "el lunes pasado", "8 de junio"
    fn dia(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el"]) { at + 1 } else { at };
        let (start, before) = match self.which(start) {
            Some((next, which)) if self.weekday_word(next).is_some() => (next, Some(which)),
            _ => (start, None),
        };
        let weekday = self.weekday_word(start);
        let next = if weekday.is_some() { self.past_comma(start + 1) } else { start };
        if let Some((end, month, day)) = self.dia_de_mes(next) {
            let (end, year) = self.del_ano(end);
            return Some((end, Calendar { year, part: PartOf::Day(month, day), weekday, pick: Pick::Tense }));
        }
        weekday?;
        let after = self.which(start + 1).filter(|_| before.is_none());
        let (end, which) = after.map_or((start + 1, before), |(end, which)| (end, Some(which)));
        let (end, pick) = match which {
            Some(Which::Last) => (end, Pick::Last),
            Some(Which::Next) => (end, Pick::Next),
            Some(Which::This) if before.is_some() => (end, Pick::This),
            _ => (start + 1, Pick::Tense),
        };
        Some((end, Calendar { part: PartOf::Weekday, weekday, pick, ..Calendar::default() }))
    }

    fn dia_de_mes(&self, at: usize) -> Option<(usize, i8, i8)> {
        let (end, day) = self.digits(at, 2).map(|d| (at + 1, d)).or_else(|| self.below_hundred(at))?;
        let month = self.month_word(end + 1)?;
        let sound = self.is(end, &["de"]) && (1..=31).contains(&day);
        Some((end + 2, month, i8::try_from(day).ok().filter(|_| sound)?))
    }

    /// The year after a day or a month: "de 2021", "del 2021", "del año pasado", "pasado".
    fn del_ano(&self, at: usize) -> (usize, YearOf) {
        let named = if self.is(at, &["de", "del"]) { at + 1 } else { self.past_comma(at) };
        if let Some(found) = self.year_after_part(named).filter(|_| named > at) {
            return found;
        }
        if self.is(at, &["del"]) && self.is(at + 1, &["año"]) {
            match self.which(at + 2) {
                Some((end, Which::Last)) => return (end, YearOf::Shift(-1)),
                Some((end, Which::Next)) => return (end, YearOf::Shift(1)),
                _ => {}
            }
        }
        if self.is(at, &["de"]) && self.is(at + 1, &["este"]) && self.is(at + 2, &["año"]) {
            return (at + 3, YearOf::Shift(0));
        }
        (at, YearOf::Unstated)
    }

    /// "mayo", "junio de 2021", "mayo pasado", "el verano de 2019"
    fn mes(&self, at: usize) -> Found<Calendar> {
        let start = if self.is(at, &["el", "la"]) { at + 1 } else { at };
        let month = self.month_word(start).map(PartOf::Month);
        let part = month.or_else(|| self.season_word(start).map(PartOf::Season))?;
        if start > at && matches!(part, PartOf::Month(_)) {
            return None;
        }
        let (end, year) = self.del_ano(start + 1);
        let (end, pick) = match self.which(end) {
            Some((end, Which::Last)) => (end, Pick::Last),
            Some((end, Which::Next)) => (end, Pick::Next),
            _ => (end, Pick::Tense),
        };
        Some((end, Calendar { year, part, weekday: None, pick }))
    }

    /// "la semana pasada", "el próximo año", "este mes", "el mes siguiente"
    fn cual(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["el", "la"]) { at + 1 } else { at };
        let before = self.which(start).and_then(|(next, which)| Some((self.unit(next)?, which)));
        let after = || {
            let (next, unit) = self.unit(start).filter(|_| start > at)?;
            self.which(next).map(|(end, which)| ((end, unit), which))
        };
        let ((end, unit), which) = before.or_else(after)?;
        let (by, from) = match which {
            Which::Last => (-1, From::Published),
            Which::Next => (1, From::Published),
            Which::This | Which::Same => (0, From::Published),
            Which::Previous => (-1, From::Focus),
            Which::Following => (1, From::Focus),
        };
        let long = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        long.then_some((end, When::Shift { unit, by, from }))
    }

    /// "hace tres años"
    fn hace(&self, at: usize) -> Found<When> {
        let (end, length) = self.duracion(at + 1).filter(|_| self.is(at, &["hace"]))?;
        let Quantity::Exactly(n) = length.quantity else {
            return Some((end, When::Vague(Reference::Past)));
        };
        let by = i64::try_from(n).ok()?;
        let (unit, by) = if length.unit == Unit::Decade { (Unit::Year, by * 10) } else { (length.unit, by) };
        Some((end, When::Shift { unit, by: -by, from: From::Published }))
    }

    /// "hoy", "ayer", "pasado mañana"; "la mañana" is the morning.
    fn hoy(&self, at: usize) -> Found<When> {
        if self.is(at, &["pasado"]) && self.is(at + 1, &["mañana"]) {
            return Some((at + 2, day_from_now(2)));
        }
        let by = self.sense(at, |s| if let Sense::Shift(n) = s { Some(n) } else { None })?;
        let morning = self.is(at, &["mañana"]) && self.after(at, &["la", "de", "esta", "cada"]);
        (!morning).then(|| (at + 1, day_from_now(by)))
    }

    /// "2011", "el año 2011", "la década de 1990", "los años 90", "el siglo XX" is left out.
    fn ano(&self, at: usize) -> Found<When> {
        if self.is(at, &["la"]) && self.is(at + 1, &["década"]) && self.is(at + 2, &["de", "del"]) {
            let decade = self.digits(at + 3, 4).filter(|n| n.is_multiple_of(10) && (1000..2200).contains(n))?;
            return Some((at + 4, When::Literal((decade / 10).to_string())));
        }
        if self.is(at, &["los"]) && self.is(at + 1, &["años"]) {
            let tens = self.digits(at + 2, 2).filter(|n| n.is_multiple_of(10) && *n >= 20)?;
            return Some((at + 3, When::Literal(format!("19{}", tens / 10))));
        }
        let start = if self.is(at, &["el"]) && self.is(at + 1, &["año"]) { at + 2 } else { at };
        let (end, year) = self.year_after_part(start)?;
        let YearOf::Stated(n) = year else { return None };
        let told = start > at || self.after(at, &["en", "de", "desde", "hasta", "del", "y", "entre", "a"]);
        let sound = told && (1500..=2100).contains(&n) && !self.units_follow(end);
        sound.then_some((end, When::Calendar(Calendar { year, ..Calendar::default() })))
    }

    fn units_follow(&self, at: usize) -> bool {
        self.is(at, &["personas", "dólares", "euros", "millones", "pesos", "kilómetros"]) || self.units(at).is_some()
    }

    /// "dos días", "24 horas", "varios años", "los últimos tres años"
    fn duracion(&self, at: usize) -> Found<Length> {
        let the = self.is(at, &["los", "las"]) && self.which(at + 1).is_some();
        let start = if the { at + 2 } else { at };
        let vague = self.sense(start, |s| (s == Sense::Vague).then_some(())).is_some();
        let (end, quantity) = if vague {
            (start + 1, Quantity::Vague)
        } else {
            let (end, n) = self.whole(start)?;
            (end, Quantity::Exactly(n))
        };
        let (end, unit) = if quantity == Quantity::Exactly(1) { self.unit(end)? } else { self.units(end)? };
        // "un hombre de 40 años": the age of a person is no time of the story.
        let person = ["hombre", "mujer", "niño", "niña", "joven", "persona", "hijo", "hija"];
        let aged = self.after(at, &["de"]) && at > 1 && self.is(at - 2, &person);
        (!aged).then_some((end, Length { quantity, unit }))
    }

    /// "cada semana", "todos los días", "cada lunes", "diariamente"
    fn vez(&self, at: usize) -> Found<Meaning> {
        let every = |unit| Meaning::Every(Length { quantity: Quantity::Exactly(1), unit });
        if let Some(unit) = self.sense(at, |s| if let Sense::Often(u) = s { Some(u) } else { None }) {
            return Some((at + 1, every(unit)));
        }
        if self.is(at, &["todos", "todas"]) && self.is(at + 1, &["los", "las"]) {
            let (end, unit) = self.units(at + 2)?;
            return Some((end, every(unit)));
        }
        if !self.is(at, &["cada"]) {
            return None;
        }
        if let Some((end, unit)) = self.unit(at + 1) {
            return Some((end, every(unit)));
        }
        let day = self.weekday_word(at + 1)?;
        Some((at + 2, Meaning::Pattern(format!("XXXX-WXX-{day}"))))
    }

    /// "actualmente", "los últimos meses"
    fn vago(&self, at: usize) -> Found<Meaning> {
        if self.is(at, &["los", "las"])
            && let Some((next, Which::Last)) = self.which(at + 1)
            && let Some((end, _)) = self.units(next)
        {
            return Some((end, Meaning::Date(When::Vague(Reference::Past))));
        }
        let reference = self.sense(at, |s| if let Sense::Reference(r) = s { Some(r) } else { None })?;
        Some((at + 1, Meaning::Date(When::Vague(reference))))
    }
}

const fn day_from_now(by: i64) -> When {
    When::Shift { unit: Unit::Day, by, from: From::Published }
}

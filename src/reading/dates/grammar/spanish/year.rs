//! Years, decades and centuries in Spanish: "el año 2011", "mil novecientos setenta y cinco",
//! "los años noventa", "la década de los ochenta", "el siglo XX".

use super::super::{Found, Parser};
use crate::reading::dates::meaning::{Calendar, When, YearOf};

impl Parser<'_> {
    /// A year by itself, a decade or a century.
    pub(super) fn ano(&self, at: usize) -> Found<When> {
        if let Some(found) = self.decada(at).or_else(|| self.siglo(at)) {
            return Some(found);
        }
        let start = if self.is(at, &["el"]) && self.is(at + 1, &["año"]) { at + 2 } else { at };
        let start = if start == at && self.is(at, &["año"]) && self.after(at, &["del"]) { at + 1 } else { start };
        let (end, year) = self.year_after_part(start)?;
        let YearOf::Stated(n) = year else { return None };
        let before = ["en", "de", "desde", "hasta", "del", "y", "entre", "a", "para", "hacia", "durante"];
        let told = start > at || self.after(at, &before) || (at > 0 && self.mark(at - 1, '('));
        let sound = told && (1500..=2100).contains(&n) && !self.units_follow(end);
        sound.then_some((end, When::Calendar(Calendar { year, ..Calendar::default() })))
    }

    fn units_follow(&self, at: usize) -> bool {
        let counted = [
            "personas",
            "dólares",
            "euros",
            "millones",
            "pesos",
            "kilómetros",
            "metros",
            "soldados",
            "muertos",
            "casos",
            "empleos",
            "habitantes",
            "migrantes",
            "toneladas",
            "quetzales",
        ];
        self.is(at, &counted) || self.units(at).is_some()
    }

    /// "mil novecientos setenta y cinco", "dos mil veintiuno"
    pub(super) fn ano_hablado(&self, at: usize) -> Found<YearOf> {
        let (next, base) = if self.is(at, &["mil"]) {
            (at + 1, 1000)
        } else if self.is(at, &["dos"]) && self.is(at + 1, &["mil"]) {
            (at + 2, 2000)
        } else {
            return None;
        };
        let (end, rest) = self.numero(next).filter(|(_, n)| *n < 1000).unwrap_or((next, 0));
        let year = i64::try_from(base + rest).ok().filter(|y| *y >= 1500)?;
        Some((end, YearOf::Stated(year)))
    }

    /// "la década de 1990", "la década de los ochenta", "los años 90", "los noventa" after "en"
    fn decada(&self, at: usize) -> Found<When> {
        let old = |tens: u64| When::Literal(format!("19{}", tens / 10));
        let start = if self.is(at, &["la"]) { at + 1 } else { at };
        let next = if self.is(start, &["década"]) && self.is(start + 1, &["de", "del"]) {
            if self.is(start + 2, &["los"]) { start + 3 } else { start + 2 }
        } else if self.is(at, &["los"]) && self.is(at + 1, &["años"]) {
            at + 2
        } else if self.is(at, &["los"]) && self.after(at, &["en", "de", "desde", "hasta", "entre", "y"]) {
            let (end, tens) = self.numero(at + 1).filter(|(_, n)| is_tens(*n))?;
            return (self.digit_count(at + 1) == 0 && !self.is_word(end)).then(|| (end, old(tens)));
        } else {
            return None;
        };
        let next = if self.is(next, &["años"]) { next + 1 } else { next };
        if let Some(year) = self.digits(next, 4).filter(|n| n.is_multiple_of(10) && (1000..2200).contains(n)) {
            return Some((next + 1, When::Literal((year / 10).to_string())));
        }
        let (end, tens) = self.numero(next).filter(|(_, n)| is_tens(*n))?;
        Some((end, old(tens)))
    }

    /// "el siglo XX"
    fn siglo(&self, at: usize) -> Found<When> {
        let start = if self.is(at, &["el"]) { at + 1 } else { at };
        let nth = roman(self.word(start + 1)).filter(|_| self.is(start, &["siglo"]))?;
        Some((start + 2, When::Literal(format!("{:02}", nth - 1))))
    }
}

const fn is_tens(n: u64) -> bool {
    matches!(n, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)
}

/// The centuries there have been, as they are numbered.
fn roman(word: &str) -> Option<usize> {
    const NUMERALS: [&str; 21] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX", "XXI",
    ];
    NUMERALS.iter().position(|n| *n == word).map(|i| i + 1)
}

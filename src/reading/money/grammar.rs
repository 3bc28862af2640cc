//! The grammar of sums: sign before number, number before name, ranges, minor units.

use super::lexicon::{Meaning, Settled, name_at, sign_at};
use crate::article::Span;
use crate::reading::MoneyValue;
use crate::reading::numbers::lexeme::{LexemeKind, Lexemes};
use crate::reading::numbers::quantity::{Conventions, Quantity, quantity, times};

/// A sum and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum {
    pub(super) span: Span,
    pub(super) value: MoneyValue,
}

#[derive(Debug)]
pub(super) struct Grammar<'a> {
    lexemes: &'a Lexemes<'a>,
    how: Conventions,
    settled: Settled<'a>,
    found: Vec<Sum>,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(text: &'a str, lexemes: &'a Lexemes<'a>, spanish: bool) -> Self {
        let how = Conventions { spanish, short_scales: true };
        Self { lexemes, how, settled: Settled::new(text), found: Vec::new() }
    }

    /// All sums, from left to right, none overlapping another.
    pub(super) fn sums(mut self) -> Vec<Sum> {
        let mut at = 0;
        while at < self.lexemes.len() {
            at = self.sign_first(at).or_else(|| self.number_first(at)).unwrap_or(at + 1);
        }
        self.found
    }

    fn number(&self, at: usize) -> Option<Quantity> {
        quantity(self.lexemes, at, self.how)
    }

    fn push(&mut self, start: usize, end: usize, amount: Option<f64>, currency: Option<&'static str>) {
        let span = self.lexemes.span(start, end);
        self.found.push(Sum { span, value: MoneyValue { amount, currency } });
    }

    /// "$5 million", "US$ 95 million", "EUR 125", "RM50,000", "MAUD 60".
    fn sign_first(&mut self, at: usize) -> Option<usize> {
        if self.glued_to_word(at) {
            return None;
        }
        let (meaning, after, factor) = self.sign(at)?;
        // "75 USD million" is read from its number.
        let number = self.number(after).filter(|n| n.digits || n.scaled)?;
        if !number.digits && !is_mark(self.lexemes, after - 1) {
            return None;
        }
        let code = self.settled.currency(meaning, number.scaled || factor > 1.0)?.code;
        let mut end = self.same_again(number.end, meaning);
        let mut amount = number.amount.map(|a| times(a, factor));
        if let Some((second, range_end)) = self.range_after(number.end, meaning) {
            // "$5 to $7 million", "$5-7 million": the scale word serves both.
            let factor = scale_of(number, second);
            self.push(at, number.end, amount.map(|a| times(a, factor)), code);
            self.push(number.end + 1, range_end, second.amount, code);
            return Some(range_end);
        }
        if let (Some(value), Some((part, next))) = (amount, self.hundredths(end, value_is_whole(number))) {
            (amount, end) = (Some(value + part), next);
        }
        self.push(at, end, amount, code);
        Some(end)
    }

    /// A sign or code before a number, with M or K in front of a code ("MAUD 60").
    fn sign(&self, at: usize) -> Option<(Meaning, usize, f64)> {
        if let Some((meaning, after)) = sign_at(self.lexemes, at) {
            return Some((meaning, after, 1.0));
        }
        let (meaning, factor) = scaled_code(self.lexemes.str(at))?;
        Some((meaning, at + 1, factor))
    }

    fn glued_to_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        self.lexemes.glued(at)
            && before.is_some_and(|b| self.lexemes.is(b, LexemeKind::Word))
            && self.lexemes.is(at, LexemeKind::Word)
    }

    /// "$ 10 dollars", "$5 million USD": the currency said twice.
    fn same_again(&self, end: usize, meaning: Meaning) -> usize {
        match self.currency_after(end) {
            Some((again, next)) if !self.lexemes.is(next, LexemeKind::Digits) => match (meaning, again) {
                (Meaning::Code(a), Meaning::Code(b)) if a != b => end,
                _ => next,
            },
            _ => end,
        }
    }

    /// "to $7 million", "-7 million", "and $7 million" straight after a sum without scale word.
    fn range_after(&self, end: usize, meaning: Meaning) -> Option<(Quantity, usize)> {
        let link = self.lexemes.str(end);
        let dash = matches!(link, "-" | "–" | "—");
        if !dash && !matches!(link, "to" | "or" | "and") {
            return None;
        }
        let signed = sign_at(self.lexemes, end + 1).filter(|&(m, _)| m == meaning);
        if signed.is_none() && !dash && link != "to" {
            return None;
        }
        let second = self.number(signed.map_or(end + 1, |(_, after)| after))?;
        (second.digits && (signed.is_some() || second.scaled || dash)).then_some((second, second.end))
    }

    /// "420 million finnish markka", "10-cent", "10 €", "75 USD million", "two million dollars".
    fn number_first(&mut self, at: usize) -> Option<usize> {
        if self.lexemes.glued(at) && at > 0 && self.lexemes.is(at - 1, LexemeKind::Word) {
            return None;
        }
        let number = self.number(at)?;
        if let Some(end) = self.shared_name(at, number) {
            return Some(end);
        }
        let (currency_end, meaning, factor) = self.name_after(number)?;
        let (amount, mut end) = self.late_scale(number.amount.map(|a| times(a, factor)), currency_end);
        let scaled = number.scaled || factor > 1.0 || end > currency_end;
        let code = self.settled.currency(meaning, scaled)?.code;
        if self.is_something_else(number, currency_end, code) {
            return None;
        }
        let mut amount = amount;
        if let (Some(value), Some((part, next))) = (amount, self.hundredths(end, value_is_whole(number))) {
            (amount, end) = (Some(value + part), next);
        }
        self.push(at, end, amount, code);
        Some(end)
    }

    /// The currency after a number: index after it, meaning, factor of a code like MUSD.
    fn name_after(&self, number: Quantity) -> Option<(usize, Meaning, f64)> {
        let mut at = number.end;
        let hyphen = matches!(self.lexemes.str(at), "-" | "‑") && self.lexemes.glued(at) && self.lexemes.glued(at + 1);
        at += usize::from(hyphen);
        at += usize::from(matches!(self.lexemes.str(at), "of" | "de") && (number.amount.is_none() || self.how.spanish));
        if self.lexemes.breaks_before(at) {
            return None;
        }
        let Some((meaning, end)) = self.currency_after(at) else {
            let (meaning, factor) = scaled_code(self.lexemes.str(at))?;
            return Some((at + 1, meaning, factor));
        };
        (!self.belongs_to_next(at, end)).then_some((end, meaning, 1.0))
    }

    fn currency_after(&self, at: usize) -> Option<(Meaning, usize)> {
        if self.lexemes.breaks_before(at) {
            return None;
        }
        name_at(self.lexemes, at).or_else(|| sign_at(self.lexemes, at))
    }

    /// In "in 1990 $ 50" and "3 USD50" the sign belongs to the number after it; in "10 $ 30 $"
    /// and "15 USD 50" it does not.
    fn belongs_to_next(&self, at: usize, end: usize) -> bool {
        if !self.lexemes.is(end, LexemeKind::Digits) {
            return false;
        }
        if self.lexemes.glued(end) {
            return true;
        }
        let sign = is_mark(self.lexemes, end - 1);
        let next = self.number(end).map_or(end + 1, |n| n.end);
        sign && !self.lexemes.glued(at) && self.currency_after(next).is_none()
    }

    /// "75 USD million".
    fn late_scale(&self, amount: Option<f64>, end: usize) -> (Option<f64>, usize) {
        let scale = match self.lexemes.str(end) {
            "million" => 1e6,
            "billion" => 1e9,
            "trillion" => 1e12,
            _ => return (amount, end),
        };
        (amount.map(|a| times(a, scale)), end + 1)
    }

    /// "between 3 and 5 million euros", "3-5 million euros": a bare number shares scale and name.
    fn shared_name(&mut self, at: usize, first: Quantity) -> Option<usize> {
        let link = self.lexemes.str(first.end);
        let between = |word: &str| matches!(word, "between" | "from" | "entre" | "de" | "Between" | "From");
        let before = at.checked_sub(1).map_or("", |b| self.lexemes.str(b));
        let linked = matches!(link, "-" | "–" | "to" | "or" | "a") || (matches!(link, "and" | "y") && between(before));
        if !linked || self.lexemes.breaks_before(first.end + 1) {
            return None;
        }
        let second = self.number(first.end + 1).filter(|n| n.amount.is_some() && n.digits == first.digits)?;
        let (end, meaning, factor) = self.name_after(second)?;
        let code = self.settled.currency(meaning, second.scaled)?.code;
        let shared = scale_of(first, second) * factor;
        self.push(at, first.end, first.amount.map(|a| times(a, shared)), code);
        self.push(first.end + 1, end, second.amount.map(|a| times(a, factor)), code);
        Some(end)
    }

    /// Hundredths after a whole sum: "and fifty cents", "forty-five cents", "15 dollars 50".
    fn hundredths(&self, end: usize, whole: bool) -> Option<(f64, usize)> {
        if !whole {
            return None;
        }
        let and = usize::from(self.lexemes.str(end) == "and");
        if self.lexemes.breaks_before(end + and) || self.lexemes.glued(end + and) {
            return None;
        }
        let number = self.number(end + and).filter(|n| !n.scaled)?;
        let part = number.amount.filter(|&a| a > 0.0 && a < 100.0 && a.fract() == 0.0)?;
        let cents = matches!(self.lexemes.str(number.end), "cent" | "cents" | "pence" | "p" | "centavos" | "céntimos");
        let last = self.lexemes.str(number.end);
        let closes = last.is_empty() || matches!(last, "." | "," | ";" | ")" | "!" | "?" | "more");
        // Without the word "cents" only a name before it says so: "15 dollars 50", not "$15 50".
        let named = end.checked_sub(1).is_some_and(|b| self.lexemes.is(b, LexemeKind::Word));
        let decimal = last == "." && self.lexemes.is(number.end + 1, LexemeKind::Digits);
        if cents {
            return Some((part / 100.0, number.end + 1));
        }
        (named && closes && !decimal && number.end > end).then_some((part / 100.0, number.end))
    }

    /// Weights and verbs that look like money: "10,000 pounds of cocaine", "two won gold".
    fn is_something_else(&self, number: Quantity, end: usize, code: Option<&'static str>) -> bool {
        let name = self.lexemes.str(end - 1).to_lowercase();
        let next = self.lexemes.str(end);
        match name.as_str() {
            "pound" | "pounds" => !number.scaled && matches!(next, "of" | "per" | "and" | "(") || next == "(",
            "won" => !number.scaled && number.amount.is_none_or(|a| a < 100.0),
            "marks" | "mark" | "sol" | "sum" | "som" | "crown" | "crowns" => {
                !number.scaled && (code.is_none() || number.amount.is_none_or(|a| a < 10.0))
            }
            _ => false,
        }
    }
}

fn is_mark(lexemes: &Lexemes<'_>, at: usize) -> bool {
    lexemes.is(at, LexemeKind::Mark)
}

fn value_is_whole(number: Quantity) -> bool {
    !number.scaled && number.amount.is_some_and(|a| a.fract() == 0.0)
        || (!number.digits && number.amount.is_some_and(|a| a < 1e6))
}

/// What the first number of a range must be multiplied with, when only the second is scaled.
fn scale_of(first: Quantity, second: Quantity) -> f64 {
    let (Some(a), Some(b)) = (first.amount, second.amount) else { return 1.0 };
    // "between 500,000 and 2 million" shares nothing.
    let shared = !first.scaled && second.scaled && times(a, second.scale) <= b;
    if shared { second.scale } else { 1.0 }
}

/// "MUSD", "MGBP", "KEUR", "mUSD": thousands or millions of a currency.
fn scaled_code(word: &str) -> Option<(Meaning, f64)> {
    const CODES: [&str; 14] =
        ["USD", "EUR", "GBP", "AUD", "CAD", "NZD", "CHF", "SEK", "NOK", "DKK", "JPY", "CNY", "INR", "SGD"];
    let factor = match word.chars().next()? {
        'M' | 'm' => 1e6,
        'K' | 'k' => 1e3,
        _ => return None,
    };
    let code = CODES.into_iter().find(|c| word.get(1..) == Some(c))?;
    Some((Meaning::Code(code), factor))
}

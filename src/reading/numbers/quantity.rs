//! The grammar of quantities: digits, number words, scale words, fractions, vague amounts.
//! Knows nothing of what is counted.

use super::lexeme::{LexemeKind, Lexemes};
use crate::reading::token;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A quantity read at some lexeme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::reading) struct Quantity {
    /// `None` where the words give no number: "millions", "several thousand".
    pub(in crate::reading) amount: Option<f64>,
    /// Index of the lexeme after it.
    pub(in crate::reading) end: usize,
    /// A scale word ("million") was part of it.
    pub(in crate::reading) scaled: bool,
    /// Written with digits.
    pub(in crate::reading) digits: bool,
    /// What its scale words multiply with: a million in "15 million"; 1 where they are not apart.
    pub(in crate::reading) scale: f64,
}

/// What the reader may assume of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reading) struct Conventions {
    /// Comma for decimals, period for thousands, Spanish number words.
    pub(in crate::reading) spanish: bool,
    /// "5m", "3 bn": letters as scale, which only sums may have (5m is also a length).
    pub(in crate::reading) short_scales: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Unit,
    Ten,
    Hundred,
    Scale,
    Spanish,
    SpanishScale,
    Short,
    Vague,
    SpanishVague,
    /// Begins a quantity and counts nothing: "several", "half", "a".
    Opener,
}

static WORDS: LazyLock<FxHashMap<&'static [u8], (f64, Part)>> = LazyLock::new(|| {
    let rows = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (word, value, part) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
        Some((word.as_bytes(), (value, part_named(part)?)))
    })
    .collect()
});

fn part_named(name: &str) -> Option<Part> {
    Some(match name {
        "unit" => Part::Unit,
        "ten" => Part::Ten,
        "hundred" => Part::Hundred,
        "scale" => Part::Scale,
        "spanish" => Part::Spanish,
        "scale-spanish" => Part::SpanishScale,
        "short" => Part::Short,
        "vague" => Part::Vague,
        "vague-spanish" => Part::SpanishVague,
        "opener" => Part::Opener,
        _ => return None,
    })
}

/// Longest word of the table, in bytes: longer words are not looked up.
const LONGEST: usize = 16;

pub(super) fn part_of(word: &str) -> Option<(f64, Part)> {
    if word.len() > LONGEST {
        return None;
    }
    if !word.is_ascii() {
        return WORDS.get(word.to_lowercase().as_bytes()).copied();
    }
    WORDS.get(token::lower(word, &mut [0; LONGEST])?).copied()
}

/// Reads the quantity that starts at lexeme `at`.
pub(in crate::reading) fn quantity(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<Quantity> {
    if lexemes.is(at, LexemeKind::Digits) {
        return digits(lexemes, at, how);
    }
    if let Some(value) = fraction_sign(lexemes.str(at)) {
        return Some(scale_after(lexemes, value, at + 1, how));
    }
    // One look tells that most words begin no quantity.
    if !lexemes.counts(at) {
        return None;
    }
    vague(lexemes, at, how).or_else(|| fraction(lexemes, at, how)).or_else(|| number_words(lexemes, at, how))
}

fn digits(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<Quantity> {
    let (mut value, mut end) = (parse_digits(lexemes.str(at), how.spanish)?, at + 1);
    if let Some((joined, next)) = spaced_digits(lexemes, at, how) {
        (value, end) = (joined, next);
    }
    if lexemes.glued(end)
        && let Some(part) = fraction_sign(lexemes.str(end))
    {
        (value, end) = (value + part, end + 1);
    }
    Some(Quantity { digits: true, ..scale_after(lexemes, value, end, how) })
}

/// Tokenised text puts spaces around inner periods and commas: "1 . 5", "80 , 000".
fn spaced_digits(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<(f64, usize)> {
    let (mark, rest) = (lexemes.str(at + 1), lexemes.str(at + 2));
    let spaced = !lexemes.glued(at + 1) && !lexemes.glued(at + 2) && lexemes.is(at + 2, LexemeKind::Digits);
    let joins = match mark {
        "." => rest.bytes().all(|b| b.is_ascii_digit()) && !lexemes.breaks_before(at + 2),
        "," => rest.len() == 3 && lexemes.str(at).len() <= 3,
        _ => false,
    };
    if !(spaced && joins) {
        return None;
    }
    let whole = format!("{}{mark}{rest}", lexemes.str(at));
    Some((parse_digits(&whole, how.spanish)?, at + 3))
}

/// Digits with separators → value. A last group of exactly three digits after a comma counts
/// thousands (a period in Spanish text); several equal separators always do.
pub(in crate::reading) fn parse_digits(words: &str, spanish: bool) -> Option<f64> {
    let commas = words.matches(',').count();
    let periods = words.matches('.').count();
    let groups_of_three = |mark: char| words.split(mark).skip(1).all(|g| g.len() == 3);
    let decimal = match (commas, periods) {
        (0, 1) => (!(spanish && groups_of_three('.'))).then_some('.'),
        (1, 0) => (!groups_of_three(',') || (spanish && words.starts_with('0'))).then_some(','),
        (0, _) | (_, 0) => None,
        _ => words.chars().rev().find(|c| matches!(c, ',' | '.')),
    };
    let plain: String = words
        .chars()
        .filter_map(|c| if Some(c) == decimal { Some('.') } else { c.is_ascii_digit().then_some(c) })
        .collect();
    plain.parse().ok().filter(|v: &f64| v.is_finite())
}

fn fraction_sign(sign: &str) -> Option<f64> {
    match sign {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        _ => None,
    }
}

/// Multiplies by the scale words that follow: "million", "hundred thousand", "-billion", "bn".
fn scale_after(lexemes: &Lexemes<'_>, value: f64, end: usize, how: Conventions) -> Quantity {
    let mut found = Quantity { amount: Some(value), end, scaled: false, digits: false, scale: 1.0 };
    // Bounded: nobody writes more than three scale words.
    for _ in 0..3 {
        let hyphen = usize::from(matches!(lexemes.str(found.end), "-" | "‑") && lexemes.glued(found.end));
        let at = found.end + hyphen;
        let Some((scale, part)) = part_of(lexemes.str(at)).filter(|_| !lexemes.breaks_before(at)) else { break };
        let fits = match part {
            Part::Scale => lexemes.str(at) != "grand",
            Part::Hundred => true,
            Part::SpanishScale => how.spanish,
            Part::Short => how.short_scales && !found.scaled && is_short_scale(lexemes, at),
            Part::Unit | Part::Ten | Part::Spanish | Part::Vague | Part::SpanishVague | Part::Opener => false,
        };
        if !fits {
            break;
        }
        let amount = found.amount.map(|a| times(a, scale));
        found = Quantity { amount, end: at + 1, scaled: true, scale: found.scale * scale, ..found };
    }
    plus_half(lexemes, found)
}

/// The product without the dust of binary fractions: 16.4 million is 16400000.
pub(in crate::reading) fn times(amount: f64, scale: f64) -> f64 {
    let product = amount * scale;
    if product.abs() < 1e10 { (product * 1e4).round() / 1e4 } else { product.round() }
}

/// "5m" and "5 bn", but not "5 m" or "5 t": a lone letter must be glued.
fn is_short_scale(lexemes: &Lexemes<'_>, at: usize) -> bool {
    let glued_on = lexemes.glued(at + 1) && lexemes.is(at + 1, LexemeKind::Digits);
    !glued_on && (lexemes.glued(at) || (lexemes.str(at).len() > 1 && !matches!(lexemes.str(at), "mm" | "MM")))
}

/// "millions", "hundreds of millions", "several thousand", "a few hundred".
fn vague(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<Quantity> {
    let opening = lexemes.str(at);
    let few = ["several", "many", "some", "few", "unos", "unas", "varios"];
    let mut end = match opening {
        _ if few.iter().any(|h| h.eq_ignore_ascii_case(opening)) => at + 1,
        "a" | "A" if matches!(lexemes.str(at + 1), "few" | "couple") => {
            at + 2 + usize::from(lexemes.str(at + 2) == "of")
        }
        _ => at,
    };
    let hedged = end > at;
    let mut parts = 0;
    while parts < 3 {
        let Some((_, part)) = part_of(lexemes.str(end)) else { break };
        let fits = match part {
            Part::Vague => true,
            Part::SpanishVague => how.spanish,
            Part::Scale | Part::Hundred => hedged || parts > 0 || lexemes.str(end) == "millones",
            Part::Unit | Part::Ten | Part::Spanish | Part::SpanishScale | Part::Short | Part::Opener => false,
        };
        if !fits {
            break;
        }
        (parts, end) = (parts + 1, end + 1);
        let of = lexemes.str(end);
        if matches!(of, "of" | "de") && part_of(lexemes.str(end + 1)).is_some_and(|(_, p)| p != Part::Opener) {
            end += 1;
        }
    }
    (parts > 0).then_some(Quantity { amount: None, end, scaled: true, digits: false, scale: 1.0 })
}

/// "half a million", "half-a million", "a quarter million", "a quarter of a billion", "medio millón".
fn fraction(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<Quantity> {
    let is = |i: usize, word: &str| lexemes.str(i).eq_ignore_ascii_case(word);
    let start = at + usize::from(is(at, "a"));
    let share = if is(start, "half") || is(start, "medio") {
        0.5
    } else if is(start, "quarter") {
        0.25
    } else {
        return None;
    };
    let mut end = start + 1;
    for filler in ["-", "of", "a", "-"] {
        end += usize::from(is(end, filler));
    }
    let found = scale_after(lexemes, share, end, how);
    found.scaled.then_some(found)
}

/// "two hundred and fifty thousand", "twenty-five", "one and a half million", "a million".
fn number_words(lexemes: &Lexemes<'_>, at: usize, how: Conventions) -> Option<Quantity> {
    let article = matches!(lexemes.str(at), "a" | "an" | "A" | "An" | "un" | "una" | "Un");
    let mut sum = WordSum::default();
    let mut end = at;
    if article {
        let next = part_of(lexemes.str(at + 1)).map(|(_, part)| part)?;
        if !matches!(next, Part::Hundred | Part::Scale) {
            return None;
        }
        sum.current = 1.0;
        end += 1;
    }
    // Bounded by the longest spelled-out number worth reading.
    while end < at + 24 {
        let glue = usize::from(end > at && is_glue(lexemes, end));
        let Some((value, part)) = part_of(lexemes.str(end + glue)) else { break };
        if (end > at && lexemes.breaks_before(end + glue)) || !sum.add(value, part, how) {
            break;
        }
        end = end + glue + 1;
    }
    if end == at || (article && end == at + 1) || sum.empty {
        return None;
    }
    let (value, end) = if sum.scaled { (sum.total(), end) } else { and_a_half(lexemes, sum.total(), end) };
    let found = Quantity { amount: Some(value), end, scaled: sum.scaled, digits: false, scale: sum.factor };
    if found.scaled {
        return Some(plus_half(lexemes, found));
    }
    let scaled = scale_after(lexemes, value, end, how);
    Some(if scaled.scaled { scaled } else { found })
}

/// "a million and a half", "un millón y medio": half of the last scale word more.
fn plus_half(lexemes: &Lexemes<'_>, found: Quantity) -> Quantity {
    let words = [0, 1, 2].map(|i| lexemes.str(found.end + i));
    let end = match words {
        ["and", "a", "half"] => found.end + 3,
        ["y", "medio" | "media", _] => found.end + 2,
        _ => return found,
    };
    if !found.scaled || found.scale < 1000.0 {
        return found;
    }
    Quantity { amount: found.amount.map(|a| a + found.scale / 2.0), end, ..found }
}

fn is_glue(lexemes: &Lexemes<'_>, at: usize) -> bool {
    matches!(lexemes.str(at), "and" | "y") || (matches!(lexemes.str(at), "-" | "‑") && lexemes.glued(at))
}

fn and_a_half(lexemes: &Lexemes<'_>, value: f64, end: usize) -> (f64, usize) {
    let words = [lexemes.str(end), lexemes.str(end + 1), lexemes.str(end + 2)];
    if words == ["and", "a", "half"] { (value + 0.5, end + 3) } else { (value, end) }
}

/// A spelled-out number as it grows from left to right.
#[derive(Debug)]
struct WordSum {
    total: f64,
    current: f64,
    /// Value of the last simple word, to refuse "two three".
    last: f64,
    scaled: bool,
    /// The last scale word's.
    factor: f64,
    empty: bool,
}

impl Default for WordSum {
    fn default() -> Self {
        Self { total: 0.0, current: 0.0, last: f64::INFINITY, scaled: false, factor: 1.0, empty: true }
    }
}

impl WordSum {
    /// Takes the next word, unless no number is written so.
    fn add(&mut self, value: f64, part: Part, how: Conventions) -> bool {
        match part {
            Part::Unit | Part::Ten | Part::Spanish => {
                if part == Part::Spanish && !how.spanish {
                    return false;
                }
                // "twenty" takes a unit, "hundred" takes both; "two three" is no number.
                if value >= self.last || (self.last < 20.0 && self.last.is_finite()) {
                    return false;
                }
                self.current += value;
                self.last = value;
            }
            Part::Hundred if self.current > 0.0 && self.current < 100.0 => {
                self.current *= value;
                self.last = value;
            }
            Part::Scale => return self.scale(value),
            Part::SpanishScale if how.spanish => {
                // "mil millones" has no number before.
                if self.empty {
                    self.current = 1.0;
                }
                return self.scale(value);
            }
            Part::Hundred | Part::SpanishScale | Part::Short | Part::Vague | Part::SpanishVague | Part::Opener => {
                return false;
            }
        }
        self.empty = false;
        true
    }

    fn scale(&mut self, value: f64) -> bool {
        if self.current + self.total <= 0.0 {
            return false;
        }
        if self.total < value {
            // "mil doscientos millones": the larger scale takes all before it.
            self.total = (self.total + self.current) * value;
        } else if self.current > 0.0 {
            self.total += self.current * value;
        } else {
            self.total *= value;
        }
        self.factor = value;
        self.current = 0.0;
        self.last = f64::INFINITY;
        self.scaled = true;
        self.empty = false;
        true
    }

    fn total(&self) -> f64 {
        self.total + self.current
    }
}

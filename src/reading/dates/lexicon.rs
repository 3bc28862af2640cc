//! The words of temporal expressions and what each can mean.
//!
//! Owns `lexicon.txt` and `spanish.txt`; knows nothing of how words combine.

use crate::reading::token;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Which one of a row of periods: "last", "next", "that".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    Previous,
    Next,
    Following,
    This,
    Same,
}

/// TIMEX3's vague references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// What a verb says about the time of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

/// One meaning of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Month(i8),
    Weekday(i8),
    Weekdays(i8),
    Unit(Unit),
    Units(Unit),
    /// Two letters, as TIMEX3 writes them.
    Season(&'static str),
    Seasons(&'static str),
    /// Two letters, as TIMEX3 writes them after `T`.
    Part(&'static str),
    Parts(&'static str),
    Number(u64),
    Scale(u64),
    Ordinal(u64),
    /// Its TIMEX3 value: the first three digits of the year.
    Decade(&'static str),
    /// Days from today.
    Shift(i64),
    Which(Which),
    Vague,
    Often(Unit),
    /// Every two weeks.
    Biweekly,
    Reference(Reference),
    Opener,
    /// First word of a holiday's name.
    Feast,
    /// First word of a vague reference.
    Phrase,
    Tense(Tense),
}

/// Longer words are in no list.
const LONGEST: usize = 16;

/// The language whose words are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Spanish,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| words(include_str!("lexicon.txt")));
static SPANISH: LazyLock<Words> = LazyLock::new(|| words(include_str!("spanish.txt")));

type Words = FxHashMap<&'static str, Vec<Sense>>;

fn words(table: &'static str) -> Words {
    let mut words = Words::default();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let Some((head, forms)) = line.split_once(':') else { continue };
        let mut head = head.split_whitespace();
        let (name, value) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
        if let Some(sense) = sense(name, value) {
            for form in forms.split_whitespace() {
                words.entry(form).or_default().push(sense);
            }
        }
    }
    first_words(&mut words, include_str!("holidays.txt"), Sense::Feast);
    first_words(&mut words, include_str!("references.txt"), Sense::Phrase);
    words
}

/// Marks the words that phrases of a table begin with, so that nothing else is looked up in it.
fn first_words(words: &mut Words, table: &'static str, sense: Sense) {
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':'));
    for first in rows.flat_map(|(_, names)| names.split('|')).filter_map(|name| name.split_whitespace().next()) {
        let senses = words.entry(first).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }
}

/// The senses of a word, whatever its case; none for a word of no list.
pub(super) fn senses(word: &str, tongue: Tongue) -> &'static [Sense] {
    let mut buffer = [0; LONGEST];
    let lower = token::lower(word, &mut buffer).and_then(|lower| std::str::from_utf8(lower).ok());
    let Some(word) = lower else { return &[] };
    let words: &'static Words = match tongue {
        Tongue::English => &ENGLISH,
        Tongue::Spanish => &SPANISH,
    };
    words.get(word).map_or(&[], Vec::as_slice)
}

fn sense(name: &str, value: &'static str) -> Option<Sense> {
    Some(match name {
        "month" => Sense::Month(value.parse().ok()?),
        "weekday" => Sense::Weekday(value.parse().ok()?),
        "weekdays" => Sense::Weekdays(value.parse().ok()?),
        "unit" => Sense::Unit(unit(value)?),
        "units" => Sense::Units(unit(value)?),
        "season" => Sense::Season(value),
        "seasons" => Sense::Seasons(value),
        "part" => Sense::Part(value),
        "parts" => Sense::Parts(value),
        "number" => Sense::Number(value.parse().ok()?),
        "scale" => Sense::Scale(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(value.parse().ok()?),
        "decade" => Sense::Decade(value),
        "shift" => Sense::Shift(value.parse().ok()?),
        "which" => Sense::Which(which(value)?),
        "vague" => Sense::Vague,
        "often" => Sense::Often(unit(value)?),
        "biweekly" => Sense::Biweekly,
        "reference" => Sense::Reference(reference(value)?),
        "opener" => Sense::Opener,
        "tense" => Sense::Tense(tense(value)?),
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

fn which(name: &str) -> Option<Which> {
    Some(match name {
        "last" => Which::Last,
        "previous" => Which::Previous,
        "next" => Which::Next,
        "following" => Which::Following,
        "this" => Which::This,
        "same" => Which::Same,
        _ => return None,
    })
}

fn reference(name: &str) -> Option<Reference> {
    Some(match name {
        "past" => Reference::Past,
        "present" => Reference::Present,
        "future" => Reference::Future,
        _ => return None,
    })
}

fn tense(name: &str) -> Option<Tense> {
    Some(match name {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        _ => return None,
    })
}

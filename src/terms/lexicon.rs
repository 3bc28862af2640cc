//! Word classes and the tables behind them.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a token is, as far as its form and the list of closed-class words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    Lower,
    Capital,
    Number,
    NumberWord,
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    Possessive,
    Auxiliary,
    Wh,
    Negation,
    Adverb,
    Clitic,
    Comma,
    Stop,
    Colon,
    Quote,
    Open,
    Close,
    Dash,
    Currency,
    Percent,
    Mark,
}

impl Class {
    /// A short name, for the names of features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lower => "low",
            Self::Capital => "cap",
            Self::Number => "num",
            Self::NumberWord => "numw",
            Self::Determiner => "det",
            Self::Preposition => "prep",
            Self::Conjunction => "conj",
            Self::Pronoun => "pron",
            Self::Possessive => "poss",
            Self::Auxiliary => "aux",
            Self::Wh => "wh",
            Self::Negation => "neg",
            Self::Adverb => "adv",
            Self::Clitic => "clit",
            Self::Comma => "comma",
            Self::Stop => "stop",
            Self::Colon => "colon",
            Self::Quote => "quote",
            Self::Open => "open",
            Self::Close => "close",
            Self::Dash => "dash",
            Self::Currency => "curr",
            Self::Percent => "pct",
            Self::Mark => "mark",
        }
    }

    /// Names, nouns, verbs, adjectives and numbers: what carries meaning.
    pub const fn is_content(self) -> bool {
        matches!(self, Self::Lower | Self::Capital | Self::Number | Self::NumberWord)
    }

    /// Not a word at all.
    pub const fn is_mark(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::Quote
                | Self::Open
                | Self::Close
                | Self::Dash
                | Self::Currency
                | Self::Percent
                | Self::Mark
        )
    }
}

static CLOSED: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for line in include_str!("closed.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        let class = match words.next().unwrap_or_default() {
            "det" => Class::Determiner,
            "prep" => Class::Preposition,
            "conj" => Class::Conjunction,
            "pron" => Class::Pronoun,
            "poss" => Class::Possessive,
            "aux" => Class::Auxiliary,
            "wh" => Class::Wh,
            "neg" => Class::Negation,
            "number" => Class::NumberWord,
            _ => Class::Adverb,
        };
        table.extend(words.map(|w| (w, class)));
    }
    table.insert("'s", Class::Clitic);
    table
});

/// A closed-class word, given in lower case, as it stands in the table, and its class.
pub(super) fn closed(word: &str) -> Option<(&'static str, Class)> {
    CLOSED.get_key_value(word).map(|(&form, &class)| (form, class))
}

static VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("verbs.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

const TIMES: [&str; 27] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "morning",
    "afternoon",
    "evening",
    "noon",
];
const UNITS: [&str; 18] = [
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "century",
    "centuries",
    "decade",
    "decades",
    "century",
    "seconds",
];
const ENDINGS: [(&str, &str); 12] = [
    ("ing", "-ing"),
    ("ed", "-ed"),
    ("ly", "-ly"),
    ("tion", "-ion"),
    ("sion", "-ion"),
    ("ment", "-ment"),
    ("ness", "-ness"),
    ("ity", "-ity"),
    ("ous", "-adj"),
    ("ive", "-adj"),
    ("al", "-adj"),
    ("s", "-s"),
];

/// The kind of ending of an open-class word: a hint at its part of speech.
pub(super) fn ending(word: &str) -> &'static str {
    if TIMES.contains(&word) {
        return "-time";
    }
    if VERBS.contains(word) {
        return "-verb";
    }
    if UNITS.contains(&word) {
        return "-unit";
    }
    ENDINGS.iter().find(|(e, _)| word.len() > e.len() + 2 && word.ends_with(e)).map_or("-other", |(_, name)| name)
}

/// What a number looks like: a year, a number with a fraction, digits.
pub(super) fn number_form(digits: &str) -> &'static str {
    let bytes = digits.as_bytes();
    if bytes.len() == 4 && matches!(bytes, [b'1' | b'2', rest @ ..] if rest.iter().all(u8::is_ascii_digit)) {
        return "-year";
    }
    if bytes.contains(&b':') {
        return "-clock";
    }
    if bytes.iter().any(u8::is_ascii_alphabetic) { "-ordinal" } else { "-digits" }
}

/// The digits a number word is compared by ("two" → "2"); other words stay.
pub(crate) fn digits(word: &str) -> &str {
    const WORDS: [(&str, &str); 13] = [
        ("zero", "0"),
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
    ];
    WORDS.iter().find(|(w, _)| *w == word).map_or(word, |(_, d)| d)
}

/// The class of a mark.
pub(super) const fn mark(c: char) -> Class {
    match c {
        ',' => Class::Comma,
        '.' | '!' | '?' | ';' => Class::Stop,
        ':' => Class::Colon,
        '"' | '“' | '”' | '‘' | '’' | '\'' | '`' => Class::Quote,
        '(' | '[' => Class::Open,
        ')' | ']' => Class::Close,
        '-' | '–' | '—' => Class::Dash,
        '$' | '€' | '£' | '¥' => Class::Currency,
        '%' => Class::Percent,
        _ => Class::Mark,
    }
}

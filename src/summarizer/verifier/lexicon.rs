//! The tables of the verifier: paraphrases, antonyms and words that turn what follows them.

use crate::terms::synonyms::{self, Groups, stemmed};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The stems that tell the same as `stem`, itself among them; may name one twice.
pub(super) fn equivalents(stem: &str) -> impl Iterator<Item = &'static str> {
    static PARAPHRASES: LazyLock<Groups> = LazyLock::new(|| Groups::parse(include_str!("paraphrases.txt")));
    synonyms::of(stem).chain(PARAPHRASES.of(stem))
}

/// The stems of the other forms of the same word, itself among them.
pub(super) fn forms(stem: &str) -> impl Iterator<Item = &'static str> {
    static FORMS: LazyLock<Groups> = LazyLock::new(|| Groups::parse(include_str!("forms.txt")));
    FORMS.of(stem)
}

/// The stems that say the contrary of `stem`.
pub(super) fn antonyms(stem: &str) -> &'static [String] {
    static ANTONYMS: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut table: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (one, other) in pairs(include_str!("antonyms.txt")) {
            for (from, to) in [(one, other), (other, one)] {
                for word in from.split_whitespace() {
                    let entry = table.entry(stemmed(word)).or_default();
                    entry.extend(to.split_whitespace().map(stemmed));
                }
            }
        }
        table
    });
    ANTONYMS.get(stem).map_or(&[], Vec::as_slice)
}

/// The digits of a number word, given in any case.
pub(super) fn digits(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let digits = crate::terms::digits(&lower);
    (digits != lower).then(|| digits.to_owned())
}

/// The stems of the evidence that tell what a claim's word says, though not the other way round.
pub(super) fn implied_by(stem: &str) -> &'static [String] {
    static TABLE: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut table: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (claimed, told) in pairs(include_str!("oneway.txt")) {
            for word in claimed.split_whitespace() {
                table.entry(stemmed(word)).or_default().extend(told.split_whitespace().map(stemmed));
            }
        }
        table
    });
    TABLE.get(stem).map_or(&[], Vec::as_slice)
}

/// The two sides of each line of a table; lines that begin with `#` are comments.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('|'))
}

/// The digits of a compound number, given by its stem: "twenty-five", of which "twenty-f" is left.
pub(super) fn spelled(stem: &str) -> Option<String> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const ONES: [&str; 9] = ["on", "tw", "th", "fo", "f", "si", "se", "ei", "ni"];
    let (tens, ones) = stem.split_once('-')?;
    let tens = TENS.iter().position(|t| *t == tens)? + 2;
    let ones = ONES.iter().position(|o| ones.starts_with(o))? + 1;
    Some((10 * tens + ones).to_string())
}

/// Whether a word is so general that a claim may add it: "said", "people".
pub(super) fn is_light(stem: &str) -> bool {
    static LIGHT: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("light.txt").lines().filter(|l| !l.starts_with('#'));
        lines.flat_map(str::split_whitespace).map(stemmed).collect()
    });
    LIGHT.contains(stem)
}

/// What a word does to those around it; a word may do several things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cues(u16);

impl Cues {
    /// "not", "no", "never".
    pub(super) const NOT: Self = Self(1);
    /// "refused", "failed": denies the verb after it.
    pub(super) const REFUSING: Self = Self(1 << 1);
    pub(super) const POSSIBLE: Self = Self(1 << 2);
    pub(super) const OBLIGED: Self = Self(1 << 3);
    pub(super) const ADVISED: Self = Self(1 << 4);
    pub(super) const FUTURE: Self = Self(1 << 5);
    /// "allegedly".
    pub(super) const HEDGE: Self = Self(1 << 6);
    /// "said", "according": somebody tells it.
    pub(super) const TELLING: Self = Self(1 << 7);
    /// "about".
    pub(super) const ABOUT: Self = Self(1 << 8);
    /// "more than".
    pub(super) const ABOVE: Self = Self(1 << 9);
    /// "Mr.": no part of a name.
    pub(super) const TITLE: Self = Self(1 << 10);
    /// "less than".
    pub(super) const BELOW: Self = Self(1 << 11);
    /// "plans": what follows with "to" is to come, if it comes.
    pub(super) const INTENDING: Self = Self(1 << 12);
    /// "Mr.": says nothing of who somebody is.
    pub(super) const COURTESY: Self = Self(1 << 13);
    pub(super) const MODAL: Self = Self(Self::POSSIBLE.0 | Self::OBLIGED.0 | Self::ADVISED.0 | Self::FUTURE.0);

    /// What the word does, given in lower case.
    pub(super) fn of(word: &str) -> Self {
        if word.ends_with("n't") && !word.starts_with("won") {
            let modal = word.trim_end_matches("n't");
            return Self::NOT.with(Self::of(if modal == "ca" { "can" } else { modal }));
        }
        TABLE.get(word).copied().unwrap_or_default()
    }

    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }
}

static TABLE: LazyLock<FxHashMap<&'static str, Cues>> = LazyLock::new(|| {
    const KINDS: [(&str, Cues); 14] = [
        ("not", Cues::NOT),
        ("refusing", Cues::REFUSING),
        ("possible", Cues::POSSIBLE),
        ("obliged", Cues::OBLIGED),
        ("advised", Cues::ADVISED),
        ("future", Cues::FUTURE),
        ("hedge", Cues::HEDGE),
        ("telling", Cues::TELLING),
        ("about", Cues::ABOUT),
        ("above", Cues::ABOVE),
        ("below", Cues::BELOW),
        ("title", Cues::TITLE),
        ("intending", Cues::INTENDING),
        ("courtesy", Cues::COURTESY),
    ];
    let mut table: FxHashMap<&'static str, Cues> = FxHashMap::default();
    for line in include_str!("cues.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let Some(&(_, cue)) = KINDS.iter().find(|(name, _)| *name == kind) else { continue };
        for word in words {
            let entry = table.entry(word).or_default();
            *entry = entry.with(cue);
        }
    }
    table
});

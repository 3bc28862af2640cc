//! The segmenter's words by class, read from `words.txt`. Knows no text.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word means to the segmenter; a word may belong to several classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Title,
    Numbered,
    Suffix,
    Never,
    Closing,
    Exclaimed,
    Clock,
    Speech,
    Domain,
    Strong,
    Before,
    Broken,
    StrongSpanish,
    BeforeSpanish,
    Camel,
    Prefix,
}

impl Class {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "numbered" => Self::Numbered,
            "suffix" => Self::Suffix,
            "never" => Self::Never,
            "closing" => Self::Closing,
            "exclaimed" => Self::Exclaimed,
            "clock" => Self::Clock,
            "speech" => Self::Speech,
            "domain" => Self::Domain,
            "strong" => Self::Strong,
            "before" => Self::Before,
            "broken" => Self::Broken,
            "strong_es" => Self::StrongSpanish,
            "before_es" => Self::BeforeSpanish,
            "camel" => Self::Camel,
            "prefix" => Self::Prefix,
            _ => return None,
        })
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

static WORDS: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for line in include_str!("words.txt").lines() {
        let Some((name, list)) = line.split_once('|') else { continue };
        let Some(class) = Class::parse(name.trim()) else { continue };
        for word in list.split_whitespace() {
            *words.entry(word).or_insert(0) |= class.bit();
        }
    }
    words
});

/// Whether `word`, in this very spelling, belongs to `class`.
pub(super) fn is(word: &str, class: Class) -> bool {
    WORDS.get(word).is_some_and(|bits| bits & class.bit() != 0)
}

/// The first of `classes` that `word` belongs to.
pub(super) fn class_of(word: &str, classes: &[Class]) -> Option<Class> {
    let bits = WORDS.get(word)?;
    classes.iter().copied().find(|c| bits & c.bit() != 0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_table_names_a_known_class() {
        for line in include_str!("words.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let name = line.split('|').next().unwrap_or_default().trim();
            assert!(super::Class::parse(name).is_some(), "{line}");
        }
    }
}

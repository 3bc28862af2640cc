//! General English words that ask for and tell the same thing.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The stem of a word in lower case.
pub(crate) fn stemmed(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    STEMMER.stem(word).into_owned()
}

/// Groups of words, looked up by stem.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    groups: Vec<Vec<String>>,
    of: HashMap<String, Vec<usize>>,
}

impl Groups {
    /// Reads a table of one group a line; lines that begin with `#` are comments.
    pub(crate) fn parse(table: &str) -> Self {
        let mut read = Self::default();
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let mut group: Vec<String> = line.split_whitespace().map(stemmed).collect();
            group.sort();
            group.dedup();
            for stem in &group {
                read.of.entry(stem.clone()).or_default().push(read.groups.len());
            }
            read.groups.push(group);
        }
        read
    }

    /// The stems of all groups that hold `stem`, itself included, each at most once per group.
    pub(crate) fn of(&self, stem: &str) -> impl Iterator<Item = &str> {
        let groups = self.of.get(stem).into_iter().flatten();
        groups.filter_map(|&g| self.groups.get(g)).flatten().map(String::as_str)
    }
}

/// The stems that stand for the same as `stem`, itself included, each at most once per group.
pub(crate) fn of(stem: &str) -> impl Iterator<Item = &'static str> {
    static GROUPS: LazyLock<Groups> = LazyLock::new(|| Groups::parse(include_str!("synonyms.txt")));
    GROUPS.of(stem)
}

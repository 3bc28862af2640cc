//! General English words that ask for and tell the same thing.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The stem of a word in lower case.
pub(super) fn stemmed(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    STEMMER.stem(word).into_owned()
}

/// The stems that stand for the same as `stem`, itself included, each at most once per group.
pub(super) fn of(stem: &str) -> impl Iterator<Item = &'static str> {
    type Groups = (Vec<Vec<String>>, HashMap<String, Vec<usize>>);
    static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
        let mut groups: Vec<Vec<String>> = Vec::new();
        let mut of: HashMap<String, Vec<usize>> = HashMap::new();
        for line in include_str!("synonyms.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let mut group: Vec<String> = line.split_whitespace().map(stemmed).collect();
            group.sort();
            group.dedup();
            for stem in &group {
                of.entry(stem.clone()).or_default().push(groups.len());
            }
            groups.push(group);
        }
        (groups, of)
    });
    let (groups, of) = &*GROUPS;
    of.get(stem).into_iter().flatten().filter_map(|&g| groups.get(g)).flatten().map(String::as_str)
}

//! The lists of words by what they do: people, abuse, cues. A word may do several things.

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher as _;
use std::sync::LazyLock;

/// What a word does: one bit for each category, in the order of [`CATEGORIES`].
pub(super) type Classes = u64;

/// The categories of the lists, then the marks that words get in a text.
pub const CATEGORIES: [&str; 34] = [
    "group",
    "political",
    "occupation",
    "person",
    "first",
    "second",
    "third",
    "demonstr",
    "likeyou",
    "object",
    "be",
    "should",
    "all",
    "clause",
    "insult",
    "insultadj",
    "profanity",
    "attack",
    "threat",
    "exclude",
    "dehuman",
    "emote",
    "sexism",
    "slur",
    "reclaimed",
    "homonym",
    "benign context",
    "positive",
    "negation",
    "report",
    "reject",
    "media",
    "capitals",
    "disguised",
];
/// The bit of words in capitals.
pub(super) const CAPITALS: Classes = 1 << 32;
/// The bit of words that were disguised or misspelt.
pub(super) const DISGUISED: Classes = 1 << 33;
/// Words worth finding behind a disguise: groups and abuse.
pub(super) const GRAVE: Classes = mask(&[0, 14, 15, 16, 17, 18, 20, 21, 22, 23]);
/// Abuse that can be marked in a text.
pub(super) const ABUSE: Classes = mask(&[14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
/// What a word with an abusive stem does.
const STEM: Classes = mask(&[14, 16]);
/// What people hide behind masks first of all: profanity and slurs.
const FOUL: Classes = mask(&[16, 23]);
/// The longest phrase, in words.
const LONGEST: usize = 5;

const fn mask(bits: &[u32]) -> Classes {
    let mut all = 0;
    let mut at = 0;
    while at < bits.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        let bit = bits[at];
        all |= 1 << bit;
        at += 1;
    }
    all
}

/// Words and phrases by the hash of their text.
pub(super) struct Lexicon {
    words: FxHashMap<u64, Classes>,
    phrases: FxHashMap<u64, Classes>,
    /// First words of phrases: most words start none.
    openers: FxHashSet<u64>,
    /// Single words with one letter left out → the word.
    gaps: FxHashMap<u64, Box<str>>,
    /// Single grave words by their first letter, for masked ones.
    grave: FxHashMap<char, Vec<Box<str>>>,
    stems: Vec<Box<str>>,
    /// Words that hold a stem by chance.
    innocent: FxHashSet<u64>,
    /// Finds the stems; without it none are found.
    finder: Option<AhoCorasick>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        words: FxHashMap::default(),
        phrases: FxHashMap::default(),
        openers: FxHashSet::default(),
        gaps: FxHashMap::default(),
        grave: FxHashMap::default(),
        stems: Vec::new(),
        innocent: FxHashSet::default(),
        finder: None,
    };
    for list in
        [include_str!("people.txt"), include_str!("abuse.txt"), include_str!("slurs.txt"), include_str!("cues.txt")]
    {
        lexicon.read(list);
    }
    lexicon.finder = AhoCorasick::new(lexicon.stems.iter().map(|stem| stem.trim_start_matches('-'))).ok();
    lexicon
});

/// The hash of a word.
pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish().rotate_left(23)
}

fn chained(before: u64, word: u64) -> u64 {
    (before.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95)
}

impl Lexicon {
    fn read(&mut self, list: &str) {
        let mut name = "";
        for line in list.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
            if let Some(head) = line.strip_prefix('[') {
                name = head.trim_end_matches(|c: char| c == ']' || c == ' ' || c.is_ascii_digit());
                continue;
            }
            let classes = CATEGORIES.iter().position(|c| *c == name).map_or(0, |at| 1 << at);
            for entry in line.split(", ") {
                match name {
                    "stem" => self.stems.push(entry.into()),
                    "not a stem" => {
                        self.innocent.insert(hash(entry));
                    }
                    _ => self.add(entry, classes),
                }
            }
        }
    }

    fn add(&mut self, entry: &str, classes: Classes) {
        let words: Vec<String> = super::words::split(entry).into_iter().map(|word| word.text).collect();
        let hashes: Vec<u64> = words.iter().map(|word| hash(word)).collect();
        if let ([word], [key]) = (words.as_slice(), hashes.as_slice()) {
            *self.words.entry(*key).or_default() |= classes;
            if classes & GRAVE != 0 {
                self.add_grave(word);
            }
        } else if let Some(&first) = hashes.first() {
            self.openers.insert(first);
            *self.phrases.entry(hashes.iter().copied().fold(0, chained)).or_default() |= classes;
        }
    }

    fn add_grave(&mut self, word: &str) {
        if let Some(first) = word.chars().next() {
            let list = self.grave.entry(first).or_default();
            if !list.iter().any(|known| **known == *word) {
                list.push(word.into());
            }
        }
        if word.len() >= 4 {
            for gap in without_one(word) {
                self.gaps.entry(hash(&gap)).or_insert_with(|| word.into());
            }
        }
    }

    /// What a word does by the lists or, where they do not have it, by a stem in it.
    pub(super) fn classes(&self, word: &str) -> Classes {
        let listed = self.listed(word);
        if listed == 0 && word.len() > 4 && self.has_stem(word) { STEM } else { listed }
    }

    fn has_stem(&self, word: &str) -> bool {
        let Some(finder) = self.finder.as_ref().filter(|_| !self.innocent.contains(&hash(word))) else {
            return false;
        };
        finder.find_overlapping_iter(word).any(|found| {
            let ending = self.stems.get(found.pattern().as_usize()).is_some_and(|stem| stem.starts_with('-'));
            !ending || found.end() == word.len()
        })
    }

    /// What a single word does by the lists; its genitive counts too.
    pub(super) fn listed(&self, word: &str) -> Classes {
        let direct = self.words.get(&hash(word)).copied().unwrap_or_default();
        match word.strip_suffix("'s") {
            Some(stem) if direct == 0 => self.words.get(&hash(stem)).copied().unwrap_or_default(),
            _ => direct,
        }
    }

    /// Adds what phrases do to each of their words. At most [`LONGEST`] steps a word.
    pub(super) fn mark_phrases(&self, words: &[u64], classes: &mut [Classes]) {
        for start in 0..words.len() {
            let rest = words.get(start..).unwrap_or_default();
            if !rest.first().is_some_and(|first| self.openers.contains(first)) {
                continue;
            }
            let mut key = 0;
            for (length, &word) in rest.iter().take(LONGEST).enumerate() {
                key = chained(key, word);
                let Some(found) = self.phrases.get(&key).filter(|_| length > 0) else { continue };
                for class in classes.iter_mut().skip(start).take(length + 1) {
                    *class |= found;
                }
            }
        }
    }

    /// The grave word that `word` misspells by one letter: one missing, one too many, two swapped.
    pub(super) fn misspelt(&self, word: &str) -> Option<&str> {
        if !(4..=16).contains(&word.len()) || !word.is_ascii() {
            return None;
        }
        if let Some(right) = self.gaps.get(&hash(word)).filter(|right| right.len() > 4) {
            return Some(right);
        }
        self.swapped(word).or_else(|| {
            let shorter = without_one(word).into_iter().find(|gap| gap.len() >= 4 && self.is_grave(gap))?;
            self.known(&shorter)
        })
    }

    fn swapped(&self, word: &str) -> Option<&str> {
        let mut bytes = word.as_bytes().to_vec();
        for at in 0..bytes.len().saturating_sub(1) {
            bytes.swap(at, at + 1);
            let found = std::str::from_utf8(&bytes).ok().and_then(|swapped| self.known(swapped));
            if found.is_some() {
                return found;
            }
            bytes.swap(at, at + 1);
        }
        None
    }

    fn is_grave(&self, word: &str) -> bool {
        self.listed(word) & GRAVE != 0
    }

    /// The list's own copy of a grave word.
    fn known(&self, word: &str) -> Option<&str> {
        if !self.is_grave(word) {
            return None;
        }
        let list = self.grave.get(&word.chars().next()?)?;
        list.iter().find(|known| ***known == *word).map(|known| &**known)
    }

    /// The first grave word that fits `masked`, where each mask stands for one letter, or a run of
    /// them for several.
    pub(super) fn unmasked(&self, masked: &str) -> Option<&str> {
        let first = masked.chars().next()?;
        let fitting = || self.grave.get(&first).into_iter().flatten().filter(|word| fits(masked, word));
        let foul = fitting().find(|word| self.listed(word) & FOUL != 0);
        foul.or_else(|| fitting().next()).map(|word| &**word)
    }
}

/// Whether `masked` can be read as `word`: same length, letters equal where there is no mask.
fn fits(masked: &str, word: &str) -> bool {
    masked.len() == word.len()
        && masked.bytes().zip(word.bytes()).all(|(m, w)| m == w || !(m.is_ascii_alphanumeric() || m == b'\''))
}

/// The word with each of its letters left out in turn.
fn without_one(word: &str) -> Vec<String> {
    word.char_indices()
        .map(|(at, _)| word.char_indices().filter(|(other, _)| *other != at).map(|(_, c)| c).collect())
        .collect()
}

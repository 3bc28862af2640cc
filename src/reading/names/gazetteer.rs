//! What single words and fixed phrases are known to be: tables of names, titles and cue words.
//!
//! Owns the tables under `data/`. Knows nothing of articles.

use crate::reading::token;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word or phrase may be, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known(u32);

impl Known {
    pub(super) const COUNTRY: Self = Self(1);
    pub(super) const REGION: Self = Self(1 << 1);
    pub(super) const CITY: Self = Self(1 << 2);
    pub(super) const NATION: Self = Self(1 << 3);
    pub(super) const GIVEN: Self = Self(1 << 4);
    pub(super) const SURNAME: Self = Self(1 << 5);
    pub(super) const PARTICLE: Self = Self(1 << 6);
    pub(super) const TITLE: Self = Self(1 << 7);
    pub(super) const ORG_WORD: Self = Self(1 << 8);
    pub(super) const ORG_HEAD: Self = Self(1 << 9);
    pub(super) const ORG: Self = Self(1 << 10);
    pub(super) const PLACE_WORD: Self = Self(1 << 11);
    pub(super) const PLACE_HEAD: Self = Self(1 << 12);
    pub(super) const JOB: Self = Self(1 << 13);
    pub(super) const SPEECH: Self = Self(1 << 14);
    pub(super) const PERSON_VERB: Self = Self(1 << 15);
    pub(super) const CALENDAR: Self = Self(1 << 16);
    pub(super) const MISC_WORD: Self = Self(1 << 17);
    pub(super) const COMMON: Self = Self(1 << 18);
    /// The first word of a longer entry.
    pub(super) const OPENS: Self = Self(1 << 19);
    /// Beside it the name of a town is its team.
    pub(super) const SPORT: Self = Self(1 << 20);
    /// Nouns that go with a body or a place.
    pub(super) const ORG_NOUN: Self = Self(1 << 21);
    pub(super) const PLACE_NOUN: Self = Self(1 << 22);
    pub(super) const PLACE: Self = Self(Self::COUNTRY.0 | Self::REGION.0 | Self::CITY.0);
    /// What a phrase may be.
    const PHRASE: Self = Self(Self::PLACE.0 | Self::NATION.0 | Self::TITLE.0 | Self::ORG.0 | Self::CALENDAR.0);

    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The set as bits, for the features of a learned tagger.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }
}

/// The longest entry, in words.
pub(super) const LONGEST: usize = 5;

const LISTS: [(&str, Known); 21] = [
    (include_str!("data/countries.txt"), Known::COUNTRY),
    (include_str!("data/regions.txt"), Known::REGION),
    (include_str!("data/cities.txt"), Known::CITY),
    (include_str!("data/nationalities.txt"), Known::NATION),
    (include_str!("data/first_names.txt"), Known::GIVEN),
    (include_str!("data/surnames.txt"), Known::SURNAME),
    (include_str!("data/particles.txt"), Known::PARTICLE),
    (include_str!("data/titles.txt"), Known::TITLE),
    (include_str!("data/org_words.txt"), Known::ORG_WORD),
    (include_str!("data/org_heads.txt"), Known::ORG_HEAD),
    (include_str!("data/orgs.txt"), Known::ORG),
    (include_str!("data/place_words.txt"), Known::PLACE_WORD),
    (include_str!("data/place_heads.txt"), Known::PLACE_HEAD),
    (include_str!("data/jobs.txt"), Known::JOB),
    (include_str!("data/speech.txt"), Known::SPEECH),
    (include_str!("data/person_verbs.txt"), Known::PERSON_VERB),
    (include_str!("data/calendar.txt"), Known::CALENDAR),
    (include_str!("data/misc_words.txt"), Known::MISC_WORD),
    (include_str!("data/sports.txt"), Known::SPORT),
    (include_str!("data/org_nouns.txt"), Known::ORG_NOUN),
    (include_str!("data/place_nouns.txt"), Known::PLACE_NOUN),
];

static TABLE: LazyLock<FxHashMap<String, Known>> = LazyLock::new(table);

fn table() -> FxHashMap<String, Known> {
    let mut table: FxHashMap<String, Known> = FxHashMap::default();
    let mut add = |key: String, known: Known| {
        let entry = table.entry(key).or_default();
        *entry = entry.and(known);
    };
    for (list, known) in LISTS {
        for entry in entries(list) {
            if let Some((first, _)) = entry.split_once(' ') {
                add(key_of(first), Known::OPENS);
            }
            add(if entry.contains(' ') { entry.to_lowercase() } else { key_of(entry) }, known);
        }
    }
    for list in [include_str!("data/common.txt"), include_str!("data/starters.txt")] {
        for word in list.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace) {
            add(word.to_owned(), Known::COMMON);
        }
    }
    table
}

fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(", ")).map(str::trim).filter(|e| !e.is_empty())
}

/// Entries in capitals (US, WHO) must be met in capitals; all others in any case.
fn key_of(entry: &str) -> String {
    if is_upper(entry) { entry.to_owned() } else { entry.to_lowercase() }
}

/// Whether a word of two or more letters has only capitals.
pub(super) fn is_upper(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

/// What a single word may be.
pub(super) fn word(word: &str) -> Known {
    let mut known = listed(word);
    if known != Known::default() || !word.starts_with(|c: char| c.is_uppercase()) {
        return known;
    }
    // "Serbs", "Boston-based": what the word is made of.
    if listed(word.strip_suffix('s').unwrap_or_default()).any(Known::NATION) {
        known = known.and(Known::NATION);
    }
    if let Some((first, last)) = word.rsplit_once('-')
        && last.starts_with(|c: char| c.is_lowercase())
        && (listed(last).any(Known::COMMON) || listed(first).any(Known::NATION))
    {
        known = known.and(Known::COMMON);
    }
    known
}

/// Whether a word that ends in 's is a name as it stands ("Moody's").
pub(super) fn is_whole(word: &str) -> bool {
    TABLE.contains_key(&word.to_lowercase())
}

/// Words up to this length are put into lower case without an allocation, in bytes.
const SHORT: usize = 24;

fn listed(word: &str) -> Known {
    let bytes = word.as_bytes();
    // Most words of a text need no more than this.
    if bytes.iter().all(u8::is_ascii_lowercase) {
        return TABLE.get(word).copied().unwrap_or_default();
    }
    if let Some((first, rest)) = bytes.split_first()
        && first.is_ascii_uppercase()
        && !rest.is_empty()
        && rest.iter().all(u8::is_ascii_lowercase)
        && let Some(lower) = token::lower(word, &mut [0; SHORT])
    {
        let lower = std::str::from_utf8(lower).unwrap_or_default();
        return TABLE.get(lower).copied().unwrap_or_default();
    }
    if is_upper(word) {
        let exact = TABLE.get(word).copied().unwrap_or_default();
        return exact.and(TABLE.get(&word.to_lowercase()).copied().unwrap_or_default());
    }
    if word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii() {
        return TABLE.get(&word.to_lowercase()).copied().unwrap_or_default();
    }
    TABLE.get(word).copied().unwrap_or_default()
}

/// What a phrase of lower-case words joined by single spaces may be.
pub(super) fn phrase(lower: &str) -> Known {
    TABLE.get(lower).copied().unwrap_or_default().only(Known::PHRASE)
}

/// Whether "word." is an abbreviation whose period belongs to it.
pub(super) fn is_abbreviation(with_period: &str) -> bool {
    TABLE.contains_key(&with_period.to_lowercase()) || (is_upper(with_period) && TABLE.contains_key(with_period))
}

//! What the spam model looks at: classes of words and which stand near each other, words, pairs and
//! pieces of words, and a few counts. Linear in the text's length.

use super::words::{self, Word};
use crate::moderation::address::{self, Address};
use rustc_hash::FxHashSet as HashSet;
use std::collections::HashMap;
use std::hash::{Hash, Hasher as _};
use std::sync::LazyLock;

/// Rows of the model.
pub const BUCKETS: usize = 1 << 17;
/// Hosts by what people link to them for: works of their own, wares and funds, sources.
const HOSTS: [&[&str]; 4] = [
    &[
        "facebook",
        "twitch",
        "soundcloud",
        "instagram",
        "twitter",
        "tumblr",
        "plus.google",
        "vk.com",
        "reverbnation",
        "patreon",
    ],
    &["amazon", "ebay", "etsy", "indiegogo", "gofundme", "kickstarter", "itunes", "play.google", "bit.ly"],
    &["youtu"],
    &[
        "wikipedia",
        "wikimedia",
        ".gov",
        ".edu",
        "bbc.",
        "news",
        "times",
        "guardian",
        "reuters",
        "archive.org",
        "post.com",
    ],
];

/// Where the sources are in [`HOSTS`].
const SOURCES: usize = 3;

/// Words of a piece of a long text.
const LEAST: usize = 8;
const MOST: usize = 30;
/// Words that stand near each other.
const NEAR: usize = 6;

#[derive(Debug, Default)]
pub(super) struct Signals {
    pub(super) names: Vec<&'static str>,
    of: HashMap<&'static str, Vec<u8>>,
}

pub(super) static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
    let mut signals = Signals::default();
    for line in include_str!("signals.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let (Some(name), Ok(class)) = (fields.next(), u8::try_from(signals.names.len())) else { continue };
        signals.names.push(name);
        for word in fields {
            signals.of.entry(word).or_default().push(class);
        }
    }
    signals
});

impl Signals {
    pub(super) fn classes(&self, meaning: &str) -> &[u8] {
        self.of.get(meaning).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is of one of these classes.
    pub(super) fn is_any(&self, meaning: &str, names: &[&str]) -> bool {
        self.classes(meaning).iter().filter_map(|&c| self.names.get(usize::from(c))).any(|name| names.contains(name))
    }
}

/// A comment as the model sees it.
#[derive(Debug)]
pub(super) struct View {
    pub(super) words: Vec<Word>,
    pub(super) addresses: Vec<Address>,
}

impl View {
    /// Addresses are words of their own: `#url`.
    pub(super) fn of(text: &str) -> Self {
        let addresses = address::addresses(text);
        let mut words = words::words(text);
        let mut ahead = addresses.iter().peekable();
        let mut said = usize::MAX;
        for word in &mut words {
            while ahead.next_if(|a| a.span.end <= word.span.start).is_some() {}
            if let Some(address) = ahead.peek().filter(|a| a.span.overlaps(word.span)) {
                let first = said != address.span.start;
                said = address.span.start;
                word.meaning = if first { "#url".to_owned() } else { String::new() };
                word.loud = false;
            }
        }
        words.retain(|word| !word.meaning.is_empty());
        Self { words, addresses }
    }
}

/// Features with their values, each once: rows below [`BUCKETS`].
pub fn features(text: &str) -> Vec<(u32, f32)> {
    of_view(text, &View::of(text))
}

pub(super) fn of_view(text: &str, view: &View) -> Vec<(u32, f32)> {
    let mut strong: HashSet<u32> = HashSet::default();
    let mut weak: HashSet<u32> = HashSet::default();
    counts(text, view, &mut strong);
    company(&view.words, &mut strong);
    grams(&view.words, &mut weak);
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    let share = 2.0 / (weak.len().max(9) as f32).sqrt();
    let mut all: Vec<(u32, f32)> = strong.iter().map(|&row| (row, 1.0)).collect();
    all.extend(weak.difference(&strong).map(|&row| (row, share)));
    all.sort_unstable_by_key(|&(row, _)| row);
    all
}

fn host_kind(address: &Address) -> Option<usize> {
    HOSTS.iter().position(|hosts| hosts.iter().any(|host| address.host.contains(host)))
}

/// Whether it leads to a page on a host that people link to for works or wares of their own.
pub(super) fn is_promotional(address: &Address) -> bool {
    address.rest.len() > 1 && host_kind(address).is_some_and(|kind| kind < SOURCES)
}

/// The sentences of a long text, each with at least `LEAST` words: an appeal between them is
/// easily lost among the others.
pub fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut words) = (0, 0);
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let end = matches!(c, '.' | '!' | '?' | '\n' | '…') && words >= LEAST;
        if end || words >= MOST {
            found.extend(text.get(start..at));
            (start, words) = (at, 0);
        }
        words += usize::from(c.is_whitespace() && inside);
        inside = !c.is_whitespace();
    }
    let rest = text.get(start..).unwrap_or_default();
    if found.is_empty() {
        return Vec::new();
    }
    if words + usize::from(inside) >= LEAST {
        found.push(rest);
    }
    found
}

fn row(of: impl Hash) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    of.hash(&mut hasher);
    // The high bits are the well-mixed ones.
    u32::try_from(hasher.finish() >> 47).unwrap_or(0)
}

/// Classes, and pairs of classes within [`NEAR`] words, in their order.
fn company(words: &[Word], found: &mut HashSet<u32>) {
    let classes: Vec<&[u8]> = words.iter().map(|w| SIGNALS.classes(&w.meaning)).collect();
    for (at, here) in classes.iter().enumerate() {
        for &class in *here {
            found.insert(row((1_u8, class)));
            let near = classes.get(at + 1..(at + 1 + NEAR).min(classes.len())).unwrap_or_default();
            for &other in near.iter().copied().flatten() {
                found.insert(row((2_u8, class, other)));
            }
        }
    }
}

/// Words, pairs of words, and four letters of each longer word.
fn grams(words: &[Word], found: &mut HashSet<u32>) {
    let mut last = "^";
    for word in words {
        let meaning = word.meaning.as_str();
        found.insert(row((3_u8, meaning)));
        found.insert(row((4_u8, last, meaning)));
        last = meaning;
        let letters: Vec<char> = std::iter::once('^').chain(meaning.chars()).chain(['$']).collect();
        if letters.len() > 6 && !meaning.starts_with('#') {
            found.extend(letters.windows(4).map(|piece| row((5_u8, piece))));
        }
    }
    found.insert(row((4_u8, last, "$")));
}

/// Counts in steps, and which classes a comment has altogether.
fn counts(text: &str, view: &View, found: &mut HashSet<u32>) {
    let words = view.words.len();
    let count = |test: fn(&Word) -> bool| view.words.iter().filter(|w| test(w)).count();
    let marks = |c: char| text.matches(c).count();
    let steps = [
        ("words", words.min(4) + (words / 5).min(12)),
        ("loud", count(|w| w.loud).min(12) / 3 * usize::from(words > 2)),
        ("numbers", count(|w| w.meaning.starts_with('#')).min(6)),
        ("addresses", view.addresses.len().min(4)),
        ("alone", usize::from(!view.addresses.is_empty()) * (4 - words.min(4))),
        ("called", marks('!').min(9) / 2),
        ("asked", marks('?').min(3)),
        ("money", count(|w| w.meaning == "#money").min(3)),
        ("spaced", usize::from(spaced_address(text))),
        ("watch", usize::from(text.contains("/watch?"))),
        ("anchor", usize::from(text.contains("<a "))),
        ("hash", marks('#').min(4)),
        ("at", marks('@').min(3)),
    ];
    for (name, step) in steps {
        found.insert(row((6_u8, name, step)));
    }
    for address in &view.addresses {
        let kind = host_kind(address);
        found.insert(row((8_u8, kind.unwrap_or(HOSTS.len()), address.rest.len() > 1, words < 12)));
    }
    let mut classes: Vec<u8> = view.words.iter().flat_map(|w| SIGNALS.classes(&w.meaning)).copied().collect();
    classes.sort_unstable();
    classes.dedup();
    for (at, &one) in classes.iter().enumerate() {
        for &other in classes.get(at + 1..).unwrap_or_default() {
            if words < 60 {
                found.insert(row((7_u8, one, other)));
            }
        }
    }
}

/// "example . com": an address that was pulled apart so that no filter sees it.
fn spaced_address(text: &str) -> bool {
    const ENDINGS: [&str; 6] = ["com", "net", "org", "co", "info", "me"];
    text.match_indices('.').any(|(at, _)| {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let after = after.trim_start_matches('.');
        let word = after.trim_start();
        let spaced = word.len() < after.len() || before.ends_with(' ');
        let begins = before.trim_end().chars().next_back().is_some_and(char::is_alphanumeric);
        let ending = ENDINGS.iter().any(|e| {
            word.strip_prefix(e)
                .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '\''))
        });
        spaced && begins && ending
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_features_once_each() {
        let text = "Check out my channel http://example.org/ please!!!";
        let found = features(text);
        assert_eq!(found, features(text));
        assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(found.iter().all(|(row, _)| (*row as usize) < BUCKETS));
    }

    #[test]
    fn a_pulled_apart_address_is_seen() {
        assert!(spaced_address("go to example . com now"));
        assert!(spaced_address("go to example. net/x"));
        assert!(!spaced_address("It is so. Come now. Net gains."));
    }
}

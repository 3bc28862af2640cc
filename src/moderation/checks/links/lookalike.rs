//! Domains that pass for another: a known name with a letter changed, or with words added.

use super::hosts::{HOSTS, Hosts};
use super::skeleton;
use crate::moderation::address::{Address, under};
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// What is wrong with a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fraud {
    /// Looks like a known name and is another.
    Lookalike(&'static str),
    /// A known name with words that lure.
    Borrowed(&'static str),
    /// A known name on a domain that is not its owner's.
    Named(&'static str),
    /// Words that lure, on a domain that costs next to nothing.
    Lure,
    /// An ending that costs next to nothing.
    FreeEnding,
    /// Letters of several scripts in one name.
    MixedScripts,
}

#[derive(Debug)]
struct Brand {
    key: &'static str,
    skeleton: String,
    tolerance: usize,
    /// Also an ordinary word.
    is_word: bool,
}

#[derive(Debug)]
struct Brands {
    list: Vec<Brand>,
    official: Vec<&'static str>,
}

static BRANDS: LazyLock<Brands> = LazyLock::new(|| {
    let mut brands = Brands { list: Vec::new(), official: Vec::new() };
    for line in include_str!("brands.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let (Some(key), Some(tolerance), Some(class)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let tolerance = tolerance.parse().unwrap_or(0);
        brands.list.push(Brand { key, skeleton: skeleton::of(key), tolerance, is_word: class == "word" });
        brands.official.extend(fields);
    }
    brands
});

#[derive(Debug)]
struct Lures {
    finder: Option<AhoCorasick>,
    weights: Vec<(usize, u32)>,
}

static LURES: LazyLock<Lures> = LazyLock::new(|| {
    let rows = || include_str!("lures.txt").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(' '));
    let words = rows().map(|(word, _)| word);
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
    Lures { finder, weights: rows().map(|(w, n)| (w.len(), n.trim().parse().unwrap_or(0))).collect() }
});

/// What is wrong with the address's host, the worst first.
pub(super) fn fraud(address: &Address) -> Option<Fraud> {
    let host = address.host.as_str();
    if address.is_number() || BRANDS.official.iter().any(|d| under(host, d)) {
        return None;
    }
    let place = Place::of(host, &HOSTS);
    let lure = lure(place.name) + place.lure();
    if let Some(found) = brand(&place, lure) {
        return Some(found);
    }
    if address.international && mixed_scripts(host) {
        return Some(Fraud::MixedScripts);
    }
    if lure >= 3 {
        return Some(Fraud::Lure);
    }
    place.free.then_some(Fraud::FreeEnding)
}

/// A host without its ending, and what the ending says.
#[derive(Debug)]
struct Place<'a> {
    /// The labels that were chosen by its owner.
    name: &'a str,
    /// Under an ending that costs next to nothing.
    free: bool,
    /// Under an ending that costs little.
    cheap: bool,
    /// Under a host where anyone gets a name.
    hosted: bool,
}

impl<'a> Place<'a> {
    fn of(host: &'a str, hosts: &Hosts) -> Self {
        let ending = |list: &[&str]| list.iter().filter(|d| under(host, d)).map(|d| d.len()).max();
        let hosted = ending(&hosts.hosting);
        let free = ending(&hosts.free);
        let cheap = ending(&hosts.cheap);
        let last = host.rsplit('.').next().map_or(0, str::len);
        let length = hosted.or(free).or(cheap).unwrap_or(last);
        let name = host.get(..host.len().saturating_sub(length + 1)).unwrap_or_default();
        // "example.co.uk": the last but one is an ending too.
        let name = match name.rsplit_once('.') {
            Some((before, "com" | "co" | "net" | "org" | "gov" | "ac" | "edu" | "de" | "eu" | "us" | "in")) => before,
            _ => name,
        };
        Self { name, free: free.is_some(), cheap: cheap.is_some(), hosted: hosted.is_some() }
    }

    /// How much the ending says, and a name that is mostly a number.
    fn lure(&self) -> u32 {
        let numbered = self.name.chars().filter(char::is_ascii_digit).count() >= 4;
        u32::from(self.cheap) + 2 * u32::from(self.free) + 2 * u32::from(self.hosted) + 2 * u32::from(numbered)
    }
}

fn brand(place: &Place<'_>, lure: u32) -> Option<Fraud> {
    let looks = skeleton::of(place.name);
    let plain: String = place.name.chars().filter(char::is_ascii_alphanumeric).collect();
    BRANDS.list.iter().find_map(|brand| {
        let written = plain.contains(brand.key);
        let named = if brand.is_word && brand.key.len() < 7 { as_word(place.name, brand.key) } else { written };
        if named {
            return match (lure, brand.is_word) {
                (2.., _) => Some(Fraud::Borrowed(brand.key)),
                (_, false) => Some(Fraud::Named(brand.key)),
                (_, true) => None,
            };
        }
        if written {
            return None;
        }
        let near = skeleton::nearest(&looks, &brand.skeleton, brand.tolerance)?;
        // The same letters to the eye are meant to deceive; letters that differ may be another name,
        // most of all in the middle of one: "marketwatch" holds nearly "twitch".
        let deceives = match near {
            0 => brand.key.len() > 5,
            _ if brand.skeleton.len() > 8 => true,
            _ => begins(place.name, brand) && (lure > 0 || !brand.is_word),
        };
        deceives.then_some(Fraud::Lookalike(brand.key))
    })
}

/// Whether a part of the name begins nearly as the brand does.
fn begins(name: &str, brand: &Brand) -> bool {
    name.split(['-', '.', '_']).any(|part| {
        let start: String = skeleton::of(part).chars().take(brand.skeleton.len() + 1).collect();
        start.chars().next() == brand.skeleton.chars().next()
            && skeleton::nearest(&start, &brand.skeleton, brand.tolerance).is_some()
    })
}

/// Whether the name stands by itself between hyphens, digits and dots.
fn as_word(name: &str, key: &str) -> bool {
    name.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part == key)
}

/// How much the words in a name lure.
fn lure(name: &str) -> u32 {
    let joined: String = name.chars().filter(|&c| c != '-').collect();
    let Some(finder) = &LURES.finder else { return 0 };
    let bytes = joined.as_bytes();
    let parts: Vec<&str> = name.split(['-', '.']).collect();
    let weigh = |found: aho_corasick::Match| {
        let (length, weight) = LURES.weights.get(found.pattern().as_usize()).copied().unwrap_or_default();
        // A short word counts only by itself or at an end: "eth" is in "ethics".
        let word = bytes.get(found.range()).unwrap_or_default();
        let ends = length >= 3 && (found.start() == 0 || found.end() == bytes.len());
        let apart = parts
            .iter()
            .any(|p| p.trim_matches(|c: char| c.is_ascii_digit()).as_bytes() == word || p.as_bytes() == word);
        if length >= 5 || apart || (ends && length >= 4) { weight } else { 0 }
    };
    finder.find_iter(&joined).map(weigh).sum()
}

/// Letters of Latin beside those of a script with letters of the same shape.
fn mixed_scripts(host: &str) -> bool {
    host.split('.').any(|label| {
        let latin = label.chars().any(|c| c.is_ascii_alphabetic());
        let other = label
            .chars()
            .any(|c| matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{ff00}'..='\u{ffef}'));
        latin && other
    })
}

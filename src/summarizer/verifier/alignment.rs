//! Which word of the evidence each word of a claim stands for.

use super::lexicon;
use super::passage::{Passage, Unit, number};
use crate::terms::{Class, NO_STEM, Vocabulary};
use rustc_hash::FxHashMap;

/// A word of the evidence that tells what a word of the claim tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// Index among the evidence's units.
    pub(super) at: usize,
    /// 1 for the same stem, less for a paraphrase.
    pub(super) quality: f32,
}

/// More places of one word in the evidence are not looked at.
const PLACES: usize = 24;
/// Stems this long may be matched by their beginnings.
const PREFIX: usize = 5;

/// "meet" and "met".
const FORM: f32 = 0.95;
const PARAPHRASE: f32 = 0.85;
const DERIVED: f32 = 0.8;
const SHORTENED: f32 = 0.9;

/// Where each stem stands in the evidence.
#[derive(Debug, Default)]
pub(super) struct Index {
    places: FxHashMap<u32, Vec<usize>>,
    prefixes: FxHashMap<String, Vec<u32>>,
    /// Initials of names and the words they are made of.
    initials: FxHashMap<String, usize>,
    /// Abbreviations in capitals, without their periods.
    abbreviations: FxHashMap<String, usize>,
}

impl Index {
    pub(super) fn new(evidence: &Passage<'_>, vocabulary: &Vocabulary) -> Self {
        let mut index = Self::default();
        for (at, unit) in evidence.units.iter().enumerate() {
            for stem in [unit.stem, unit.part] {
                index.insert(stem, at, vocabulary);
            }
            if unit.form == "against" {
                index.insert(number(vocabulary, unit.form), at, vocabulary);
            }
            // "five-nation"
            if let Some((first, _)) = evidence.written(at).split_once('-')
                && let Some(digits) = lexicon::digits(first)
            {
                index.insert(number(vocabulary, &digits), at, vocabulary);
            }
            if unit.caps {
                let letters = evidence.written(at).chars().filter(|c| *c != '.').flat_map(char::to_lowercase);
                index.abbreviations.entry(letters.collect()).or_insert(at);
            }
        }
        for (start, initials) in initials(evidence) {
            index.initials.entry(initials).or_insert(start);
        }
        index
    }

    fn insert(&mut self, stem: u32, at: usize, vocabulary: &Vocabulary) {
        if stem == NO_STEM {
            return;
        }
        let places = self.places.entry(stem).or_default();
        if places.is_empty()
            && let Some(prefix) = vocabulary.stem(stem).get(..PREFIX)
        {
            let stems = self.prefixes.entry(prefix.to_owned()).or_default();
            if stems.len() < PLACES {
                stems.push(stem);
            }
        }
        if places.len() < PLACES && places.last() != Some(&at) {
            places.push(at);
        }
    }

    /// The places of a stem, in order.
    pub(super) fn places(&self, stem: u32) -> &[usize] {
        self.places.get(&stem).map_or(&[], Vec::as_slice)
    }
}

/// Runs of capitalised words with their initials: "National Aeronautics and Space Administration",
/// with and without what "and" and the like join.
pub(super) fn initials(passage: &Passage<'_>) -> Vec<(usize, String)> {
    let mut found = joined_initials(passage, false);
    found.extend(joined_initials(passage, true));
    found
}

fn joined_initials(passage: &Passage<'_>, over: bool) -> Vec<(usize, String)> {
    const LONGEST: usize = 9;
    let mut found = Vec::new();
    let mut at = 0;
    while at < passage.units.len() {
        let start = at;
        let mut letters = String::new();
        let mut end = at;
        while let Some(unit) = passage.get(at).filter(|_| at - start < LONGEST) {
            let joins = over && matches!(unit.form, "of" | "and" | "the" | "for" | "in" | "'s") && !letters.is_empty();
            if unit.capital && unit.is_content() {
                letters.extend(passage.written(at).chars().take(1).flat_map(char::to_lowercase));
                end = at + 1;
            } else if !joins {
                break;
            }
            at += 1;
        }
        if letters.chars().count() > 1 {
            found.push((start, letters));
        }
        at = end.max(start + 1);
    }
    found
}

/// The links of a claim's words to its evidence.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// For each unit of the claim all words that may stand for it, the best first.
    candidates: Vec<Vec<Link>>,
    chosen: Vec<Option<Link>>,
}

impl Alignment {
    /// Links the words of a claim, whose stems in its own words are `stems`.
    pub(super) fn new(claim: &Passage<'_>, stems: &[String], index: &Index, vocabulary: &Vocabulary) -> Self {
        let mut candidates: Vec<Vec<Link>> =
            claim.units.iter().zip(stems).map(|(unit, stem)| candidates(unit, stem, index, vocabulary)).collect();
        shortened(claim, index, &mut candidates);
        let chosen = choose(&candidates);
        Self { candidates, chosen }
    }

    /// The words that may stand for the claim's word.
    pub(super) fn candidates(&self, at: usize) -> &[Link] {
        self.candidates.get(at).map_or(&[], Vec::as_slice)
    }

    /// The word that most likely stands for it.
    pub(super) fn link(&self, at: usize) -> Option<Link> {
        self.chosen.get(at).copied().flatten()
    }
}

fn candidates(unit: &Unit, stem: &str, index: &Index, vocabulary: &Vocabulary) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    if !unit.is_content() {
        return found;
    }
    let mut add = |places: &[usize], quality: f32| {
        for &at in places {
            if found.len() < PLACES && !found.iter().any(|l| l.at == at) {
                found.push(Link { at, quality });
            }
        }
    };
    add(index.places(unit.stem), 1.0);
    add(index.places(unit.part), PARAPHRASE);
    if unit.caps {
        let key: String = stem.chars().filter(|c| *c != '.').collect();
        let key = if key.is_empty() { "us".to_owned() } else { key };
        add(index.initials.get(&key).map_or(&[], std::slice::from_ref), SHORTENED);
    }
    if unit.class != Class::Number && unit.class != Class::NumberWord {
        for same in lexicon::forms(stem) {
            add(index.places(number(vocabulary, same)), FORM);
        }
        // "begun" of "started": the forms of a word's paraphrases are its paraphrases.
        let forms: Vec<&str> = lexicon::forms(stem).collect();
        for form in std::iter::once(stem).chain(forms) {
            for same in lexicon::equivalents(form) {
                add(index.places(number(vocabulary, same)), PARAPHRASE);
                for other in lexicon::forms(same) {
                    add(index.places(number(vocabulary, other)), PARAPHRASE);
                }
            }
        }
        for same in lexicon::implied_by(stem) {
            add(index.places(number(vocabulary, same)), DERIVED);
        }
        if let Some(digits) = lexicon::spelled(stem) {
            add(index.places(number(vocabulary, &digits)), 1.0);
        }
    }
    if found.is_empty() {
        for derived in derived(stem, index, vocabulary) {
            for &at in index.places(derived) {
                if found.len() < PLACES {
                    found.push(Link { at, quality: DERIVED });
                }
            }
        }
    }
    found
}

/// Stems of the evidence that begin like this one: "indonesia" and "indonesian".
fn derived<'i>(stem: &'i str, index: &'i Index, vocabulary: &'i Vocabulary) -> impl Iterator<Item = u32> + 'i {
    const TAIL: usize = 4;
    let alike = stem.get(..PREFIX).and_then(|prefix| index.prefixes.get(prefix)).into_iter().flatten().copied();
    alike.filter(move |&other| {
        let other = vocabulary.stem(other);
        let shared = stem.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let (shorter, longer) = (stem.len().min(other.len()), stem.len().max(other.len()));
        longer - shared <= TAIL && (shared == shorter || shorter - shared <= 2 && shared > PREFIX)
    })
}

/// Names of several words in the claim that the evidence shortens to their initials.
fn shortened(claim: &Passage<'_>, index: &Index, candidates: &mut [Vec<Link>]) {
    for (start, letters) in initials(claim) {
        let Some(&at) = index.abbreviations.get(&letters) else { continue };
        let mut left = letters.chars().count();
        for slot in start..claim.units.len() {
            if left == 0 {
                break;
            }
            let Some(unit) = claim.get(slot) else { break };
            if !unit.capital {
                continue;
            }
            left -= 1;
            if let Some(links) = candidates.get_mut(slot).filter(|l| l.is_empty()) {
                links.push(Link { at, quality: SHORTENED });
            }
        }
    }
}

/// For each word the candidate that stands best beside those of its neighbours.
fn choose(candidates: &[Vec<Link>]) -> Vec<Option<Link>> {
    const NEAR: f32 = 0.35;
    let mut chosen: Vec<Option<Link>> =
        candidates.iter().map(|c| if let [only] = c.as_slice() { Some(*only) } else { None }).collect();
    let mut next: Vec<Option<(usize, usize)>> = vec![None; candidates.len()];
    let mut anchor = None;
    for (at, link) in chosen.iter().enumerate().rev() {
        if let Some(slot) = next.get_mut(at) {
            *slot = anchor;
        }
        anchor = link.map(|l| (at, l.at)).or(anchor);
    }
    let mut last: Option<(usize, usize)> = None;
    for at in 0..candidates.len() {
        let links = candidates.get(at).map_or(&[][..], Vec::as_slice);
        if links.len() > 1 {
            let near = |link: &Link, anchor: Option<(usize, usize)>| {
                anchor.map_or(0.0, |(own, other)| {
                    let shift = (own.abs_diff(at)).abs_diff(other.abs_diff(link.at));
                    1.0 / (1.0 + super::count(shift) / 4.0)
                })
            };
            let after = next.get(at).copied().flatten();
            let value = |link: &Link| link.quality + NEAR * (near(link, last) + near(link, after));
            let best = links.iter().max_by(|a, b| value(a).total_cmp(&value(b)).then(b.at.cmp(&a.at)));
            if let Some(slot) = chosen.get_mut(at) {
                *slot = best.copied();
            }
        }
        last = chosen.get(at).copied().flatten().map(|l| (at, l.at)).or(last);
    }
    chosen
}

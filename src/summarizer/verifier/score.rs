//! How well the evidence covers a claim's words, as one number.

use super::lexicon::Cues;
use super::passage::{Passage, Unit};
use super::values::is_value;
use super::{Case, Unsupported, UnsupportedKind, count, lexicon, names, polarity};
use crate::reading::FactKind;
use crate::terms::Class;

/// What the score is made of, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Features {
    /// Share of the claim's content that the evidence tells, in whatever words.
    covered: f32,
    /// The same of the best single sentence.
    in_one: f32,
    /// Mean length of the word sequences taken over, on a scale that ends at 10 words.
    sequences: f32,
    /// Findings of the other checks, on a scale that ends at three.
    findings: f32,
    /// The claim's length, on a scale that ends at 40 words: a long claim covered as well is borne
    /// out in more of its parts.
    length: f32,
}

/// The weights of the score, a logistic model; rounded from a fit on one half (by hash of the id) of
/// the human votes on model-written sentences of QAGS (Wang et al. 2020), each set and each verdict
/// counted alike. `benches/QUALITY.md` has what they reach.
mod weight {
    pub(super) const BIAS: f32 = -3.5;
    pub(super) const IN_ONE: f32 = 3.0;
    pub(super) const SEQUENCES: f32 = 2.0;
    pub(super) const FINDINGS: f32 = -3.6;
    pub(super) const LENGTH: f32 = 2.0;
}

/// A claim that cites its sentences may say them in its own words: no telling word of it may go without a
/// counterpart, and with the light ones counted so much of it must be covered.
const COVERED: f32 = 0.55;
/// Where the sentences had to be found, the score must be as good as even.
const EVEN: f32 = 0.5;

/// The score, 0 to 1, and the words to name where too little is covered.
pub(super) fn score(case: &Case<'_>, findings: &[Unsupported], cited: bool) -> (f32, Vec<Unsupported>) {
    let covered = coverage(case, findings);
    let features = features(case, findings, &covered);
    let score = features.score();
    let untold = untold(case, &covered);
    let enough = if cited { features.covered >= COVERED && untold.is_empty() } else { score >= EVEN };
    if enough {
        return (score, Vec::new());
    }
    let missing = if untold.is_empty() { missing(case, &covered) } else { untold };
    let missing = missing.into_iter().filter_map(|at| case.claim.get(at)).map(|u| u.span);
    let mut missing: Vec<Unsupported> =
        missing.map(|span| Unsupported { span, kind: UnsupportedKind::Words }).collect();
    if missing.is_empty() {
        let span = case.claim.span(&(0..case.claim.units.len()));
        missing.push(Unsupported { span, kind: UnsupportedKind::Words });
    }
    (score, missing)
}

impl Features {
    fn score(&self) -> f32 {
        let sum = weight::BIAS
            + weight::IN_ONE * self.in_one
            + weight::SEQUENCES * self.sequences
            + weight::FINDINGS * self.findings
            + weight::LENGTH * self.length;
        1.0 / (1.0 + (-sum).exp())
    }
}

fn missing(case: &Case<'_>, covered: &[f32]) -> Vec<usize> {
    case.claim.content(0..case.claim.units.len()).filter(|&at| covered.get(at).is_some_and(|&c| c <= 0.0)).collect()
}

/// Words without a counterpart that say more than that something is said or somebody is meant.
fn untold(case: &Case<'_>, covered: &[f32]) -> Vec<usize> {
    // What denies and how sure or how much is checked where it turns another word.
    let turning =
        Cues::NOT.with(Cues::REFUSING).with(Cues::MODAL).with(Cues::HEDGE).with(Cues::ABOUT).with(Cues::ABOVE);
    let turning = turning.with(Cues::COURTESY);
    let turns = |at: usize| case.claim.get(at).is_some_and(|u| u.form == "one" || u.cues.any(turning));
    let light = |at: usize| turns(at) || case.stems.get(at).is_some_and(|stem| lexicon::is_light(stem));
    let named = |at: usize| case.claim.get(at).is_some_and(Unit::is_name);
    missing(case, covered).into_iter().filter(|&at| named(at) || !light(at)).collect()
}

/// How well each unit is told, 0 to 1.
fn coverage(case: &Case<'_>, findings: &[Unsupported]) -> Vec<f32> {
    const BY_TITLE: f32 = 0.8;
    const BY_CONTRARY: f32 = 0.8;
    // A value or a name that passed its own check is told, in whatever words.
    // So is not what stands inside it: "twelve unarmed soldiers".
    let values = case.facts.iter().filter(|f| is_value(f)).map(|f| (f.span, counts(f.kind())));
    let names = case.names.iter().map(|run| (case.claim.span(run), Inside::Capitals));
    let passed = values.chain(names).filter(|(span, _)| !findings.iter().any(|u| u.span.overlaps(*span)));
    let mut told = vec![0.0_f32; case.claim.units.len()];
    for (span, inside) in passed {
        let range = case.claim.range(span);
        let units = case.claim.units.iter().zip(told.iter_mut()).take(range.end).skip(range.start);
        for (_, slot) in units.filter(|(unit, _)| inside.holds(unit)) {
            *slot = 1.0;
        }
    }
    for (at, slot) in told.iter_mut().enumerate() {
        let linked = case.links.candidates(at).iter().map(|l| l.quality).reduce(f32::max);
        let other = match linked {
            Some(quality) => quality,
            None if !case.claim.get(at).is_some_and(Unit::is_content) => 0.0,
            None if names::is_title_of_told(case, at) => BY_TITLE,
            None if polarity::contrary(case, at).is_some() => BY_CONTRARY,
            None => 0.0,
        };
        *slot = slot.max(other);
    }
    told
}

/// What of a value or a name its own check has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    All,
    Numbers,
    Capitals,
}

const fn counts(kind: FactKind) -> Inside {
    if matches!(kind, FactKind::Number) { Inside::Numbers } else { Inside::All }
}

impl Inside {
    const fn holds(self, unit: &Unit) -> bool {
        match self {
            Self::All => true,
            Self::Numbers => matches!(unit.class, Class::Number | Class::NumberWord | Class::Percent),
            Self::Capitals => unit.capital,
        }
    }
}

fn features(case: &Case<'_>, findings: &[Unsupported], covered: &[f32]) -> Features {
    let (mut told, mut all) = (0.0, 0.0);
    for (unit, quality) in case.claim.units.iter().zip(covered).filter(|(u, _)| u.is_content()) {
        let weight = weight(unit);
        told += weight * quality;
        all += weight;
    }
    let words = case.claim.units.iter().filter(|u| !u.class.is_mark()).count();
    Features {
        covered: if all > 0.0 { told / all } else { 0.0 },
        in_one: in_one(case),
        sequences: (sequences(&case.claim, &case.evidence) / 10.0).min(1.0),
        findings: count(findings.len().min(3)) / 3.0,
        length: (count(words) / 40.0).min(1.0),
    }
}

fn weight(unit: &Unit) -> f32 {
    let telling = matches!(unit.class, Class::Number | Class::NumberWord | Class::Capital);
    match () {
        () if telling => 1.5,
        () if unit.is_adverb() => 0.5,
        () => 1.0,
    }
}

/// The share told by the best single sentence.
fn in_one(case: &Case<'_>) -> f32 {
    let mut all = 0.0;
    let mut sums: Vec<f32> = vec![0.0; case.chosen.len()];
    for (at, unit) in case.claim.units.iter().enumerate().filter(|(_, u)| u.is_content()) {
        let weight = weight(unit);
        all += weight;
        let mut best: Vec<(usize, f32)> = Vec::new();
        for link in case.links.candidates(at) {
            let Some(place) = case.evidence.get(link.at).and_then(|u| case.chosen.binary_search(&u.sentence).ok())
            else {
                continue;
            };
            match best.iter_mut().find(|(p, _)| *p == place) {
                Some((_, quality)) => *quality = quality.max(link.quality),
                None => best.push((place, link.quality)),
            }
        }
        for (place, quality) in best {
            if let Some(sum) = sums.get_mut(place) {
                *sum += weight * quality;
            }
        }
    }
    let best = sums.into_iter().fold(0.0, f32::max);
    if all > 0.0 { best / all } else { 0.0 }
}

/// Mean length of the longest shared sequences of words, taken from the left (the extractive
/// fragments of Grusky et al. 2018).
fn sequences(claim: &Passage<'_>, evidence: &Passage<'_>) -> f32 {
    const MOST: usize = 4_000;
    let words = |p: &Passage<'_>| -> Vec<(u32, &'static str)> {
        let words = p.units.iter().filter(|u| !u.class.is_mark()).take(MOST);
        words.map(|u| if u.is_content() { (u.stem, "") } else { (0, u.form) }).collect()
    };
    let (own, told) = (words(claim), words(evidence));
    // longest[i]: words shared from the claim's word i on.
    let mut longest = vec![0_usize; own.len()];
    let mut below = vec![0_usize; told.len() + 1];
    for (i, word) in own.iter().enumerate().rev() {
        let mut row = vec![0_usize; told.len() + 1];
        let mut best = 0;
        for ((cell, other), &diagonal) in row.iter_mut().zip(&told).zip(below.iter().skip(1)) {
            if word == other {
                *cell = diagonal + 1;
                best = best.max(*cell);
            }
        }
        if let Some(slot) = longest.get_mut(i) {
            *slot = best;
        }
        below = row;
    }
    let (mut at, mut runs, mut taken) = (0, 0, 0);
    while let Some(&length) = longest.get(at) {
        runs += usize::from(length > 0);
        taken += length;
        at += length.max(1);
    }
    if runs > 0 { count(taken) / count(runs) } else { 0.0 }
}

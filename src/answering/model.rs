//! The linear model: weights by feature name, and the best span under them.

use super::candidates::Candidate;
use super::features::{self, Sink};
use super::rules;
use super::scene::Scene;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Keys are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |h, &b| h.rotate_left(8) ^ u64::from(b));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

type Weights = HashMap<u64, f32, BuildHasherDefault<Identity>>;

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let lines = include_str!("../../models/answers.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| {
            let (name, weight) = line.split_once('\t')?;
            let mut parts = name.split('|');
            let name = [0; 4].map(|_| parts.next().unwrap_or_default());
            Some((key(name), weight.parse().ok()?))
        })
        .collect()
});

/// FNV-1a (Fowler, Noll and Vo) over the four parts.
pub(super) fn key(name: [&str; 4]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in name {
        for byte in part.bytes().chain([b'|']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Adds up weights.
#[derive(Debug, Default)]
pub(super) struct Score(f32);

impl Score {
    pub(super) fn total(&self) -> f32 {
        self.0
    }
}

impl Sink for Score {
    fn add(&mut self, name: [&str; 4], value: f32) {
        self.0 += WEIGHTS.get(&key(name)).copied().unwrap_or(0.0) * value;
    }
}

/// The best candidate with what the choice rested on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) candidate: Candidate,
    pub(super) score: f32,
    /// Its share of the probability of all candidates, overlapping ones included.
    pub(super) share: f32,
}

/// The candidate with the highest expected overlap with the right answer, in the sentence that
/// holds most of the probability.
pub(super) fn best(scene: &Scene) -> Option<Best> {
    let scores = scores(scene);
    let mut order: Vec<(f32, Candidate)> = scores.into_iter().zip(scene.candidates.iter().copied()).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let top = order.first()?.0;
    let all: f32 = order.iter().map(|(score, _)| (score - top).exp()).sum();
    let mass = |sentence: usize| -> f32 {
        order.iter().filter(|(_, c)| c.sentence == sentence).map(|(score, _)| (score - top).exp()).sum()
    };
    let (sentence, _) =
        scene.chosen.iter().map(|&s| (s, mass(s))).reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    order.retain(|(_, candidate)| candidate.sentence == sentence);
    order.truncate(CONTENDERS);
    let expected = |candidate: &Candidate| -> f32 {
        order.iter().map(|(score, other)| (score - top).exp() / all * overlap(candidate, other)).sum()
    };
    let (share, &(score, candidate)) = order
        .iter()
        .map(|entry| (expected(&entry.1), entry))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(Best { candidate, score, share })
}

/// Candidates among which the expected overlap is compared.
const CONTENDERS: usize = 40;

/// F1 of the words two candidates share, by position.
fn overlap(a: &Candidate, b: &Candidate) -> f32 {
    let common = (a.last.min(b.last) + 1).saturating_sub(a.first.max(b.first));
    let both = (a.last + 1 - a.first) + (b.last + 1 - b.first);
    #[expect(clippy::cast_precision_loss, reason = "a few dozen words")]
    let f1 = 2.0 * common as f32 / both as f32;
    f1
}

/// The score of each candidate: its sentence, its beginning, its end, and the whole.
pub(super) fn scores(scene: &Scene) -> Vec<f32> {
    let mut of_sentence: HashMap<usize, f32> = HashMap::new();
    let mut first: HashMap<usize, f32> = HashMap::new();
    let mut last: HashMap<usize, f32> = HashMap::new();
    let mut scores = Vec::with_capacity(scene.candidates.len());
    for candidate in &scene.candidates {
        let range = scene.terms.sentences.get(candidate.sentence).cloned().unwrap_or_default();
        let sentence = *of_sentence.entry(candidate.sentence).or_insert_with(|| {
            let rank = scene.chosen.iter().position(|&s| s == candidate.sentence).unwrap_or(0);
            total(|out| features::sentence(scene, rank, candidate.sentence, out))
        });
        let beginning = *first
            .entry(candidate.first)
            .or_insert_with(|| total(|out| features::beginning(scene, candidate.first, range.start, out)));
        let ending = *last
            .entry(candidate.last)
            .or_insert_with(|| total(|out| features::ending(scene, candidate.last, range.end, out)));
        let whole = total(|out| features::span(scene, candidate, out));
        scores.push(sentence + beginning + ending + whole + rules::bonus(scene, candidate));
    }
    scores
}

fn total(fill: impl FnOnce(&mut Score)) -> f32 {
    let mut score = Score::default();
    fill(&mut score);
    score.0
}

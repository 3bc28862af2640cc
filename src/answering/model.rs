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

/// All candidates under the model.
#[derive(Debug)]
pub(super) struct Ranking {
    /// Best first, with the share of the probability that each has.
    order: Vec<(f32, f32, Candidate)>,
}

/// Candidates among which the expected overlap is compared.
const CONTENDERS: usize = 40;

impl Ranking {
    pub(super) fn of(scene: &Scene) -> Self {
        let scores = scores(scene);
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let all: f32 = scores.iter().map(|score| (score - top).exp()).sum();
        let share = |score: f32| (score - top).exp() / all.max(f32::MIN_POSITIVE);
        let with_score = scores.into_iter().zip(scene.candidates.iter().copied());
        let mut order: Vec<(f32, f32, Candidate)> = with_score.map(|(score, c)| (score, share(score), c)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        Self { order }
    }

    /// The candidate with the highest expected overlap with the right answer, in the sentence that
    /// holds most of the probability.
    pub(super) fn best(&self, scene: &Scene) -> Option<Best> {
        let mass = |sentence: usize| -> f32 {
            self.order.iter().filter(|(.., c)| c.sentence == sentence).map(|(_, share, _)| share).sum()
        };
        let (sentence, _) = scene
            .chosen
            .iter()
            .map(|&s| (s, mass(s)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let here = self.order.iter().filter(|(.., c)| c.sentence == sentence).take(CONTENDERS);
        let (share, &(score, _, candidate)) = here
            .map(|entry| (self.expected(&entry.2), entry))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some(Best { candidate, score, share })
    }

    /// How much of the right answer a candidate is expected to overlap with (F1 of words).
    pub(super) fn expected(&self, candidate: &Candidate) -> f32 {
        let near = self.order.iter().filter(|(.., other)| other.sentence == candidate.sentence).take(CONTENDERS);
        near.map(|(_, share, other)| share * candidate.overlap(other)).sum()
    }
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

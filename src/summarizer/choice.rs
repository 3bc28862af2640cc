//! Which sentences become key points: the best that say something new.

use super::signals::{Signals, count};
use crate::reading::FactKind;
use crate::terms::{NO_STEM, Terms};

/// A sentence taken, with its score when it was taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub(super) signals: &'a Signals,
    pub(super) score: f32,
}

/// Only this many of the best sentences are compared with one another.
const CANDIDATES: usize = 48;
/// What saying the same costs (maximal marginal relevance, Carbonell and Goldstein 1998).
const REDUNDANCY: f32 = 0.8;
/// The first points are the most central ones, whatever they tell.
const CENTRAL_POINTS: usize = 3;
/// What the first point of a telling kind gains after those; the second gains half, and so on.
const NEW_KIND: f32 = 1.2;
/// From so many sentences of a kind that repeats itself on, a further one loses [`WORN`]: the second stage of
/// a trip tells more than a third wording of its aims.
const ENOUGH: usize = 2;
const WORN: f32 = 1.0;
/// From so many points on there is room for aims said again in other words.
const ROOM: usize = 7;
/// Kinds that a digest should cover where the article has them.
const COVERED: [FactKind; 4] = [FactKind::Event, FactKind::FocusArea, FactKind::Funding, FactKind::Decision];
/// Two sentences that share this much of their words are one point.
const SAME: f32 = 0.75;

/// Takes up to `wanted` sentences, best first.
pub(super) fn choose<'a>(signals: &'a [Signals], terms: &Terms, wanted: usize) -> Vec<Chosen<'a>> {
    let mut rest = candidates(signals);
    let stems: Vec<Vec<u32>> = rest.iter().map(|s| stems(terms, s.sentence)).collect();
    let mut rest: Vec<(&Signals, &[u32], f32)> =
        rest.drain(..).zip(&stems).map(|(s, stems)| (s, stems.as_slice(), 0.0)).collect();
    let mut chosen: Vec<Chosen<'a>> = Vec::new();
    let mut covered = [0_usize; COVERED.len()];
    while chosen.len() < wanted {
        let value = |(signals, _, same): &(&Signals, &[u32], f32)| {
            let told = COVERED.iter().zip(covered).filter(|(kind, _)| signals.has(**kind));
            let scarce = |kind| repeats(kind) && chosen.len() < ROOM;
            let gains = told.map(|(&kind, n)| NEW_KIND / count(if scarce(kind) { (n + 1) * (n + 1) } else { n + 1 }));
            let gain = if chosen.len() >= CENTRAL_POINTS { gains.fold(0.0, f32::max) } else { 0.0 };
            let worn = COVERED.iter().zip(covered).any(|(&kind, n)| n >= ENOUGH && scarce(kind) && signals.has(kind));
            signals.score + gain - REDUNDANCY * same - if worn { WORN } else { 0.0 }
        };
        let best = rest.iter().enumerate().max_by(|(i, a), (j, b)| value(a).total_cmp(&value(b)).then(j.cmp(i)));
        let Some((at, score)) = best.map(|(at, entry)| (at, value(entry))) else { break };
        let (signals, taken, _) = rest.swap_remove(at);
        for (done, &kind) in covered.iter_mut().zip(&COVERED) {
            *done += usize::from(signals.has(kind));
        }
        for (_, stems, same) in &mut rest {
            *same = same.max(overlap(stems, taken));
        }
        rest.retain(|(_, _, same)| *same < SAME);
        chosen.push(Chosen { signals, score });
    }
    let mut least = f32::MAX;
    for point in &mut chosen {
        least = least.min(point.score);
        point.score = least;
    }
    chosen
}

/// Whether several sentences of a kind mostly say the same: aims are said again, each event is another.
const fn repeats(kind: FactKind) -> bool {
    matches!(kind, FactKind::FocusArea)
}

/// The best sentences that can stand alone; others only where nothing else is left.
fn candidates(signals: &[Signals]) -> Vec<&Signals> {
    let mut best: Vec<&Signals> = signals.iter().filter(|s| !s.unfit).collect();
    if best.is_empty() {
        best = signals.iter().collect();
    }
    let by_score = |a: &&Signals, b: &&Signals| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence));
    if best.len() > CANDIDATES {
        best.select_nth_unstable_by(CANDIDATES, by_score);
        best.truncate(CANDIDATES);
    }
    best.sort_by(by_score);
    best
}

/// The stems of a sentence, sorted, each once.
fn stems(terms: &Terms, sentence: usize) -> Vec<u32> {
    let mut stems: Vec<u32> = terms.sentence(sentence).iter().map(|w| w.stem).filter(|&s| s != NO_STEM).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Shared stems over those of the shorter sentence.
fn overlap(a: &[u32], b: &[u32]) -> f32 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    count(few.iter().filter(|s| many.binary_search(s).is_ok()).count()) / count(shorter)
}

//! The sentences that speak most of what a claim says, where none are cited.

use super::case::Draft;
use super::lexicon;
use super::passage::number;
use crate::article::{Article, Role};
use crate::terms::{Class, NO_STEM, Terms, Vocabulary};
use rustc_hash::FxHashMap;

/// At most so many sentences bear one claim.
const MOST: usize = 3;
/// A further sentence must tell at least this share of the claim anew.
const LEAST_NEW: f32 = 0.2;

/// In which news sentences each stem stands.
#[derive(Debug, Default)]
pub(super) struct Postings {
    sentences: FxHashMap<u32, Vec<usize>>,
    count: usize,
}

impl Postings {
    pub(super) fn new(article: &Article, terms: &Terms) -> Self {
        let sentences = article.sentences();
        let any = sentences.iter().any(|s| s.role == Role::Body);
        let mut postings = Self { count: sentences.len(), ..Self::default() };
        for (index, sentence) in sentences.iter().enumerate() {
            if any && sentence.role != Role::Body {
                continue;
            }
            for stem in terms.sentence(index).iter().flat_map(|w| [w.stem, w.part]).filter(|&s| s != NO_STEM) {
                let held = postings.sentences.entry(stem).or_default();
                if held.last() != Some(&index) {
                    held.push(index);
                }
            }
        }
        postings
    }

    fn of(&self, stem: u32) -> &[usize] {
        self.sentences.get(&stem).map_or(&[], Vec::as_slice)
    }
}

/// The sentences that together tell most of the claim's words, in the article's order.
pub(super) fn best(draft: &Draft<'_>, postings: &Postings, vocabulary: &Vocabulary) -> Vec<usize> {
    const PARAPHRASE: f32 = 0.7;
    let mut left: Vec<(f32, Vec<(usize, f32)>)> = Vec::new();
    for (unit, stem) in draft.claim.units.iter().zip(&draft.stems).filter(|(u, _)| u.is_content()) {
        let weight = if unit.is_name() || unit.class == Class::Number { 1.5 } else { 1.0 };
        let mut places: Vec<(usize, f32)> = postings.of(unit.stem).iter().map(|&s| (s, 1.0)).collect();
        for same in lexicon::equivalents(stem) {
            let other = number(vocabulary, same);
            if other != unit.stem {
                places.extend(postings.of(other).iter().map(|&s| (s, PARAPHRASE)));
            }
        }
        left.push((weight, places));
    }
    let total: f32 = left.iter().map(|(w, _)| w).sum();
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < MOST {
        let mut gains = vec![0.0_f32; postings.count];
        for (weight, places) in &left {
            let mut last = (usize::MAX, 0.0);
            for &(sentence, quality) in places {
                // A stem and its paraphrase in one sentence count once, as nearly as order tells.
                let already = if last.0 == sentence { last.1 } else { 0.0 };
                if let Some(gain) = gains.get_mut(sentence) {
                    *gain += weight * (quality - already).max(0.0);
                }
                last = (sentence, quality.max(already));
            }
        }
        let best = gains.iter().enumerate().max_by(|(i, a), (j, b)| a.total_cmp(b).then(j.cmp(i)));
        let Some((sentence, &gain)) = best else { break };
        if gain <= 0.0 || (!chosen.is_empty() && gain < LEAST_NEW * total) {
            break;
        }
        chosen.push(sentence);
        left.retain(|(_, places)| !places.iter().any(|p| p.0 == sentence));
    }
    chosen.sort_unstable();
    chosen
}

//! Which words of the article answer to which words of the question, and how well each sentence does.

use super::question::Question;
use crate::terms::synonyms;
use crate::terms::{NO_STEM, Terms, Word};

/// How a word of the article answers to a term of the question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
    pub(super) term: usize,
    /// 1 for the same stem, less for a synonym or a related form.
    pub(super) strength: f32,
}

const SAME_PART: f32 = 0.8;
const RELATED: f32 = 0.6;
const SYNONYM: f32 = 0.5;

/// The matches between a question and an article.
#[derive(Debug)]
pub(super) struct Matches {
    /// By stem number.
    by_stem: Vec<Option<Match>>,
    /// Inverse sentence frequency of each term, best match counted.
    pub(super) idf: Vec<f32>,
    pub(super) total_idf: f32,
    /// Number of sentences that hold each term.
    pub(super) frequency: Vec<u32>,
    /// Bit set of terms that any sentence holds.
    pub(super) anywhere: u32,
    pub(super) scores: Vec<SentenceScore>,
}

/// How well a sentence answers to the question's words.
#[derive(Debug, Clone, Default)]
pub(super) struct SentenceScore {
    pub(super) bm25: f32,
    /// Share of the question's weight that is matched, here and with the neighbours.
    pub(super) coverage: f32,
    pub(super) with_neighbours: f32,
    /// Bit set of terms matched.
    pub(super) terms: u32,
    /// Bit set of terms matched by the same stem.
    pub(super) exact: u32,
    /// Pairs of neighbouring question words found as neighbours.
    pub(super) pairs: f32,
}

impl Matches {
    /// Matches a question with the sentences of which `told` says that they are the article's own.
    pub(super) fn of(question: &Question, terms: &Terms, told: &[bool]) -> Self {
        let by_stem = by_stem(question, terms);
        let mut found =
            Self { by_stem, idf: Vec::new(), total_idf: 0.0, frequency: Vec::new(), anywhere: 0, scores: Vec::new() };
        found.weigh(question, terms, told);
        found.score(question, terms, told);
        found
    }

    /// How a word matches, if it does.
    pub(super) fn at(&self, word: &Word) -> Option<Match> {
        let whole = self.by_stem.get(word.stem as usize).copied().flatten();
        whole.or_else(|| {
            let part = self.by_stem.get(word.part as usize).copied().flatten()?;
            Some(Match { strength: part.strength * SAME_PART, ..part })
        })
    }

    fn weigh(&mut self, question: &Question, terms: &Terms, told: &[bool]) {
        let mut frequency = vec![0_u32; question.terms.len()];
        for (index, _) in told.iter().enumerate().filter(|(_, told)| **told) {
            let mut seen = 0_u32;
            for word in terms.sentence(index) {
                if let Some(found) = self.at(word).filter(|m| m.strength >= RELATED) {
                    seen |= 1 << found.term;
                }
            }
            for (term, count) in frequency.iter_mut().enumerate() {
                *count += seen >> term & 1;
            }
        }
        let sentences = count(terms.sentences.len());
        self.idf = frequency
            .iter()
            .map(|&f| {
                let f = count(f as usize);
                (1.0 + (sentences - f + 0.5) / (f + 0.5)).ln()
            })
            .collect();
        self.frequency = frequency;
        self.total_idf = self.idf.iter().sum::<f32>().max(f32::EPSILON);
    }

    fn score(&mut self, question: &Question, terms: &Terms, told: &[bool]) {
        let mean = (count(terms.words.len()) / count(terms.sentences.len().max(1))).max(1.0);
        let mut scores: Vec<SentenceScore> = Vec::with_capacity(terms.sentences.len());
        for index in 0..terms.sentences.len() {
            let told = told.get(index).copied().unwrap_or(false);
            let words = if told { terms.sentence(index) } else { &[] };
            scores.push(self.sentence(question, words, mean));
        }
        let sets: Vec<u32> = scores.iter().map(|s| s.terms).collect();
        for (index, score) in scores.iter_mut().enumerate() {
            let before = index.checked_sub(1).and_then(|i| sets.get(i)).copied().unwrap_or(0);
            let after = sets.get(index + 1).copied().unwrap_or(0);
            score.with_neighbours = self.weight_of(score.terms | before | after) / self.total_idf;
        }
        self.anywhere = sets.iter().fold(0, |all, set| all | set);
        self.scores = scores;
    }

    fn sentence(&self, question: &Question, words: &[Word], mean: f32) -> SentenceScore {
        // BM25 with the usual k1 = 1.2, b = 0.75 (Robertson and Zaragoza, 2009).
        const K1: f32 = 1.2;
        const B: f32 = 0.75;
        let mut frequency = [0.0_f32; 32];
        let (mut best, mut terms, mut pairs) = ([0.0_f32; 32], 0_u32, 0.0);
        let mut previous: Option<(usize, usize)> = None;
        for (at, word) in words.iter().enumerate() {
            let Some(Match { term, strength }) = self.at(word) else { continue };
            if let (Some(f), Some(b)) = (frequency.get_mut(term), best.get_mut(term)) {
                *f += strength;
                *b = b.max(strength);
            }
            terms |= 1 << term;
            if let Some((last, last_term)) = previous
                && at - last <= 2
                && last_term + 1 == term
                && question.terms.get(term).is_some_and(|t| t.follows)
            {
                pairs += 1.0;
            }
            previous = Some((at, term));
        }
        let norm = K1 * (1.0 - B + B * count(words.len()) / mean);
        let (mut bm25, mut covered) = (0.0, 0.0);
        for ((f, b), idf) in frequency.iter().zip(best).zip(&self.idf) {
            bm25 += idf * f * (K1 + 1.0) / (f + norm);
            covered += idf * b;
        }
        let exact = (0..).zip(best).filter(|(_, b)| *b >= 1.0).fold(0, |set, (term, _): (u32, _)| set | 1 << term);
        SentenceScore { bm25, coverage: covered / self.total_idf, with_neighbours: 0.0, terms, exact, pairs }
    }

    fn weight_of(&self, set: u32) -> f32 {
        self.idf.iter().enumerate().filter(|(term, _)| set >> term & 1 == 1).map(|(_, idf)| idf).sum()
    }
}

/// For each stem of the vocabulary the term it answers to best.
fn by_stem(question: &Question, terms: &Terms) -> Vec<Option<Match>> {
    let vocabulary = &terms.vocabulary;
    let mut table: Vec<Option<Match>> = vec![None; vocabulary.len()];
    let mut put = |stem: u32, term: usize, strength: f32| {
        if let Some(slot) = table.get_mut(stem as usize).filter(|_| stem != NO_STEM)
            && slot.is_none_or(|m| m.strength < strength)
        {
            *slot = Some(Match { term, strength });
        }
    };
    for (term, asked) in question.terms.iter().enumerate() {
        put(asked.stem, term, 1.0);
        put(asked.second, term, SAME_PART);
        if asked.is_number {
            continue;
        }
        let stem = vocabulary.stem(asked.stem);
        for (number, other) in vocabulary.stems() {
            if related(stem, other) {
                put(number, term, RELATED);
            }
        }
        if !asked.is_name {
            for same in synonyms::of(stem) {
                if let Some(number) = vocabulary.number(same) {
                    put(number, term, SYNONYM);
                }
            }
        }
    }
    table
}

/// Whether two stems look like forms of one word: "deliver" and "deliveri", "immigr" and "immigrant".
fn related(a: &str, b: &str) -> bool {
    const SHARED: usize = 4;
    const REST: usize = 3;
    let shorter = a.len().min(b.len());
    if shorter < SHARED || a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    common >= SHARED.max(shorter.saturating_sub(1)) && a.len().max(b.len()) - common <= REST
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and sentences: far below 2^24 where it matters")]
fn count(n: usize) -> f32 {
    n as f32
}

//! Everything the features of a question and an article are computed from.

use super::candidates::{self, Candidate};
use super::matching::{Match, Matches};
use super::question::Question;
use crate::article::{Article, Role, Span};
use crate::reading::{FactKind, Reading};
use crate::terms::{Class, Terms, Word};

/// Sentences whose spans are weighed; the rest can only be neighbours.
const SENTENCES: usize = 6;
/// Stems of what focus areas are called in questions.
const FOCUS: [&str; 8] = ["focus", "focus-point", "prioriti", "topic", "theme", "goal", "aim", "area"];
/// Names have fewer initials than this.
const LONGEST_INITIALS: usize = 8;
/// Facts longer than this many words mark only their ends.
const LONG_FACT: usize = 12;

/// Which kinds of fact a word begins, ends, or lies in; bits by [`FactKind`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) begins: u16,
    pub(super) ends: u16,
    pub(super) inside: u16,
}

/// A question before an article.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) terms: Terms,
    pub(super) question: Question,
    pub(super) matches: Matches,
    pub(super) kinds: Vec<Kinds>,
    /// The matched word nearest on the left and on the right of each word, in its sentence.
    pub(super) left: Vec<Option<u32>>,
    pub(super) right: Vec<Option<u32>>,
    /// The best sentences, best first.
    pub(super) chosen: Vec<usize>,
    pub(super) best_bm25: f32,
    pub(super) best_coverage: f32,
    pub(super) candidates: Vec<Candidate>,
    /// The question is about focus areas, priorities, topics.
    pub(super) asks_focus: bool,
}

impl Scene {
    pub(super) fn of(article: &Article, reading: &Reading, question: &str) -> Self {
        let mut terms = Terms::of(article);
        let question = Question::parse(question, &mut terms);
        let told: Vec<bool> = article.sentences().iter().map(|s| s.role != Role::Furniture).collect();
        let matches = Matches::of(&question, &terms, &told);
        let kinds = kinds(&terms, reading);
        let chosen = choose(article, &matches);
        let best_bm25 = matches.scores.iter().map(|s| s.bm25).fold(f32::EPSILON, f32::max);
        let best_coverage = matches.scores.iter().map(|s| s.coverage).fold(0.0, f32::max);
        let mut scene = Self {
            left: vec![None; terms.words.len()],
            right: vec![None; terms.words.len()],
            terms,
            question,
            matches,
            kinds,
            chosen,
            best_bm25,
            best_coverage,
            candidates: Vec::new(),
            asks_focus: false,
        };
        scene.asks_focus = scene.question.terms.iter().any(|t| FOCUS.contains(&scene.terms.vocabulary.stem(t.stem)));
        scene.find_neighbours();
        scene.candidates = candidates::of(&scene, article.text());
        scene
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.terms.words.get(at)
    }

    pub(super) fn match_at(&self, at: usize) -> Option<Match> {
        self.word(at).and_then(|w| self.matches.at(w))
    }

    /// The words a candidate covers, as a span of the text.
    pub(super) fn span(&self, candidate: &Candidate) -> Option<Span> {
        Some(Span::new(self.word(candidate.first)?.span.start, self.word(candidate.last)?.span.end))
    }

    pub(super) fn kinds_at(&self, at: usize) -> Kinds {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// Whether the article writes this stem, of two letters or more.
    pub(super) fn told(&self, stem: &str) -> bool {
        let number = self.terms.vocabulary.number(stem).filter(|_| stem.len() > 1);
        number.is_some_and(|n| self.terms.words.iter().any(|w| w.stem == n))
    }

    /// Whether capitalised words in a row have these initials: "ecb" and "European Central Bank".
    pub(super) fn spells(&self, initials: &str) -> bool {
        let letters: Vec<char> = initials.chars().take(LONGEST_INITIALS).collect();
        letters.len() > 1
            && self.terms.words.windows(letters.len()).any(|row| {
                let begins = |(w, &c): (&Word, &char)| self.terms.vocabulary.stem(w.stem).starts_with(c);
                row.iter().all(|w| w.class == Class::Capital) && row.iter().zip(&letters).all(begins)
            })
    }

    fn find_neighbours(&mut self) {
        for &index in &self.chosen {
            let Some(range) = self.terms.sentences.get(index).cloned() else { continue };
            let mut last = None;
            for at in range.clone() {
                if let Some(slot) = self.left.get_mut(at) {
                    *slot = last;
                }
                if self.terms.words.get(at).and_then(|w| self.matches.at(w)).is_some() {
                    last = u32::try_from(at).ok();
                }
            }
            last = None;
            for at in range.rev() {
                if let Some(slot) = self.right.get_mut(at) {
                    *slot = last;
                }
                if self.terms.words.get(at).and_then(|w| self.matches.at(w)).is_some() {
                    last = u32::try_from(at).ok();
                }
            }
        }
    }
}

/// The sentences that answer best to the question's words.
fn choose(article: &Article, matches: &Matches) -> Vec<usize> {
    let news = |index: usize| article.sentences().get(index).is_some_and(|s| s.role == Role::Body);
    let mut order: Vec<(f32, usize)> = matches
        .scores
        .iter()
        .enumerate()
        .filter(|(index, _)| news(*index))
        .map(|(index, score)| (score.bm25 + score.with_neighbours, index))
        .collect();
    let by_score = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if order.len() > SENTENCES {
        order.select_nth_unstable_by(SENTENCES, by_score);
        order.truncate(SENTENCES);
    }
    order.sort_by(by_score);
    order.into_iter().map(|(_, index)| index).collect()
}

fn kinds(terms: &Terms, reading: &Reading) -> Vec<Kinds> {
    let mut table = vec![Kinds::default(); terms.words.len()];
    for fact in &reading.facts {
        let bit = bit(fact.kind());
        let first = terms.words.partition_point(|w| w.span.end <= fact.span.start);
        let end = terms.words.partition_point(|w| w.span.start < fact.span.end);
        let Some(covered) = table.get_mut(first..end) else { continue };
        if covered.len() <= LONG_FACT {
            for word in &mut *covered {
                word.inside |= bit;
            }
        }
        if let Some(word) = covered.first_mut() {
            word.begins |= bit;
        }
        if let Some(word) = covered.last_mut() {
            word.ends |= bit;
        }
    }
    table
}

/// The bit of a kind in [`Kinds`].
pub(super) const fn bit(kind: FactKind) -> u16 {
    1 << kind as u16
}

//! People, organisations and places: every mention that names one.
//!
//! A mention is the name without determiner, title or possessive; its evidence is its sentence.
//! Capitalised stretches are found, voted on by tables and context, and then judged again by what
//! the rest of the article calls the same name.

mod candidate;
mod gazetteer;
mod memory;
mod score;
mod tagger;
#[cfg(test)]
mod tests;
pub mod training;
mod word;

use self::candidate::Candidate;
use self::gazetteer::Known;
use self::memory::Memory;
use self::score::{Context, Kind, Votes};
use self::tagger::Stretch;
use self::word::Word;
use super::{Fact, Value};
use crate::article::{Article, Span};

/// The names of an article in order of position, never overlapping.
pub(super) fn find(article: &Article, dates: &[Fact], _money: &[Fact]) -> Vec<Fact> {
    let judged = Judged::new(article);
    let chosen = judged.choose();
    let in_a_date = |span: Span| {
        let at = dates.partition_point(|d| d.span.end < span.end);
        dates.get(at).is_some_and(|d| d.span.contains(span))
    };
    chosen
        .into_iter()
        .filter_map(|(candidate, kind)| fact(article, &judged.words, candidate, kind))
        .filter(|fact| !in_a_date(fact.span))
        .collect()
}

/// An article's words and what the rules make of them.
#[derive(Debug)]
struct Judged<'a> {
    text: &'a str,
    words: Vec<Word>,
    phrases: Vec<(usize, Known)>,
    candidates: Vec<Candidate>,
    /// By what name each candidate is remembered.
    keys: Vec<String>,
    /// The rules' votes on each candidate by itself.
    votes: Vec<Votes>,
    names: Vec<(Candidate, Kind)>,
}

impl<'a> Judged<'a> {
    fn new(article: &'a Article) -> Self {
        let text = article.text();
        let words = word::words(article);
        let phrases = candidate::phrases(text, &words);
        let candidates = candidate::candidates(text, &words, &phrases);
        let first: Vec<Votes> =
            candidates.iter().map(|&candidate| score::votes(&Context { text, words: &words, candidate })).collect();
        let keys = memory::keys(text, &words, &candidates);
        let names = remembered(text, &words, (&candidates, &keys), &first);
        Self { text, words, phrases, candidates, keys, votes: first, names }
    }

    /// The rules' label of each word.
    fn labels(&self) -> Vec<u8> {
        let mut labels = vec![0; self.words.len()];
        for &(candidate, kind) in &self.names {
            let words = labels.iter_mut().skip(candidate.from).take(candidate.len());
            for (at, label) in words.enumerate() {
                *label = tagger::label(kind, at == 0);
            }
        }
        labels
    }

    fn stretches(&self) -> Vec<Stretch> {
        tagger::stretches(self.text, &self.words, &self.phrases, &self.labels())
    }

    /// The names by the votes of rules and tagger together.
    fn choose(&self) -> Vec<(Candidate, Kind)> {
        let learned = tagger::scores(self.text, &self.words, &self.phrases, &self.labels());
        let votes: Vec<Votes> =
            self.candidates.iter().zip(&self.votes).map(|(c, &own)| join(*c, own, &learned)).collect();
        remembered(self.text, &self.words, (&self.candidates, &self.keys), &votes)
    }
}

/// The candidates as their own votes and those of the rest of the article make them.
fn remembered(
    text: &str,
    words: &[Word],
    (candidates, keys): (&[Candidate], &[String]),
    votes: &[Votes],
) -> Vec<(Candidate, Kind)> {
    let memory = Memory::new(text, words, (candidates, keys), votes);
    let each = candidates.iter().zip(keys).zip(votes);
    each.map(|((&candidate, key), &own)| (candidate, memory.recall(key, candidate, own).winner())).collect()
}

/// The rules' votes on a candidate and the tagger's, the mean over its words.
fn join(candidate: Candidate, own: Votes, learned: &[[f32; 4]]) -> Votes {
    let words = learned.get(candidate.from..candidate.to).unwrap_or_default();
    let share = 1.0 / f32::from(u16::try_from(words.len().max(1)).unwrap_or(u16::MAX));
    let mut votes = own;
    for &[other, person, organization, place] in words {
        votes.add(Votes { person, organization, place, other }, share);
    }
    votes
}

fn fact(article: &Article, words: &[Word], candidate: Candidate, kind: Kind) -> Option<Fact> {
    let value = match kind {
        Kind::Person => Value::Person,
        Kind::Organization => Value::Organization,
        Kind::Place => Value::Place,
        Kind::Other => return None,
    };
    let span = Span::new(words.get(candidate.from)?.span.start, words.get(candidate.to.checked_sub(1)?)?.span.end);
    Some(Fact { span, evidence: evidence(article, span), value })
}

/// The sentence that holds the span, or all that it reaches into.
fn evidence(article: &Article, span: Span) -> Span {
    let start = article.sentence_at(span.start).map_or(span.start, |(_, s)| s.span.start);
    let end = article.sentence_at(span.end.saturating_sub(1)).map_or(span.end, |(_, s)| s.span.end.max(span.end));
    Span::new(start.min(span.start), end)
}

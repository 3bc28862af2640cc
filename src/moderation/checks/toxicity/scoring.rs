//! The score of a text and the words that carry it.

use super::lexicon::{ABUSE, Classes};
use super::model::{MODEL, Model};
use super::net::{self, Dense, HIDDEN, Trace, UNITS};
use super::reading::{Token, read};
use super::wide::SHARE;
use crate::article::Span;

/// How toxic a text is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Toxicity {
    /// From 0 to 1; from 0.5 on a person should look.
    pub score: f32,
    /// The words that weigh most, in the order of the text, each with its share of the weight.
    pub spans: Vec<(Span, f32)>,
}

/// Words marked at most.
const MOST_SPANS: usize = 5;
/// What a word must carry of the whole to be marked.
const LEAST_SHARE: f32 = 0.08;
/// Below this score no words are marked.
const LEAST_SCORE: f32 = 0.3;

/// A word that weighs in the score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// Its part of what speaks for toxicity, from 0 to 1.
    pub(super) share: f32,
    /// What it does, by the lists.
    pub(super) classes: Classes,
}

/// Scores a text: linear in its length, no I/O, the same result on every machine.
pub fn score(text: &str) -> Toxicity {
    MODEL.as_ref().map(|model| scored(text, model)).unwrap_or_default()
}

/// Scores a text with a model of one's own.
pub fn scored(text: &str, model: &Model) -> Toxicity {
    let (score, marks) = assess(text, model);
    Toxicity { score, spans: marks.iter().map(|mark| (mark.span, mark.share)).collect() }
}

/// The score and the words that carry it.
pub(super) fn assess(text: &str, model: &Model) -> (f32, Vec<Mark>) {
    let tokens = read(text, &model.vocabulary);
    if tokens.is_empty() {
        return (0.0, Vec::new());
    }
    let mut shares = vec![0.0_f32; tokens.len()];
    let mut sum = 0.0;
    for member in &model.members {
        let trace = net::run(&tokens, &member.table, &member.dense);
        sum += trace.logit;
        weigh(&tokens, &trace, &member.dense, &mut shares);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few networks")]
    let logit = sum / model.members.len().max(1) as f32 + SHARE * model.wide.logit(&tokens);
    let score = 1.0 / (1.0 + (-(model.slope * logit + model.offset)).exp());
    let marks = if score < LEAST_SCORE { Vec::new() } else { strongest(&tokens, &shares) };
    (score, marks)
}

/// The words whose signals were the strongest of units that speak for toxicity. A signal covers a
/// word and its neighbours: it is given to the abusive ones among them, else to the word itself.
fn weigh(tokens: &[Token], trace: &Trace, dense: &Dense, shares: &mut [f32]) {
    for (unit, &at) in trace.strongest.iter().enumerate().take(UNITS) {
        let Some(&signal) = trace.pooled.get(unit) else { continue };
        let weights = dense.hidden.chunks_exact(HIDDEN).nth(unit).unwrap_or_default();
        let pull: f32 = weights
            .iter()
            .zip(&trace.hidden)
            .zip(&dense.out)
            .filter(|((_, hidden), _)| **hidden > 0.0)
            .map(|((weight, _), out)| weight * out)
            .sum();
        if signal * pull > 0.0 {
            let to = nearest_abuse(tokens, at);
            if let Some(share) = shares.get_mut(to) {
                *share += signal * pull;
            }
        }
    }
}

fn nearest_abuse(tokens: &[Token], at: usize) -> usize {
    let abusive = |at: &usize| tokens.get(*at).is_some_and(|token| token.classes & ABUSE != 0);
    let around = [at, at.saturating_sub(1), at + 1, at.saturating_sub(2), at + 2, at.saturating_sub(3), at + 3];
    around.into_iter().find(abusive).unwrap_or(at)
}

fn strongest(tokens: &[Token], shares: &[f32]) -> Vec<Mark> {
    let total: f32 = shares.iter().sum();
    let is_word = |token: &Token| token.text.chars().any(|c| c.is_alphanumeric() || !c.is_ascii());
    let mut marks: Vec<Mark> = tokens
        .iter()
        .zip(shares)
        .filter(|(token, share)| **share > LEAST_SHARE * total && is_word(token))
        .map(|(token, share)| Mark { span: token.span, share: share / total, classes: token.classes })
        .collect();
    marks.sort_by(|a, b| b.share.total_cmp(&a.share));
    marks.truncate(MOST_SPANS);
    marks.sort_by_key(|mark| mark.span);
    marks.dedup_by_key(|mark| mark.span);
    marks
}

//! Question → a span of the article and its sentence, or nothing.
//!
//! Pure. "Not in this article" is an answer; a guess is not. A question is analysed
//! (`question`), its words are matched with the article's (`matching`), spans of the best
//! sentences are scored by a linear model over named features (`features`, `model`; weights
//! and their card in `models/`), and weak evidence is refused (`doubt`).

mod candidates;
mod doubt;
mod features;
pub mod learning;
mod matching;
mod model;
mod question;
mod reader;
mod rules;
mod scene;
mod synonyms;
#[cfg(test)]
mod tests;

use crate::article::{Article, Span};
use crate::neural::Reader;
use crate::reading::Reading;

/// An answer: words of the article and the sentence they stand in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    pub span: Span,
    pub sentence: Span,
    /// 0 to 1.
    pub confidence: f32,
}

/// Below this the rules' evidence is too weak to speak.
const LEAST_CONFIDENCE: f32 = 0.25;
/// Below this the reader's is.
const LEAST_OF_READER: f32 = 0.3;

/// Answers a question from the article alone. Linear in the length of the text; with a reader, a
/// bounded number of windows more.
pub fn answer(article: &Article, reading: &Reading, question: &str, reader: Option<&Reader>) -> Option<Answer> {
    if !question.chars().any(char::is_alphanumeric) {
        return None;
    }
    let scene = scene::Scene::of(article, reading, question);
    let ranking = model::Ranking::of(&scene);
    let rules = ranking.best(&scene);
    let mut score = model::Score::default();
    if let Some(found) = reader.and_then(|reader| reader::find(article, &scene, &ranking, question, reader)) {
        reader::features(&scene, &found, rules.as_ref(), &mut score);
        let confidence = logistic(score.total());
        let sentence = article.sentences().get(found.candidate.sentence)?.span;
        // The reader always finds something; where next to nothing of the question is told there, it is no answer.
        let is_told = !doubt::has_no_ground(&scene, found.candidate.sentence);
        return (confidence >= LEAST_OF_READER && is_told).then_some(Answer { span: found.span, sentence, confidence });
    }
    let best = rules?;
    doubt::features(&scene, &best, &mut score);
    let confidence = logistic(score.total());
    if confidence < LEAST_CONFIDENCE || doubt::refuses(&scene, &best) {
        return None;
    }
    let sentence = article.sentences().get(best.candidate.sentence)?.span;
    Some(Answer { span: scene.span(&best.candidate)?, sentence, confidence })
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

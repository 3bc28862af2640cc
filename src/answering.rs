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
mod rules;
mod scene;
mod synonyms;
#[cfg(test)]
mod tests;

use crate::article::{Article, Span};
use crate::reading::Reading;

/// An answer: words of the article and the sentence they stand in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    pub span: Span,
    pub sentence: Span,
    /// 0 to 1.
    pub confidence: f32,
}

/// Below this the evidence is too weak to speak.
const LEAST_CONFIDENCE: f32 = 0.25;

/// Answers a question from the article alone. Linear in the length of the text.
pub fn answer(article: &Article, reading: &Reading, question: &str) -> Option<Answer> {
    if !question.chars().any(char::is_alphanumeric) {
        return None;
    }
    let scene = scene::Scene::of(article, reading, question);
    let best = model::best(&scene)?;
    let mut score = model::Score::default();
    doubt::features(&scene, &best, &mut score);
    let confidence = 1.0 / (1.0 + (-score.total()).exp());
    if confidence < LEAST_CONFIDENCE || doubt::refuses(&scene, &best) {
        return None;
    }
    let sentence = article.sentences().get(best.candidate.sentence)?.span;
    Some(Answer { span: scene.span(&best.candidate)?, sentence, confidence })
}

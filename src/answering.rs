//! Question → a span of the article and its sentence, or nothing.
//!
//! Pure. "Not in this article" is an answer; a guess is not. A question is analysed
//! (`question`), its words are matched with the article's (`matching`), spans of the best
//! sentences are scored by a linear model over named features (`features`, `model`; weights
//! and their card in `models/`), and weak evidence is refused (`doubt`).

mod candidates;
mod doubt;
mod draft;
mod features;
pub mod learning;
mod matching;
mod model;
mod question;
mod reader;
mod rules;
mod scene;
#[cfg(test)]
mod tests;

pub use draft::{DraftedAnswer, settle};

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

/// What an article says to a question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Response {
    /// The answer, where the article has one.
    pub answer: Option<Answer>,
    /// Where it has none, the sentence that comes closest, if any tells something of the question. It is no answer.
    pub closest: Option<Span>,
    /// How likely what was found is an answer, whether it was given or not: 0 to 1.
    pub confidence: f32,
}

impl Response {
    /// What was found, given as the answer or only shown as the closest sentence.
    fn of(found: Answer, is_answer: bool, is_told: bool) -> Self {
        let closest = (!is_answer && is_told).then_some(found.sentence);
        Self { answer: is_answer.then_some(found), closest, confidence: found.confidence }
    }
}

/// Below this the rules' evidence is too weak to speak.
const LEAST_CONFIDENCE: f32 = 0.25;
/// Below this the reader's is.
const LEAST_OF_READER: f32 = 0.55;

/// The same where the question seems to be about something else: "What is the price?" may be meant, and
/// "Who wrote Hamlet?" may not.
const LEAST_OF_SOMETHING_ELSE: f32 = 0.85;

/// Answers a question from the article alone. Linear in the length of the text; with a reader, a
/// bounded number of windows more.
pub fn answer(article: &Article, reading: &Reading, question: &str, reader: Option<&Reader>) -> Option<Answer> {
    respond(article, reading, question, reader).answer
}

/// As [`answer`], with the sentence that comes closest where there is no answer.
pub fn respond(article: &Article, reading: &Reading, question: &str, reader: Option<&Reader>) -> Response {
    let can_be_asked = question.chars().any(char::is_alphanumeric);
    can_be_asked.then(|| found(article, reading, question, reader)).flatten().unwrap_or_default()
}

fn found(article: &Article, reading: &Reading, question: &str, reader: Option<&Reader>) -> Option<Response> {
    let scene = scene::Scene::of(article, reading, question);
    let ranking = model::Ranking::of(&scene);
    let rules = ranking.best(&scene);
    let mut score = model::Score::default();
    if let Some(found) = reader.and_then(|reader| reader::find(article, &scene, &ranking, question, reader)) {
        reader::features(&scene, &found, rules.as_ref(), &mut score);
        let confidence = logistic(score.total());
        let sentence = article.sentences().get(found.candidate.sentence)?.span;
        // The reader always finds something; where the article seems to be about something else, it has to be surer.
        let is_told = !doubt::is_about_something_else(&scene, found.candidate.sentence);
        let is_answer = confidence >= if is_told { LEAST_OF_READER } else { LEAST_OF_SOMETHING_ELSE };
        return Some(Response::of(Answer { span: found.span, sentence, confidence }, is_answer, is_told));
    }
    let best = rules?;
    doubt::features(&scene, &best, &mut score);
    let confidence = logistic(score.total());
    let is_answer = confidence >= LEAST_CONFIDENCE && !doubt::refuses(&scene, &best);
    let sentence = article.sentences().get(best.candidate.sentence)?.span;
    let found = Answer { span: scene.span(&best.candidate)?, sentence, confidence };
    Some(Response::of(found, is_answer, !doubt::is_about_something_else(&scene, best.candidate.sentence)))
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

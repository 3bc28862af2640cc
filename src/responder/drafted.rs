//! What a member is told of a language model's part: whose words they read, what was checked, or why the
//! model could not help.

use super::escape::plain;
use super::words::Words;
use super::{Safe, budget};
use crate::desk::{Finder, ModelTrouble, Writer};
use crate::summarizer::KeyPoint;

/// Stands before words that are a model's, not the article's.
const PEN: &str = "✎";
/// What is shown of a model's name.
const NAME: usize = 60;

/// A model's words for a point: marked, and not as a quotation.
pub(super) fn point(point: &KeyPoint) -> Option<String> {
    let words = point.drafted.as_deref()?;
    Some(format!("- {PEN} {}", Safe::clipped(words, budget::QUOTE)))
}

/// For the line below a digest.
pub(super) fn writer(words: Words, writer: &Writer) -> Option<String> {
    match writer {
        Writer::Embedded => None,
        Writer::Model { model, tally, .. } => Some(words.say_with(
            "digest-drafted",
            [("model", name(model).into()), ("verified", tally.verified.into()), ("drafted", tally.drafted.into())],
        )),
        Writer::StoodIn(why) => Some(trouble(words, *why)),
    }
}

/// For the line below an answer.
pub(super) fn finder(words: Words, finder: &Finder) -> Option<String> {
    match finder {
        Finder::Embedded => None,
        Finder::Model { model } => Some(words.say_with("answer-drafted", [("model", name(model).into())])),
        Finder::StoodIn(why) => Some(trouble(words, *why)),
    }
}

fn trouble(words: Words, why: ModelTrouble) -> String {
    words.say(match why {
        ModelTrouble::Away => "model-away",
        ModelTrouble::Refused => "model-refused",
        ModelTrouble::Slow => "model-slow",
        ModelTrouble::Unusable => "model-unusable",
        ModelTrouble::TooLong => "model-too-long",
        ModelTrouble::Spent => "model-spent",
    })
}

/// The line is no Markdown, so that a name needs no escapes there.
fn name(model: &str) -> Safe {
    Safe::own(plain(model, NAME))
}

//! Is it abuse? A small network of the project's own scores a comment and names the words that
//! weigh most.
//!
//! Pure: the weights and lists are compiled in. How it was made and what it is bad at:
//! `models/toxicity.md`.

mod letters;
mod lexicon;
mod model;
mod net;
mod plain;
mod reading;
mod scoring;
#[cfg(test)]
mod tests;
mod wide;
mod words;

pub use plain::plain;
pub use scoring::{Toxicity, score};

/// What the training program needs of the model's inside.
pub mod training {
    pub use super::lexicon::CATEGORIES;
    pub use super::model::{MAGIC, Model};
    pub use super::net::{CLASSES, Dense, GAPS, HIDDEN, ROWS, Table, Trace, UNITS, WIDTH, piece_share, run};
    pub use super::reading::{Token, Vocabulary, read, short_hash, words};
    pub use super::scoring::scored;
    pub use super::wide::{SLOTS, slots, value};
}

use super::Comment;
use super::blend::{Blend, blended};
use crate::moderation::{Check, Checked, Finding, Severity, Thresholds};
use scoring::Mark;

/// What this check can find.
pub(crate) const KINDS: &[&str] =
    &["slur", "threat", "attack", "insult", "dehumanising", "exclusion", "contempt", "sexism", "profanity", "hostile"];

/// Each kind with the categories of words that speak for it, the gravest first.
const SPEAKING: &[(&str, &[&str])] = &[
    ("slur", &["slur"]),
    ("threat", &["threat"]),
    ("attack", &["attack"]),
    ("insult", &["insult", "insultadj"]),
    ("dehumanising", &["dehuman"]),
    ("exclusion", &["exclude"]),
    ("contempt", &["emote"]),
    ("sexism", &["sexism"]),
    ("profanity", &["profanity"]),
];

/// How much nearer to certainty than the threshold a score must be to weigh as much as can be:
/// 0.85 with the shipped threshold.
const BLOCK: f32 = 0.7;

/// How the reader's judgement is weighed with this model's.
const BLEND: Blend = Blend { own: 0.5, reader: 0.5, offset: -0.1 };

/// With fewer words the model is not asked alone.
const FEWEST_WORDS: usize = 3;

/// One finding for each word that weighs much, where the score reaches the threshold.
pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let Some(model) = model::MODEL.as_ref() else { return };
    let (score, marks) = scoring::assess(comment.text, model);
    let score = comment.context.judgement.map_or(score, |judged| blended(score, judged.toxic, &BLEND));
    checked.scores.toxicity = score;
    let threshold = comment.context.rules.map_or_else(Thresholds::default, |rules| rules.rules().thresholds).toxicity;
    if score < threshold || !is_telling(comment.text, checked) {
        return;
    }
    let block = threshold + (1.0 - threshold) * BLOCK;
    let severity = if score >= block { Severity::Block } else { Severity::Review };
    let summary = format!("The model's score is {score:.2}, the threshold {threshold:.2}.");
    let finding = |kind: &'static str, span, explanation| Finding {
        check: Check::Toxicity,
        kind: kind.into(),
        severity,
        span,
        explanation,
    };
    checked.findings.extend(marks.iter().map(|mark| {
        let share = mark.share * 100.0;
        finding(
            kind(*mark),
            Some(mark.span),
            format!("{summary} These words carry {share:.0} % of what speaks for it."),
        )
    }));
    if marks.is_empty() {
        checked.findings.push(finding("hostile", None, summary.clone()));
    }
}

/// One or two words are too few for the model alone: the list has to know one of them.
fn is_telling(text: &str, checked: &Checked) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(FEWEST_WORDS).count() == FEWEST_WORDS
        || checked.findings.iter().any(|finding| finding.check == Check::WordList)
}

fn kind(mark: Mark) -> &'static str {
    let does = |category: &&str| {
        lexicon::CATEGORIES.iter().position(|known| known == category).is_some_and(|at| mark.classes >> at & 1 == 1)
    };
    SPEAKING.iter().find(|(_, categories)| categories.iter().any(does)).map_or("hostile", |(kind, _)| kind)
}

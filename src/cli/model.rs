//! A language model's draft on the command line: asked for with `--engine model`, checked as in Discord.

use super::Failure;
use super::engine::DraftingOption;
use super::run::runtime;
use crate::answering::{self, Response};
use crate::article::Article;
use crate::desk::{Drafter, ModelTrouble, Purse};
use crate::drafting::Job;
use crate::json::Credit;
use crate::reading::Reading;
use crate::summarizer::{self, Digest, Length};
use std::time::Instant;

/// What came of asking the model.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// What is left of its draft.
    pub(super) credit: Option<Credit>,
    /// In one sentence, for people.
    pub(super) remark: Option<String>,
}

/// The key points: the model's, as far as they are verified, or the embedded engine's.
pub(super) fn digest(
    option: DraftingOption,
    article: &Article,
    reading: &Reading,
    length: Length,
) -> Result<(Digest, Part), Failure> {
    let embedded = || summarizer::digest(article, reading, length);
    let Some(drafter) = option.drafter()? else { return Ok((embedded(), Part::default())) };
    let until = Instant::now() + drafter.patience();
    let draft = runtime()?.block_on(drafter.digest(article, length, &Purse::Open, until));
    let settled =
        draft.and_then(|draft| summarizer::settle(article, reading, &draft, length).ok_or(ModelTrouble::Unusable));
    Ok(match settled {
        Ok((digest, tally)) => {
            let remark = format!(
                "Points with ✎ are in the words of {}: {} of {} verified, each against the sentences below it.",
                drafter.model(),
                tally.verified,
                tally.drafted
            );
            let credit = Credit { engine: drafter.engine(Job::Digest), tally };
            (digest, Part { credit: Some(credit), remark: Some(remark) })
        }
        Err(trouble) => (embedded(), stood_in(trouble)),
    })
}

/// The model's answer where it stands in the article, else the embedded engine's.
pub(super) fn answer(
    option: DraftingOption,
    article: &Article,
    reading: &Reading,
    question: &str,
) -> Result<(Response, Part), Failure> {
    let embedded = answering::respond(article, reading, question, option.reader()?);
    let Some(drafter) = option.drafter()? else { return Ok((embedded, Part::default())) };
    let until = Instant::now() + drafter.patience();
    let answers = match runtime()?.block_on(drafter.answers(article, question, &Purse::Open, until)) {
        Ok(answers) => answers,
        Err(trouble) => return Ok((embedded, stood_in(trouble))),
    };
    if answers.is_empty() {
        return Ok((embedded, Part::default()));
    }
    let found = answers.iter().filter_map(|one| answering::settle(article, reading, question, one, &embedded));
    Ok(match found.max_by(|a, b| a.confidence.total_cmp(&b.confidence)) {
        Some(response) => (response, found_by(&drafter)),
        None => (embedded, stood_in(ModelTrouble::Unusable)),
    })
}

fn found_by(drafter: &Drafter) -> Part {
    let remark = format!("Found by {}, word for word in the article.", drafter.model());
    let credit = Credit { engine: drafter.engine(Job::Answer), tally: summarizer::Tally::default() };
    Part { credit: Some(credit), remark: Some(remark) }
}

fn stood_in(trouble: ModelTrouble) -> Part {
    let why = match trouble {
        ModelTrouble::Away => "The language model cannot be reached",
        ModelTrouble::Refused => "The language model did not take the request",
        ModelTrouble::Slow => "The language model took too long",
        ModelTrouble::Unusable => "What the language model wrote has no evidence in the article",
        ModelTrouble::TooLong => "The article is too long for the language model",
        ModelTrouble::Spent => "The language model has been used as much as it may be",
    };
    Part { credit: None, remark: Some(format!("{why}; the embedded engine answered.")) }
}

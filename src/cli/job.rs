//! The commands that work on one article.

use super::engine::DraftingOption;
use super::source::{Known, Loaded, Source};
use super::terminal::{self, Page};
use super::{Failure, model, show};
use crate::reading::{self, FactKind, Reading};
use crate::summarizer::verifier;
use crate::{json, summarizer};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

/// What every command on one article takes.
#[derive(Debug, Args)]
struct Common {
    /// File, web address, or `-` for standard input
    #[arg(value_name = "FILE|URL|-")]
    source: Source,
    /// Print one JSON object; offsets are code points into the text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    known: Known,
}

#[derive(Debug, Args)]
pub(super) struct DigestArguments {
    #[command(flatten)]
    common: Common,
    /// How many points
    #[arg(long, value_enum, default_value_t = Length::Medium)]
    length: Length,
    #[command(flatten)]
    engine: DraftingOption,
}

#[derive(Debug, Args)]
pub(super) struct FactsArguments {
    #[command(flatten)]
    common: Common,
    /// Only this kind; may be given more than once
    #[arg(long, value_parser = PossibleValuesParser::new(FactKind::ALL.map(FactKind::name)))]
    kind: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct AskArguments {
    #[command(flatten)]
    common: Common,
    /// What you want to know
    #[arg(value_parser = question)]
    question: String,
    #[command(flatten)]
    engine: DraftingOption,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[command(flatten)]
    common: Common,
    /// What the article is said to tell, in a sentence
    #[arg(value_parser = claim)]
    claim: String,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArguments {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Length {
    /// 3 points
    Short,
    /// 3 to 7 points, by the article's length
    Medium,
    /// Up to 15 points
    Long,
}

impl From<Length> for summarizer::Length {
    fn from(length: Length) -> Self {
        match length {
            Length::Short => Self::Short,
            Length::Medium => Self::Medium,
            Length::Long => Self::Long,
        }
    }
}

/// A question has words; "" and "???" are slips of the shell.
fn question(given: &str) -> Result<String, String> {
    let has_words = given.chars().any(char::is_alphanumeric);
    has_words.then(|| given.to_owned()).ok_or_else(|| "expected a question, in quotation marks".to_owned())
}

/// A claim has words, and is no text of its own.
fn claim(given: &str) -> Result<String, String> {
    if given.len() > verifier::LONGEST_CLAIM {
        return Err(format!("expected a sentence, of at most {} bytes", verifier::LONGEST_CLAIM));
    }
    let has_words = given.chars().any(char::is_alphanumeric);
    has_words.then(|| given.to_owned()).ok_or_else(|| "expected a claim, in quotation marks".to_owned())
}

impl Common {
    fn load(&self) -> Result<Loaded, Failure> {
        self.source.load(&self.known)
    }
}

pub(super) fn digest(arguments: &DigestArguments) -> Result<(), Failure> {
    let Loaded { id, article, input } = arguments.common.load()?;
    let reading = reading::read(&article);
    let (digest, part) = model::digest(arguments.engine, &article, &reading, arguments.length.into())?;
    print(
        &arguments.common,
        || json::line(&json::digest(&id.into(), &article, input, &digest, &reading, part.credit.as_ref())),
        |page| show::digest(page, &article, &digest, part.remark.as_deref()),
    )
}

pub(super) fn facts(arguments: &FactsArguments) -> Result<(), Failure> {
    let Loaded { id, article, input } = arguments.common.load()?;
    let kinds: Vec<FactKind> = arguments.kind.iter().filter_map(|name| FactKind::parse(name)).collect();
    let Reading { mut facts, .. } = reading::read(&article);
    facts.retain(|fact| kinds.is_empty() || kinds.contains(&fact.kind()));
    let reading = Reading { facts };
    print(
        &arguments.common,
        || json::line(&json::facts(&id.into(), &article, input, &reading)),
        |page| show::facts(page, &article, &reading),
    )
}

pub(super) fn ask(arguments: &AskArguments) -> Result<(), Failure> {
    let Loaded { id, article, input } = arguments.common.load()?;
    let reading = reading::read(&article);
    let (response, part) = model::answer(arguments.engine, &article, &reading, &arguments.question)?;
    let engine = part.credit.as_ref().map(|credit| credit.engine.as_str());
    print(
        &arguments.common,
        || json::line(&json::answer(&id.into(), &article, input, &response, engine)),
        |page| show::answer(page, &article, &response, part.remark.as_deref()),
    )
}

pub(super) fn verify(arguments: &VerifyArguments) -> Result<(), Failure> {
    let Loaded { id, article, input } = arguments.common.load()?;
    let reading = reading::read(&article);
    let found = verifier::verify(&article, &reading, &arguments.claim, None);
    print(
        &arguments.common,
        || json::line(&json::verification(&id.into(), &article, input, &arguments.claim, &found)),
        |page| show::verification(page, &article, &arguments.claim, &found),
    )
}

pub(super) fn extract(arguments: &ExtractArguments) -> Result<(), Failure> {
    let Loaded { id, article, .. } = arguments.common.load()?;
    print(&arguments.common, || json::line(&json::extract(&id.into(), &article)), |page| show::extract(page, &article))
}

/// Prints the result in the form asked for.
fn print(common: &Common, object: impl FnOnce() -> String, page: impl FnOnce(&mut Page)) -> Result<(), Failure> {
    if common.json {
        return terminal::print(&(object() + "\n")).map_err(Failure::output);
    }
    let mut form = Page::for_stdout();
    page(&mut form);
    terminal::print(form.text()).map_err(Failure::output)
}

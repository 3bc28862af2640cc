//! Which engine a command uses: the option, else what the configuration says.

use super::Failure;
use crate::config::{self, Environment, LanguageModelConfig};
use crate::desk::Drafter;
use crate::llm::{ModelClient, ModelSettings, read_prompts};
use crate::neural::{self, Reader};
use std::sync::Arc;

/// The option that chooses the engine.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct EngineOption {
    /// What reads: the rules with a small neural reader, or the rules alone; `NEWSDESK_ENGINE` where not given
    #[arg(long, value_enum)]
    engine: Option<Name>,
}

/// The option that chooses the engine where a language model may draft.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct DraftingOption {
    /// What reads: the rules with a small neural reader, the rules alone, or the language model of
    /// `NEWSDESK_LLM_BASE_URL`, whose draft is checked; `NEWSDESK_ENGINE` where not given
    #[arg(long, value_enum)]
    engine: Option<DraftingName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DraftingName {
    Neural,
    Rules,
    Model,
}

impl DraftingOption {
    /// The neural reader, where this engine has one.
    pub(super) fn reader(self) -> Result<Option<&'static Reader>, Failure> {
        let engine = match self.engine {
            Some(DraftingName::Neural) => Some(Name::Neural),
            Some(DraftingName::Rules) => Some(Name::Rules),
            Some(DraftingName::Model) | None => None,
        };
        EngineOption { engine }.reader()
    }

    /// The language model, where it was chosen.
    pub(super) fn drafter(self) -> Result<Option<Drafter>, Failure> {
        if self.engine != Some(DraftingName::Model) {
            return Ok(None);
        }
        let config = LanguageModelConfig::required(&Environment::load()?)?;
        Ok(Some(drafter(&config)?))
    }
}

/// The model of the configuration, with its prompts.
pub(super) fn drafter(config: &LanguageModelConfig) -> Result<Drafter, Failure> {
    let prompts = read_prompts(config.prompts.as_deref())?;
    Ok(Drafter::new(Arc::new(client(config)?), prompts, config.context_tokens, config.timeout))
}

/// The way to the model.
pub(super) fn client(config: &LanguageModelConfig) -> Result<ModelClient, Failure> {
    let settings = ModelSettings {
        api_key: config.api_key.clone(),
        timeout: config.timeout,
        concurrency: config.concurrency,
        ..ModelSettings::new(config.base_url.clone(), config.model.clone())
    };
    Ok(ModelClient::new(settings)?)
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Name {
    Neural,
    Rules,
}

impl EngineOption {
    /// The neural reader, where this engine has one.
    pub(super) fn reader(self) -> Result<Option<&'static Reader>, Failure> {
        let engine = match self.engine {
            Some(Name::Neural) => neural::Engine::Neural,
            Some(Name::Rules) => neural::Engine::Rules,
            None => config::engine(&Environment::load()?)?,
        };
        Ok(engine.reader())
    }
}

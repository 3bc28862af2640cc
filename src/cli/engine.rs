//! Which engine a command uses: the option, else what the configuration says.

use super::Failure;
use crate::config::{self, Environment};
use crate::neural::{self, Reader};

/// The option that chooses the engine.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct EngineOption {
    /// What reads: the rules with a small neural reader, or the rules alone; `NEWSDESK_ENGINE` where not given
    #[arg(long, value_enum)]
    engine: Option<Name>,
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

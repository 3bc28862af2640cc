//! A language model behind an OpenAI-compatible interface, for [`crate::desk::LanguageModel`].
//!
//! Owns the wire: what is sent and read, retries, time-outs, the circuit breaker, how many requests
//! run at once. Knows nothing of what an answer is for. The address is the host's own choice and may
//! be private; redirects are not followed, and the key goes nowhere else.

mod breaker;
mod client;
mod prompt_folder;
mod wire;

pub use client::ModelClient;
pub use prompt_folder::{PromptFolderError, read_prompts};

use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// How a model is reached.
#[derive(Debug, Clone)]
pub struct ModelSettings {
    /// Ends in a slash; the paths of calls are added to it.
    pub base_url: Url,
    pub model: String,
    pub api_key: Option<SecretString>,
    /// For all of one answer: waiting for a turn, and every attempt.
    pub timeout: Duration,
    /// Requests at the same time.
    pub concurrency: usize,
    /// The pause before a second attempt; doubled for each further one.
    pub pause: Duration,
    /// Failures in a row after which the model is left alone.
    pub failures: u32,
    /// For how long.
    pub recovery: Duration,
}

impl ModelSettings {
    /// The usual patience with a model.
    pub fn new(base_url: Url, model: String) -> Self {
        Self {
            base_url,
            model,
            api_key: None,
            timeout: Duration::from_secs(20),
            concurrency: 2,
            pause: Duration::from_millis(400),
            failures: 5,
            recovery: Duration::from_secs(30),
        }
    }
}

/// The HTTP client could not be set up: the system's TLS is unusable.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up")]
pub struct SetUpError(#[from] reqwest::Error);

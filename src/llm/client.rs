//! One question to the model: attempts with pauses between them, within one time-out.

use super::breaker::Breaker;
use super::wire::{Bounds, Format, Verdict, body, reply, verdict};
use super::{ModelSettings, SetUpError};
use crate::desk::{LanguageModel, ModelError, ModelReply, ModelRequest};
use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Response, redirect};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tracing::{debug, info, warn};

/// Attempts at one answer, the first included.
const ATTEMPTS: u32 = 4;
/// The largest body that is read: answers are a few thousand characters.
const MOST_BYTES: usize = 2 << 20;
/// A model that was given less than this and did not answer has not failed.
const FAIR_CHANCE: Duration = Duration::from_secs(1);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const USER_AGENT: &str = concat!("Newsdesk/", env!("CARGO_PKG_VERSION"));

/// A client of an OpenAI-compatible server.
#[derive(Debug)]
pub struct ModelClient {
    http: Client,
    settings: ModelSettings,
    turns: Semaphore,
    breaker: Breaker,
    /// What the server was found not to know is not asked for again.
    format: AtomicU8,
    /// Whether it wants the bounds of an answer told as models that think first do.
    thinks: AtomicBool,
}

impl ModelClient {
    pub fn new(settings: ModelSettings) -> Result<Self, SetUpError> {
        let http = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT.min(settings.timeout))
            .build()?;
        let turns = Semaphore::new(settings.concurrency.max(1));
        let breaker = Breaker::new(settings.failures.max(1), settings.recovery);
        Ok(Self {
            http,
            settings,
            turns,
            breaker,
            format: AtomicU8::new(Format::Schema as u8),
            thinks: AtomicBool::new(false),
        })
    }

    /// Looks whether the server answers and knows the model, with the shortest question there is.
    pub async fn check(&self) -> Result<(), ModelError> {
        let request = ModelRequest {
            system: String::new(),
            user: "Say yes.".to_owned(),
            schema_name: "",
            schema: Value::Null,
            most_tokens: 1,
            patience: self.settings.timeout,
        };
        let checked =
            tokio::time::timeout(self.settings.timeout, self.call(&request, Format::Plain, self.bounds())).await;
        match checked.unwrap_or(Ok(Err(Verdict::Never(ModelError::TimedOut))))? {
            // Who wants other bounds answers, and its wishes are learnt with the first request.
            Ok(_) | Err(Verdict::OtherBounds) => Ok(()),
            Err(Verdict::Again(error, _) | Verdict::Never(error)) => Err(error),
            Err(Verdict::WeakerFormat) => Err(ModelError::RequestRefused(400)),
        }
    }

    /// Attempts until there is an answer, a failure that lasts, no attempt left, or no time for one.
    async fn attempts(&self, request: &ModelRequest, until: Instant) -> Result<ModelReply, ModelError> {
        let mut attempt = 1;
        loop {
            if !self.breaker.admits(Instant::now()) {
                return Err(ModelError::Resting);
            }
            let format = Format::of(self.format.load(Ordering::Relaxed));
            let bounds = self.bounds();
            let outcome = match self.call(request, format, bounds).await {
                Ok(outcome) => outcome,
                Err(error) => Err(Verdict::Again(error, None)),
            };
            match outcome {
                Ok(reply) => {
                    self.breaker.note_success();
                    return Ok(reply);
                }
                Err(Verdict::WeakerFormat) => self.weaken(format)?,
                Err(Verdict::OtherBounds) if bounds == Bounds::Usual => self.thinks.store(true, Ordering::Relaxed),
                Err(Verdict::OtherBounds) => return Err(ModelError::RequestRefused(400)),
                Err(Verdict::Never(error)) => {
                    self.refused(error);
                    return Err(error);
                }
                Err(Verdict::Again(error, asked)) => {
                    self.failed(error);
                    let pause = asked.unwrap_or_else(|| self.pause(attempt));
                    let is_too_late = pause >= until.saturating_duration_since(Instant::now());
                    if attempt == ATTEMPTS || error == ModelError::AnswerTooLarge || is_too_late {
                        return Err(error);
                    }
                    tokio::time::sleep(pause).await;
                    attempt += 1;
                }
            }
        }
    }

    /// One call: the answer, what a failure of the server means, or a failure on the way.
    async fn call(
        &self,
        request: &ModelRequest,
        format: Format,
        bounds: Bounds,
    ) -> Result<Result<ModelReply, Verdict>, ModelError> {
        let address = self.settings.base_url.join("chat/completions").map_err(|_| ModelError::UnknownModel)?;
        let call = self.http.post(address).json(&body(&self.settings.model, request, format, bounds));
        let response = self.with_key(call).send().await.map_err(|error| meaning(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status.is_redirection() {
            return Ok(Err(Verdict::Never(ModelError::Redirected)));
        }
        let bytes = read(response).await?;
        debug!(status = status.as_u16(), bytes = bytes.len(), "the language model answered");
        Ok(if status.is_success() {
            reply(&bytes).map_err(Verdict::Never)
        } else {
            Err(verdict(status, &headers, &bytes))
        })
    }

    fn bounds(&self) -> Bounds {
        if self.thinks.load(Ordering::Relaxed) { Bounds::Thinking } else { Bounds::Usual }
    }

    fn with_key(&self, call: RequestBuilder) -> RequestBuilder {
        match &self.settings.api_key {
            Some(key) => call.bearer_auth(key.expose_secret()),
            None => call,
        }
    }

    fn weaken(&self, refused: Format) -> Result<(), ModelError> {
        // Without a format there is none to blame.
        let weaker = refused.weaker().ok_or(ModelError::RequestRefused(400))?;
        info!(?weaker, "the language model's server does not take this format of answers; asking for a weaker one");
        self.format.fetch_max(weaker as u8, Ordering::Relaxed);
        Ok(())
    }

    /// Who refuses one question is there, and may take the next.
    fn refused(&self, error: ModelError) {
        if matches!(error, ModelError::RequestRefused(_)) {
            self.breaker.note_success();
        } else {
            self.failed(error);
        }
    }

    fn failed(&self, error: ModelError) {
        if self.breaker.note_failure(Instant::now()) {
            warn!(%error, recovery = ?self.settings.recovery, "the language model keeps failing and is left alone");
        }
    }

    /// Doubled with each attempt, and a random half of it, so that those who wait do not come back
    /// together.
    fn pause(&self, attempt: u32) -> Duration {
        let longest = self.settings.pause.saturating_mul(2_u32.saturating_pow(attempt - 1));
        let half = longest / 2;
        let random = getrandom::u32().unwrap_or(u32::MAX / 2);
        half + half.mul_f64(f64::from(random) / f64::from(u32::MAX))
    }
}

#[async_trait]
impl LanguageModel for ModelClient {
    fn name(&self) -> &str {
        &self.settings.model
    }

    async fn complete(&self, request: &ModelRequest) -> Result<ModelReply, ModelError> {
        let begun = Instant::now();
        let patience = request.patience.min(self.settings.timeout);
        let turn = tokio::time::timeout(patience, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(ModelError::Busy) };
        let left = patience.saturating_sub(begun.elapsed());
        let answer = tokio::time::timeout(left, self.attempts(request, begun + patience)).await;
        answer.unwrap_or_else(|_| {
            // Who had next to no time left says nothing about the model.
            if left >= FAIR_CHANCE {
                self.failed(ModelError::TimedOut);
            }
            Err(ModelError::TimedOut)
        })
    }
}

/// Reads the body and stops at the limit, whatever the header promised.
async fn read(mut response: Response) -> Result<Vec<u8>, ModelError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| meaning(&error))? {
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(ModelError::AnswerTooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn meaning(error: &reqwest::Error) -> ModelError {
    if error.is_timeout() {
        ModelError::TimedOut
    } else if error.is_connect() {
        ModelError::Unreachable
    } else {
        ModelError::BrokenAnswer
    }
}

//! Sends to Discord, more than once where that is safe.
//!
//! serenity repeats nothing on 5xx, and nothing on 429 without its limiter. What was perhaps
//! carried out is recognised by Discord's own answer: an interaction is answered once, a message
//! has a nonce.

use super::wire;
use crate::responder::{Choice, Prompt, Reply, Visibility};
use serde_json::{Value, json};
use serenity::all::{ChannelId, GuildId, Http, HttpError, InteractionId, MessageId};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

// Kinds of answer: Discord's documentation, "Interaction Callback Type".
const MESSAGE: u8 = 4;
const DEFERRED_MESSAGE: u8 = 5;
const DEFERRED_UPDATE: u8 = 6;
const UPDATE: u8 = 7;
const CHOICES: u8 = 8;
const MODAL: u8 = 9;

const ATTEMPTS: u32 = 4;
/// The longest one attempt may take; serenity's own client would wait for ever.
const ONE_ATTEMPT: Duration = Duration::from_secs(15);

/// Why something did not reach Discord. Holds no address: those carry tokens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum SendError {
    #[error("the interaction or message is gone (code {0})")]
    Gone(isize),
    #[error("the interaction was answered before")]
    AnsweredBefore,
    #[error("not allowed here (code {0})")]
    Forbidden(isize),
    #[error("Discord refused it: status {status}, code {code}, {message}")]
    Refused { status: u16, code: isize, message: String },
    #[error("Discord did not answer: {0}")]
    Unreachable(&'static str),
}

/// Speaks to Discord's REST interface.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    http: Arc<Http>,
    pause: Duration,
}

impl Sender {
    pub(super) const fn new(http: Arc<Http>, pause: Duration) -> Self {
        Self { http, pause }
    }

    /// The first answer: a message of its own.
    pub(super) async fn answer(&self, to: Interaction<'_>, reply: &Reply) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": MESSAGE, "data": wire::answer(reply) }), Some(reply)).await
    }

    /// The first answer: the message that carried the control changes.
    pub(super) async fn update(&self, to: Interaction<'_>, reply: &Reply) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": UPDATE, "data": wire::message(reply) }), Some(reply)).await
    }

    /// The first answer: a message will follow.
    pub(super) async fn defer(&self, to: Interaction<'_>, visibility: Visibility) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": DEFERRED_MESSAGE, "data": wire::deferral(visibility) }), None).await
    }

    /// The first answer: a change of the message will follow.
    pub(super) async fn defer_update(&self, to: Interaction<'_>) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": DEFERRED_UPDATE }), None).await
    }

    /// The first answer: a form.
    pub(super) async fn prompt(&self, to: Interaction<'_>, prompt: &Prompt) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": MODAL, "data": wire::prompt(prompt) }), None).await
    }

    /// The answer to somebody typing.
    pub(super) async fn suggest(&self, to: Interaction<'_>, choices: &[Choice]) -> Result<(), SendError> {
        self.callback(to, &json!({ "type": CHOICES, "data": wire::choices(choices) }), None).await
    }

    /// Fills in what was deferred.
    pub(super) async fn edit_original(&self, token: &str, reply: &Reply) -> Result<(), SendError> {
        let body = wire::message(reply);
        let edit = || self.http.edit_original_interaction_response(token, &body, wire::files(reply));
        self.persistently(edit).await.map(drop)
    }

    /// Takes back what was deferred.
    pub(super) async fn delete_original(&self, token: &str) -> Result<(), SendError> {
        self.persistently(|| self.http.delete_original_interaction_response(token)).await
    }

    /// A further message on the same interaction.
    pub(super) async fn follow_up(&self, token: &str, reply: &Reply) -> Result<(), SendError> {
        let body = wire::answer(reply);
        self.persistently(|| self.http.create_followup_message(token, &body, wire::files(reply))).await.map(drop)
    }

    /// An ordinary message that replies to another. Sent twice it appears once: the nonce is
    /// the other message's id.
    pub(super) async fn reply_to(
        &self,
        channel: ChannelId,
        message: MessageId,
        reply: &Reply,
    ) -> Result<(), SendError> {
        let mut body = wire::message(reply);
        if let Some(body) = body.as_object_mut() {
            let reference = json!({ "message_id": message.to_string(), "fail_if_not_exists": false });
            body.insert("message_reference".into(), reference);
            body.insert("nonce".into(), message.to_string().into());
            body.insert("enforce_nonce".into(), true.into());
        }
        self.persistently(|| self.http.send_message(channel, wire::files(reply), &body)).await.map(drop)
    }

    /// Shows that an answer is being worked on; nothing depends on it.
    pub(super) async fn typing(&self, channel: ChannelId) {
        let _ = self.http.broadcast_typing(channel).await;
    }

    /// Replaces the registered commands, everywhere or in one server.
    pub(super) async fn register(&self, commands: &Value, guild: Option<GuildId>) -> Result<usize, SendError> {
        let registered = match guild {
            Some(guild) => self.persistently(|| self.http.create_guild_commands(guild, commands)).await?,
            None => self.persistently(|| self.http.create_global_commands(commands)).await?,
        };
        Ok(registered.len())
    }

    /// Asks Discord something at start-up, as persistently as anything else.
    pub(super) async fn ask<T, F>(&self, question: impl Fn(Arc<Http>) -> F) -> Result<T, SendError>
    where
        F: Future<Output = serenity::Result<T>>,
    {
        self.persistently(|| question(Arc::clone(&self.http))).await
    }

    /// Asks once: for what Discord would do twice without telling.
    pub(super) async fn ask_once<T, F>(&self, question: impl FnOnce(Arc<Http>) -> F) -> Result<T, SendError>
    where
        F: Future<Output = serenity::Result<T>>,
    {
        attempted(question(Arc::clone(&self.http))).await.map_err(|failure| failure.why)
    }

    /// The pause before a second attempt.
    pub(super) const fn pause(&self) -> Duration {
        self.pause
    }

    async fn callback(&self, to: Interaction<'_>, body: &Value, with: Option<&Reply>) -> Result<(), SendError> {
        let files = || with.map(wire::files).unwrap_or_default();
        self.persistently(|| self.http.create_interaction_response(to.id, to.token, body, files())).await
    }

    /// Tries again on what passes: 5xx, 429, a broken connection. A second attempt that finds the
    /// interaction answered was preceded by a first one that arrived.
    async fn persistently<T, F>(&self, attempt: impl Fn() -> F) -> Result<T, SendError>
    where
        F: Future<Output = serenity::Result<T>>,
    {
        let mut pause = self.pause;
        let mut made = 0;
        loop {
            made += 1;
            let failure = match attempted(attempt()).await {
                Ok(done) => return Ok(done),
                Err(failure) => failure,
            };
            if !failure.passes || made == ATTEMPTS {
                return Err(failure.why);
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }
}

/// One attempt, which does not take for ever.
async fn attempted<T>(attempt: impl Future<Output = serenity::Result<T>>) -> Result<T, Failure> {
    match tokio::time::timeout(ONE_ATTEMPT, attempt).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Failure::of(&error)),
        Err(_) => Err(Failure { why: SendError::Unreachable("no answer in time"), passes: true }),
    }
}

/// An interaction as REST addresses it.
#[derive(Clone, Copy)]
pub(super) struct Interaction<'a> {
    pub(super) id: InteractionId,
    pub(super) token: &'a str,
}

struct Failure {
    why: SendError,
    /// Whether another attempt may succeed.
    passes: bool,
}

impl Failure {
    /// Discord's error codes: documentation, "Opcodes and Status Codes".
    fn of(error: &serenity::Error) -> Self {
        let serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) = error else {
            return Self::without_answer(error);
        };
        let (status, code) = (response.status_code.as_u16(), response.error.code);
        let why = match code {
            10_008 | 10_015 | 10_062 | 50_027 => SendError::Gone(code),
            40_060 => SendError::AnsweredBefore,
            50_001 | 50_007 | 50_013 => SendError::Forbidden(code),
            _ => SendError::Refused { status, code, message: response.error.to_string_of_fields() },
        };
        Self { why, passes: status == 429 || status >= 500 }
    }

    fn without_answer(error: &serenity::Error) -> Self {
        // The request's own Display holds the address, and so the token.
        let serenity::Error::Http(HttpError::Request(request)) = error else {
            return Self { why: SendError::Unreachable("no request, or no readable answer"), passes: false };
        };
        let why = if request.is_timeout() {
            "time-out"
        } else if request.is_connect() {
            "no connection"
        } else {
            "broken connection"
        };
        Self { why: SendError::Unreachable(why), passes: true }
    }
}

/// Discord's complaint with the fields it names; it does not repeat what was sent.
trait FieldErrors {
    fn to_string_of_fields(&self) -> String;
}

impl FieldErrors for serenity::http::DiscordJsonError {
    fn to_string_of_fields(&self) -> String {
        let fields: Vec<String> = self.errors.iter().map(|e| format!("{}: {}", e.path, e.code)).collect();
        if fields.is_empty() { self.message.clone() } else { format!("{} ({})", self.message, fields.join(", ")) }
    }
}

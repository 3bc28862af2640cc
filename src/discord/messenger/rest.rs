//! The few requests of delivery, read no further than needed: what other bots' messages hold must
//! not keep a page of history from being read.

use crate::discord::sender::{SendError, Sender};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{ApplicationId, ChannelId, LightMethod, MessageId, Request, Route, UserId, WebhookId};
use std::num::NonZeroU64;

/// A message's id is all that is needed of an answer.
#[derive(Debug, Deserialize)]
pub(super) struct Made {
    pub(super) id: MessageId,
}

/// A message in a channel's history.
#[derive(Debug, Deserialize)]
pub(super) struct Seen {
    pub(super) id: MessageId,
    pub(super) author: Author,
    pub(super) webhook_id: Option<WebhookId>,
    #[serde(default)]
    pub(super) content: String,
    #[serde(default)]
    pub(super) embeds: Vec<Value>,
    #[serde(default)]
    pub(super) components: Vec<Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Author {
    pub(super) id: UserId,
}

/// A channel or thread.
#[derive(Debug, Deserialize)]
pub(super) struct Room {
    pub(super) id: ChannelId,
    #[serde(rename = "type")]
    pub(super) kind: u8,
    pub(super) parent_id: Option<ChannelId>,
}

impl Room {
    /// Announcement, public and private threads: Discord's documentation, "Channel Types".
    pub(super) const fn is_thread(&self) -> bool {
        matches!(self.kind, 10..=12)
    }
}

/// A webhook as the application sees it.
#[derive(Debug, Deserialize)]
pub(super) struct Hook {
    pub(super) id: WebhookId,
    pub(super) application_id: Option<ApplicationId>,
    pub(super) token: Option<String>,
}

/// One request.
#[derive(Debug)]
pub(super) struct Call<'a> {
    method: LightMethod,
    route: Route<'a>,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
}

impl<'a> Call<'a> {
    pub(super) const fn get(route: Route<'a>) -> Self {
        Self { method: LightMethod::Get, route, query: Vec::new(), body: None }
    }

    pub(super) fn post(route: Route<'a>, body: &Value) -> Self {
        Self { method: LightMethod::Post, body: Some(body.to_string().into_bytes()), ..Self::get(route) }
    }

    pub(super) fn patch(route: Route<'a>, body: &Value) -> Self {
        Self { method: LightMethod::Patch, body: Some(body.to_string().into_bytes()), ..Self::get(route) }
    }

    pub(super) fn asking(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// The message of a webhook in a thread is found by naming the thread.
    pub(super) fn in_thread(self, thread: Option<ChannelId>) -> Self {
        match thread {
            Some(thread) => self.asking("thread_id", thread),
            None => self,
        }
    }

    fn request(&self) -> Request<'a> {
        let query = (!self.query.is_empty()).then(|| self.query.clone());
        Request::new(self.route, self.method).body(self.body.clone()).params(query)
    }
}

impl Sender {
    /// Sends a request, again where the failure may pass.
    pub(super) async fn call<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T, SendError> {
        self.ask(|http| async move { http.fire(call.request()).await }).await
    }

    /// Sends a request once.
    pub(super) async fn call_once<T: DeserializeOwned>(&self, call: &Call<'_>) -> Result<T, SendError> {
        self.ask_once(|http| async move { http.fire(call.request()).await }).await
    }
}

/// An id as serenity has them; none of the platform's is zero.
pub(in crate::discord) fn id<T: From<NonZeroU64>>(number: u64) -> T {
    T::from(NonZeroU64::new(number).unwrap_or(NonZeroU64::MIN))
}

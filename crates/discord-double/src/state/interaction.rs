//! Interactions: what a member did, how the bot answered, and whether it still may.

use crate::snowflake::Snowflake;
use serde_json::Value;
use std::time::Duration;

/// What kind of thing a member did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InteractionKind {
    Command,
    Component,
    Autocomplete,
    Modal,
}

impl InteractionKind {
    /// Discord's number.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// The one initial response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Response {
    /// A message at once.
    Message(Snowflake),
    /// "… is thinking": a message that is filled later.
    Deferred(Snowflake),
    /// The message that carries the component, changed at once.
    Update(Snowflake),
    /// Acknowledged; the message may be changed later.
    DeferredUpdate(Snowflake),
    /// Choices under the option being typed.
    Choices(Vec<Value>),
    /// A form.
    Modal(Value),
}

/// One interaction, as plain data.
#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    pub(crate) token: String,
    pub(crate) kind: InteractionKind,
    /// What it was, in words: "/digest by reader".
    pub(crate) label: String,
    pub(crate) user: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) guild: Option<Snowflake>,
    /// The message whose component was used.
    pub(crate) message: Option<Snowflake>,
    /// The interaction that was answered with the form which this one submits.
    pub(crate) opened_by: Option<Snowflake>,
    pub(crate) created: Duration,
    pub(crate) acknowledged: Option<Duration>,
    pub(crate) response: Option<Response>,
    pub(crate) followups: Vec<Snowflake>,
    /// Never sent to the bot, by a fault.
    pub(crate) lost: bool,
    /// The test has looked at the response.
    pub(crate) read: bool,
    /// What the bot was sent.
    pub(crate) payload: Value,
}

impl Interaction {
    /// Whether there is a response, of whatever kind.
    pub(crate) fn is_answered(&self) -> bool {
        self.lost || self.response.is_some()
    }

    /// The message that `@original` means.
    pub(crate) fn original(&self) -> Option<Snowflake> {
        match self.response.as_ref()? {
            Response::Message(id) | Response::Deferred(id) | Response::Update(id) | Response::DeferredUpdate(id) => {
                Some(*id)
            }
            Response::Choices(_) | Response::Modal(_) => None,
        }
    }
}

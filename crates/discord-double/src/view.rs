//! What a test reads: messages with their words, buttons and files, and channels.

use crate::driver::place::Place;
use crate::error::DoubleError;
use crate::rules::component::{flatten, kind, kind_of};
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::message::{Attachment, Message, Pings, flag};
use serde_json::Value;
use std::sync::Arc;

/// A button of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// The words on it; empty where there is only an emoji.
    pub label: String,
    /// What a click carries; none on a link.
    pub custom_id: Option<String>,
    /// Where a link leads.
    pub url: Option<String>,
    /// Whether it cannot be clicked.
    pub disabled: bool,
}

impl Message {
    /// Every word a reader sees: text, embeds, text displays, in order.
    pub fn text(&self) -> String {
        let mut parts = vec![self.content.clone()];
        for embed in &self.embeds {
            parts.extend(embed_words(embed));
        }
        let shown = flatten(&self.components);
        parts.extend(shown.iter().filter_map(|each| each["content"].as_str()).map(ToOwned::to_owned));
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// Whether only its addressee sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.flags & flag::EPHEMERAL != 0
    }

    /// Under which name and picture a webhook wrote it; none for what the bot wrote as itself.
    pub fn under_name(&self) -> Option<(&str, Option<&str>)> {
        Some((self.username.as_deref()?, self.avatar.as_deref()))
    }

    /// Whether it was deleted.
    pub fn is_deleted(&self) -> bool {
        self.deleted
    }

    /// Who was notified.
    pub fn pings(&self) -> &Pings {
        &self.pings
    }

    /// Its buttons, in order.
    pub fn buttons(&self) -> Vec<Button> {
        let all = flatten(&self.components);
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        all.into_iter()
            .filter(|each| kind_of(each) == kind::BUTTON)
            .map(|each| Button {
                label: text(&each["label"]).unwrap_or_default(),
                custom_id: text(&each["custom_id"]),
                url: text(&each["url"]),
                disabled: each["disabled"].as_bool().unwrap_or(false),
            })
            .collect()
    }

    /// A button by its label or custom id.
    pub fn button(&self, name: &str) -> Option<Button> {
        self.buttons().into_iter().find(|button| button.label == name || button.custom_id.as_deref() == Some(name))
    }

    /// A file by its name.
    pub fn file(&self, name: &str) -> Option<&Attachment> {
        self.attachments.iter().find(|file| file.filename == name)
    }

    /// Older versions, oldest first.
    pub fn versions(&self) -> &[Message] {
        &self.history
    }

    /// The emoji that the bot reacted with.
    pub fn reactions(&self) -> Vec<String> {
        self.reactions.iter().cloned().collect()
    }
}

fn embed_words(embed: &Value) -> Vec<String> {
    let mut words = Vec::new();
    let mut push = |value: &Value| words.extend(value.as_str().map(ToOwned::to_owned));
    push(&embed["author"]["name"]);
    push(&embed["title"]);
    push(&embed["description"]);
    for field in embed["fields"].as_array().into_iter().flatten() {
        push(&field["name"]);
        push(&field["value"]);
    }
    push(&embed["footer"]["text"]);
    words
}

/// An input of a modal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModalInput {
    /// The name it travels under.
    pub custom_id: String,
    /// The words above it.
    pub label: String,
    /// What it is filled with at first.
    pub value: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Fewest and most characters.
    pub length: (usize, usize),
}

/// A form that the bot showed; fill it in with `submit_modal`.
#[derive(Debug, Clone)]
pub struct Modal {
    pub(crate) interaction: Snowflake,
    /// What a submission carries.
    pub custom_id: String,
    /// The words at the top.
    pub title: String,
    /// The inputs, in order.
    pub inputs: Vec<ModalInput>,
    pub(crate) components: Vec<Value>,
}

impl Modal {
    pub(crate) fn new(interaction: Snowflake, data: &Value) -> Self {
        let components = data["components"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut inputs = Vec::new();
        for top in &components {
            let inner = if kind_of(top) == kind::LABEL { &top["component"] } else { &top["components"][0] };
            if inner["custom_id"].is_null() {
                continue;
            }
            let label = if inner["label"].is_null() { &top["label"] } else { &inner["label"] };
            let bound = |key: &str, default: usize| {
                inner[key].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(default)
            };
            inputs.push(ModalInput {
                custom_id: text(&inner["custom_id"]),
                label: text(label),
                value: text(&inner["value"]),
                required: inner["required"].as_bool().unwrap_or(true),
                length: (bound("min_length", 0), bound("max_length", 4000)),
            });
        }
        Self { interaction, custom_id: text(&data["custom_id"]), title: text(&data["title"]), inputs, components }
    }
}

/// A look into a channel or a conversation.
#[derive(Debug, Clone)]
pub struct ChannelView {
    shared: Arc<Shared>,
    place: Place,
}

impl ChannelView {
    pub(crate) fn new(shared: Arc<Shared>, place: Place) -> Self {
        Self { shared, place }
    }

    /// All messages that everyone here sees, oldest first; they count as read.
    pub fn messages(&self) -> Result<Vec<Message>, DoubleError> {
        self.shared.with(|state| {
            let channel = self.place.find(state)?;
            let here = state.messages.values_mut();
            let here =
                here.filter(|message| message.channel == channel && !message.deleted && message.addressee.is_none());
            Ok(here.map(take).collect())
        })
    }

    /// The bot's next message or edit here that was not read yet; waits for it.
    pub async fn next_message(&self) -> Result<Message, DoubleError> {
        let what = format!("a message of the bot in {}", self.place);
        let found = self.shared.wait(&what, |state| {
            // A thread may be opened only now.
            let channel = self.place.find(state).ok()?;
            next_unread(state, |message| message.channel == channel && message.addressee.is_none())
        });
        let found = found.await;
        self.shared.with(|state| self.place.find(state))?;
        found
    }

    /// How often the bot said that it is typing here.
    pub fn typing(&self) -> Result<u32, DoubleError> {
        self.shared.read(|state| {
            let channel = self.place.find(state)?;
            Ok(state.channels.get(&channel).map_or(0, |channel| channel.typing))
        })
    }
}

/// The latest version of a message, which counts as read with all before it.
pub(crate) fn take(message: &mut Message) -> Message {
    message.read = message.version();
    message.clone()
}

/// The oldest version that was not read yet, of the bot's messages that fit.
pub(crate) fn next_unread(state: &mut State, fits: impl Fn(&Message) -> bool) -> Option<Message> {
    let bot = state.bot;
    let found = state.messages.values_mut().find(|message| {
        message.author == bot
            && !message.deleted
            && !message.is_loading()
            && message.read < message.version()
            && fits(message)
    })?;
    Some(take_next(found))
}

/// The oldest unread version of a message, which then counts as read.
pub(crate) fn take_next(message: &mut Message) -> Message {
    let version = message.history.get(message.read).cloned();
    message.read += 1;
    version.unwrap_or_else(|| message.clone())
}

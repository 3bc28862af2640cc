//! Waiting for what the bot makes of an interaction.

use crate::error::DoubleError;
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::interaction::{Interaction, Response};
use crate::state::message::Message;
use crate::view::{Modal, take_next};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// An interaction that was sent to the bot.
#[derive(Debug, Clone)]
pub struct InteractionHandle {
    shared: Arc<Shared>,
    id: Snowflake,
}

/// The first thing the member could read.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The message as it was then.
    pub message: Message,
    /// Whether "… is thinking" stood there first.
    pub deferred: bool,
    /// From the interaction to its acknowledgement, by the double's clock.
    pub acknowledged_after: Duration,
}

impl Deref for Reply {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

impl InteractionHandle {
    pub(crate) fn new(shared: Arc<Shared>, id: Snowflake) -> Self {
        Self { shared, id }
    }

    /// The interaction's id.
    pub fn id(&self) -> Snowflake {
        self.id
    }

    /// The interaction's token, for what a misbehaving client would do with it.
    pub fn token(&self) -> String {
        self.shared.read(|state| state.interactions.get(&self.id).map(|each| each.token.clone())).unwrap_or_default()
    }

    /// Waits for the first real response: a message at once, or what a deferral was filled with.
    pub async fn reply(&self) -> Result<Reply, DoubleError> {
        let look = |state: &mut State| {
            let interaction = state.interactions.get_mut(&self.id)?;
            let (id, deferred) = match interaction.response.as_ref()? {
                Response::Message(id) => (*id, false),
                Response::Deferred(id) => (*id, true),
                other @ (Response::Update(_)
                | Response::DeferredUpdate(_)
                | Response::Choices(_)
                | Response::Modal(_)) => {
                    return Some(Err(unexpected("a message", other)));
                }
            };
            let acknowledged_after = acknowledged_after(interaction);
            let message = state.messages.get_mut(&id).filter(|message| !message.is_loading())?;
            interaction.read = true;
            message.read = message.read.max(1);
            let first = message.history.first().unwrap_or(message).clone();
            Some(Ok(Reply { message: first, deferred, acknowledged_after }))
        };
        self.shared.wait(&self.what("a reply to"), look).await?
    }

    /// Waits for the bot's acknowledgement, whatever it is, and says how long it took.
    pub async fn acknowledged(&self) -> Result<Duration, DoubleError> {
        let look = |state: &mut State| {
            let interaction = state.interactions.get_mut(&self.id)?;
            interaction.response.as_ref()?;
            interaction.read = true;
            Some(acknowledged_after(interaction))
        };
        self.shared.wait(&self.what("an acknowledgement of"), look).await
    }

    /// Waits for a form.
    pub async fn modal(&self) -> Result<Modal, DoubleError> {
        let look = |state: &mut State| {
            let interaction = state.interactions.get_mut(&self.id)?;
            let response = interaction.response.as_ref()?;
            let Response::Modal(data) = response else { return Some(Err(unexpected("a modal", response))) };
            interaction.read = true;
            Some(Ok(Modal::new(self.id, data)))
        };
        self.shared.wait(&self.what("a modal for"), look).await?
    }

    /// Waits for a change of the message whose component was used.
    pub async fn update(&self) -> Result<Message, DoubleError> {
        let look = |state: &mut State| {
            let interaction = state.interactions.get_mut(&self.id)?;
            let id = match interaction.response.as_ref()? {
                Response::Update(id) | Response::DeferredUpdate(id) => *id,
                other @ (Response::Message(_) | Response::Deferred(_) | Response::Choices(_) | Response::Modal(_)) => {
                    return Some(Err(unexpected("an update of the message", other)));
                }
            };
            let message = state.messages.get_mut(&id)?;
            let changed = message.read < message.version();
            interaction.read |= changed;
            changed.then(|| Ok(take_next(message)))
        };
        self.shared.wait(&self.what("an update after"), look).await?
    }

    /// Waits for the next edit of the reply that was not read yet.
    pub async fn edit(&self) -> Result<Message, DoubleError> {
        let look = |state: &mut State| {
            let id = state.interactions.get(&self.id)?.original()?;
            let message = state.messages.get_mut(&id)?;
            let first_is_read = message.read > 0;
            (first_is_read && message.read < message.version()).then(|| take_next(message))
        };
        self.shared.wait(&self.what("an edit of the reply to"), look).await
    }

    /// Every version of the reply so far, oldest first; they count as read.
    pub fn edits(&self) -> Vec<Message> {
        self.shared.with(|state| {
            let id = state.interactions.get(&self.id).and_then(Interaction::original);
            let Some(message) = id.and_then(|id| state.messages.get_mut(&id)) else { return Vec::new() };
            message.read = message.version();
            let mut versions = message.history.clone();
            versions.push(message.clone());
            versions
        })
    }

    /// Waits for the next follow-up that was not read yet.
    pub async fn followup(&self) -> Result<Message, DoubleError> {
        let look = |state: &mut State| {
            let ids = state.interactions.get(&self.id)?.followups.clone();
            let unread = |id: &Snowflake| state.messages.get(id).is_some_and(|message| message.read == 0);
            let id = ids.into_iter().find(unread)?;
            state.messages.get_mut(&id).map(take_next)
        };
        self.shared.wait(&self.what("a follow-up to"), look).await
    }

    /// Every follow-up so far; they count as read.
    pub fn followups(&self) -> Vec<Message> {
        self.shared.with(|state| {
            let ids = state.interactions.get(&self.id).map(|each| each.followups.clone()).unwrap_or_default();
            let written = state.messages.values_mut().filter(|message| ids.contains(&message.id));
            written.map(crate::view::take).collect()
        })
    }

    /// Whether the interaction has been acknowledged by now.
    pub fn is_acknowledged(&self) -> bool {
        self.shared.read(|state| state.interactions.get(&self.id).is_some_and(|each| each.response.is_some()))
    }

    pub(crate) async fn choices(&self) -> Result<Vec<serde_json::Value>, DoubleError> {
        let look = |state: &mut State| {
            let interaction = state.interactions.get_mut(&self.id)?;
            let response = interaction.response.as_ref()?;
            let Response::Choices(choices) = response else { return Some(Err(unexpected("choices", response))) };
            interaction.read = true;
            Some(Ok(choices.clone()))
        };
        self.shared.wait(&self.what("choices for"), look).await?
    }

    fn what(&self, wanted: &str) -> String {
        let label = self.shared.read(|state| state.interactions.get(&self.id).map(|each| each.label.clone()));
        format!("{wanted} {}", label.unwrap_or_default())
    }
}

fn acknowledged_after(interaction: &Interaction) -> Duration {
    interaction.acknowledged.unwrap_or_default().saturating_sub(interaction.created)
}

fn unexpected(expected: &'static str, found: &Response) -> DoubleError {
    let found = match found {
        Response::Message(_) => "the bot answered with a message".to_owned(),
        Response::Deferred(_) => "the bot deferred a message".to_owned(),
        Response::Update(_) | Response::DeferredUpdate(_) => "the bot updated the message".to_owned(),
        Response::Choices(choices) => format!("the bot offered {} choices", choices.len()),
        Response::Modal(modal) => format!("the bot showed the modal {}", modal["title"]),
    };
    DoubleError::Unexpected { expected, found }
}

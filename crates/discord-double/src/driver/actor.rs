//! A member as a test moves them.

use super::handle::InteractionHandle;
use super::place::{Place, find_user};
use super::slash::{Choice, Slash};
use crate::error::DoubleError;
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::GUILD_TEXT;
use crate::state::message::Message;
use crate::state::permission;
use crate::view::take;
use std::sync::Arc;
use twilight_model::guild::Permissions;

/// A member who types, clicks and reads.
#[derive(Debug, Clone)]
pub struct Actor {
    pub(crate) shared: Arc<Shared>,
    pub(crate) name: String,
    pub(crate) place: Option<Place>,
}

impl Actor {
    pub(crate) fn new(shared: Arc<Shared>, name: &str) -> Self {
        Self { shared, name: name.to_owned(), place: None }
    }

    /// The same member, in a channel or thread; without it they are in the first channel of their guild.
    #[must_use]
    pub fn at(&self, channel: &str) -> Self {
        Self { place: Some(Place::Channel(channel.to_owned())), ..self.clone() }
    }

    /// The same member, alone with the bot.
    #[must_use]
    pub fn in_dm(&self) -> Self {
        Self { place: Some(Place::DmWith(self.name.clone())), ..self.clone() }
    }

    /// Begins a slash command; words after the first name sub-commands: `slash("newsdesk setup")`.
    pub fn slash(&self, command: &str) -> Slash {
        Slash::new(self.clone(), command)
    }

    /// Types into an option and reads what is offered; for other options use [`Slash::autocomplete`].
    pub async fn autocomplete(&self, command: &str, option: &str, typed: &str) -> Result<Vec<Choice>, DoubleError> {
        self.slash(command).autocomplete(option, typed).await
    }

    /// Uses an entry of a message's menu.
    pub async fn message_menu(&self, command: &str, message: &Message) -> Result<InteractionHandle, DoubleError> {
        self.menu(command, super::slash::Target::Message(message.id, message.channel)).await
    }

    /// Uses an entry of a user's menu.
    pub async fn user_menu(&self, command: &str, member: &str) -> Result<InteractionHandle, DoubleError> {
        let user = self.shared.read(|state| find_user(state, member))?;
        self.menu(command, super::slash::Target::User(user)).await
    }

    /// What the member sees in a channel now, ephemeral messages to them included; it counts as read.
    pub fn sees(&self, channel: &str) -> Result<Vec<Message>, DoubleError> {
        self.shared.with(|state| {
            let user = find_user(state, &self.name)?;
            let channel = Place::Channel(channel.to_owned()).find(state)?;
            if !permission::in_channel(state, user, channel).contains(Permissions::VIEW_CHANNEL) {
                return Ok(Vec::new());
            }
            let here = state.messages.values_mut();
            Ok(here.filter(|message| message.channel == channel && message.visible_to(user)).map(take).collect())
        })
    }

    /// The member's id.
    pub fn id(&self) -> Result<Snowflake, DoubleError> {
        self.shared.read(|state| find_user(state, &self.name))
    }

    /// Who and where the member is.
    pub(crate) fn locate(&self, state: &mut State) -> Result<(Snowflake, Snowflake), DoubleError> {
        let user = find_user(state, &self.name)?;
        let channel = match &self.place {
            Some(place) => place.find(state)?,
            None => first_channel(state, user).ok_or_else(|| {
                DoubleError::Impossible(format!("{} is in no guild with a channel; use in_dm()", self.name))
            })?,
        };
        let sees = permission::in_channel(state, user, channel).contains(Permissions::VIEW_CHANNEL);
        if sees {
            Ok((user, channel))
        } else {
            Err(DoubleError::Impossible(format!("{} cannot see the channel", self.name)))
        }
    }
}

fn first_channel(state: &State, user: Snowflake) -> Option<Snowflake> {
    let member_of = |guild: Snowflake| state.guilds.get(&guild).is_some_and(|guild| guild.members.contains_key(&user));
    let mut channels = state.channels.values();
    channels
        .find(|channel| channel.kind == GUILD_TEXT && channel.guild.is_some_and(member_of))
        .map(|channel| channel.id)
}

//! Where a member is: a channel, or alone with the bot.

use crate::error::DoubleError;
use crate::snowflake::Snowflake;
use crate::state::State;
use std::fmt;

/// A place by the name a test gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A channel or thread.
    Channel(String),
    /// The bot's conversation with a user.
    DmWith(String),
}

impl Place {
    /// The channel's id; a conversation is opened where there is none.
    pub(crate) fn find(&self, state: &mut State) -> Result<Snowflake, DoubleError> {
        match self {
            Self::Channel(name) => {
                let found = state.channels.values().find(|channel| &channel.name == name).map(|channel| channel.id);
                found.ok_or_else(|| DoubleError::Unknown {
                    kind: "channel",
                    name: name.clone(),
                    known: list(state.channels.values().map(|channel| channel.name.as_str())),
                })
            }
            Self::DmWith(name) => {
                let user = find_user(state, name)?;
                Ok(state.dm_with(user))
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(name) => write!(f, "#{name}"),
            Self::DmWith(name) => write!(f, "the direct messages with {name}"),
        }
    }
}

/// A user by name.
pub(crate) fn find_user(state: &State, name: &str) -> Result<Snowflake, DoubleError> {
    let found = state.users.values().find(|user| user.name == name).map(|user| user.id);
    found.ok_or_else(|| DoubleError::Unknown {
        kind: "member",
        name: name.to_owned(),
        known: list(state.users.values().map(|user| user.name.as_str())),
    })
}

pub(crate) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

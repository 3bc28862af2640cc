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
    /// A channel, thread or conversation by its id.
    #[cfg(feature = "playground")]
    Id(Snowflake),
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
            #[cfg(feature = "playground")]
            Self::Id(id) => {
                let known = state.channels.contains_key(id).then_some(*id);
                known.ok_or_else(|| DoubleError::Impossible("that channel is not there any more".to_owned()))
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(name) => write!(f, "#{name}"),
            Self::DmWith(name) => write!(f, "the direct messages with {name}"),
            #[cfg(feature = "playground")]
            Self::Id(id) => write!(f, "the channel {id}"),
        }
    }
}

/// A user by name, or by what a client sends: the id.
pub(crate) fn find_user(state: &State, name: &str) -> Result<Snowflake, DoubleError> {
    let by_id = || by_id(name).filter(|id| state.users.contains_key(id));
    let found = state.users.values().find(|user| user.name == name).map(|user| user.id).or_else(by_id);
    found.ok_or_else(|| DoubleError::Unknown {
        kind: "member",
        name: name.to_owned(),
        known: list(state.users.values().map(|user| user.name.as_str())),
    })
}

/// The id that a text is.
pub(crate) fn by_id(text: &str) -> Option<Snowflake> {
    text.parse().ok().map(Snowflake)
}

pub(crate) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

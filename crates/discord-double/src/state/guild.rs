//! Users, guilds, roles, members, channels and webhooks.

use crate::snowflake::Snowflake;
use std::collections::BTreeMap;
use twilight_model::guild::Permissions;

/// A text channel of a guild.
pub(crate) const GUILD_TEXT: u8 = 0;
/// A conversation of two.
pub(crate) const DM: u8 = 1;
/// A thread that everyone in the parent channel sees.
pub(crate) const PUBLIC_THREAD: u8 = 11;
/// A thread for the invited.
pub(crate) const PRIVATE_THREAD: u8 = 12;

/// A person or a bot.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) bot: bool,
    pub(crate) locale: String,
    /// Takes no direct messages from members of shared servers.
    pub(crate) dms_closed: bool,
}

/// A named set of permissions.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) permissions: Permissions,
    pub(crate) mentionable: bool,
    /// Red, green and blue; 0 where it has none.
    pub(crate) colour: u32,
}

/// A user in a guild.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) user: Snowflake,
    pub(crate) nick: Option<String>,
    pub(crate) roles: Vec<Snowflake>,
}

/// A server, in users' words. Its `@everyone` role has the guild's own id and comes first.
#[derive(Debug, Clone)]
pub(crate) struct Guild {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) owner: Snowflake,
    pub(crate) locale: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) members: BTreeMap<Snowflake, Member>,
}

impl Guild {
    pub(crate) fn role_called(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// A role by name, or by what a client sends: the id.
    pub(crate) fn role_named(&self, name: &str) -> Option<&Role> {
        self.role_called(name).or_else(|| name.parse().ok().and_then(|id| self.role(Snowflake(id))))
    }

    pub(crate) fn role(&self, id: Snowflake) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }
}

/// Where messages live: a guild's text channel, a thread, or a DM.
#[derive(Debug, Clone)]
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) guild: Option<Snowflake>,
    pub(crate) parent: Option<Snowflake>,
    /// The two of a DM.
    pub(crate) recipients: Vec<Snowflake>,
    /// Permissions given in this channel, by role or member.
    pub(crate) allowed: BTreeMap<Snowflake, Permissions>,
    /// Permissions taken away in this channel, by role or member.
    pub(crate) denied: BTreeMap<Snowflake, Permissions>,
    pub(crate) nsfw: bool,
    /// What it is for, as it stands beside its name.
    pub(crate) topic: Option<String>,
    pub(crate) owner: Option<Snowflake>,
    pub(crate) auto_archive_minutes: u64,
    pub(crate) archived: bool,
    /// Nobody writes in the thread but who manages threads.
    pub(crate) locked: bool,
    /// How often the bot said that it is typing.
    pub(crate) typing: u32,
}

impl Channel {
    pub(crate) fn new(id: Snowflake, kind: u8, name: &str, guild: Option<Snowflake>) -> Self {
        Self {
            id,
            kind,
            name: name.to_owned(),
            guild,
            parent: None,
            recipients: Vec::new(),
            allowed: BTreeMap::new(),
            denied: BTreeMap::new(),
            nsfw: false,
            topic: None,
            owner: None,
            auto_archive_minutes: 1440,
            archived: false,
            locked: false,
            typing: 0,
        }
    }

    pub(crate) fn is_thread(&self) -> bool {
        matches!(self.kind, PUBLIC_THREAD | PRIVATE_THREAD)
    }
}

/// A channel's door for messages under another name.
#[derive(Debug, Clone)]
pub(crate) struct Webhook {
    pub(crate) id: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) creator: Snowflake,
    /// Made by the application; one that a person made is not its own, and its token not shown.
    pub(crate) own: bool,
}

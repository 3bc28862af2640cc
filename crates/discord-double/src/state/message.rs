//! Messages, their attachments, and whom they pinged.

use crate::snowflake::Snowflake;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Flags of a message.
pub(crate) mod flag {
    pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub(crate) const EPHEMERAL: u64 = 1 << 6;
    pub(crate) const LOADING: u64 = 1 << 7;
    pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub(crate) const COMPONENTS_V2: u64 = 1 << 15;
}

/// A file of a message, kept whole and served from the double's own CDN path.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The attachment's id.
    pub id: Snowflake,
    /// The name it was uploaded under.
    pub filename: String,
    /// What the uploader said of it.
    pub description: Option<String>,
    /// Its media type.
    pub content_type: String,
    /// Where the double serves it.
    pub url: String,
    /// Its content; empty once a playground had no more room for it.
    pub bytes: Arc<[u8]>,
    pub(crate) size: usize,
}

/// Who was notified by a message, after `allowed_mentions` and permissions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pings {
    /// Members named or replied to.
    pub users: BTreeSet<Snowflake>,
    /// Roles named.
    pub roles: BTreeSet<Snowflake>,
    /// `@everyone` or `@here`.
    pub everyone: bool,
}

impl Pings {
    /// Whether nobody was notified.
    pub fn is_empty(&self) -> bool {
        self.users.is_empty() && self.roles.is_empty() && !self.everyone
    }
}

/// How a message relates to an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Written in the channel.
    Channel,
    /// The first response of an interaction.
    Response(Snowflake),
    /// A follow-up of an interaction.
    Followup(Snowflake),
    /// Through a channel's webhook.
    Webhook(Snowflake),
}

/// One message, as plain data.
#[derive(Debug, Clone)]
pub struct Message {
    /// The message's id.
    pub id: Snowflake,
    /// Where it was written.
    pub channel: Snowflake,
    /// Who wrote it.
    pub author: Snowflake,
    /// Its text.
    pub content: String,
    /// Its embeds, as sent.
    pub embeds: Vec<Value>,
    /// Its components, as sent.
    pub components: Vec<Value>,
    /// Its files.
    pub attachments: Vec<Attachment>,
    /// Its flags, Discord's bits.
    pub flags: u64,
    /// The message it replies to.
    pub reference: Option<Snowflake>,
    pub(crate) kind: u8,
    pub(crate) tts: bool,
    pub(crate) nonce: Option<Value>,
    pub(crate) mentions: BTreeSet<Snowflake>,
    pub(crate) mention_roles: BTreeSet<Snowflake>,
    pub(crate) pings: Pings,
    pub(crate) origin: Origin,
    pub(crate) addressee: Option<Snowflake>,
    pub(crate) username: Option<String>,
    pub(crate) avatar: Option<String>,
    pub(crate) edited: Option<String>,
    pub(crate) thread: Option<Snowflake>,
    pub(crate) reactions: BTreeSet<String>,
    pub(crate) deleted: bool,
    /// Older versions, oldest first.
    pub(crate) history: Vec<Message>,
    /// How many versions the test has read; the first is 1.
    pub(crate) read: usize,
}

impl Message {
    pub(crate) fn new(id: Snowflake, channel: Snowflake, author: Snowflake) -> Self {
        Self {
            id,
            channel,
            author,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            reference: None,
            kind: 0,
            tts: false,
            nonce: None,
            mentions: BTreeSet::new(),
            mention_roles: BTreeSet::new(),
            pings: Pings::default(),
            origin: Origin::Channel,
            addressee: None,
            username: None,
            avatar: None,
            edited: None,
            thread: None,
            reactions: BTreeSet::new(),
            deleted: false,
            history: Vec::new(),
            read: 0,
        }
    }

    /// How many versions the message has had.
    pub(crate) fn version(&self) -> usize {
        self.history.len() + 1
    }

    /// Keeps the present version before a change.
    pub(crate) fn keep_version(&mut self) {
        let mut old = self.clone();
        old.history.clear();
        self.history.push(old);
    }

    pub(crate) fn is_loading(&self) -> bool {
        self.flags & flag::LOADING != 0
    }

    /// Whether a member may see the message: an ephemeral one only its addressee.
    pub(crate) fn visible_to(&self, user: Snowflake) -> bool {
        !self.deleted && self.addressee.is_none_or(|addressee| addressee == user)
    }
}

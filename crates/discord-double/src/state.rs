//! Everything a local Discord knows, as plain data: no sockets, no tasks, no JSON but what bots sent.
//!
//! The server changes it under one lock; the driver reads it. Nothing here waits.

pub(crate) mod command;
pub(crate) mod guild;
pub(crate) mod interaction;
pub(crate) mod message;
pub(crate) mod permission;
pub(crate) mod render;

use crate::clock::Clock;
use crate::faults::Faults;
use crate::gateway::session::Session;
use crate::snowflake::{Ids, Snowflake};
use crate::traffic::{Recorded, Violation};
use command::Command;
use guild::{Channel, Guild, User, Webhook};
use interaction::Interaction;
use message::{Attachment, Message};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use twilight_model::guild::Permissions;

/// What the builder fixes for the whole run.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Time to acknowledge an interaction.
    pub(crate) deadline: Duration,
    /// Time for which an interaction's token works.
    pub(crate) token_lifetime: Duration,
    /// How long the driver waits before it calls a test failed.
    pub(crate) patience: Duration,
    /// What HELLO asks for.
    pub(crate) heartbeat_interval: Duration,
    /// Privileged intents that the portal allows this application.
    pub(crate) privileged_intents: u64,
    /// Whether buckets run dry.
    pub(crate) rate_limits: bool,
    /// Where traffic is written as JSON lines.
    pub(crate) record_to: Option<PathBuf>,
    /// Discord's own description of its bodies.
    #[cfg(feature = "openapi")]
    pub(crate) openapi: Option<std::sync::Arc<crate::openapi::Document>>,
}

/// The application and its bot user.
#[derive(Debug, Clone)]
pub(crate) struct Application {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) owner: Option<Snowflake>,
}

/// The whole of a local Discord.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) base: String,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) application: Application,
    pub(crate) bot: Snowflake,
    pub(crate) users: BTreeMap<Snowflake, User>,
    pub(crate) guilds: BTreeMap<Snowflake, Guild>,
    pub(crate) channels: BTreeMap<Snowflake, Channel>,
    pub(crate) messages: BTreeMap<Snowflake, Message>,
    pub(crate) attachments: BTreeMap<Snowflake, Attachment>,
    pub(crate) webhooks: BTreeMap<Snowflake, Webhook>,
    pub(crate) interactions: BTreeMap<Snowflake, Interaction>,
    pub(crate) commands: Vec<Command>,
    /// Message by channel and nonce, with when it was made.
    pub(crate) nonces: BTreeMap<(Snowflake, String), (Snowflake, Duration)>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) faults: Faults,
    pub(crate) buckets: BTreeMap<String, (Duration, u32)>,
    pub(crate) requests: Vec<Recorded>,
    pub(crate) violations: Vec<Violation>,
    /// The double is gone; pages that still listen shall go too.
    #[cfg(feature = "playground")]
    pub(crate) closed: bool,
    /// What passed over the wire lately, where a playground shows it.
    #[cfg(feature = "playground")]
    pub(crate) tape: Option<crate::playground::tape::Tape>,
}

impl State {
    /// The bot's permissions in a channel.
    pub(crate) fn bot_permissions(&self, channel: Snowflake) -> Permissions {
        permission::in_channel(self, self.bot, channel)
    }

    /// Notes a broken rule; `finish` will report it.
    pub(crate) fn violate(&mut self, rule: &str, detail: impl Into<String>) {
        self.violations.push(Violation { rule: rule.to_owned(), detail: detail.into() });
    }
}

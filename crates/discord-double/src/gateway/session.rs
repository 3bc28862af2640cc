//! A gateway session: what was asked for, what was sent, and whether a socket is attached.

use crate::snowflake::Snowflake;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

/// Gateway intents, Discord's bits.
pub mod intent {
    /// Guilds, channels and threads.
    pub const GUILDS: u64 = 1;
    /// Members coming, going and changing. Privileged.
    pub const GUILD_MEMBERS: u64 = 1 << 1;
    /// Presences. Privileged.
    pub const GUILD_PRESENCES: u64 = 1 << 8;
    /// Messages in guilds.
    pub const GUILD_MESSAGES: u64 = 1 << 9;
    /// Reactions in guilds.
    pub const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
    /// Messages in direct messages.
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    /// The text of messages that do not mention the bot. Privileged.
    pub const MESSAGE_CONTENT: u64 = 1 << 15;
    /// The three that need Discord's permission.
    pub const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;
    /// Every bit that means something.
    pub(crate) const KNOWN: u64 = ((1 << 17) - 1) | (3 << 20) | (3 << 24);
}

/// What the server tells a connection to do.
#[derive(Debug)]
pub(crate) enum Order {
    Send(Value),
    Close(u16, &'static str),
    /// Let the TCP connection go without a word.
    Drop,
}

/// One event as it was numbered for a session.
#[derive(Debug, Clone)]
pub(crate) struct Numbered {
    pub(crate) seq: u64,
    pub(crate) name: String,
    pub(crate) data: Value,
}

impl Numbered {
    pub(crate) fn payload(&self) -> Value {
        json!({"op": 0, "s": self.seq, "t": self.name, "d": self.data})
    }
}

/// How a connection ended, as the double saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The bot sent a close frame with this code.
    Closed(u16),
    /// The bot sent a close frame without a code.
    ClosedBare,
    /// The bot's side went away without a close frame.
    Vanished,
    /// The double closed or dropped it.
    Ours,
}

/// A session, attached to a socket or waiting to be resumed.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    pub(crate) seq: u64,
    pub(crate) log: Vec<Numbered>,
    /// An event held back by a fault.
    pub(crate) held: Option<Numbered>,
    /// The number of the connection it is attached to, and the way there.
    pub(crate) link: Option<(u64, UnboundedSender<Order>)>,
    pub(crate) alive: bool,
    pub(crate) heartbeats: u32,
    pub(crate) resumes: u32,
    pub(crate) endings: Vec<Ending>,
}

impl Session {
    /// Whether the session's shard serves this guild; direct messages go to the first.
    pub(crate) fn serves(&self, guild: Option<Snowflake>) -> bool {
        let (shard, count) = self.shard;
        guild.map_or(0, |guild| (guild.0 >> 22) % count.max(1)) == shard
    }

    pub(crate) fn send(&self, order: Order) {
        if let Some((_, link)) = &self.link {
            // A connection that is just going away will find the event in the log when it resumes.
            let _gone = link.send(order);
        }
    }
}

//! Discord: translation in, a call to the desk, translation out; acknowledging in time.
//!
//! The only importer of serenity. Takes no decision about articles and writes no words: those
//! come from [`crate::responder`]. Plain serenity and one table of commands
//! ([`crate::responder::TABLE`]) instead of a framework: commands, buttons, lists and forms are
//! routed by name and `custom_id` in one event handler, so that they work after a restart.

mod bot;
mod check;
mod commands;
mod comments;
mod components;
mod conversation;
mod exchange;
mod gateway;
mod memory;
mod messages;
mod messenger;
mod moderation;
mod options;
mod registration;
mod sender;
mod setup;
mod standing;
mod ticket;
mod wire;
mod worker;

pub use check::{Health, NEEDED, Server, check};
pub use gateway::{ServeError, run, serve, signal_to_stop};
pub use wire::message as wire_message;

use secrecy::SecretString;
use std::time::Duration;

/// Directives for the log filter that keep tokens and members' words out of the log: serenity
/// writes whole payloads and request bodies into some of its messages and spans.
pub const LOG_DIRECTIVES: &str =
    "serenity=warn,serenity::gateway::ws=off,serenity::http=off,serenity::gateway::bridge=error";

/// What the bot needs to know to speak with Discord.
#[derive(Debug, Clone)]
pub struct DiscordSettings {
    pub token: SecretString,
    /// Another address than Discord's, for tests; taken only with a local double's token, so that
    /// a real one cannot be sent elsewhere.
    pub api: Option<String>,
    /// Registers the commands with this server alone, where they appear at once.
    pub dev_guild: Option<u64>,
    pub limits: Limits,
}

/// How long things may take, and how many run at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests worked on at once; one more is told that the bot is busy.
    pub at_once: usize,
    /// Work that takes longer is acknowledged first; Discord waits for 3 seconds.
    pub acknowledge_after: Duration,
    /// The longest one request may take.
    pub longest_work: Duration,
    /// How long Discord may take to let the bot in.
    pub boot: Duration,
    /// How long running work may go on after a signal to stop.
    pub drain: Duration,
    /// The pause before a second attempt; doubled for each further one.
    pub retry: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 64,
            acknowledge_after: Duration::from_millis(1_500),
            longest_work: Duration::from_secs(90),
            boot: Duration::from_mins(1),
            drain: Duration::from_secs(10),
            retry: Duration::from_millis(300),
        }
    }
}

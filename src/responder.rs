//! Results → replies: every word that a member sees, its order, its length and its escaping.
//!
//! Pure: knows the desk's results, and neither network, store, clock nor the chat platform's
//! client. Each reply is a named function; words stand in `locales/*.ftl`. Untrusted text enters
//! a reply through [`Safe`] alone.

mod action;
mod answer;
mod articles;
mod budget;
mod calendar;
mod commands;
mod digest;
mod errors;
mod escape;
mod evidence;
mod facts;
mod help;
mod reply;
mod values;
mod words;

#[cfg(test)]
mod tests;

pub use action::{Action, Show, UnknownAction};
pub use answer::{answer, ask_prompt};
pub use articles::{articles, choices};
pub use budget::{clip, units};
pub use calendar::calendar;
pub use commands::{Choices, Command, CommandSpec, Context, OptionKind, OptionSpec, TABLE};
pub use digest::digest;
pub use errors::{Reference, Slip, refusal, slip, unexpected, with_missing_permission};
pub use escape::Safe;
pub use evidence::evidence;
pub use facts::{fact_kind, facts};
pub use help::{commands_table, help};
pub use reply::{Attachment, Button, Card, Choice, Field, Prompt, Reply, Row, Select, Tone, Visibility};
pub use words::{Locale, Words};

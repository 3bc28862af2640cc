#![doc = include_str!("../README.md")]
//!
//! # How it is built
//!
//! `state` is plain data; `rules` says what Discord accepts; `rest` answers requests by one table of routes; `gateway`
//! numbers events and speaks over the socket; `server` is the thin layer between bytes and those; `driver` acts as a
//! member. One lock guards the state, and no code waits while it holds the lock. `playground` (a feature) shows it all on
//! a page, to one member at a time.

#![expect(
    clippy::indexing_slicing,
    reason = "bodies are read as serde_json values, whose indexing by key is total; what is written to is made here"
)]

mod behind;
mod builder;
mod clock;
mod control;
mod double;
mod driver;
mod error;
mod faults;
mod finish;
mod gateway;
#[cfg(feature = "openapi")]
mod openapi;
#[cfg(feature = "playground")]
mod playground;
mod rest;
mod rules;
mod server;
mod shared;
mod snowflake;
mod state;
mod traffic;
mod view;

pub use builder::{ChannelPlan, DoubleBuilder, MemberPlan};
pub use control::{FaultControl, GatewayControl, SessionView};
pub use double::Double;
pub use driver::actor::Actor;
pub use driver::handle::{InteractionHandle, Reply};
pub use driver::slash::{Choice, Slash};
pub use error::{ApiError, DoubleError};
pub use faults::{EventFault, RouteFault};
pub use gateway::session::{Ending, intent};
#[cfg(feature = "playground")]
pub use playground::plan::PlaygroundPlan;
pub use snowflake::Snowflake;
pub use state::command::Command;
pub use state::message::{Attachment, Message, Pings};
pub use traffic::{Recorded, Violation};
/// Permissions as the builder takes them.
pub use twilight_model::guild::Permissions;
pub use view::{Button, ChannelView, Modal, ModalInput};

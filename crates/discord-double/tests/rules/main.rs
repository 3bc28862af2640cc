//! Every rule of the double, shown on an unmodified serenity client over real sockets.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    reason = "helpers of tests are tests: they fail loudly, and tables of bodies read best without ampersands"
)]

mod body;
mod boot;
mod bot;
mod command;
mod conversation;
mod deadline;
mod end;
mod fault;
mod frames;
mod gateway;
mod message;
mod outbox;
mod permission;
#[cfg(feature = "playground")]
mod playground;
#[cfg(feature = "openapi")]
mod schema;

//! The use cases over a real store, a scripted web and a scripted chat platform.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its room is not as expected, in what both engines share too"
)]

#[path = "../support/desk.rs"]
mod doubles;
#[path = "../support/platform.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod platform;
#[path = "../support/postgres.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod postgres;
#[path = "../support/tapped.rs"]
mod tapped;

mod appeals;
mod articles;
mod bans;
mod comments;
mod decisions;
mod delivery;
mod faults;
mod newsroom;
mod queue;
mod room;
mod settings;
mod upkeep;

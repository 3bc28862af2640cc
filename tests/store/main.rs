//! What every store must do, run on each engine.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test ends where the store fails or answers otherwise"
)]

mod appeals;
mod articles;
mod backup;
mod bans;
mod comments;
mod decisions;
mod engines;
mod figures;
mod migrations;
mod models;
mod outage;
mod outbox;
#[path = "../support/postgres.rs"]
mod postgres;
mod privacy;
mod queue;
mod races;
mod random;
mod room;
mod settings;

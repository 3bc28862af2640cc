//! The bot end to end: the real handlers and an unmodified serenity client over real sockets, against the local
//! Discord. Each test reads like a conversation and ends with `finish`, which fails on anything left unanswered or
//! unread, and on every broken rule of Discord's.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod articles;
mod buttons;
mod commands;
mod comments;
mod conversation;
mod delivery;
mod doorkeeper;
mod failures;
mod gateway;
mod journeys;
mod menus;
mod models;
mod moderation;
mod process;
mod room;
mod setup;

#[path = "../support/model.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod scripted;

#[path = "../support/desk.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod newsroom;

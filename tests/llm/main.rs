//! The client of language models against a scripted server that speaks the real protocol, with what
//! goes wrong there; and what the worst model can make members read: nothing without evidence.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helpers too"
)]

mod client;
mod command;
mod drafts;
mod injection;

#[path = "../support/model.rs"]
mod model;

//! The JSON interface: what the command line reads and prints, one object a line.
//!
//! Owns the shapes and the translation of byte spans to code points. Pure.

mod comment;
mod output;
mod request;

pub use comment::moderation;
pub use output::{Credit, answer, digest, error, extract, facts, line, verification};
pub use request::{Input, Request, RequestError, parse_date};

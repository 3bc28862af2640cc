//! What a language model is told, and what is taken from its answer: prompts, numbered sentences,
//! JSON in whatever surrounds it, and which sentences a model may not be quoted with.
//!
//! Pure. Everything a model reads of an article or a comment stands between two lines that carry a
//! random marker, as data. Everything it writes is a draft: [`crate::summarizer`] and
//! [`crate::answering`] check it, and show nothing without evidence.

mod guard;
mod json;
mod lines;
mod prompts;

pub use guard::{addresses_a_machine, addresses_the_reader, holds_markup};
pub use json::object_in;
pub use lines::{Line, Parts, TooLong, lines, parts, single_line, tokens};
pub use prompts::{Job, PromptError, Prompts, Rendered};

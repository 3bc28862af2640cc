//! What Discord accepts: bodies are checked field by field, before anything happens.

pub(crate) mod command;
pub(crate) mod component;
pub(crate) mod embed;
pub(crate) mod mention;
pub(crate) mod message;
pub(crate) mod modal;
pub(crate) mod name;
pub(crate) mod shape;

#[cfg(test)]
mod tests;

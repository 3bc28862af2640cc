//! Newsdesk: a Discord bot for news whose every point quotes its evidence.
//!
//! Dependencies point inward; `tests/architecture.rs` keeps it so.
//!
//! | module | owns | may not know |
//! |---|---|---|
//! | [`article`], [`reading`], [`summarizer`], [`answering`] | meaning | I/O, async, the clock, Discord, SQL, HTTP |
//! | [`moderation`] | checks on comments, the policy, their states, the audit chain | the same |
//! | [`neural`] | one small encoder that scores spans and comments | all of these |
//! | [`terms`] | words as stems and classes, for comparing | facts, questions |
//! | [`drafting`] | what a language model is told, and what is taken from its answer | the same |
//! | [`json`] | the JSON interface: shapes, code-point offsets | I/O |
//! | [`desk`] | the order of steps and the ports they need | Discord types, SQL, wording |
//! | [`responder`] | every word a member sees, budgets, escaping | network, store |
//! | [`store`], [`fetch`], [`sandbox`] | SQL; download of a page; parsing files in a child process | Discord, what the answer is for |
//! | [`llm`] | a language model's wire: retries, time-outs, the circuit breaker | Discord, what the answer is for |
//! | [`discord`] | translation in, call, translation out | SQL, decisions |
//! | [`cli`], [`config`], [`clock`] | the command line; the environment; the time of day | |

pub mod answering;
pub mod article;
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod discord;
pub mod drafting;
pub mod fetch;
pub mod json;
pub mod llm;
pub mod moderation;
pub mod neural;
pub mod reading;
pub mod responder;
pub mod sandbox;
pub mod store;
pub mod summarizer;
pub mod terms;

//! A server's settings, as stored.

use super::{Check, Severity};
use serde::{Deserialize, Serialize};

/// Which comments wait for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Every comment.
    #[default]
    All,
    /// Those of members without an approved comment, and what the checks would hold.
    FirstTime,
    /// Only what the checks would hold.
    Held,
}

/// What a language model may be shown on a server, where the host has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelUse {
    /// Nothing.
    #[default]
    Off,
    /// Articles, for digests and answers.
    Articles,
    /// Comments too, for a note to moderators.
    ArticlesAndComments,
}

/// Everything a server's administrators decide. Unknown fields of a newer version are ignored and
/// absent ones have defaults, so that versions can be changed in both directions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The server's name when it was set up, for messages outside it.
    pub server_name: String,
    /// The moderators' channel; without one comments are not taken.
    pub channel: Option<u64>,
    pub moderator_roles: Vec<u64>,
    pub mode: Mode,
    /// The language of cards in the moderators' channel: a tag such as `en` or `es`.
    pub language: Option<String>,
    pub rules: Rules,
    pub reasons: Vec<ReasonTemplate>,
    pub alerts: Alerts,
    pub retention: Retention,
    pub language_model: ModelUse,
}

impl Settings {
    /// Whether comments can be taken.
    pub const fn is_ready(&self) -> bool {
        self.channel.is_some()
    }
}

/// What the checks go by.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub thresholds: Thresholds,
    /// Words and phrases of the server's own.
    pub words: Vec<WordRule>,
    /// Words that no list may take offence at.
    pub allowed_words: Vec<String>,
    pub blocked_domains: Vec<String>,
    /// Domains that are never suspicious. With `only_allowed_domains`, the only ones allowed.
    pub allowed_domains: Vec<String>,
    pub only_allowed_domains: bool,
    pub flood: Flood,
    /// Checks that are switched off.
    pub off: Vec<Check>,
}

/// Scores from which a comment is held, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    pub toxicity: f32,
    pub spam: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { toxicity: 0.5, spam: 0.5 }
    }
}

/// One entry of a server's word list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordRule {
    /// A word or phrase; a final `*` matches every ending.
    pub text: String,
    pub severity: Severity,
}

/// How often one member may comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flood {
    /// Comments and edits within 10 minutes; more are refused with the time to wait.
    pub per_ten_minutes: u32,
    /// Comments and edits within 24 hours.
    pub per_day: u32,
}

impl Default for Flood {
    fn default() -> Self {
        Self { per_ten_minutes: 5, per_day: 50 }
    }
}

/// A reason moderators choose from, and the rule that the author is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonTemplate {
    /// Short and stable: it stands in decisions and figures.
    pub code: String,
    pub label: String,
    /// The rule in the server's words.
    pub rule: String,
}

/// When the moderators' channel is told of waiting comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alerts {
    /// So many waiting; 0 for never.
    pub backlog: u32,
    /// The oldest waits so many hours; 0 for never.
    pub hours: u32,
}

impl Default for Alerts {
    fn default() -> Self {
        Self { backlog: 20, hours: 24 }
    }
}

/// After how many days the words of comments are erased; `None` keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retention {
    /// Rejected ones, counted from the decision.
    pub rejected_days: Option<u32>,
    /// Published ones, counted from the decision; their messages are removed too.
    pub approved_days: Option<u32>,
    /// Entries of who asked for which article.
    pub requests_days: Option<u32>,
}

impl Default for Retention {
    fn default() -> Self {
        Self { rejected_days: Some(90), approved_days: None, requests_days: Some(180) }
    }
}

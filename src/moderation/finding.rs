//! What a check found.

use crate::article::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The checks there are, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    WordList,
    PersonalData,
    Links,
    Mentions,
    Shouting,
    Zalgo,
    Wall,
    Toxicity,
    Spam,
    Repetition,
    Flood,
    OffTopic,
    FirstComment,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; never a reason to hold.
    Note,
    /// A person should look first.
    Review,
    /// A person should look first, and most likely say no.
    Block,
}

/// One thing a check found, with the words it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub check: Check,
    /// What exactly, in snake case: `email`, `blocked_domain`, … The responder has a sentence for
    /// each under `finding-CHECK-KIND`.
    pub kind: Cow<'static, str>,
    pub severity: Severity,
    /// The words, in bytes of the comment's text; none where the whole comment is meant.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
    /// One English sentence for operators: which rule fired and why. Quotes no personal data.
    pub explanation: String,
}

/// How likely a comment is toxic and how likely spam, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Scores {
    pub toxicity: f32,
    pub spam: f32,
}

/// What the checks say together: the weight of the heaviest finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Allow,
    Review,
    Block,
}

/// The result of all checks on one text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Checked {
    pub scores: Scores,
    /// In the order of the checks, then of the text.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// The weight of the heaviest finding.
    pub fn verdict(&self) -> Verdict {
        match self.findings.iter().map(|finding| finding.severity).max() {
            Some(Severity::Block) => Verdict::Block,
            Some(Severity::Review) => Verdict::Review,
            Some(Severity::Note) | None => Verdict::Allow,
        }
    }
}

impl Check {
    pub const ALL: [Self; 13] = [
        Self::WordList,
        Self::PersonalData,
        Self::Links,
        Self::Mentions,
        Self::Shouting,
        Self::Zalgo,
        Self::Wall,
        Self::Toxicity,
        Self::Spam,
        Self::Repetition,
        Self::Flood,
        Self::OffTopic,
        Self::FirstComment,
    ];

    /// Its name in the JSON interface and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WordList => "word_list",
            Self::PersonalData => "pii",
            Self::Links => "links",
            Self::Mentions => "mentions",
            Self::Shouting => "shouting",
            Self::Zalgo => "zalgo",
            Self::Wall => "wall",
            Self::Toxicity => "toxicity",
            Self::Spam => "spam",
            Self::Repetition => "repetition",
            Self::Flood => "flood",
            Self::OffTopic => "off_topic",
            Self::FirstComment => "first_comment",
        }
    }
}

impl Severity {
    /// Its name in the JSON interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Review => "review",
            Self::Block => "block",
        }
    }
}

impl Verdict {
    /// Its name in the JSON interface and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Review => "review",
            Self::Block => "block",
        }
    }
}

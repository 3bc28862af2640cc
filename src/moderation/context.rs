//! What a check may know beside the text itself.

use super::{Fingerprint, Ruleset};
use crate::neural::{Judgement, Reader};

/// Everything around a comment that checks look at. The default knows nothing: what the command
/// line uses.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckContext<'a> {
    /// The server's rules; the shipped ones where absent.
    pub rules: Option<&'a Ruleset>,
    /// The article's text, for the check on the topic.
    pub article: Option<&'a str>,
    /// What is known of the author on this server; `None` outside a server.
    pub author: Option<AuthorRecord>,
    /// Comments of the last hours on the server, newest first.
    pub recent: &'a [RecentComment],
    /// The neural reader, where one is used.
    pub reader: Option<&'a Reader>,
    /// What it says of the text: filled in by [`super::check`].
    pub judgement: Option<Judgement>,
}

/// An author's comments on one server, by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuthorRecord {
    pub approved: u32,
    pub rejected: u32,
    pub pending: u32,
    pub deleted: u32,
}

impl AuthorRecord {
    /// Whether no comment of theirs was ever approved.
    pub const fn is_new(self) -> bool {
        self.approved == 0
    }
}

/// A comment made shortly before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecentComment {
    /// By the same author.
    pub own: bool,
    /// How long ago, in seconds.
    pub age: u32,
    pub fingerprint: Fingerprint,
}

//! Why a wish about comments is not granted. The member's sentence for each is the responder's.

use super::comment::{Appeal, Ban, Comment};
use super::{OpenError, StoreError};
use jiff::SignedDuration;

/// Why a member's wish is not granted.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// There is no such article here.
    #[error(transparent)]
    Article(#[from] OpenError),
    #[error("comments belong to a server, and this is a private conversation")]
    NotOnAServer,
    #[error("the server has no moderators' channel yet")]
    NotSetUp,
    #[error("the comment has no words")]
    Empty,
    /// Characters written, beyond [`crate::moderation::LONGEST_COMMENT`].
    #[error("the comment has {0} characters")]
    TooLong(usize),
    #[error("the member is banned from commenting")]
    Banned(Box<Ban>),
    #[error("the member comments too often")]
    TooOften { wait: SignedDuration },
    #[error("too many errands wait")]
    Full,
    /// No such comment of this member, or the comment answered is not to be seen here.
    #[error("no such comment")]
    Unknown,
    /// Another revision was written, or the state does not allow it any more.
    #[error("the comment has changed meanwhile")]
    Changed(Box<Comment>),
    #[error("the decision was appealed before")]
    AppealedBefore(Box<Appeal>),
    #[error("there is nothing to appeal against")]
    NothingToAppeal,
    #[error("the request failed")]
    Unexpected(#[source] StoreError),
}

/// Why a moderator's or administrator's wish is not granted.
#[derive(Debug, thiserror::Error)]
pub enum ModerationError {
    #[error("only for moderators")]
    NotAModerator,
    #[error("only for administrators of the server")]
    NotAnAdministrator,
    #[error("the server has no moderators' channel yet")]
    NotSetUp,
    #[error("nobody decides on their own comment")]
    OwnComment,
    /// Somebody was faster; the comment says who and when.
    #[error("the comment was decided already")]
    Decided(Box<Comment>),
    #[error("the author wrote another revision")]
    Edited(Box<Comment>),
    #[error("the comment was deleted")]
    Deleted(Box<Comment>),
    #[error("no such comment, member or appeal here")]
    Unknown,
    #[error("an appeal is decided by another moderator than the first")]
    OwnDecision(Box<Appeal>),
    #[error("the appeal is closed")]
    AppealClosed(Box<Appeal>),
    #[error("somebody else changed the settings at the same time")]
    SettingsRace,
    /// What was given cannot be used; the kind names a sentence.
    #[error("cannot be used: {0}")]
    Invalid(&'static str),
    #[error("the request failed")]
    Unexpected(#[source] StoreError),
}

impl From<StoreError> for CommentError {
    fn from(error: StoreError) -> Self {
        Self::Unexpected(error)
    }
}

impl From<StoreError> for ModerationError {
    fn from(error: StoreError) -> Self {
        Self::Unexpected(error)
    }
}

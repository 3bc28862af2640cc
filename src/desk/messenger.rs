//! The port through which errands reach the chat platform.

use super::comment::{Appeal, AuthorHistory, Ban, Comment, Decision, MessageId};
use super::comment_store::{Figures, Sent, Thread};
use super::{ChannelId, MemberId};
use crate::moderation::Settings;
use async_trait::async_trait;
use jiff::Timestamp;

/// What a message shows; the words are the platform side's.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The moderators' card of a comment, with buttons for what can still be done.
    Card { comment: Box<Comment>, history: Box<AuthorHistory> },
    /// An approved comment in its thread: `text` is the revision to show.
    Publication { comment: Box<Comment>, text: String },
    /// To the author: what was decided, where it is to be read, and how to appeal.
    Outcome { comment: Box<Comment>, decision: Decision, server: String, published: Option<Sent> },
    /// The moderators' card of an appeal; the comment where it is about one, the ban else.
    AppealCard { appeal: Appeal, comment: Option<Box<Comment>>, ban: Option<Box<Ban>> },
    /// To the author: what became of the appeal.
    AppealOutcome { appeal: Appeal, comment: Option<Box<Comment>>, server: String },
    /// To the banned member: for how long and why, or that it ended.
    BanNotice { ban: Ban, server: String },
    /// To the moderators' channel: what waits, and since when.
    Alert { figures: Box<Figures> },
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    Channel(ChannelId),
    /// The article's thread.
    Thread(Thread),
    /// The member's private conversation with the bot.
    Member(MemberId),
}

/// A message to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    pub to: Destination,
    pub notice: &'a Notice,
    pub settings: &'a Settings,
    /// The same for every attempt at the same message; at most 25 characters on the platform.
    pub nonce: u64,
    /// An earlier attempt may have arrived since then: [`Messenger::find`] looks for it.
    pub perhaps_sent: Option<Timestamp>,
    /// Messages in the channel that belong to other errands.
    pub known: &'a [MessageId],
}

/// Why a message could not be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    #[error("the channel or thread is gone")]
    ChannelGone,
    #[error("the message is gone")]
    MessageGone,
    #[error("the bot lacks the permission {0}")]
    Forbidden(&'static str),
    #[error("the member takes no private messages")]
    Closed,
    #[error("the platform did not answer")]
    Unreachable,
    /// With the cause in the log; trying again would not help.
    #[error("the platform refused the message")]
    Refused,
}

/// Sends, changes and removes messages. Each call may be repeated.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// The message that an earlier attempt at this letter left behind since
    /// [`Letter::perhaps_sent`], where there is one that is not among [`Letter::known`]. Sends
    /// nothing. Asked before a letter is sent again, and before one that is no longer wanted is
    /// forgotten: what was perhaps published must not stay when its author takes it back.
    async fn find(&self, letter: Letter<'_>) -> Result<Option<Sent>, DeliveryError>;

    /// The channel of a member's private conversation with the bot.
    async fn private_channel(&self, member: MemberId) -> Result<ChannelId, DeliveryError>;

    /// Sends a message once, however often it is called within minutes with the same nonce.
    async fn send(&self, letter: Letter<'_>) -> Result<Sent, DeliveryError>;

    /// Makes a message show this.
    async fn edit(&self, at: Sent, letter: Letter<'_>) -> Result<(), DeliveryError>;

    /// Removes a message; one that is gone is removed.
    async fn remove(&self, at: Sent) -> Result<(), DeliveryError>;

    /// The thread for an article's comments below `below` or, without, below a message of its own
    /// in `channel`; the one that is there already where there is one.
    async fn open_thread(
        &self,
        channel: ChannelId,
        comment: &Comment,
        settings: &Settings,
    ) -> Result<Thread, DeliveryError>;
}

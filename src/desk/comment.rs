//! Comments, decisions, appeals and bans, as the desk knows them.

use super::{ArticleId, ChannelId, GuildId, MemberId};
use crate::moderation::{AuthorRecord, Checked, CommentState};
use jiff::Timestamp;

/// A comment's number, by which members and moderators speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommentId(pub i64);

/// A decision's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DecisionId(pub i64);

/// An appeal's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AppealId(pub i64);

/// A ban's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BanId(pub i64);

/// A message's id on the chat platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(pub u64);

/// The id of the interaction that asks for a change: the same key twice changes things once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(pub u64);

/// How a member appears to others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Persona {
    pub name: String,
    /// Address of the picture.
    pub avatar: Option<String>,
}

/// A comment with all that cards and lists show.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    pub id: CommentId,
    pub guild: GuildId,
    pub article: ArticleId,
    pub article_title: Option<String>,
    /// The page's address; `None` for a text or a file.
    pub article_address: Option<String>,
    /// `None` once erased.
    pub author: Option<MemberId>,
    pub persona: Persona,
    /// Where it was written, and below which message of the bot.
    pub channel: ChannelId,
    pub below: Option<MessageId>,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    pub state: CommentState,
    /// The latest revision, from 1.
    pub revision: u32,
    /// The latest revision's text; empty once deleted.
    pub text: String,
    /// What the checks say of the latest revision.
    pub checked: Checked,
    pub submitted_at: Timestamp,
    pub revised_at: Timestamp,
    /// The revision that members see, where one was approved and not taken back. Differs from
    /// `revision` while an edit waits.
    pub shown: Option<u32>,
    /// The latest decision, whichever revision it was on.
    pub decision: Option<Decision>,
    /// Who is looking at it in the queue.
    /// A language model's note on the latest revision, for moderators; it decides nothing.
    pub note: Option<String>,
    pub claim: Option<Claim>,
}

/// What a moderator, or the server's mode, said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ruling {
    Approve,
    Reject,
}

/// A decision on one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub comment: CommentId,
    pub revision: u32,
    pub ruling: Ruling,
    /// `None`: the server's mode let it pass.
    pub by: Option<MemberId>,
    pub reason: Option<Reason>,
    pub at: Timestamp,
    pub appeal: Option<Appeal>,
}

/// Why a comment was turned down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// A template's code, or empty for free text alone.
    pub code: String,
    /// The template's label and rule when it was chosen.
    pub label: String,
    pub rule: String,
    /// What the moderator wrote besides.
    pub words: String,
}

/// What an appeal is against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppealAgainst {
    Decision(DecisionId),
    Ban(BanId),
}

/// Where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppealState {
    Open,
    Granted,
    Denied,
    /// The comment was edited, decided anew or deleted, or the ban ended, before the appeal was.
    Moot,
}

/// An author's objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    pub id: AppealId,
    pub guild: GuildId,
    pub against: AppealAgainst,
    pub by: MemberId,
    pub words: String,
    pub filed_at: Timestamp,
    pub state: AppealState,
    pub decided_by: Option<MemberId>,
    pub decided_at: Option<Timestamp>,
    /// What the second moderator wrote.
    pub answer: String,
}

/// A member may not comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ban {
    pub id: BanId,
    pub guild: GuildId,
    pub member: MemberId,
    pub by: MemberId,
    pub reason: String,
    /// The comment it followed.
    pub comment: Option<CommentId>,
    pub at: Timestamp,
    /// `None`: for good.
    pub until: Option<Timestamp>,
    pub lifted_at: Option<Timestamp>,
    pub appeal: Option<Appeal>,
}

/// A moderator works on a comment; others are offered other ones until it lapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub by: MemberId,
    pub until: Timestamp,
}

/// What is known of an author on one server, for the moderators' card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorHistory {
    pub record: AuthorRecord,
    /// The latest rejections, newest first, at most five.
    pub rejections: Vec<Decision>,
    /// The latest bans, newest first, at most five; those that ended included.
    pub bans: Vec<Ban>,
}

/// A role's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RoleId(pub u64);

/// Who acts on a server, with what the platform says of their standing at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub member: MemberId,
    pub guild: GuildId,
    pub channel: ChannelId,
    pub persona: Persona,
    pub roles: Vec<RoleId>,
    /// May change the server (the platform's permission to manage it, or owns it).
    pub administrator: bool,
    /// May delete others' messages; counts where no moderator role is set.
    pub manages_messages: bool,
}

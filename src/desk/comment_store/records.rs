//! What the store of comments is given and what it gives back.

use crate::desk::comment::{
    Appeal, AppealAgainst, AppealId, Ban, BanId, Comment, CommentId, DecisionId, Key, MessageId, Persona, Reason,
    Ruling,
};
use crate::desk::{ArticleId, ChannelId, GuildId, MemberId};
use crate::moderation::audit::Link;
use crate::moderation::{Checked, CommentState, Disposition, Fingerprint, Settings, Verdict};
use jiff::Timestamp;

/// A server's settings with the number of times they were changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredSettings {
    pub settings: Settings,
    pub version: u32,
}

/// A comment to be stored.
#[derive(Debug, Clone)]
pub struct NewComment {
    pub key: Key,
    pub guild: GuildId,
    pub article: ArticleId,
    pub author: MemberId,
    pub persona: Persona,
    pub channel: ChannelId,
    pub below: Option<MessageId>,
    pub parent: Option<CommentId>,
    pub text: String,
    pub fingerprint: Fingerprint,
    pub checked: Checked,
    /// [`Disposition::Publish`] stores it as approved by the server's mode.
    pub disposition: Disposition,
    pub at: Timestamp,
}

/// What a submission led to.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    Stored(Comment),
    /// A submission with this key was stored before.
    Before(Comment),
    Banned(Ban),
    /// More errands wait than [`MOST_ERRANDS`].
    Full,
}

/// Errands that may wait before submissions are refused; decisions are always taken.
pub const MOST_ERRANDS: u32 = 10_000;

/// A new revision of a comment.
#[derive(Debug, Clone)]
pub struct NewRevision {
    pub key: Key,
    pub comment: CommentId,
    /// The revision the author saw.
    pub after: u32,
    pub author: MemberId,
    pub text: String,
    pub fingerprint: Fingerprint,
    pub checked: Checked,
    pub disposition: Disposition,
    pub at: Timestamp,
}

/// A decision to be stored.
#[derive(Debug, Clone)]
pub struct NewDecision {
    pub key: Key,
    pub comment: CommentId,
    /// The revision the moderator saw.
    pub revision: u32,
    /// The state the moderator saw; in another one the decision comes too late.
    pub seen: CommentState,
    pub ruling: Ruling,
    pub by: MemberId,
    pub reason: Option<Reason>,
    pub at: Timestamp,
}

/// The outcome of a conditional change. The comment is as it stands afterwards; for a loser it
/// says who decided, and when.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed {
    Done(Comment),
    /// The same key did this before.
    Before(Comment),
    /// Somebody decided first, or the state does not allow it.
    Decided(Comment),
    /// The author wrote another revision meanwhile.
    Edited(Comment),
    /// No such comment of this author (or on this server).
    Unknown,
    /// As [`Submitted::Banned`]; edits only.
    Banned(Ban),
}

/// A ban to be stored.
#[derive(Debug, Clone)]
pub struct NewBan {
    pub key: Key,
    pub guild: GuildId,
    pub member: MemberId,
    pub by: MemberId,
    pub reason: String,
    pub comment: Option<CommentId>,
    pub until: Option<Timestamp>,
    pub at: Timestamp,
}

/// An appeal to be stored.
#[derive(Debug, Clone)]
pub struct NewAppeal {
    pub key: Key,
    pub against: AppealAgainst,
    pub by: MemberId,
    pub words: String,
    pub at: Timestamp,
}

/// What filing an appeal led to.
#[derive(Debug, Clone, PartialEq)]
pub enum Filed {
    Done(Appeal),
    /// There is one already: the same decision cannot be appealed twice.
    Before(Appeal),
    /// Nothing of this member's to appeal against: no such decision, not a rejection, edited since.
    Unknown,
}

/// A second moderator's word on an appeal.
#[derive(Debug, Clone)]
pub struct NewAppealDecision {
    pub key: Key,
    pub appeal: AppealId,
    pub grant: bool,
    pub by: MemberId,
    pub answer: String,
    pub at: Timestamp,
}

/// What deciding an appeal led to.
#[derive(Debug, Clone, PartialEq)]
pub enum AppealDecided {
    Done(Appeal),
    Before(Appeal),
    /// Decided by somebody else, or moot.
    Closed(Appeal),
    /// The first decision was this moderator's own.
    OwnDecision(Appeal),
    Unknown,
}

/// Which comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommentFilter {
    pub guild: Option<GuildId>,
    pub article: Option<ArticleId>,
    pub author: Option<MemberId>,
    pub state: Option<CommentState>,
    /// With something to be seen (an approved revision), whatever the state of the latest one.
    pub shown: bool,
    /// With at least this verdict of the checks.
    pub verdict: Option<Verdict>,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    #[default]
    OldestFirst,
    NewestFirst,
}

/// Something to be told or shown on the platform. What exactly follows from the database at the
/// moment of delivery, so one errand waiting is enough however often it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Errand {
    /// The moderators' card shows this comment as it stands.
    Card(CommentId),
    /// The article's thread shows this comment as it stands, or no longer.
    Publication(CommentId),
    /// The author is told of this decision.
    Outcome(DecisionId),
    /// The moderators' card on this appeal.
    AppealCard(AppealId),
    /// The author is told of the appeal's end.
    AppealOutcome(AppealId),
    /// The banned member is told, or told that it ended.
    BanNotice(BanId),
    /// The moderators' channel is told of what waits.
    Alert(GuildId),
}

/// An errand taken out to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub errand: Errand,
    /// Grows with each request for the same errand; finishing an older version leaves it waiting.
    pub version: i64,
    /// This attempt included.
    pub attempts: u32,
    /// When the first attempt since the last success began: what was perhaps sent is not older.
    pub first_attempt_at: Timestamp,
}

/// Where a message of an errand is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub channel: ChannelId,
    pub message: MessageId,
    /// Sent under the member's name and picture.
    pub as_member: bool,
    /// The revision it shows.
    pub revision: u32,
}

/// How an errand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// The message is there; `None`: there is none any more, or none was needed.
    Done(Option<Sent>),
    /// Tried again at this time.
    Later(Timestamp),
    /// Cannot be delivered as things are (a channel is gone, a permission is missing). Kept, said in
    /// `/newsdesk status`, and tried again when asked for anew or when settings change.
    Stuck(&'static str),
}

/// The thread in which an article's comments appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thread {
    /// The channel it belongs to.
    pub channel: ChannelId,
    /// Its own id, which is also its first message's.
    pub thread: ChannelId,
}

/// Numbers for `/modstats`, over the time asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    pub submitted: u64,
    /// By a person.
    pub approved: u64,
    pub rejected: u64,
    /// By the server's mode.
    pub passed: u64,
    pub deleted: u64,
    /// Waiting now, and since when the oldest.
    pub waiting: u64,
    pub oldest: Option<Timestamp>,
    /// The median and the slowest tenth's time from submission to a person's decision, in seconds.
    pub median_wait: Option<u64>,
    pub slow_wait: Option<u64>,
    pub appeals: u64,
    pub appeals_granted: u64,
    pub appeals_open: u64,
    pub bans: u64,
    /// Decisions by moderator, most first, at most ten.
    pub by_moderator: Vec<(MemberId, u64)>,
    /// Rejections by reason's code, most first, at most ten.
    pub by_reason: Vec<(String, u64)>,
    /// Errands waiting, and stuck ones with why.
    pub errands: u64,
    pub stuck: Vec<(Errand, String)>,
}

/// An entry of the audit log with its people as far as they are still known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub link: Link,
    pub actor: Option<MemberId>,
    pub subject: Option<MemberId>,
}

/// Everything held on a member, as rows of one table each: names of columns and their values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonalData {
    pub tables: Vec<(&'static str, Vec<serde_json::Value>)>,
}

/// What the time for retention has come for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionCut {
    pub guild: GuildId,
    pub rejected_before: Option<Timestamp>,
    pub approved_before: Option<Timestamp>,
    pub requests_before: Option<Timestamp>,
    pub at: Timestamp,
}

//! The port for comments. Every method that changes something is one transaction: the change, its
//! audit entry and its errands are all there or none is.

use super::comment::{
    Appeal, AppealAgainst, AppealId, AuthorHistory, Ban, BanId, Comment, CommentId, Decision, DecisionId, Key,
    MessageId, Persona, Reason, RoleId, Ruling,
};
use super::{ArticleId, ChannelId, GuildId, MemberId, StoreError};
use crate::moderation::audit::{Act, Entry, Link};
use crate::moderation::{Checked, CommentState, Disposition, Fingerprint, Settings, Verdict};
use async_trait::async_trait;
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

/// Comments, decisions, appeals, bans, settings, the audit log and the errands.
#[async_trait]
pub trait CommentStore: Send + Sync {
    /// The server's settings; defaults with version 0 where there are none.
    async fn settings(&self, guild: GuildId) -> Result<StoredSettings, StoreError>;

    /// Saves settings if they still have the version that was read; audited. `false` if not.
    /// Errands of the server that are stuck are tried again.
    async fn save_settings(
        &self,
        guild: GuildId,
        new: &StoredSettings,
        by: MemberId,
        detail: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Stores a comment with its first revision, its audit entry and its errands: a card where a
    /// person decides; publication where it passed (with a card too, for taking it down).
    async fn submit(&self, new: NewComment) -> Result<Submitted, StoreError>;

    /// Stores a new revision: pending, or approved by the server's mode. Open appeals become moot.
    async fn revise(&self, new: NewRevision) -> Result<Changed, StoreError>;

    /// The author takes a comment back: its words are erased, its message removed.
    async fn withdraw(
        &self,
        key: Key,
        comment: CommentId,
        author: MemberId,
        at: Timestamp,
    ) -> Result<Changed, StoreError>;

    /// One conditional update on comment, revision and the state that was seen. Approving needs a
    /// pending comment; rejecting a pending or an approved one.
    async fn decide(&self, guild: GuildId, new: NewDecision) -> Result<Changed, StoreError>;

    /// Rejects every pending comment of one author; each is a decision of its own. Returns them.
    async fn reject_all(
        &self,
        guild: GuildId,
        author: MemberId,
        pattern: NewDecision,
    ) -> Result<Vec<CommentId>, StoreError>;

    /// The comment that was submitted with this key.
    async fn submitted(&self, key: Key) -> Result<Option<Comment>, StoreError>;

    async fn comment(&self, id: CommentId) -> Result<Option<Comment>, StoreError>;

    async fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError>;

    async fn comments(
        &self,
        filter: &CommentFilter,
        order: Order,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Comment>, StoreError>;

    async fn count_comments(&self, filter: &CommentFilter) -> Result<u64, StoreError>;

    /// The text of an earlier revision, where it is kept.
    async fn revision_text(&self, comment: CommentId, revision: u32) -> Result<Option<String>, StoreError>;

    async fn author_history(&self, guild: GuildId, author: MemberId) -> Result<AuthorHistory, StoreError>;

    /// Fingerprints of the server's comments since then, newest first, at most 200: author, time.
    async fn recent_fingerprints(
        &self,
        guild: GuildId,
        since: Timestamp,
    ) -> Result<Vec<(MemberId, Timestamp, Fingerprint)>, StoreError>;

    /// When this member submitted or edited comments on the server since then, oldest first.
    async fn activity(&self, guild: GuildId, author: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError>;

    /// Claims the oldest pending comment that fits and that nobody else has claimed; the
    /// moderator's own claim first. `skip` is passed over, and so are their own comments. The
    /// comment's card shows the claim.
    async fn claim_next(
        &self,
        filter: &CommentFilter,
        by: MemberId,
        skip: Option<CommentId>,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Comment>, StoreError>;

    /// Gives a claim back.
    async fn release(&self, comment: CommentId, by: MemberId, at: Timestamp) -> Result<(), StoreError>;

    /// Pending comments that fit and are claimed now by others than this moderator.
    async fn count_claimed(&self, filter: &CommentFilter, but: MemberId, now: Timestamp) -> Result<u64, StoreError>;

    /// Bans; an active ban of the same member is replaced (lifted) in the same transaction.
    async fn ban(&self, new: NewBan) -> Result<Ban, StoreError>;

    /// Ends the member's active ban; `None` where there was none.
    async fn unban(
        &self,
        guild: GuildId,
        member: MemberId,
        by: MemberId,
        at: Timestamp,
    ) -> Result<Option<Ban>, StoreError>;

    async fn ban_by_id(&self, id: BanId) -> Result<Option<Ban>, StoreError>;

    /// Bans in force of this member (on every server) or of this server (of every member).
    async fn active_bans(
        &self,
        guild: Option<GuildId>,
        member: Option<MemberId>,
        now: Timestamp,
    ) -> Result<Vec<Ban>, StoreError>;

    /// Files an appeal against a rejection of the member's own latest revision, or their ban.
    async fn file_appeal(&self, new: NewAppeal) -> Result<Filed, StoreError>;

    /// Granting approves the comment (or lifts the ban) in the same transaction.
    async fn decide_appeal(&self, guild: GuildId, new: NewAppealDecision) -> Result<AppealDecided, StoreError>;

    async fn appeal(&self, id: AppealId) -> Result<Option<Appeal>, StoreError>;

    /// Appeals of a server that are open, oldest first.
    async fn open_appeals(&self, guild: GuildId, limit: u32) -> Result<Vec<Appeal>, StoreError>;

    /// Takes out the next errand that is due and keeps it from others until `lease`.
    async fn next_errand(&self, now: Timestamp, lease: Timestamp) -> Result<Option<Job>, StoreError>;

    /// Says how an errand ended, and where its message is.
    async fn finish_errand(&self, job: &Job, how: Finished) -> Result<(), StoreError>;

    /// When the next errand is due, stuck ones left out.
    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Where the message of an errand is.
    async fn sent(&self, errand: Errand) -> Result<Option<Sent>, StoreError>;

    /// Messages in this channel that the bot knows as its own since then.
    async fn known_messages(&self, channel: ChannelId) -> Result<Vec<MessageId>, StoreError>;

    async fn thread(&self, guild: GuildId, article: ArticleId) -> Result<Option<Thread>, StoreError>;

    /// The article whose thread this channel is.
    async fn article_of_thread(&self, guild: GuildId, thread: ChannelId) -> Result<Option<ArticleId>, StoreError>;

    /// Remembers or, with `None`, forgets the article's thread.
    async fn set_thread(&self, guild: GuildId, article: ArticleId, thread: Option<Thread>) -> Result<(), StoreError>;

    /// Servers with settings.
    async fn guilds(&self) -> Result<Vec<GuildId>, StoreError>;

    /// Asks for an alert unless one was asked for since `last_before`.
    async fn request_alert(&self, guild: GuildId, last_before: Timestamp, at: Timestamp) -> Result<bool, StoreError>;

    async fn figures(&self, guild: GuildId, since: Timestamp) -> Result<Figures, StoreError>;

    /// Audit entries of a server, newest first; those about one comment or one subject if given.
    async fn audit(
        &self,
        guild: GuildId,
        comment: Option<CommentId>,
        subject: Option<MemberId>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<AuditRow>, StoreError>;

    /// A part of the chain in order, from this sequence number on.
    async fn audit_from(&self, guild: GuildId, sequence: u64, limit: u32) -> Result<Vec<Link>, StoreError>;

    async fn personal_data(&self, member: MemberId) -> Result<PersonalData, StoreError>;

    /// Erases everything on a member on every server but bans in force; comments become deleted,
    /// and errands remove their messages. Returns how many comments.
    async fn erase_member(&self, member: MemberId, at: Timestamp) -> Result<u64, StoreError>;

    /// Erases words whose time is over, at most 500 comments and 500 closed appeals at once. Returns
    /// how many.
    async fn expire(&self, cut: RetentionCut) -> Result<u64, StoreError>;
}

/// What an audit entry says before it has its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditNote {
    pub guild: GuildId,
    pub at: Timestamp,
    pub act: Act,
    pub actor: Option<MemberId>,
    pub subject: Option<MemberId>,
    pub comment: Option<CommentId>,
    pub revision: Option<u32>,
    pub detail: String,
}

impl AuditNote {
    /// The entry at its place, with people under their keys.
    pub fn entry(&self, sequence: u64, actor: String, subject: String) -> Entry {
        Entry {
            guild: self.guild.0,
            sequence,
            at: self.at.as_millisecond(),
            act: self.act,
            actor,
            subject,
            comment: self.comment.map(|id| id.0),
            revision: self.revision,
            detail: self.detail.clone(),
        }
    }
}

/// Whether a member holds one of the roles.
pub(super) fn holds_one(roles: &[RoleId], wanted: &[u64]) -> bool {
    roles.iter().any(|role| wanted.contains(&role.0))
}

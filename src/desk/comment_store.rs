//! The port for comments. Every method that changes something is one transaction: the change, its
//! audit entry and its errands are all there or none is.

mod records;

pub use records::{
    AppealDecided, AuditRow, Changed, CommentFilter, Errand, Figures, Filed, Finished, Job, MOST_ERRANDS, NewAppeal,
    NewAppealDecision, NewBan, NewComment, NewDecision, NewRevision, Order, PersonalData, RetentionCut, Sent,
    StoredSettings, Submitted, Thread,
};

use super::comment::{
    Appeal, AppealId, AuthorHistory, Ban, BanId, Comment, CommentId, Decision, DecisionId, Key, MessageId, RoleId,
};
use super::{ArticleId, ChannelId, GuildId, MemberId, StoreError};
use crate::moderation::Fingerprint;
use crate::moderation::audit::{Act, Entry, Link};
use async_trait::async_trait;
use jiff::Timestamp;

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

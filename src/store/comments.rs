//! Comments, decisions, appeals, bans, the audit log and the errands in SQL.
//!
//! Each change begins by taking its server ([`SqlStore::change_on`]), looks whether the same
//! interaction changed it before, changes it, and writes its audit entry and errands.

mod appeals;
mod bans;
mod copy;
mod decisions;
mod errands;
mod ledger;
mod log;
pub(super) mod notes;
mod privacy;
mod queue;
mod read;
mod rows;
mod settings;
mod submission;

pub(super) use read::{export_comments, export_decisions};

use super::{PATIENCE, SqlStore, within};
use crate::desk::{
    Appeal, AppealDecided, AppealId, ArticleId, AuditRow, AuthorHistory, Ban, BanId, Changed, ChannelId, Comment,
    CommentFilter, CommentId, CommentStore, Decision, DecisionId, Errand, Figures, Filed, Finished, GuildId, Job, Key,
    MemberId, MessageId, NewAppeal, NewAppealDecision, NewBan, NewComment, NewDecision, NewRevision, Order,
    PersonalData, RetentionCut, Sent, StoreError, StoredSettings, Submitted, Thread,
};
use crate::moderation::Fingerprint;
use crate::moderation::audit::Link;
use async_trait::async_trait;
use jiff::Timestamp;
use std::time::Duration;

/// What goes over many rows may take longer.
const LONG: Duration = Duration::from_mins(1);

#[async_trait]
impl CommentStore for SqlStore {
    async fn settings(&self, guild: GuildId) -> Result<StoredSettings, StoreError> {
        within(PATIENCE, settings::settings(self, guild)).await
    }

    async fn save_settings(
        &self,
        guild: GuildId,
        new: &StoredSettings,
        by: MemberId,
        detail: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        within(PATIENCE, settings::save(self, guild, new, settings::By { member: by, detail, at })).await
    }

    async fn submit(&self, new: NewComment) -> Result<Submitted, StoreError> {
        within(PATIENCE, submission::submit(self, new)).await
    }

    async fn revise(&self, new: NewRevision) -> Result<Changed, StoreError> {
        within(PATIENCE, submission::revise(self, new)).await
    }

    async fn withdraw(
        &self,
        key: Key,
        comment: CommentId,
        author: MemberId,
        at: Timestamp,
    ) -> Result<Changed, StoreError> {
        within(PATIENCE, submission::withdraw(self, key, comment, author, at)).await
    }

    async fn decide(&self, guild: GuildId, new: NewDecision) -> Result<Changed, StoreError> {
        within(PATIENCE, decisions::decide(self, guild, new)).await
    }

    async fn reject_all(
        &self,
        guild: GuildId,
        author: MemberId,
        pattern: NewDecision,
    ) -> Result<Vec<CommentId>, StoreError> {
        within(LONG, decisions::reject_all(self, guild, author, pattern)).await
    }

    async fn submitted(&self, key: Key) -> Result<Option<Comment>, StoreError> {
        within(PATIENCE, read::submitted(self, key)).await
    }

    async fn comment(&self, id: CommentId) -> Result<Option<Comment>, StoreError> {
        within(PATIENCE, read::comment(self, id)).await
    }

    async fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError> {
        within(PATIENCE, read::decision(self, id)).await
    }

    async fn comments(
        &self,
        filter: &CommentFilter,
        order: Order,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Comment>, StoreError> {
        within(PATIENCE, read::comments(self, filter, order, (limit, offset))).await
    }

    async fn count_comments(&self, filter: &CommentFilter) -> Result<u64, StoreError> {
        within(PATIENCE, read::count(self, filter)).await
    }

    async fn revision_text(&self, comment: CommentId, revision: u32) -> Result<Option<String>, StoreError> {
        within(PATIENCE, read::revision_text(self, comment, revision)).await
    }

    async fn author_history(&self, guild: GuildId, author: MemberId) -> Result<AuthorHistory, StoreError> {
        within(PATIENCE, read::author_history(self, guild, author)).await
    }

    async fn recent_fingerprints(
        &self,
        guild: GuildId,
        since: Timestamp,
    ) -> Result<Vec<(MemberId, Timestamp, Fingerprint)>, StoreError> {
        within(PATIENCE, read::recent_fingerprints(self, guild, since)).await
    }

    async fn activity(&self, guild: GuildId, author: MemberId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        within(PATIENCE, read::activity(self, guild, author, since)).await
    }

    async fn claim_next(
        &self,
        filter: &CommentFilter,
        by: MemberId,
        skip: Option<CommentId>,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Comment>, StoreError> {
        within(PATIENCE, queue::claim_next(self, filter, queue::Turn { by, skip, until, now })).await
    }

    async fn release(&self, comment: CommentId, by: MemberId, at: Timestamp) -> Result<(), StoreError> {
        within(PATIENCE, queue::release(self, comment, by, at)).await
    }

    async fn count_claimed(&self, filter: &CommentFilter, but: MemberId, now: Timestamp) -> Result<u64, StoreError> {
        within(PATIENCE, queue::count_claimed(self, filter, but, now)).await
    }

    async fn ban(&self, new: NewBan) -> Result<Ban, StoreError> {
        within(PATIENCE, bans::ban(self, new)).await
    }

    async fn unban(
        &self,
        guild: GuildId,
        member: MemberId,
        by: MemberId,
        at: Timestamp,
    ) -> Result<Option<Ban>, StoreError> {
        within(PATIENCE, bans::unban(self, guild, member, by, at)).await
    }

    async fn ban_by_id(&self, id: BanId) -> Result<Option<Ban>, StoreError> {
        within(PATIENCE, bans::one(self, id)).await
    }

    async fn active_bans(
        &self,
        guild: Option<GuildId>,
        member: Option<MemberId>,
        now: Timestamp,
    ) -> Result<Vec<Ban>, StoreError> {
        within(PATIENCE, bans::active(self, guild, member, now)).await
    }

    async fn file_appeal(&self, new: NewAppeal) -> Result<Filed, StoreError> {
        within(PATIENCE, appeals::file(self, new)).await
    }

    async fn decide_appeal(&self, guild: GuildId, new: NewAppealDecision) -> Result<AppealDecided, StoreError> {
        within(PATIENCE, appeals::decide(self, guild, new)).await
    }

    async fn appeal(&self, id: AppealId) -> Result<Option<Appeal>, StoreError> {
        within(PATIENCE, appeals::one(self, id)).await
    }

    async fn open_appeals(&self, guild: GuildId, limit: u32) -> Result<Vec<Appeal>, StoreError> {
        within(PATIENCE, appeals::open(self, guild, limit)).await
    }

    async fn next_errand(&self, now: Timestamp, lease: Timestamp) -> Result<Option<Job>, StoreError> {
        within(PATIENCE, errands::next(self, now, lease)).await
    }

    async fn finish_errand(&self, job: &Job, how: Finished) -> Result<(), StoreError> {
        within(PATIENCE, errands::finish(self, job, how)).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        within(PATIENCE, errands::next_due(self)).await
    }

    async fn sent(&self, errand: Errand) -> Result<Option<Sent>, StoreError> {
        within(PATIENCE, errands::sent(self, errand)).await
    }

    async fn known_messages(&self, channel: ChannelId) -> Result<Vec<MessageId>, StoreError> {
        within(PATIENCE, errands::known_messages(self, channel)).await
    }

    async fn thread(&self, guild: GuildId, article: ArticleId) -> Result<Option<Thread>, StoreError> {
        within(PATIENCE, settings::thread(self, guild, article)).await
    }

    async fn article_of_thread(&self, guild: GuildId, thread: ChannelId) -> Result<Option<ArticleId>, StoreError> {
        within(PATIENCE, settings::article_of_thread(self, guild, thread)).await
    }

    async fn set_thread(&self, guild: GuildId, article: ArticleId, thread: Option<Thread>) -> Result<(), StoreError> {
        within(PATIENCE, settings::set_thread(self, guild, article, thread)).await
    }

    async fn guilds(&self) -> Result<Vec<GuildId>, StoreError> {
        within(PATIENCE, settings::guilds(self)).await
    }

    async fn request_alert(&self, guild: GuildId, last_before: Timestamp, at: Timestamp) -> Result<bool, StoreError> {
        within(PATIENCE, settings::request_alert(self, guild, last_before, at)).await
    }

    async fn figures(&self, guild: GuildId, since: Timestamp) -> Result<Figures, StoreError> {
        within(LONG, log::figures(self, guild, since)).await
    }

    async fn audit(
        &self,
        guild: GuildId,
        comment: Option<CommentId>,
        subject: Option<MemberId>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        within(PATIENCE, log::audit(self, guild, (comment, subject), (limit, offset))).await
    }

    async fn audit_from(&self, guild: GuildId, sequence: u64, limit: u32) -> Result<Vec<Link>, StoreError> {
        within(PATIENCE, log::audit_from(self, guild, sequence, limit)).await
    }

    async fn personal_data(&self, member: MemberId) -> Result<PersonalData, StoreError> {
        within(LONG, copy::personal_data(self, member)).await
    }

    async fn erase_member(&self, member: MemberId, at: Timestamp) -> Result<u64, StoreError> {
        within(LONG, privacy::erase(self, member, at)).await
    }

    async fn expire(&self, cut: RetentionCut) -> Result<u64, StoreError> {
        within(LONG, privacy::expire(self, cut)).await
    }
}

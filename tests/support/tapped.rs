//! A store whose every call can be watched, failed or made the last one.

use async_trait::async_trait;
use jiff::Timestamp;
use newsdesk::desk::{
    Appeal, AppealDecided, AppealId, ArticleId, ArticleSummary, Asker, AuditRow, AuthorHistory, Ban, BanId, Changed,
    ChannelId, Comment, CommentFilter, CommentId, CommentStore, Decision, DecisionId, Errand, Figures, Filed, Finished,
    GuildId, Job, Key, MemberId, MessageId, NewAppeal, NewAppealDecision, NewArticle, NewBan, NewComment, NewDecision,
    NewRevision, Order, PersonalData, Place, RetentionCut, Sent, Store, StoreError, StoredArticle, StoredSettings,
    Submitted, Thread, Validators,
};
use newsdesk::moderation::Fingerprint;
use newsdesk::moderation::audit::Link;
use newsdesk::store::SqlStore;
use std::sync::Arc;

/// What happens around a call of the store.
pub(crate) trait Tap: Send + Sync {
    /// Before the database hears of it: nothing has happened.
    fn before(&self, call: &'static str) -> Result<(), StoreError>;
    /// After it was done: only the answer can still be lost.
    fn after(&self, call: &'static str) -> Result<(), StoreError>;
}

/// The real store behind a tap.
pub(crate) struct Tapped {
    pub(crate) store: SqlStore,
    pub(crate) tap: Arc<dyn Tap>,
}

macro_rules! tapped {
    ($port:ident: $($call:ident($($name:ident: $kind:ty),*) -> $answer:ty;)*) => {
        #[async_trait]
        impl $port for Tapped {
            $(async fn $call(&self, $($name: $kind),*) -> Result<$answer, StoreError> {
                self.tap.before(stringify!($call))?;
                let answer = $port::$call(&self.store, $($name),*).await?;
                self.tap.after(stringify!($call))?;
                Ok(answer)
            })*
        }
    };
}

tapped! { Store:
    visible_article(id: ArticleId, asker: Asker) -> Option<StoredArticle>;
    page(address: &str) -> Option<StoredArticle>;
    save(article: NewArticle) -> StoredArticle;
    mark_checked(id: ArticleId, validators: &Validators, at: Timestamp) -> ();
    record_request(id: ArticleId, asker: Asker, at: Timestamp) -> ();
    articles(asker: Asker, typed: &str, limit: u32, offset: u32) -> Vec<ArticleSummary>;
    count_articles(asker: Asker) -> u64;
    latest_article(place: Place) -> Option<ArticleId>;
    ping() -> ();
}

tapped! { CommentStore:
    settings(guild: GuildId) -> StoredSettings;
    save_settings(guild: GuildId, new: &StoredSettings, by: MemberId, detail: &str, at: Timestamp) -> bool;
    submit(new: NewComment) -> Submitted;
    revise(new: NewRevision) -> Changed;
    withdraw(key: Key, comment: CommentId, author: MemberId, at: Timestamp) -> Changed;
    decide(guild: GuildId, new: NewDecision) -> Changed;
    reject_all(guild: GuildId, author: MemberId, pattern: NewDecision) -> Vec<CommentId>;
    submitted(key: Key) -> Option<Comment>;
    comment(id: CommentId) -> Option<Comment>;
    decision(id: DecisionId) -> Option<Decision>;
    comments(filter: &CommentFilter, order: Order, limit: u32, offset: u32) -> Vec<Comment>;
    count_comments(filter: &CommentFilter) -> u64;
    revision_text(comment: CommentId, revision: u32) -> Option<String>;
    author_history(guild: GuildId, author: MemberId) -> AuthorHistory;
    recent_fingerprints(guild: GuildId, since: Timestamp) -> Vec<(MemberId, Timestamp, Fingerprint)>;
    activity(guild: GuildId, author: MemberId, since: Timestamp) -> Vec<Timestamp>;
    claim_next(
        filter: &CommentFilter, by: MemberId, skip: Option<CommentId>, until: Timestamp, now: Timestamp
    ) -> Option<Comment>;
    release(comment: CommentId, by: MemberId, at: Timestamp) -> ();
    count_claimed(filter: &CommentFilter, but: MemberId, now: Timestamp) -> u64;
    ban(new: NewBan) -> Ban;
    unban(guild: GuildId, member: MemberId, by: MemberId, at: Timestamp) -> Option<Ban>;
    ban_by_id(id: BanId) -> Option<Ban>;
    active_bans(guild: Option<GuildId>, member: Option<MemberId>, now: Timestamp) -> Vec<Ban>;
    file_appeal(new: NewAppeal) -> Filed;
    decide_appeal(guild: GuildId, new: NewAppealDecision) -> AppealDecided;
    appeal(id: AppealId) -> Option<Appeal>;
    open_appeals(guild: GuildId, limit: u32) -> Vec<Appeal>;
    next_errand(now: Timestamp, lease: Timestamp) -> Option<Job>;
    finish_errand(job: &Job, how: Finished) -> ();
    next_due() -> Option<Timestamp>;
    sent(errand: Errand) -> Option<Sent>;
    known_messages(channel: ChannelId) -> Vec<MessageId>;
    thread(guild: GuildId, article: ArticleId) -> Option<Thread>;
    article_of_thread(guild: GuildId, thread: ChannelId) -> Option<ArticleId>;
    set_thread(guild: GuildId, article: ArticleId, thread: Option<Thread>) -> ();
    guilds() -> Vec<GuildId>;
    request_alert(guild: GuildId, last_before: Timestamp, at: Timestamp) -> bool;
    figures(guild: GuildId, since: Timestamp) -> Figures;
    audit(
        guild: GuildId, comment: Option<CommentId>, subject: Option<MemberId>, limit: u32, offset: u32
    ) -> Vec<AuditRow>;
    audit_from(guild: GuildId, sequence: u64, limit: u32) -> Vec<Link>;
    personal_data(member: MemberId) -> PersonalData;
    erase_member(member: MemberId, at: Timestamp) -> u64;
    expire(cut: RetentionCut) -> u64;
}

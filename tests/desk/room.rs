//! What tests of comments do again and again: a server that is set up, members who write,
//! moderators who decide, errands that run.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use crate::newsroom::{Newsroom, READER, STORY};
use newsdesk::desk::{
    Actor, Appeal, AppealAgainst, AppealDecisionRequest, AppealRequest, ArticleId, ArticleRef, ChannelId, Clock,
    Comment, CommentError, CommentId, CommentStore as _, DecideRequest, EditRequest, GuildId, Key, MemberId,
    ModerationError, Persona, Reason, Receipt, Ruling, SettingsChange, StoredSettings, Submission, SubmitRequest,
};
use newsdesk::moderation::audit::{Act, Verifier};
use newsdesk::moderation::{Check, Flood, Mode, Rules, Settings};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const SERVER: GuildId = GuildId(10);
/// Where articles are read and comments are written.
pub(crate) const CHANNEL: ChannelId = READER.place.channel;
pub(crate) const MODERATORS: ChannelId = ChannelId(200);

pub(crate) const ANNA: MemberId = READER.member;
pub(crate) const BEN: MemberId = MemberId(2);
pub(crate) const MIA: MemberId = MemberId(51);
pub(crate) const MAX: MemberId = MemberId(52);

static KEYS: AtomicU64 = AtomicU64::new(1);

/// A key as the next interaction has it.
pub(crate) fn key() -> Key {
    Key(KEYS.fetch_add(1, Ordering::SeqCst))
}

pub(crate) fn member(member: MemberId) -> Actor {
    Actor {
        member,
        guild: SERVER,
        channel: CHANNEL,
        persona: Persona { name: format!("member {}", member.0), avatar: None },
        roles: Vec::new(),
        administrator: false,
        manages_messages: false,
    }
}

/// A moderator of a server without a moderator role.
pub(crate) fn moderator(id: MemberId) -> Actor {
    Actor { manages_messages: true, channel: MODERATORS, ..member(id) }
}

pub(crate) fn administrator() -> Actor {
    Actor { administrator: true, channel: MODERATORS, ..member(MemberId(99)) }
}

pub(crate) fn reason() -> Reason {
    Reason { code: "insult".to_owned(), label: "Insult".to_owned(), rule: "Be kind.".to_owned(), words: String::new() }
}

/// A wish to decide on the comment as it stands.
pub(crate) fn ruling(actor: Actor, comment: &Comment, ruling: Ruling) -> DecideRequest {
    let reason = (ruling == Ruling::Reject).then(reason);
    let (comment, revision, seen) = (comment.id, comment.revision, comment.state);
    DecideRequest { key: key(), actor, comment, revision, seen, ruling, reason }
}

impl Newsroom {
    /// A server that takes comments, and an article.
    pub(crate) async fn with_comments() -> (Self, ArticleId) {
        let room = Self::open().await;
        let article = room.set_up().await;
        (room, article)
    }

    /// Without checks: their lists take a second to be read in a build for tests.
    pub(crate) async fn set_up(&self) -> ArticleId {
        let settings = Settings {
            server_name: "Gazette".to_owned(),
            channel: Some(MODERATORS.0),
            rules: Rules { off: Check::ALL.to_vec(), ..Rules::default() },
            ..Settings::default()
        };
        let (new, at) = (StoredSettings { settings, version: 0 }, Clock::now(&*self.clock));
        assert!(self.store.save_settings(SERVER, &new, administrator().member, "channel", at).await.unwrap());
        self.article().await
    }

    pub(crate) async fn article(&self) -> ArticleId {
        self.desk.open_submission(READER, Submission::Text(STORY.to_owned()), None).await.unwrap().id
    }

    pub(crate) async fn change(&self, change: SettingsChange) {
        self.desk.change_settings(&administrator(), change).await.unwrap();
    }

    pub(crate) async fn mode(&self, mode: Mode) {
        self.change(SettingsChange::Mode(mode)).await;
    }

    pub(crate) async fn patience(&self) {
        self.change(SettingsChange::Flood(Flood { per_ten_minutes: 100, per_day: 1_000 })).await;
    }

    pub(crate) async fn tries_to_say(
        &self,
        who: MemberId,
        article: ArticleId,
        text: &str,
    ) -> Result<Receipt, CommentError> {
        self.desk.submit_comment(wish(who, article, text)).await
    }

    pub(crate) async fn says(&self, who: MemberId, article: ArticleId, text: &str) -> Comment {
        self.tries_to_say(who, article, text).await.unwrap().comment
    }

    pub(crate) async fn tries_to_edit(&self, comment: &Comment, text: &str) -> Result<Receipt, CommentError> {
        self.desk.edit_comment(edit(comment, text)).await
    }

    pub(crate) async fn approve(&self, who: MemberId, comment: &Comment) -> Result<Comment, ModerationError> {
        self.desk.decide_comment(ruling(moderator(who), comment, Ruling::Approve)).await
    }

    pub(crate) async fn reject(&self, who: MemberId, comment: &Comment) -> Result<Comment, ModerationError> {
        self.desk.decide_comment(ruling(moderator(who), comment, Ruling::Reject)).await
    }

    /// A comment that was approved and is published.
    pub(crate) async fn published(&self, article: ArticleId, text: &str) -> Comment {
        let comment = self.says(ANNA, article, text).await;
        let comment = self.approve(MIA, &comment).await.unwrap();
        self.deliver().await;
        comment
    }

    pub(crate) async fn appeal(&self, comment: &Comment) -> Appeal {
        let against = AppealAgainst::Decision(comment.decision.as_ref().unwrap().id);
        self.desk.file_appeal(objection(ANNA, against)).await.unwrap()
    }

    pub(crate) async fn decide_appeal(
        &self,
        actor: Actor,
        appeal: &Appeal,
        grant: bool,
    ) -> Result<Appeal, ModerationError> {
        let answer = "Looked at again.".to_owned();
        self.desk.decide_appeal(AppealDecisionRequest { key: key(), actor, appeal: appeal.id, grant, answer }).await
    }

    /// As if so many errands of other comments waited.
    pub(crate) async fn fill_outbox(&self, number: u32) {
        let address = format!("sqlite:{}", self.folder.path().join("newsdesk.db").display());
        let pool = sqlx::SqlitePool::connect(&address).await.unwrap();
        let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
                    INSERT INTO errand (kind, subject, guild, asked_at, due_at)
                    SELECT 'card', 1000000 + i, 10, 0, 0 FROM n";
        sqlx::query(fill).bind(number).execute(&pool).await.unwrap();
        pool.close().await;
    }

    /// Runs all errands that are due.
    pub(crate) async fn deliver(&self) {
        let next = self.desk.run_errands(&self.platform).await.unwrap();
        let now = Clock::now(&*self.clock);
        assert!(next.is_none_or(|next| next > now), "errands that are due were left");
    }

    pub(crate) async fn now(&self, id: CommentId) -> Comment {
        self.store.comment(id).await.unwrap().unwrap()
    }

    /// What the audit log says was done to a comment, oldest first.
    pub(crate) async fn acts(&self, id: CommentId) -> Vec<Act> {
        let rows = self.store.audit(SERVER, Some(id), None, 100, 0).await.unwrap();
        rows.iter().rev().map(|row| row.link.entry.act).collect()
    }

    /// The server's whole chain holds.
    pub(crate) async fn verify_chain(&self) {
        let mut verifier = Verifier::default();
        for link in self.store.audit_from(SERVER, 1, 10_000).await.unwrap() {
            verifier.take(&link).unwrap();
        }
        assert!(verifier.count() > 0);
    }
}

pub(crate) fn wish(who: MemberId, article: ArticleId, text: &str) -> SubmitRequest {
    SubmitRequest {
        key: key(),
        actor: member(who),
        article: ArticleRef::Id(article),
        below: None,
        parent: None,
        text: text.to_owned(),
    }
}

pub(crate) fn edit(comment: &Comment, text: &str) -> EditRequest {
    EditRequest {
        key: key(),
        actor: member(comment.author.unwrap()),
        comment: comment.id,
        after: comment.revision,
        text: text.to_owned(),
    }
}

pub(crate) fn objection(who: MemberId, against: AppealAgainst) -> AppealRequest {
    AppealRequest { key: key(), member: who, against, words: "I was quoting.".to_owned() }
}

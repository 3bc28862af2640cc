//! One server with an article and its members, to try a store on.

use crate::engines::Database;
use jiff::{SignedDuration, Timestamp};
use newsdesk::article::Metadata;
use newsdesk::desk::{
    Appeal, AppealAgainst, AppealDecided, AppealId, ArticleId, Asker, Ban, Changed, ChannelId, Comment, CommentFilter,
    CommentId, CommentStore as _, Errand, Filed, Finished, GuildId, Key, MemberId, MessageId, NewAppeal,
    NewAppealDecision, NewArticle, NewBan, NewComment, NewDecision, NewRevision, Origin, Persona, Place, Reason,
    Ruling, Sent, Store as _, Submitted, Validators,
};
use newsdesk::moderation::audit::{Act, Link, Verifier};
use newsdesk::moderation::{Check, Checked, Disposition, Finding, Fingerprint, Severity, Verdict};
use newsdesk::store::SqlStore;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const GUILD: GuildId = GuildId(10);
pub(crate) const ELSEWHERE: GuildId = GuildId(11);
/// Ids have all 64 bits.
pub(crate) const AUTHOR: MemberId = MemberId(u64::MAX - 1);
pub(crate) const SOMEBODY: MemberId = MemberId(2);
pub(crate) const MODERATOR: MemberId = MemberId(3);
pub(crate) const SECOND: MemberId = MemberId(4);

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

/// A store with an article; each change gets a key of its own.
#[derive(Clone)]
pub(crate) struct Room {
    pub(crate) store: SqlStore,
    pub(crate) article: ArticleId,
    pub(crate) keys: Arc<AtomicU64>,
}

pub(crate) fn new_article(address: &str, text: &str) -> NewArticle {
    NewArticle {
        origin: Origin::Page(address.to_owned()),
        alias: None,
        text: text.to_owned(),
        about: Metadata { title: Some("The title".to_owned()), ..Metadata::default() },
        stated: None,
        validators: Validators::default(),
        read_at: at(0),
    }
}

pub(crate) async fn save_article(store: &SqlStore, address: &str) -> ArticleId {
    store.save(new_article(address, "An article.")).await.unwrap().id
}

pub(crate) fn reason() -> Reason {
    Reason {
        code: "rude".to_owned(),
        label: "Rudeness".to_owned(),
        rule: "Be kind.".to_owned(),
        words: "too loud".to_owned(),
    }
}

/// What the checks may have said.
pub(crate) fn checked(verdict: Verdict) -> Checked {
    let severity = match verdict {
        Verdict::Allow => return Checked::default(),
        Verdict::Review => Severity::Review,
        Verdict::Block => Severity::Block,
    };
    let finding =
        Finding { check: Check::Spam, kind: "advertising".into(), severity, span: None, explanation: "why".to_owned() };
    Checked { findings: vec![finding], ..Checked::default() }
}

impl Room {
    pub(crate) async fn open(database: &Database) -> Self {
        Self::on(database.store.clone()).await
    }

    pub(crate) async fn on(store: SqlStore) -> Self {
        let article = save_article(&store, "https://example.com/a").await;
        Self { store, article, keys: Arc::default() }
    }

    pub(crate) async fn save_and_request(&self, article: NewArticle) {
        let id = self.store.save(article).await.unwrap().id;
        let place = Place { guild: Some(GUILD), channel: ChannelId(100) };
        self.store.record_request(id, Asker { member: AUTHOR, place }, at(1)).await.unwrap();
    }

    pub(crate) fn key(&self) -> Key {
        Key(self.keys.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn new_comment(&self, author: MemberId, seconds: i64) -> NewComment {
        NewComment {
            key: self.key(),
            guild: GUILD,
            article: self.article,
            author,
            persona: Persona { name: "Ann".to_owned(), avatar: Some("https://example.com/ann.png".to_owned()) },
            channel: ChannelId(100),
            below: Some(MessageId(7)),
            parent: None,
            text: format!("words at {seconds}"),
            fingerprint: Fingerprint(u64::MAX),
            checked: checked(Verdict::Allow),
            disposition: Disposition::Hold,
            at: at(seconds),
        }
    }

    pub(crate) async fn stored(&self, new: NewComment) -> Comment {
        match self.store.submit(new).await.unwrap() {
            Submitted::Stored(comment) => comment,
            other => panic!("not stored: {other:?}"),
        }
    }

    pub(crate) async fn submit(&self, seconds: i64) -> Comment {
        self.stored(self.new_comment(AUTHOR, seconds)).await
    }

    pub(crate) fn new_decision(&self, comment: &Comment, ruling: Ruling, seconds: i64) -> NewDecision {
        NewDecision {
            key: self.key(),
            comment: comment.id,
            revision: comment.revision,
            seen: comment.state,
            ruling,
            by: MODERATOR,
            reason: (ruling == Ruling::Reject).then(reason),
            at: at(seconds),
        }
    }

    pub(crate) async fn decide(&self, comment: &Comment, ruling: Ruling, seconds: i64) -> Comment {
        done(self.store.decide(GUILD, self.new_decision(comment, ruling, seconds)).await.unwrap())
    }

    pub(crate) fn new_revision(&self, comment: &Comment, seconds: i64) -> NewRevision {
        NewRevision {
            key: self.key(),
            comment: comment.id,
            after: comment.revision,
            author: AUTHOR,
            text: format!("other words at {seconds}"),
            fingerprint: Fingerprint(7),
            checked: checked(Verdict::Review),
            disposition: Disposition::Hold,
            at: at(seconds),
        }
    }

    pub(crate) async fn revise(&self, comment: &Comment, seconds: i64) -> Comment {
        done(self.store.revise(self.new_revision(comment, seconds)).await.unwrap())
    }

    pub(crate) async fn withdraw(&self, comment: &Comment, seconds: i64) -> Comment {
        done(self.store.withdraw(self.key(), comment.id, AUTHOR, at(seconds)).await.unwrap())
    }

    pub(crate) fn new_appeal(&self, against: AppealAgainst, seconds: i64) -> NewAppeal {
        NewAppeal { key: self.key(), against, by: AUTHOR, words: "I was quoting.".to_owned(), at: at(seconds) }
    }

    pub(crate) async fn appeal(&self, against: AppealAgainst, seconds: i64) -> Appeal {
        match self.store.file_appeal(self.new_appeal(against, seconds)).await.unwrap() {
            Filed::Done(appeal) => appeal,
            other => panic!("not filed: {other:?}"),
        }
    }

    pub(crate) fn new_word(&self, appeal: AppealId, by: MemberId, grant: bool, seconds: i64) -> NewAppealDecision {
        NewAppealDecision { key: self.key(), appeal, grant, by, answer: "well".to_owned(), at: at(seconds) }
    }

    pub(crate) async fn decide_appeal(&self, appeal: AppealId, grant: bool, seconds: i64) -> Appeal {
        match self.store.decide_appeal(GUILD, self.new_word(appeal, SECOND, grant, seconds)).await.unwrap() {
            AppealDecided::Done(appeal) => appeal,
            other => panic!("not decided: {other:?}"),
        }
    }

    pub(crate) async fn ban(&self, until: Option<i64>, seconds: i64) -> Ban {
        let new = NewBan {
            key: self.key(),
            guild: GUILD,
            member: AUTHOR,
            by: MODERATOR,
            reason: "spam".to_owned(),
            comment: None,
            until: until.map(at),
            at: at(seconds),
        };
        self.store.ban(new).await.unwrap()
    }

    pub(crate) async fn now(&self, comment: &Comment) -> Comment {
        self.store.comment(comment.id).await.unwrap().unwrap()
    }

    /// Takes out every errand that is due and says it is done, without a message.
    pub(crate) async fn run_errands(&self, seconds: i64) -> Vec<Errand> {
        let mut run = Vec::new();
        while let Some(job) = self.store.next_errand(at(seconds), at(seconds + 60)).await.unwrap() {
            self.store.finish_errand(&job, Finished::Done(None)).await.unwrap();
            run.push(job.errand);
        }
        run
    }

    /// The same, with a message for each.
    pub(crate) async fn send_errands(&self, seconds: i64) -> Vec<Errand> {
        let mut run = Vec::new();
        while let Some(job) = self.store.next_errand(at(seconds), at(seconds + 60)).await.unwrap() {
            let message = MessageId(1_000 + job.id.cast_unsigned());
            let sent = Sent { channel: ChannelId(5), message, as_member: true, revision: 1 };
            self.store.finish_errand(&job, Finished::Done(Some(sent))).await.unwrap();
            run.push(job.errand);
        }
        run
    }

    /// The server's log, walked along.
    pub(crate) async fn log(&self, guild: GuildId) -> Vec<Link> {
        let links = self.store.audit_from(guild, 1, 10_000).await.unwrap();
        let mut verifier = Verifier::default();
        for link in &links {
            verifier.take(link).unwrap();
        }
        links
    }

    pub(crate) async fn acts(&self) -> Vec<Act> {
        self.log(GUILD).await.iter().map(|link| link.entry.act).collect()
    }
}

pub(crate) fn done(changed: Changed) -> Comment {
    match changed {
        Changed::Done(comment) => comment,
        other => panic!("not done: {other:?}"),
    }
}

pub(crate) fn everything() -> CommentFilter {
    CommentFilter { guild: Some(GUILD), ..CommentFilter::default() }
}

pub(crate) fn ids(comments: &[Comment]) -> Vec<CommentId> {
    comments.iter().map(|comment| comment.id).collect()
}

pub(crate) fn decided(comment: &Comment) -> AppealAgainst {
    AppealAgainst::Decision(comment.decision.as_ref().unwrap().id)
}

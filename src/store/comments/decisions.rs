//! What moderators, or the server's mode, decide.

use super::ledger::Kind;
use super::rows::ruling_name;
use crate::desk::{
    AuditNote, Changed, Comment, CommentFilter, CommentId, DecisionId, Errand, GuildId, MemberId, NewDecision, Reason,
    Ruling, StoreError,
};
use crate::moderation::CommentState;
use crate::moderation::audit::Act;
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, storable};
use jiff::Timestamp;
use sqlx::Row as _;

/// What is said of the latest revision.
pub(super) struct Word<'a> {
    ruling: Ruling,
    /// `None`: the server's mode.
    by: Option<MemberId>,
    reason: Option<&'a Reason>,
    at: Timestamp,
}

impl Word<'_> {
    /// The server's mode lets it pass.
    pub(super) const fn of_the_mode(at: Timestamp) -> Self {
        Self { ruling: Ruling::Approve, by: None, reason: None, at }
    }
}

pub(super) async fn decide(store: &SqlStore, guild: GuildId, new: NewDecision) -> Result<Changed, StoreError> {
    let mut change = store.change_on(guild).await?;
    let Some(comment) = change.comment(new.comment).await?.filter(|c| c.guild == guild) else {
        return Ok(Changed::Unknown);
    };
    if change.before(Kind::Decide, new.key).await?.first() == Some(&new.comment.0) {
        return Ok(Changed::Before(comment));
    }
    if comment.state != CommentState::Deleted && comment.revision != new.revision {
        return Ok(Changed::Edited(comment));
    }
    if comment.state != new.seen {
        return Ok(Changed::Decided(comment));
    }
    let word = Word { ruling: new.ruling, by: Some(new.by), reason: new.reason.as_ref(), at: new.at };
    if change.pass_sentence(&comment, &word).await?.is_none() {
        return Ok(Changed::Decided(comment));
    }
    change.remember((Kind::Decide, new.key), &[comment.id.0], new.at).await?;
    let comment = change.known_comment(comment.id).await?;
    change.commit().await?;
    Ok(Changed::Done(comment))
}

pub(super) async fn reject_all(
    store: &SqlStore,
    guild: GuildId,
    author: MemberId,
    pattern: NewDecision,
) -> Result<Vec<CommentId>, StoreError> {
    let mut change = store.change_on(guild).await?;
    let before = change.before(Kind::RejectAll, pattern.key).await?;
    if !before.is_empty() {
        return Ok(before.into_iter().skip(1).map(CommentId).collect());
    }
    let state = Some(CommentState::Pending);
    let filter = CommentFilter { guild: Some(guild), author: Some(author), state, ..CommentFilter::default() };
    let mut rejected = Vec::new();
    for comment in change.all_comments(&filter).await? {
        let (by, reason) = (Some(pattern.by), pattern.reason.as_ref());
        let word = Word { ruling: Ruling::Reject, by, reason, at: pattern.at };
        if change.pass_sentence(&comment, &word).await?.is_some() {
            rejected.push(comment.id);
        }
    }
    // The first one marks the key as used where nothing waited.
    let subjects: Vec<i64> = std::iter::once(0).chain(rejected.iter().map(|id| id.0)).collect();
    change.remember((Kind::RejectAll, pattern.key), &subjects, pattern.at).await?;
    change.commit().await?;
    Ok(rejected)
}

impl Change {
    /// A person's decision with its entry and errands; `None` where the comment's state does not
    /// allow it.
    async fn pass_sentence(&mut self, comment: &Comment, word: &Word<'_>) -> Result<Option<DecisionId>, StoreError> {
        let Some(id) = self.rule(comment, word).await? else { return Ok(None) };
        let (act, detail) = match word.ruling {
            Ruling::Approve => (Act::Approved, String::new()),
            Ruling::Reject => (Act::Rejected, word.reason.map(|reason| reason.code.clone()).unwrap_or_default()),
        };
        let note = AuditNote {
            guild: comment.guild,
            at: word.at,
            act,
            actor: word.by,
            subject: comment.author,
            comment: Some(comment.id),
            revision: Some(comment.revision),
            detail,
        };
        self.note(&note).await?;
        for errand in [Errand::Card(comment.id), Errand::Publication(comment.id), Errand::Outcome(id)] {
            self.enqueue(comment.guild, errand, word.at).await?;
        }
        Ok(Some(id))
    }

    /// Stores a decision on the latest revision and what follows from it for the comment, in one
    /// conditional update; `None` where it came too late.
    pub(super) async fn rule(&mut self, comment: &Comment, word: &Word<'_>) -> Result<Option<DecisionId>, StoreError> {
        let sql = match word.ruling {
            Ruling::Approve => {
                "UPDATE comment SET state = 'approved', shown = revision, claimed_by = NULL, claimed_until = NULL
                 WHERE id = $1 AND revision = $2 AND state = 'pending'"
            }
            Ruling::Reject => {
                "UPDATE comment SET state = 'rejected', shown = NULL, claimed_by = NULL, claimed_until = NULL
                 WHERE id = $1 AND revision = $2 AND state IN ('pending', 'approved')"
            }
        };
        let revision = i64::from(comment.revision);
        let changed = sqlx::query(sql).bind(comment.id).bind(revision).execute(self.connection()).await?;
        if changed.rows_affected() == 0 {
            return Ok(None);
        }
        let id = self.insert_decision(comment, word).await?;
        sqlx::query("UPDATE comment SET decision = $2, decided_at = $3 WHERE id = $1")
            .bind(comment.id)
            .bind(id)
            .bind(Millis(word.at))
            .execute(self.connection())
            .await?;
        Ok(Some(id))
    }

    async fn insert_decision(&mut self, comment: &Comment, word: &Word<'_>) -> Result<DecisionId, StoreError> {
        let waited = word.at.as_millisecond() - comment.revised_at.as_millisecond();
        let row = sqlx::query(
            "INSERT INTO decision (comment, revision, guild, author, ruling, decided_by, by_mode, settled,
                                   reason_code, reason_label, reason_rule, reason_words, decided_at, waited)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id",
        )
        .bind(comment.id)
        .bind(i64::from(comment.revision))
        .bind(comment.guild)
        .bind(comment.author)
        .bind(ruling_name(word.ruling))
        .bind(word.by)
        .bind(i64::from(word.by.is_none()))
        .bind(i64::from(comment.state == CommentState::Pending))
        .bind(word.reason.map(|reason| storable(&reason.code)).as_deref())
        .bind(word.reason.map(|reason| storable(&reason.label)).as_deref())
        .bind(word.reason.map(|reason| storable(&reason.rule)).as_deref())
        .bind(word.reason.map(|reason| storable(&reason.words)).as_deref())
        .bind(Millis(word.at))
        .bind(waited.max(0))
        .fetch_one(self.connection())
        .await?;
        Ok(row.try_get(0)?)
    }
}

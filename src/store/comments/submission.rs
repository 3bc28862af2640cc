//! What authors do with their comments: submit, revise, withdraw.

use super::ledger::Kind;
use super::rows::verdict_number;
use crate::desk::{
    AppealAgainst, AuditNote, Changed, Comment, CommentId, Errand, Key, MOST_ERRANDS, MemberId, NewComment,
    NewRevision, StoreError, Submitted,
};
use crate::moderation::audit::Act;
use crate::moderation::{Checked, CommentState, Disposition, Fingerprint};
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, storable};
use jiff::Timestamp;
use sqlx::Row as _;

pub(super) async fn submit(store: &SqlStore, new: NewComment) -> Result<Submitted, StoreError> {
    let mut change = store.change_on(new.guild).await?;
    if let Some(id) = change.before(Kind::Submit, new.key).await?.first() {
        return Ok(Submitted::Before(change.known_comment(CommentId(*id)).await?));
    }
    if let Some(ban) = change.active_ban(new.guild, new.author, new.at).await? {
        return Ok(Submitted::Banned(ban));
    }
    if change.is_full().await? {
        return Ok(Submitted::Full);
    }
    let id = insert_comment(&mut change, &new).await?;
    let revision = Written { comment: id, revision: 1, text: &new.text, checked: &new.checked, at: new.at };
    insert_revision(&mut change, (new.guild, new.author), &revision).await?;
    let note = AuditNote {
        guild: new.guild,
        at: new.at,
        act: Act::Submitted,
        actor: Some(new.author),
        subject: Some(new.author),
        comment: Some(id),
        revision: Some(1),
        detail: String::new(),
    };
    change.note(&note).await?;
    after_writing(&mut change, &note, new.disposition).await?;
    change.remember((Kind::Submit, new.key), &[id.0], new.at).await?;
    let comment = change.known_comment(id).await?;
    change.commit().await?;
    Ok(Submitted::Stored(comment))
}

pub(super) async fn revise(store: &SqlStore, new: NewRevision) -> Result<Changed, StoreError> {
    let Some(guild) = super::read::guild_of(store, new.comment).await? else { return Ok(Changed::Unknown) };
    let mut change = store.change_on(guild).await?;
    let Some(comment) = change.comment(new.comment).await?.filter(|c| c.author == Some(new.author)) else {
        return Ok(Changed::Unknown);
    };
    if change.before(Kind::Revise, new.key).await?.first() == Some(&new.comment.0) {
        return Ok(Changed::Before(comment));
    }
    if let Some(ban) = change.active_ban(guild, new.author, new.at).await? {
        return Ok(Changed::Banned(ban));
    }
    if comment.state == CommentState::Deleted {
        return Ok(Changed::Decided(comment));
    }
    if comment.revision != new.after {
        return Ok(Changed::Edited(comment));
    }
    let revision = comment.revision + 1;
    let written = Written { comment: comment.id, revision, text: &new.text, checked: &new.checked, at: new.at };
    insert_revision(&mut change, (guild, new.author), &written).await?;
    put_revision(&mut change, &written, new.fingerprint).await?;
    change.moot_appeal_of(&comment, new.at).await?;
    let note = AuditNote { revision: Some(revision), ..author_note(&comment, Act::Edited, new.at) };
    change.note(&note).await?;
    after_writing(&mut change, &note, new.disposition).await?;
    change.remember((Kind::Revise, new.key), &[comment.id.0], new.at).await?;
    let comment = change.known_comment(comment.id).await?;
    change.commit().await?;
    Ok(Changed::Done(comment))
}

pub(super) async fn withdraw(
    store: &SqlStore,
    key: Key,
    id: CommentId,
    author: MemberId,
    at: Timestamp,
) -> Result<Changed, StoreError> {
    let Some(guild) = super::read::guild_of(store, id).await? else { return Ok(Changed::Unknown) };
    let mut change = store.change_on(guild).await?;
    let Some(comment) = change.comment(id).await?.filter(|c| c.author == Some(author)) else {
        return Ok(Changed::Unknown);
    };
    if change.before(Kind::Withdraw, key).await?.first() == Some(&id.0) {
        return Ok(Changed::Before(comment));
    }
    if comment.state == CommentState::Deleted {
        return Ok(Changed::Decided(comment));
    }
    change.delete_words(&comment, at).await?;
    change.note(&author_note(&comment, Act::Deleted, at)).await?;
    change.remember((Kind::Withdraw, key), &[id.0], at).await?;
    let comment = change.known_comment(id).await?;
    change.commit().await?;
    Ok(Changed::Done(comment))
}

/// An entry about what an author did with their comment.
pub(super) fn author_note(comment: &Comment, act: Act, at: Timestamp) -> AuditNote {
    AuditNote {
        guild: comment.guild,
        at,
        act,
        actor: comment.author,
        subject: comment.author,
        comment: Some(comment.id),
        revision: Some(comment.revision),
        detail: String::new(),
    }
}

/// A revision as written.
struct Written<'a> {
    comment: CommentId,
    revision: u32,
    text: &'a str,
    checked: &'a Checked,
    at: Timestamp,
}

async fn insert_comment(change: &mut Change, new: &NewComment) -> Result<CommentId, StoreError> {
    let row = sqlx::query(
        "INSERT INTO comment (guild, article, author, persona_name, persona_avatar, channel, below, parent, state,
                              revision, verdict, fingerprint, submitted_at, revised_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', 1, $9, $10, $11, $11) RETURNING id",
    )
    .bind(new.guild)
    .bind(new.article)
    .bind(new.author)
    .bind(&*storable(&new.persona.name))
    .bind(new.persona.avatar.as_deref().map(storable).as_deref())
    .bind(new.channel)
    .bind(new.below)
    .bind(new.parent)
    .bind(verdict_number(new.checked.verdict()))
    .bind(new.fingerprint)
    .bind(Millis(new.at))
    .fetch_one(change.connection())
    .await?;
    Ok(row.try_get(0)?)
}

async fn insert_revision(
    change: &mut Change,
    (guild, author): (crate::desk::GuildId, MemberId),
    new: &Written<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO revision (comment, revision, guild, author, text, checked, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.comment)
    .bind(i64::from(new.revision))
    .bind(guild)
    .bind(author)
    .bind(&*storable(new.text))
    .bind(serde_json::to_string(new.checked)?)
    .bind(Millis(new.at))
    .execute(change.connection())
    .await?;
    Ok(())
}

/// Makes a new revision the latest; it waits for a decision.
async fn put_revision(change: &mut Change, new: &Written<'_>, fingerprint: Fingerprint) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE comment SET state = 'pending', revision = $2, verdict = $3, fingerprint = $4, revised_at = $5
         WHERE id = $1 AND revision = $2 - 1",
    )
    .bind(new.comment)
    .bind(i64::from(new.revision))
    .bind(verdict_number(new.checked.verdict()))
    .bind(fingerprint)
    .bind(Millis(new.at))
    .execute(change.connection())
    .await?;
    Ok(())
}

/// What follows from a revision that was just written: it waits, or the server's mode lets it pass.
async fn after_writing(change: &mut Change, note: &AuditNote, how: Disposition) -> Result<(), StoreError> {
    let (Some(id), Some(revision)) = (note.comment, note.revision) else { return Ok(()) };
    change.enqueue(note.guild, Errand::Card(id), note.at).await?;
    if how == Disposition::Publish {
        let comment = change.known_comment(id).await?;
        change.rule(&comment, &super::decisions::Word::of_the_mode(note.at)).await?;
        debug_assert_eq!(comment.revision, revision, "the latest revision is the one that passes");
        change.note(&AuditNote { act: Act::Passed, actor: None, ..note.clone() }).await?;
        change.enqueue(note.guild, Errand::Publication(id), note.at).await?;
    }
    Ok(())
}

impl Change {
    /// Whether more errands wait than submissions may add to. Stuck ones wait for people.
    async fn is_full(&mut self) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT count(*) FROM (SELECT 1 AS waits FROM errand WHERE stuck IS NULL LIMIT $1) AS first_ones",
        )
        .bind(i64::from(MOST_ERRANDS) + 1)
        .fetch_one(self.connection())
        .await?;
        Ok(row.try_get::<i64, _>(0)? > i64::from(MOST_ERRANDS))
    }

    /// An open appeal against the comment's latest decision is moot from now on.
    pub(super) async fn moot_appeal_of(&mut self, comment: &Comment, at: Timestamp) -> Result<(), StoreError> {
        if let Some(decision) = &comment.decision {
            self.moot(comment.guild, AppealAgainst::Decision(decision.id), at).await?;
        }
        Ok(())
    }

    /// Erases a comment's words and asks for its messages to be removed or changed.
    pub(super) async fn delete_words(&mut self, comment: &Comment, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE revision SET text = '', checked = $2 WHERE comment = $1")
            .bind(comment.id)
            .bind(serde_json::to_string(&Checked::default())?)
            .execute(self.connection())
            .await?;
        sqlx::query("DELETE FROM note WHERE comment = $1").bind(comment.id).execute(self.connection()).await?;
        sqlx::query(
            "UPDATE comment SET state = 'deleted', shown = NULL, verdict = 0, fingerprint = NULL,
                                claimed_by = NULL, claimed_until = NULL WHERE id = $1",
        )
        .bind(comment.id)
        .execute(self.connection())
        .await?;
        self.moot_appeal_of(comment, at).await?;
        let publication = Errand::Publication(comment.id);
        if comment.shown.is_some() || self.perhaps_sent(publication).await? {
            self.enqueue(comment.guild, publication, at).await?;
        }
        self.enqueue(comment.guild, Errand::Card(comment.id), at).await
    }
}

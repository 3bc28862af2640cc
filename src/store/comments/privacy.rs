//! A member's own data: a copy, erasure, and the end of the time for keeping words.

use super::submission::author_note;
use crate::desk::{
    AuditNote, BanId, Comment, CommentFilter, CommentId, Errand, GuildId, MemberId, RetentionCut, StoreError,
};
use crate::moderation::CommentState;
use crate::moderation::audit::Act;
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::Millis;
use jiff::{SignedDuration, Timestamp};
use sqlx::Row as _;
use std::collections::BTreeSet;

/// So many comments, and so many appeals, are expired in one transaction.
const EXPIRED_AT_ONCE: i64 = 500;
/// Interactions are told apart for this long: the platform repeats one within minutes.
const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Servers on which anything is held on the member.
const GUILDS: &str = "
    SELECT guild FROM comment WHERE author = $1 OR claimed_by = $1
    UNION SELECT guild FROM decision WHERE decided_by = $1
    UNION SELECT guild FROM ban WHERE member = $1 OR banned_by = $1
    UNION SELECT guild FROM appeal WHERE filed_by = $1 OR decided_by = $1
    UNION SELECT guild FROM person WHERE member = $1";

/// What is erased beside the comments' words, in this order: links between rows go last.
const ERASE: [&str; 17] = [
    "DELETE FROM errand WHERE kind = 'outcome' AND subject IN (SELECT id FROM decision WHERE author = $1)",
    "DELETE FROM sent WHERE kind = 'outcome' AND subject IN (SELECT id FROM decision WHERE author = $1)",
    "DELETE FROM errand WHERE kind = 'appeal_outcome' AND subject IN (SELECT id FROM appeal WHERE filed_by = $1)",
    "DELETE FROM sent WHERE kind = 'appeal_outcome' AND subject IN (SELECT id FROM appeal WHERE filed_by = $1)",
    "DELETE FROM errand WHERE kind = 'ban_notice' AND subject IN
        (SELECT id FROM ban WHERE member = $1 AND lifted_at IS NOT NULL)",
    "DELETE FROM sent WHERE kind = 'ban_notice' AND subject IN
        (SELECT id FROM ban WHERE member = $1 AND lifted_at IS NOT NULL)",
    "UPDATE decision SET reason_words = '' WHERE author = $1 AND reason_words <> ''",
    "UPDATE decision SET author = NULL WHERE author = $1",
    "UPDATE decision SET decided_by = NULL WHERE decided_by = $1",
    "UPDATE appeal SET filed_by = NULL, words = '', answer = '' WHERE filed_by = $1",
    "UPDATE appeal SET decided_by = NULL WHERE decided_by = $1",
    "UPDATE ban SET member = NULL, reason = '' WHERE member = $1 AND lifted_at IS NOT NULL",
    "UPDATE ban SET banned_by = NULL WHERE banned_by = $1",
    "UPDATE revision SET author = NULL WHERE comment IN (SELECT id FROM comment WHERE author = $1)",
    "UPDATE comment SET author = NULL, persona_name = '', persona_avatar = NULL WHERE author = $1",
    "DELETE FROM request WHERE member = $1",
    "DELETE FROM model_use WHERE scope = 'member' AND subject = $1",
];

pub(super) async fn erase(store: &SqlStore, member: MemberId, at: Timestamp) -> Result<u64, StoreError> {
    let mut change = store.change_everywhere().await?;
    let guilds = change.guilds_of(member).await?;
    let erased = erase_on(&mut change, &guilds, member, at).await?;
    change.commit().await?;
    Ok(erased)
}

async fn erase_on(
    change: &mut Change,
    guilds: &BTreeSet<u64>,
    member: MemberId,
    at: Timestamp,
) -> Result<u64, StoreError> {
    let filter = CommentFilter { author: Some(member), ..CommentFilter::default() };
    let mut silent = guilds.clone();
    let mut erased = 0;
    for comment in change.all_comments(&filter).await? {
        if comment.state != CommentState::Deleted {
            change.delete_words(&comment, at).await?;
            change.note(&author_note(&comment, Act::Erased, at)).await?;
            silent.remove(&comment.guild.0);
            erased += 1;
        } else if change.perhaps_sent(Errand::Card(comment.id)).await? {
            change.enqueue(comment.guild, Errand::Card(comment.id), at).await?;
        }
    }
    for guild in silent {
        change.note(&erased_note(GuildId(guild), member, at)).await?;
    }
    change.end_lapsed_bans(member, at).await?;
    change.moot_appeals_by(member, at).await?;
    change.release_claims_of(member, at).await?;
    for sql in ERASE {
        sqlx::query(sql).bind(member).execute(change.connection()).await?;
    }
    // Last of all: the entries above were written under this key.
    sqlx::query("DELETE FROM person WHERE member = $1").bind(member).execute(change.connection()).await?;
    Ok(erased)
}

fn erased_note(guild: GuildId, member: MemberId, at: Timestamp) -> AuditNote {
    AuditNote {
        guild,
        at,
        act: Act::Erased,
        actor: Some(member),
        subject: Some(member),
        comment: None,
        revision: None,
        detail: String::new(),
    }
}

/// Several appeals in one entry: it names their number.
fn expired_appeals(guild: GuildId, count: i64, at: Timestamp) -> AuditNote {
    AuditNote {
        guild,
        at,
        act: Act::Expired,
        actor: None,
        subject: None,
        comment: None,
        revision: None,
        detail: format!("{count} appeals"),
    }
}

pub(super) async fn expire(store: &SqlStore, cut: RetentionCut) -> Result<u64, StoreError> {
    let mut change = store.change_on(cut.guild).await?;
    let mut expired = 0;
    for (state, before) in
        [(CommentState::Rejected, cut.rejected_before), (CommentState::Approved, cut.approved_before)]
    {
        let Some(before) = before else { continue };
        for comment in change.over(cut.guild, state, before, EXPIRED_AT_ONCE - expired).await? {
            change.delete_words(&comment, cut.at).await?;
            change.clear_reasons(comment.id).await?;
            change.note(&AuditNote { actor: None, ..author_note(&comment, Act::Expired, cut.at) }).await?;
            expired += 1;
        }
    }
    if let Some(before) = cut.rejected_before {
        expired += change.expire_appeals(cut.guild, before, cut.at).await?;
    }
    if let Some(before) = cut.requests_before {
        sqlx::query("DELETE FROM request WHERE guild = $1 AND asked_at < $2")
            .bind(cut.guild)
            .bind(Millis(before))
            .execute(change.connection())
            .await?;
    }
    change.moot_appeals_of_lapsed_bans(cut.guild, cut.at).await?;
    let keys = cut.at.checked_sub(KEYS_KEPT).unwrap_or(Timestamp::MIN);
    sqlx::query("DELETE FROM once WHERE at < $1").bind(Millis(keys)).execute(change.connection()).await?;
    change.commit().await?;
    Ok(expired.max(0).cast_unsigned())
}

impl Change {
    async fn guilds_of(&mut self, member: MemberId) -> Result<BTreeSet<u64>, StoreError> {
        let rows = sqlx::query(GUILDS).bind(member).fetch_all(self.connection()).await?;
        Ok(rows.iter().map(|row| row.try_get::<GuildId, _>(0).map(|guild| guild.0)).collect::<Result<_, _>>()?)
    }

    /// Bans whose time is over are as good as lifted then.
    async fn end_lapsed_bans(&mut self, member: MemberId, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE ban SET lifted_at = ends_at WHERE member = $1 AND lifted_at IS NULL AND ends_at <= $2")
            .bind(member)
            .bind(Millis(at))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn moot_appeals_by(&mut self, member: MemberId, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE appeal SET state = 'moot' WHERE filed_by = $1 AND state = 'open'")
            .bind(member)
            .execute(self.connection())
            .await?;
        // The cards of all of them hold their words, those of decided ones too.
        let rows = sqlx::query("SELECT id, guild FROM appeal WHERE filed_by = $1")
            .bind(member)
            .fetch_all(self.connection())
            .await?;
        for row in rows {
            self.enqueue(row.try_get("guild")?, Errand::AppealCard(row.try_get("id")?), at).await?;
        }
        Ok(())
    }

    /// Cards say who has claimed their comment: not for somebody who is to be forgotten.
    async fn release_claims_of(&mut self, member: MemberId, at: Timestamp) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "UPDATE comment SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = $1 RETURNING id, guild",
        )
        .bind(member)
        .fetch_all(self.connection())
        .await?;
        for row in rows {
            self.enqueue(row.try_get("guild")?, Errand::Card(row.try_get("id")?), at).await?;
        }
        Ok(())
    }

    async fn moot_appeals_of_lapsed_bans(&mut self, guild: GuildId, at: Timestamp) -> Result<(), StoreError> {
        let rows = sqlx::query(
            "SELECT b.id FROM appeal p JOIN ban b ON b.id = p.ban
             WHERE p.guild = $1 AND p.state = 'open' AND b.ends_at <= $2",
        )
        .bind(guild)
        .bind(Millis(at))
        .fetch_all(self.connection())
        .await?;
        for row in rows {
            let ban: BanId = row.try_get(0)?;
            self.moot(guild, crate::desk::AppealAgainst::Ban(ban), at).await?;
        }
        Ok(())
    }

    /// What moderators wrote to the author of a comment that is no more; the reason's name stays.
    async fn clear_reasons(&mut self, comment: CommentId) -> Result<(), StoreError> {
        sqlx::query("UPDATE decision SET reason_words = '' WHERE comment = $1 AND reason_words <> ''")
            .bind(comment)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The words of appeals closed before this time, and of the answers to them. A moot one has no
    /// time of its own but that of its filing.
    async fn expire_appeals(&mut self, guild: GuildId, before: Timestamp, at: Timestamp) -> Result<i64, StoreError> {
        let closed = sqlx::query(
            "UPDATE appeal SET words = '', answer = '' WHERE id IN
                (SELECT id FROM appeal WHERE guild = $1 AND state <> 'open' AND (words <> '' OR answer <> '')
                    AND COALESCE(decided_at, filed_at) < $2 ORDER BY id LIMIT $3)
             RETURNING id",
        )
        .bind(guild)
        .bind(Millis(before))
        .bind(EXPIRED_AT_ONCE)
        .fetch_all(self.connection())
        .await?;
        let mut expired = 0;
        for row in &closed {
            let card = Errand::AppealCard(row.try_get("id")?);
            if self.perhaps_sent(card).await? {
                self.enqueue(guild, card, at).await?;
            }
            expired += 1;
        }
        if expired > 0 {
            self.note(&expired_appeals(guild, expired, at)).await?;
        }
        Ok(expired)
    }

    /// Comments decided before this time, longest ago first; not while an appeal is open.
    async fn over(
        &mut self,
        guild: GuildId,
        state: CommentState,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<Comment>, StoreError> {
        let rows = sqlx::query(
            "SELECT id FROM comment c WHERE guild = $1 AND state = $2 AND decided_at < $3
                AND NOT EXISTS (SELECT 1 FROM appeal p WHERE p.decision = c.decision AND p.state = 'open')
             ORDER BY decided_at LIMIT $4",
        )
        .bind(guild)
        .bind(state.name())
        .bind(Millis(before))
        .bind(limit)
        .fetch_all(self.connection())
        .await?;
        let mut comments = Vec::with_capacity(rows.len());
        for row in rows {
            comments.push(self.known_comment(row.try_get::<CommentId, _>(0)?).await?);
        }
        Ok(comments)
    }
}

//! Bans from commenting.

use super::ledger::Kind;
use super::rows::{self, select_bans};
use crate::desk::{AppealAgainst, AuditNote, Ban, BanId, Errand, GuildId, MemberId, NewBan, StoreError};
use crate::moderation::audit::Act;
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, storable};
use jiff::Timestamp;
use sqlx::Row as _;

pub(super) async fn ban(store: &SqlStore, new: NewBan) -> Result<Ban, StoreError> {
    let mut change = store.change_on(new.guild).await?;
    if let Some(id) = change.before(Kind::Ban, new.key).await?.first() {
        return change.known_ban(BanId(*id)).await;
    }
    change.lift(new.guild, new.member, new.at).await?;
    let row = sqlx::query(
        "INSERT INTO ban (guild, member, banned_by, reason, comment, banned_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(new.guild)
    .bind(new.member)
    .bind(new.by)
    .bind(&*storable(&new.reason))
    .bind(new.comment)
    .bind(Millis(new.at))
    .bind(new.until.map(Millis))
    .fetch_one(change.connection())
    .await?;
    let ban = change.known_ban(row.try_get(0)?).await?;
    tell(&mut change, &ban, (Act::Banned, new.by), new.at).await?;
    change.remember((Kind::Ban, new.key), &[ban.id.0], new.at).await?;
    change.commit().await?;
    Ok(ban)
}

pub(super) async fn unban(
    store: &SqlStore,
    guild: GuildId,
    member: MemberId,
    by: MemberId,
    at: Timestamp,
) -> Result<Option<Ban>, StoreError> {
    let mut change = store.change_on(guild).await?;
    let Some(ban) = change.active_ban(guild, member, at).await? else { return Ok(None) };
    change.lift(guild, member, at).await?;
    tell(&mut change, &ban, (Act::Unbanned, by), at).await?;
    let ban = change.known_ban(ban.id).await?;
    change.commit().await?;
    Ok(Some(ban))
}

pub(super) async fn one(store: &SqlStore, id: BanId) -> Result<Option<Ban>, StoreError> {
    let row = sqlx::query(select_bans!("WHERE b.id = $1")).bind(id).fetch_optional(&store.pool).await?;
    row.as_ref().map(rows::ban).transpose()
}

pub(super) async fn active(
    store: &SqlStore,
    guild: Option<GuildId>,
    member: Option<MemberId>,
    now: Timestamp,
) -> Result<Vec<Ban>, StoreError> {
    let rows = match (guild, member) {
        (Some(guild), Some(member)) => sqlx::query(select_bans!(
            "WHERE b.guild = $2 AND b.member = $3 AND b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1)
                 ORDER BY b.id DESC"
        ))
        .bind(Millis(now))
        .bind(guild)
        .bind(member),
        (Some(guild), None) => sqlx::query(select_bans!(
            "WHERE b.guild = $2 AND b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1)
                 ORDER BY b.id DESC"
        ))
        .bind(Millis(now))
        .bind(guild),
        (None, Some(member)) => sqlx::query(select_bans!(
            "WHERE b.member = $2 AND b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1)
                 ORDER BY b.id DESC"
        ))
        .bind(Millis(now))
        .bind(member),
        (None, None) => sqlx::query(select_bans!(
            "WHERE b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $1) ORDER BY b.id DESC"
        ))
        .bind(Millis(now)),
    };
    rows.fetch_all(&store.pool).await?.iter().map(rows::ban).collect()
}

/// The entry and the errands of a ban that begins or ends.
async fn tell(change: &mut Change, ban: &Ban, (act, by): (Act, MemberId), at: Timestamp) -> Result<(), StoreError> {
    let note = AuditNote {
        guild: ban.guild,
        at,
        act,
        actor: Some(by),
        subject: Some(ban.member),
        comment: ban.comment,
        revision: None,
        detail: String::new(),
    };
    change.note(&note).await?;
    change.enqueue(ban.guild, Errand::BanNotice(ban.id), at).await?;
    if let Some(comment) = ban.comment {
        change.enqueue(ban.guild, Errand::Card(comment), at).await?;
    }
    Ok(())
}

impl Change {
    pub(super) async fn ban(&mut self, id: BanId) -> Result<Option<Ban>, StoreError> {
        let row = sqlx::query(select_bans!("WHERE b.id = $1")).bind(id).fetch_optional(self.connection()).await?;
        row.as_ref().map(rows::ban).transpose()
    }

    /// A ban that is known to be there.
    async fn known_ban(&mut self, id: BanId) -> Result<Ban, StoreError> {
        self.ban(id).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The member's ban in force on this server.
    pub(super) async fn active_ban(
        &mut self,
        guild: GuildId,
        member: MemberId,
        now: Timestamp,
    ) -> Result<Option<Ban>, StoreError> {
        let row = sqlx::query(select_bans!(
            "WHERE b.guild = $1 AND b.member = $2 AND b.lifted_at IS NULL AND (b.ends_at IS NULL OR b.ends_at > $3)"
        ))
        .bind(guild)
        .bind(member)
        .bind(Millis(now))
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(rows::ban).transpose()
    }

    /// Ends the member's ban; one whose time was over ended then.
    async fn lift(&mut self, guild: GuildId, member: MemberId, at: Timestamp) -> Result<(), StoreError> {
        let row = sqlx::query(
            "UPDATE ban SET lifted_at = CASE WHEN ends_at < $3 THEN ends_at ELSE $3 END
             WHERE guild = $1 AND member = $2 AND lifted_at IS NULL RETURNING id",
        )
        .bind(guild)
        .bind(member)
        .bind(Millis(at))
        .fetch_all(self.connection())
        .await?;
        for row in row {
            self.moot(guild, AppealAgainst::Ban(row.try_get(0)?), at).await?;
        }
        Ok(())
    }
}

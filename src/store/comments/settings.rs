//! Servers: their settings, threads and alerts.

use crate::desk::{ArticleId, AuditNote, ChannelId, Errand, GuildId, MemberId, StoreError, StoredSettings, Thread};
use crate::moderation::audit::Act;
use crate::store::SqlStore;
use crate::store::column::{Millis, small};
use jiff::Timestamp;
use sqlx::Row as _;

pub(super) async fn settings(store: &SqlStore, guild: GuildId) -> Result<StoredSettings, StoreError> {
    let row = sqlx::query("SELECT version, body FROM settings WHERE guild = $1")
        .bind(guild)
        .fetch_optional(&store.pool)
        .await?;
    let Some(row) = row else { return Ok(StoredSettings::default()) };
    Ok(StoredSettings { settings: serde_json::from_str(row.try_get("body")?)?, version: small(&row, "version")? })
}

/// Who changes what, for the audit log.
pub(super) struct By<'a> {
    pub(super) member: MemberId,
    pub(super) detail: &'a str,
    pub(super) at: Timestamp,
}

pub(super) async fn save(
    store: &SqlStore,
    guild: GuildId,
    new: &StoredSettings,
    by: By<'_>,
) -> Result<bool, StoreError> {
    let mut change = store.change_on(guild).await?;
    let sql = if new.version == 0 {
        "INSERT INTO settings (guild, version, body) VALUES ($1, $2 + 1, $3) ON CONFLICT (guild) DO NOTHING"
    } else {
        "UPDATE settings SET version = $2 + 1, body = $3 WHERE guild = $1 AND version = $2"
    };
    // A zero byte is written as an escape in JSON.
    let saved = sqlx::query(sql)
        .bind(guild)
        .bind(i64::from(new.version))
        .bind(serde_json::to_string(&new.settings)?)
        .execute(change.connection())
        .await?;
    if saved.rows_affected() == 0 {
        change.undo().await?;
        return Ok(false);
    }
    // What was perhaps sent stays known, so the attempts stay counted.
    sqlx::query("UPDATE errand SET stuck = NULL, due_at = $2 WHERE guild = $1 AND stuck IS NOT NULL")
        .bind(guild)
        .bind(Millis(by.at))
        .execute(change.connection())
        .await?;
    let note = AuditNote {
        guild,
        at: by.at,
        act: Act::SettingsChanged,
        actor: Some(by.member),
        subject: None,
        comment: None,
        revision: None,
        detail: by.detail.to_owned(),
    };
    change.note(&note).await?;
    change.commit().await?;
    Ok(true)
}

pub(super) async fn guilds(store: &SqlStore) -> Result<Vec<GuildId>, StoreError> {
    let rows = sqlx::query("SELECT guild FROM settings ORDER BY guild").fetch_all(&store.pool).await?;
    Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
}

pub(super) async fn thread(store: &SqlStore, guild: GuildId, article: ArticleId) -> Result<Option<Thread>, StoreError> {
    let row = sqlx::query("SELECT channel, thread FROM thread WHERE guild = $1 AND article = $2")
        .bind(guild)
        .bind(article)
        .fetch_optional(&store.pool)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Thread { channel: row.try_get("channel")?, thread: row.try_get("thread")? }))
}

pub(super) async fn article_of_thread(
    store: &SqlStore,
    guild: GuildId,
    thread: ChannelId,
) -> Result<Option<ArticleId>, StoreError> {
    let row = sqlx::query("SELECT article FROM thread WHERE guild = $1 AND thread = $2")
        .bind(guild)
        .bind(thread)
        .fetch_optional(&store.pool)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn set_thread(
    store: &SqlStore,
    guild: GuildId,
    article: ArticleId,
    thread: Option<Thread>,
) -> Result<(), StoreError> {
    let mut change = store.change().await?;
    let query = match thread {
        None => sqlx::query("DELETE FROM thread WHERE guild = $1 AND article = $2").bind(guild).bind(article),
        Some(thread) => sqlx::query(
            "INSERT INTO thread (guild, article, channel, thread) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild, article) DO UPDATE SET channel = excluded.channel, thread = excluded.thread",
        )
        .bind(guild)
        .bind(article)
        .bind(thread.channel)
        .bind(thread.thread),
    };
    query.execute(change.connection()).await?;
    change.commit().await
}

pub(super) async fn request_alert(
    store: &SqlStore,
    guild: GuildId,
    last_before: Timestamp,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let mut change = store.change_on(guild).await?;
    let asked = sqlx::query(
        "INSERT INTO alert (guild, asked_at) VALUES ($1, $3)
         ON CONFLICT (guild) DO UPDATE SET asked_at = $3 WHERE alert.asked_at < $2",
    )
    .bind(guild)
    .bind(Millis(last_before))
    .bind(Millis(at))
    .execute(change.connection())
    .await?;
    if asked.rows_affected() == 0 {
        change.undo().await?;
        return Ok(false);
    }
    change.enqueue(guild, Errand::Alert(guild), at).await?;
    change.commit().await?;
    Ok(true)
}

//! The outbox: errands that wait, and where their messages are.

use super::rows::{self, errand_key};
use crate::desk::{ChannelId, Errand, Finished, Job, MessageId, Sent, StoreError};
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, moment_if_any, storable};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};

/// So many messages of a channel are told apart from others': more than are looked through.
const KNOWN: i64 = 1_000;

pub(super) async fn next(store: &SqlStore, now: Timestamp, lease: Timestamp) -> Result<Option<Job>, StoreError> {
    if !is_due(store, now).await? {
        return Ok(None);
    }
    let mut change = store.change().await?;
    let sql = format!(
        "UPDATE errand SET attempts = attempts + 1, due_at = $2, leased_until = $2,
                first_attempt_at = CASE WHEN attempts = 0 THEN $1 ELSE first_attempt_at END
         WHERE id = (SELECT id FROM errand WHERE stuck IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 1{})
         RETURNING id, kind, subject, version, attempts, first_attempt_at",
        change.engine().skip_locked()
    );
    let taken =
        sqlx::query(AssertSqlSafe(sql)).bind(Millis(now)).bind(Millis(lease)).fetch_all(change.connection()).await?;
    let job = taken.first().map(rows::job).transpose()?;
    change.commit().await?;
    Ok(job)
}

/// Looking first spares the writers' turn while nothing is due.
async fn is_due(store: &SqlStore, now: Timestamp) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM errand WHERE stuck IS NULL AND due_at <= $1 LIMIT 1")
        .bind(Millis(now))
        .fetch_optional(&store.pool)
        .await?;
    Ok(row.is_some())
}

pub(super) async fn finish(store: &SqlStore, job: &Job, how: Finished) -> Result<(), StoreError> {
    let mut change = store.change().await?;
    // Whoever took it over after the lease lapsed has the say; their attempt has another number.
    let sql = match change.engine() {
        crate::store::Engine::Sqlite => "SELECT version FROM errand WHERE id = $1 AND attempts = $2",
        crate::store::Engine::Postgres => "SELECT version FROM errand WHERE id = $1 AND attempts = $2 FOR UPDATE",
    };
    let row = sqlx::query(sql).bind(job.id).bind(i64::from(job.attempts)).fetch_optional(change.connection()).await?;
    let Some(row) = row else { return Ok(()) };
    let asked_anew = row.try_get::<i64, _>(0)? != job.version;
    match how {
        Finished::Done(sent) => {
            put_sent(&mut change, job.errand, sent).await?;
            done(&mut change, job.id, asked_anew).await?;
        }
        Finished::Later(due) => {
            sqlx::query("UPDATE errand SET due_at = $2, leased_until = NULL WHERE id = $1")
                .bind(job.id)
                .bind(Millis(due))
                .execute(change.connection())
                .await?;
        }
        Finished::Stuck(_) if asked_anew => wait(&mut change, job.id).await?,
        Finished::Stuck(why) => {
            sqlx::query("UPDATE errand SET stuck = $2, leased_until = NULL WHERE id = $1")
                .bind(job.id)
                .bind(&*storable(why))
                .execute(change.connection())
                .await?;
        }
    }
    change.commit().await
}

async fn done(change: &mut Change, id: i64, asked_anew: bool) -> Result<(), StoreError> {
    if asked_anew {
        sqlx::query("UPDATE errand SET attempts = 0, first_attempt_at = NULL WHERE id = $1")
            .bind(id)
            .execute(change.connection())
            .await?;
        return wait(change, id).await;
    }
    sqlx::query("DELETE FROM errand WHERE id = $1").bind(id).execute(change.connection()).await?;
    Ok(())
}

/// It has been asked for anew meanwhile, and is due since then.
async fn wait(change: &mut Change, id: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE errand SET due_at = asked_at, leased_until = NULL WHERE id = $1")
        .bind(id)
        .execute(change.connection())
        .await?;
    Ok(())
}

async fn put_sent(change: &mut Change, errand: Errand, sent: Option<Sent>) -> Result<(), StoreError> {
    let (kind, subject) = errand_key(errand);
    let query = match sent {
        None => sqlx::query("DELETE FROM sent WHERE kind = $1 AND subject = $2").bind(kind).bind(subject),
        Some(sent) => sqlx::query(
            "INSERT INTO sent (kind, subject, channel, message, as_member, revision) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (kind, subject) DO UPDATE SET channel = excluded.channel, message = excluded.message,
                as_member = excluded.as_member, revision = excluded.revision",
        )
        .bind(kind)
        .bind(subject)
        .bind(sent.channel)
        .bind(sent.message)
        .bind(i64::from(sent.as_member))
        .bind(i64::from(sent.revision)),
    };
    query.execute(change.connection()).await?;
    Ok(())
}

pub(super) async fn next_due(store: &SqlStore) -> Result<Option<Timestamp>, StoreError> {
    let row =
        sqlx::query("SELECT min(due_at) AS due_at FROM errand WHERE stuck IS NULL").fetch_one(&store.pool).await?;
    Ok(moment_if_any(&row, "due_at")?)
}

pub(super) async fn sent(store: &SqlStore, errand: Errand) -> Result<Option<Sent>, StoreError> {
    let (kind, subject) = errand_key(errand);
    let row = sqlx::query("SELECT channel, message, as_member, revision FROM sent WHERE kind = $1 AND subject = $2")
        .bind(kind)
        .bind(subject)
        .fetch_optional(&store.pool)
        .await?;
    row.as_ref().map(rows::sent).transpose()
}

pub(super) async fn known_messages(store: &SqlStore, channel: ChannelId) -> Result<Vec<MessageId>, StoreError> {
    let rows = sqlx::query("SELECT message FROM sent WHERE channel = $1 ORDER BY message DESC LIMIT $2")
        .bind(channel)
        .bind(KNOWN)
        .fetch_all(&store.pool)
        .await?;
    Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
}

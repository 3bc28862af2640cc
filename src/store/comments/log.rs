//! The audit log and figures.

use super::ledger::{act, link};
use super::rows;
use crate::desk::{AuditRow, CommentId, Errand, Figures, GuildId, MemberId, StoreError};
use crate::moderation::audit::{Act, Link};
use crate::store::SqlStore;
use crate::store::column::{Millis, count, moment_if_any};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Row as _};
use std::fmt::Write as _;

/// So many stuck errands are named.
const STUCK: i64 = 50;
/// So many moderators and reasons are named.
const MOST: i64 = 10;

pub(super) async fn audit(
    store: &SqlStore,
    guild: GuildId,
    about: (Option<CommentId>, Option<MemberId>),
    (limit, offset): (u32, u32),
) -> Result<Vec<AuditRow>, StoreError> {
    let (comment, subject) = about;
    // Behind a sign a column leads to no index: SQLite would walk the server's whole log.
    let mut conditions = if comment.is_some() || subject.is_some() { "+guild = $1" } else { "guild = $1" }.to_owned();
    let mut values = Vec::new();
    if let Some(comment) = comment {
        conditions.push_str(" AND comment = $4");
        values.push(comment.0);
    }
    if let Some(subject) = subject {
        values.push(subject.0.cast_signed());
        // A member without a key is in no entry.
        let number = 3 + values.len();
        let key = format!("(SELECT key FROM person WHERE guild = $1 AND member = ${number})");
        let _ = write!(conditions, " AND subject <> '' AND subject = {key}");
    }
    let sql = format!(
        "SELECT e.*, a.member AS actor_member, s.member AS subject_member
         FROM (SELECT * FROM audit WHERE {conditions} ORDER BY sequence DESC LIMIT $2 OFFSET $3) e
         LEFT JOIN person a ON a.key = e.actor LEFT JOIN person s ON s.key = e.subject
         ORDER BY e.sequence DESC"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(guild).bind(i64::from(limit)).bind(i64::from(offset));
    let rows = values.into_iter().fold(query, Query::bind).fetch_all(&store.pool).await?;
    let row = |row: &AnyRow| -> Result<AuditRow, StoreError> {
        Ok(AuditRow { link: link(row)?, actor: row.try_get("actor_member")?, subject: row.try_get("subject_member")? })
    };
    rows.iter().map(row).collect()
}

pub(super) async fn audit_from(
    store: &SqlStore,
    guild: GuildId,
    sequence: u64,
    limit: u32,
) -> Result<Vec<Link>, StoreError> {
    let rows = sqlx::query("SELECT * FROM audit WHERE guild = $1 AND sequence >= $2 ORDER BY sequence LIMIT $3")
        .bind(guild)
        .bind(i64::try_from(sequence).unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(&store.pool)
        .await?;
    rows.iter().map(link).collect()
}

pub(super) async fn figures(store: &SqlStore, guild: GuildId, since: Timestamp) -> Result<Figures, StoreError> {
    let mut figures = Figures::default();
    count_acts(store, guild, since, &mut figures).await?;
    count_waiting(store, guild, &mut figures).await?;
    let decided = decided_by_people(store, guild, since).await?;
    figures.median_wait = wait(store, guild, since, decided / 2).await?;
    // With few decisions the slowest tenth begins at the slowest one.
    figures.slow_wait = wait(store, guild, since, (decided * 9 / 10).min((decided - 1).max(0))).await?;
    figures.by_moderator = ranked(store, BY_MODERATOR, guild, since).await?;
    figures.by_reason = ranked(store, BY_REASON, guild, since).await?;
    figures.stuck = stuck(store, guild).await?;
    Ok(figures)
}

async fn decided_by_people(store: &SqlStore, guild: GuildId, since: Timestamp) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "SELECT count(*) FROM decision WHERE guild = $1 AND decided_at >= $2 AND by_mode = 0 AND settled = 1",
    )
    .bind(guild)
    .bind(Millis(since))
    .fetch_one(&store.pool)
    .await?;
    Ok(row.try_get(0)?)
}

/// The seconds a comment waited for its decision, at this place among all, shortest first.
async fn wait(store: &SqlStore, guild: GuildId, since: Timestamp, place: i64) -> Result<Option<u64>, StoreError> {
    let row = sqlx::query(
        "SELECT waited FROM decision WHERE guild = $1 AND decided_at >= $2 AND by_mode = 0 AND settled = 1
         ORDER BY waited LIMIT 1 OFFSET $3",
    )
    .bind(guild)
    .bind(Millis(since))
    .bind(place)
    .fetch_optional(&store.pool)
    .await?;
    Ok(row.map(|row| count(&row, "waited")).transpose()?.map(|millis| millis / 1_000))
}

/// What was done in the time asked for is what the log says of it.
async fn count_acts(
    store: &SqlStore,
    guild: GuildId,
    since: Timestamp,
    figures: &mut Figures,
) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT act, count(*) AS entries FROM audit
         WHERE guild = $1 AND at >= $2 AND NOT (act = 'expired' AND comment IS NULL) GROUP BY act",
    )
    .bind(guild)
    .bind(Millis(since))
    .fetch_all(&store.pool)
    .await?;
    for row in &rows {
        let entries = count(row, "entries")?;
        match act(row)? {
            Act::Submitted => figures.submitted = entries,
            Act::Passed => figures.passed = entries,
            Act::Approved => figures.approved = entries,
            Act::Rejected => figures.rejected = entries,
            Act::Deleted | Act::Erased | Act::Expired => figures.deleted += entries,
            Act::Appealed => figures.appeals = entries,
            Act::AppealGranted => figures.appeals_granted = entries,
            Act::Banned => figures.bans = entries,
            Act::Edited | Act::AppealDenied | Act::Unbanned | Act::SettingsChanged => {}
        }
    }
    Ok(())
}

async fn count_waiting(store: &SqlStore, guild: GuildId, figures: &mut Figures) -> Result<(), StoreError> {
    let row = sqlx::query(
        "SELECT (SELECT count(*) FROM comment WHERE guild = $1 AND state = 'pending') AS waiting,
                (SELECT min(revised_at) FROM comment WHERE guild = $1 AND state = 'pending') AS oldest,
                (SELECT count(*) FROM appeal WHERE guild = $1 AND state = 'open') AS appeals_open,
                (SELECT count(*) FROM errand WHERE guild = $1 AND stuck IS NULL) AS errands",
    )
    .bind(guild)
    .fetch_one(&store.pool)
    .await?;
    figures.waiting = count(&row, "waiting")?;
    figures.oldest = moment_if_any(&row, "oldest")?;
    figures.appeals_open = count(&row, "appeals_open")?;
    figures.errands = count(&row, "errands")?;
    Ok(())
}

const BY_MODERATOR: &str = "
    SELECT decided_by AS what, count(*) AS decisions FROM decision
    WHERE guild = $1 AND decided_at >= $2 AND decided_by IS NOT NULL
    GROUP BY decided_by ORDER BY decisions DESC, what LIMIT $3";

const BY_REASON: &str = "
    SELECT reason_code AS what, count(*) AS decisions FROM decision
    WHERE guild = $1 AND decided_at >= $2 AND ruling = 'reject' AND reason_code IS NOT NULL
    GROUP BY reason_code ORDER BY decisions DESC, what LIMIT $3";

async fn ranked<T>(
    store: &SqlStore,
    sql: &'static str,
    guild: GuildId,
    since: Timestamp,
) -> Result<Vec<(T, u64)>, StoreError>
where
    T: for<'r> sqlx::Decode<'r, sqlx::Any> + sqlx::Type<sqlx::Any>,
{
    let rows = sqlx::query(sql).bind(guild).bind(Millis(since)).bind(MOST).fetch_all(&store.pool).await?;
    rows.iter().map(|row| Ok((row.try_get("what")?, count(row, "decisions")?))).collect()
}

async fn stuck(store: &SqlStore, guild: GuildId) -> Result<Vec<(Errand, String)>, StoreError> {
    let rows = sqlx::query(
        "SELECT kind, subject, stuck FROM errand WHERE guild = $1 AND stuck IS NOT NULL ORDER BY id LIMIT $2",
    )
    .bind(guild)
    .bind(STUCK)
    .fetch_all(&store.pool)
    .await?;
    rows.iter().map(|row| Ok((rows::errand(row)?, row.try_get("stuck")?))).collect()
}

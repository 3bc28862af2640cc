//! The queue: claims on pending comments.

use super::read::Conditions;
use crate::desk::{Comment, CommentFilter, CommentId, Errand, MemberId, StoreError};
use crate::moderation::CommentState;
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::Millis;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};

/// Nobody else has it.
const FREE: &str = "(claimed_by IS NULL OR claimed_until <= $2 OR claimed_by = $1)";
/// Nobody else has it, and it comes after the skipped one.
const LATER: &str = "(claimed_by IS NULL OR claimed_until <= $2 OR claimed_by = $1)
    AND (revised_at, id) > (SELECT revised_at, id FROM comment WHERE id = $3)";

/// Whose turn it is to be looked at, and by whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) by: MemberId,
    pub(super) skip: Option<CommentId>,
    pub(super) until: Timestamp,
    pub(super) now: Timestamp,
}

pub(super) async fn claim_next(
    store: &SqlStore,
    filter: &CommentFilter,
    turn: Turn,
) -> Result<Option<Comment>, StoreError> {
    let mut change = match filter.guild {
        Some(guild) => store.change_on(guild).await?,
        None => store.change().await?,
    };
    let filter = CommentFilter { state: Some(CommentState::Pending), ..filter.clone() };
    let conditions = Conditions::of(&filter, 4);
    // There are few claims, and perhaps much that waits.
    let own = conditions.without_indexes();
    let mut found = first(&mut change, &own, "claimed_by = $1 AND claimed_until > $2", turn).await?;
    // Skipping goes forward, and round from the end: else it would swing between two comments.
    if found.is_none() && turn.skip.is_some() {
        found = first(&mut change, &conditions, LATER, turn).await?;
    }
    if found.is_none() {
        found = first(&mut change, &conditions, FREE, turn).await?;
    }
    let Some(id) = found else { return Ok(None) };
    sqlx::query("UPDATE comment SET claimed_by = $2, claimed_until = $3 WHERE id = $1 AND state = 'pending'")
        .bind(id)
        .bind(turn.by)
        .bind(Millis(turn.until))
        .execute(change.connection())
        .await?;
    let comment = change.known_comment(id).await?;
    change.enqueue(comment.guild, Errand::Card(comment.id), turn.now).await?;
    change.commit().await?;
    Ok(Some(comment))
}

/// There are few claims, and perhaps much that waits.
pub(super) async fn count_claimed(
    store: &SqlStore,
    filter: &CommentFilter,
    but: MemberId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let filter = CommentFilter { state: Some(CommentState::Pending), ..filter.clone() };
    let conditions = Conditions::of(&filter, 3).without_indexes();
    let sql = format!(
        "SELECT count(*) AS comments FROM comment
         WHERE claimed_by IS NOT NULL AND claimed_by <> $1 AND claimed_until > $2 AND {}",
        conditions.sql
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(but).bind(Millis(now));
    let row = conditions.bind(query).fetch_one(&store.pool).await?;
    Ok(crate::store::column::count(&row, "comments")?)
}

/// The one that waits longest.
async fn first(
    change: &mut Change,
    conditions: &Conditions,
    claim: &'static str,
    turn: Turn,
) -> Result<Option<CommentId>, StoreError> {
    let sql = format!(
        "SELECT id FROM comment WHERE {} AND {claim} AND id <> $3 AND (author IS NULL OR author <> $1) ORDER BY revised_at, id LIMIT 1{}",
        conditions.sql,
        change.engine().skip_locked()
    );
    let query =
        sqlx::query(AssertSqlSafe(sql)).bind(turn.by).bind(Millis(turn.now)).bind(turn.skip.unwrap_or(CommentId(0)));
    let row = conditions.bind(query).fetch_optional(change.connection()).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn release(
    store: &SqlStore,
    comment: CommentId,
    by: MemberId,
    at: Timestamp,
) -> Result<(), StoreError> {
    let mut change = store.change().await?;
    let released = sqlx::query(
        "UPDATE comment SET claimed_by = NULL, claimed_until = NULL WHERE id = $1 AND claimed_by = $2 RETURNING guild",
    )
    .bind(comment)
    .bind(by)
    .fetch_optional(change.connection())
    .await?;
    if let Some(row) = released {
        change.enqueue(row.try_get(0)?, Errand::Card(comment), at).await?;
    }
    change.commit().await
}

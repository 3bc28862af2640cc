//! Language models' notes on comments, for their moderators.

use crate::desk::{Errand, GuildId, NewNote, StoreError, Unnoted};
use crate::store::SqlStore;
use crate::store::column::{Millis, small, storable};
use sqlx::Row as _;
use sqlx::any::AnyRow;

const WANTING: &str = "
    SELECT c.id, c.guild, c.revision, r.text, a.title FROM comment c
      JOIN revision r ON r.comment = c.id AND r.revision = c.revision
      JOIN article a ON a.id = c.article
    WHERE c.guild = $1 AND c.state = 'pending'
      AND NOT EXISTS (SELECT 1 FROM note n WHERE n.comment = c.id AND n.revision = c.revision)
    ORDER BY c.revised_at, c.id LIMIT $2";

/// Only while its words are still those that the note is on.
const SAVE: &str = "
    INSERT INTO note (comment, revision, text, engine, written_at)
    SELECT id, revision, $3, $4, $5 FROM comment WHERE id = $1 AND revision = $2 AND state <> 'deleted'
    ON CONFLICT (comment, revision) DO NOTHING";

/// Comments that wait for a decision and have no note yet, the longest waiting first.
pub(in crate::store) async fn wanting(
    store: &SqlStore,
    guild: GuildId,
    limit: u32,
) -> Result<Vec<Unnoted>, StoreError> {
    let rows = sqlx::query(WANTING).bind(guild).bind(i64::from(limit)).fetch_all(&store.pool).await?;
    rows.iter().map(unnoted).collect()
}

fn unnoted(row: &AnyRow) -> Result<Unnoted, StoreError> {
    Ok(Unnoted {
        comment: row.try_get("id")?,
        guild: row.try_get("guild")?,
        revision: small(row, "revision")?,
        text: row.try_get("text")?,
        title: row.try_get("title")?,
    })
}

/// Keeps a note; the comment's card is made anew where it has words.
pub(in crate::store) async fn save(store: &SqlStore, new: NewNote) -> Result<(), StoreError> {
    let mut change = store.change_on(new.guild).await?;
    let saved = sqlx::query(SAVE)
        .bind(new.comment)
        .bind(i64::from(new.revision))
        .bind(new.text.as_deref().map(|text| storable(text).into_owned()))
        .bind(&*storable(&new.engine))
        .bind(Millis(new.at))
        .execute(change.connection())
        .await?;
    if saved.rows_affected() > 0 && new.text.is_some() {
        change.enqueue(new.guild, Errand::Card(new.comment), new.at).await?;
    }
    change.commit().await
}

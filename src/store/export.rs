//! Reading everything in order, for exports.

use super::SqlStore;
use super::comments::{export_comments, export_decisions};
use crate::desk::{Comment, CommentId, Decision, GuildId, StoreError};
use sqlx::Row as _;

impl SqlStore {
    /// Servers with an audit log.
    pub async fn audited_guilds(&self) -> Result<Vec<GuildId>, StoreError> {
        let rows = sqlx::query("SELECT DISTINCT guild FROM audit ORDER BY guild").fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Comments after this one, oldest first: of one server, or of every one.
    pub async fn comments_after(
        &self,
        guild: Option<GuildId>,
        after: CommentId,
        limit: u32,
    ) -> Result<Vec<Comment>, StoreError> {
        export_comments(self, guild, after, limit).await
    }

    /// All decisions on the comments from the first to the last of these numbers, in order.
    pub async fn decisions_on(&self, first: CommentId, last: CommentId) -> Result<Vec<Decision>, StoreError> {
        export_decisions(self, first, last).await
    }
}

//! Reading comments, decisions and an author's history.

use super::ledger::Kind;
use super::rows::{self, select_bans, select_comments, select_decisions, verdict_number};
use crate::desk::{
    AuthorHistory, Comment, CommentFilter, CommentId, Decision, DecisionId, GuildId, Key, MemberId, Order, StoreError,
};
use crate::moderation::{AuthorRecord, Fingerprint, Verdict};
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, moment};
use jiff::Timestamp;
use sqlx::any::{Any, AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Row as _};

/// So many of an author's rejections and bans are shown.
const HISTORY: i64 = 5;
/// So many recent fingerprints are compared.
const RECENT: i64 = 200;

/// Conditions of a filter on `comment`, without words from outside: numbers are bound, and what
/// partial indexes depend on is written out.
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) values: Vec<i64>,
}

impl Conditions {
    /// The first number goes to `$first`.
    pub(super) fn of(filter: &CommentFilter, first: usize) -> Self {
        let mut conditions = vec!["1 = 1".to_owned()];
        let mut values = Vec::new();
        let numbers = [
            ("guild", filter.guild.map(|id| id.0.cast_signed())),
            ("article", filter.article.map(|id| id.0)),
            ("author", filter.author.map(|id| id.0.cast_signed())),
        ];
        for (column, value) in numbers {
            if let Some(value) = value {
                conditions.push(format!("{column} = ${}", first + values.len()));
                values.push(value);
            }
        }
        if let Some(state) = filter.state {
            conditions.push(format!("state = '{}'", state.name()));
        }
        if filter.shown {
            conditions.push("shown IS NOT NULL".to_owned());
        }
        if let Some(verdict) = filter.verdict.filter(|verdict| *verdict > Verdict::Allow) {
            conditions.push(format!("verdict >= {}", verdict_number(verdict)));
        }
        Self { sql: conditions.join(" AND "), values }
    }

    /// The same, for a query that another condition leads to few rows: behind a sign a column leads
    /// to no index.
    pub(super) fn without_indexes(&self) -> Self {
        let mut sql = self.sql.clone();
        for column in ["guild", "article", "author"] {
            sql = sql.replace(&format!("{column} = $"), &format!("+{column} = $"));
        }
        Self { sql, values: self.values.clone() }
    }

    pub(super) fn bind<'q>(&self, query: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        self.values.iter().fold(query, |query, value| query.bind(*value))
    }
}

pub(super) async fn comment(store: &SqlStore, id: CommentId) -> Result<Option<Comment>, StoreError> {
    let row =
        sqlx::query(select_comments!("comment c", "WHERE c.id = $1")).bind(id).fetch_optional(&store.pool).await?;
    row.as_ref().map(rows::comment).transpose()
}

pub(super) async fn submitted(store: &SqlStore, key: Key) -> Result<Option<Comment>, StoreError> {
    let row = sqlx::query("SELECT subject FROM once WHERE kind = $1 AND key = $2")
        .bind(Kind::Submit.name())
        .bind(key)
        .fetch_optional(&store.pool)
        .await?;
    match row {
        Some(row) => comment(store, row.try_get(0)?).await,
        None => Ok(None),
    }
}

/// The comment's server, which never changes.
pub(super) async fn guild_of(store: &SqlStore, id: CommentId) -> Result<Option<GuildId>, StoreError> {
    let row = sqlx::query("SELECT guild FROM comment WHERE id = $1").bind(id).fetch_optional(&store.pool).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn decision(store: &SqlStore, id: DecisionId) -> Result<Option<Decision>, StoreError> {
    let row = sqlx::query(select_decisions!("WHERE d.id = $1")).bind(id).fetch_optional(&store.pool).await?;
    row.as_ref().map(rows::decision).transpose()
}

pub(super) async fn comments(
    store: &SqlStore,
    filter: &CommentFilter,
    order: Order,
    (limit, offset): (u32, u32),
) -> Result<Vec<Comment>, StoreError> {
    let conditions = Conditions::of(filter, 3);
    let direction = match order {
        Order::OldestFirst => "ASC",
        Order::NewestFirst => "DESC",
    };
    // Only the rows of the page are joined.
    let page = format!("(SELECT * FROM comment WHERE {} ORDER BY id {direction} LIMIT $1 OFFSET $2) c", conditions.sql);
    let sql = select_comments!("{page}", "ORDER BY c.id ").replace("{page}", &page) + direction;
    let query = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(limit)).bind(i64::from(offset));
    let rows = conditions.bind(query).fetch_all(&store.pool).await?;
    rows.iter().map(rows::comment).collect()
}

pub(super) async fn count(store: &SqlStore, filter: &CommentFilter) -> Result<u64, StoreError> {
    let conditions = Conditions::of(filter, 1);
    let sql = format!("SELECT count(*) AS comments FROM comment WHERE {}", conditions.sql);
    let row = conditions.bind(sqlx::query(AssertSqlSafe(sql))).fetch_one(&store.pool).await?;
    Ok(crate::store::column::count(&row, "comments")?)
}

pub(super) async fn revision_text(
    store: &SqlStore,
    comment: CommentId,
    revision: u32,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT text FROM revision WHERE comment = $1 AND revision = $2 AND text <> ''")
        .bind(comment)
        .bind(i64::from(revision))
        .fetch_optional(&store.pool)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn author_history(
    store: &SqlStore,
    guild: GuildId,
    author: MemberId,
) -> Result<AuthorHistory, StoreError> {
    let rejections = sqlx::query(select_decisions!(
        "WHERE d.guild = $1 AND d.author = $2 AND d.ruling = 'reject' ORDER BY d.id DESC LIMIT $3"
    ))
    .bind(guild)
    .bind(author)
    .bind(HISTORY)
    .fetch_all(&store.pool)
    .await?;
    let bans = sqlx::query(select_bans!("WHERE b.guild = $1 AND b.member = $2 ORDER BY b.id DESC LIMIT $3"))
        .bind(guild)
        .bind(author)
        .bind(HISTORY)
        .fetch_all(&store.pool)
        .await?;
    Ok(AuthorHistory {
        record: record(store, guild, author).await?,
        rejections: rejections.iter().map(rows::decision).collect::<Result<_, _>>()?,
        bans: bans.iter().map(rows::ban).collect::<Result<_, _>>()?,
    })
}

async fn record(store: &SqlStore, guild: GuildId, author: MemberId) -> Result<AuthorRecord, StoreError> {
    let rows =
        sqlx::query("SELECT state, count(*) AS comments FROM comment WHERE guild = $1 AND author = $2 GROUP BY state")
            .bind(guild)
            .bind(author)
            .fetch_all(&store.pool)
            .await?;
    let mut record = AuthorRecord::default();
    for row in &rows {
        let comments = crate::store::column::small(row, "comments")?;
        match row.try_get::<&str, _>("state")? {
            "approved" => record.approved = comments,
            "rejected" => record.rejected = comments,
            "pending" => record.pending = comments,
            _ => record.deleted = comments,
        }
    }
    Ok(record)
}

pub(super) async fn recent_fingerprints(
    store: &SqlStore,
    guild: GuildId,
    since: Timestamp,
) -> Result<Vec<(MemberId, Timestamp, Fingerprint)>, StoreError> {
    let rows = sqlx::query(
        "SELECT author, revised_at, fingerprint FROM comment
         WHERE guild = $1 AND revised_at >= $2 AND fingerprint IS NOT NULL AND author IS NOT NULL
         ORDER BY revised_at DESC LIMIT $3",
    )
    .bind(guild)
    .bind(Millis(since))
    .bind(RECENT)
    .fetch_all(&store.pool)
    .await?;
    let print = |row: &AnyRow| Ok((row.try_get("author")?, moment(row, "revised_at")?, row.try_get("fingerprint")?));
    rows.iter().map(print).collect()
}

pub(super) async fn activity(
    store: &SqlStore,
    guild: GuildId,
    author: MemberId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let rows = sqlx::query(
        "SELECT written_at FROM revision WHERE guild = $1 AND author = $2 AND written_at >= $3 ORDER BY written_at",
    )
    .bind(guild)
    .bind(author)
    .bind(Millis(since))
    .fetch_all(&store.pool)
    .await?;
    Ok(rows.iter().map(|row| moment(row, "written_at")).collect::<Result<_, _>>()?)
}

/// For exports: the comments after this one.
pub(in crate::store) async fn export_comments(
    store: &SqlStore,
    guild: Option<GuildId>,
    after: CommentId,
    limit: u32,
) -> Result<Vec<Comment>, StoreError> {
    let sql = select_comments!(
        "(SELECT * FROM comment WHERE id > $1 AND (guild = $2 OR $3 = 1) ORDER BY id LIMIT $4) c",
        "ORDER BY c.id"
    );
    let rows = sqlx::query(sql)
        .bind(after)
        .bind(guild.unwrap_or(GuildId(0)))
        .bind(i64::from(guild.is_none()))
        .bind(i64::from(limit))
        .fetch_all(&store.pool)
        .await?;
    rows.iter().map(rows::comment).collect()
}

/// For exports: all decisions on comments in this range.
pub(in crate::store) async fn export_decisions(
    store: &SqlStore,
    first: CommentId,
    last: CommentId,
) -> Result<Vec<Decision>, StoreError> {
    let rows = sqlx::query(select_decisions!("WHERE d.comment BETWEEN $1 AND $2 ORDER BY d.comment, d.id"))
        .bind(first)
        .bind(last)
        .fetch_all(&store.pool)
        .await?;
    rows.iter().map(rows::decision).collect()
}

impl Change {
    pub(super) async fn comment(&mut self, id: CommentId) -> Result<Option<Comment>, StoreError> {
        let sql = select_comments!("comment c", "WHERE c.id = $1");
        let row = sqlx::query(sql).bind(id).fetch_optional(self.connection()).await?;
        row.as_ref().map(rows::comment).transpose()
    }

    /// A comment that is known to be there.
    pub(super) async fn known_comment(&mut self, id: CommentId) -> Result<Comment, StoreError> {
        self.comment(id).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The comment that a decision was on.
    pub(super) async fn comment_decided_by(&mut self, id: DecisionId) -> Result<Option<Comment>, StoreError> {
        let sql = select_comments!("comment c", "WHERE c.id = (SELECT comment FROM decision WHERE id = $1)");
        let row = sqlx::query(sql).bind(id).fetch_optional(self.connection()).await?;
        row.as_ref().map(rows::comment).transpose()
    }

    /// All comments that fit, oldest first.
    pub(super) async fn all_comments(&mut self, filter: &CommentFilter) -> Result<Vec<Comment>, StoreError> {
        let conditions = Conditions::of(filter, 1);
        let page = format!("(SELECT * FROM comment WHERE {}) c", conditions.sql);
        let sql = select_comments!("{page}", "ORDER BY c.id").replace("{page}", &page);
        let rows = conditions.bind(sqlx::query(AssertSqlSafe(sql))).fetch_all(self.connection()).await?;
        rows.iter().map(rows::comment).collect()
    }
}

//! Rows of the table `article` → what the desk knows.

use crate::article::Metadata;
use crate::desk::{ArticleId, ArticleSummary, Origin, StoredArticle, Validators};
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

/// Names an origin as the table does.
pub(super) fn origin_name(origin: &Origin) -> (&'static str, &str) {
    match origin {
        Origin::Page(address) => ("page", address),
        Origin::Text => ("text", ""),
        Origin::File(name) => ("file", name),
    }
}

fn origin(row: &SqliteRow) -> Result<Origin, sqlx::Error> {
    let name: String = row.try_get("name")?;
    Ok(match row.try_get("origin")? {
        "page" => Origin::Page(name),
        "file" => Origin::File(name),
        _ => Origin::Text,
    })
}

pub(super) fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn time(row: &SqliteRow, column: &str) -> Result<Timestamp, sqlx::Error> {
    Timestamp::from_millisecond(row.try_get(column)?)
        .map_err(|e| sqlx::Error::ColumnDecode { index: column.to_owned(), source: Box::new(e) })
}

pub(super) fn stored(row: &SqliteRow) -> Result<StoredArticle, sqlx::Error> {
    let origin = origin(row)?;
    let url = match &origin {
        Origin::Page(address) => Some(address.clone()),
        Origin::Text | Origin::File(_) => None,
    };
    let published: Option<String> = row.try_get("published")?;
    Ok(StoredArticle {
        id: ArticleId(row.try_get("id")?),
        origin,
        text: row.try_get("text")?,
        about: Metadata {
            title: row.try_get("title")?,
            byline: row.try_get("byline")?,
            published: published.and_then(|day| day.parse().ok()),
            site_name: row.try_get("site_name")?,
            url,
            image: row.try_get("image")?,
        },
        validators: Validators { etag: row.try_get("etag")?, last_modified: row.try_get("last_modified")? },
        read_at: time(row, "read_at")?,
        checked_at: time(row, "checked_at")?,
        supersedes: row.try_get::<Option<i64>, _>("supersedes")?.map(ArticleId),
    })
}

pub(super) fn summary(row: &SqliteRow) -> Result<ArticleSummary, sqlx::Error> {
    Ok(ArticleSummary {
        id: ArticleId(row.try_get("id")?),
        origin: origin(row)?,
        title: row.try_get("title")?,
        site_name: row.try_get("site_name")?,
        read_at: time(row, "read_at")?,
        asked_at: time(row, "asked_at")?,
    })
}

//! Rows of the table `article` → what the desk knows.

use super::column::moment;
use crate::article::Metadata;
use crate::desk::{ArticleSummary, Origin, StoredArticle, Validators};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Names an origin as the table does.
pub(super) fn origin_name(origin: &Origin) -> (&'static str, &str) {
    match origin {
        Origin::Page(address) => ("page", address),
        Origin::Text => ("text", ""),
        Origin::File(name) => ("file", name),
    }
}

fn origin(row: &AnyRow) -> Result<Origin, sqlx::Error> {
    let name: String = row.try_get("name")?;
    Ok(match row.try_get::<&str, _>("origin")? {
        "page" => Origin::Page(name),
        "file" => Origin::File(name),
        _ => Origin::Text,
    })
}

pub(super) fn stored(row: &AnyRow) -> Result<StoredArticle, sqlx::Error> {
    let origin = origin(row)?;
    let url = match &origin {
        Origin::Page(address) => Some(address.clone()),
        Origin::Text | Origin::File(_) => None,
    };
    let published: Option<String> = row.try_get("published")?;
    Ok(StoredArticle {
        id: row.try_get("id")?,
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
        read_at: moment(row, "read_at")?,
        checked_at: moment(row, "checked_at")?,
        supersedes: row.try_get("supersedes")?,
    })
}

pub(super) fn summary(row: &AnyRow) -> Result<ArticleSummary, sqlx::Error> {
    Ok(ArticleSummary {
        id: row.try_get("id")?,
        origin: origin(row)?,
        title: row.try_get("title")?,
        site_name: row.try_get("site_name")?,
        read_at: moment(row, "read_at")?,
        asked_at: moment(row, "asked_at")?,
    })
}

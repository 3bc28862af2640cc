//! Articles and requests in SQLite.

use super::SqliteStore;
use super::row::{millis, origin_name, stored, summary};
use crate::desk::{ArticleId, ArticleSummary, Asker, NewArticle, Place, Store, StoreError, StoredArticle, Validators};
use async_trait::async_trait;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

/// A request lets an article be seen here: it was made in this channel, or the article is a page
/// and it was made on this server.
const LIST: &str = "
    SELECT a.id, a.origin, a.name, a.title, a.site_name, a.read_at,
           max(r.asked_at) AS asked_at, max(r.channel = ?1) AS here
    FROM request r JOIN article a ON a.id = r.article
    WHERE (r.channel = ?1 OR (r.guild = ?2 AND a.origin = 'page'))
      AND instr(a.search, ?3) > 0
      AND (a.origin <> 'page' OR a.stated <> '' OR a.id = (
            SELECT p.id FROM article p WHERE p.origin = 'page' AND p.stated = '' AND p.name = a.name
            ORDER BY p.checked_at DESC, p.id DESC LIMIT 1))
    GROUP BY a.id
    ORDER BY here DESC, asked_at DESC, a.id DESC
    LIMIT ?4 OFFSET ?5";

const COUNT: &str = "
    SELECT count(DISTINCT a.id)
    FROM request r JOIN article a ON a.id = r.article
    WHERE (r.channel = ?1 OR (r.guild = ?2 AND a.origin = 'page'))
      AND (a.origin <> 'page' OR a.stated <> '' OR a.id = (
            SELECT p.id FROM article p WHERE p.origin = 'page' AND p.stated = '' AND p.name = a.name
            ORDER BY p.checked_at DESC, p.id DESC LIMIT 1))";

const VISIBLE: &str = "
    SELECT * FROM article a WHERE a.id = ?1 AND EXISTS (
        SELECT 1 FROM request r WHERE r.article = a.id
        AND (r.channel = ?2 OR (r.guild = ?3 AND a.origin = 'page')))";

const NEWEST_OF_PAGE: &str = "
    SELECT * FROM article WHERE origin = 'page' AND stated = ''
      AND name = coalesce((SELECT canonical FROM alias WHERE address = ?1), ?1)
    ORDER BY checked_at DESC, id DESC LIMIT 1";

const INSERT: &str = "
    INSERT INTO article (origin, name, text, text_hash, title, byline, published, site_name, image,
                         stated, etag, last_modified, read_at, checked_at, search, supersedes)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14,
            CASE WHEN ?1 = 'page' AND ?10 = '' THEN (
                SELECT id FROM article WHERE origin = 'page' AND stated = '' AND name = ?2
                ORDER BY checked_at DESC, id DESC LIMIT 1) END)
    ON CONFLICT (origin, name, text_hash, stated) DO NOTHING";

const REQUEST: &str = "
    INSERT INTO request (article, channel, member, guild, asked_at) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (article, channel, member) DO UPDATE SET asked_at = max(asked_at, excluded.asked_at)";

#[async_trait]
impl Store for SqliteStore {
    async fn visible_article(&self, id: ArticleId, asker: Asker) -> Result<Option<StoredArticle>, StoreError> {
        let (channel, guild) = place(asker.place);
        let row = sqlx::query(VISIBLE).bind(id.0).bind(channel).bind(guild).fetch_optional(&self.pool).await?;
        Ok(row.as_ref().map(stored).transpose()?)
    }

    async fn page(&self, address: &str) -> Result<Option<StoredArticle>, StoreError> {
        let row = sqlx::query(NEWEST_OF_PAGE).bind(address).fetch_optional(&self.pool).await?;
        Ok(row.as_ref().map(stored).transpose()?)
    }

    async fn save(&self, article: NewArticle) -> Result<StoredArticle, StoreError> {
        let (origin, name) = origin_name(&article.origin);
        let hash = Sha256::digest(article.text.as_bytes()).to_vec();
        let stated = article.stated.map(|day| day.to_string()).unwrap_or_default();
        let about = &article.about;
        let search = format!("{}\n{name}", about.title.as_deref().unwrap_or_default()).to_lowercase();
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(alias) = &article.alias {
            sqlx::query("INSERT INTO alias VALUES (?1, ?2) ON CONFLICT DO UPDATE SET canonical = excluded.canonical")
                .bind(alias)
                .bind(name)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query(INSERT)
            .bind(origin)
            .bind(name)
            .bind(&article.text)
            .bind(&hash)
            .bind(&about.title)
            .bind(&about.byline)
            .bind(about.published.map(|day| day.to_string()))
            .bind(&about.site_name)
            .bind(&about.image)
            .bind(&stated)
            .bind(&article.validators.etag)
            .bind(&article.validators.last_modified)
            .bind(millis(article.read_at))
            .bind(search)
            .execute(&mut *transaction)
            .await?;
        let row =
            sqlx::query("SELECT * FROM article WHERE origin = ?1 AND name = ?2 AND text_hash = ?3 AND stated = ?4")
                .bind(origin)
                .bind(name)
                .bind(&hash)
                .bind(&stated)
                .fetch_one(&mut *transaction)
                .await?;
        transaction.commit().await?;
        Ok(stored(&row)?)
    }

    async fn mark_checked(&self, id: ArticleId, validators: &Validators, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE article SET checked_at = ?2, etag = ?3, last_modified = ?4 WHERE id = ?1")
            .bind(id.0)
            .bind(millis(at))
            .bind(&validators.etag)
            .bind(&validators.last_modified)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn record_request(&self, id: ArticleId, asker: Asker, at: Timestamp) -> Result<(), StoreError> {
        let (channel, guild) = place(asker.place);
        sqlx::query(REQUEST)
            .bind(id.0)
            .bind(channel)
            .bind(asker.member.0.cast_signed())
            .bind(guild)
            .bind(millis(at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn articles(
        &self,
        asker: Asker,
        typed: &str,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<ArticleSummary>, StoreError> {
        let (channel, guild) = place(asker.place);
        let rows = sqlx::query(LIST)
            .bind(channel)
            .bind(guild)
            .bind(typed.to_lowercase())
            .bind(limit)
            .bind(offset)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.iter().map(summary).collect::<Result<_, _>>()?)
    }

    async fn count_articles(&self, asker: Asker) -> Result<u64, StoreError> {
        let (channel, guild) = place(asker.place);
        let row = sqlx::query(COUNT).bind(channel).bind(guild).fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.cast_unsigned())
    }

    async fn latest_article(&self, place: Place) -> Result<Option<ArticleId>, StoreError> {
        let row =
            sqlx::query("SELECT article FROM request WHERE channel = ?1 ORDER BY asked_at DESC, article DESC LIMIT 1")
                .bind(place.channel.0.cast_signed())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.map(ArticleId))
    }

    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }
}

/// Channel and server as columns hold them.
fn place(place: Place) -> (i64, Option<i64>) {
    (place.channel.0.cast_signed(), place.guild.map(|guild| guild.0.cast_signed()))
}

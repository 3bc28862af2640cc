//! Articles and requests in SQL.

use super::SqlStore;
use super::change::Change;
use super::column::{Millis, storable};
use super::row::{origin_name, stored, summary};
use super::{PATIENCE, within};
use crate::desk::{ArticleId, ArticleSummary, Asker, NewArticle, Place, Store, StoreError, StoredArticle, Validators};
use async_trait::async_trait;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

/// A request lets an article be seen here: it was made in this channel, or the article is a page
/// and it was made on this server.
const LIST: &str = "
    SELECT a.id, a.origin, a.name, a.title, a.site_name, a.read_at,
           max(r.asked_at) AS asked_at, max(CASE WHEN r.channel = $1 THEN 1 ELSE 0 END) AS here
    FROM request r JOIN article a ON a.id = r.article
    WHERE (r.channel = $1 OR (r.guild = $2 AND a.origin = 'page'))
      AND ($3 = '' OR replace(a.search, $3, '') <> a.search)
      AND (a.origin <> 'page' OR a.stated <> '' OR a.id = (
            SELECT p.id FROM article p WHERE p.origin = 'page' AND p.stated = '' AND p.name = a.name
            ORDER BY p.checked_at DESC, p.id DESC LIMIT 1))
    GROUP BY a.id
    ORDER BY here DESC, asked_at DESC, a.id DESC
    LIMIT $4 OFFSET $5";

const COUNT: &str = "
    SELECT count(DISTINCT a.id)
    FROM request r JOIN article a ON a.id = r.article
    WHERE (r.channel = $1 OR (r.guild = $2 AND a.origin = 'page'))
      AND (a.origin <> 'page' OR a.stated <> '' OR a.id = (
            SELECT p.id FROM article p WHERE p.origin = 'page' AND p.stated = '' AND p.name = a.name
            ORDER BY p.checked_at DESC, p.id DESC LIMIT 1))";

const VISIBLE: &str = "
    SELECT * FROM article a WHERE a.id = $1 AND EXISTS (
        SELECT 1 FROM request r WHERE r.article = a.id
        AND (r.channel = $2 OR (r.guild = $3 AND a.origin = 'page')))";

const NEWEST_OF_PAGE: &str = "
    SELECT * FROM article WHERE origin = 'page' AND stated = ''
      AND name = coalesce((SELECT canonical FROM alias WHERE address = $1), $1)
    ORDER BY checked_at DESC, id DESC LIMIT 1";

const INSERT: &str = "
    INSERT INTO article (origin, name, text, text_hash, title, byline, published, site_name, image,
                         stated, etag, last_modified, read_at, checked_at, search, supersedes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14,
            CASE WHEN $1 = 'page' AND $10 = '' THEN (
                SELECT id FROM article WHERE origin = 'page' AND stated = '' AND name = $2
                ORDER BY checked_at DESC, id DESC LIMIT 1) END)
    ON CONFLICT DO NOTHING";

const REQUEST: &str = "
    INSERT INTO request (article, channel, member, guild, asked_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (article, channel, member) DO UPDATE SET
        asked_at = CASE WHEN request.asked_at > excluded.asked_at THEN request.asked_at ELSE excluded.asked_at END";

const LATEST: &str = "SELECT article FROM request WHERE channel = $1 ORDER BY asked_at DESC, article DESC LIMIT 1";

#[async_trait]
impl Store for SqlStore {
    async fn visible_article(&self, id: ArticleId, asker: Asker) -> Result<Option<StoredArticle>, StoreError> {
        within(PATIENCE, async {
            let Place { guild, channel } = asker.place;
            let row = sqlx::query(VISIBLE).bind(id).bind(channel).bind(guild).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(stored).transpose()?)
        })
        .await
    }

    async fn page(&self, address: &str) -> Result<Option<StoredArticle>, StoreError> {
        within(PATIENCE, async {
            let row = sqlx::query(NEWEST_OF_PAGE).bind(&*storable(address)).fetch_optional(&self.pool).await?;
            Ok(row.as_ref().map(stored).transpose()?)
        })
        .await
    }

    async fn save(&self, article: NewArticle) -> Result<StoredArticle, StoreError> {
        within(PATIENCE, save(self, article)).await
    }

    async fn mark_checked(&self, id: ArticleId, validators: &Validators, at: Timestamp) -> Result<(), StoreError> {
        within(PATIENCE, async {
            let mut change = self.change().await?;
            sqlx::query("UPDATE article SET checked_at = $2, etag = $3, last_modified = $4 WHERE id = $1")
                .bind(id)
                .bind(Millis(at))
                .bind(validators.etag.as_deref().map(storable).as_deref())
                .bind(validators.last_modified.as_deref().map(storable).as_deref())
                .execute(change.connection())
                .await?;
            change.commit().await
        })
        .await
    }

    async fn record_request(&self, id: ArticleId, asker: Asker, at: Timestamp) -> Result<(), StoreError> {
        within(PATIENCE, async {
            let mut change = self.change().await?;
            sqlx::query(REQUEST)
                .bind(id)
                .bind(asker.place.channel)
                .bind(asker.member)
                .bind(asker.place.guild)
                .bind(Millis(at))
                .execute(change.connection())
                .await?;
            change.commit().await
        })
        .await
    }

    async fn articles(
        &self,
        asker: Asker,
        typed: &str,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<ArticleSummary>, StoreError> {
        within(PATIENCE, async {
            let rows = sqlx::query(LIST)
                .bind(asker.place.channel)
                .bind(asker.place.guild)
                .bind(&*storable(&typed.to_lowercase()))
                .bind(i64::from(limit))
                .bind(i64::from(offset))
                .fetch_all(&self.pool)
                .await?;
            Ok(rows.iter().map(summary).collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn count_articles(&self, asker: Asker) -> Result<u64, StoreError> {
        within(PATIENCE, async {
            let Place { guild, channel } = asker.place;
            let row = sqlx::query(COUNT).bind(channel).bind(guild).fetch_one(&self.pool).await?;
            Ok(row.try_get::<i64, _>(0)?.cast_unsigned())
        })
        .await
    }

    async fn latest_article(&self, place: Place) -> Result<Option<ArticleId>, StoreError> {
        within(PATIENCE, async {
            let row = sqlx::query(LATEST).bind(place.channel).fetch_optional(&self.pool).await?;
            Ok(row.map(|row| row.try_get(0)).transpose()?)
        })
        .await
    }

    async fn ping(&self) -> Result<(), StoreError> {
        within(PATIENCE, async {
            sqlx::query("SELECT 1").execute(&self.pool).await?;
            Ok(())
        })
        .await
    }
}

async fn save(store: &SqlStore, article: NewArticle) -> Result<StoredArticle, StoreError> {
    let (origin, name) = origin_name(&article.origin);
    let (name, text) = (storable(name), storable(&article.text));
    let hash = Sha256::digest(text.as_bytes()).to_vec();
    let stated = article.stated.map(|day| day.to_string()).unwrap_or_default();
    let mut change = store.change().await?;
    if let Some(alias) = &article.alias {
        sqlx::query(change.engine().save_alias())
            .bind(&*storable(alias))
            .bind(&*name)
            .execute(change.connection())
            .await?;
    }
    insert(&mut change, &article, (&name, &text, &hash, &stated)).await?;
    let row = sqlx::query("SELECT * FROM article WHERE origin = $1 AND name = $2 AND text_hash = $3 AND stated = $4")
        .bind(origin)
        .bind(&*name)
        .bind(&hash)
        .bind(&stated)
        .fetch_one(change.connection())
        .await?;
    change.commit().await?;
    Ok(stored(&row)?)
}

/// Inserts what is not there yet; name, text, the text's hash and the stated day are its identity.
async fn insert(
    change: &mut Change,
    article: &NewArticle,
    (name, text, hash, stated): (&str, &str, &[u8], &str),
) -> Result<(), StoreError> {
    let about = &article.about;
    let optional = |text: &Option<String>| text.as_deref().map(|text| storable(text).into_owned());
    let title = optional(&about.title);
    let search = format!("{}\n{name}", title.as_deref().unwrap_or_default()).to_lowercase();
    sqlx::query(INSERT)
        .bind(origin_name(&article.origin).0)
        .bind(name)
        .bind(text)
        .bind(hash)
        .bind(title)
        .bind(optional(&about.byline))
        .bind(about.published.map(|day| day.to_string()))
        .bind(optional(&about.site_name))
        .bind(optional(&about.image))
        .bind(stated)
        .bind(optional(&article.validators.etag))
        .bind(optional(&article.validators.last_modified))
        .bind(Millis(article.read_at))
        .bind(search)
        .execute(change.connection())
        .await?;
    Ok(())
}

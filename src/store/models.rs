//! What language models used and wrote, in SQL.

use super::change::Change;
use super::column::{Millis, storable};
use super::comments::notes;
use super::{PATIENCE, SqlStore, within};
use crate::desk::{
    ArticleId, DraftId, GuildId, KeptDraft, ModelBook, ModelBudgets, ModelCharge, NewDraft, NewNote, StoreError,
    Unnoted,
};
use crate::summarizer::Length;
use async_trait::async_trait;
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Adds to what was used where the sum stays within the limits; the first two bind the row.
const ADD: &str = "
    INSERT INTO model_use (day, scope, subject, tokens, cost) SELECT $1, $2, $3, $4, $5 WHERE $4 <= $6 AND $5 <= $7
    ON CONFLICT (day, scope, subject) DO UPDATE SET
        tokens = model_use.tokens + excluded.tokens, cost = model_use.cost + excluded.cost
    WHERE model_use.tokens + excluded.tokens <= $6 AND model_use.cost + excluded.cost <= $7";

const SETTLE: &str = "
    UPDATE model_use SET
        tokens = CASE WHEN tokens + $4 > 0 THEN tokens + $4 ELSE 0 END,
        cost = CASE WHEN cost + $5 > 0 THEN cost + $5 ELSE 0 END
    WHERE day = $1 AND scope = $2 AND subject = $3";

/// Larger amounts are no use of a day; sums of them stay far from the end of a 64-bit integer.
const MOST: u64 = 1 << 50;

#[async_trait]
impl ModelBook for SqlStore {
    async fn reserve(&self, charge: ModelCharge, budgets: &ModelBudgets) -> Result<bool, StoreError> {
        within(PATIENCE, async {
            let mut transaction = self.change().await?;
            for row in accounts(charge, budgets) {
                let done = sqlx::query(ADD)
                    .bind(charge.day.to_string())
                    .bind(row.scope)
                    .bind(row.subject.cast_signed())
                    .bind(amount(charge.tokens))
                    .bind(amount(charge.cost))
                    .bind(limit(row.tokens))
                    .bind(limit(row.cost))
                    .execute(transaction.connection())
                    .await?;
                if done.rows_affected() == 0 {
                    transaction.undo().await?;
                    return Ok(false);
                }
            }
            transaction.commit().await?;
            Ok(true)
        })
        .await
    }

    async fn settle(&self, reserved: ModelCharge, used: ModelCharge) -> Result<(), StoreError> {
        within(PATIENCE, async {
            let mut change = self.change().await?;
            for row in accounts(reserved, &ModelBudgets::default()) {
                sqlx::query(SETTLE)
                    .bind(reserved.day.to_string())
                    .bind(row.scope)
                    .bind(row.subject.cast_signed())
                    .bind(amount(used.tokens) - amount(reserved.tokens))
                    .bind(amount(used.cost) - amount(reserved.cost))
                    .execute(change.connection())
                    .await?;
            }
            change.commit().await
        })
        .await
    }

    async fn forget_use_before(&self, day: Date) -> Result<(), StoreError> {
        within(PATIENCE, async {
            let mut change = self.change().await?;
            // Days in ISO 8601 sort as text.
            sqlx::query("DELETE FROM model_use WHERE day < $1")
                .bind(day.to_string())
                .execute(change.connection())
                .await?;
            change.commit().await
        })
        .await
    }

    async fn draft(&self, article: ArticleId, length: Length, engine: &str) -> Result<Option<KeptDraft>, StoreError> {
        within(PATIENCE, async {
            let row = sqlx::query(
                "SELECT id, engine, model, body FROM draft WHERE article = $1 AND length = $2 AND engine = $3
                 ORDER BY id DESC LIMIT 1",
            )
            .bind(article)
            .bind(name(length))
            .bind(&*storable(engine))
            .fetch_optional(&self.pool)
            .await?;
            row.as_ref().map(kept).transpose()
        })
        .await
    }

    async fn draft_by_id(&self, article: ArticleId, id: DraftId) -> Result<Option<KeptDraft>, StoreError> {
        within(PATIENCE, async {
            let row = sqlx::query("SELECT id, engine, model, body FROM draft WHERE article = $1 AND id = $2")
                .bind(article)
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
            row.as_ref().map(kept).transpose()
        })
        .await
    }

    async fn save_draft(&self, new: NewDraft) -> Result<KeptDraft, StoreError> {
        within(PATIENCE, save_draft(self, new)).await
    }

    async fn unnoted(&self, guild: GuildId, limit: u32) -> Result<Vec<Unnoted>, StoreError> {
        within(PATIENCE, notes::wanting(self, guild, limit)).await
    }

    async fn save_note(&self, new: NewNote) -> Result<(), StoreError> {
        within(PATIENCE, notes::save(self, new)).await
    }
}

async fn save_draft(store: &SqlStore, new: NewDraft) -> Result<KeptDraft, StoreError> {
    let mut change: Change = store.change().await?;
    let row = sqlx::query(
        "INSERT INTO draft (article, length, engine, model, body, written_at) VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING id",
    )
    .bind(new.article)
    .bind(name(new.length))
    .bind(&*storable(&new.engine))
    .bind(&*storable(&new.model))
    // A zero byte is written as an escape in JSON.
    .bind(serde_json::to_string(&new.draft)?)
    .bind(Millis(new.at))
    .fetch_one(change.connection())
    .await?;
    let id = row.try_get("id")?;
    change.commit().await?;
    Ok(KeptDraft { id, engine: new.engine, model: new.model, draft: new.draft })
}

fn kept(row: &AnyRow) -> Result<KeptDraft, StoreError> {
    Ok(KeptDraft {
        id: row.try_get("id")?,
        engine: row.try_get("engine")?,
        model: row.try_get("model")?,
        draft: serde_json::from_str(row.try_get("body")?)?,
    })
}

const fn name(length: Length) -> &'static str {
    match length {
        Length::Short => "short",
        Length::Medium => "medium",
        Length::Long => "long",
    }
}

/// One account that a use is charged to.
struct Account {
    scope: &'static str,
    subject: u64,
    tokens: Option<u64>,
    cost: Option<u64>,
}

/// Always in the same order, so that two who charge the same accounts wait for one another.
fn accounts(charge: ModelCharge, budgets: &ModelBudgets) -> Vec<Account> {
    let all = Account { scope: "all", subject: 0, tokens: budgets.tokens, cost: budgets.cost };
    let server = charge.payer.guild.map(|guild| Account {
        scope: "server",
        subject: guild.0,
        tokens: budgets.server_tokens,
        cost: None,
    });
    let member = charge.payer.member.map(|member| Account {
        scope: "member",
        subject: member.0,
        tokens: budgets.member_tokens,
        cost: None,
    });
    std::iter::once(all).chain(server).chain(member).collect()
}

fn amount(amount: u64) -> i64 {
    amount.min(MOST).cast_signed()
}

fn limit(limit: Option<u64>) -> i64 {
    limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(i64::MAX)
}

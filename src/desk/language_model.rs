//! What the use cases need of a language model: the model itself, and a book of what it used and
//! wrote.

use super::{ArticleId, CommentId, GuildId, MemberId, StoreError};
use crate::summarizer::{Draft, Length};
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::time::Duration;

/// One question to a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelRequest {
    pub system: String,
    pub user: String,
    /// The shape of the answer: a JSON schema with its name.
    pub schema_name: &'static str,
    pub schema: Value,
    /// The longest answer, in tokens.
    pub most_tokens: u32,
    /// How long the answer may take, every attempt included.
    pub patience: Duration,
}

/// What a model said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelReply {
    pub text: String,
    /// As the server counts; some do not.
    pub usage: Option<ModelUsage>,
}

/// Tokens read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModelUsage {
    pub input: u64,
    pub output: u64,
}

/// Why a model gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ModelError {
    #[error("the language model's server does not accept connections")]
    Unreachable,
    #[error("the language model took too long")]
    TimedOut,
    #[error("too many requests to the language model wait already")]
    Busy,
    #[error("the language model failed too often and is left alone for a while")]
    Resting,
    #[error("the language model's server wants fewer requests (429)")]
    TooManyRequests,
    #[error("the language model's server failed (status {0})")]
    ServerFailure(u16),
    #[error("the language model's server does not accept the key (401, 403)")]
    KeyRefused,
    #[error("the language model's server does not know the address or the model (404)")]
    UnknownModel,
    #[error("the language model's server refused the request (status {0})")]
    RequestRefused(u16),
    #[error("the language model's server redirects, which is not followed")]
    Redirected,
    #[error("the language model's answer is too large")]
    AnswerTooLarge,
    #[error("the language model's answer broke off or is of another format")]
    BrokenAnswer,
}

/// A language model. Its words are drafts: nothing of them is shown unchecked.
#[async_trait]
pub trait LanguageModel: Send + Sync {
    /// Its name, as the host configured it.
    fn name(&self) -> &str;

    async fn complete(&self, request: &ModelRequest) -> Result<ModelReply, ModelError>;
}

/// For whom a model works: whose budgets are charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelPayer {
    pub member: Option<MemberId>,
    pub guild: Option<GuildId>,
}

/// What may be used in one day; `None` for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModelBudgets {
    pub member_tokens: Option<u64>,
    pub server_tokens: Option<u64>,
    pub tokens: Option<u64>,
    /// In millionths of the host's currency.
    pub cost: Option<u64>,
    pub prices: ModelPrice,
}

/// Prices of a million tokens, in millionths of the host's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModelPrice {
    pub input: u64,
    pub output: u64,
}

impl ModelPrice {
    /// What this use costs, in millionths of the currency, rounded up.
    pub fn cost(self, usage: ModelUsage) -> u64 {
        let millionths =
            u128::from(self.input) * u128::from(usage.input) + u128::from(self.output) * u128::from(usage.output);
        u64::try_from(millionths.div_ceil(1_000_000)).unwrap_or(u64::MAX)
    }
}

/// What is set aside before a model is asked, and set right afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelCharge {
    pub day: Date,
    pub payer: ModelPayer,
    pub tokens: u64,
    pub cost: u64,
}

/// A draft's number in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub i64);

/// A digest's draft to be kept.
#[derive(Debug, Clone)]
pub struct NewDraft {
    pub article: ArticleId,
    pub length: Length,
    /// Model and prompt, as `llm:NAME@HASH`.
    pub engine: String,
    /// The model's name, as members see it.
    pub model: String,
    pub draft: Draft,
    pub at: Timestamp,
}

/// A draft as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDraft {
    pub id: DraftId,
    pub engine: String,
    pub model: String,
    pub draft: Draft,
}

/// A comment that waits for a decision and has no note yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnoted {
    pub comment: CommentId,
    pub guild: GuildId,
    pub revision: u32,
    pub text: String,
    /// The article's.
    pub title: Option<String>,
}

/// A note to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    pub comment: CommentId,
    pub guild: GuildId,
    pub revision: u32,
    /// `None` where the model wrote nothing that can be used: it is not asked again.
    pub text: Option<String>,
    /// Model and prompt, as `llm:NAME@HASH`.
    pub engine: String,
    pub at: Timestamp,
}

/// What a model used, and the drafts it wrote: a button under a digest must show the same points
/// again, and nobody pays twice for them. What is shown is verified anew each time.
#[async_trait]
pub trait ModelBook: Send + Sync {
    /// Sets tokens and money aside, all or nothing; `false` where a budget has no room for them.
    async fn reserve(&self, charge: ModelCharge, budgets: &ModelBudgets) -> Result<bool, StoreError>;

    /// Replaces what was set aside by what was used.
    async fn settle(&self, reserved: ModelCharge, used: ModelCharge) -> Result<(), StoreError>;

    /// Forgets what was used before this day.
    async fn forget_use_before(&self, day: Date) -> Result<(), StoreError>;

    /// The latest draft of an article by this model and prompt.
    async fn draft(&self, article: ArticleId, length: Length, engine: &str) -> Result<Option<KeptDraft>, StoreError>;

    /// The draft with this number, of this article.
    async fn draft_by_id(&self, article: ArticleId, id: DraftId) -> Result<Option<KeptDraft>, StoreError>;

    async fn save_draft(&self, new: NewDraft) -> Result<KeptDraft, StoreError>;

    /// Comments of a server that wait for a decision and have no note, the longest waiting first.
    async fn unnoted(&self, guild: GuildId, limit: u32) -> Result<Vec<Unnoted>, StoreError>;

    /// Keeps a note, unless the comment was edited or deleted meanwhile, and has its card made anew.
    async fn save_note(&self, new: NewNote) -> Result<(), StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_is_rounded_up_and_never_overflows() {
        let price = ModelPrice { input: 150_000, output: 600_000 };
        let cost = |input, output| price.cost(ModelUsage { input, output });
        assert_eq!((cost(0, 0), cost(1, 0), cost(1_000_000, 0), cost(1_000_000, 1_000_000)), (0, 1, 150_000, 750_000));
        assert_eq!(ModelPrice { input: u64::MAX, output: 0 }.cost(ModelUsage { input: u64::MAX, output: 0 }), u64::MAX);
    }
}

//! What the use cases need from outside, as traits.

use super::{Asker, Place};
use crate::article::Metadata;
use crate::article::document::FileType;
use crate::article::page::{Extracted, Unreadable};
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

/// The one source of time.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// An article's number in the store. One number is one text: a changed article gets a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub i64);

/// What an article came as. Says who may find it again: a page's address is public; a text or a
/// file is found again only in the channel it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The page's canonical address.
    Page(String),
    Text,
    /// The file's name.
    File(String),
}

/// What a server gave to tell whether a page has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// An article to be stored.
#[derive(Debug, Clone)]
pub struct NewArticle {
    pub origin: Origin,
    /// The address that was asked for, where it is not the canonical one.
    pub alias: Option<String>,
    pub text: String,
    pub about: Metadata,
    /// The day of publication as a member states it; such a variant has a number of its own and
    /// is never offered to others as the page itself.
    pub stated: Option<Date>,
    pub validators: Validators,
    pub read_at: Timestamp,
}

/// An article as stored.
#[derive(Debug, Clone)]
pub struct StoredArticle {
    pub id: ArticleId,
    pub origin: Origin,
    pub text: String,
    pub about: Metadata,
    pub validators: Validators,
    /// When this text was first read.
    pub read_at: Timestamp,
    /// When the source was last seen to say the same.
    pub checked_at: Timestamp,
    /// The older text of the same page that this one follows.
    pub supersedes: Option<ArticleId>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleSummary {
    pub id: ArticleId,
    pub origin: Origin,
    pub title: Option<String>,
    pub site_name: Option<String>,
    pub read_at: Timestamp,
    /// When it was last asked for in this place.
    pub asked_at: Timestamp,
}

/// The store failed; the source says how.
#[derive(Debug, thiserror::Error)]
#[error("the database did not answer")]
pub struct StoreError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Articles and who asked for them where.
#[async_trait]
pub trait Store: Send + Sync {
    /// The article with this number, if `asker` may see it where they are.
    async fn visible_article(&self, id: ArticleId, asker: Asker) -> Result<Option<StoredArticle>, StoreError>;

    /// The newest text of the page with this address (canonical, or asked for before), variants
    /// with a stated date left out.
    async fn page(&self, address: &str) -> Result<Option<StoredArticle>, StoreError>;

    /// Stores the article, or returns the one already stored with the same text, origin and
    /// stated date.
    /// Atomic: of two callers with the same page one stores, and both get the same number.
    async fn save(&self, article: NewArticle) -> Result<StoredArticle, StoreError>;

    /// The source still says the same.
    async fn mark_checked(&self, id: ArticleId, validators: &Validators, at: Timestamp) -> Result<(), StoreError>;

    /// `asker` asked for the article here.
    async fn record_request(&self, id: ArticleId, asker: Asker, at: Timestamp) -> Result<(), StoreError>;

    /// Articles `asker` may see here, newest request first: those of the channel, then pages
    /// asked for elsewhere on the server. `typed` filters by title and address (any case).
    async fn articles(
        &self,
        asker: Asker,
        typed: &str,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<ArticleSummary>, StoreError>;

    /// How many [`Store::articles`] there are with an empty `typed`.
    async fn count_articles(&self, asker: Asker) -> Result<u64, StoreError>;

    /// The article last asked for in this channel.
    async fn latest_article(&self, place: Place) -> Result<Option<ArticleId>, StoreError>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;
}

/// A page as downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundPage {
    /// What the validators describe is still current.
    Unchanged,
    Body {
        /// After redirects.
        address: Url,
        content_type: Option<String>,
        bytes: Vec<u8>,
        validators: Validators,
    },
}

/// Why a page could not be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum FetchError {
    #[error("the address is not one of the web")]
    NotAWebAddress,
    #[error("the address is private or reserved")]
    ForbiddenAddress,
    #[error("the port is not allowed")]
    ForbiddenPort,
    #[error("the name does not resolve")]
    UnknownHost,
    #[error("the server does not accept connections")]
    Unreachable,
    #[error("the secure connection failed")]
    Tls,
    #[error("the server took too long")]
    TimedOut,
    #[error("more than five redirects")]
    TooManyRedirects,
    #[error("the page is larger than the limit")]
    TooLarge,
    #[error("the content is neither a page nor a supported file")]
    UnsupportedContent,
    #[error("the server wants a log-in or payment (401, 402, 407, 451)")]
    AccessRestricted,
    #[error("the server refuses bots (403)")]
    Forbidden,
    #[error("there is no such page (404, 410)")]
    NotFound,
    #[error("the server asks for fewer requests (429)")]
    TooManyRequests,
    #[error("the server failed (status {0})")]
    ServerFailure(u16),
    #[error("the answer broke off or is not valid HTTP")]
    BrokenAnswer,
}

/// Downloads pages and attachments, with guards against private addresses, size and time.
#[async_trait]
pub trait ArticleSource: Send + Sync {
    /// Downloads a page; `known` makes the request conditional.
    async fn page(&self, address: &Url, known: &Validators) -> Result<FoundPage, FetchError>;

    /// Downloads a file from the chat platform's own store of attachments.
    async fn attachment(&self, address: &str) -> Result<Vec<u8>, FetchError>;
}

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("reading the file took too long or too much memory")]
    GaveUp,
}

/// Reads files whose parsers cannot be trusted, apart from this process.
#[async_trait]
pub trait DocumentReader: Send + Sync {
    async fn read(&self, bytes: Vec<u8>, kind: FileType) -> Result<Extracted, ReadError>;
}

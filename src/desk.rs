//! The use cases: the order of steps between a member's wish and what is known and stored.
//!
//! Owns ports, permissions to see an article, idempotency. Knows no Discord type, no SQL and no
//! wording: a use case takes plain values and returns plain values or a typed error.

mod answer_question;
mod digest_article;
mod find_facts;
mod list_articles;
mod open_article;
mod place;
mod ports;
mod quota;
mod single_flight;

pub use answer_question::{AnswerRequest, Answered};
pub use digest_article::{DigestRequest, Digested};
pub use find_facts::{FactRequest, FoundFacts};
pub use list_articles::{ArticlePage, ListRequest, PAGE_LENGTH};
pub use open_article::{ArticleRef, Freshness, OpenError, OpenedArticle, Submission};
pub use place::{Asker, ChannelId, GuildId, MemberId, Place};
pub use ports::{
    ArticleId, ArticleSource, ArticleSummary, Clock, DocumentReader, FetchError, FoundPage, NewArticle, Origin,
    ReadError, Store, StoreError, StoredArticle, Validators,
};

use jiff::Timestamp;
use quota::Quota;
use single_flight::SingleFlight;
use std::sync::Arc;

/// The use cases over their ports. Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct Desk {
    store: Arc<dyn Store>,
    source: Arc<dyn ArticleSource>,
    reader: Arc<dyn DocumentReader>,
    clock: Arc<dyn Clock>,
    flights: Arc<SingleFlight>,
    quota: Arc<Quota>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Desk {
    pub fn new(
        store: Arc<dyn Store>,
        source: Arc<dyn ArticleSource>,
        reader: Arc<dyn DocumentReader>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { store, source, reader, clock, flights: Arc::default(), quota: Arc::default() }
    }

    /// The time in whole milliseconds, which is what the store keeps: a time read back equals
    /// the one written.
    fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

//! The use cases: the order of steps between a member's wish and what is known and stored.
//!
//! Owns ports, permissions to see an article, idempotency. Knows no Discord type, no SQL and no
//! wording: a use case takes plain values and returns plain values or a typed error.

mod answer_question;
mod appeal_decision;
mod ban_member;
mod change_settings;
mod comment;
mod comment_error;
mod comment_store;
mod decide_comment;
mod digest_article;
mod draft_digest;
mod drafter;
mod examine;
mod find_facts;
mod language_model;
mod list_articles;
mod list_comments;
mod look_up;
mod messenger;
mod open_article;
mod permission;
mod personal_data;
mod place;
mod ports;
mod quota;
mod read_list;
mod read_log;
mod revise_comment;
mod run_errands;
mod single_flight;
mod submit_comment;
mod tend;
mod typed;
mod work_queue;
mod write_notes;

pub use answer_question::{AnswerRequest, Answered};
pub use appeal_decision::{AppealDecisionRequest, AppealRequest, Appealable, LONGEST_APPEAL};
pub use ban_member::{BanRequest, BanTarget, LONGEST_BAN};
pub use change_settings::{INVALID_CHANGES, SettingsChange, Status};
pub use comment::{
    Actor, Appeal, AppealAgainst, AppealId, AppealState, AuthorHistory, Ban, BanId, Claim, Comment, CommentId,
    Decision, DecisionId, Key, MessageId, Persona, Reason, RoleId, Ruling,
};
pub use comment_error::{CommentError, ModerationError};
pub use comment_store::{
    AppealDecided, AuditNote, AuditRow, Changed, CommentFilter, CommentStore, Errand, Figures, Filed, Finished, Job,
    MOST_ERRANDS, NewAppeal, NewAppealDecision, NewBan, NewComment, NewDecision, NewRevision, Order, PersonalData,
    RetentionCut, Sent, StoredSettings, Submitted, Thread,
};
pub use decide_comment::{DecideRequest, LONGEST_REASON};
pub use digest_article::{DigestRequest, Digested};
pub use draft_digest::{Finder, ModelDesk, Writer};
pub use drafter::{Drafter, ModelTrouble, Purse};
pub use find_facts::{FactRequest, FoundFacts};
pub use language_model::{
    DraftId, KeptDraft, LanguageModel, ModelBook, ModelBudgets, ModelCharge, ModelError, ModelPayer, ModelPrice,
    ModelReply, ModelRequest, ModelUsage, NewDraft, NewNote, Unnoted,
};
pub use list_articles::{ArticlePage, ListRequest, PAGE_LENGTH};
pub use list_comments::{COMMENTS_PER_PAGE, CommentPage, CommentsRequest};
pub use look_up::{AppealView, AuthorView};
pub use messenger::{DeliveryError, Destination, Letter, Messenger, Notice};
pub use open_article::{ArticleRef, Freshness, OpenError, OpenedArticle, Submission};
pub use place::{Asker, ChannelId, GuildId, MemberId, Place};
pub use ports::{
    ArticleId, ArticleSource, ArticleSummary, Clock, DocumentReader, FetchError, FoundPage, NewArticle, Origin,
    ReadError, Store, StoreError, StoredArticle, Validators,
};

pub use read_log::{ENTRIES_PER_PAGE, LogPage, LogRequest};
pub use revise_comment::EditRequest;
pub use submit_comment::{Receipt, SubmitRequest};
pub use work_queue::{CLAIM, QueueFilter, QueueView};

use crate::neural::Engine;
use examine::Rulesets;
use jiff::Timestamp;
use permission::Standings;
use quota::Quota;
use single_flight::SingleFlight;
use std::sync::Arc;
use tokio::sync::Notify;

/// The use cases over their ports. Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct Desk {
    store: Arc<dyn Store>,
    comments: Arc<dyn CommentStore>,
    source: Arc<dyn ArticleSource>,
    reader: Arc<dyn DocumentReader>,
    clock: Arc<dyn Clock>,
    engine: Engine,
    model: Option<ModelDesk>,
    /// What models used and wrote; drafts that are shown can be looked up without a model.
    book: Option<Arc<dyn ModelBook>>,
    flights: Arc<SingleFlight>,
    quota: Arc<Quota>,
    rulesets: Arc<Rulesets>,
    standings: Arc<Standings>,
    /// Rung when errands were added.
    bell: Arc<Notify>,
    /// Rung when a comment was submitted or edited, which may want a note.
    note_bell: Arc<Notify>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Desk {
    pub fn new(
        store: Arc<impl Store + CommentStore + 'static>,
        source: Arc<dyn ArticleSource>,
        reader: Arc<dyn DocumentReader>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let comments = Arc::clone(&store) as Arc<dyn CommentStore>;
        Self {
            store,
            comments,
            source,
            reader,
            clock,
            engine: Engine::Rules,
            model: None,
            book: None,
            flights: Arc::default(),
            quota: Arc::default(),
            rulesets: Arc::default(),
            standings: Arc::default(),
            bell: Arc::default(),
            note_bell: Arc::default(),
        }
    }

    /// The same desk, reading with another engine than the rules alone.
    #[must_use]
    pub fn with_engine(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// The same desk with the book of what language models used and wrote, and a model where the host
    /// has one.
    #[must_use]
    pub fn with_models(self, book: Arc<dyn ModelBook>, model: Option<ModelDesk>) -> Self {
        Self { book: Some(book), model, ..self }
    }

    /// The language model's name, where the host has one.
    pub fn language_model(&self) -> Option<&str> {
        self.model.as_ref().map(|model| model.drafter.model())
    }

    /// What reads.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// How long it is until then, by the desk's clock.
    pub fn time_until(&self, at: Timestamp) -> std::time::Duration {
        std::time::Duration::try_from(at.duration_since(self.now())).unwrap_or_default()
    }

    /// The time in whole milliseconds, which is what the store keeps: a time read back equals
    /// the one written.
    fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }
}

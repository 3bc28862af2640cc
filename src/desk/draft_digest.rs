//! Lets a language model draft where a server's administrators, or for private conversations the host,
//! chose so.

use super::drafter::{Drafter, ModelTrouble, Purse};
use super::open_article::blocking;
use super::{
    Asker, Desk, Digested, DraftId, KeptDraft, ModelBook, ModelPayer, NewDraft, OpenError, OpenedArticle, StoreError,
};
use crate::answering::{self, Response};
use crate::drafting::Job;
use crate::moderation::ModelUse;
use crate::summarizer::{self, Length, Tally};
use jiff::civil::Date;
use std::sync::Arc;
use std::time::Instant;
use tracing::{info, warn};

/// A language model at the desk.
#[derive(Clone)]
pub struct ModelDesk {
    pub drafter: Drafter,
    /// Whether it is used in private conversations.
    pub in_private: bool,
}

impl std::fmt::Debug for ModelDesk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelDesk").field("drafter", &self.drafter).finish_non_exhaustive()
    }
}

/// Whose words a digest is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writer {
    /// The article's alone.
    Embedded,
    /// A model's, as far as they were verified.
    Model { model: String, engine: String, draft: DraftId, tally: Tally },
    /// The article's, because the model could not help.
    StoodIn(ModelTrouble),
}

impl Writer {
    /// The draft that is shown, where one is.
    pub const fn draft(&self) -> Option<DraftId> {
        match self {
            Self::Model { draft, .. } => Some(*draft),
            Self::Embedded | Self::StoodIn(_) => None,
        }
    }
}

/// Who found an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finder {
    Embedded,
    Model { model: String },
    StoodIn(ModelTrouble),
}

impl Desk {
    /// The digest of what a member asked for: the model's draft where one is wanted here, checked.
    pub(super) async fn digest_of(
        &self,
        asker: Asker,
        opened: OpenedArticle,
        length: Length,
    ) -> Result<Digested, OpenError> {
        let Some((model, book)) = self.model_for(asker).await? else {
            return embedded(opened, length, Writer::Embedded).await;
        };
        match self.draft_of(&model, &book, asker, (&opened, length)).await {
            Ok(kept) => settled(opened, length, kept).await,
            Err(trouble) => {
                info!(?trouble, "the embedded engine stands in for the language model");
                embedded(opened, length, Writer::StoodIn(trouble)).await
            }
        }
    }

    /// The digest that a button belongs to: the same draft, or none.
    pub(super) async fn digest_shown(
        &self,
        opened: OpenedArticle,
        length: Length,
        draft: Option<DraftId>,
    ) -> Result<Digested, OpenError> {
        let kept = match (draft, &self.book) {
            (Some(id), Some(book)) => book.draft_by_id(opened.id, id).await?,
            _ => None,
        };
        match kept {
            Some(kept) => settled(opened, length, kept).await,
            None => embedded(opened, length, Writer::Embedded).await,
        }
    }

    /// The model's answer where it stands in the article, else the embedded engine's.
    pub(super) async fn answer_with_model(
        &self,
        asker: Asker,
        opened: &OpenedArticle,
        question: String,
        embedded: Response,
    ) -> Result<(Response, Finder), OpenError> {
        let Some((model, book)) = self.model_for(asker).await? else { return Ok((embedded, Finder::Embedded)) };
        let until = Instant::now() + model.drafter.patience();
        let purse = self.purse(book, asker);
        let drafted = match model.drafter.answers(&opened.article, &question, &purse, until).await {
            Ok(drafted) if drafted.is_empty() => return Ok((embedded, Finder::Embedded)),
            Ok(drafted) => drafted,
            Err(trouble) => return Ok((embedded, Finder::StoodIn(trouble))),
        };
        let (article, reading) = (Arc::clone(&opened.article), Arc::clone(&opened.reading));
        let found = blocking(move || {
            let settle = |answer| answering::settle(&article, &reading, &question, answer, &embedded);
            let mut found: Vec<Response> = drafted.iter().filter_map(settle).collect();
            found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
            found.into_iter().next()
        })
        .await?;
        Ok(match found {
            Some(found) => (found, Finder::Model { model: model.drafter.model().to_owned() }),
            None => (embedded, Finder::StoodIn(ModelTrouble::Unusable)),
        })
    }

    /// The model and its book, where it may be used for this member in this place.
    async fn model_for(&self, asker: Asker) -> Result<Option<(ModelDesk, Arc<dyn ModelBook>)>, StoreError> {
        let (Some(model), Some(book)) = (&self.model, &self.book) else { return Ok(None) };
        let wanted = match asker.place.guild {
            Some(guild) => self.comments.settings(guild).await?.settings.language_model != ModelUse::Off,
            None => model.in_private,
        };
        Ok(wanted.then(|| (model.clone(), Arc::clone(book))))
    }

    /// The draft kept of this article, or a new one. Who asks for the same meanwhile waits for it.
    async fn draft_of(
        &self,
        model: &ModelDesk,
        book: &Arc<dyn ModelBook>,
        asker: Asker,
        (opened, length): (&OpenedArticle, Length),
    ) -> Result<KeptDraft, ModelTrouble> {
        let drafter = &model.drafter;
        let until = Instant::now() + drafter.patience();
        let engine = drafter.engine(Job::Digest);
        let key = format!("draft {} {length:?}", opened.id.0);
        let alone = tokio::time::timeout(drafter.patience(), self.flights.enter(&key)).await;
        let _alone = alone.map_err(|_| ModelTrouble::Slow)?;
        if let Some(kept) = book.draft(opened.id, length, &engine).await.map_err(|error| unkept(&error))? {
            return Ok(kept);
        }
        let purse = self.purse(Arc::clone(book), asker);
        let draft = drafter.digest(&opened.article, length, &purse, until).await?;
        if !is_usable(opened, &draft, length).await {
            return Err(ModelTrouble::Unusable);
        }
        let model = drafter.model().to_owned();
        let new = NewDraft { article: opened.id, length, engine, model, draft, at: self.now() };
        book.save_draft(new).await.map_err(|error| unkept(&error))
    }

    fn purse(&self, book: Arc<dyn ModelBook>, asker: Asker) -> Purse {
        let payer = ModelPayer { member: Some(asker.member), guild: asker.place.guild };
        Purse::Budgeted { book, payer, day: self.today() }
    }

    /// The day whose budgets are charged, in UTC.
    pub(super) fn today(&self) -> Date {
        jiff::tz::Offset::UTC.to_datetime(self.now()).date()
    }
}

fn unkept(error: &StoreError) -> ModelTrouble {
    warn!(error = error as &dyn std::error::Error, "a draft could not be looked up or kept");
    ModelTrouble::Away
}

/// A draft of which nothing can be shown is not kept.
async fn is_usable(opened: &OpenedArticle, draft: &summarizer::Draft, length: Length) -> bool {
    let (article, reading, draft) = (Arc::clone(&opened.article), Arc::clone(&opened.reading), draft.clone());
    blocking(move || summarizer::settle(&article, &reading, &draft, length).is_some()).await.unwrap_or(false)
}

async fn settled(opened: OpenedArticle, length: Length, kept: KeptDraft) -> Result<Digested, OpenError> {
    let (article, reading) = (Arc::clone(&opened.article), Arc::clone(&opened.reading));
    let KeptDraft { id: draft, engine, model, draft: words } = kept;
    let settled = blocking(move || summarizer::settle(&article, &reading, &words, length)).await?;
    match settled {
        Some((digest, tally)) => Ok(Digested { opened, digest, writer: Writer::Model { model, engine, draft, tally } }),
        // A stricter verifier than the one that let it be kept.
        None => embedded(opened, length, Writer::StoodIn(ModelTrouble::Unusable)).await,
    }
}

async fn embedded(opened: OpenedArticle, length: Length, writer: Writer) -> Result<Digested, OpenError> {
    let (article, reading) = (Arc::clone(&opened.article), Arc::clone(&opened.reading));
    let digest = blocking(move || summarizer::digest(&article, &reading, length)).await?;
    Ok(Digested { opened, digest, writer })
}

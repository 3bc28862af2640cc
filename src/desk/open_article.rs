//! Gets an article to work on: known already, or fetched, extracted, checked and stored.

use super::{
    ArticleId, Asker, Desk, FetchError, FoundPage, NewArticle, Origin, ReadError, StoreError, StoredArticle, Validators,
};
use crate::article::document::{self, FileType};
use crate::article::page::{self, Extracted, Unreadable};
use crate::article::{Article, Metadata};
use crate::reading::{self, Reading};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use url::Url;

/// A page read less than this long ago is not asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// The longest text worked on, in bytes: about 170,000 words, a long book.
const LONGEST_TEXT: usize = 1 << 20;

/// Something a member hands in to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// An address as the member typed it.
    Address(String),
    Text(String),
    /// A file in the chat platform's store of attachments.
    Attachment {
        name: String,
        content_type: Option<String>,
        address: String,
    },
}

/// An article a member speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleRef {
    Id(ArticleId),
    /// A number, an address or a part of a title, as typed.
    Typed(String),
    /// The one last asked for in this channel.
    Latest,
}

/// How what is shown relates to what the source says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Read just now for the first time.
    New,
    /// Read before, and the same since.
    Known,
    /// The page says something else than when it was read on the given day.
    Changed { since: Timestamp },
    /// The page could not be asked again; this is what it said before.
    Unchecked { why: FetchError },
}

/// An article, read.
#[derive(Debug, Clone)]
pub struct OpenedArticle {
    pub id: ArticleId,
    pub origin: Origin,
    pub article: Arc<Article>,
    pub reading: Arc<Reading>,
    pub freshness: Freshness,
    /// When this text was first read.
    pub read_at: Timestamp,
}

/// Why there is no article to work on.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the page could not be downloaded")]
    Fetch(#[from] FetchError),
    #[error("there is no readable article")]
    Unreadable(#[from] Unreadable),
    #[error("reading the file was given up")]
    GaveUp,
    #[error("no article has been asked for here yet")]
    NoneYet,
    #[error("no known article matches what was typed")]
    Unknown,
    #[error("the member handed in too many articles")]
    TooMany { wait: SignedDuration },
    #[error("something failed that should not")]
    Unexpected(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        Self::Unexpected(Box::new(error))
    }
}

impl From<ReadError> for OpenError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unreadable(why) => Self::Unreadable(why),
            ReadError::GaveUp => Self::GaveUp,
        }
    }
}

impl Desk {
    /// Reads what a member hands in; the same page is fetched, and the same text stored, once.
    /// `published` is the day the member says it was published.
    pub async fn open_submission(
        &self,
        asker: Asker,
        submission: Submission,
        published: Option<Date>,
    ) -> Result<OpenedArticle, OpenError> {
        let (stored, freshness) = Box::pin(self.take_in(asker, submission, published)).await?;
        read(stored, freshness).await
    }

    /// Finds an article a member speaks of, among those they may see where they are.
    pub async fn open_known(&self, asker: Asker, which: &ArticleRef) -> Result<OpenedArticle, OpenError> {
        let (stored, freshness) = self.find_article(asker, which).await?;
        read(stored, freshness).await
    }

    /// As [`Self::open_known`], for those who need the text and no reading of it.
    pub(super) async fn find_article(
        &self,
        asker: Asker,
        which: &ArticleRef,
    ) -> Result<(StoredArticle, Freshness), OpenError> {
        let stored = match which {
            ArticleRef::Id(id) => self.store.visible_article(*id, asker).await?,
            ArticleRef::Typed(typed) => return Box::pin(self.find_typed(asker, typed.trim())).await,
            ArticleRef::Latest => {
                if let Some((asker, id)) = self.article_of_thread(asker).await? {
                    return Ok((
                        self.store.visible_article(id, asker).await?.ok_or(OpenError::Unknown)?,
                        Freshness::Known,
                    ));
                }
                let latest = self.store.latest_article(asker.place).await?.ok_or(OpenError::NoneYet)?;
                self.store.visible_article(latest, asker).await?
            }
        };
        Ok((stored.ok_or(OpenError::Unknown)?, Freshness::Known))
    }

    async fn take_in(
        &self,
        asker: Asker,
        submission: Submission,
        published: Option<Date>,
    ) -> Result<(StoredArticle, Freshness), OpenError> {
        let now = self.now();
        let (stored, freshness) = match submission {
            Submission::Address(typed) => self.open_page(asker, &typed).await?,
            Submission::Text(text) => {
                self.charge(asker)?;
                self.store_text(Origin::Text, Extracted { text, ..Extracted::default() }).await?
            }
            Submission::Attachment { name, content_type, address } => {
                self.charge(asker)?;
                let bytes = self.source.attachment(&address).await?;
                let extracted = self.read_file(bytes, &name, content_type.as_deref()).await?;
                self.store_text(Origin::File(name), extracted).await?
            }
        };
        let stored = self.with_stated_date(stored, published).await?;
        self.store.record_request(stored.id, asker, now).await?;
        Ok((stored, freshness))
    }

    /// A member's own date makes a variant; the article as others see it stays as it is.
    async fn with_stated_date(&self, stored: StoredArticle, date: Option<Date>) -> Result<StoredArticle, StoreError> {
        if date.is_none() || date == stored.about.published {
            return Ok(stored);
        }
        let StoredArticle { origin, text, mut about, validators, read_at, .. } = stored;
        about.published = date;
        self.store.save(NewArticle { origin, alias: None, text, about, stated: date, validators, read_at }).await
    }

    async fn find_typed(&self, asker: Asker, typed: &str) -> Result<(StoredArticle, Freshness), OpenError> {
        if let Ok(number) = typed.trim_start_matches('#').parse() {
            return Box::pin(self.find_article(asker, &ArticleRef::Id(ArticleId(number)))).await;
        }
        let found = if typed.contains("://") { Vec::new() } else { self.store.articles(asker, typed, 1, 0).await? };
        if let Some(first) = found.first() {
            return Box::pin(self.find_article(asker, &ArticleRef::Id(first.id))).await;
        }
        if parse_address(typed).is_err() {
            return Err(OpenError::Unknown);
        }
        Box::pin(self.take_in(asker, Submission::Address(typed.to_owned()), None)).await
    }

    async fn open_page(&self, asker: Asker, typed: &str) -> Result<(StoredArticle, Freshness), OpenError> {
        let address = parse_address(typed)?;
        let _alone = self.flights.enter(address.as_str()).await;
        let known = self.store.page(address.as_str()).await?;
        if let Some(known) = &known
            && self.now().duration_since(known.checked_at) < FRESH
        {
            return Ok((known.clone(), Freshness::Known));
        }
        self.charge(asker)?;
        match (self.fetch_page(&address, known.as_ref()).await, known) {
            (Err(OpenError::Fetch(why)), Some(known)) => Ok((known, Freshness::Unchecked { why })),
            (result, _) => result,
        }
    }

    async fn fetch_page(
        &self,
        address: &Url,
        known: Option<&StoredArticle>,
    ) -> Result<(StoredArticle, Freshness), OpenError> {
        let validators = known.map(|k| k.validators.clone()).unwrap_or_default();
        let found = self.source.page(address, &validators).await?;
        let now = self.now();
        let (final_address, content_type, bytes, validators) = match (found, known) {
            (FoundPage::Body { address, content_type, bytes, validators }, _) => {
                (address, content_type, bytes, validators)
            }
            (FoundPage::Unchanged, Some(known)) => {
                self.store.mark_checked(known.id, &known.validators, now).await?;
                return Ok((known.clone(), Freshness::Known));
            }
            // A server that says "unchanged" to an unconditional request is broken.
            (FoundPage::Unchanged, None) => return Err(FetchError::BrokenAnswer.into()),
        };
        let extracted = self.read_page(bytes, &final_address, content_type.as_deref()).await?;
        let canonical = canonical_address(&extracted, &final_address);
        let alias = (canonical != address.as_str()).then(|| address.to_string());
        let new = NewArticle {
            alias,
            validators: validators.clone(),
            ..new_article(Origin::Page(canonical), extracted, now).await?
        };
        let stored = self.store.save(new).await?;
        if stored.read_at < now {
            self.store.mark_checked(stored.id, &validators, now).await?;
        }
        let freshness = match known {
            Some(known) if known.id != stored.id => Freshness::Changed { since: known.read_at },
            None if stored.read_at == now => Freshness::New,
            _ => Freshness::Known,
        };
        Ok((stored, freshness))
    }

    async fn read_page(
        &self,
        bytes: Vec<u8>,
        address: &Url,
        content_type: Option<&str>,
    ) -> Result<Extracted, OpenError> {
        let name = address.path_segments().and_then(Iterator::last).unwrap_or_default();
        let kind = FileType::of(&bytes, name, content_type).ok_or(FetchError::UnsupportedContent)?;
        if kind != FileType::Html {
            return self.read_document(bytes, kind).await;
        }
        let (address, content_type) = (address.to_string(), content_type.map(str::to_owned));
        blocking(move || {
            let html = page::decode(&bytes, content_type.as_deref());
            page::read(&html, Some(&address))
        })
        .await?
        .map_err(OpenError::Unreadable)
    }

    async fn read_file(&self, bytes: Vec<u8>, name: &str, content_type: Option<&str>) -> Result<Extracted, OpenError> {
        let kind = FileType::of(&bytes, name, content_type).ok_or(Unreadable::UnsupportedType)?;
        self.read_document(bytes, kind).await
    }

    async fn read_document(&self, bytes: Vec<u8>, kind: FileType) -> Result<Extracted, OpenError> {
        match kind {
            FileType::Text | FileType::Html => Ok(blocking(move || document::read(&bytes, kind)).await??),
            FileType::Pdf | FileType::Docx => Ok(self.reader.read(bytes, kind).await?),
        }
    }

    async fn store_text(&self, origin: Origin, extracted: Extracted) -> Result<(StoredArticle, Freshness), OpenError> {
        let now = self.now();
        let new = new_article(origin, extracted, now).await?;
        let stored = self.store.save(new).await?;
        let freshness = if stored.read_at < now { Freshness::Known } else { Freshness::New };
        Ok((stored, freshness))
    }

    fn charge(&self, asker: Asker) -> Result<(), OpenError> {
        self.quota.take(asker.member, self.now()).map_err(|wait| OpenError::TooMany { wait })
    }
}

/// Refuses what is too long or holds no words, and finds a missing title in the text, so that
/// the article can be found by it.
async fn new_article(origin: Origin, extracted: Extracted, read_at: Timestamp) -> Result<NewArticle, OpenError> {
    let Extracted { text, about, .. } = extracted;
    if text.len() > LONGEST_TEXT {
        return Err(Unreadable::TooLarge.into());
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Unreadable::Empty.into());
    }
    let url = match &origin {
        Origin::Page(address) => Some(address.clone()),
        Origin::Text | Origin::File(_) => None,
    };
    let about = Metadata { url, ..about };
    let (text, about) = if about.title.is_some() {
        (text, about)
    } else {
        blocking(move || {
            let title = Article::new(text.clone(), about.clone()).about().title.clone();
            (text, Metadata { title, ..about })
        })
        .await?
    };
    Ok(NewArticle { origin, alias: None, text, about, stated: None, validators: Validators::default(), read_at })
}

/// The address a page gives itself, if it is on the same site; a page may not claim another's,
/// and a front page named as the address of every article (a common mistake) is not believed.
fn canonical_address(extracted: &Extracted, found_at: &Url) -> String {
    extracted
        .canonical
        .as_deref()
        .and_then(|c| found_at.join(c).ok())
        .filter(|c| c.host_str() == found_at.host_str() && matches!(c.scheme(), "http" | "https"))
        .filter(|c| c.path() != "/" || found_at.path() == "/")
        .map_or_else(|| without_fragment(found_at.clone()), without_fragment)
        .into()
}

fn without_fragment(mut address: Url) -> Url {
    address.set_fragment(None);
    address
}

/// Reads an address as typed: angle brackets and a missing scheme are forgiven, log-in data is not.
fn parse_address(typed: &str) -> Result<Url, FetchError> {
    let typed = typed.trim().trim_start_matches('<').trim_end_matches('>');
    let bare = !typed.contains("://") && !typed.contains(char::is_whitespace) && typed.contains('.');
    let address = if bare { Url::parse(&format!("https://{typed}")) } else { Url::parse(typed) };
    let address = address.map_err(|_| FetchError::NotAWebAddress)?;
    let web = matches!(address.scheme(), "http" | "https") && address.has_host();
    if !web || !address.username().is_empty() || address.password().is_some() {
        return Err(FetchError::NotAWebAddress);
    }
    Ok(without_fragment(address))
}

async fn read(stored: StoredArticle, freshness: Freshness) -> Result<OpenedArticle, OpenError> {
    let StoredArticle { id, origin, text, about, read_at, .. } = stored;
    blocking(move || {
        let article = Article::new(text, about);
        let reading = reading::read(&article);
        OpenedArticle { id, origin, article: Arc::new(article), reading: Arc::new(reading), freshness, read_at }
    })
    .await
}

/// Runs the engine off the threads that keep the gateway alive.
pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, OpenError> {
    tokio::task::spawn_blocking(work).await.map_err(|e| OpenError::Unexpected(Box::new(e)))
}

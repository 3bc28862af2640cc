//! `digest`: an article's key points.

use super::{ArticleRef, Asker, Desk, DraftId, OpenError, OpenedArticle, Submission, Writer};
use crate::summarizer::{Digest, Length};
use jiff::civil::Date;

/// A member asks for a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestRequest {
    pub asker: Asker,
    pub submission: Submission,
    pub length: Length,
    /// The day of publication, where the member knows it better than the page.
    pub published: Option<Date>,
}

/// A digest and the article it quotes.
#[derive(Debug, Clone)]
pub struct Digested {
    pub opened: OpenedArticle,
    pub digest: Digest,
    /// Whose words its points are.
    pub writer: Writer,
}

impl Desk {
    /// Reads what is handed in and chooses its key points.
    pub async fn digest_article(&self, request: DigestRequest) -> Result<Digested, OpenError> {
        let opened = self.open_submission(request.asker, request.submission, request.published).await?;
        Box::pin(self.digest_of(request.asker, opened, request.length)).await
    }

    /// The digest of an article read before, for the buttons below it: with the draft that it shows, if
    /// it shows one.
    pub async fn digest_known(
        &self,
        asker: Asker,
        which: &ArticleRef,
        length: Length,
        draft: Option<DraftId>,
    ) -> Result<Digested, OpenError> {
        let opened = self.open_known(asker, which).await?;
        self.digest_shown(opened, length, draft).await
    }
}

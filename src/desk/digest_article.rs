//! `digest`: an article's key points.

use super::{ArticleRef, Asker, Desk, OpenError, OpenedArticle, Submission};
use crate::summarizer::{self, Digest, Length};
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
}

impl Desk {
    /// Reads what is handed in and chooses its key points.
    pub async fn digest_article(&self, request: DigestRequest) -> Result<Digested, OpenError> {
        let opened = self.open_submission(request.asker, request.submission, request.published).await?;
        Ok(digested(opened, request.length))
    }

    /// The digest of an article read before, for buttons and follow-ups.
    pub async fn digest_known(&self, asker: Asker, which: &ArticleRef, length: Length) -> Result<Digested, OpenError> {
        Ok(digested(self.open_known(asker, which).await?, length))
    }
}

fn digested(opened: OpenedArticle, length: Length) -> Digested {
    let digest = summarizer::digest(&opened.article, &opened.reading, length);
    Digested { opened, digest }
}

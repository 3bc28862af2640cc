//! `fact`: one kind of fact of an article.

use super::{ArticleRef, Asker, Desk, OpenError, OpenedArticle};
use crate::reading::{Fact, FactKind};

/// A member asks for one kind of fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRequest {
    pub asker: Asker,
    pub article: ArticleRef,
    pub kind: FactKind,
}

/// The facts of one kind; the article is at hand for their words.
#[derive(Debug, Clone)]
pub struct FoundFacts {
    pub opened: OpenedArticle,
    pub kind: FactKind,
}

impl FoundFacts {
    /// The facts, in the order of the text.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.opened.reading.of(self.kind)
    }
}

impl Desk {
    /// Finds the facts of one kind.
    pub async fn find_facts(&self, request: FactRequest) -> Result<FoundFacts, OpenError> {
        let opened = self.open_known(request.asker, &request.article).await?;
        Ok(FoundFacts { opened, kind: request.kind })
    }
}

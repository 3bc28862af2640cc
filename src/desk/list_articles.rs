//! Lists of articles: `/articles` and what autocomplete offers.

use super::{ArticleSummary, Asker, Desk, OpenError};

/// Articles on one page of a list.
pub const PAGE_LENGTH: u32 = 10;

/// Choices the chat platform shows at most.
const SUGGESTED: u32 = 25;

/// A member asks for a page of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListRequest {
    pub asker: Asker,
    /// Counted from 0; past the end gives the last page.
    pub page: u32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePage {
    pub items: Vec<ArticleSummary>,
    /// Counted from 0.
    pub page: u32,
    /// At least 1.
    pub pages: u32,
}

impl Desk {
    /// The articles a member may see where they are, newest first.
    pub async fn list_articles(&self, request: ListRequest) -> Result<ArticlePage, OpenError> {
        let count = self.store.count_articles(request.asker).await?;
        let pages = u32::try_from(count.div_ceil(u64::from(PAGE_LENGTH))).unwrap_or(u32::MAX).max(1);
        let page = request.page.min(pages - 1);
        let items = self.store.articles(request.asker, "", PAGE_LENGTH, page.saturating_mul(PAGE_LENGTH)).await?;
        Ok(ArticlePage { items, page, pages })
    }

    /// Articles that match what a member has typed so far.
    pub async fn suggest_articles(&self, asker: Asker, typed: &str) -> Result<Vec<ArticleSummary>, OpenError> {
        Ok(self.store.articles(asker, typed.trim(), SUGGESTED, 0).await?)
    }
}

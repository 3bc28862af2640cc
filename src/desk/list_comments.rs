//! Lists of comments.

use super::comment::Comment;
use super::comment_error::CommentError;
use super::comment_store::{CommentFilter, Order};
use super::{ArticleRef, Asker, Desk, OpenedArticle, StoreError};

/// Comments on one page of a list.
pub const COMMENTS_PER_PAGE: u32 = 5;

/// A wish for the published comments on an article.
#[derive(Debug, Clone)]
pub struct CommentsRequest {
    pub asker: Asker,
    pub article: ArticleRef,
    pub order: Order,
    /// Counted from 0; past the end gives the last page.
    pub page: u32,
}

/// A page of comments. For comments with a waiting edit, `text` is the published one.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentPage {
    pub items: Vec<Comment>,
    pub order: Order,
    pub page: u32,
    /// At least 1.
    pub pages: u32,
    pub total: u64,
}

impl Desk {
    /// What members may read under an article on this server, replies included.
    pub async fn list_comments(&self, request: CommentsRequest) -> Result<(OpenedArticle, CommentPage), CommentError> {
        let guild = request.asker.place.guild.ok_or(CommentError::NotOnAServer)?;
        let asker = self.reading_place(request.asker, &request.article).await?;
        let opened = self.open_known(asker, &request.article).await?;
        let filter =
            CommentFilter { guild: Some(guild), article: Some(opened.id), shown: true, ..CommentFilter::default() };
        let mut page = self.page_of_comments(&filter, request.order, request.page).await?;
        for comment in &mut page.items {
            self.show_published(comment).await?;
        }
        Ok((opened, page))
    }

    /// The member's own comments, newest first: on this server, or in private on every one.
    pub async fn own_comments(&self, asker: Asker, page: u32) -> Result<CommentPage, CommentError> {
        let filter = CommentFilter { guild: asker.place.guild, author: Some(asker.member), ..CommentFilter::default() };
        Ok(self.page_of_comments(&filter, Order::NewestFirst, page).await?)
    }

    /// A page of the comments that fit.
    pub(super) async fn page_of_comments(
        &self,
        filter: &CommentFilter,
        order: Order,
        page: u32,
    ) -> Result<CommentPage, StoreError> {
        let total = self.comments.count_comments(filter).await?;
        let pages = u32::try_from(total.div_ceil(u64::from(COMMENTS_PER_PAGE))).unwrap_or(u32::MAX).max(1);
        let page = page.min(pages - 1);
        let offset = page.saturating_mul(COMMENTS_PER_PAGE);
        let items = self.comments.comments(filter, order, COMMENTS_PER_PAGE, offset).await?;
        Ok(CommentPage { items, order, page, pages, total })
    }

    /// Puts the published text in the place of one that waits.
    async fn show_published(&self, comment: &mut Comment) -> Result<(), StoreError> {
        if let Some(shown) = comment.shown
            && shown != comment.revision
        {
            comment.text = self.comments.revision_text(comment.id, shown).await?.unwrap_or_default();
        }
        Ok(())
    }
}

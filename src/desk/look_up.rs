//! What moderators look up beside the queue: an author's comments, the appeals that wait.

use super::comment::{Actor, Appeal, AppealAgainst, AppealId, AuthorHistory, Ban, Comment, CommentId};
use super::comment_error::ModerationError;
use super::comment_store::{CommentFilter, Order};
use super::{CommentPage, Desk};
use crate::moderation::CommentState;

/// What is known of a comment's author on this server.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorView {
    /// The comment that was asked about.
    pub comment: Comment,
    pub history: AuthorHistory,
    /// The author's comments, newest first.
    pub page: CommentPage,
}

/// An open appeal with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct AppealView {
    pub next: Option<(Appeal, Option<Comment>, Option<Ban>)>,
    /// All that are open, this one included.
    pub open: usize,
}

impl Desk {
    /// The author of a comment: their comments, rejections and bans here.
    pub async fn author_comments(
        &self,
        actor: &Actor,
        id: CommentId,
        page: u32,
    ) -> Result<AuthorView, ModerationError> {
        let (comment, history) = self.inspect_comment(actor, id).await?;
        let Some(author) = comment.author else {
            let order = Order::NewestFirst;
            let page = CommentPage { items: Vec::new(), order, page: 0, pages: 1, total: 0 };
            return Ok(AuthorView { comment, history, page });
        };
        let filter = CommentFilter { guild: Some(actor.guild), author: Some(author), ..CommentFilter::default() };
        let page = self.page_of_comments(&filter, Order::NewestFirst, page).await?;
        Ok(AuthorView { comment, history, page })
    }

    /// A comment that can still be turned down as the moderator saw it, by revision and state.
    pub async fn open_for_rejection(
        &self,
        actor: &Actor,
        id: CommentId,
        (revision, seen): (u32, CommentState),
    ) -> Result<(Comment, AuthorHistory), ModerationError> {
        let (comment, history) = self.inspect_comment(actor, id).await?;
        if comment.state == CommentState::Deleted {
            Err(ModerationError::Deleted(Box::new(comment)))
        } else if comment.revision != revision {
            Err(ModerationError::Edited(Box::new(comment)))
        } else if comment.state != seen || comment.state == CommentState::Rejected {
            Err(ModerationError::Decided(Box::new(comment)))
        } else {
            Ok((comment, history))
        }
    }

    /// The oldest open appeal with a higher number than `after`; past the last one, the first.
    pub async fn next_appeal(&self, actor: &Actor, after: Option<AppealId>) -> Result<AppealView, ModerationError> {
        let waiting = self.open_appeals(actor).await?;
        let open = waiting.len();
        let next = waiting.iter().filter(|appeal| after.is_none_or(|after| appeal.id > after)).min_by_key(|a| a.id);
        let Some(appeal) = next.or_else(|| waiting.iter().min_by_key(|a| a.id)).cloned() else {
            return Ok(AppealView { next: None, open });
        };
        let (comment, ban) = self.subject_of(&appeal).await?;
        Ok(AppealView { next: Some((appeal, comment, ban)), open })
    }

    /// What an appeal is about.
    async fn subject_of(&self, appeal: &Appeal) -> Result<(Option<Comment>, Option<Ban>), ModerationError> {
        match appeal.against {
            AppealAgainst::Decision(id) => match self.comments.decision(id).await? {
                Some(decision) => Ok((self.comments.comment(decision.comment).await?, None)),
                None => Ok((None, None)),
            },
            AppealAgainst::Ban(id) => Ok((None, self.comments.ban_by_id(id).await?)),
        }
    }
}

//! Editing and taking back one's own comment.

use super::comment::{Actor, Comment, CommentId, Key};
use super::comment_error::CommentError;
use super::comment_store::{Changed, NewRevision};
use super::examine::{Draft, Examined, fitting};
use super::submit_comment::Receipt;
use super::{Asker, Desk, MemberId, Place, StoreError};
use crate::moderation::CommentEvent;

/// An author's wish to change a comment.
#[derive(Debug, Clone)]
pub struct EditRequest {
    pub key: Key,
    pub actor: Actor,
    pub comment: CommentId,
    /// The revision the author saw.
    pub after: u32,
    pub text: String,
}

impl Desk {
    /// Stores a new revision, which goes back to the queue. The same words again change nothing.
    pub async fn edit_comment(&self, request: EditRequest) -> Result<Receipt, CommentError> {
        let actor = &request.actor;
        let stored = self.open_settings(actor).await?;
        let text = fitting(&request.text)?;
        let comment = self.own_comment(actor.member, request.comment).await?;
        if comment.guild != actor.guild {
            return Err(CommentError::Unknown);
        }
        if comment.state.after(CommentEvent::Edit).is_err() {
            return Err(CommentError::Changed(Box::new(comment)));
        }
        if comment.text == text {
            return Ok(self.receipt(comment).await);
        }
        self.limit_rate(actor, stored.settings.rules.flood).await?;
        let article = self.text_below(&comment, actor.member).await?;
        let draft = Draft { text: &text, article: article.as_deref(), is_edit: true };
        let Examined { fingerprint, checked, disposition } = self.examine(actor, &stored, draft).await?;
        let new = NewRevision {
            key: request.key,
            comment: request.comment,
            after: request.after,
            author: actor.member,
            text,
            fingerprint,
            checked,
            disposition,
            at: self.now(),
        };
        let comment = granted(self.comments.revise(new).await?)?;
        Ok(self.receipt(comment).await)
    }

    /// Takes a comment back: its words are erased and its message is removed.
    pub async fn delete_comment(&self, key: Key, author: MemberId, id: CommentId) -> Result<Comment, CommentError> {
        let comment = granted(self.comments.withdraw(key, id, author, self.now()).await?)?;
        self.bell.notify_one();
        Ok(comment)
    }

    /// One of the member's own comments.
    pub async fn own_comment(&self, author: MemberId, id: CommentId) -> Result<Comment, CommentError> {
        let comment = self.comments.comment(id).await?;
        comment.filter(|comment| comment.author == Some(author)).ok_or(CommentError::Unknown)
    }

    /// The article's text, where its author could still see it; the checks do without it too.
    async fn text_below(&self, comment: &Comment, author: MemberId) -> Result<Option<String>, StoreError> {
        let place = Place { guild: Some(comment.guild), channel: comment.channel };
        let article = self.store.visible_article(comment.article, Asker { member: author, place }).await?;
        Ok(article.map(|article| article.text))
    }
}

fn granted(changed: Changed) -> Result<Comment, CommentError> {
    match changed {
        Changed::Done(comment) | Changed::Before(comment) => Ok(comment),
        Changed::Decided(comment) | Changed::Edited(comment) => Err(CommentError::Changed(Box::new(comment))),
        Changed::Unknown => Err(CommentError::Unknown),
        Changed::Banned(ban) => Err(CommentError::Banned(Box::new(ban))),
    }
}

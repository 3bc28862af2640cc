//! Submitting a comment.

use super::comment::{Actor, Comment, CommentId, Key, MessageId};
use super::comment_error::CommentError;
use super::comment_store::{CommentFilter, NewComment, Submitted};
use super::examine::{Draft, Examined, fitting};
use super::{ArticleId, ArticleRef, Asker, ChannelId, Desk, GuildId, Place, StoreError, StoredArticle};
use crate::moderation::CommentState;

/// A member's wish to comment.
#[derive(Debug, Clone)]
pub struct SubmitRequest {
    pub key: Key,
    pub actor: Actor,
    pub article: ArticleRef,
    /// The bot's message whose button was used.
    pub below: Option<MessageId>,
    /// The published comment that is answered.
    pub parent: Option<CommentId>,
    pub text: String,
}

/// What the author is told at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    pub comment: Comment,
    /// Pending comments of the server before this one.
    pub ahead: u64,
}

impl Desk {
    /// Checks the comment and stores it; what is returned is safely stored.
    pub async fn submit_comment(&self, request: SubmitRequest) -> Result<Receipt, CommentError> {
        let actor = &request.actor;
        let stored = self.open_settings(actor).await?;
        let text = fitting(&request.text)?;
        if let Some(before) = self.comments.submitted(request.key).await? {
            return Ok(self.receipt(before).await);
        }
        self.limit_rate(actor, stored.settings.rules.flood).await?;
        let (article, channel) = self.article_to_comment(actor, &request.article).await?;
        self.check_parent(actor.guild, article.id, request.parent).await?;
        let draft = Draft { text: &text, article: Some(&article.text), is_edit: false };
        let Examined { fingerprint, checked, disposition } = self.examine(actor, &stored, draft).await?;
        let new = NewComment {
            key: request.key,
            guild: actor.guild,
            article: article.id,
            author: actor.member,
            persona: actor.persona.clone(),
            channel,
            below: request.below,
            parent: request.parent,
            text,
            fingerprint,
            checked,
            disposition,
            at: self.now(),
        };
        match self.comments.submit(new).await? {
            Submitted::Stored(comment) | Submitted::Before(comment) => Ok(self.receipt(comment).await),
            Submitted::Banned(ban) => Err(CommentError::Banned(Box::new(ban))),
            Submitted::Full => Err(CommentError::Full),
        }
    }

    /// What the author is told of a comment that is stored: from here on nothing may fail.
    pub(super) async fn receipt(&self, comment: Comment) -> Receipt {
        self.bell.notify_one();
        self.note_bell.notify_one();
        if comment.state != CommentState::Pending {
            return Receipt { comment, ahead: 0 };
        }
        let filter = CommentFilter {
            guild: Some(comment.guild),
            state: Some(CommentState::Pending),
            ..CommentFilter::default()
        };
        let waiting = self.comments.count_comments(&filter).await.unwrap_or_default();
        Receipt { comment, ahead: waiting.saturating_sub(1) }
    }

    /// Who writes in an article's thread is where the article is.
    pub(super) async fn reading_place(&self, asker: Asker, which: &ArticleRef) -> Result<Asker, StoreError> {
        let (Some(guild), ArticleRef::Id(id)) = (asker.place.guild, which) else { return Ok(asker) };
        let thread = self.comments.thread(guild, *id).await?;
        let within = thread.filter(|thread| thread.thread == asker.place.channel);
        let channel = within.map_or(asker.place.channel, |thread| thread.channel);
        Ok(Asker { place: Place { channel, ..asker.place }, ..asker })
    }

    /// The article in whose thread somebody is, with where that is.
    pub(super) async fn article_of_thread(&self, asker: Asker) -> Result<Option<(Asker, ArticleId)>, StoreError> {
        let Some(guild) = asker.place.guild else { return Ok(None) };
        let Some(id) = self.comments.article_of_thread(guild, asker.place.channel).await? else { return Ok(None) };
        Ok(Some((self.reading_place(asker, &ArticleRef::Id(id)).await?, id)))
    }

    /// With the channel that the comment belongs to: not the article's thread, which may go.
    async fn article_to_comment(
        &self,
        actor: &Actor,
        which: &ArticleRef,
    ) -> Result<(StoredArticle, ChannelId), CommentError> {
        let asker = Asker { member: actor.member, place: Place { guild: Some(actor.guild), channel: actor.channel } };
        let (asker, which) = match (which, self.article_of_thread(asker).await?) {
            (ArticleRef::Latest, Some((asker, id))) => (asker, &ArticleRef::Id(id)),
            _ => (self.reading_place(asker, which).await?, which),
        };
        Ok((self.find_article(asker, which).await?.0, asker.place.channel))
    }

    /// Only what is to be seen below the same article can be answered.
    async fn check_parent(
        &self,
        guild: GuildId,
        article: ArticleId,
        parent: Option<CommentId>,
    ) -> Result<(), CommentError> {
        let Some(parent) = parent else { return Ok(()) };
        let parent = self.comments.comment(parent).await?;
        let fits =
            parent.is_some_and(|parent| parent.guild == guild && parent.article == article && parent.shown.is_some());
        if fits { Ok(()) } else { Err(CommentError::Unknown) }
    }
}

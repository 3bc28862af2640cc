//! Deciding on comments.

use super::comment::{Actor, AuthorHistory, Comment, CommentId, Key, Reason, Ruling};
use super::comment_error::ModerationError;
use super::comment_store::{Changed, NewDecision};
use super::{Desk, GuildId, MemberId, StoreError, typed};
use crate::moderation::{CommentState, Settings};

/// The longest free text of a reason, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// A moderator's decision.
#[derive(Debug, Clone)]
pub struct DecideRequest {
    pub key: Key,
    pub actor: Actor,
    pub comment: CommentId,
    /// The revision the moderator saw.
    pub revision: u32,
    /// The state the moderator saw: a rejection takes a published comment down only where it was
    /// meant to, and not because a colleague approved it a moment before.
    pub seen: CommentState,
    pub ruling: Ruling,
    /// Needed for a rejection.
    pub reason: Option<Reason>,
}

impl Desk {
    /// One conditional update; the loser of a race is told who decided and when.
    pub async fn decide_comment(&self, request: DecideRequest) -> Result<Comment, ModerationError> {
        let (_, new) = self.prepare(&request).await?;
        let changed = self.comments.decide(request.actor.guild, new).await?;
        let comment = granted(changed)?;
        self.bell.notify_one();
        Ok(comment)
    }

    /// A comment and its author's history, for moderators.
    pub async fn inspect_comment(
        &self,
        actor: &Actor,
        id: CommentId,
    ) -> Result<(Comment, AuthorHistory), ModerationError> {
        self.as_moderator(actor).await?;
        let comment = self.comment_on(actor.guild, id).await?;
        let history = self.history_of(&comment).await?;
        Ok((comment, history))
    }

    /// Rejects everything of one author that waits; `pattern` names one of the comments. Returns
    /// the comments rejected.
    pub async fn reject_author(&self, pattern: DecideRequest) -> Result<Vec<CommentId>, ModerationError> {
        let pattern = DecideRequest { ruling: Ruling::Reject, ..pattern };
        let (author, new) = self.prepare(&pattern).await?;
        let author = author.ok_or(ModerationError::Unknown)?;
        let rejected = self.comments.reject_all(pattern.actor.guild, author, new).await?;
        self.bell.notify_one();
        Ok(rejected)
    }

    /// The comment, where it is one of this server.
    pub(super) async fn comment_on(&self, guild: GuildId, id: CommentId) -> Result<Comment, ModerationError> {
        let comment = self.comments.comment(id).await?;
        comment.filter(|comment| comment.guild == guild).ok_or(ModerationError::Unknown)
    }

    /// What is known of a comment's author; nothing once erased.
    pub(super) async fn history_of(&self, comment: &Comment) -> Result<AuthorHistory, StoreError> {
        match comment.author {
            Some(author) => self.comments.author_history(comment.guild, author).await,
            None => Ok(AuthorHistory::default()),
        }
    }

    /// Everything that is asked before a decision: standing, whose comment it is, the reason.
    async fn prepare(&self, request: &DecideRequest) -> Result<(Option<MemberId>, NewDecision), ModerationError> {
        let actor = &request.actor;
        let stored = self.as_moderator(actor).await?;
        let author = self.comment_on(actor.guild, request.comment).await?.author;
        if author == Some(actor.member) && !actor.administrator {
            return Err(ModerationError::OwnComment);
        }
        let reason = match request.ruling {
            Ruling::Approve => None,
            Ruling::Reject => Some(reason(&stored.settings, request.reason.as_ref())?),
        };
        let new = NewDecision {
            key: request.key,
            comment: request.comment,
            revision: request.revision,
            seen: request.seen,
            ruling: request.ruling,
            by: actor.member,
            reason,
            at: self.now(),
        };
        Ok((author, new))
    }
}

/// The reason as it is kept: a template of the server's own speaks in the server's words.
fn reason(settings: &Settings, given: Option<&Reason>) -> Result<Reason, ModerationError> {
    let given = given.cloned().unwrap_or_default();
    let words = typed::clean(&given.words);
    if given.code.is_empty() && typed::is_blank(&words) {
        return Err(ModerationError::Invalid("no_reason"));
    }
    if typed::length(&words) > LONGEST_REASON {
        return Err(ModerationError::Invalid("long_reason"));
    }
    let template = settings.reasons.iter().find(|template| template.code == given.code);
    let (label, rule) =
        template.map_or((given.label, given.rule), |template| (template.label.clone(), template.rule.clone()));
    Ok(Reason { code: given.code, label, rule, words })
}

fn granted(changed: Changed) -> Result<Comment, ModerationError> {
    match changed {
        Changed::Done(comment) | Changed::Before(comment) => Ok(comment),
        Changed::Decided(comment) | Changed::Edited(comment) if comment.state == CommentState::Deleted => {
            Err(ModerationError::Deleted(Box::new(comment)))
        }
        Changed::Decided(comment) => Err(ModerationError::Decided(Box::new(comment))),
        Changed::Edited(comment) => Err(ModerationError::Edited(Box::new(comment))),
        // A ban keeps authors from writing, never moderators from deciding.
        Changed::Unknown | Changed::Banned(_) => Err(ModerationError::Unknown),
    }
}

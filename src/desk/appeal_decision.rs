//! Appeals: filed once per decision, decided by another moderator.

use super::comment::{Actor, Appeal, AppealAgainst, AppealId, AppealState, Ban, Comment, Key, Ruling};
use super::comment_error::{CommentError, ModerationError};
use super::comment_store::{AppealDecided, CommentFilter, Filed, NewAppeal, NewAppealDecision, Order};
use super::{Asker, Desk, MemberId, typed};
use crate::moderation::CommentState;

/// The longest appeal and the longest answer, in characters.
pub const LONGEST_APPEAL: usize = 1_000;

/// Rejections, and open appeals, that are listed at most.
const LISTED: u32 = 25;

/// An author's objection.
#[derive(Debug, Clone)]
pub struct AppealRequest {
    pub key: Key,
    pub member: MemberId,
    pub against: AppealAgainst,
    pub words: String,
}

/// Something a member may appeal against.
#[derive(Debug, Clone, PartialEq)]
pub enum Appealable {
    Rejection(Box<Comment>),
    Ban(Box<Ban>),
}

/// A second moderator's decision.
#[derive(Debug, Clone)]
pub struct AppealDecisionRequest {
    pub key: Key,
    pub actor: Actor,
    pub appeal: AppealId,
    pub grant: bool,
    pub answer: String,
}

impl Desk {
    /// What the member may still appeal against: on this server, or in private on every one.
    pub async fn appealable(&self, asker: Asker) -> Result<Vec<Appealable>, CommentError> {
        let guild = asker.place.guild;
        let filter = CommentFilter {
            guild,
            author: Some(asker.member),
            state: Some(CommentState::Rejected),
            ..CommentFilter::default()
        };
        let rejected = self.comments.comments(&filter, Order::NewestFirst, LISTED, 0).await?;
        let rejected = rejected.into_iter().filter(is_open_to_appeal);
        let bans = self.comments.active_bans(guild, Some(asker.member), self.now()).await?;
        let bans = bans.into_iter().filter(|ban| ban.appeal.is_none());
        let bans = bans.map(|ban| Appealable::Ban(Box::new(ban)));
        Ok(bans.chain(rejected.map(|comment| Appealable::Rejection(Box::new(comment)))).collect())
    }

    /// Files an appeal.
    pub async fn file_appeal(&self, request: AppealRequest) -> Result<Appeal, CommentError> {
        let words = typed::clean(&request.words);
        if typed::is_blank(&words) {
            return Err(CommentError::Empty);
        }
        let length = typed::length(&words);
        if length > LONGEST_APPEAL {
            return Err(CommentError::TooLong(length));
        }
        let new = NewAppeal {
            key: request.key,
            against: request.against,
            by: request.member,
            words: words.clone(),
            at: self.now(),
        };
        let appeal = match self.comments.file_appeal(new).await? {
            Filed::Done(appeal) => appeal,
            // The same wish once more, as after a lost answer.
            Filed::Before(appeal) if appeal.state == AppealState::Open && appeal.words == words => appeal,
            Filed::Before(appeal) => return Err(CommentError::AppealedBefore(Box::new(appeal))),
            Filed::Unknown => return Err(CommentError::NothingToAppeal),
        };
        self.bell.notify_one();
        Ok(appeal)
    }

    /// Grants or denies an appeal.
    pub async fn decide_appeal(&self, request: AppealDecisionRequest) -> Result<Appeal, ModerationError> {
        let actor = &request.actor;
        self.as_moderator(actor).await?;
        let appeal = self.comments.appeal(request.appeal).await?;
        let appeal = appeal.filter(|appeal| appeal.guild == actor.guild).ok_or(ModerationError::Unknown)?;
        if appeal.by == actor.member {
            return Err(ModerationError::OwnComment);
        }
        let answer = typed::clean(&request.answer);
        if typed::length(&answer) > LONGEST_APPEAL {
            return Err(ModerationError::Invalid("long_answer"));
        }
        let new = NewAppealDecision {
            key: request.key,
            appeal: request.appeal,
            grant: request.grant,
            by: actor.member,
            answer,
            at: self.now(),
        };
        let appeal = match self.comments.decide_appeal(actor.guild, new).await? {
            AppealDecided::Done(appeal) | AppealDecided::Before(appeal) => appeal,
            AppealDecided::Closed(appeal) => return Err(ModerationError::AppealClosed(Box::new(appeal))),
            AppealDecided::OwnDecision(appeal) => return Err(ModerationError::OwnDecision(Box::new(appeal))),
            AppealDecided::Unknown => return Err(ModerationError::Unknown),
        };
        self.bell.notify_one();
        Ok(appeal)
    }

    /// The appeals that wait, oldest first.
    pub async fn open_appeals(&self, actor: &Actor) -> Result<Vec<Appeal>, ModerationError> {
        self.as_moderator(actor).await?;
        Ok(self.comments.open_appeals(actor.guild, LISTED).await?)
    }
}

/// A person's rejection of the latest revision that was not appealed against.
fn is_open_to_appeal(comment: &Comment) -> bool {
    comment.decision.as_ref().is_some_and(|decision| {
        decision.ruling == Ruling::Reject && decision.revision == comment.revision && decision.appeal.is_none()
    })
}

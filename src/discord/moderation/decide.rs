//! Approving and rejecting, on a card and in the queue.

use super::{actor, declined};
use crate::desk::{AuthorHistory, Comment, DecideRequest, Key, ModerationError, Reason, Ruling};
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::moderation::Settings;
use crate::responder::{self, Done, ReasonMark, Reply, Seat, Target, Words, confirmed, parse_reason};
use std::future::Future;

/// What opens before anything is done.
type Dialogue = fn(Words, &Comment, &AuthorHistory, &Settings, Seat) -> Reply;

impl Bot {
    pub(super) async fn approve(&self, ticket: &Ticket, target: Target) -> Outcome {
        let decided = self.decide(ticket, target, Ruling::Approve, None).await;
        let done = decided.map(|comment| confirmed(ticket.words, Done::Approved(&comment)));
        self.proceed(ticket, target.seat, done).await
    }

    /// The reasons to turn a comment down, as long as that can be done.
    pub(super) async fn reasons(&self, ticket: &Ticket, target: Target) -> Outcome {
        let look = async {
            let seen = (target.revision, target.seen);
            self.desk.open_for_rejection(actor(ticket)?, target.comment, seen).await
        };
        self.dialogue(ticket, target.seat, responder::reject_reasons, look).await
    }

    /// The reasons to turn down all that waits of the comment's author.
    pub(super) async fn reasons_for_all(&self, ticket: &Ticket, target: Target) -> Outcome {
        let look = async { self.desk.inspect_comment(actor(ticket)?, target.comment).await };
        self.dialogue(ticket, target.seat, responder::reject_all_reasons, look).await
    }

    /// For how long the comment's author may be banned.
    pub(super) async fn ban_times(&self, ticket: &Ticket, target: Target) -> Outcome {
        let look = async { self.desk.inspect_comment(actor(ticket)?, target.comment).await };
        self.dialogue(ticket, target.seat, responder::ban_times, look).await
    }

    async fn dialogue(
        &self,
        ticket: &Ticket,
        seat: Seat,
        dialogue: Dialogue,
        look: impl Future<Output = Result<(Comment, AuthorHistory), ModerationError>>,
    ) -> Outcome {
        let opened = async {
            let (comment, history) = look.await?;
            Ok(dialogue(ticket.words, &comment, &history, &self.settings(ticket).await?, seat))
        };
        match opened.await {
            Ok(reply) => Ok(reply),
            Err(why) => self.proceed(ticket, seat, Err(why)).await,
        }
    }

    /// A reason was chosen: rejects at once.
    pub(super) async fn reject_for(&self, ticket: &Ticket, target: Target, value: Option<&str>) -> Outcome {
        self.reject(ticket, target, value.and_then(parse_reason).flatten(), "").await
    }

    /// Rejects for a reason of the list, with words of the moderator's own, or both.
    pub(super) async fn reject(&self, ticket: &Ticket, target: Target, mark: Option<ReasonMark>, own: &str) -> Outcome {
        let rejected = async {
            let reason = self.reason(ticket, mark, own).await?;
            let comment = self.decide(ticket, target, Ruling::Reject, Some(reason.clone())).await?;
            Ok(confirmed(ticket.words, Done::Rejected(&comment, &reason)))
        };
        let done = rejected.await;
        self.proceed(ticket, target.seat, done).await
    }

    /// A reason was chosen for all that waits of one author.
    pub(super) async fn reject_all_for(&self, ticket: &Ticket, target: Target, value: Option<&str>) -> Outcome {
        let rejected = async {
            let reason = self.reason(ticket, value.and_then(parse_reason).flatten(), "").await?;
            let (comment, _) = self.desk.inspect_comment(actor(ticket)?, target.comment).await?;
            let all = self.desk.reject_author(request(ticket, target, Ruling::Reject, Some(reason))?).await?;
            Ok(confirmed(ticket.words, Done::RejectedAll(&comment, all.len())))
        };
        let done = rejected.await;
        self.proceed(ticket, target.seat, done).await
    }

    /// What comes after: the next comment in the queue, or a sentence.
    pub(super) async fn proceed(&self, ticket: &Ticket, seat: Seat, done: Result<String, ModerationError>) -> Outcome {
        match (seat, done) {
            (Seat::Card, Ok(sentence)) => Ok(Reply::private(sentence)),
            // In the place of the dialogue, which is of no more use.
            (Seat::Card, Err(why)) => Ok(declined(ticket, &why)),
            (Seat::Queue(filter), Ok(sentence)) => self.queue_view(ticket, filter, None, Some(&sentence)).await,
            (Seat::Queue(filter), Err(why)) if leads_on(&why) => {
                let note = responder::moderation_note(ticket.words, &why, seat);
                self.queue_view(ticket, filter, None, Some(&note)).await
            }
            (Seat::Queue(_), Err(why)) => Err(declined(ticket, &why)),
        }
    }

    async fn decide(
        &self,
        ticket: &Ticket,
        target: Target,
        ruling: Ruling,
        reason: Option<Reason>,
    ) -> Result<Comment, ModerationError> {
        self.desk.decide_comment(request(ticket, target, ruling, reason)?).await
    }

    /// The reason as it is kept with the decision. One that was taken out of the list meanwhile
    /// is none.
    async fn reason(&self, ticket: &Ticket, mark: Option<ReasonMark>, own: &str) -> Result<Reason, ModerationError> {
        let settings = self.settings(ticket).await?;
        Ok(responder::reason(ticket.words, &settings, mark, own).unwrap_or_default())
    }
}

fn request(
    ticket: &Ticket,
    target: Target,
    ruling: Ruling,
    reason: Option<Reason>,
) -> Result<DecideRequest, ModerationError> {
    Ok(DecideRequest {
        key: Key(ticket.id.get()),
        actor: actor(ticket)?.clone(),
        comment: target.comment,
        revision: target.revision,
        seen: target.seen,
        ruling,
        reason,
    })
}

/// Whether the queue goes on after this: the comment at hand is out of it, or has other words.
const fn leads_on(why: &ModerationError) -> bool {
    matches!(why, ModerationError::Decided(_) | ModerationError::Edited(_) | ModerationError::Deleted(_))
}

//! The queue, and what a moderator looks up beside it.

use super::{actor, declined};
use crate::desk::{CommentId, ModerationError, QueueFilter};
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::responder::{self, Reply};
use std::future::Future;

impl Bot {
    /// The next comment that waits, below a sentence on what was just done.
    pub(super) async fn queue_view(
        &self,
        ticket: &Ticket,
        filter: QueueFilter,
        skip: Option<CommentId>,
        note: Option<&str>,
    ) -> Outcome {
        answered(ticket, async {
            let actor = actor(ticket)?;
            let view = self.desk.next_in_queue(actor, filter, skip).await?;
            Ok(responder::queue(ticket.words, &view, &self.settings(ticket).await?, note))
        })
        .await
    }

    pub(super) async fn history(&self, ticket: &Ticket, comment: CommentId, page: u32) -> Outcome {
        answered(ticket, async {
            let view = self.desk.author_comments(actor(ticket)?, comment, page).await?;
            Ok(responder::author_history(ticket.words, &view))
        })
        .await
    }

    pub(super) async fn inspected(&self, ticket: &Ticket, comment: CommentId) -> Outcome {
        answered(ticket, async {
            let actor = actor(ticket)?;
            let (comment, history) = self.desk.inspect_comment(actor, comment).await?;
            Ok(responder::inspected(ticket.words, &comment, &history, &self.settings(ticket).await?))
        })
        .await
    }

    pub(super) async fn whole_text(&self, ticket: &Ticket, comment: CommentId) -> Outcome {
        answered(ticket, async {
            let (comment, _) = self.desk.inspect_comment(actor(ticket)?, comment).await?;
            Ok(responder::whole_text(ticket.words, &comment))
        })
        .await
    }
}

/// The result of the desk, or why there is none.
pub(super) async fn answered(ticket: &Ticket, work: impl Future<Output = Result<Reply, ModerationError>>) -> Outcome {
    work.await.map_err(|why| declined(ticket, &why))
}

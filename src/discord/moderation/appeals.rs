//! Appeals, on a card and one after the other.

use super::work::answered;
use super::{actor, declined};
use crate::desk::{AppealDecisionRequest, AppealId, Key, ModerationError, QueueFilter};
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::responder::{self, Reply, Seat};

impl Bot {
    /// The next open appeal, below a sentence on what was just done.
    pub(super) async fn appeal_view(
        &self,
        ticket: &Ticket,
        after: Option<AppealId>,
        filter: QueueFilter,
        note: Option<&str>,
    ) -> Outcome {
        answered(ticket, async {
            let view = self.desk.next_appeal(actor(ticket)?, after).await?;
            Ok(responder::next_appeal(ticket.words, &view, filter, note))
        })
        .await
    }

    /// The form with the answer came back; `true` grants.
    pub(super) async fn answer_appeal(
        &self,
        ticket: &Ticket,
        (appeal, grant): (AppealId, bool),
        seat: Seat,
        answer: &str,
    ) -> Outcome {
        let decided = async {
            let (key, actor, answer) = (Key(ticket.id.get()), actor(ticket)?.clone(), answer.to_owned());
            let request = AppealDecisionRequest { key, actor, appeal, grant, answer };
            let appeal = self.desk.decide_appeal(request).await?;
            Ok(responder::appeal_decided(ticket.words, &appeal))
        };
        let done = decided.await;
        self.after_appeal(ticket, appeal, seat, done).await
    }

    async fn after_appeal(
        &self,
        ticket: &Ticket,
        appeal: AppealId,
        seat: Seat,
        done: Result<String, ModerationError>,
    ) -> Outcome {
        match (seat, done) {
            (Seat::Card, Ok(sentence)) => Ok(Reply::private(sentence)),
            (Seat::Queue(filter), Ok(sentence)) => {
                self.appeal_view(ticket, Some(appeal), filter, Some(&sentence)).await
            }
            (Seat::Queue(filter), Err(why @ ModerationError::AppealClosed(_))) => {
                let note = responder::moderation_note(ticket.words, &why, seat);
                self.appeal_view(ticket, Some(appeal), filter, Some(&note)).await
            }
            (_, Err(why)) => Err(declined(ticket, &why)),
        }
    }
}

//! The audit log and figures.

use super::actor;
use super::work::answered;
use crate::desk::LogRequest;
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::responder;

impl Bot {
    /// A page of the audit log.
    pub(super) async fn log_page(&self, ticket: &Ticket, request: LogRequest) -> Outcome {
        answered(ticket, async {
            let page = self.desk.read_log(actor(ticket)?, request).await?;
            Ok(responder::mod_log(ticket.words, &page))
        })
        .await
    }

    /// Figures over so many days, with the head of the log's chain.
    pub(super) async fn stats(&self, ticket: &Ticket, days: u32) -> Outcome {
        answered(ticket, async {
            let actor = actor(ticket)?;
            let figures = self.desk.figures(actor, days).await?;
            let newest = self.desk.read_log(actor, LogRequest::default()).await?;
            let head = newest.rows.first().map(|row| &row.link);
            Ok(responder::mod_stats(ticket.words, &figures, days, &self.settings(ticket).await?, head))
        })
        .await
    }
}

//! What moderators do: translation in, one call to the desk, translation out.
//!
//! A control on a card in the moderators' channel answers in a message for the moderator alone;
//! one in the queue changes the queue in place. The card itself is the outbox's to change.

mod appeals;
mod ban;
mod decide;
mod read;
mod work;

use super::bot::Bot;
use super::commands::failed;
use super::components::{Form, chosen, manner as shown};
use super::exchange::{Exchange, Manner, Outcome, Pace, chain};
use super::options::Options;
use super::ticket::Ticket;
use crate::desk::{Actor, CommentId, LogRequest, MemberId, ModerationError, QueueFilter};
use crate::moderation::{Settings, Verdict};
use crate::responder::{self, BanTime, Command, ModerationAction, Prompt, Reply, Seat, Slip, slip};
use serenity::all::ComponentInteraction;
use std::pin::Pin;
use tracing::{error, info};

/// Days that `/modstats` looks back without an option.
const DAYS: u32 = 30;

/// Work on one interaction, boxed: each kind of it is a future of another size.
type Work<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

impl Bot {
    pub(super) async fn moderation_command(&self, command: Command, options: &Options<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let member = options.member("member").map(MemberId);
        let work: Work<'_> = if command == Command::Queue {
            Box::pin(self.queue_command(ticket, options))
        } else if command == Command::ModLog {
            let comment = options.number("number").map(|number| CommentId(number.into()));
            Box::pin(self.log_page(ticket, LogRequest { comment, member, page: 0 }))
        } else if command == Command::ModStats {
            Box::pin(self.stats(ticket, options.number("days").unwrap_or(DAYS)))
        } else if command == Command::Bans {
            Box::pin(self.ban_page(ticket, 0, None))
        } else if let (Command::Unban, Some(member)) = (command, member) {
            Box::pin(self.unban(ticket, member))
        } else {
            return exchange.tell(slip(ticket.words, Slip::UnknownCommand)).await;
        };
        exchange.conduct(Manner::Private, Pace::WhenSlow, work).await;
    }

    pub(super) async fn moderation_component(
        &self,
        action: ModerationAction,
        interaction: &ComponentInteraction,
        exchange: &Exchange<'_>,
    ) {
        use ModerationAction as A;
        let ticket = exchange.ticket;
        let value = chosen(interaction);
        let (manner, work): (Manner, Work<'_>) = match action {
            A::Approve(target) => (manner(target.seat), Box::pin(self.approve(ticket, target))),
            A::Reject(target) => (manner(target.seat), Box::pin(self.reasons(ticket, target))),
            A::RejectAll(target) => (manner(target.seat), Box::pin(self.reasons_for_all(ticket, target))),
            A::Ban(target) => (manner(target.seat), Box::pin(self.ban_times(ticket, target))),
            A::RejectFor(target) => (Manner::InPlace, Box::pin(self.reject_for(ticket, target, value))),
            A::RejectAllFor(target) => (Manner::InPlace, Box::pin(self.reject_all_for(ticket, target, value))),
            A::History { comment, page, show } => (shown(show), Box::pin(self.history(ticket, comment, page))),
            A::Inspect { comment } => (Manner::Private, Box::pin(self.inspected(ticket, comment))),
            A::WholeText { comment } => (Manner::Private, Box::pin(self.whole_text(ticket, comment))),
            A::Queue { filter, skip } => (Manner::InPlace, Box::pin(self.queue_view(ticket, filter, skip, None))),
            A::Appeals { after, filter } => (Manner::InPlace, Box::pin(self.appeal_view(ticket, after, filter, None))),
            A::Log(request) => (Manner::InPlace, Box::pin(self.log_page(ticket, request))),
            A::Bans { page } => (Manner::InPlace, Box::pin(self.ban_page(ticket, page, None))),
            A::Lift { page } => (Manner::InPlace, Box::pin(self.lift(ticket, page, value))),
            A::RejectInWords(_)
            | A::BanFor(_)
            | A::Grant { .. }
            | A::Deny { .. }
            | A::RejectForm { .. }
            | A::BanForm { .. } => return exchange.inquire(self.form(ticket, action, value)).await,
        };
        exchange.conduct(manner, Pace::WhenSlow, work).await;
    }

    /// The form that a control opens.
    async fn form(&self, ticket: &Ticket, action: ModerationAction, value: Option<&str>) -> Result<Prompt, Reply> {
        let words = ticket.words;
        if let ModerationAction::RejectInWords(target) = action {
            let mark = value.and_then(responder::parse_reason).flatten();
            let settings = self.settings(ticket).await.map_err(|why| declined(ticket, &why))?;
            Ok(responder::reject_prompt(words, &settings, target, mark))
        } else if let (ModerationAction::BanFor(target), Some(time)) = (action, value.and_then(BanTime::parse)) {
            Ok(responder::ban_prompt(words, target, time))
        } else if let ModerationAction::Grant { appeal, seat } = action {
            Ok(responder::answer_prompt(words, appeal, true, seat))
        } else if let ModerationAction::Deny { appeal, seat } = action {
            Ok(responder::answer_prompt(words, appeal, false, seat))
        } else {
            Err(slip(words, Slip::StaleControl))
        }
    }

    pub(super) async fn moderation_form(&self, action: ModerationAction, form: &Form<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let written = |field| form.text(field).unwrap_or_default();
        let (manner, work): (Manner, Work<'_>) = if let ModerationAction::RejectForm { target, reason } = action {
            (Manner::InPlace, Box::pin(self.reject(ticket, target, reason, written("words"))))
        } else if let ModerationAction::BanForm { target, time } = action {
            (Manner::InPlace, Box::pin(self.ban(ticket, target, time, written("reason"))))
        } else if let ModerationAction::Grant { appeal, seat } = action {
            (manner(seat), Box::pin(self.answer_appeal(ticket, (appeal, true), seat, written("answer"))))
        } else if let ModerationAction::Deny { appeal, seat } = action {
            (manner(seat), Box::pin(self.answer_appeal(ticket, (appeal, false), seat, written("answer"))))
        } else {
            return exchange.tell(slip(ticket.words, Slip::StaleControl)).await;
        };
        exchange.conduct(manner, Pace::WhenSlow, work).await;
    }

    async fn queue_command(&self, ticket: &Ticket, options: &Options<'_>) -> Outcome {
        let verdict = match options.text("verdict") {
            Some("block") => Some(Verdict::Block),
            Some("review") => Some(Verdict::Review),
            Some(_) | None => None,
        };
        let mut filter = QueueFilter { article: None, author: options.member("member").map(MemberId), verdict };
        if options.text("article").is_some() {
            let opened = self.desk.open_known(ticket.asker, &options.article()).await;
            filter.article = Some(opened.map_err(|why| failed(ticket, &why))?.id);
        }
        self.queue_view(ticket, filter, None, None).await
    }

    /// The server's settings, for whoever words something.
    async fn settings(&self, ticket: &Ticket) -> Result<Settings, ModerationError> {
        Ok(self.desk.settings_of(actor(ticket)?.guild).await?.settings)
    }
}

/// Where the answer to a button goes.
const fn manner(seat: Seat) -> Manner {
    match seat {
        Seat::Card => Manner::Private,
        Seat::Queue(_) => Manner::InPlace,
    }
}

/// Who acts, with their standing on the server; in private nobody moderates.
fn actor(ticket: &Ticket) -> Result<&Actor, ModerationError> {
    ticket.actor.as_ref().ok_or(ModerationError::NotAModerator)
}

/// Why a wish is not granted, for the moderator; what should not have happened also for the log.
fn declined(ticket: &Ticket, why: &ModerationError) -> Reply {
    let reference = ticket.reference();
    if let ModerationError::Unexpected(cause) = why {
        error!(%reference, cause = %chain(cause), "a request failed");
    } else {
        info!(%reference, %why, "a moderator's request was refused");
    }
    responder::moderation_refusal(ticket.words, why, reference)
}

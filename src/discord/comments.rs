//! What members do with comments: translation in, one call to the desk, translation out.

use super::bot::Bot;
use super::components::{Form, chosen, manner};
use super::exchange::{Exchange, Manner, Outcome, Pace, chain, refused};
use super::options::Options;
use super::ticket::Ticket;
use crate::desk::{
    Actor, AppealAgainst, AppealRequest, ArticleRef, CommentError, CommentId, CommentsRequest, EditRequest, Key,
    MessageId, ModerationError, Order, SubmitRequest,
};
use crate::responder::{self, Action, Addressee, Command, CommentAction, Prompt, Reply, Slip, slip};
use futures::TryFutureExt as _;
use serenity::all::{ComponentInteraction, Interaction, Message, MessageFlags, ModalInteraction};
use std::future::ready;
use tracing::{error, info};

impl Bot {
    /// Answers one of the members' commands.
    pub(super) async fn comment_command(&self, command: Command, options: &Options<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        match command {
            Command::Comment => exchange.inquire(self.comment_form_on(ticket, options.article(), None)).await,
            Command::Comments => {
                let work = self.comment_page(ticket, options.article(), order(options), 0);
                exchange.conduct(Manner::Private, Pace::WhenSlow, work).await;
            }
            Command::MyComments => {
                exchange.conduct(Manner::Private, Pace::WhenSlow, self.own_page(ticket, 0)).await;
            }
            Command::Appeal => exchange.conduct(Manner::Private, Pace::WhenSlow, self.to_appeal(ticket)).await,
            Command::PrivacyExport => {
                exchange.conduct(Manner::Private, Pace::WhenSlow, self.personal_data(ticket)).await;
            }
            Command::PrivacyDelete => exchange.tell(responder::erase_question(ticket.words)).await,
            Command::Digest
            | Command::DigestMessage
            | Command::Fact
            | Command::Ask
            | Command::Articles
            | Command::Queue
            | Command::ModLog
            | Command::ModStats
            | Command::Bans
            | Command::Unban
            | Command::Setup
            | Command::Status
            | Command::WordList
            | Command::Domains
            | Command::Reasons
            | Command::Help => exchange.tell(slip(ticket.words, Slip::UnknownCommand)).await,
        }
    }

    /// Answers one of the members' buttons or lists.
    pub(super) async fn comment_component(
        &self,
        action: CommentAction,
        interaction: &ComponentInteraction,
        exchange: &Exchange<'_>,
    ) {
        let ticket = exchange.ticket;
        let picked = chosen(interaction);
        match (action, picked) {
            (CommentAction::Write { article, parent }, _) => {
                let to = parent.map(|comment| Addressee { comment, author: author_shown(interaction) });
                exchange.inquire(self.comment_form_on(ticket, ArticleRef::Id(article), to)).await;
            }
            (CommentAction::WriteAgain { article, parent }, _) => {
                let to = parent.map(|comment| Addressee { comment, author: None });
                let form = self.comment_form_on(ticket, ArticleRef::Id(article), to);
                exchange.inquire(form.map_ok(|form| form.beginning_with(given_back(interaction)))).await;
            }
            (CommentAction::Edit { comment, .. }, _) => exchange.inquire(self.edit_form(ticket, comment)).await,
            (CommentAction::EditAgain { comment }, _) => {
                let form = self.edit_form(ticket, comment);
                exchange.inquire(form.map_ok(|form| form.beginning_with(given_back(interaction)))).await;
            }
            (CommentAction::Appeal { against }, _) => {
                exchange.inquire(ready(Ok(responder::appeal_prompt(ticket.words, against)))).await;
            }
            (CommentAction::AppealAgain { against }, _) => {
                let form = responder::appeal_prompt(ticket.words, against);
                exchange.inquire(ready(Ok(form.beginning_with(given_back(interaction))))).await;
            }
            (CommentAction::PickAppeal, Some(entry)) => {
                let against = CommentAction::against(entry).map_err(|_| slip(ticket.words, Slip::StaleControl));
                exchange.inquire(ready(against.map(|a| responder::appeal_prompt(ticket.words, a)))).await;
            }
            (_, picked) => match self.comment_lookup(action, picked, exchange).await {
                Some(()) => {}
                None => exchange.tell(slip(ticket.words, Slip::StaleControl)).await,
            },
        }
    }

    /// Those that show or change something; `None` where the control makes no sense.
    async fn comment_lookup(&self, action: CommentAction, picked: Option<&str>, exchange: &Exchange<'_>) -> Option<()> {
        let ticket = exchange.ticket;
        let comment = || picked?.parse().ok().map(CommentId);
        let in_place = (Manner::InPlace, Pace::WhenSlow);
        match action {
            CommentAction::List { article, order, page, show } => {
                let work = self.comment_page(ticket, ArticleRef::Id(article), order, page);
                exchange.conduct(manner(show), Pace::WhenSlow, work).await;
            }
            CommentAction::Read { article, order, page } => {
                let request = CommentsRequest { asker: ticket.asker, article: ArticleRef::Id(article), order, page };
                exchange.conduct(Manner::Private, Pace::WhenSlow, self.comment_read(ticket, request, comment()?)).await;
            }
            CommentAction::Mine { page, show } => {
                exchange.conduct(manner(show), Pace::WhenSlow, self.own_page(ticket, page)).await;
            }
            CommentAction::PickMine => {
                exchange.conduct(in_place.0, in_place.1, self.own(ticket, comment()?)).await;
            }
            CommentAction::Own { comment } => {
                exchange.conduct(in_place.0, in_place.1, self.own(ticket, comment)).await;
            }
            CommentAction::Delete { comment } => {
                exchange.conduct(in_place.0, in_place.1, self.delete_question(ticket, comment)).await;
            }
            CommentAction::Erase { comment } => {
                exchange.conduct(in_place.0, in_place.1, self.delete(ticket, comment)).await;
            }
            CommentAction::ForgetMe => exchange.conduct(in_place.0, in_place.1, self.forget(ticket)).await,
            CommentAction::KeepMe => {
                exchange.conduct(in_place.0, in_place.1, ready(Ok(responder::kept(ticket.words)))).await;
            }
            CommentAction::Write { .. }
            | CommentAction::Edit { .. }
            | CommentAction::Appeal { .. }
            | CommentAction::WriteAgain { .. }
            | CommentAction::EditAgain { .. }
            | CommentAction::AppealAgain { .. }
            | CommentAction::PickAppeal => return None,
        }
        Some(())
    }

    /// Answers one of the members' forms.
    pub(super) async fn comment_form(
        &self,
        action: CommentAction,
        form: &Form<'_>,
        interaction: &ModalInteraction,
        exchange: &Exchange<'_>,
    ) {
        let ticket = exchange.ticket;
        let text = form.text("text").unwrap_or_default().to_owned();
        let (manner, pace) = (Manner::Private, Pace::WhenSlow);
        match action {
            CommentAction::Write { article, parent } => {
                let below = interaction.message.as_deref().filter(|_| parent.is_none()).and_then(public);
                let request = |actor| {
                    let article = ArticleRef::Id(article);
                    SubmitRequest { key: key(ticket), actor, article, below, parent, text }
                };
                let again = CommentAction::WriteAgain { article, parent };
                exchange.conduct(manner, pace, self.submit(ticket, request, again)).await;
            }
            CommentAction::Edit { comment, revision: after } => {
                // The message with the button shows the text from before.
                let manner = if interaction.message.is_some() { Manner::InPlace } else { manner };
                let request = |actor| EditRequest { key: key(ticket), actor, comment, after, text };
                exchange.conduct(manner, pace, self.edit(ticket, request)).await;
            }
            CommentAction::Appeal { against } => {
                exchange.conduct(manner, pace, self.appeal(ticket, against, text)).await;
            }
            CommentAction::WriteAgain { .. }
            | CommentAction::EditAgain { .. }
            | CommentAction::AppealAgain { .. }
            | CommentAction::List { .. }
            | CommentAction::Read { .. }
            | CommentAction::Mine { .. }
            | CommentAction::PickMine
            | CommentAction::Own { .. }
            | CommentAction::Delete { .. }
            | CommentAction::Erase { .. }
            | CommentAction::PickAppeal
            | CommentAction::ForgetMe
            | CommentAction::KeepMe => exchange.tell(slip(ticket.words, Slip::StaleControl)).await,
        }
    }

    /// The form for a comment; none where it could not be taken anyway.
    async fn comment_form_on(
        &self,
        ticket: &Ticket,
        article: ArticleRef,
        to: Option<Addressee<'_>>,
    ) -> Result<Prompt, Reply> {
        let guild = actor(ticket)?.guild;
        let settings = self.desk.settings_of(guild).await.map_err(|error| {
            let ModerationError::Unexpected(cause) = error else { return failed(ticket, &CommentError::NotSetUp) };
            failed(ticket, &CommentError::Unexpected(cause))
        })?;
        if !settings.settings.is_ready() {
            return Err(failed(ticket, &CommentError::NotSetUp));
        }
        let Some(to) = to else {
            let opened = self.desk.open_known(ticket.asker, &article).await.map_err(CommentError::Article);
            let opened = opened.map_err(|error| failed(ticket, &error))?;
            return Ok(responder::comment_prompt(ticket.words, &opened, None));
        };
        // In the article's thread the article is not known by itself; its comments are.
        let request = CommentsRequest { asker: ticket.asker, article, order: Order::NewestFirst, page: 0 };
        let (opened, page) = self.desk.list_comments(request).await.map_err(|e| failed(ticket, &e))?;
        let known = page.items.iter().find(|comment| comment.id == to.comment).map(|c| c.persona.name.as_str());
        let to = Addressee { author: to.author.or(known), ..to };
        Ok(responder::comment_prompt(ticket.words, &opened, Some(to)))
    }

    async fn edit_form(&self, ticket: &Ticket, comment: CommentId) -> Result<Prompt, Reply> {
        actor(ticket)?;
        let comment = self.desk.own_comment(ticket.asker.member, comment).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::edit_prompt(ticket.words, &comment))
    }

    async fn submit(
        &self,
        ticket: &Ticket,
        request: impl FnOnce(Actor) -> SubmitRequest + Send,
        again: CommentAction,
    ) -> Outcome {
        let request = request(actor(ticket)?);
        let receipt = self.desk.submit_comment(request).await.map_err(|e| failed_form(ticket, &e, again))?;
        Ok(responder::comment_receipt(ticket.words, &receipt))
    }

    async fn edit(&self, ticket: &Ticket, request: impl FnOnce(Actor) -> EditRequest + Send) -> Outcome {
        let request = request(actor(ticket)?);
        let again = CommentAction::EditAgain { comment: request.comment };
        let receipt = self.desk.edit_comment(request).await.map_err(|e| failed_form(ticket, &e, again))?;
        Ok(responder::comment_receipt(ticket.words, &receipt))
    }

    async fn appeal(&self, ticket: &Ticket, against: AppealAgainst, words: String) -> Outcome {
        let request = AppealRequest { key: key(ticket), member: ticket.asker.member, against, words };
        let again = CommentAction::AppealAgain { against };
        let appeal = self.desk.file_appeal(request).await.map_err(|e| failed_form(ticket, &e, again))?;
        Ok(responder::appealed(ticket.words, &appeal))
    }

    async fn comment_page(&self, ticket: &Ticket, article: ArticleRef, order: Order, page: u32) -> Outcome {
        let request = CommentsRequest { asker: ticket.asker, article, order, page };
        let (opened, page) = self.desk.list_comments(request).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::comment_page(ticket.words, &opened, &page))
    }

    /// One of a page; it may have moved or gone since the page was shown.
    async fn comment_read(&self, ticket: &Ticket, request: CommentsRequest, id: CommentId) -> Outcome {
        let (opened, page) = self.desk.list_comments(request).await.map_err(|e| failed(ticket, &e))?;
        let found = page.items.iter().find(|comment| comment.id == id);
        let comment = found.ok_or_else(|| failed(ticket, &CommentError::Unknown))?;
        Ok(responder::published_comment(ticket.words, &opened, comment))
    }

    async fn own_page(&self, ticket: &Ticket, page: u32) -> Outcome {
        let page = self.desk.own_comments(ticket.asker, page).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::own_comments(ticket.words, &page))
    }

    async fn own(&self, ticket: &Ticket, comment: CommentId) -> Outcome {
        let comment = self.desk.own_comment(ticket.asker.member, comment).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::own_comment(ticket.words, &comment, ticket.asker.place))
    }

    async fn delete_question(&self, ticket: &Ticket, comment: CommentId) -> Outcome {
        let comment = self.desk.own_comment(ticket.asker.member, comment).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::delete_question(ticket.words, &comment))
    }

    async fn delete(&self, ticket: &Ticket, comment: CommentId) -> Outcome {
        let deleted = self.desk.delete_comment(key(ticket), ticket.asker.member, comment).await;
        let deleted = deleted.map_err(|e| failed(ticket, &e))?;
        Ok(responder::comment_deleted(ticket.words, &deleted))
    }

    async fn to_appeal(&self, ticket: &Ticket) -> Outcome {
        let open = self.desk.appealable(ticket.asker).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::appealable(ticket.words, &open))
    }

    async fn personal_data(&self, ticket: &Ticket) -> Outcome {
        let data = self.desk.export_personal_data(ticket.asker.member).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::personal_data(ticket.words, &data))
    }

    async fn forget(&self, ticket: &Ticket) -> Outcome {
        let comments = self.desk.erase_personal_data(ticket.asker.member).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::erased(ticket.words, comments))
    }
}

/// What a member wrote into one of these forms.
pub(super) fn written(interaction: &Interaction) -> Option<String> {
    let Interaction::Modal(modal) = interaction else { return None };
    let Ok(Action::Comments(_)) = Action::parse(&modal.data.custom_id) else { return None };
    Form::of(modal).text("text").map(ToOwned::to_owned)
}

const fn key(ticket: &Ticket) -> Key {
    Key(ticket.id.get())
}

/// Who asks, with their standing on the server.
fn actor(ticket: &Ticket) -> Result<Actor, Reply> {
    ticket.actor.clone().ok_or_else(|| failed(ticket, &CommentError::NotOnAServer))
}

/// A message that everybody sees; a thread can begin below it.
fn public(message: &Message) -> Option<MessageId> {
    let ephemeral = message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    (!ephemeral).then(|| MessageId(message.id.get()))
}

/// Whose comment the message shows: a webhook writes under the member's name, a card names its
/// author. Answers to interactions come from a webhook too, the application's own.
fn author_shown(interaction: &ComponentInteraction) -> Option<&str> {
    let message = &interaction.message;
    let card = message.embeds.first().and_then(|embed| embed.author.as_ref());
    let webhook = message.webhook_id.filter(|id| id.get() != interaction.application_id.get());
    card.map(|author| author.name.as_str()).or_else(|| webhook.map(|_| message.author.name.as_str()))
}

fn order(options: &Options<'_>) -> Order {
    match options.text("order") {
        Some("newest") => Order::NewestFirst,
        Some(_) | None => Order::OldestFirst,
    }
}

/// What a refusal gave back, from the message that carries the button.
fn given_back(interaction: &ComponentInteraction) -> Option<String> {
    let card = interaction.message.embeds.first()?;
    card.description.as_deref().map(responder::recovered)
}

/// The same for what was written into a form, which can be opened again where that may help.
fn failed_form(ticket: &Ticket, error: &CommentError, again: CommentAction) -> Reply {
    let reply = failed(ticket, error);
    if responder::worth_another_try(error) { responder::with_another_try(ticket.words, reply, again) } else { reply }
}

/// Why a wish is not granted, for the member; what should not have happened also for the log.
fn failed(ticket: &Ticket, error: &CommentError) -> Reply {
    let reference = ticket.reference();
    if let CommentError::Article(why) = error {
        return refused(ticket.words, why, reference);
    }
    if let CommentError::Unexpected(cause) = error {
        error!(%reference, cause = %chain(cause), "a request failed");
    } else {
        info!(%reference, why = %chain(error), "a request was refused");
    }
    responder::comment_refusal(ticket.words, error, reference)
}

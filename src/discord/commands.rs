//! Commands: options → one call to the desk → one reply.

use super::bot::Bot;
use super::conversation;
use super::exchange::{Exchange, Manner, Outcome, Pace, refused};
use super::options::Options;
use super::sender::Interaction;
use super::ticket::Ticket;
use crate::desk::{AnswerRequest, Asker, DigestRequest, FactRequest, ListRequest, OpenError, Submission};
use crate::reading::FactKind;
use crate::responder::{self, Command, CommandSpec, Slip, slip};
use crate::summarizer::Length;
use jiff::civil::Date;
use serenity::all::{CommandData, CommandInteraction, CommandType, Message};

impl Bot {
    /// Answers a command.
    pub(super) async fn command(&self, interaction: &CommandInteraction, exchange: &Exchange<'_>) {
        let data = &interaction.data;
        let options = Options::of(data);
        let on_message = data.kind == CommandType::Message;
        match CommandSpec::named(&Options::name(data), on_message).map(|spec| spec.command) {
            Some(Command::Digest) => self.digest(exchange, &options).await,
            Some(Command::DigestMessage) => self.digest_message(exchange, data).await,
            Some(Command::Fact) => self.fact(exchange, &options).await,
            Some(Command::Ask) => self.ask(exchange, &options).await,
            Some(Command::Articles) => {
                exchange.conduct(Manner::Private, Pace::WhenSlow, self.article_page(exchange.ticket, 0)).await;
            }
            Some(
                command @ (Command::Comment
                | Command::Comments
                | Command::MyComments
                | Command::Appeal
                | Command::PrivacyExport
                | Command::PrivacyDelete),
            ) => self.comment_command(command, &options, exchange).await,
            Some(command @ (Command::Queue | Command::ModLog | Command::ModStats | Command::Bans | Command::Unban)) => {
                self.moderation_command(command, &options, exchange).await;
            }
            Some(
                command @ (Command::Setup | Command::Status | Command::WordList | Command::Domains | Command::Reasons),
            ) => self.setup_command(command, &options, exchange).await,
            Some(Command::Help) => {
                exchange.tell(responder::help(exchange.ticket.words, exchange.ticket.audience())).await;
            }
            None => exchange.tell(slip(exchange.ticket.words, Slip::UnknownCommand)).await,
        }
    }

    async fn digest(&self, exchange: &Exchange<'_>, options: &Options<'_>) {
        let wish = options.submission().and_then(|submission| Ok((submission, options.published()?)));
        match wish {
            Ok((submission, published)) => {
                let work = self.digested(exchange.ticket, submission, options.length(), published);
                exchange.conduct(Manner::Public, Pace::AtOnce, work).await;
            }
            Err(why) => exchange.tell(slip(exchange.ticket.words, why)).await,
        }
    }

    async fn digest_message(&self, exchange: &Exchange<'_>, data: &CommandData) {
        match target(data).and_then(conversation::material) {
            Some(submission) => {
                let work = self.digested(exchange.ticket, submission, Length::default(), None);
                exchange.conduct(Manner::Public, Pace::AtOnce, work).await;
            }
            None => exchange.tell(slip(exchange.ticket.words, Slip::NothingInMessage)).await,
        }
    }

    async fn fact(&self, exchange: &Exchange<'_>, options: &Options<'_>) {
        let Some(kind) = options.kind() else {
            return exchange.tell(slip(exchange.ticket.words, Slip::UnknownCommand)).await;
        };
        let request = FactRequest { asker: exchange.ticket.asker, article: options.article(), kind };
        exchange.conduct(Manner::Public, Pace::WhenSlow, self.found(exchange.ticket, request, 0)).await;
    }

    async fn ask(&self, exchange: &Exchange<'_>, options: &Options<'_>) {
        let Some(question) = options.question() else {
            return exchange.tell(slip(exchange.ticket.words, Slip::NoQuestion)).await;
        };
        let (asker, article) = (exchange.ticket.asker, options.article());
        let request = AnswerRequest { asker, article, question: question.to_owned() };
        exchange.conduct(Manner::Public, Pace::WhenSlow, self.answered(exchange.ticket, request)).await;
    }

    async fn digested(
        &self,
        ticket: &Ticket,
        submission: Submission,
        length: Length,
        published: Option<Date>,
    ) -> Outcome {
        let request = DigestRequest { asker: ticket.asker, submission, length, published };
        let digested = self.desk.digest_article(request).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::digest(ticket.words, &digested, length, 0, ticket.asker.place))
    }

    pub(super) async fn found(&self, ticket: &Ticket, request: FactRequest, page: u32) -> Outcome {
        let found = self.desk.find_facts(request).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::fact_kind(ticket.words, &found, page))
    }

    pub(super) async fn answered(&self, ticket: &Ticket, request: AnswerRequest) -> Outcome {
        let question = request.question.clone();
        let answered = self.desk.answer_question(request).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::answer(ticket.words, &answered, &question))
    }

    pub(super) async fn article_page(&self, ticket: &Ticket, page: u32) -> Outcome {
        let request = ListRequest { asker: ticket.asker, page };
        let page = self.desk.list_articles(request).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::articles(ticket.words, &page))
    }

    /// Offers articles to somebody typing; a failure offers none.
    pub(super) async fn suggest(&self, interaction: &CommandInteraction, exchange: &Exchange<'_>) {
        let typed = interaction.data.autocomplete().map(|option| option.value).unwrap_or_default();
        let asker: Asker = exchange.ticket.asker;
        let found = self.desk.suggest_articles(asker, typed).await.unwrap_or_else(|e| {
            failed(exchange.ticket, &e);
            Vec::new()
        });
        let choices = responder::choices(exchange.ticket.words, &found);
        let to = Interaction { id: exchange.ticket.id, token: &exchange.ticket.token };
        exchange.report(exchange.sender.suggest(to, &choices).await);
    }
}

/// The message whose menu was used.
fn target(data: &CommandData) -> Option<&Message> {
    let id = data.target_id?.get();
    data.resolved.messages.iter().find(|(message, _)| message.get() == id).map(|(_, message)| message)
}

pub(super) fn failed(ticket: &Ticket, error: &OpenError) -> responder::Reply {
    refused(ticket.words, error, ticket.reference())
}

/// A fact request for a kind chosen in a control.
pub(super) const fn fact_request(asker: Asker, article: crate::desk::ArticleId, kind: FactKind) -> FactRequest {
    FactRequest { asker, article: crate::desk::ArticleRef::Id(article), kind }
}

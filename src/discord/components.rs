//! Buttons, lists and forms: what they carry → one call to the desk → one reply.

use super::bot::Bot;
use super::commands::{fact_request, failed};
use super::exchange::{Exchange, Manner, Outcome, Pace};
use super::sender::Interaction;
use super::ticket::Ticket;
use crate::desk::{AnswerRequest, ArticleId, ArticleRef, DraftId};
use crate::reading::FactKind;
use crate::responder::{self, Action, Show, Slip, slip};
use crate::summarizer::Length;
use serenity::all::{ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, ModalInteraction};

/// Which digest an article's buttons are about: how long, and in whose words.
type Shown = (Length, Option<DraftId>);

impl Bot {
    /// Answers a button or a list.
    pub(super) async fn component(&self, interaction: &ComponentInteraction, exchange: &Exchange<'_>) {
        let Ok(action) = Action::parse(&interaction.data.custom_id) else {
            return exchange.tell(slip(exchange.ticket.words, Slip::StaleControl)).await;
        };
        let ticket = exchange.ticket;
        match action {
            Action::Digest { article, length, page, draft } => {
                let work = self.digest_page(ticket, article, (length, draft), page);
                exchange.conduct(Manner::InPlace, Pace::WhenSlow, work).await;
            }
            Action::Facts { article, kind, page, show } => {
                exchange.conduct(manner(show), Pace::WhenSlow, self.browse(ticket, article, kind, page)).await;
            }
            Action::PickFacts { article } => {
                let kind = chosen(interaction).and_then(FactKind::parse);
                exchange.conduct(Manner::InPlace, Pace::WhenSlow, self.browse(ticket, article, kind, 0)).await;
            }
            Action::FactKind { article, kind, page } => {
                let work = self.found(ticket, fact_request(ticket.asker, article, kind), page);
                exchange.conduct(Manner::InPlace, Pace::WhenSlow, work).await;
            }
            Action::Evidence { article, length, page, show, draft } => {
                let work = self.evidence(ticket, article, (length, draft), page);
                exchange.conduct(manner(show), Pace::WhenSlow, work).await;
            }
            Action::Calendar { article } => {
                exchange.conduct(Manner::Private, Pace::WhenSlow, self.calendar(ticket, article)).await;
            }
            Action::Ask { article } => {
                let to = Interaction { id: ticket.id, token: &ticket.token };
                let prompt = responder::ask_prompt(ticket.words, article);
                exchange.report(exchange.sender.prompt(to, &prompt).await);
            }
            Action::Comments(action) => self.comment_component(action, interaction, exchange).await,
            Action::Moderation(action) => self.moderation_component(action, interaction, exchange).await,
            Action::Setup(action) => self.setup_component(action, interaction, exchange).await,
            Action::Articles { page } => {
                exchange.conduct(Manner::InPlace, Pace::WhenSlow, self.article_page(ticket, page)).await;
            }
        }
    }

    /// Answers a form.
    pub(super) async fn modal(&self, interaction: &ModalInteraction, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let form = Form::of(interaction);
        match Action::parse(&interaction.data.custom_id) {
            Ok(Action::Ask { article }) => self.asked(article, &form, exchange).await,
            Ok(Action::Comments(action)) => self.comment_form(action, &form, interaction, exchange).await,
            Ok(Action::Moderation(action)) => self.moderation_form(action, &form, exchange).await,
            Ok(Action::Setup(action)) => self.setup_form(action, &form, exchange).await,
            Ok(_) | Err(_) => exchange.tell(slip(ticket.words, Slip::StaleControl)).await,
        }
    }

    async fn asked(&self, article: ArticleId, form: &Form<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        match form.text("question") {
            Some(question) => {
                let article = ArticleRef::Id(article);
                let request = AnswerRequest { asker: ticket.asker, article, question: question.to_owned() };
                exchange.conduct(Manner::Public, Pace::WhenSlow, self.answered(ticket, request)).await;
            }
            None => exchange.tell(slip(ticket.words, Slip::NoQuestion)).await,
        }
    }

    async fn digest_page(&self, ticket: &Ticket, article: ArticleId, (length, draft): Shown, page: u32) -> Outcome {
        let which = ArticleRef::Id(article);
        let known = self.desk.digest_known(ticket.asker, &which, length, draft).await;
        let digested = known.map_err(|e| failed(ticket, &e))?;
        Ok(responder::digest(ticket.words, &digested, length, page, ticket.asker.place))
    }

    async fn evidence(&self, ticket: &Ticket, article: ArticleId, (length, draft): Shown, page: u32) -> Outcome {
        let which = ArticleRef::Id(article);
        let known = self.desk.digest_known(ticket.asker, &which, length, draft).await;
        let digested = known.map_err(|e| failed(ticket, &e))?;
        Ok(responder::evidence(ticket.words, &digested, length, page))
    }

    async fn browse(&self, ticket: &Ticket, article: ArticleId, kind: Option<FactKind>, page: u32) -> Outcome {
        let which = ArticleRef::Id(article);
        let opened = self.desk.open_known(ticket.asker, &which).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::facts(ticket.words, &opened, kind, page))
    }

    async fn calendar(&self, ticket: &Ticket, article: ArticleId) -> Outcome {
        let which = ArticleRef::Id(article);
        let opened = self.desk.open_known(ticket.asker, &which).await.map_err(|e| failed(ticket, &e))?;
        Ok(responder::calendar(ticket.words, &opened))
    }
}

pub(super) const fn manner(show: Show) -> Manner {
    match show {
        Show::Anew => Manner::Private,
        Show::InPlace => Manner::InPlace,
    }
}

/// The first entry chosen in a list.
pub(super) fn chosen(interaction: &ComponentInteraction) -> Option<&str> {
    let ComponentInteractionDataKind::StringSelect { values } = &interaction.data.kind else { return None };
    values.first().map(String::as_str)
}

/// What was written into a form's fields.
pub(super) struct Form<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Form<'a> {
    pub(super) fn of(interaction: &'a ModalInteraction) -> Self {
        let fields = interaction.data.components.iter().flat_map(|row| &row.components);
        let written = fields.filter_map(|field| {
            let ActionRowComponent::InputText(text) = field else { return None };
            Some((text.custom_id.as_str(), text.value.as_deref()?))
        });
        Self(written.collect())
    }

    /// The words in a field, trimmed; `None` where there are none.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
    }
}

/// The ids chosen in a list that the platform filled in.
pub(super) fn picked(interaction: &ComponentInteraction) -> Vec<u64> {
    match &interaction.data.kind {
        ComponentInteractionDataKind::ChannelSelect { values } => values.iter().map(|id| id.get()).collect(),
        ComponentInteractionDataKind::RoleSelect { values } => values.iter().map(|id| id.get()).collect(),
        ComponentInteractionDataKind::UserSelect { values } => values.iter().map(|id| id.get()).collect(),
        ComponentInteractionDataKind::Button
        | ComponentInteractionDataKind::StringSelect { .. }
        | ComponentInteractionDataKind::MentionableSelect { .. }
        | ComponentInteractionDataKind::Unknown(_) => Vec::new(),
    }
}

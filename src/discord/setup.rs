//! What administrators do: translation in, one call to the desk, translation out.

mod forms;
mod lists;
mod reasons;

use super::bot::Bot;
use super::commands::failed;
use super::components::{Form, chosen, picked};
use super::exchange::{Exchange, Manner, Outcome, Pace};
use super::messenger::UNKNOWN_CHANNEL;
use super::options::Options;
use super::sender::SendError;
use super::standing::{self, Standing};
use super::ticket::Ticket;
use crate::desk::{Actor, ModerationError, SettingsChange};
use crate::moderation::Settings;
use crate::responder::{self, Command, Lacks, Reply, SetupAction, Slip, slip};
use serenity::all::{ComponentInteraction, Permissions};
use tracing::{error, info, warn};

/// What the bot needs in the moderators' channel; the first one missing is named.
const FOR_CARDS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY);
/// What it needs where comments are published.
const FOR_THREADS: Permissions =
    Permissions::VIEW_CHANNEL.union(Permissions::CREATE_PUBLIC_THREADS).union(Permissions::SEND_MESSAGES_IN_THREADS);

impl Bot {
    pub(super) async fn setup_command(&self, command: Command, options: &Options<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let work: Work<'_> = if command == Command::Reasons {
            Box::pin(self.settings_shown(ticket, Page::Reasons))
        } else if command == Command::Status {
            Box::pin(self.status_shown(ticket))
        } else if command == Command::WordList {
            Box::pin(self.word_list(ticket, options))
        } else if command == Command::Domains {
            Box::pin(self.domain_list(ticket, options))
        } else {
            Box::pin(self.settings_shown(ticket, Page::Overview))
        };
        exchange.conduct(Manner::Private, Pace::WhenSlow, work).await;
    }

    pub(super) async fn setup_component(
        &self,
        action: SetupAction,
        interaction: &ComponentInteraction,
        exchange: &Exchange<'_>,
    ) {
        let ticket = exchange.ticket;
        if forms::opens_a_form(action) {
            return self.open_form(action, exchange).await;
        }
        let work: Work<'_> = if let SetupAction::OnlyAllowed { only } = action {
            Box::pin(self.only_allowed(ticket, only))
        } else if let SetupAction::RemoveReason { reason } = action {
            Box::pin(self.reason_removed(ticket, reason))
        } else if action == SetupAction::Channel {
            Box::pin(self.channel_picked(exchange, picked(interaction)))
        } else if action == SetupAction::PickReason {
            Box::pin(self.reason_picked(ticket, chosen(interaction)))
        } else if let Some(change) = wish(action, interaction) {
            Box::pin(self.changed(ticket, change, page(action)))
        } else {
            Box::pin(self.settings_shown(ticket, page(action)))
        };
        exchange.conduct(Manner::InPlace, Pace::WhenSlow, work).await;
    }

    pub(super) async fn setup_form(&self, action: SetupAction, form: &Form<'_>, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let work: Work<'_> = if let SetupAction::EditReason { reason } = action {
            Box::pin(self.reason_edited(ticket, reason, form))
        } else if action == SetupAction::AddReason {
            Box::pin(self.reason_added(ticket, form))
        } else {
            match forms::filled_in(action, form) {
                Some(Ok(change)) => Box::pin(self.changed(ticket, change, Page::More)),
                Some(Err(kind)) => Box::pin(async move { Err(refused(ticket, &ModerationError::Invalid(kind))) }),
                None => return exchange.tell(slip(ticket.words, Slip::StaleControl)).await,
            }
        };
        exchange.conduct(Manner::InPlace, Pace::WhenSlow, work).await;
    }

    /// The settings as they are, for administrators alone.
    async fn settings_for(&self, ticket: &Ticket) -> Result<Settings, Reply> {
        let actor = administrator(ticket)?;
        let stored = self.desk.settings_of(actor.guild).await.map_err(|e| refused(ticket, &e))?;
        Ok(stored.settings)
    }

    async fn settings_shown(&self, ticket: &Ticket, page: Page) -> Outcome {
        let settings = self.settings_for(ticket).await?;
        Ok(self.shown(ticket, &settings, page))
    }

    async fn status_shown(&self, ticket: &Ticket) -> Outcome {
        let Some(actor) = &ticket.actor else { return Err(refused(ticket, &ModerationError::NotAModerator)) };
        let status = self.desk.status(actor).await.map_err(|e| refused(ticket, &e))?;
        Ok(responder::status(ticket.words, &status))
    }

    async fn changed(&self, ticket: &Ticket, change: SettingsChange, page: Page) -> Outcome {
        let actor = administrator(ticket)?;
        let stored = self.desk.change_settings(actor, change).await.map_err(|e| refused(ticket, &e))?;
        Ok(self.shown(ticket, &stored.settings, page))
    }

    async fn only_allowed(&self, ticket: &Ticket, only: bool) -> Outcome {
        let adapt = |settings: &Settings| {
            let domains = settings.rules.allowed_domains.clone();
            SettingsChange::AllowedDomains { domains, only }
        };
        let stored = self.desk.adapt_settings(administrator(ticket)?, adapt).await.map_err(|e| refused(ticket, &e))?;
        Ok(self.shown(ticket, &stored.settings, Page::More))
    }

    fn shown(&self, ticket: &Ticket, settings: &Settings, page: Page) -> Reply {
        match page {
            Page::Overview => responder::overview(ticket.words, settings, &lacks(ticket)),
            Page::More => responder::more_settings(ticket.words, settings, self.desk.language_model()),
            Page::Reasons => responder::reasons(ticket.words, settings),
        }
    }

    /// A channel is taken only if cards can be posted there.
    async fn channel_picked(&self, exchange: &Exchange<'_>, picked: Vec<u64>) -> Outcome {
        let ticket = exchange.ticket;
        let actor = administrator(ticket)?;
        let Some(&channel) = picked.first() else { return self.settings_shown(ticket, Page::Overview).await };
        let standing = match standing::in_channel(exchange.sender, channel).await {
            Ok(Some(standing)) if standing.guild.get() == actor.guild.0 => standing,
            Ok(Some(_) | None) => return Err(responder::channel_unknown(ticket.words)),
            Err(why) => return Err(unseen(ticket, &why)),
        };
        match standing.lacks(FOR_CARDS).first() {
            Some(permission) => Err(responder::channel_refused(ticket.words, channel, permission)),
            None => self.changed(ticket, channel_change(channel, standing), Page::Overview).await,
        }
    }
}

/// Work that ends in a reply.
type Work<'a> = std::pin::Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// What is shown after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Overview,
    More,
    Reasons,
}

const fn page(action: SetupAction) -> Page {
    match action {
        SetupAction::More
        | SetupAction::Check
        | SetupAction::OnlyAllowed { .. }
        | SetupAction::Thresholds
        | SetupAction::Flood
        | SetupAction::Alerts
        | SetupAction::Retention
        | SetupAction::Model => Page::More,
        SetupAction::Reasons
        | SetupAction::PickReason
        | SetupAction::AddReason
        | SetupAction::EditReason { .. }
        | SetupAction::RemoveReason { .. } => Page::Reasons,
        SetupAction::Overview
        | SetupAction::Channel
        | SetupAction::Roles
        | SetupAction::Mode
        | SetupAction::Language => Page::Overview,
    }
}

/// The change that a list's or button's use asks for.
fn wish(action: SetupAction, interaction: &ComponentInteraction) -> Option<SettingsChange> {
    if action == SetupAction::Roles {
        return Some(SettingsChange::ModeratorRoles(picked(interaction)));
    }
    let entry = chosen(interaction)?;
    if action == SetupAction::Mode {
        responder::chosen_mode(entry).map(SettingsChange::Mode)
    } else if action == SetupAction::Language {
        responder::chosen_language(entry).map(|tag| SettingsChange::Language(Some(tag.to_owned())))
    } else if action == SetupAction::Model {
        responder::chosen_model_use(entry).map(SettingsChange::LanguageModel)
    } else if action == SetupAction::Check {
        responder::chosen_check(entry).map(|(check, on)| SettingsChange::Check { check, on })
    } else {
        None
    }
}

fn channel_change(channel: u64, standing: Standing) -> SettingsChange {
    SettingsChange::Channel { channel, server_name: standing.guild_name }
}

/// What publishing lacks in the channel where the settings are looked at.
fn lacks(ticket: &Ticket) -> Lacks {
    Lacks {
        webhooks: !ticket.lacks(Permissions::MANAGE_WEBHOOKS).is_empty(),
        threads: ticket.lacks(FOR_THREADS).get_permission_names(),
    }
}

fn administrator(ticket: &Ticket) -> Result<&Actor, Reply> {
    let actor = ticket.actor.as_ref().filter(|actor| actor.administrator);
    actor.ok_or_else(|| refused(ticket, &ModerationError::NotAnAdministrator))
}

/// Why a wish is not granted; what should not have happened also for the log.
fn refused(ticket: &Ticket, why: &ModerationError) -> Reply {
    let reference = ticket.reference();
    if let ModerationError::Unexpected(cause) = why {
        error!(%reference, cause = cause as &dyn std::error::Error, "a request failed");
    } else {
        info!(%reference, %why, "a request was refused");
    }
    responder::moderation_refusal(ticket.words, why, reference)
}

/// Discord does not show a channel, or does not answer.
fn unseen(ticket: &Ticket, why: &SendError) -> Reply {
    if matches!(why, SendError::Forbidden(_)) || why.code() == Some(UNKNOWN_CHANNEL) {
        return responder::channel_unknown(ticket.words);
    }
    let reference = ticket.reference();
    warn!(%reference, %why, "a channel could not be looked at");
    responder::unexpected(ticket.words, reference)
}

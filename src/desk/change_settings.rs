//! A server's settings.

mod validate;

pub use validate::INVALID_CHANGES;

use super::comment::Actor;
use super::comment_error::ModerationError;
use super::comment_store::{Figures, StoredSettings};
use super::{Desk, GuildId};
use crate::moderation::{
    Alerts, Check, Flood, Mode, ModelUse, ReasonTemplate, Retention, Settings, Thresholds, WordRule,
};
use jiff::SignedDuration;

/// How often a change is tried when others change settings at the same time.
const ATTEMPTS: u32 = 5;
/// The time that a status covers.
const STATUS_TIME: SignedDuration = SignedDuration::from_hours(24 * 30);

/// One change of the settings.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsChange {
    /// The moderators' channel, with the server's name.
    Channel {
        channel: u64,
        server_name: String,
    },
    ModeratorRoles(Vec<u64>),
    Mode(Mode),
    Language(Option<String>),
    Thresholds(Thresholds),
    Flood(Flood),
    Alerts(Alerts),
    Retention(Retention),
    /// Replaces the whole list.
    Words(Vec<WordRule>),
    AllowedWords(Vec<String>),
    BlockedDomains(Vec<String>),
    AllowedDomains {
        domains: Vec<String>,
        only: bool,
    },
    Reasons(Vec<ReasonTemplate>),
    Check {
        check: Check,
        on: bool,
    },
    LanguageModel(ModelUse),
}

/// What `/newsdesk status` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    pub settings: StoredSettings,
    pub figures: Figures,
    /// The language model's name, where the host has one.
    pub model: Option<String>,
}

impl Desk {
    /// Changes one setting; read anew and retried when somebody else changed another one.
    pub async fn change_settings(
        &self,
        actor: &Actor,
        change: SettingsChange,
    ) -> Result<StoredSettings, ModerationError> {
        self.adapt_settings(actor, |_| change.clone()).await
    }

    /// Changes one setting by what it is at that moment, so that of two who add to a list at the
    /// same time both do.
    pub async fn adapt_settings(
        &self,
        actor: &Actor,
        change: impl Fn(&Settings) -> SettingsChange + Send + Sync,
    ) -> Result<StoredSettings, ModerationError> {
        if !actor.administrator {
            return Err(ModerationError::NotAnAdministrator);
        }
        for _ in 0..ATTEMPTS {
            let StoredSettings { mut settings, version } = self.comments.settings(actor.guild).await?;
            self.standings.note(&settings, actor);
            let change = validate::validate(change(&settings))?;
            let detail = apply(&mut settings, change);
            let new = StoredSettings { settings, version };
            if self.comments.save_settings(actor.guild, &new, actor.member, detail, self.now()).await? {
                // What was stuck for want of a channel or a permission is tried again.
                self.bell.notify_one();
                return Ok(self.comments.settings(actor.guild).await?);
            }
        }
        Err(ModerationError::SettingsRace)
    }

    /// The settings and what waits; for administrators and moderators.
    pub async fn status(&self, actor: &Actor) -> Result<Status, ModerationError> {
        let settings = self.as_moderator(actor).await?;
        let figures = self.comments.figures(actor.guild, self.now() - STATUS_TIME).await?;
        Ok(Status { settings, figures, model: self.language_model().map(str::to_owned) })
    }

    /// The settings, for whoever words something for this server.
    pub async fn settings_of(&self, guild: GuildId) -> Result<StoredSettings, ModerationError> {
        Ok(self.comments.settings(guild).await?)
    }
}

/// Puts a valid change into the settings; returns its short name for the log.
fn apply(settings: &mut Settings, change: SettingsChange) -> &'static str {
    let checks = &mut settings.rules;
    match change {
        SettingsChange::Channel { channel, server_name } => {
            (settings.channel, settings.server_name) = (Some(channel), server_name);
            "channel"
        }
        SettingsChange::ModeratorRoles(roles) => put(&mut settings.moderator_roles, roles, "moderator_roles"),
        SettingsChange::Mode(mode) => put(&mut settings.mode, mode, "mode"),
        SettingsChange::Language(language) => put(&mut settings.language, language, "language"),
        SettingsChange::Thresholds(thresholds) => put(&mut checks.thresholds, thresholds, "thresholds"),
        SettingsChange::Flood(flood) => put(&mut checks.flood, flood, "flood"),
        SettingsChange::Alerts(alerts) => put(&mut settings.alerts, alerts, "alerts"),
        SettingsChange::Retention(retention) => put(&mut settings.retention, retention, "retention"),
        SettingsChange::Words(words) => put(&mut checks.words, words, "words"),
        SettingsChange::AllowedWords(words) => put(&mut checks.allowed_words, words, "allowed_words"),
        SettingsChange::BlockedDomains(domains) => put(&mut checks.blocked_domains, domains, "blocked_domains"),
        SettingsChange::AllowedDomains { domains, only } => {
            (checks.allowed_domains, checks.only_allowed_domains) = (domains, only);
            "allowed_domains"
        }
        SettingsChange::Reasons(reasons) => put(&mut settings.reasons, reasons, "reasons"),
        SettingsChange::Check { check, on } => {
            checks.off.retain(|&off| off != check);
            if !on {
                checks.off.push(check);
            }
            "check"
        }
        SettingsChange::LanguageModel(to) => put(&mut settings.language_model, to, "language_model"),
    }
}

fn put<T>(setting: &mut T, value: T, name: &'static str) -> &'static str {
    *setting = value;
    name
}

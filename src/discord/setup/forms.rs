//! Forms for the settings that are numbers: opened with what they are, read when they come back.

use super::refused;
use crate::desk::SettingsChange;
use crate::discord::bot::Bot;
use crate::discord::components::Form;
use crate::discord::exchange::Exchange;
use crate::discord::sender::Interaction;
use crate::moderation::{Alerts, Flood, Retention, Settings, Thresholds};
use crate::responder::{self, Prompt, ReasonMark, SetupAction, Words};

/// Whether the button opens a form.
pub(super) const fn opens_a_form(action: SetupAction) -> bool {
    matches!(
        action,
        SetupAction::Thresholds
            | SetupAction::Flood
            | SetupAction::Alerts
            | SetupAction::Retention
            | SetupAction::AddReason
            | SetupAction::EditReason { .. }
    )
}

impl Bot {
    /// A form must be the first answer: the settings are read within the time for it.
    pub(super) async fn open_form(&self, action: SetupAction, exchange: &Exchange<'_>) {
        let ticket = exchange.ticket;
        let settings = match self.settings_for(ticket).await {
            Ok(settings) => settings,
            Err(refusal) => return exchange.tell(refusal).await,
        };
        match prompt(ticket.words, action, &settings) {
            Some(prompt) => {
                let to = Interaction { id: ticket.id, token: &ticket.token };
                exchange.report(exchange.sender.prompt(to, &prompt).await);
            }
            None => exchange.tell(refused(ticket, &crate::desk::ModerationError::Unknown)).await,
        }
    }
}

fn prompt(words: Words, action: SetupAction, settings: &Settings) -> Option<Prompt> {
    match action {
        SetupAction::Thresholds => Some(responder::thresholds_form(words, settings)),
        SetupAction::Flood => Some(responder::flood_form(words, settings)),
        SetupAction::Alerts => Some(responder::alerts_form(words, settings)),
        SetupAction::Retention => Some(responder::retention_form(words, settings)),
        SetupAction::AddReason => Some(responder::reason_form(words, None)),
        SetupAction::EditReason { reason } => {
            let there = settings.reasons.iter().find(|each| ReasonMark::of(&each.code) == reason)?;
            Some(responder::reason_form(words, Some(there)))
        }
        SetupAction::Overview
        | SetupAction::More
        | SetupAction::Channel
        | SetupAction::Roles
        | SetupAction::Mode
        | SetupAction::Language
        | SetupAction::Check
        | SetupAction::Model
        | SetupAction::OnlyAllowed { .. }
        | SetupAction::Reasons
        | SetupAction::PickReason
        | SetupAction::RemoveReason { .. } => None,
    }
}

/// The change that a form asks for, or the kind of what is no number in it.
pub(super) fn filled_in(action: SetupAction, form: &Form<'_>) -> Option<Result<SettingsChange, &'static str>> {
    match action {
        SetupAction::Thresholds => Some(thresholds(form)),
        SetupAction::Flood => Some(flood(form)),
        SetupAction::Alerts => Some(alerts(form)),
        SetupAction::Retention => Some(retention(form)),
        SetupAction::AddReason
        | SetupAction::EditReason { .. }
        | SetupAction::Overview
        | SetupAction::More
        | SetupAction::Channel
        | SetupAction::Roles
        | SetupAction::Mode
        | SetupAction::Language
        | SetupAction::Check
        | SetupAction::Model
        | SetupAction::OnlyAllowed { .. }
        | SetupAction::Reasons
        | SetupAction::PickReason
        | SetupAction::RemoveReason { .. } => None,
    }
}

fn number(form: &Form<'_>, name: &str, kind: &'static str) -> Result<u32, &'static str> {
    form.text(name).and_then(|text| text.parse().ok()).ok_or(kind)
}

fn flood(form: &Form<'_>) -> Result<SettingsChange, &'static str> {
    let (per_ten_minutes, per_day) = (number(form, "ten", "flood")?, number(form, "day", "flood")?);
    Ok(SettingsChange::Flood(Flood { per_ten_minutes, per_day }))
}

fn alerts(form: &Form<'_>) -> Result<SettingsChange, &'static str> {
    let (backlog, hours) = (number(form, "backlog", "alerts")?, number(form, "hours", "alerts")?);
    Ok(SettingsChange::Alerts(Alerts { backlog, hours }))
}

/// Percentages, as people write them.
fn thresholds(form: &Form<'_>) -> Result<SettingsChange, &'static str> {
    let percent = |name| {
        let typed = form.text(name).map(|text| text.trim_end_matches('%').trim().replace(',', "."));
        let number = typed.and_then(|text| text.parse::<f32>().ok()).filter(|number| number.is_finite());
        number.map(|number| number / 100.0).ok_or("threshold")
    };
    Ok(SettingsChange::Thresholds(Thresholds { toxicity: percent("toxicity")?, spam: percent("spam")? }))
}

/// Days; an empty field keeps for ever.
fn retention(form: &Form<'_>) -> Result<SettingsChange, &'static str> {
    let days = |name| form.text(name).map(|text| text.parse::<u32>().map_err(|_| "retention")).transpose();
    let (rejected_days, approved_days, requests_days) = (days("rejected")?, days("approved")?, days("requests")?);
    Ok(SettingsChange::Retention(Retention { rejected_days, approved_days, requests_days }))
}

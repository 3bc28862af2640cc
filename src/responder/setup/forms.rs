//! Forms for the settings that are numbers, with what they are now.

use super::percent;
use crate::moderation::Settings;
use crate::responder::reply::{Field, FieldSize, Prompt};
use crate::responder::words::Words;
use crate::responder::{Action, SetupAction};

/// From which scores a comment is held.
pub fn thresholds_form(words: Words, settings: &Settings) -> Prompt {
    let now = settings.rules.thresholds;
    let fields = vec![
        number("toxicity", words.say("setup-field-toxicity"), percent(now.toxicity).to_string()),
        number("spam", words.say("setup-field-spam"), percent(now.spam).to_string()),
    ];
    form(words.say("setup-button-thresholds"), SetupAction::Thresholds, fields)
}

/// How often one member may comment.
pub fn flood_form(words: Words, settings: &Settings) -> Prompt {
    let now = settings.rules.flood;
    let fields = vec![
        number("ten", words.say("setup-field-ten"), now.per_ten_minutes.to_string()),
        number("day", words.say("setup-field-day"), now.per_day.to_string()),
    ];
    form(words.say("setup-button-flood"), SetupAction::Flood, fields)
}

/// When the moderators' channel is told of what waits.
pub fn alerts_form(words: Words, settings: &Settings) -> Prompt {
    let now = settings.alerts;
    let fields = vec![
        number("backlog", words.say("setup-field-backlog"), now.backlog.to_string()),
        number("hours", words.say("setup-field-hours"), now.hours.to_string()),
    ];
    form(words.say("setup-button-alerts"), SetupAction::Alerts, fields)
}

/// After how many days words are erased.
pub fn retention_form(words: Words, settings: &Settings) -> Prompt {
    let now = settings.retention;
    let days = |name, key: &str, days: Option<u32>| Field {
        required: false,
        ..number(name, words.say(key), days.map(|days| days.to_string()).unwrap_or_default())
    };
    let fields = vec![
        days("rejected", "setup-field-rejected", now.rejected_days),
        days("approved", "setup-field-approved", now.approved_days),
        days("requests", "setup-field-requests", now.requests_days),
    ];
    form(words.say("setup-button-retention"), SetupAction::Retention, fields)
}

fn form(title: String, action: SetupAction, fields: Vec<Field>) -> Prompt {
    Prompt { action: Action::Setup(action), title, fields }
}

fn number(name: &'static str, label: String, value: String) -> Field {
    Field { name, label, placeholder: String::new(), longest: 6, size: FieldSize::Line, required: true, value }
}

//! The reasons moderators choose from, to be changed.

use super::{button, card};
use crate::moderation::{ReasonTemplate, Settings};
use crate::responder::reply::{Choice, Field, FieldSize, Prompt, Reply, Row, Select, Tone};
use crate::responder::words::Words;
use crate::responder::{Action, ReasonMark, Safe, SetupAction, clip};

const LABEL: usize = 100;
const RULE: usize = 300;
/// What of a label and a rule stands in the list, so that all of them fit into one card.
const LISTED_LABEL: usize = 80;
const LISTED_RULE: usize = 70;

/// All reasons, with controls to add and choose one.
pub fn reasons(words: Words, settings: &Settings) -> Reply {
    let mut body: Vec<String> = settings.reasons.iter().map(line).collect();
    if body.is_empty() {
        body.push(words.say("setup-no-reasons"));
    }
    let options: Vec<Choice> = settings
        .reasons
        .iter()
        .map(|reason| Choice { label: clip(&reason.label, LABEL), value: ReasonMark::of(&reason.code).0.to_string() })
        .collect();
    let mut rows = Vec::new();
    if !options.is_empty() {
        let placeholder = words.say("setup-pick-reason");
        rows.push(Row::Select(Select {
            action: Action::Setup(SetupAction::PickReason),
            placeholder,
            options,
            chosen: None,
        }));
    }
    rows.push(Row::Buttons(vec![
        button(words.say("setup-button-add-reason"), SetupAction::AddReason, Tone::Primary),
        button(words.say("setup-button-overview"), SetupAction::Overview, Tone::Secondary),
    ]));
    card(words.say("setup-reasons-title"), &body, rows)
}

/// `code` **label**: the rule
fn line(reason: &ReasonTemplate) -> String {
    let rule =
        if reason.rule.is_empty() { String::new() } else { format!(": {}", Safe::clipped(&reason.rule, LISTED_RULE)) };
    format!("`{}` **{}**{rule}", reason.code, Safe::clipped(&reason.label, LISTED_LABEL))
}

/// One reason, with controls to change or remove it.
pub fn one_reason(words: Words, reason: &ReasonTemplate) -> Reply {
    let mark = ReasonMark::of(&reason.code);
    let rule = if reason.rule.is_empty() {
        words.say("setup-reason-without-rule")
    } else {
        Safe::clipped(&reason.rule, 2 * RULE).to_string()
    };
    let body = [format!("`{}` **{}**", reason.code, Safe::clipped(&reason.label, 2 * LABEL)), rule];
    let rows = vec![Row::Buttons(vec![
        button(words.say("setup-button-edit-reason"), SetupAction::EditReason { reason: mark }, Tone::Primary),
        button(words.say("setup-button-remove-reason"), SetupAction::RemoveReason { reason: mark }, Tone::Danger),
        button(words.say("setup-button-back"), SetupAction::Reasons, Tone::Secondary),
    ])];
    card(words.say("setup-reasons-title"), &body, rows)
}

/// The form for a new reason or for one that is there.
pub fn reason_form(words: Words, reason: Option<&ReasonTemplate>) -> Prompt {
    let value = |of: fn(&ReasonTemplate) -> &String| reason.map(of).cloned().unwrap_or_default();
    let field = |name, key: &str, longest, size, value| Field {
        name,
        label: words.say(key),
        placeholder: String::new(),
        longest,
        size,
        required: name != "rule",
        value,
    };
    let fields = vec![
        field("code", "setup-field-code", 32, FieldSize::Line, value(|r| &r.code)),
        field("label", "setup-field-label", 100, FieldSize::Line, value(|r| &r.label)),
        field("rule", "setup-field-rule", 300, FieldSize::Paragraph, value(|r| &r.rule)),
    ];
    let (title, action) = match reason {
        None => (words.say("setup-button-add-reason"), SetupAction::AddReason),
        Some(reason) => {
            let reason = ReasonMark::of(&reason.code);
            (words.say("setup-button-edit-reason"), SetupAction::EditReason { reason })
        }
    };
    Prompt { action: Action::Setup(action), title, fields }
}

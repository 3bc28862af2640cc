//! What administrators see: the settings in words, with controls for each.

mod forms;
mod lists;
mod reasons;
mod status;

pub use forms::{alerts_form, flood_form, retention_form, thresholds_form};
pub use lists::{
    ListChange, ListSlip, domain_list, domain_list_file, list_changed, list_slip, word_list, word_list_file,
};
pub use reasons::{one_reason, reason_form, reasons};
pub use status::status;

use super::reply::{Button, Card, Choice, PickKind, Picker, Reply, Row, Select, Tone};
use super::words::{Arg, Locale, Words};
use super::{Action, Safe, SetupAction};
use crate::moderation::{Check, Mode, ModelUse, Settings};

/// Roles that may be chosen as moderators'.
const MOST_ROLES: u8 = 10;

/// What the bot lacks in the channel where it was asked, for publishing comments there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lacks {
    /// Without which comments appear under the bot's name.
    pub webhooks: bool,
    /// Names of those without which none appears.
    pub threads: Vec<&'static str>,
}

/// The settings, with controls for the first steps.
pub fn overview(words: Words, settings: &Settings, lacks: &Lacks) -> Reply {
    let mut body = first_settings(words, settings);
    body.extend(remarks(words, settings, lacks));
    let rows = vec![
        pick(words, "setup-pick-channel", SetupAction::Channel, PickKind::Channels),
        pick(words, "setup-pick-roles", SetupAction::Roles, PickKind::Roles),
        Row::Select(Select {
            action: Action::Setup(SetupAction::Mode),
            placeholder: words.say("setup-pick-mode"),
            options: MODES.iter().map(|(mode, value)| choice(mode_name(words, *mode), value)).collect(),
            chosen: MODES.iter().find(|(mode, _)| *mode == settings.mode).map(|(_, value)| (*value).to_owned()),
        }),
        Row::Select(languages(words, settings)),
        Row::Buttons(vec![
            button(words.say("setup-button-more"), SetupAction::More, Tone::Primary),
            button(words.say("setup-button-reasons"), SetupAction::Reasons, Tone::Secondary),
        ]),
    ];
    card(words.say("setup-title"), &body, rows)
}

/// The checks and limits, with controls for each; `model` is the host's language model, where there is one.
pub fn more_settings(words: Words, settings: &Settings, model: Option<&str>) -> Reply {
    let checks = Select {
        action: Action::Setup(SetupAction::Check),
        placeholder: words.say("setup-pick-check"),
        options: Check::ALL.iter().map(|check| check_choice(words, settings, *check)).collect(),
        chosen: None,
    };
    let only = settings.rules.only_allowed_domains;
    let only_label = if only { words.say("setup-button-any-domain") } else { words.say("setup-button-only-allowed") };
    let plain = |key: &str, action| button(words.say(key), action, Tone::Secondary);
    let mut rows = vec![
        Row::Select(checks),
        Row::Buttons(vec![
            plain("setup-button-thresholds", SetupAction::Thresholds),
            plain("setup-button-flood", SetupAction::Flood),
            plain("setup-button-alerts", SetupAction::Alerts),
            plain("setup-button-retention", SetupAction::Retention),
        ]),
        Row::Buttons(vec![
            button(only_label, SetupAction::OnlyAllowed { only: !only }, Tone::Secondary),
            plain("setup-button-overview", SetupAction::Overview),
        ]),
    ];
    if model.is_some() {
        rows.insert(1, Row::Select(model_uses(words, settings)));
    }
    let mut body = limits(words, settings);
    body.push(language_model(words, settings, model));
    card(words.say("setup-more-title"), &body, rows)
}

/// A channel that the bot cannot use, with the permission it lacks there.
pub fn channel_refused(words: Words, channel: u64, permission: &str) -> Reply {
    let channel = Safe::own(format!("<#{channel}>"));
    let given = [("channel", channel.into()), ("permission", Safe::clipped(permission, 60).into())];
    Reply::private(words.say_with("setup-channel-refused", given))
}

/// A channel of which Discord says nothing.
pub fn channel_unknown(words: Words) -> Reply {
    Reply::private(words.say("setup-channel-unknown"))
}

/// The modes, with the values their entries carry.
const MODES: [(Mode, &str); 3] = [(Mode::All, "all"), (Mode::FirstTime, "first_time"), (Mode::Held, "held")];
/// The languages, with the tags that are stored and their own names.
const LANGUAGES: [(Locale, &str, &str); 2] = [(Locale::English, "en", "English"), (Locale::Spanish, "es", "Español")];

/// What an entry of the list of modes means.
pub fn chosen_mode(value: &str) -> Option<Mode> {
    MODES.iter().find(|(_, known)| *known == value).map(|(mode, _)| *mode)
}

/// What a language model may be shown, with the values their entries carry.
const MODEL_USES: [(ModelUse, &str); 3] = [
    (ModelUse::Off, "off"),
    (ModelUse::Articles, "articles"),
    (ModelUse::ArticlesAndComments, "articles_and_comments"),
];

/// What an entry of the list for the language model means.
pub fn chosen_model_use(value: &str) -> Option<ModelUse> {
    MODEL_USES.iter().find(|(_, known)| *known == value).map(|(to, _)| *to)
}

fn model_use_name(words: Words, to: ModelUse) -> String {
    words.say(match to {
        ModelUse::Off => "setup-model-off",
        ModelUse::Articles => "setup-model-articles",
        ModelUse::ArticlesAndComments => "setup-model-comments",
    })
}

fn model_uses(words: Words, settings: &Settings) -> Select {
    let current = MODEL_USES.iter().find(|(to, _)| *to == settings.language_model);
    Select {
        action: Action::Setup(SetupAction::Model),
        placeholder: words.say("setup-pick-model"),
        options: MODEL_USES.iter().map(|(to, value)| choice(model_use_name(words, *to), value)).collect(),
        chosen: current.map(|(_, value)| (*value).to_owned()),
    }
}

/// Which model the host has, and what it may be shown here.
fn language_model(words: Words, settings: &Settings, model: Option<&str>) -> String {
    match model {
        Some(model) => words.say_with(
            "setup-model",
            [
                ("model", Safe::clipped(model, 60).into()),
                ("use", Safe::own(model_use_name(words, settings.language_model)).into()),
            ],
        ),
        None => words.say("setup-no-model"),
    }
}

/// What an entry of the list of languages means.
pub fn chosen_language(value: &str) -> Option<&'static str> {
    LANGUAGES.iter().map(|(_, tag, _)| *tag).find(|tag| *tag == value)
}

/// What an entry of the list of checks means: which, and whether it is to be on.
pub fn chosen_check(value: &str) -> Option<(Check, bool)> {
    let (name, on) = value.split_once(':')?;
    let check = Check::ALL.into_iter().find(|check| check.name() == name)?;
    Some((check, on == "on"))
}

fn check_choice(words: Words, settings: &Settings, check: Check) -> Choice {
    let name = check_name(words, check);
    if settings.rules.off.contains(&check) {
        let label = words.say_with("setup-check-off", [("check", Safe::own(name).into())]);
        return choice(label, &format!("{}:on", check.name()));
    }
    let label = words.say_with("setup-check-on", [("check", Safe::own(name).into())]);
    choice(label, &format!("{}:off", check.name()))
}

fn check_name(words: Words, check: Check) -> String {
    words.say(match check {
        Check::WordList => "setup-check-word-list",
        Check::PersonalData => "setup-check-personal-data",
        Check::Links => "setup-check-links",
        Check::Mentions => "setup-check-mentions",
        Check::Shouting => "setup-check-shouting",
        Check::Zalgo => "setup-check-zalgo",
        Check::Wall => "setup-check-wall",
        Check::Toxicity => "setup-check-toxicity",
        Check::Spam => "setup-check-spam",
        Check::Repetition => "setup-check-repetition",
        Check::Flood => "setup-check-flood",
        Check::OffTopic => "setup-check-off-topic",
        Check::FirstComment => "setup-check-first-comment",
    })
}

fn languages(words: Words, settings: &Settings) -> Select {
    let current = Locale::of(settings.language.as_deref().unwrap_or_default());
    Select {
        action: Action::Setup(SetupAction::Language),
        placeholder: words.say("setup-pick-language"),
        options: LANGUAGES.iter().map(|(_, tag, name)| choice((*name).to_owned(), tag)).collect(),
        chosen: LANGUAGES.iter().find(|(locale, ..)| *locale == current).map(|(_, tag, _)| (*tag).to_owned()),
    }
}

/// Channel, moderators, mode, language.
fn first_settings(words: Words, settings: &Settings) -> Vec<String> {
    let channel = match settings.channel {
        Some(channel) => words.say_with("setup-channel", [("channel", Safe::own(format!("<#{channel}>")).into())]),
        None => words.say("setup-no-channel"),
    };
    let roles: Vec<String> = settings.moderator_roles.iter().map(|role| format!("<@&{role}>")).collect();
    let roles = if roles.is_empty() {
        words.say("setup-no-roles")
    } else {
        words.say_with("setup-roles", [("roles", Safe::own(roles.join(" ")).into())])
    };
    let mode = words.say_with("setup-mode", [("mode", Safe::own(mode_name(words, settings.mode)).into())]);
    let current = Locale::of(settings.language.as_deref().unwrap_or_default());
    let name = LANGUAGES.iter().find(|(locale, ..)| *locale == current).map_or("", |(.., name)| *name);
    vec![channel, roles, mode, words.say_with("setup-language", [("language", Safe::own(name.to_owned()).into())])]
}

fn mode_name(words: Words, mode: Mode) -> String {
    words.say(match mode {
        Mode::All => "setup-mode-all",
        Mode::FirstTime => "setup-mode-first-time",
        Mode::Held => "setup-mode-held",
    })
}

/// Thresholds, rates, alerts, retention, checks and lists.
fn limits(words: Words, settings: &Settings) -> Vec<String> {
    let rules = &settings.rules;
    let mut lines = vec![
        words.say_with(
            "setup-thresholds",
            [("toxicity", percent(rules.thresholds.toxicity).into()), ("spam", percent(rules.thresholds.spam).into())],
        ),
        words.say_with(
            "setup-flood",
            [("ten", rules.flood.per_ten_minutes.into()), ("day", rules.flood.per_day.into())],
        ),
        words.say_with(
            "setup-alerts",
            [("backlog", settings.alerts.backlog.into()), ("hours", settings.alerts.hours.into())],
        ),
        words.say_with(
            "setup-retention",
            [
                ("rejected", settings.retention.rejected_days.unwrap_or_default().into()),
                ("approved", settings.retention.approved_days.unwrap_or_default().into()),
                ("requests", settings.retention.requests_days.unwrap_or_default().into()),
            ],
        ),
    ];
    let off: Vec<String> = rules.off.iter().map(|check| check_name(words, *check)).collect();
    lines.push(if off.is_empty() {
        words.say("setup-checks-all")
    } else {
        words.say_with("setup-checks-off", [("checks", Safe::own(off.join(", ")).into())])
    });
    lines.push(words.say_with(
        "setup-lists",
        [
            ("words", (rules.words.len() + rules.allowed_words.len()).into()),
            ("blocked", rules.blocked_domains.len().into()),
            ("allowed", rules.allowed_domains.len().into()),
        ],
    ));
    if rules.only_allowed_domains {
        lines.push(words.say("setup-only-allowed"));
    }
    lines
}

/// A score as people say it.
fn percent(score: f32) -> u32 {
    let percent = (score.clamp(0.0, 1.0) * 100.0).round();
    (0..=100_u8).find(|n| f32::from(*n) >= percent).map_or(100, u32::from)
}

fn remarks(words: Words, settings: &Settings, lacks: &Lacks) -> Vec<String> {
    let mut remarks = Vec::new();
    if !settings.is_ready() {
        remarks.push(words.say("setup-remark-channel"));
    }
    for permission in &lacks.threads {
        remarks.push(words.say_with("setup-remark-threads", [("permission", Safe::clipped(permission, 60).into())]));
    }
    if lacks.webhooks {
        remarks.push(words.say("setup-remark-webhooks"));
    }
    remarks.into_iter().map(|remark| format!("-# {remark}")).collect()
}

/// A picker that shows nothing as chosen: the text above does, and a channel or role that was
/// deleted meanwhile must not keep the settings from being shown.
fn pick(words: Words, key: &str, action: SetupAction, kind: PickKind) -> Row {
    let most = match kind {
        PickKind::Roles => MOST_ROLES,
        PickKind::Channels | PickKind::Members => 1,
    };
    let chosen = Vec::new();
    Row::Pick(Picker { action: Action::Setup(action), placeholder: words.say(key), kind, most, chosen })
}

fn choice(label: String, value: &str) -> Choice {
    Choice { label, value: value.to_owned() }
}

fn button(label: String, action: SetupAction, tone: Tone) -> Button {
    Button { label, action: Action::Setup(action), tone }
}

fn card(title: String, lines: &[String], rows: Vec<Row>) -> Reply {
    let card = Card { title: Some(Safe::own(title)), body: lines.join("\n"), ..Card::default() };
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

/// A count that is text already: without the thousands' marks of a language.
fn plain_number(number: u64) -> Arg {
    Arg::Text(Safe::own(number.to_string()))
}

#[cfg(test)]
mod tests;

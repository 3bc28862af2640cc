//! The table of commands → what is registered with Discord.

use crate::responder::{CommandSpec, Context, Locale, OptionKind, OptionSpec, TABLE, Words};
use serde_json::{Map, Value, json};

// Numbers: Discord's documentation, "Application Commands".
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;
const SUB_COMMAND: u8 = 1;
const STRING: u8 = 3;
const INTEGER: u8 = 4;
const USER: u8 = 6;
const ATTACHMENT: u8 = 11;
/// In servers, and for members by themselves.
const INSTALLED_IN: [u8; 2] = [0, 1];
const IN_SERVERS: [u8; 1] = [0];

/// Every command, as one bulk overwrite takes it. Those of a group become one command's parts.
pub(super) fn commands() -> Value {
    let english = Words::of(Locale::English);
    let mut all: Vec<(String, Value)> = Vec::new();
    for spec in &TABLE {
        let (group, own) = spec.path(english);
        if own.is_none() {
            all.push((group, command(spec)));
            continue;
        }
        let known = all.iter_mut().find(|(name, _)| *name == group);
        if let Some(parts) = known.and_then(|(_, object)| object.get_mut("options")).and_then(Value::as_array_mut) {
            parts.push(part(spec));
        } else {
            let object = group_of(spec);
            all.push((group, object));
        }
    }
    all.into_iter().map(|(_, object)| object).collect()
}

fn command(spec: &CommandSpec) -> Value {
    let english = Words::of(Locale::English);
    let mut object = common(spec);
    if !spec.on_message {
        object.insert("description".into(), spec.about(english).into());
        object.insert("description_localizations".into(), localized(|words| spec.about(words)));
        object.insert("options".into(), spec.options.iter().map(option).collect());
    }
    Value::Object(object)
}

/// What all commands have.
fn common(spec: &CommandSpec) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("name".into(), spec.path(Words::of(Locale::English)).0.into());
    object.insert("name_localizations".into(), localized(|words| spec.path(words).0));
    object.insert("type".into(), (if spec.on_message { MESSAGE } else { CHAT_INPUT }).into());
    object.insert("contexts".into(), spec.contexts.iter().map(|&c| Value::from(context(c))).collect());
    let installed: &[u8] = if spec.contexts.contains(&Context::PrivateChannel) { &INSTALLED_IN } else { &IN_SERVERS };
    object.insert("integration_types".into(), installed.to_vec().into());
    object.insert("default_member_permissions".into(), spec.needs.map(|needs| needs.to_string()).into());
    object
}

/// A group with its first part; permissions and contexts are the whole group's.
fn group_of(spec: &CommandSpec) -> Value {
    let mut object = common(spec);
    object.insert("description".into(), spec.group_about(Words::of(Locale::English)).into());
    object.insert("description_localizations".into(), localized(|words| spec.group_about(words)));
    object.insert("options".into(), json!([part(spec)]));
    Value::Object(object)
}

/// One command of a group.
fn part(spec: &CommandSpec) -> Value {
    let english = Words::of(Locale::English);
    let own = |words| spec.path(words).1.unwrap_or_default();
    json!({
        "type": SUB_COMMAND,
        "name": own(english),
        "name_localizations": localized(own),
        "description": spec.about(english),
        "description_localizations": localized(|words| spec.about(words)),
        "options": spec.options.iter().map(option).collect::<Vec<_>>(),
    })
}

fn option(spec: &OptionSpec) -> Value {
    let english = Words::of(Locale::English);
    let mut object = Map::new();
    object.insert("name".into(), spec.name.into());
    object.insert("name_localizations".into(), localized(|words| spec.localized(words)));
    object.insert("description".into(), spec.about(english).into());
    object.insert("description_localizations".into(), localized(|words| spec.about(words)));
    object.insert("required".into(), spec.required.into());
    let kind = match spec.kind {
        OptionKind::File => ATTACHMENT,
        OptionKind::Member => USER,
        OptionKind::Number { .. } => INTEGER,
        OptionKind::Text { .. } | OptionKind::Choice(_) | OptionKind::Article => STRING,
    };
    object.insert("type".into(), kind.into());
    match spec.kind {
        OptionKind::Text { longest } => {
            object.insert("max_length".into(), longest.into());
        }
        OptionKind::Article => {
            object.insert("autocomplete".into(), true.into());
        }
        OptionKind::Choice(choices) => {
            let list = choices.list(english).into_iter().map(|choice| {
                let label = |words| {
                    choices
                        .list(words)
                        .into_iter()
                        .find(|c| c.value == choice.value)
                        .map_or_else(String::new, |c| c.label)
                };
                json!({ "name": choice.label, "name_localizations": localized(label), "value": choice.value })
            });
            object.insert("choices".into(), list.collect());
        }
        OptionKind::Number { least, most } => {
            object.insert("min_value".into(), least.into());
            object.insert("max_value".into(), most.into());
        }
        OptionKind::File | OptionKind::Member => {}
    }
    Value::Object(object)
}

/// The words in each language beside the default.
fn localized(words_in: impl Fn(Words) -> String) -> Value {
    let mut object = Map::new();
    for locale in Locale::ALL {
        for &tag in locale.tags() {
            object.insert(tag.to_owned(), words_in(Words::of(locale)).into());
        }
    }
    Value::Object(object)
}

const fn context(context: Context) -> u8 {
    match context {
        Context::Guild => 0,
        Context::BotDm => 1,
        Context::PrivateChannel => 2,
    }
}

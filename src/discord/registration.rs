//! The table of commands → what is registered with Discord.

use crate::responder::{CommandSpec, Context, Locale, OptionKind, OptionSpec, TABLE, Words};
use serde_json::{Map, Value, json};

// Numbers: Discord's documentation, "Application Commands".
const CHAT_INPUT: u8 = 1;
const MESSAGE: u8 = 3;
const STRING: u8 = 3;
const ATTACHMENT: u8 = 11;
/// In servers, and for members by themselves.
const INSTALLED_IN: [u8; 2] = [0, 1];

/// Every command, as one bulk overwrite takes it.
pub(super) fn commands() -> Value {
    TABLE.iter().map(command).collect()
}

fn command(spec: &CommandSpec) -> Value {
    let english = Words::of(Locale::English);
    let mut object = Map::new();
    object.insert("name".into(), spec.name(english).into());
    object.insert("name_localizations".into(), localized(|words| spec.name(words)));
    object.insert("type".into(), (if spec.on_message { MESSAGE } else { CHAT_INPUT }).into());
    object.insert("contexts".into(), spec.contexts.iter().map(|&c| Value::from(context(c))).collect());
    object.insert("integration_types".into(), INSTALLED_IN.to_vec().into());
    object.insert("default_member_permissions".into(), spec.needs.map(|needs| needs.to_string()).into());
    if !spec.on_message {
        object.insert("description".into(), spec.about(english).into());
        object.insert("description_localizations".into(), localized(|words| spec.about(words)));
        object.insert("options".into(), spec.options.iter().map(option).collect());
    }
    Value::Object(object)
}

fn option(spec: &OptionSpec) -> Value {
    let english = Words::of(Locale::English);
    let mut object = Map::new();
    object.insert("name".into(), spec.name.into());
    object.insert("name_localizations".into(), localized(|words| spec.localized(words)));
    object.insert("description".into(), spec.about(english).into());
    object.insert("description_localizations".into(), localized(|words| spec.about(words)));
    object.insert("required".into(), spec.required.into());
    let kind = if spec.kind == OptionKind::File { ATTACHMENT } else { STRING };
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
        OptionKind::File => {}
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

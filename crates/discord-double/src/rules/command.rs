//! Registering commands: names, descriptions, options, choices, localisations, caps.

use super::shape::{Field, Rule, check_object, may, need};
use crate::error::{ApiError, FieldErrors};
use crate::state::command::CHAT_INPUT;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use twilight_model::application::command::Command;

/// Characters of names, descriptions and choice values in one command.
const TOTAL: usize = 8000;
/// The locales that Discord knows.
const LOCALES: &[&str] = &[
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
];

const COMMAND: &[Field] = &[
    need("name", Rule::Text(1, 32)),
    may("name_localizations", Rule::Check(check_names)),
    may("description", Rule::Text(0, 100)),
    may("description_localizations", Rule::Check(check_descriptions)),
    may("options", Rule::List(0, 25, &Rule::Any)),
    may("default_member_permissions", Rule::Bits),
    may("dm_permission", Rule::Bool),
    may("default_permission", Rule::Bool),
    may("type", Rule::Choice(&[1, 2, 3, 4])),
    may("nsfw", Rule::Bool),
    may("integration_types", Rule::List(1, 2, &Rule::Choice(&[0, 1]))),
    may("contexts", Rule::List(1, 3, &Rule::Choice(&[0, 1, 2]))),
    may("handler", Rule::Any),
    may("id", Rule::Id),
];
const OPTION: &[Field] = &[
    need("type", Rule::Integer(1, 11)),
    need("name", Rule::Text(1, 32)),
    may("name_localizations", Rule::Check(check_names)),
    need("description", Rule::Text(1, 100)),
    may("description_localizations", Rule::Check(check_descriptions)),
    may("required", Rule::Bool),
    may("choices", Rule::List(0, 25, &Rule::Any)),
    may("options", Rule::List(0, 25, &Rule::Any)),
    may("channel_types", Rule::List(0, 30, &Rule::Any)),
    may("min_value", Rule::Any),
    may("max_value", Rule::Any),
    may("min_length", Rule::Integer(0, 6000)),
    may("max_length", Rule::Integer(1, 6000)),
    may("autocomplete", Rule::Bool),
];
const CHOICE: &[Field] =
    &[need("name", Rule::Text(1, 100)), may("name_localizations", Rule::Any), need("value", Rule::Any)];

/// Checks a list of commands that would be all there are in their scope.
pub(crate) fn check_all(commands: &[Value]) -> Result<(), ApiError> {
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        let count = commands.iter().filter(|command| command["type"].as_u64().unwrap_or(CHAT_INPUT) == kind).count();
        if count > most {
            return Err(ApiError::new(
                400,
                30_032,
                &format!("Maximum number of application commands reached ({most})"),
            ));
        }
    }
    let mut errors = FieldErrors::default();
    let mut seen = BTreeSet::new();
    for (position, command) in commands.iter().enumerate() {
        let key = (command["type"].as_u64().unwrap_or(CHAT_INPUT), command["name"].as_str().unwrap_or_default());
        errors.within(&position, |errors| {
            check(command, errors);
            if !seen.insert(key) {
                errors.add_at(
                    "name",
                    "APPLICATION_COMMANDS_DUPLICATE_NAME",
                    "Application command names must be unique",
                );
            }
        });
    }
    errors.into_result()
}

/// Checks one command.
pub(crate) fn check(command: &Value, errors: &mut FieldErrors) {
    check_object(command, &[COMMAND], errors);
    let kind = command["type"].as_u64().unwrap_or(CHAT_INPUT);
    let description = command["description"].as_str().unwrap_or_default();
    let options = command["options"].as_array().map_or(&[][..], Vec::as_slice);
    if kind == CHAT_INPUT {
        check_name(&command["name"], errors);
        if description.is_empty() {
            errors.add_at("description", "BASE_TYPE_REQUIRED", "This field is required");
        }
        check_options(options, 0, errors);
    } else if kind != 4 {
        if !description.is_empty() {
            errors.add_at(
                "description",
                "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
                "Context menu commands cannot have description",
            );
        }
        if !options.is_empty() {
            errors.add_at(
                "options",
                "APPLICATION_COMMAND_CONTEXT_MENU_NO_OPTIONS",
                "Context menu commands cannot have options",
            );
        }
    }
    for key in ["contexts", "integration_types"] {
        let list = command[key].as_array().map_or(&[][..], Vec::as_slice);
        if list.iter().collect::<Vec<_>>().len() != list.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len()
        {
            errors.add_at(key, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
        }
    }
    if characters(command) > TOTAL {
        errors.add("APPLICATION_COMMAND_TOO_LARGE", format!("Command exceeds maximum size ({TOTAL})"));
    }
    if errors.is_empty() {
        second_opinion(command, errors);
    }
}

/// Whether a name may be typed after a slash.
fn is_typeable(name: &str) -> bool {
    // Thai and Devanagari spell with marks that Unicode does not call letters.
    let marks = |c: char| ('\u{0900}'..='\u{097f}').contains(&c) || ('\u{0e00}'..='\u{0e7f}').contains(&c);
    let length = name.chars().count();
    (1..=32).contains(&length)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'') || marks(c))
        && name.to_lowercase() == name
}

fn check_name(name: &Value, errors: &mut FieldErrors) {
    if !name.as_str().is_some_and(is_typeable) {
        errors.add_at("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
}

fn check_names(names: &Value, errors: &mut FieldErrors) {
    check_locales(names, 32, errors);
}

fn check_descriptions(descriptions: &Value, errors: &mut FieldErrors) {
    check_locales(descriptions, 100, errors);
}

fn check_locales(texts: &Value, most: usize, errors: &mut FieldErrors) {
    let Some(texts) = texts.as_object() else {
        return errors.add("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    };
    for (locale, text) in texts {
        if !LOCALES.contains(&locale.as_str()) {
            errors.add_at(locale, "ENUM_TYPE_COERCE", format!("Value \"{locale}\" is not a valid enum value."));
        }
        errors.within(locale, |errors| super::shape::check(text, &Rule::Text(1, most), errors));
    }
}

fn check_options(options: &[Value], depth: usize, errors: &mut FieldErrors) {
    errors.within("options", |errors| {
        let mut seen = BTreeSet::new();
        let mut optional_before = false;
        let nested = options.iter().filter(|option| is_nested(option)).count();
        if nested > 0 && nested < options.len() {
            errors.add(
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Sub-commands and sub-command groups cannot stand beside other options",
            );
        }
        for (position, option) in options.iter().enumerate() {
            errors.within(&position, |errors| {
                check_option(option, depth, errors);
                let required = option["required"].as_bool().unwrap_or(false);
                if required && optional_before {
                    errors.add(
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options",
                    );
                }
                optional_before |= !required;
                if !seen.insert(option["name"].as_str().unwrap_or_default()) {
                    errors.add_at(
                        "name",
                        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_TAKEN",
                        "Option names must be unique",
                    );
                }
            });
        }
    });
}

fn is_nested(option: &Value) -> bool {
    matches!(option["type"].as_u64(), Some(1 | 2))
}

fn check_option(option: &Value, depth: usize, errors: &mut FieldErrors) {
    check_object(option, &[OPTION], errors);
    check_name(&option["name"], errors);
    for name in option["name_localizations"].as_object().into_iter().flatten() {
        if !name.1.as_str().is_some_and(is_typeable) {
            errors.add_at("name_localizations", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }
    let kind = option["type"].as_u64().unwrap_or(0);
    let inner = option["options"].as_array().map_or(&[][..], Vec::as_slice);
    let too_deep = (kind == 2 && depth > 0) || (kind == 1 && depth > 1);
    if too_deep || (!inner.is_empty() && !is_nested(option)) {
        errors.add_at(
            "type",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "This option cannot stand here or cannot have options",
        );
    } else if is_nested(option) {
        let inner_depth = if kind == 2 { 1 } else { 2 };
        check_options(inner, inner_depth, errors);
    }
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    if !choices.is_empty() && (!matches!(kind, 3 | 4 | 10) || option["autocomplete"].as_bool().unwrap_or(false)) {
        errors.add_at(
            "choices",
            "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
            "Choices need a string or number option without autocomplete",
        );
    }
    check_choices(choices, kind, errors);
}

/// Checks choices, of an option or of an autocomplete response.
pub(crate) fn check_choices(choices: &[Value], kind: u64, errors: &mut FieldErrors) {
    errors.within("choices", |errors| {
        if choices.len() > 25 {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
        }
        for (position, choice) in choices.iter().enumerate() {
            errors.within(&position, |errors| {
                check_object(choice, &[CHOICE], errors);
                let value = &choice["value"];
                let fits = match kind {
                    3 => value.as_str().is_some_and(|text| (1..=100).contains(&text.chars().count())),
                    4 => value.is_i64() || value.is_u64(),
                    10 => value.is_number(),
                    _ => true,
                };
                if !fits {
                    errors.add_at(
                        "value",
                        "BASE_TYPE_BAD_LENGTH",
                        "Must fit the option's type and be between 1 and 100 in length.",
                    );
                }
            });
        }
    });
}

fn characters(command: &Value) -> usize {
    let longest = |texts: &Value, own: &Value| {
        let lengths = texts.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str());
        lengths.chain(own.as_str()).map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let choices = command["choices"].as_array().into_iter().flatten();
    let of_choices: usize =
        choices.map(|choice| longest(&Value::Null, &choice["name"]) + longest(&Value::Null, &choice["value"])).sum();
    longest(&command["name_localizations"], &command["name"])
        + longest(&command["description_localizations"], &command["description"])
        + of_choices
        + command["options"].as_array().into_iter().flatten().map(characters).sum::<usize>()
}

fn second_opinion(command: &Value, errors: &mut FieldErrors) {
    let mut full = command.clone();
    let permissions = &command["default_member_permissions"];
    full["default_member_permissions"] =
        permissions.as_u64().map_or_else(|| permissions.clone(), |bits| json!(bits.to_string()));
    full["version"] = json!("1");
    full["type"] = json!(command["type"].as_u64().unwrap_or(CHAT_INPUT));
    full["description"] = json!(command["description"].as_str().unwrap_or_default());
    if let Some(full) = full.as_object_mut() {
        full.remove("handler");
        full.retain(|_, value| !value.is_null());
    }
    match serde_json::from_value::<Command>(full) {
        Ok(parsed) => {
            if let Err(error) = twilight_validate::command::command(&parsed) {
                errors.add("TWILIGHT_VALIDATE", error.to_string());
            }
        }
        Err(error) => errors.add("TWILIGHT_MODEL", error.to_string()),
    }
}

//! Components of messages and modals: rows, buttons, selects, and the second generation (V2).

use super::shape::{Field, Rule, check_object, may, need};
use crate::error::FieldErrors;
use serde_json::Value;
use std::collections::BTreeSet;
use twilight_model::channel::message::Component;

/// Components that a V2 message may hold, nested ones counted.
const V2_TOTAL: usize = 40;
/// Characters that all texts of a V2 message may hold together.
const V2_TEXT: usize = 4000;

/// The kinds of component, Discord's numbers.
pub(crate) mod kind {
    pub(crate) const ROW: u64 = 1;
    pub(crate) const BUTTON: u64 = 2;
    pub(crate) const STRING_SELECT: u64 = 3;
    pub(crate) const TEXT_INPUT: u64 = 4;
    pub(crate) const USER_SELECT: u64 = 5;
    pub(crate) const CHANNEL_SELECT: u64 = 8;
    pub(crate) const SECTION: u64 = 9;
    pub(crate) const TEXT: u64 = 10;
    pub(crate) const THUMBNAIL: u64 = 11;
    pub(crate) const GALLERY: u64 = 12;
    pub(crate) const FILE: u64 = 13;
    pub(crate) const SEPARATOR: u64 = 14;
    pub(crate) const CONTAINER: u64 = 17;
    pub(crate) const LABEL: u64 = 18;
    pub(crate) const UPLOAD: u64 = 19;
}

const COMMON: &[Field] = &[need("type", Rule::Integer(1, 30)), may("id", Rule::Integer(0, i32::MAX as i64))];
const LIST: &[Field] = &[need("components", Rule::Any)];
const EMOJI: &[Field] = &[may("id", Rule::Id), may("name", Rule::Text(0, 64)), may("animated", Rule::Bool)];
const BUTTON: &[Field] = &[
    need("style", Rule::Integer(1, 6)),
    may("label", Rule::Text(0, 80)),
    may("emoji", Rule::Object(EMOJI)),
    may("custom_id", Rule::Text(1, 100)),
    may("sku_id", Rule::Id),
    may("url", Rule::Text(1, 512)),
    may("disabled", Rule::Bool),
];
const OPTION: &[Field] = &[
    need("label", Rule::Text(1, 100)),
    need("value", Rule::Text(1, 100)),
    may("description", Rule::Text(0, 100)),
    may("emoji", Rule::Object(EMOJI)),
    may("default", Rule::Bool),
];
const SELECT: &[Field] = &[
    need("custom_id", Rule::Text(1, 100)),
    may("placeholder", Rule::Text(0, 150)),
    may("min_values", Rule::Integer(0, 25)),
    may("max_values", Rule::Integer(1, 25)),
    may("disabled", Rule::Bool),
    may("required", Rule::Bool),
    may("default_values", Rule::List(0, 25, &Rule::Any)),
];
const STRING_SELECT: &[Field] = &[need("options", Rule::List(1, 25, &Rule::Object(OPTION)))];
const CHANNEL_SELECT: &[Field] = &[may("channel_types", Rule::List(0, 30, &Rule::Any))];
const INPUT: &[Field] = &[
    need("custom_id", Rule::Text(1, 100)),
    need("style", Rule::Choice(&[1, 2])),
    may("label", Rule::Text(1, 45)),
    may("min_length", Rule::Integer(0, 4000)),
    may("max_length", Rule::Integer(1, 4000)),
    may("required", Rule::Bool),
    may("value", Rule::Text(0, 4000)),
    may("placeholder", Rule::Text(0, 100)),
];
const MEDIA: &[Field] = &[need("url", Rule::Url)];
const SECTION: &[Field] = &[need("components", Rule::List(1, 3, &Rule::Any)), need("accessory", Rule::Any)];
const TEXT: &[Field] = &[need("content", Rule::Text(1, 4000))];
const THUMBNAIL: &[Field] =
    &[need("media", Rule::Object(MEDIA)), may("description", Rule::Text(0, 1024)), may("spoiler", Rule::Bool)];
const GALLERY: &[Field] = &[need("items", Rule::List(1, 10, &Rule::Object(THUMBNAIL)))];
const FILE: &[Field] = &[need("file", Rule::Object(MEDIA)), may("spoiler", Rule::Bool)];
const SEPARATOR: &[Field] = &[may("divider", Rule::Bool), may("spacing", Rule::Choice(&[1, 2]))];
const CONTAINER: &[Field] =
    &[need("components", Rule::Any), may("accent_color", Rule::Integer(0, 0xFF_FF_FF)), may("spoiler", Rule::Bool)];
const LABEL: &[Field] =
    &[need("label", Rule::Text(1, 45)), may("description", Rule::Text(0, 100)), need("component", Rule::Any)];
const UPLOAD: &[Field] = &[
    need("custom_id", Rule::Text(1, 100)),
    may("min_values", Rule::Integer(0, 10)),
    may("max_values", Rule::Integer(1, 10)),
    may("required", Rule::Bool),
];

/// The kind of a component.
pub(crate) fn kind_of(component: &Value) -> u64 {
    component["type"].as_u64().unwrap_or(0)
}

/// Every component, containers before what they hold.
pub(crate) fn flatten(components: &[Value]) -> Vec<&Value> {
    let mut all = Vec::new();
    for component in components {
        all.push(component);
        all.extend(flatten(component["components"].as_array().map_or(&[][..], Vec::as_slice)));
        for single in ["accessory", "component"] {
            if component[single].is_object() {
                all.extend(flatten(std::slice::from_ref(&component[single])));
            }
        }
    }
    all
}

/// Checks the components of a message, first generation or second.
pub(crate) fn check_message(components: &[Value], is_v2: bool, errors: &mut FieldErrors) {
    errors.within("components", |errors| {
        if !is_v2 && components.len() > 5 {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        }
        for (position, component) in components.iter().enumerate() {
            errors.within(&position, |errors| check_top(component, is_v2, errors));
        }
        let all = flatten(components);
        if is_v2 && all.len() > V2_TOTAL {
            errors.add(
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                format!("The maximum number of components is {V2_TOTAL}"),
            );
        }
        let texts = all.iter().filter(|each| kind_of(each) == kind::TEXT);
        let text: usize = texts.filter_map(|each| each["content"].as_str()).map(|text| text.chars().count()).sum();
        if is_v2 && text > V2_TEXT {
            errors.add("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", format!("Text is longer than {V2_TEXT} in all"));
        }
        check_unique(&all, errors);
        if errors.is_empty() {
            second_opinion(components, is_v2, errors);
        }
    });
}

fn check_top(component: &Value, is_v2: bool, errors: &mut FieldErrors) {
    use kind::{CONTAINER, FILE, GALLERY, ROW, SECTION, SEPARATOR, TEXT};
    let allowed: &[u64] = if is_v2 { &[ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER] } else { &[ROW] };
    check_in(component, allowed, errors);
}

/// Checks one component where only some kinds may stand.
pub(crate) fn check_in(component: &Value, allowed: &[u64], errors: &mut FieldErrors) {
    if !allowed.contains(&kind_of(component)) {
        return errors.add_at("type", "BASE_TYPE_CHOICES", format!("Value must be one of {allowed:?}."));
    }
    check(component, errors);
}

fn check(component: &Value, errors: &mut FieldErrors) {
    let fields: &[&[Field]] = match kind_of(component) {
        kind::ROW => &[COMMON, LIST],
        kind::BUTTON => &[COMMON, BUTTON],
        kind::STRING_SELECT => &[COMMON, SELECT, STRING_SELECT],
        kind::TEXT_INPUT => &[COMMON, INPUT],
        5..=7 => &[COMMON, SELECT],
        8 => &[COMMON, SELECT, CHANNEL_SELECT],
        kind::SECTION => &[COMMON, SECTION],
        kind::TEXT => &[COMMON, TEXT],
        kind::THUMBNAIL => &[COMMON, THUMBNAIL],
        kind::GALLERY => &[COMMON, GALLERY],
        kind::FILE => &[COMMON, FILE],
        kind::SEPARATOR => &[COMMON, SEPARATOR],
        kind::CONTAINER => &[COMMON, CONTAINER],
        kind::LABEL => &[COMMON, LABEL],
        kind::UPLOAD => &[COMMON, UPLOAD],
        _ => &[COMMON],
    };
    check_object(component, fields, errors);
    match kind_of(component) {
        kind::ROW => check_row(component, errors),
        kind::BUTTON => check_button(component, errors),
        kind::STRING_SELECT => check_select(component, errors),
        kind::USER_SELECT..=kind::CHANNEL_SELECT => check_defaults(component, errors),
        kind::SECTION => {
            check_children(component, &[kind::TEXT], errors);
            errors.within("accessory", |errors| {
                check_in(&component["accessory"], &[kind::BUTTON, kind::THUMBNAIL], errors);
            });
        }
        kind::CONTAINER => {
            let allowed = [kind::ROW, kind::SECTION, kind::TEXT, kind::GALLERY, kind::FILE, kind::SEPARATOR];
            check_children(component, &allowed, errors);
        }
        _ => {}
    }
}

fn check_children(component: &Value, allowed: &[u64], errors: &mut FieldErrors) {
    errors.within("components", |errors| {
        let children = component["components"].as_array().map_or(&[][..], Vec::as_slice);
        if children.is_empty() {
            errors.add("BASE_TYPE_REQUIRED", "This field is required");
        }
        for (position, child) in children.iter().enumerate() {
            errors.within(&position, |errors| check_in(child, allowed, errors));
        }
    });
}

fn check_row(row: &Value, errors: &mut FieldErrors) {
    let children = row["components"].as_array().map_or(&[][..], Vec::as_slice);
    let buttons = children.iter().filter(|child| kind_of(child) == kind::BUTTON).count();
    let wide = children.len() - buttons;
    errors.within("components", |errors| {
        if children.is_empty() || children.len() > 5 {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
        } else if wide > 0 && children.len() > 1 {
            errors.add(
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The width of the component exceeds the maximum allowed for this row",
            );
        }
        for (position, child) in children.iter().enumerate() {
            errors.within(&position, |errors| check_in(child, &[2, 3, 5, 6, 7, 8], errors));
        }
    });
}

fn check_button(button: &Value, errors: &mut FieldErrors) {
    let has = |key: &str| !button[key].is_null();
    let (wanted, unwanted) = match button["style"].as_u64() {
        Some(5) => ("url", ["custom_id", "sku_id"]),
        Some(6) => ("sku_id", ["custom_id", "url"]),
        _ => ("custom_id", ["url", "sku_id"]),
    };
    if !has(wanted) {
        errors.add_at(wanted, "BASE_TYPE_REQUIRED", "This field is required");
    }
    for key in unwanted.iter().filter(|key| has(key)) {
        errors.add_at(key, "BUTTON_COMPONENT_FIELD_EXCLUSIVE", format!("A button of this style cannot have {key}"));
    }
    let labelled = button["label"].as_str().is_some_and(|label| !label.is_empty());
    if wanted != "sku_id" && !labelled && !has("emoji") {
        errors.add("BUTTON_COMPONENT_INVALID_BUTTON", "A button must have a label or emoji");
    }
}

fn check_select(select: &Value, errors: &mut FieldErrors) {
    let options = select["options"].as_array().map_or(&[][..], Vec::as_slice);
    let mut seen = BTreeSet::new();
    for (position, option) in options.iter().enumerate() {
        if !seen.insert(option["value"].as_str().unwrap_or_default()) {
            errors.within("options", |errors| {
                errors.within(&position, |errors| {
                    errors.add_at(
                        "value",
                        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                        "The specified option value is already used",
                    );
                });
            });
        }
    }
    let (least, most) = (select["min_values"].as_u64().unwrap_or(1), select["max_values"].as_u64().unwrap_or(1));
    let count = u64::try_from(options.len()).unwrap_or(u64::MAX);
    if least > most || most > count {
        errors.add_at(
            "max_values",
            "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
            "max_values must lie between min_values and the number of options",
        );
    }
}

/// What is chosen at first in a select that Discord fills in: no more than may be chosen, each of the select's kind.
fn check_defaults(select: &Value, errors: &mut FieldErrors) {
    let kinds: &[&str] = match kind_of(select) {
        kind::USER_SELECT => &["user"],
        kind::CHANNEL_SELECT => &["channel"],
        6 => &["role"],
        _ => &["user", "role"],
    };
    let chosen = select["default_values"].as_array().map_or(&[][..], Vec::as_slice);
    let (least, most) = (select["min_values"].as_u64().unwrap_or(1), select["max_values"].as_u64().unwrap_or(1));
    let count = u64::try_from(chosen.len()).unwrap_or(u64::MAX);
    errors.within("default_values", |errors| {
        if least > most || (count > 0 && !(least..=most).contains(&count)) {
            errors.add("BASE_TYPE_BAD_LENGTH", format!("Must be between {least} and {most} in length."));
        }
        for (position, each) in chosen.iter().enumerate() {
            errors.within(&position, |errors| {
                if !each["type"].as_str().is_some_and(|kind| kinds.contains(&kind)) {
                    errors.add_at("type", "BASE_TYPE_CHOICES", format!("Value must be one of {kinds:?}."));
                }
                if crate::snowflake::Snowflake::from_json(&each["id"]).is_none() {
                    errors.add_at("id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
                }
            });
        }
    });
}

/// No two components of one message or modal share a `custom_id`.
pub(crate) fn check_unique(all: &[&Value], errors: &mut FieldErrors) {
    let mut seen = BTreeSet::new();
    for id in all.iter().filter_map(|each| each["custom_id"].as_str()) {
        if !seen.insert(id) {
            errors.add_at(
                "custom_id",
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                format!("Component custom id cannot be duplicated: {id}"),
            );
        }
    }
}

fn second_opinion(components: &[Value], is_v2: bool, errors: &mut FieldErrors) {
    let parsed: Result<Vec<Component>, _> =
        components.iter().map(|each| serde_json::from_value(each.clone())).collect();
    match parsed {
        Ok(parsed) => {
            if let Err(error) = twilight_validate::message::components(&parsed, is_v2) {
                errors.add("TWILIGHT_VALIDATE", error.to_string());
            }
        }
        Err(error) => errors.add("TWILIGHT_MODEL", error.to_string()),
    }
}

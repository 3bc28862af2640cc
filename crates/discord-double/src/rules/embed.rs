//! Embeds: their fields, and 6,000 characters over all embeds of a message.

use super::shape::{Field, Rule, check_object, may, need};
use crate::error::FieldErrors;
use serde_json::{Value, json};
use twilight_model::channel::message::Embed;

/// Characters that all embeds of one message may hold together.
const TOTAL: usize = 6000;

const MEDIA: &[Field] =
    &[need("url", Rule::Url), may("proxy_url", Rule::Any), may("height", Rule::Any), may("width", Rule::Any)];
const FOOTER: &[Field] =
    &[need("text", Rule::Text(1, 2048)), may("icon_url", Rule::Url), may("proxy_icon_url", Rule::Any)];
const AUTHOR: &[Field] = &[
    need("name", Rule::Text(1, 256)),
    may("url", Rule::Url),
    may("icon_url", Rule::Url),
    may("proxy_icon_url", Rule::Any),
];
const PAIR: &[Field] =
    &[need("name", Rule::Text(1, 256)), need("value", Rule::Text(1, 1024)), may("inline", Rule::Bool)];
const EMBED: &[Field] = &[
    may("title", Rule::Text(0, 256)),
    may("type", Rule::Any),
    may("description", Rule::Text(0, 4096)),
    may("url", Rule::Url),
    may("timestamp", Rule::Time),
    may("color", Rule::Integer(0, 0xFF_FF_FF)),
    may("footer", Rule::Object(FOOTER)),
    may("image", Rule::Object(MEDIA)),
    may("thumbnail", Rule::Object(MEDIA)),
    may("video", Rule::Any),
    may("provider", Rule::Any),
    may("author", Rule::Object(AUTHOR)),
    may("fields", Rule::List(0, 25, &Rule::Object(PAIR))),
];

/// Checks one embed.
pub(crate) fn check(embed: &Value, errors: &mut FieldErrors) {
    check_object(embed, &[EMBED], errors);
    let shows = ["title", "description", "image", "thumbnail", "author", "footer", "fields", "video"];
    let empty = |key: &&str| match &embed[*key] {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    };
    if shows.iter().all(empty) {
        errors.add_at("description", "BASE_TYPE_REQUIRED", "This field is required");
    }
    if errors.is_empty() {
        second_opinion(embed, errors);
    }
}

/// Checks what holds for all embeds of a message together.
pub(crate) fn check_total(embeds: &[Value], errors: &mut FieldErrors) {
    let total: usize = embeds.iter().map(characters).sum();
    if total > TOTAL {
        errors.add_at("embeds", "MAX_EMBED_SIZE_EXCEEDED", format!("Embed size exceeds maximum size of {TOTAL}"));
    }
}

fn characters(embed: &Value) -> usize {
    let count = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let fields = embed["fields"]
        .as_array()
        .map_or(0, |fields| fields.iter().map(|field| count(&field["name"]) + count(&field["value"])).sum());
    count(&embed["title"])
        + count(&embed["description"])
        + count(&embed["footer"]["text"])
        + count(&embed["author"]["name"])
        + fields
}

fn second_opinion(embed: &Value, errors: &mut FieldErrors) {
    let mut full = embed.clone();
    full["type"] = json!("rich");
    if let Some(full) = full.as_object_mut() {
        full.retain(|_, value| !value.is_null());
    }
    for field in full.get_mut("fields").and_then(Value::as_array_mut).into_iter().flatten() {
        field["inline"] = json!(field["inline"].as_bool().unwrap_or(false));
    }
    // The model wants times in one spelling; the shape has checked the time already.
    if let Some(full) = full.as_object_mut() {
        full.remove("timestamp");
    }
    match serde_json::from_value::<Embed>(full) {
        Ok(embed) => {
            if let Err(error) = twilight_validate::embed::embed(&embed) {
                errors.add("TWILIGHT_VALIDATE", error.to_string());
            }
        }
        Err(error) => errors.add("TWILIGHT_MODEL", error.to_string()),
    }
}

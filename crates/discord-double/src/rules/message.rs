//! The body of a message, as each of the routes that take one allows it.

use super::shape::{Field, Rule, check_object, may, need};
use super::{component, embed, mention, name};
use crate::error::{ApiError, FieldErrors};
use crate::state::message::flag;
use serde_json::Value;

/// Characters in a message's text.
pub(crate) const CONTENT: usize = 2000;

const ATTACHMENT: &[Field] = &[
    need("id", Rule::Any),
    may("filename", Rule::Text(1, 1024)),
    may("title", Rule::Text(0, 1024)),
    may("description", Rule::Text(0, 1024)),
    may("duration_secs", Rule::Any),
    may("waveform", Rule::Any),
    may("is_remix", Rule::Bool),
    // What a bot read from a message and sends back to keep a file.
    may("size", Rule::Any),
    may("url", Rule::Any),
    may("proxy_url", Rule::Any),
    may("content_type", Rule::Any),
    may("height", Rule::Any),
    may("width", Rule::Any),
    may("ephemeral", Rule::Any),
];
const BASE: &[Field] = &[
    may("content", Rule::Text(0, CONTENT)),
    may("embeds", Rule::List(0, 10, &Rule::Check(embed::check))),
    may("allowed_mentions", Rule::Check(mention::check_allowed)),
    may("components", Rule::List(0, component_limit(), &Rule::Any)),
    may("flags", Rule::Integer(0, i64::MAX)),
    may("attachments", Rule::List(0, 10, &Rule::Object(ATTACHMENT))),
];
const SPOKEN: &[Field] = &[may("tts", Rule::Bool), may("poll", Rule::Any)];
const CREATE: &[Field] = &[
    may("nonce", Rule::Check(check_nonce)),
    may("enforce_nonce", Rule::Bool),
    may("sticker_ids", Rule::List(0, 3, &Rule::Id)),
    may("message_reference", Rule::Object(REFERENCE)),
];
const REFERENCE: &[Field] = &[
    may("type", Rule::Choice(&[0, 1])),
    need("message_id", Rule::Id),
    may("channel_id", Rule::Id),
    may("guild_id", Rule::Id),
    may("fail_if_not_exists", Rule::Bool),
];
const WEBHOOK: &[Field] = &[
    may("username", Rule::Check(name::check_webhook)),
    may("avatar_url", Rule::Url),
    may("thread_name", Rule::Text(0, 100)),
    may("applied_tags", Rule::List(0, 5, &Rule::Id)),
];

const fn component_limit() -> usize {
    40
}

/// Which route the body came by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A new message in a channel.
    Create,
    /// A response, or a message through a webhook.
    Webhook,
    /// A change of a message.
    Edit,
}

/// Checks a message's body; `existing` are the flags of the message that is changed, `files` come along.
pub(crate) fn check(body: &Value, form: Form, existing: u64, files: usize) -> Result<(), ApiError> {
    let mut errors = FieldErrors::default();
    match form {
        Form::Create => check_object(body, &[BASE, SPOKEN, CREATE], &mut errors),
        Form::Webhook => check_object(body, &[BASE, SPOKEN, WEBHOOK], &mut errors),
        Form::Edit => check_object(body, &[BASE], &mut errors),
    }
    let flags = body["flags"].as_u64().unwrap_or(0) | existing;
    check_flags(body, form, &mut errors);
    let embeds = body["embeds"].as_array().map_or(&[][..], Vec::as_slice);
    let components = body["components"].as_array().map_or(&[][..], Vec::as_slice);
    embed::check_total(embeds, &mut errors);
    let is_v2 = flags & flag::COMPONENTS_V2 != 0;
    component::check_message(components, is_v2, &mut errors);
    if is_v2 {
        check_v2(body, &mut errors);
    }
    if files > 10 {
        errors.add_at("files", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
    }
    if errors.is_empty() {
        second_opinion(body, &mut errors);
    }
    errors.into_result()?;
    let poll_or_sticker = body["poll"].is_object() || body["sticker_ids"].as_array().is_some_and(|ids| !ids.is_empty());
    let content = body["content"].as_str().unwrap_or_default();
    let nothing = content.trim().is_empty() && embeds.is_empty() && components.is_empty() && files == 0;
    if form != Form::Edit && nothing && !poll_or_sticker {
        return Err(ApiError::new(400, 50_006, "Cannot send an empty message"));
    }
    Ok(())
}

fn check_flags(body: &Value, form: Form, errors: &mut FieldErrors) {
    let settable = match form {
        Form::Create => flag::SUPPRESS_EMBEDS | flag::SUPPRESS_NOTIFICATIONS | flag::COMPONENTS_V2 | 1 << 13,
        Form::Webhook => {
            flag::SUPPRESS_EMBEDS | flag::EPHEMERAL | flag::SUPPRESS_NOTIFICATIONS | flag::COMPONENTS_V2 | 1 << 13
        }
        // An edit may repeat what cannot be changed; the ephemeral bit is simply not taken over.
        Form::Edit => flag::SUPPRESS_EMBEDS | flag::EPHEMERAL | flag::COMPONENTS_V2,
    };
    if body["flags"].as_u64().unwrap_or(0) & !settable != 0 {
        errors.add_at("flags", "BITFIELD_TYPE_INVALID_FLAGS", "These flags cannot be set here");
    }
}

fn check_v2(body: &Value, errors: &mut FieldErrors) {
    let filled = |key: &str| match &body[key] {
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    };
    for key in ["content", "embeds", "poll", "sticker_ids"].into_iter().filter(|key| filled(key)) {
        let message = format!("The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        errors.add_at(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
    }
}

fn check_nonce(nonce: &Value, errors: &mut FieldErrors) {
    let good = nonce.is_i64() || nonce.is_u64() || nonce.as_str().is_some_and(|text| text.chars().count() <= 25);
    if !good {
        errors.add("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
    }
}

fn second_opinion(body: &Value, errors: &mut FieldErrors) {
    if let Some(content) = body["content"].as_str()
        && let Err(error) = twilight_validate::message::content(content)
    {
        errors.add_at("content", "TWILIGHT_VALIDATE", error.to_string());
    }
    for attachment in body["attachments"].as_array().into_iter().flatten() {
        let name = attachment["filename"].as_str().unwrap_or("file");
        let described = attachment["description"].as_str().unwrap_or_default();
        let checked = twilight_validate::message::attachment_filename(name)
            .and_then(|()| twilight_validate::message::attachment_description(described));
        if let Err(error) = checked {
            errors.add_at("attachments", "TWILIGHT_VALIDATE", error.to_string());
        }
    }
}

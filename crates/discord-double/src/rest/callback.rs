//! The one initial response to an interaction.

use super::call::{Answer, Call};
use super::compose::Draft;
use crate::error::{ApiError, FieldErrors};
use crate::rules::{self, message::Form};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::interaction::{Interaction, InteractionKind, Response};
use crate::state::message::{Message, Origin, flag};
use serde_json::{Value, json};

/// The kinds of response, Discord's numbers.
mod kind {
    pub(super) const MESSAGE: u64 = 4;
    pub(super) const DEFER: u64 = 5;
    pub(super) const DEFER_UPDATE: u64 = 6;
    pub(super) const UPDATE: u64 = 7;
    pub(super) const CHOICES: u64 = 8;
    pub(super) const MODAL: u64 = 9;
}

pub(crate) fn respond(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let interaction = answerable(state, call)?;
    check_kind(&interaction, &call.body)?;
    let response = match call.body["type"].as_u64().unwrap_or(0) {
        kind::MESSAGE => send(state, &interaction, call)?,
        kind::DEFER => defer(state, &interaction, call)?,
        kind::DEFER_UPDATE => Response::DeferredUpdate(interaction.message.unwrap_or(interaction.id)),
        kind::UPDATE => update(state, &interaction, call)?,
        kind::CHOICES => choices(&interaction, &call.body["data"])?,
        _ => modal(&call.body["data"])?,
    };
    let now = state.clock.now();
    if let Some(stored) = state.interactions.get_mut(&interaction.id) {
        stored.acknowledged = Some(now);
        stored.response = Some(response.clone());
    }
    match response {
        Response::Message(id) => state.dispatch_message("MESSAGE_CREATE", id),
        Response::Update(id) => state.dispatch_message("MESSAGE_UPDATE", id),
        Response::Deferred(_) | Response::DeferredUpdate(_) | Response::Choices(_) | Response::Modal(_) => {}
    }
    if call.asks_true("with_response") {
        return Answer::ok(described(state, &interaction, call));
    }
    Answer::nothing()
}

/// The interaction of a callback, if it is known, in time and not answered yet.
fn answerable(state: &State, call: &Call) -> Result<Interaction, ApiError> {
    let id = call.id("interaction_id")?;
    let interaction = state.interactions.get(&id).ok_or_else(|| ApiError::unknown("Interaction"))?;
    let late = state.clock.now().saturating_sub(interaction.created) > state.settings.deadline;
    if interaction.token != call.text("interaction_token") {
        return Err(ApiError::unknown("Interaction"));
    }
    if interaction.acknowledged.is_some() {
        return Err(ApiError::new(400, 40_060, "Interaction has already been acknowledged."));
    }
    if late {
        return Err(ApiError::unknown("Interaction"));
    }
    Ok(interaction.clone())
}

/// Which kinds of response an interaction may get.
fn check_kind(interaction: &Interaction, body: &Value) -> Result<(), ApiError> {
    let mut errors = FieldErrors::default();
    let Some(given) = body["type"].as_u64() else {
        errors.add_at("type", "BASE_TYPE_REQUIRED", "This field is required");
        return errors.into_result();
    };
    let from_message = interaction.message.is_some();
    let fits = match given {
        kind::MESSAGE | kind::DEFER => interaction.kind != InteractionKind::Autocomplete,
        kind::DEFER_UPDATE | kind::UPDATE => from_message && interaction.kind != InteractionKind::Command,
        kind::CHOICES => interaction.kind == InteractionKind::Autocomplete,
        kind::MODAL => !matches!(interaction.kind, InteractionKind::Autocomplete | InteractionKind::Modal),
        _ => false,
    };
    if !fits {
        let message = format!("A response of type {given} does not fit a {:?} interaction", interaction.kind);
        errors.add_at("type", "INTERACTION_APPLICATION_COMMAND_INVALID_RESPONSE_TYPE", message);
    }
    for key in body.as_object().into_iter().flatten().map(|(key, _)| key) {
        if key != "type" && key != "data" {
            errors.add_at(key, "UNKNOWN_FIELD", "Discord knows no such field here");
        }
    }
    errors.into_result()
}

fn send(state: &mut State, interaction: &Interaction, call: &Call) -> Result<Response, ApiError> {
    let data = &call.body["data"];
    check_data(data, call, Form::Webhook, 0)?;
    let origin = Origin::Response(interaction.id);
    let draft = Draft { channel: interaction.channel, author: state.bot, origin, body: data, files: &call.files };
    let id = state.compose(&draft)?;
    address(state, id, interaction);
    Ok(Response::Message(id))
}

/// Files what is wrong with `data` under that key.
fn check_data(data: &Value, call: &Call, form: Form, existing: u64) -> Result<(), ApiError> {
    rules::message::check(data, form, existing, call.files.len()).map_err(|mut error| {
        error.errors = error.errors.map(|errors| json!({"data": errors}));
        error
    })
}

/// An ephemeral message, and one that answers a command of a menu, knows whom it is for.
pub(crate) fn address(state: &mut State, message: Snowflake, interaction: &Interaction) {
    let Some(message) = state.messages.get_mut(&message) else { return };
    if matches!(interaction.kind, InteractionKind::Command) {
        message.kind = if interaction.payload["data"]["type"].as_u64() == Some(1) { 20 } else { 23 };
    } else if let Some(source) = interaction.message {
        message.reference = Some(source);
        message.kind = 19;
    }
    if message.flags & flag::EPHEMERAL != 0 {
        message.addressee = Some(interaction.user);
    }
}

/// "… is thinking": ephemeral is decided here and never again.
fn defer(state: &mut State, interaction: &Interaction, call: &Call) -> Result<Response, ApiError> {
    let flags = call.body["data"]["flags"].as_u64().unwrap_or(0);
    if flags & !(flag::EPHEMERAL | flag::COMPONENTS_V2 | flag::SUPPRESS_EMBEDS) != 0 {
        let mut errors = FieldErrors::default();
        errors.within("data", |errors| {
            errors.add_at("flags", "BITFIELD_TYPE_INVALID_FLAGS", "These flags cannot be set here");
        });
        errors.into_result()?;
    }
    let id = state.ids.next();
    let mut message = Message::new(id, interaction.channel, state.bot);
    message.origin = Origin::Response(interaction.id);
    message.flags = flags | flag::LOADING;
    state.messages.insert(id, message);
    address(state, id, interaction);
    Ok(Response::Deferred(id))
}

fn update(state: &mut State, interaction: &Interaction, call: &Call) -> Result<Response, ApiError> {
    let data = &call.body["data"];
    let id = interaction.message.ok_or_else(|| ApiError::unknown("Message"))?;
    let existing = state.messages.get(&id).map_or(0, |message| message.flags);
    check_data(data, call, Form::Edit, existing & flag::COMPONENTS_V2)?;
    state.change(id, data, &call.files)?;
    Ok(Response::Update(id))
}

fn choices(interaction: &Interaction, data: &Value) -> Result<Response, ApiError> {
    let mut errors = FieldErrors::default();
    let list = data["choices"].as_array().cloned().unwrap_or_default();
    let option = crate::driver::option::focused(&interaction.payload["data"]["options"]);
    let kind = option.and_then(|option| option["type"].as_u64()).unwrap_or(3);
    errors.within("data", |errors| {
        if !data["choices"].is_array() {
            errors.add_at("choices", "BASE_TYPE_REQUIRED", "This field is required");
        }
        rules::command::check_choices(&list, kind, errors);
    });
    errors.into_result()?;
    Ok(Response::Choices(list))
}

fn modal(data: &Value) -> Result<Response, ApiError> {
    let mut errors = FieldErrors::default();
    errors.within("data", |errors| rules::modal::check(data, errors));
    errors.into_result()?;
    Ok(Response::Modal(data.clone()))
}

fn described(state: &State, interaction: &Interaction, call: &Call) -> Value {
    let stored = state.interactions.get(&interaction.id);
    let message = stored.and_then(Interaction::original).and_then(|id| state.messages.get(&id));
    json!({
        "interaction": {
            "id": interaction.id, "type": interaction.kind.number(),
            "response_message_id": message.map(|message| message.id),
            "response_message_loading": message.is_some_and(Message::is_loading),
            "response_message_ephemeral": message.is_some_and(|message| message.flags & flag::EPHEMERAL != 0),
        },
        "resource": {"type": call.body["type"], "message": message.map(|message| state.message_json(message))},
    })
}

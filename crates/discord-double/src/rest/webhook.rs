//! Webhooks: an interaction's, which its token opens for a quarter of an hour, and a channel's.

use super::call::{Answer, Call};
use super::compose::Draft;
use crate::error::ApiError;
use crate::rules::{self, message::Form};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::Webhook;
use crate::state::interaction::{Interaction, Response};
use crate::state::message::{Message, Origin, flag};
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

/// What a webhook's token opens.
enum Door {
    Interaction(Box<Interaction>),
    Channel(Webhook),
}

fn door(state: &State, call: &Call) -> Result<Door, ApiError> {
    let id = call.id("webhook_id")?;
    let token = call.text("webhook_token");
    if id == state.application.id {
        let interaction = state.interactions.values().find(|interaction| interaction.token == token);
        let interaction = interaction.ok_or_else(|| ApiError::unknown("Webhook"))?;
        if interaction.response.is_none() {
            return Err(ApiError::unknown("Webhook"));
        }
        if state.clock.now().saturating_sub(interaction.created) > state.settings.token_lifetime {
            return Err(ApiError::new(401, 50_027, "Invalid Webhook Token"));
        }
        return Ok(Door::Interaction(Box::new(interaction.clone())));
    }
    let webhook = state.webhooks.get(&id).ok_or_else(|| ApiError::unknown("Webhook"))?;
    if webhook.token != token {
        return Err(ApiError::new(401, 50_027, "Invalid Webhook Token"));
    }
    Ok(Door::Channel(webhook.clone()))
}

fn interaction(state: &State, call: &Call) -> Result<Interaction, ApiError> {
    match door(state, call)? {
        Door::Interaction(interaction) => Ok(*interaction),
        Door::Channel(_) => Err(ApiError::unknown("Message")),
    }
}

fn original_id(state: &State, call: &Call) -> Result<Snowflake, ApiError> {
    interaction(state, call)?.original().ok_or_else(|| ApiError::unknown("Message"))
}

fn alive(state: &State, id: Snowflake) -> Result<&Message, ApiError> {
    state.messages.get(&id).filter(|message| !message.deleted).ok_or_else(|| ApiError::unknown("Message"))
}

/// The message of a path, if it belongs to the webhook.
fn owned(state: &State, call: &Call) -> Result<Snowflake, ApiError> {
    let id = call.id("message_id")?;
    let origin = alive(state, id)?.origin;
    let belongs = match door(state, call)? {
        Door::Interaction(interaction) => {
            interaction.original() == Some(id)
                || matches!(origin, Origin::Response(of) | Origin::Followup(of) if of == interaction.id)
        }
        Door::Channel(webhook) => origin == Origin::Webhook(webhook.id),
    };
    if belongs { Ok(id) } else { Err(ApiError::unknown("Message")) }
}

pub(crate) fn original(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(state, call)?;
    Answer::ok(state.message_json(alive(state, id)?))
}

pub(crate) fn edit_original(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(state, call)?;
    edit(state, call, id)
}

pub(crate) fn delete_original(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(state, call)?;
    remove(state, id)
}

pub(crate) fn get_message(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = owned(state, call)?;
    Answer::ok(state.message_json(alive(state, id)?))
}

pub(crate) fn edit_message(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = owned(state, call)?;
    edit(state, call, id)
}

pub(crate) fn delete_message(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = owned(state, call)?;
    remove(state, id)
}

fn edit(state: &mut State, call: &Call, id: Snowflake) -> Result<Answer, ApiError> {
    let message = alive(state, id)?;
    let loading = message.is_loading();
    let existing = message.flags & flag::COMPONENTS_V2;
    rules::message::check(&call.body, Form::Edit, existing, call.files.len())?;
    state.change(id, &call.body, &call.files)?;
    if loading {
        fill(state, id);
    } else {
        state.dispatch_message("MESSAGE_UPDATE", id);
    }
    Answer::ok(state.message_json(alive(state, id)?))
}

/// The deferred message has its content now; to everyone else it is a first version.
fn fill(state: &mut State, id: Snowflake) {
    if let Some(message) = state.messages.get_mut(&id) {
        message.flags &= !flag::LOADING;
        message.history.clear();
        message.edited = None;
    }
    state.dispatch_message("MESSAGE_UPDATE", id);
}

fn remove(state: &mut State, id: Snowflake) -> Result<Answer, ApiError> {
    alive(state, id)?;
    super::message::erase(state, id);
    Answer::nothing()
}

/// A follow-up, or a message under a channel webhook's name.
pub(crate) fn execute(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let door = door(state, call)?;
    rules::message::check(&call.body, Form::Webhook, 0, call.files.len())?;
    let id = match door {
        Door::Interaction(interaction) => follow_up(state, call, &interaction)?,
        Door::Channel(webhook) => {
            let origin = Origin::Webhook(webhook.id);
            let channel = call.asks("thread_id").and_then(|id| id.parse().ok()).map_or(webhook.channel, Snowflake);
            let draft = Draft { channel, author: webhook.creator, origin, body: &call.body, files: &call.files };
            let id = state.compose(&draft)?;
            state.dispatch_message("MESSAGE_CREATE", id);
            if !call.asks_true("wait") {
                return Answer::nothing();
            }
            id
        }
    };
    Answer::ok(state.message_json(alive(state, id)?))
}

fn follow_up(state: &mut State, call: &Call, interaction: &Interaction) -> Result<Snowflake, ApiError> {
    // The first follow-up after a deferral takes the place of "… is thinking".
    if let Some(Response::Deferred(id)) = interaction.response
        && state.messages.get(&id).is_some_and(|message| message.is_loading() && !message.deleted)
    {
        state.change(id, &call.body, &call.files)?;
        fill(state, id);
        return Ok(id);
    }
    let origin = Origin::Followup(interaction.id);
    let draft = Draft { channel: interaction.channel, author: state.bot, origin, body: &call.body, files: &call.files };
    let id = state.compose(&draft)?;
    if let Some(message) = state.messages.get_mut(&id) {
        if message.flags & flag::EPHEMERAL != 0 {
            message.addressee = Some(interaction.user);
        }
        message.reference = interaction.original();
    }
    if let Some(stored) = state.interactions.get_mut(&interaction.id) {
        stored.followups.push(id);
    }
    state.dispatch_message("MESSAGE_CREATE", id);
    Ok(id)
}

fn webhook_json(state: &State, webhook: &Webhook) -> Value {
    let guild = state.channels.get(&webhook.channel).and_then(|channel| channel.guild);
    json!({
        "id": webhook.id, "type": 1, "channel_id": webhook.channel, "guild_id": guild, "name": webhook.name,
        "avatar": null, "token": webhook.token, "application_id": state.application.id,
        "user": state.user_json(webhook.creator),
        "url": format!("{}/api/webhooks/{}/{}", state.base, webhook.id, webhook.token),
    })
}

fn may_manage(state: &State, channel: Snowflake) -> Result<(), ApiError> {
    if !state.channels.contains_key(&channel) {
        return Err(ApiError::unknown("Channel"));
    }
    if state.bot_permissions(channel).contains(Permissions::MANAGE_WEBHOOKS) {
        return Ok(());
    }
    Err(ApiError::missing_permissions())
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let channel = call.id("channel_id")?;
    may_manage(state, channel)?;
    let of_channel = state.webhooks.values().filter(|webhook| webhook.channel == channel);
    Answer::ok(of_channel.map(|webhook| webhook_json(state, webhook)).collect())
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    use rules::shape::{Rule, check_object, may, need};
    let channel = call.id("channel_id")?;
    may_manage(state, channel)?;
    let mut errors = crate::error::FieldErrors::default();
    check_object(&call.body, &[&[need("name", Rule::Text(1, 80)), may("avatar", Rule::Any)]], &mut errors);
    errors.into_result()?;
    let id = state.ids.next();
    let name = call.body["name"].as_str().unwrap_or_default().to_owned();
    let webhook = Webhook { id, channel, name, token: format!("webhook-token-{id}"), creator: state.bot };
    state.webhooks.insert(id, webhook.clone());
    Answer::ok(webhook_json(state, &webhook))
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let webhook = state.webhooks.get(&call.id("webhook_id")?).ok_or_else(|| ApiError::unknown("Webhook"))?;
    Answer::ok(webhook_json(state, webhook))
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    state.webhooks.remove(&call.id("webhook_id")?).ok_or_else(|| ApiError::unknown("Webhook"))?;
    Answer::nothing()
}

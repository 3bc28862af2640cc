//! Webhooks: an interaction's, which its token opens for a quarter of an hour, and a channel's.

use super::call::{Answer, Call};
use super::compose::Draft;
use crate::error::ApiError;
use crate::rules::{self, message::Form};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::{Channel, Webhook};
use crate::state::interaction::{Interaction, Response};
use crate::state::message::{Message, Origin, flag};
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

/// Webhooks that a channel may have.
const MOST_WEBHOOKS: usize = 15;

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
        Door::Channel(webhook) => {
            let place = thread_of(call, &webhook)?;
            origin == Origin::Webhook(webhook.id) && alive(state, id)?.channel == place
        }
    };
    if belongs { Ok(id) } else { Err(ApiError::unknown("Message")) }
}

/// Where a channel's webhook writes: in its channel, or in the thread that the query names.
fn thread_of(call: &Call, webhook: &Webhook) -> Result<Snowflake, ApiError> {
    match call.asks("thread_id") {
        None => Ok(webhook.channel),
        Some(id) => id.parse().map(Snowflake).map_err(|_| ApiError::unknown("Channel")),
    }
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
    super::message::not_archived(state, message.channel)?;
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
    let channel = alive(state, id)?.channel;
    super::message::not_archived(state, channel)?;
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
            let channel = thread_of(call, &webhook)?;
            let belongs = |place: &Channel| place.id == webhook.channel || place.parent == Some(webhook.channel);
            if !state.channels.get(&channel).is_some_and(belongs) {
                return Err(ApiError::unknown("Channel"));
            }
            super::message::open_for_writing(state, channel)?;
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
    let mut body = json!({
        "id": webhook.id, "type": 1, "channel_id": webhook.channel, "guild_id": guild, "name": webhook.name,
        "avatar": null, "application_id": webhook.own.then_some(state.application.id),
        "user": state.user_json(webhook.creator),
    });
    if webhook.own {
        body["token"] = json!(webhook.token);
        body["url"] = json!(format!("{}/api/webhooks/{}/{}", state.base, webhook.id, webhook.token));
    }
    body
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
    let name = Rule::Check(rules::name::check_webhook);
    check_object(&call.body, &[&[need("name", name), may("avatar", Rule::Any)]], &mut errors);
    errors.into_result()?;
    if state.channels.get(&channel).is_some_and(Channel::is_thread) {
        return Err(ApiError::new(400, 50_024, "Cannot execute action on this channel type"));
    }
    if state.webhooks.values().filter(|webhook| webhook.channel == channel).count() >= MOST_WEBHOOKS {
        return Err(ApiError::new(400, 30_007, "Maximum number of webhooks reached (15)"));
    }
    let id = state.ids.next();
    let name = call.body["name"].as_str().unwrap_or_default().to_owned();
    let webhook = Webhook { id, channel, name, token: format!("webhook-token-{id}"), creator: state.bot, own: true };
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

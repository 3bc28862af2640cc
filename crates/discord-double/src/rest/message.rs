//! Messages of a channel: written, read, changed, deleted, reacted to.

use super::call::{Answer, Call};
use super::compose::Draft;
use crate::error::{ApiError, FieldErrors};
use crate::gateway::{Event, session::intent, without_content};
use crate::rules::{self, message::Form};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::message::{Message, Origin, flag};
use serde_json::{Value, json};
use std::time::Duration;
use twilight_model::guild::Permissions;

/// For how long an enforced nonce is known: Discord says "the past few minutes".
const NONCE_LASTS: Duration = Duration::from_mins(3);

/// The channel of a call, where the bot has these permissions.
pub(crate) fn place(state: &State, call: &Call, needed: Permissions) -> Result<Snowflake, ApiError> {
    let id = call.id("channel_id")?;
    let channel = state.channels.get(&id).ok_or_else(|| ApiError::unknown("Channel"))?;
    let permissions = state.bot_permissions(id);
    if !permissions.contains(Permissions::VIEW_CHANNEL) {
        return Err(ApiError::missing_access());
    }
    let sending = needed.contains(Permissions::SEND_MESSAGES) && channel.is_thread();
    let needed =
        if sending { (needed - Permissions::SEND_MESSAGES) | Permissions::SEND_MESSAGES_IN_THREADS } else { needed };
    if permissions.contains(needed) { Ok(id) } else { Err(ApiError::missing_permissions()) }
}

fn message<'a>(state: &'a State, call: &Call) -> Result<&'a Message, ApiError> {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    let found = state.messages.get(&id).filter(|message| message.channel == channel && !message.deleted);
    // An ephemeral message is not in the channel: only the interaction's token reaches it.
    found.filter(|message| message.addressee.is_none()).ok_or_else(|| ApiError::unknown("Message"))
}

/// A message as REST shows it to this application.
fn shown(state: &State, message: &Message) -> Value {
    let body = state.message_json(message);
    let allowed = state.settings.privileged_intents & intent::MESSAGE_CONTENT != 0;
    if !allowed && state.hides_content(message) { without_content(body) } else { body }
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let mut needed = Permissions::SEND_MESSAGES;
    if !call.files.is_empty() {
        needed |= Permissions::ATTACH_FILES;
    }
    if call.body["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty()) {
        needed |= Permissions::EMBED_LINKS;
    }
    let channel = place(state, call, needed)?;
    rules::message::check(&call.body, Form::Create, 0, call.files.len())?;
    open_for_writing(state, channel)?;
    check_reference(state, call, channel)?;
    if let Some(existing) = same_nonce(state, channel, &call.body) {
        return Answer::ok(state.message_json(existing));
    }
    let draft = Draft { channel, author: state.bot, origin: Origin::Channel, body: &call.body, files: &call.files };
    let id = state.compose(&draft)?;
    if let Some(nonce) = nonce(&call.body) {
        state.nonces.insert((channel, nonce), (id, state.clock.now()));
    }
    state.dispatch_message("MESSAGE_CREATE", id);
    Answer::ok(state.messages.get(&id).map_or(Value::Null, |message| state.message_json(message)))
}

/// A closed conversation takes nothing; a thread that was archived is opened again unless it is locked.
pub(crate) fn open_for_writing(state: &mut State, channel: Snowflake) -> Result<(), ApiError> {
    let manages = state.bot_permissions(channel).contains(Permissions::MANAGE_THREADS);
    let bot = state.bot;
    let Some(place) = state.channels.get_mut(&channel) else { return Err(ApiError::unknown("Channel")) };
    let other = place.recipients.iter().find(|who| **who != bot);
    if other.and_then(|who| state.users.get(who)).is_some_and(|user| user.dms_closed) {
        return Err(ApiError::new(403, 50_007, "Cannot send messages to this user"));
    }
    if place.locked && !manages {
        return Err(ApiError::new(400, 160_005, "This thread is locked"));
    }
    place.archived = false;
    Ok(())
}

/// Messages of an archived thread can be neither changed nor deleted.
pub(crate) fn not_archived(state: &State, channel: Snowflake) -> Result<(), ApiError> {
    if state.channels.get(&channel).is_some_and(|channel| channel.archived) {
        return Err(ApiError::new(400, 50_083, "Thread is archived"));
    }
    Ok(())
}

fn nonce(body: &Value) -> Option<String> {
    body.get("nonce").filter(|nonce| !nonce.is_null()).map(ToString::to_string)
}

/// The message that an enforced nonce has made already.
fn same_nonce<'a>(state: &'a State, channel: Snowflake, body: &Value) -> Option<&'a Message> {
    let enforced = body["enforce_nonce"].as_bool().unwrap_or(false);
    let key = nonce(body).filter(|_| enforced)?;
    let (id, made) = state.nonces.get(&(channel, key))?;
    let lasts = state.clock.now().saturating_sub(*made) <= NONCE_LASTS;
    lasts.then(|| state.messages.get(id)).flatten().filter(|message| !message.deleted)
}

fn check_reference(state: &State, call: &Call, channel: Snowflake) -> Result<(), ApiError> {
    let reference = &call.body["message_reference"];
    let Some(id) = Snowflake::from_json(&reference["message_id"]) else { return Ok(()) };
    let there = state.messages.get(&id).is_some_and(|message| message.channel == channel && !message.deleted);
    if there || !reference["fail_if_not_exists"].as_bool().unwrap_or(true) {
        return Ok(());
    }
    let mut errors = FieldErrors::default();
    errors.add_at("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
    errors.into_result()
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let channel = place(state, call, Permissions::READ_MESSAGE_HISTORY)?;
    let limit: usize = call.asks("limit").and_then(|limit| limit.parse().ok()).unwrap_or(50);
    if !(1..=100).contains(&limit) {
        let mut errors = FieldErrors::default();
        errors.add_at("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.");
        errors.into_result()?;
    }
    let bound = |name: &str| call.asks(name).and_then(|id| id.parse().ok()).map(Snowflake);
    let (before, after, around) = (bound("before"), bound("after"), bound("around"));
    let mut found: Vec<&Message> = state
        .messages
        .values()
        .filter(|message| message.channel == channel && !message.deleted && message.addressee.is_none())
        .filter(|message| before.is_none_or(|id| message.id < id) && after.is_none_or(|id| message.id > id))
        .collect();
    if let Some(middle) = around {
        let position = found.iter().position(|message| message.id >= middle).unwrap_or(found.len());
        found = found.into_iter().skip(position.saturating_sub(limit / 2)).take(limit).collect();
    } else if after.is_some() {
        found.truncate(limit);
    } else {
        found = found.split_off(found.len().saturating_sub(limit));
    }
    Answer::ok(found.into_iter().rev().map(|message| shown(state, message)).collect())
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    place(state, call, Permissions::READ_MESSAGE_HISTORY)?;
    Answer::ok(shown(state, message(state, call)?))
}

pub(crate) fn edit(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    place(state, call, Permissions::empty())?;
    let message = message(state, call)?;
    let (id, flags) = (message.id, message.flags);
    if message.author != state.bot || matches!(message.origin, Origin::Webhook(_)) {
        return Err(ApiError::new(403, 50_005, "Cannot edit a message authored by another user"));
    }
    not_archived(state, message.channel)?;
    rules::message::check(&call.body, Form::Edit, flags & flag::COMPONENTS_V2, call.files.len())?;
    state.change(id, &call.body, &call.files)?;
    state.dispatch_message("MESSAGE_UPDATE", id);
    Answer::ok(state.messages.get(&id).map_or(Value::Null, |message| state.message_json(message)))
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let channel = place(state, call, Permissions::empty())?;
    let message = message(state, call)?;
    let id = message.id;
    let own = message.author == state.bot && !matches!(message.origin, Origin::Webhook(_));
    if !own && !state.bot_permissions(channel).contains(Permissions::MANAGE_MESSAGES) {
        return Err(ApiError::missing_permissions());
    }
    not_archived(state, channel)?;
    erase(state, id);
    Answer::nothing()
}

/// Deletes a message and tells those who saw it.
pub(crate) fn erase(state: &mut State, id: Snowflake) {
    let Some(message) = state.messages.get_mut(&id) else { return };
    message.deleted = true;
    let (channel, ephemeral) = (message.channel, message.addressee.is_some());
    if ephemeral {
        return;
    }
    let guild = state.channels.get(&channel).and_then(|channel| channel.guild);
    let needed = if guild.is_some() { intent::GUILD_MESSAGES } else { intent::DIRECT_MESSAGES };
    let mut data = json!({"id": id, "channel_id": channel});
    if let Some(guild) = guild {
        data["guild_id"] = json!(guild);
    }
    state.dispatch(&Event::new("MESSAGE_DELETE", needed, guild, data));
}

pub(crate) fn bulk_delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    use rules::shape::{Rule, check_object, need};
    let channel = place(state, call, Permissions::MANAGE_MESSAGES)?;
    let mut errors = FieldErrors::default();
    check_object(&call.body, &[&[need("messages", Rule::List(2, 100, &Rule::Id))]], &mut errors);
    errors.into_result()?;
    let ids: Vec<Snowflake> =
        call.body["messages"].as_array().into_iter().flatten().filter_map(Snowflake::from_json).collect();
    for id in ids {
        if state.messages.get(&id).is_some_and(|message| message.channel == channel) {
            erase(state, id);
        }
    }
    Answer::nothing()
}

pub(crate) fn react(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    place(state, call, Permissions::READ_MESSAGE_HISTORY | Permissions::ADD_REACTIONS)?;
    let id = message(state, call)?.id;
    let emoji = call.text("emoji_name").to_owned();
    if let Some(message) = state.messages.get_mut(&id) {
        message.reactions.insert(emoji);
    }
    Answer::nothing()
}

pub(crate) fn unreact(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = message(state, call)?.id;
    if let Some(message) = state.messages.get_mut(&id) {
        message.reactions.remove(call.text("emoji_name"));
    }
    Answer::nothing()
}

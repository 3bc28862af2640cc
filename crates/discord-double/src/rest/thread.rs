//! Threads: started in a channel or from a message, renamed, archived.

use super::call::{Answer, Call};
use super::message::place;
use crate::error::{ApiError, FieldErrors};
use crate::gateway::{Event, session::intent};
use crate::rules::shape::{Field, Rule, check_object, may, need};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::{Channel, PRIVATE_THREAD, PUBLIC_THREAD};
use serde_json::Value;
use twilight_model::guild::Permissions;

const THREAD: &[Field] = &[
    need("name", Rule::Text(1, 100)),
    may("auto_archive_duration", Rule::Choice(&[60, 1440, 4320, 10_080])),
    may("rate_limit_per_user", Rule::Integer(0, 21_600)),
];
const IN_CHANNEL: &[Field] = &[may("type", Rule::Choice(&[10, 11, 12])), may("invitable", Rule::Bool)];
const CHANGE: &[Field] = &[
    may("name", Rule::Text(1, 100)),
    may("archived", Rule::Bool),
    may("locked", Rule::Bool),
    may("invitable", Rule::Bool),
    may("auto_archive_duration", Rule::Choice(&[60, 1440, 4320, 10_080])),
    may("rate_limit_per_user", Rule::Integer(0, 21_600)),
    may("flags", Rule::Any),
    may("applied_tags", Rule::Any),
    may("topic", Rule::Text(0, 1024)),
    may("nsfw", Rule::Bool),
];

pub(crate) fn start(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    // Discord's default here is a private thread.
    not_in_a_thread(state, call)?;
    let kind = if matches!(call.body["type"].as_u64(), Some(10 | 11)) { PUBLIC_THREAD } else { PRIVATE_THREAD };
    let needed =
        if kind == PUBLIC_THREAD { Permissions::CREATE_PUBLIC_THREADS } else { Permissions::CREATE_PRIVATE_THREADS };
    let parent = place(state, call, needed)?;
    let mut errors = FieldErrors::default();
    check_object(&call.body, &[THREAD, IN_CHANNEL], &mut errors);
    errors.into_result()?;
    let id = state.ids.next();
    open(state, id, kind, parent, &call.body)
}

/// A thread from a message has the message's id.
pub(crate) fn start_from_message(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    not_in_a_thread(state, call)?;
    let parent = place(state, call, Permissions::CREATE_PUBLIC_THREADS)?;
    let mut errors = FieldErrors::default();
    check_object(&call.body, &[THREAD], &mut errors);
    errors.into_result()?;
    let id = call.id("message_id")?;
    let message = state.messages.get_mut(&id).filter(|message| message.channel == parent && !message.deleted);
    let message = message.ok_or_else(|| ApiError::unknown("Message"))?;
    if message.thread.is_some() {
        return Err(ApiError::new(400, 160_004, "A thread has already been created for this message"));
    }
    message.thread = Some(id);
    message.flags |= 1 << 5;
    open(state, id, PUBLIC_THREAD, parent, &call.body)
}

fn not_in_a_thread(state: &State, call: &Call) -> Result<(), ApiError> {
    let channel = state.channels.get(&call.id("channel_id")?);
    if channel.is_some_and(|channel| channel.guild.is_none() || channel.is_thread()) {
        return Err(ApiError::new(400, 50_024, "Cannot execute action on this channel type"));
    }
    Ok(())
}

fn open(state: &mut State, id: Snowflake, kind: u8, parent: Snowflake, body: &Value) -> Result<Answer, ApiError> {
    let guild = state.channels.get(&parent).and_then(|channel| channel.guild);
    let mut thread = Channel::new(id, kind, body["name"].as_str().unwrap_or_default(), guild);
    thread.parent = Some(parent);
    thread.owner = Some(state.bot);
    thread.auto_archive_minutes = body["auto_archive_duration"].as_u64().unwrap_or(1440);
    let rendered = state.channel_json(&thread);
    state.channels.insert(id, thread);
    let mut announced = rendered.clone();
    announced["newly_created"] = Value::Bool(true);
    state.dispatch(&Event::new("THREAD_CREATE", intent::GUILDS, guild, announced));
    Answer::created(rendered)
}

pub(crate) fn edit(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = place(state, call, Permissions::empty())?;
    let mut errors = FieldErrors::default();
    check_object(&call.body, &[CHANGE], &mut errors);
    errors.into_result()?;
    let own = state.channels.get(&id).is_some_and(|channel| channel.owner == Some(state.bot));
    let thread = state.channels.get(&id).is_some_and(Channel::is_thread);
    let needed = if thread { Permissions::MANAGE_THREADS } else { Permissions::MANAGE_CHANNELS };
    // Who may write in a thread may open it again, unless it is locked.
    let reopens = thread && call.body.as_object().is_some_and(|body| body.len() == 1) && call.body["archived"] == false;
    let locked = state.channels.get(&id).is_some_and(|channel| channel.locked);
    let may_reopen = reopens && !locked && state.bot_permissions(id).contains(Permissions::SEND_MESSAGES_IN_THREADS);
    if !own && !may_reopen && !state.bot_permissions(id).contains(needed) {
        return Err(ApiError::missing_permissions());
    }
    if locked && !state.bot_permissions(id).contains(needed) {
        return Err(ApiError::new(400, 160_005, "This thread is locked"));
    }
    let Some(channel) = state.channels.get_mut(&id) else { return Err(ApiError::unknown("Channel")) };
    if let Some(name) = call.body["name"].as_str() {
        name.clone_into(&mut channel.name);
    }
    if let Some(archived) = call.body["archived"].as_bool() {
        channel.archived = archived;
    }
    if let Some(locked) = call.body["locked"].as_bool() {
        channel.locked = locked;
    }
    Answer::ok(state.channels.get(&id).map_or(Value::Null, |channel| state.channel_json(channel)))
}

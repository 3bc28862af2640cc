//! Registering application commands, everywhere or in one guild.

use super::call::{Answer, Call};
use crate::error::{ApiError, FieldErrors};
use crate::rules;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::command::Command;
use serde_json::{Map, Value};

fn scope(state: &State, call: &Call) -> Result<Option<Snowflake>, ApiError> {
    if call.id("application_id")? != state.application.id {
        return Err(ApiError::new(403, 20_012, "You are not authorized to perform this action on this application"));
    }
    let guild = call.optional_id("guild_id");
    match guild {
        Some(id) if !state.guilds.contains_key(&id) => Err(ApiError::missing_access()),
        _ => Ok(guild),
    }
}

fn rendered(state: &State, guild: Option<Snowflake>) -> Value {
    let in_scope = state.commands.iter().filter(|command| command.guild == guild);
    in_scope.map(|command| command.render(state.application.id)).collect()
}

fn put(state: &mut State, guild: Option<Snowflake>, body: &Value) -> Snowflake {
    let version = state.ids.next();
    let same = |command: &&mut Command| {
        command.guild == guild
            && command.name() == body["name"].as_str().unwrap_or_default()
            && command.kind() == body["type"].as_u64().unwrap_or(1)
    };
    let mut body = body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.remove("id");
    }
    if let Some(existing) = state.commands.iter_mut().find(same) {
        existing.body = body;
        existing.version = version;
        return existing.id;
    }
    let id = state.ids.next();
    state.commands.push(Command { id, guild, body, version });
    id
}

fn by_id(state: &State, guild: Option<Snowflake>, id: Snowflake) -> Result<&Command, ApiError> {
    let found = state.commands.iter().find(|command| command.guild == guild && command.id == id);
    found.ok_or_else(|| ApiError::unknown("application command"))
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    Answer::ok(rendered(state, guild))
}

/// PUT: what is sent is all there is; commands of the same name keep their id.
pub(crate) fn replace(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    let Some(sent) = call.body.as_array() else {
        let mut errors = FieldErrors::default();
        errors.add("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return Err(errors.into_result().err().unwrap_or_else(ApiError::missing_access));
    };
    rules::command::check_all(sent)?;
    let kept: Vec<Snowflake> = sent.iter().map(|body| put(state, guild, body)).collect();
    state.commands.retain(|command| command.guild != guild || kept.contains(&command.id));
    Answer::ok(rendered(state, guild))
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    let mut errors = FieldErrors::default();
    rules::command::check(&call.body, &mut errors);
    errors.into_result()?;
    let before = state.commands.len();
    check_together(state, guild, &call.body)?;
    let id = put(state, guild, &call.body);
    let body = by_id(state, guild, id)?.render(state.application.id);
    if state.commands.len() > before { Answer::created(body) } else { Answer::ok(body) }
}

/// The caps count what is there and what comes, where it does not replace one of its name.
fn check_together(state: &State, guild: Option<Snowflake>, new: &Value) -> Result<(), ApiError> {
    let name = new["name"].as_str().unwrap_or_default();
    let kind = new["type"].as_u64().unwrap_or(1);
    let others = state.commands.iter().filter(|command| command.guild == guild);
    let mut all: Vec<Value> = others
        .filter(|command| command.name() != name || command.kind() != kind)
        .map(|command| command.body.clone())
        .collect();
    all.push(new.clone());
    rules::command::check_all(&all)
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    Answer::ok(by_id(state, guild, call.id("command_id")?)?.render(state.application.id))
}

pub(crate) fn edit(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    let id = call.id("command_id")?;
    let mut body = by_id(state, guild, id)?.body.clone();
    let nothing = Map::new();
    if let Some(fields) = body.as_object_mut() {
        let changes = call.body.as_object().unwrap_or(&nothing);
        fields.extend(changes.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    let mut errors = FieldErrors::default();
    rules::command::check(&body, &mut errors);
    errors.into_result()?;
    let version = state.ids.next();
    if let Some(command) = state.commands.iter_mut().find(|command| command.id == id) {
        command.body = body;
        command.version = version;
    }
    Answer::ok(by_id(state, guild, id)?.render(state.application.id))
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = scope(state, call)?;
    let id = by_id(state, guild, call.id("command_id")?)?.id;
    state.commands.retain(|command| command.id != id);
    Answer::nothing()
}

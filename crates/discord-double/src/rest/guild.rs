//! Guilds, their channels, roles and members: read only.

use super::call::{Answer, Call};
use crate::error::ApiError;
use crate::gateway::session::intent;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::Guild;
use crate::state::render;
use serde_json::Value;

fn guild<'a>(state: &'a State, call: &Call) -> Result<&'a Guild, ApiError> {
    state.guilds.get(&call.id("guild_id")?).ok_or_else(|| ApiError::unknown("Guild"))
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    Answer::ok(render::guild_body(guild(state, call)?))
}

pub(crate) fn channels(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = guild(state, call)?.id;
    let of_guild = state.channels.values().filter(|channel| channel.guild == Some(guild) && !channel.is_thread());
    Answer::ok(of_guild.map(|channel| state.channel_json(channel)).collect())
}

pub(crate) fn roles(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    Answer::ok(render::roles(guild(state, call)?))
}

pub(crate) fn member(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = guild(state, call)?.id;
    let member = state.member_json(guild, call.id("user_id")?);
    if member.is_null() { Err(ApiError::unknown("Member")) } else { Answer::ok(member) }
}

/// Listing members is what the members intent is about.
pub(crate) fn members(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let guild = guild(state, call)?;
    if state.settings.privileged_intents & intent::GUILD_MEMBERS == 0 {
        return Err(ApiError::missing_access());
    }
    let limit: usize = call.asks("limit").and_then(|limit| limit.parse().ok()).unwrap_or(1);
    let after = call.asks("after").and_then(|id| id.parse().ok()).map_or(Snowflake(0), Snowflake);
    let listed: Vec<Value> = guild
        .members
        .keys()
        .filter(|id| **id > after)
        .take(limit.clamp(1, 1000))
        .map(|id| state.member_json(guild.id, *id))
        .collect();
    Answer::ok(Value::Array(listed))
}

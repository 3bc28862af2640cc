//! The application, its user, and where the gateway is.

use super::call::{Answer, Call};
use crate::error::ApiError;
use crate::state::State;
use serde_json::{Value, json};

fn socket_address(state: &State) -> String {
    format!("ws{}/gateway", state.base.trim_start_matches("http"))
}

pub(crate) fn gateway(state: &mut State, _: &Call) -> Result<Answer, ApiError> {
    Answer::ok(json!({"url": socket_address(state)}))
}

pub(crate) fn gateway_bot(state: &mut State, _: &Call) -> Result<Answer, ApiError> {
    Answer::ok(json!({
        "url": socket_address(state), "shards": 1,
        "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1},
    }))
}

pub(crate) fn me(state: &mut State, _: &Call) -> Result<Answer, ApiError> {
    let mut me = state.user_json(state.bot);
    me["verified"] = json!(true);
    me["mfa_enabled"] = json!(false);
    me["locale"] = json!("en-US");
    me["email"] = Value::Null;
    Answer::ok(me)
}

pub(crate) fn user(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let user = state.user_json(call.id("user_id")?);
    if user.is_null() { Err(ApiError::unknown("User")) } else { Answer::ok(user) }
}

pub(crate) fn my_guilds(state: &mut State, _: &Call) -> Result<Answer, ApiError> {
    let guilds: Vec<Value> = state
        .guilds
        .values()
        .map(|guild| {
            let permissions = crate::state::permission::in_guild(state, state.bot, guild.id);
            json!({
                "id": guild.id, "name": guild.name, "icon": null, "banner": null, "owner": false,
                "permissions": crate::state::render::permissions(permissions), "features": [],
            })
        })
        .collect();
    Answer::ok(json!(guilds))
}

pub(crate) fn application(state: &mut State, _: &Call) -> Result<Answer, ApiError> {
    Answer::ok(state.application_json())
}

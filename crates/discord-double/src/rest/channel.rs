//! Channels: looked up, typed in, and opened with one person.

use super::call::{Answer, Call};
use super::message::place;
use crate::error::{ApiError, FieldErrors};
use crate::rules::shape::{Rule, check_object, need};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::{Channel, DM};
use serde_json::Value;
use twilight_model::guild::Permissions;

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = place(state, call, Permissions::empty())?;
    Answer::ok(state.channels.get(&id).map_or(Value::Null, |channel| state.channel_json(channel)))
}

pub(crate) fn typing(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = place(state, call, Permissions::SEND_MESSAGES)?;
    if let Some(channel) = state.channels.get_mut(&id) {
        channel.typing += 1;
    }
    Answer::nothing()
}

pub(crate) fn open_dm(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let mut errors = FieldErrors::default();
    check_object(&call.body, &[&[need("recipient_id", Rule::Id)]], &mut errors);
    errors.into_result()?;
    let user = Snowflake::from_json(&call.body["recipient_id"]).filter(|id| state.users.contains_key(id));
    let user = user.ok_or_else(|| ApiError::unknown("User"))?;
    if user == state.bot {
        return Err(ApiError::new(400, 50_007, "Cannot send messages to this user"));
    }
    let id = state.dm_with(user);
    Answer::ok(state.channels.get(&id).map_or(Value::Null, |channel| state.channel_json(channel)))
}

impl State {
    /// The conversation between the bot and a user, opened where there is none.
    pub(crate) fn dm_with(&mut self, user: Snowflake) -> Snowflake {
        let existing = self.channels.values().find(|channel| channel.kind == DM && channel.recipients.contains(&user));
        if let Some(existing) = existing {
            return existing.id;
        }
        let id = self.ids.next();
        let mut channel = Channel::new(id, DM, "", None);
        channel.recipients = vec![user, self.bot];
        self.channels.insert(id, channel);
        id
    }
}

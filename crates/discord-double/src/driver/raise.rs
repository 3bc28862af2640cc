//! Making an interaction and sending it to the bot.

use super::handle::InteractionHandle;
use crate::error::DoubleError;
use crate::gateway::Event;
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::interaction::{Interaction, InteractionKind};
use crate::state::{State, permission, render};
use serde_json::{Value, json};
use std::sync::Arc;

/// Bytes that a member without a subscription may attach.
const ATTACHMENT_LIMIT: u64 = 10_485_760;

/// What a member did, before it has an id.
#[derive(Debug)]
pub(crate) struct Deed {
    pub(crate) kind: InteractionKind,
    pub(crate) label: String,
    pub(crate) user: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) message: Option<Snowflake>,
    pub(crate) data: Value,
}

/// Waits until a bot is there to hear of it; an interaction that nobody hears cannot be answered.
pub(crate) async fn wait_for_bot(shared: &Shared) -> Result<(), DoubleError> {
    shared.wait("a bot on the gateway", |state| state.sessions.iter().any(|session| session.alive).then_some(())).await
}

/// Sends an interaction; gives the handle to wait with.
pub(crate) fn raise(shared: &Arc<Shared>, state: &mut State, deed: Deed) -> InteractionHandle {
    let id = state.ids.next();
    let token = format!("interaction-token-{id}");
    let guild = state.channels.get(&deed.channel).and_then(|channel| channel.guild);
    let payload = payload(state, &deed, id, &token, guild);
    let lost_before = Interaction {
        id,
        token,
        kind: deed.kind,
        label: deed.label,
        user: deed.user,
        channel: deed.channel,
        guild,
        message: deed.message,
        opened_by: None,
        created: state.clock.now(),
        acknowledged: None,
        response: None,
        followups: Vec::new(),
        lost: false,
        read: false,
        payload: payload.clone(),
    };
    state.interactions.insert(id, lost_before);
    let sent = state.dispatch(&Event::new("INTERACTION_CREATE", 0, guild, payload));
    if let Some(interaction) = state.interactions.get_mut(&id) {
        interaction.lost = !sent;
    }
    InteractionHandle::new(Arc::clone(shared), id)
}

fn payload(state: &State, deed: &Deed, id: Snowflake, token: &str, guild: Option<Snowflake>) -> Value {
    let channel = state.channels.get(&deed.channel);
    let locale = state.users.get(&deed.user).map_or("en-US", |user| user.locale.as_str());
    let mut body = json!({
        "id": id, "application_id": state.application.id, "type": deed.kind.number(), "token": token, "version": 1,
        "data": deed.data, "channel_id": deed.channel, "locale": locale, "entitlements": [],
        "channel": channel.map(|channel| state.interaction_channel_json(channel, deed.user)),
        "app_permissions": render::permissions(state.bot_permissions(deed.channel)),
        "authorizing_integration_owners": render::owners(guild), "attachment_size_limit": ATTACHMENT_LIMIT,
        "context": u8::from(guild.is_none()),
    });
    if let Some(message) = deed.message.and_then(|id| state.messages.get(&id)) {
        body["message"] = state.message_json(message);
    }
    let Some(guild) = guild else {
        body["user"] = state.user_json(deed.user);
        return body;
    };
    let guild_locale = state.guilds.get(&guild).map_or("en-US", |guild| guild.locale.as_str());
    body["guild_id"] = json!(guild);
    body["guild_locale"] = json!(guild_locale);
    body["guild"] = json!({"id": guild, "locale": guild_locale, "features": []});
    body["member"] = state.member_json(guild, deed.user);
    body["member"]["permissions"] = render::permissions(permission::in_channel(state, deed.user, deed.channel));
    body
}

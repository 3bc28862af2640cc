//! State as Discord's JSON.

pub(crate) mod message;

use super::State;
use super::guild::{Channel, Guild, Member, Role, User};
use super::permission;
use crate::snowflake::Snowflake;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use twilight_model::guild::Permissions;

pub(crate) fn permissions(permissions: Permissions) -> Value {
    json!(permissions.bits().to_string())
}

pub(crate) fn user(user: &User) -> Value {
    json!({
        "id": user.id, "username": user.name, "discriminator": if user.bot { "0001" } else { "0" },
        "global_name": if user.bot { Value::Null } else { json!(user.name) }, "avatar": null, "bot": user.bot,
        "system": false, "public_flags": 0, "flags": 0,
    })
}

pub(crate) fn role(role: &Role, position: usize) -> Value {
    json!({
        "id": role.id, "name": role.name, "permissions": permissions(role.permissions), "position": position,
        "color": role.colour, "colors": {"primary_color": role.colour, "secondary_color": null, "tertiary_color": null},
        "hoist": false, "managed": false, "mentionable": role.mentionable, "icon": null, "unicode_emoji": null,
        "flags": 0,
    })
}

pub(crate) fn roles(guild: &Guild) -> Value {
    guild.roles.iter().enumerate().map(|(position, each)| role(each, position)).collect()
}

/// A member without its user, as it stands beside `author` in a message.
pub(crate) fn partial_member(member: &Member) -> Value {
    json!({
        "nick": member.nick, "avatar": null, "roles": member.roles, "joined_at": member.user.timestamp(),
        "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
        "communication_disabled_until": null,
    })
}

/// A guild as REST carries it.
pub(crate) fn guild_body(guild: &Guild) -> Value {
    json!({
        "id": guild.id, "name": guild.name, "icon": null, "splash": null, "discovery_splash": null,
        "owner_id": guild.owner, "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 1, "explicit_content_filter": 0, "roles": roles(guild), "emojis": [],
        "features": [], "mfa_level": 0, "application_id": null, "system_channel_id": null,
        "system_channel_flags": 0, "rules_channel_id": null, "max_members": 500_000, "vanity_url_code": null,
        "description": null, "banner": null, "premium_tier": 0, "preferred_locale": guild.locale,
        "public_updates_channel_id": null, "nsfw_level": 0, "nsfw": false, "stickers": [],
        "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
    })
}

/// Under whose installation an interaction runs.
pub(crate) fn owners(guild: Option<Snowflake>) -> Value {
    guild.map_or_else(|| json!({"0": "0"}), |guild| json!({"0": guild}))
}

impl State {
    pub(crate) fn user_json(&self, id: Snowflake) -> Value {
        self.users.get(&id).map_or(Value::Null, user)
    }

    pub(crate) fn member_json(&self, guild: Snowflake, id: Snowflake) -> Value {
        let Some(member) = self.guilds.get(&guild).and_then(|guild| guild.members.get(&id)) else { return Value::Null };
        let mut body = partial_member(member);
        body["user"] = self.user_json(id);
        body
    }

    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        let mut body = json!({
            "id": channel.id, "type": channel.kind, "name": channel.name, "nsfw": channel.nsfw, "flags": 0,
            "last_message_id": self.messages.values().rfind(|message| message.channel == channel.id).map(|message| message.id),
        });
        let Some(guild) = channel.guild else {
            let recipients: Vec<Value> =
                channel.recipients.iter().filter(|id| **id != self.bot).map(|id| self.user_json(*id)).collect();
            body["recipients"] = json!(recipients);
            return body;
        };
        let named: BTreeSet<Snowflake> = channel.denied.keys().chain(channel.allowed.keys()).copied().collect();
        let overwrites: Vec<Value> = named
            .iter()
            .map(|who| {
                let side = |of: &BTreeMap<Snowflake, Permissions>| permissions(of.get(who).copied().unwrap_or_else(Permissions::empty));
                let is_member = self.users.contains_key(who);
                json!({
                    "id": who, "type": u8::from(is_member), "allow": side(&channel.allowed), "deny": side(&channel.denied),
                })
            })
            .collect();
        body["guild_id"] = json!(guild);
        body["parent_id"] = json!(channel.parent);
        body["position"] = json!(0);
        body["topic"] = json!(channel.topic);
        body["permission_overwrites"] = json!(overwrites);
        if channel.is_thread() {
            body["owner_id"] = json!(channel.owner);
            body["message_count"] =
                json!(self.messages.values().filter(|message| message.channel == channel.id).count());
            body["member_count"] = json!(1);
            body["thread_metadata"] = json!({
                "archived": channel.archived, "auto_archive_duration": channel.auto_archive_minutes,
                "archive_timestamp": channel.id.timestamp(), "locked": channel.locked, "create_timestamp": channel.id.timestamp(),
            });
        }
        body
    }

    /// A channel as it stands in an interaction: with the member's permissions in it.
    pub(crate) fn interaction_channel_json(&self, channel: &Channel, user: Snowflake) -> Value {
        let mut body = self.channel_json(channel);
        if channel.guild.is_some() {
            body["permissions"] = permissions(permission::in_channel(self, user, channel.id));
        }
        body
    }

    /// A guild as the event of its creation carries it.
    pub(crate) fn guild_create_json(&self, guild: &Guild) -> Value {
        let of_guild = |threads: bool| -> Vec<Value> {
            self.channels
                .values()
                .filter(|channel| channel.guild == Some(guild.id) && channel.is_thread() == threads)
                .map(|channel| self.channel_json(channel))
                .collect()
        };
        let mut body = guild_body(guild);
        body["joined_at"] = json!(guild.id.timestamp());
        body["large"] = json!(false);
        body["unavailable"] = json!(false);
        body["member_count"] = json!(guild.members.len());
        // Without the members intent a bot is told of itself only.
        body["members"] = json!([self.member_json(guild.id, self.bot)]);
        body["channels"] = json!(of_guild(false));
        body["threads"] = json!(of_guild(true));
        for empty in ["voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"] {
            body[empty] = json!([]);
        }
        body
    }

    pub(crate) fn application_json(&self) -> Value {
        json!({
            "id": self.application.id, "name": self.application.name, "icon": null, "description": "", "summary": "",
            "bot_public": true, "bot_require_code_grant": false, "verify_key": "0".repeat(64), "flags": 0,
            "owner": self.application.owner.map_or(Value::Null, |id| self.user_json(id)), "team": null,
            "bot": self.user_json(self.bot), "integration_types_config": {"0": {}, "1": {}}, "redirect_uris": [],
            "interactions_endpoint_url": null, "role_connections_verification_url": null,
            "approximate_guild_count": self.guilds.len(), "approximate_user_install_count": 0, "tags": [], "hook": true,
            "type": null, "rpc_origins": [],
        })
    }
}

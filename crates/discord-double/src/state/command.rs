//! Registered application commands.

use crate::snowflake::Snowflake;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

/// A slash command.
pub(crate) const CHAT_INPUT: u64 = 1;
/// An entry of a user's menu.
pub(crate) const USER_MENU: u64 = 2;
/// An entry of a message's menu.
pub(crate) const MESSAGE_MENU: u64 = 3;

/// A registered command; `body` is what the bot sent.
#[derive(Debug, Clone)]
pub struct Command {
    /// The command's id.
    pub id: Snowflake,
    /// The guild it was registered in, or none for everywhere.
    pub guild: Option<Snowflake>,
    /// The registered body, defaults filled in.
    pub body: Value,
    pub(crate) version: Snowflake,
}

impl Command {
    /// The command's name.
    pub fn name(&self) -> &str {
        self.body["name"].as_str().unwrap_or_default()
    }

    /// 1 for a slash command, 2 for a user's menu, 3 for a message's menu.
    pub fn kind(&self) -> u64 {
        self.body["type"].as_u64().unwrap_or(CHAT_INPUT)
    }

    /// What a member needs to see it, unless an admin overrides it.
    pub(crate) fn needed_permissions(&self) -> Option<Permissions> {
        let needed = &self.body["default_member_permissions"];
        let bits = needed.as_u64().or_else(|| needed.as_str()?.parse().ok())?;
        Some(Permissions::from_bits_truncate(bits))
    }

    /// Whether the command can be used there: 0 in a guild, 1 in a DM with the bot, 2 in another DM.
    pub(crate) fn allows_context(&self, context: u64) -> bool {
        match self.body["contexts"].as_array() {
            Some(contexts) => contexts.iter().any(|allowed| allowed.as_u64() == Some(context)),
            None => context != 1 || self.body["dm_permission"].as_bool().unwrap_or(true),
        }
    }

    /// The command as Discord returns it.
    pub(crate) fn render(&self, application: Snowflake) -> Value {
        let mut body = json!({
            "type": CHAT_INPUT, "description": "", "nsfw": false, "default_member_permissions": null,
            "name_localizations": null, "description_localizations": null, "integration_types": [0],
            "contexts": null,
        });
        if let (Some(body), Some(sent)) = (body.as_object_mut(), self.body.as_object()) {
            body.extend(sent.iter().map(|(key, value)| (key.clone(), value.clone())));
            body.insert("id".to_owned(), json!(self.id));
            body.insert("application_id".to_owned(), json!(application));
            body.insert("version".to_owned(), json!(self.version));
            if let Some(permissions) = self.needed_permissions() {
                body.insert("default_member_permissions".to_owned(), json!(permissions.bits().to_string()));
            }
            if let Some(guild) = self.guild {
                body.insert("guild_id".to_owned(), json!(guild));
            }
        }
        body
    }
}

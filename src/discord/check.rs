//! What `doctor` asks Discord: whether the token is good, what the bot may do, where it is.

use super::gateway::{self, ServeError};
use super::sender::Sender;
use super::{DiscordSettings, Limits};
use serenity::all::{ApplicationFlags, Http, Permissions};
use std::sync::Arc;

/// Servers looked at; Discord gives no more at once.
const SERVERS: u64 = 200;

/// What the bot needs on a server.
pub const NEEDED: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::CREATE_PUBLIC_THREADS)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::READ_MESSAGE_HISTORY);

/// What else the invitation asks for: published comments under their authors' names. Without it
/// they appear under the bot's.
const WELCOME: Permissions = Permissions::MANAGE_WEBHOOKS;

/// How the bot stands with Discord.
#[derive(Debug)]
pub struct Health {
    pub name: String,
    /// Privileged intents switched on in the developer portal; none is used.
    pub privileged_intents: bool,
    /// Commands registered for everybody.
    pub commands: usize,
    pub servers: Vec<Server>,
    /// The address under which the bot is invited with all it needs.
    pub invitation: String,
}

/// A server the bot is on.
#[derive(Debug)]
pub struct Server {
    pub name: String,
    /// Names of the permissions that the bot's roles lack there.
    pub missing: Vec<&'static str>,
}

/// Asks Discord; changes nothing there.
pub async fn check(settings: &DiscordSettings) -> Result<Health, ServeError> {
    let http = Arc::new(gateway::http(settings)?);
    let sender = Sender::new(http, Limits::default().retry);
    let asked = sender.ask(|http| async move { ask(&http).await }).await;
    asked.map_err(|e| gateway::first_contact(&e))
}

async fn ask(http: &Http) -> serenity::Result<Health> {
    let application = http.get_current_application_info().await?;
    http.set_application_id(application.id);
    let flags = application.flags.unwrap_or_else(ApplicationFlags::empty);
    let privileged = ApplicationFlags::GATEWAY_MESSAGE_CONTENT
        | ApplicationFlags::GATEWAY_GUILD_MEMBERS
        | ApplicationFlags::GATEWAY_PRESENCE
        | ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED
        | ApplicationFlags::GATEWAY_GUILD_MEMBERS_LIMITED
        | ApplicationFlags::GATEWAY_PRESENCE_LIMITED;
    let user = http.get_current_user().await?;
    let guilds = http.get_guilds(None, Some(SERVERS)).await?;
    let servers = guilds.into_iter().map(|guild| Server { missing: missing(guild.permissions), name: guild.name });
    Ok(Health {
        name: user.name.clone(),
        privileged_intents: flags.intersects(privileged),
        commands: http.get_global_commands().await?.len(),
        servers: servers.collect(),
        invitation: format!(
            "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions={}",
            application.id,
            NEEDED.union(WELCOME).bits()
        ),
    })
}

fn missing(held: Permissions) -> Vec<&'static str> {
    if held.contains(Permissions::ADMINISTRATOR) {
        return Vec::new();
    }
    (NEEDED - held).get_permission_names()
}

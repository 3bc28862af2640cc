//! What the bot may do in a channel, asked of Discord at the moment it matters.

use super::messenger::id;
use super::sender::{SendError, Sender};
use serenity::all::{Channel, GuildChannel, GuildId, Http, Permissions};
use std::sync::Arc;

/// A channel in which the bot may do something.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) permissions: Permissions,
    pub(super) guild_name: String,
    pub(super) guild: GuildId,
}

impl Standing {
    /// The names, as Discord's interface has them, of what is needed and not held.
    pub(super) fn lacks(&self, needed: Permissions) -> Vec<&'static str> {
        (needed - self.permissions).get_permission_names()
    }
}

/// What the bot may do in a channel or thread of a server.
pub(super) async fn in_channel(sender: &Sender, channel: u64) -> Result<Option<Standing>, SendError> {
    sender.ask(|http| async move { standing(http, channel).await }).await
}

async fn standing(http: Arc<Http>, channel: u64) -> serenity::Result<Option<Standing>> {
    let Some(place) = guild_channel(&http, channel).await? else { return Ok(None) };
    // A thread has its parent's permissions.
    let place = match place.parent_id.filter(|_| place.thread_metadata.is_some()) {
        Some(parent) => guild_channel(&http, parent.get()).await?.unwrap_or(place),
        None => place,
    };
    let guild = http.get_guild(place.guild_id).await?;
    let me = http.get_current_user().await?;
    let member = http.get_member(place.guild_id, me.id).await?;
    let permissions = guild.user_permissions_in(&place, &member);
    Ok(Some(Standing { permissions, guild_name: guild.name, guild: place.guild_id }))
}

async fn guild_channel(http: &Http, channel: u64) -> serenity::Result<Option<GuildChannel>> {
    Ok(match http.get_channel(id(channel)).await? {
        Channel::Guild(channel) => Some(channel),
        Channel::Private(_) | _ => None,
    })
}

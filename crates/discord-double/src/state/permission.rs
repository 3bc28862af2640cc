//! Who may do what, where.

use super::State;
use super::guild::Channel;
use crate::snowflake::Snowflake;
use std::collections::BTreeMap;
use twilight_model::guild::Permissions;

/// What a user may do in a channel: roles, ownership, then what the channel (or a thread's parent) takes away and
/// gives, in Discord's order: everyone's overwrite, then all roles', then the member's.
pub(crate) fn in_channel(state: &State, user: Snowflake, channel: Snowflake) -> Permissions {
    let Some(channel) = state.channels.get(&channel) else { return Permissions::empty() };
    let Some(guild) = channel.guild else { return in_dm(&channel.recipients, user) };
    let base = in_guild(state, user, guild);
    if base.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let place =
        channel.parent.filter(|_| channel.is_thread()).and_then(|id| state.channels.get(&id)).unwrap_or(channel);
    let roles = state.guilds.get(&guild).and_then(|guild| guild.members.get(&user)).map(|member| &member.roles);
    let of_roles = |who: &Snowflake| *who != guild && roles.is_some_and(|roles| roles.contains(who));
    let everyone = overwritten(base, place, |who| *who == guild);
    let with_roles = overwritten(everyone, place, of_roles);
    let own = overwritten(with_roles, place, |who| *who == user);
    if own.contains(Permissions::VIEW_CHANNEL) { own } else { Permissions::empty() }
}

/// Permissions after the overwrites of some: what any of them denies goes, what any of them allows comes back.
fn overwritten(base: Permissions, place: &Channel, whose: impl Fn(&Snowflake) -> bool) -> Permissions {
    let sum = |side: &BTreeMap<Snowflake, Permissions>| {
        side.iter().filter(|(who, _)| whose(who)).fold(Permissions::empty(), |sum, (_, each)| sum | *each)
    };
    (base - sum(&place.denied)) | sum(&place.allowed)
}

/// What a user may do in a guild at large.
pub(crate) fn in_guild(state: &State, user: Snowflake, guild: Snowflake) -> Permissions {
    let Some(guild) = state.guilds.get(&guild) else { return Permissions::empty() };
    let Some(member) = guild.members.get(&user) else { return Permissions::empty() };
    if guild.owner == user {
        return Permissions::all();
    }
    let granted = guild
        .roles
        .iter()
        .filter(|role| role.id == guild.id || member.roles.contains(&role.id))
        .fold(Permissions::empty(), |sum, role| sum | role.permissions);
    if granted.contains(Permissions::ADMINISTRATOR) { Permissions::all() } else { granted }
}

fn in_dm(recipients: &[Snowflake], user: Snowflake) -> Permissions {
    if recipients.contains(&user) {
        Permissions::VIEW_CHANNEL
            | Permissions::SEND_MESSAGES
            | Permissions::EMBED_LINKS
            | Permissions::ATTACH_FILES
            | Permissions::READ_MESSAGE_HISTORY
            | Permissions::ADD_REACTIONS
    } else {
        Permissions::empty()
    }
}

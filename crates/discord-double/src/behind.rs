//! What people do while a bot runs: roles and permissions change, channels and messages go, conversations close.

use crate::builder::populate::unknown_role;
use crate::double::Double;
use crate::driver::place::{Place, find_user};
use crate::error::DoubleError;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::{Channel, Webhook};
use crate::state::message::Message;
use std::collections::BTreeMap;
use twilight_model::guild::Permissions;

impl Double {
    /// Gives a member a role.
    pub fn give_role(&self, member: &str, role: &str) -> Result<(), DoubleError> {
        self.change_roles(member, role, Vec::push)
    }

    /// Takes a role from a member.
    pub fn take_role(&self, member: &str, role: &str) -> Result<(), DoubleError> {
        self.change_roles(member, role, |roles, role| roles.retain(|held| *held != role))
    }

    /// Lets the bot do something in a channel, whatever it may elsewhere.
    pub fn bot_may(&self, channel: &str, permissions: Permissions) -> Result<(), DoubleError> {
        self.overwrite(channel, |denied, allowed| {
            *denied -= permissions;
            *allowed |= permissions;
        })
    }

    /// Takes permissions from the bot in a channel.
    pub fn bot_may_not(&self, channel: &str, permissions: Permissions) -> Result<(), DoubleError> {
        self.overwrite(channel, |denied, allowed| {
            *denied |= permissions;
            *allowed -= permissions;
        })
    }

    /// Deletes a channel or thread with all that is in it; a channel's threads and webhooks go too.
    pub fn delete_channel(&self, name: &str) -> Result<(), DoubleError> {
        self.at(name, |state, id| {
            let gone: Vec<Snowflake> = state
                .channels
                .values()
                .filter(|channel| channel.id == id || channel.parent == Some(id))
                .map(|channel| channel.id)
                .collect();
            state.channels.retain(|id, _| !gone.contains(id));
            state.webhooks.retain(|_, webhook| webhook.channel != id);
            for message in state.messages.values_mut().filter(|message| gone.contains(&message.channel)) {
                message.deleted = true;
            }
        })
    }

    /// Archives a thread; writing opens it again.
    pub fn archive(&self, thread: &str) -> Result<(), DoubleError> {
        self.change_channel(thread, |thread| thread.archived = true)
    }

    /// Locks and archives a thread: only who manages threads writes there or opens it again.
    pub fn lock(&self, thread: &str) -> Result<(), DoubleError> {
        self.change_channel(thread, |thread| {
            thread.archived = true;
            thread.locked = true;
        })
    }

    /// Deletes a message, as a moderator does.
    pub fn delete_message(&self, message: &Message) {
        self.shared.with(|state| crate::rest::message::erase(state, message.id));
    }

    /// A member takes no more direct messages of the bot.
    pub fn close_dms(&self, member: &str) -> Result<(), DoubleError> {
        self.set_dms(member, true)
    }

    /// A member takes direct messages of the bot again.
    pub fn open_dms(&self, member: &str) -> Result<(), DoubleError> {
        self.set_dms(member, false)
    }

    /// Adds a webhook that a person made: the bot sees it and cannot use it.
    pub fn add_webhook(&self, channel: &str, name: &str) -> Result<(), DoubleError> {
        self.at(channel, |state, channel| {
            let id = state.ids.next();
            let creator = state.guilds.values().next().map_or(state.bot, |guild| guild.owner);
            let (name, token) = (name.to_owned(), format!("webhook-token-{id}"));
            state.webhooks.insert(id, Webhook { id, channel, name, token, creator, own: false });
        })
    }

    /// Deletes every webhook of a channel, as its administrator can.
    pub fn delete_webhooks(&self, channel: &str) -> Result<(), DoubleError> {
        self.at(channel, |state, channel| state.webhooks.retain(|_, webhook| webhook.channel != channel))
    }

    fn at<R>(&self, channel: &str, change: impl FnOnce(&mut State, Snowflake) -> R) -> Result<R, DoubleError> {
        self.shared.with(|state| {
            let id = Place::Channel(channel.to_owned()).find(state)?;
            Ok(change(state, id))
        })
    }

    fn change_channel(&self, name: &str, change: impl FnOnce(&mut Channel)) -> Result<(), DoubleError> {
        self.at(name, |state, id| {
            if let Some(channel) = state.channels.get_mut(&id) {
                change(channel);
            }
        })
    }

    fn overwrite(
        &self,
        channel: &str,
        change: impl FnOnce(&mut Permissions, &mut Permissions),
    ) -> Result<(), DoubleError> {
        let bot = self.shared.read(|state| state.bot);
        let none = Permissions::empty;
        let side = |of: &BTreeMap<Snowflake, Permissions>| of.get(&bot).copied().unwrap_or_else(none);
        self.change_channel(channel, |channel| {
            let (mut denied, mut allowed) = (side(&channel.denied), side(&channel.allowed));
            change(&mut denied, &mut allowed);
            channel.denied.insert(bot, denied);
            channel.allowed.insert(bot, allowed);
        })
    }

    fn change_roles(
        &self,
        member: &str,
        role: &str,
        change: impl FnOnce(&mut Vec<Snowflake>, Snowflake),
    ) -> Result<(), DoubleError> {
        self.shared.with(|state| {
            let user = find_user(state, member)?;
            let guild = state.guilds.values_mut().find(|guild| guild.members.contains_key(&user));
            let guild = guild.ok_or_else(|| DoubleError::Impossible(format!("{member} is in no guild")))?;
            let role = guild.role_called(role).map(|role| role.id).ok_or_else(|| unknown_role(guild, role))?;
            if let Some(member) = guild.members.get_mut(&user) {
                change(&mut member.roles, role);
            }
            Ok(())
        })
    }

    fn set_dms(&self, member: &str, closed: bool) -> Result<(), DoubleError> {
        self.shared.with(|state| {
            let user = find_user(state, member)?;
            if let Some(user) = state.users.get_mut(&user) {
                user.dms_closed = closed;
            }
            Ok(())
        })
    }
}

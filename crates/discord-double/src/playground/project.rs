//! What one member may see, as JSON: channels, commands, people and messages.

use super::Page;
use crate::driver::say::may_write;
use crate::driver::slash::permitted;
use crate::snowflake::Snowflake;
use crate::state::command::Command;
use crate::state::guild::{Channel, DM, Guild, PRIVATE_THREAD};
use crate::state::message::{Message, Origin};
use crate::state::{State, permission, render};
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

/// The guild that a member's page shows.
pub(super) fn guild_of(state: &State, user: Snowflake) -> Option<&Guild> {
    state.guilds.values().find(|guild| guild.members.contains_key(&user))
}

/// Whether a member sees a channel on their page.
pub(super) fn sees(state: &State, user: Snowflake, channel: &Channel) -> bool {
    let here = match channel.guild {
        Some(guild) => guild_of(state, user).is_some_and(|shown| shown.id == guild),
        None => channel.recipients.contains(&user) && channel.recipients.contains(&state.bot),
    };
    let permissions = permission::in_channel(state, user, channel.id);
    let invited = channel.kind != PRIVATE_THREAD || permissions.contains(Permissions::MANAGE_THREADS);
    here && invited && permissions.contains(Permissions::VIEW_CHANNEL)
}

/// The channels that a member sees, in the order of the page.
pub(super) fn visible(state: &State, user: Snowflake) -> Vec<&Channel> {
    let seen: Vec<&Channel> = state.channels.values().filter(|channel| sees(state, user, channel)).collect();
    let mut ordered = Vec::new();
    for top in seen.iter().filter(|channel| !channel.is_thread() && channel.kind != DM) {
        ordered.push(*top);
        let mut threads: Vec<&Channel> =
            seen.iter().filter(|each| each.is_thread() && each.parent == Some(top.id)).copied().collect();
        threads.sort_by_key(|thread| thread.archived);
        ordered.extend(threads);
    }
    ordered.extend(seen.iter().filter(|channel| channel.kind == DM));
    ordered
}

pub(super) fn channels(state: &State, user: Snowflake, page: &Page) -> Value {
    let bot = state.users.get(&state.bot).map_or("", |bot| bot.name.as_str());
    let describe = |channel: &&Channel| {
        let may_attach = permission::in_channel(state, user, channel.id).contains(Permissions::ATTACH_FILES);
        let writes = may_write(state, user, channel.id);
        json!({
            "id": channel.id, "type": channel.kind, "parent_id": channel.parent.filter(|_| channel.is_thread()),
            "name": if channel.kind == DM { bot } else { channel.name.as_str() }, "archived": channel.archived,
            "locked": channel.locked, "can_write": writes, "can_attach": writes && may_attach, "topic": channel.topic,
            "unread": unread(state, user, channel.id, page),
        })
    };
    visible(state, user).iter().map(describe).collect()
}

fn unread(state: &State, user: Snowflake, channel: Snowflake, page: &Page) -> usize {
    let seen = page.seen().get(&(user, channel)).copied().unwrap_or(Snowflake(0));
    let after = state.messages.range((std::ops::Bound::Excluded(seen), std::ops::Bound::Unbounded));
    after
        .filter(|(_, message)| message.channel == channel && message.author != user && message.visible_to(user))
        .count()
}

/// The commands that a member may use somewhere, and whether only in direct messages.
pub(super) fn usable(state: &State, user: Snowflake) -> impl Iterator<Item = (&Command, bool)> {
    let guild = guild_of(state, user).map(|guild| guild.id);
    let permissions = guild.map_or_else(Permissions::empty, |guild| permission::in_guild(state, user, guild));
    state.commands.iter().filter_map(move |command| {
        let in_scope = command.guild.is_none_or(|scope| guild == Some(scope));
        let in_guild = command.allows_context(0) && permitted(command, permissions).is_ok();
        (in_scope && (in_guild || command.allows_context(1))).then_some((command, !in_guild))
    })
}

pub(super) fn commands(state: &State, user: Snowflake) -> Value {
    let describe = |(command, only_direct): (&Command, bool)| {
        let mut body = command.render(state.application.id);
        if only_direct {
            body["contexts"] = json!([1]);
        }
        body
    };
    usable(state, user).map(describe).collect()
}

/// Whether a bot is connected.
pub(super) fn is_online(state: &State) -> bool {
    state.sessions.iter().any(|session| session.alive && session.link.is_some())
}

/// The first frame: who and where one is, and all there is to choose from.
pub(super) fn ready(state: &State, user: Snowflake, page: &Page) -> Value {
    let guild = guild_of(state, user);
    let name = |id: Snowflake| state.users.get(&id).map_or("", |user| user.name.as_str());
    let members = guild.into_iter().flat_map(|guild| guild.members.values()).map(|member| {
        let is_bot = state.users.get(&member.user).is_some_and(|user| user.bot);
        json!({
            "id": member.user, "name": name(member.user), "roles": member.roles, "bot": is_bot,
            "about": page.plan.about.get(name(member.user)),
        })
    });
    let roles = guild.into_iter().flat_map(|guild| guild.roles.iter());
    let roles = roles.map(|role| json!({"id": role.id, "name": role.name, "color": role.colour}));
    let title = if page.plan.title.is_empty() { state.application.name.as_str() } else { page.plan.title.as_str() };
    json!({
        "t": "ready", "me": {"id": user, "name": name(user)}, "title": title,
        "guild": guild.map(|guild| json!({"id": guild.id, "name": guild.name})),
        "bot": {"id": state.bot, "name": name(state.bot), "online": is_online(state)},
        "members": members.collect::<Value>(), "roles": roles.collect::<Value>(),
        "channels": channels(state, user, page), "commands": commands(state, user),
        "suggestions": page.plan.suggestions, "open": first_channel(state, user, page),
    })
}

fn first_channel(state: &State, user: Snowflake, page: &Page) -> Option<Snowflake> {
    let seen = visible(state, user);
    let named = page.plan.open.as_deref().and_then(|name| seen.iter().find(|channel| channel.name == name));
    named.or_else(|| seen.first()).map(|channel| channel.id)
}

/// Whether "… is thinking" stands there for ever.
pub(super) fn has_failed(state: &State, message: &Message) -> bool {
    let Origin::Response(interaction) = message.origin else { return false };
    let created = state.interactions.get(&interaction).map(|interaction| interaction.created);
    message.is_loading()
        && created.is_none_or(|created| state.clock.now().saturating_sub(created) > state.settings.token_lifetime)
}

/// What was typed after the slash: the command's name and its sub-commands'. Nothing where it was no command.
fn command_name(data: &Value) -> Value {
    let Some(name) = data["name"].as_str() else { return Value::Null };
    let (mut words, mut options) = (name.to_owned(), &data["options"]);
    while let Some(step) = options.get(0).filter(|step| matches!(step["type"].as_u64(), Some(1 | 2))) {
        words = format!("{words} {}", step["name"].as_str().unwrap_or_default());
        options = &step["options"];
    }
    Value::String(words)
}

/// A message as a member sees it.
pub(super) fn message(state: &State, user: Snowflake, message: &Message) -> Value {
    let mut body = state.message_json(message);
    if let Origin::Response(id) | Origin::Followup(id) = message.origin
        && let Some(interaction) = state.interactions.get(&id)
        && body["interaction_metadata"].is_object()
    {
        body["interaction_metadata"]["name"] = command_name(&interaction.payload["data"]);
    }
    if let Some(member) = guild_of(state, user).and_then(|guild| guild.members.get(&message.author)) {
        body["member"] = render::partial_member(member);
    }
    body["mine"] = json!(message.author == user && message.origin == Origin::Channel);
    body["failed"] = json!(has_failed(state, message));
    localise(&mut body, &format!("{}/attachments/", state.base));
    body
}

/// Files lie at the page's own address, under whichever of its names it was opened.
fn localise(value: &mut Value, base: &str) {
    match value {
        Value::String(text) => {
            if let Some(rest) = text.strip_prefix(base) {
                *text = format!("/attachments/{rest}");
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|each| localise(each, base)),
        Value::Object(fields) => fields.values_mut().for_each(|each| localise(each, base)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

//! From a description to a state.

use super::{ChannelPlan, DoubleBuilder, GuildPlan, MemberPlan};
use crate::clock::Clock;
use crate::error::DoubleError;
use crate::faults::Faults;
use crate::snowflake::{Ids, Snowflake};
use crate::state::guild::{Channel, GUILD_TEXT, Guild, Member, Role, User};
use crate::state::{Application, State};
use std::collections::BTreeMap;
use twilight_model::guild::Permissions;

/// What everybody may do unless a test says otherwise.
const EVERYONE: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::ADD_REACTIONS)
    .union(Permissions::CREATE_PUBLIC_THREADS)
    .union(Permissions::USE_SLASH_COMMANDS);

impl DoubleBuilder {
    /// The state that was described.
    pub(crate) fn populate(mut self, base: String) -> Result<State, DoubleError> {
        let _first_exists = self.latest();
        let mut ids = Ids::from_unix_ms(self.start_ms);
        let application = ids.next();
        let bot = User {
            id: application,
            name: self.bot_name.clone(),
            bot: true,
            locale: "en-US".to_owned(),
            dms_closed: false,
        };
        let mut state = State {
            settings: self.settings,
            base,
            clock: Clock::new(self.stopped_clock),
            ids,
            application: Application {
                id: application,
                name: self.bot_name,
                token: token_for(application),
                owner: None,
            },
            bot: bot.id,
            users: BTreeMap::from([(bot.id, bot)]),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            attachments: BTreeMap::new(),
            webhooks: BTreeMap::new(),
            interactions: BTreeMap::new(),
            commands: Vec::new(),
            nonces: BTreeMap::new(),
            sessions: Vec::new(),
            faults: Faults::default(),
            buckets: BTreeMap::new(),
            requests: Vec::new(),
            violations: Vec::new(),
            #[cfg(feature = "playground")]
            closed: false,
            #[cfg(feature = "playground")]
            tape: None,
        };
        for plan in &self.guilds {
            found_guild(&mut state, plan, self.bot_extra)?;
        }
        Ok(state)
    }
}

/// A token that opens nothing and cannot be taken for a real one, which begins with an id.
fn token_for(application: Snowflake) -> String {
    use base64::Engine;
    let id = base64::engine::general_purpose::STANDARD_NO_PAD.encode(application.to_string());
    format!("double.{id}.not-a-secret-only-for-the-local-double")
}

fn found_guild(state: &mut State, plan: &GuildPlan, bot_extra: Permissions) -> Result<(), DoubleError> {
    let id = state.ids.next();
    let everyone = Role { id, name: "@everyone".to_owned(), permissions: EVERYONE, mentionable: false, colour: 0 };
    let bot_role = Role {
        id: state.ids.next(),
        name: state.application.name.clone(),
        permissions: EVERYONE | bot_extra,
        mentionable: false,
        colour: 0,
    };
    let bot = Member { user: state.bot, nick: None, roles: vec![bot_role.id] };
    let mut guild = Guild {
        id,
        name: plan.name.clone(),
        owner: Snowflake(0),
        locale: plan.locale.clone(),
        roles: vec![everyone, bot_role],
        members: BTreeMap::from([(state.bot, bot)]),
    };
    for role in &plan.roles {
        guild.roles.push(Role {
            id: state.ids.next(),
            name: role.name.clone(),
            permissions: role.permissions,
            mentionable: role.mentionable,
            colour: role.colour,
        });
    }
    for member in &plan.members {
        join(state, &mut guild, member)?;
    }
    if guild.owner == Snowflake(0) {
        let owner = User {
            id: state.ids.next(),
            name: "owner".to_owned(),
            bot: false,
            locale: plan.locale.clone(),
            dms_closed: false,
        };
        guild.owner = owner.id;
        guild.members.insert(owner.id, Member { user: owner.id, nick: None, roles: Vec::new() });
        state.users.insert(owner.id, owner);
    }
    state.application.owner = state.application.owner.or(Some(guild.owner));
    for channel in &plan.channels {
        let mut made = Channel::new(state.ids.next(), GUILD_TEXT, &channel.name, Some(id));
        made.nsfw = channel.nsfw;
        made.topic.clone_from(&channel.topic);
        overwrite(&mut made, &guild, state.bot, channel)?;
        state.channels.insert(made.id, made);
    }
    state.guilds.insert(id, guild);
    Ok(())
}

/// The channel's own permissions; a role is named as in the guild.
fn overwrite(made: &mut Channel, guild: &Guild, bot: Snowflake, plan: &ChannelPlan) -> Result<(), DoubleError> {
    let named = |(name, permissions): &(String, Permissions)| {
        let role = guild.role_called(name).ok_or_else(|| unknown_role(guild, name))?;
        Ok::<_, DoubleError>((role.id, *permissions))
    };
    let mut allowed = plan.roles_allowed.iter().map(named).collect::<Result<Vec<_>, _>>()?;
    let mut denied = plan.roles_denied.iter().map(named).collect::<Result<Vec<_>, _>>()?;
    allowed.push((bot, plan.bot_allowed));
    denied.extend([(bot, plan.bot_denied), (guild.id, plan.everyone_denied)]);
    let given = |(_, permissions): &(Snowflake, Permissions)| !permissions.is_empty();
    for (who, permissions) in allowed.into_iter().filter(given) {
        *made.allowed.entry(who).or_insert_with(Permissions::empty) |= permissions;
    }
    for (who, permissions) in denied.into_iter().filter(given) {
        *made.denied.entry(who).or_insert_with(Permissions::empty) |= permissions;
    }
    Ok(())
}

pub(crate) fn unknown_role(guild: &Guild, name: &str) -> DoubleError {
    let known = guild.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join(", ");
    DoubleError::Unknown { kind: "role", name: name.to_owned(), known }
}

/// Adds a member; one of the same name in two guilds is one user.
fn join(state: &mut State, guild: &mut Guild, plan: &MemberPlan) -> Result<(), DoubleError> {
    let known = state.users.values().find(|user| user.name == plan.name).map(|user| user.id);
    let id = known.unwrap_or_else(|| state.ids.next());
    let user = User { id, name: plan.name.clone(), bot: false, locale: plan.locale.clone(), dms_closed: false };
    state.users.insert(id, user);
    let mut roles = Vec::new();
    for name in &plan.roles {
        let role = guild.role_called(name).ok_or_else(|| unknown_role(guild, name))?;
        roles.push(role.id);
    }
    if plan.owner {
        guild.owner = id;
    }
    guild.members.insert(id, Member { user: id, nick: plan.nick.clone(), roles });
    Ok(())
}

//! What every interaction has in common: who asks, where, in which language, how to answer.

use crate::desk::{Actor, Asker, ChannelId, GuildId, MemberId, Persona, Place, RoleId};
use crate::responder::{Audience, Locale, Reference, Words};
use serenity::all::{CommandInteraction, ComponentInteraction, InteractionId, Member, ModalInteraction, Permissions};

/// One interaction, ready to be answered.
#[derive(Clone)]
pub(super) struct Ticket {
    pub(super) id: InteractionId,
    /// Good for answers to this interaction, for 15 minutes. Never logged.
    pub(super) token: String,
    pub(super) asker: Asker,
    pub(super) words: Words,
    /// What the bot may do in the channel, where Discord says so.
    permissions: Option<Permissions>,
    pub(super) guild_locale: Option<Locale>,
    /// On a server: who asks, with their standing there at this moment.
    pub(super) actor: Option<Actor>,
}

/// The kinds of interaction carry the same fields without a common type.
macro_rules! ticket {
    ($interaction:expr) => {{
        let from = $interaction;
        Ticket {
            id: from.id,
            token: from.token.clone(),
            asker: asker(from.user.id.get(), from.guild_id.map(|g| g.get()), from.channel_id.get()),
            words: Words::of(Locale::of(&from.locale)),
            permissions: from.app_permissions,
            guild_locale: from.guild_locale.as_deref().map(Locale::of),
            actor: from
                .guild_id
                .zip(from.member.as_ref())
                .map(|(guild, member)| actor(guild.get(), from.channel_id.get(), member)),
        }
    }};
}

impl Ticket {
    pub(super) fn of_command(from: &CommandInteraction) -> Self {
        ticket!(from)
    }

    pub(super) fn of_component(from: &ComponentInteraction) -> Self {
        ticket!(from)
    }

    pub(super) fn of_modal(from: &ModalInteraction) -> Self {
        ticket!(from)
    }

    /// The short name of what fails here.
    pub(super) fn reference(&self) -> Reference {
        Reference::of(self.id.get())
    }

    /// Which commands the asker can use, as far as the platform's permissions tell.
    pub(super) fn audience(&self) -> Audience {
        match &self.actor {
            Some(actor) if actor.administrator => Audience::Administrators,
            Some(actor) if actor.manages_messages => Audience::Moderators,
            Some(_) | None => Audience::Everybody,
        }
    }

    /// Which of these the bot lacks in the channel, as far as Discord says.
    pub(super) fn lacks(&self, needed: Permissions) -> Permissions {
        self.permissions.map_or(Permissions::empty(), |held| {
            if held.contains(Permissions::ADMINISTRATOR) { Permissions::empty() } else { needed - held }
        })
    }

    /// The permission without which a card does not show in the channel, where it is missing.
    pub(super) fn missing_permission(&self) -> Option<&'static str> {
        let held = self.permissions?;
        self.asker.place.guild?;
        (!held.contains(Permissions::EMBED_LINKS)).then_some("Embed Links")
    }
}

/// Ids as the desk has them.
pub(super) const fn asker(member: u64, guild: Option<u64>, channel: u64) -> Asker {
    let guild = match guild {
        Some(guild) => Some(GuildId(guild)),
        None => None,
    };
    Asker { member: MemberId(member), place: Place { guild, channel: ChannelId(channel) } }
}

fn actor(guild: u64, channel: u64, member: &Member) -> Actor {
    let holds = |wanted| member.permissions.is_some_and(|held| held.intersects(wanted));
    Actor {
        member: MemberId(member.user.id.get()),
        guild: GuildId(guild),
        channel: ChannelId(channel),
        persona: Persona { name: member.display_name().to_owned(), avatar: Some(member.face()) },
        roles: member.roles.iter().map(|role| RoleId(role.get())).collect(),
        administrator: holds(Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD),
        manages_messages: holds(Permissions::ADMINISTRATOR | Permissions::MANAGE_MESSAGES),
    }
}

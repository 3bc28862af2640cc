//! What every interaction has in common: who asks, where, in which language, how to answer.

use crate::desk::{Asker, ChannelId, GuildId, MemberId, Place};
use crate::responder::{Locale, Reference, Words};
use serenity::all::{CommandInteraction, ComponentInteraction, InteractionId, ModalInteraction, Permissions};

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

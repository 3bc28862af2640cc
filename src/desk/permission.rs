//! Who may moderate, and who may change a server's settings.

use super::comment::Actor;
use super::comment_error::ModerationError;
use super::comment_store::{StoredSettings, holds_one};
use super::{Desk, GuildId, MemberId};
use crate::moderation::Settings;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Moderators remembered at once; past it, all are forgotten and learnt anew.
const REMEMBERED: usize = 65_536;

/// Whether the actor may decide on comments: by a moderator role, or, where none is set, by the
/// platform's permission to delete others' messages. Administrators always may.
pub(super) fn moderates(settings: &Settings, actor: &Actor) -> bool {
    let roles = &settings.moderator_roles;
    actor.administrator || holds_one(&actor.roles, roles) || (roles.is_empty() && actor.manages_messages)
}

/// Who was seen as a moderator when they last did anything. Others' roles are not to be had
/// without a privileged intent, so this is as far as it is known whom not to ban.
#[derive(Debug, Default)]
pub(super) struct Standings {
    moderators: Mutex<HashSet<(GuildId, MemberId)>>,
}

impl Standings {
    /// Notes what the platform says of a member at this moment.
    pub(super) fn note(&self, settings: &Settings, actor: &Actor) -> bool {
        let who = (actor.guild, actor.member);
        let moderates = moderates(settings, actor);
        let mut known = self.moderators.lock().unwrap_or_else(PoisonError::into_inner);
        if moderates {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(who);
        } else {
            known.remove(&who);
        }
        moderates
    }

    /// Whether this member was a moderator when last seen.
    pub(super) fn moderated(&self, guild: GuildId, member: MemberId) -> bool {
        self.moderators.lock().unwrap_or_else(PoisonError::into_inner).contains(&(guild, member))
    }
}

impl Desk {
    /// The server's settings, for a moderator.
    pub(super) async fn as_moderator(&self, actor: &Actor) -> Result<StoredSettings, ModerationError> {
        let stored = self.comments.settings(actor.guild).await?;
        if self.standings.note(&stored.settings, actor) { Ok(stored) } else { Err(ModerationError::NotAModerator) }
    }
}

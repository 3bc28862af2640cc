//! Bans from commenting.

use super::comment::{Actor, Ban, CommentId, Key};
use super::comment_error::ModerationError;
use super::comment_store::NewBan;
use super::decide_comment::LONGEST_REASON;
use super::{Desk, MemberId, typed};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;

/// The longest ban with an end: ten years of 365 days. Longer ones are for good.
pub const LONGEST_BAN: SignedDuration = SignedDuration::from_hours(24 * 3_650);

/// Whom to ban.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BanTarget {
    AuthorOf(CommentId),
    Member(MemberId),
}

/// A moderator's wish to keep a member from commenting.
#[derive(Debug, Clone)]
pub struct BanRequest {
    pub key: Key,
    pub actor: Actor,
    pub target: BanTarget,
    /// `None`: for good.
    pub time: Option<SignedDuration>,
    pub reason: String,
}

impl Desk {
    /// Bans a member from commenting on this server; moderators cannot be banned, as far as they
    /// are known.
    pub async fn ban_member(&self, request: BanRequest) -> Result<Ban, ModerationError> {
        let actor = &request.actor;
        self.as_moderator(actor).await?;
        let (member, comment) = match request.target {
            BanTarget::Member(member) => (member, None),
            BanTarget::AuthorOf(id) => {
                let author = self.comment_on(actor.guild, id).await?.author;
                (author.ok_or(ModerationError::Unknown)?, Some(id))
            }
        };
        if member == actor.member || self.standings.moderated(actor.guild, member) {
            return Err(ModerationError::Invalid("ban_of_moderator"));
        }
        let at = self.now();
        let new = NewBan {
            key: request.key,
            guild: actor.guild,
            member,
            by: actor.member,
            reason: ban_reason(&request.reason)?,
            comment,
            until: request.time.map(|time| end(at, time)).transpose()?,
            at,
        };
        let ban = self.comments.ban(new).await?;
        self.bell.notify_one();
        Ok(ban)
    }

    /// Ends a ban.
    pub async fn unban_member(&self, actor: &Actor, member: MemberId) -> Result<Ban, ModerationError> {
        self.as_moderator(actor).await?;
        if member == actor.member && !actor.administrator {
            return Err(ModerationError::Invalid("own_ban"));
        }
        let ban = self.comments.unban(actor.guild, member, actor.member, self.now()).await?;
        self.bell.notify_one();
        ban.ok_or(ModerationError::Unknown)
    }

    /// The bans in force on this server, newest first.
    pub async fn bans(&self, actor: &Actor) -> Result<Vec<Ban>, ModerationError> {
        self.as_moderator(actor).await?;
        let mut bans = self.comments.active_bans(Some(actor.guild), None, self.now()).await?;
        bans.sort_by_key(|ban| Reverse((ban.at, ban.id)));
        Ok(bans)
    }
}

fn ban_reason(typed: &str) -> Result<String, ModerationError> {
    let reason = typed::clean(typed);
    if typed::length(&reason) > LONGEST_REASON {
        return Err(ModerationError::Invalid("long_reason"));
    }
    Ok(reason)
}

fn end(at: Timestamp, time: SignedDuration) -> Result<Timestamp, ModerationError> {
    if time <= SignedDuration::ZERO || time > LONGEST_BAN {
        return Err(ModerationError::Invalid("ban_time"));
    }
    Ok(at + time)
}

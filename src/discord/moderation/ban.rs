//! Banning authors, and lifting bans.

use super::work::answered;
use super::{actor, declined};
use crate::desk::{BanRequest, BanTarget, Key, MemberId};
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::responder::{self, BanTime, Done, Reply, Slip, Target, confirmed, slip};
use jiff::SignedDuration;

impl Bot {
    /// Bans the author of a comment.
    pub(super) async fn ban(&self, ticket: &Ticket, target: Target, time: BanTime, reason: &str) -> Outcome {
        let banned = async {
            let request = BanRequest {
                key: Key(ticket.id.get()),
                actor: actor(ticket)?.clone(),
                target: BanTarget::AuthorOf(target.comment),
                time: time.length().and_then(|length| SignedDuration::try_from(length).ok()),
                reason: reason.to_owned(),
            };
            let ban = self.desk.ban_member(request).await?;
            Ok(confirmed(ticket.words, Done::Banned(&ban)))
        };
        let done = banned.await;
        self.proceed(ticket, target.seat, done).await
    }

    /// A page of the bans in force.
    pub(super) async fn ban_page(&self, ticket: &Ticket, page: u32, note: Option<&str>) -> Outcome {
        answered(ticket, async {
            let bans = self.desk.bans(actor(ticket)?).await?;
            Ok(responder::bans(ticket.words, &bans, page, note))
        })
        .await
    }

    /// `/unban`.
    pub(super) async fn unban(&self, ticket: &Ticket, member: MemberId) -> Outcome {
        answered(ticket, async {
            let ban = self.desk.unban_member(actor(ticket)?, member).await?;
            Ok(Reply::private(responder::unbanned(ticket.words, &ban)))
        })
        .await
    }

    /// An entry of the list was chosen: that ban ends.
    pub(super) async fn lift(&self, ticket: &Ticket, page: u32, value: Option<&str>) -> Outcome {
        let member = value.and_then(|value| value.parse().ok()).map(MemberId);
        let member = member.ok_or_else(|| slip(ticket.words, Slip::StaleControl))?;
        let lifted = async { self.desk.unban_member(actor(ticket)?, member).await };
        let ban = lifted.await.map_err(|why| declined(ticket, &why))?;
        self.ban_page(ticket, page, Some(&responder::unbanned(ticket.words, &ban))).await
    }
}

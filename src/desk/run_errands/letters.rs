//! What authors and banned members are told in private, and alerts.

use super::round::{Content, Failure, NOTHING, Round};
use crate::desk::comment::{AppealAgainst, AppealId, AppealState, Ban, BanId, DecisionId};
use crate::desk::comment_store::{Errand, Finished};
use crate::desk::messenger::{Destination, Notice};
use crate::desk::{ChannelId, GuildId};
use crate::moderation::CommentState;

/// What the notice of a ban says, remembered as the revision that was told.
const BANNED: u32 = 1;
const BAN_ENDED: u32 = 2;

/// The author hears what a person decided: once, and only while it is the latest word.
pub(super) async fn outcome(round: &Round<'_>, id: DecisionId) -> Result<Finished, Failure> {
    let Some(decision) = round.comments.decision(id).await? else { return Ok(NOTHING) };
    let Some(comment) = round.comments.comment(decision.comment).await? else { return Ok(NOTHING) };
    let is_latest = comment.decision.as_ref().is_some_and(|latest| latest.id == decision.id);
    let is_told = round.sent.is_some() || decision.by.is_none();
    let Some(author) = comment.author else { return Ok(NOTHING) };
    if is_told || !is_latest || comment.state == CommentState::Deleted {
        return Ok(Finished::Done(round.sent));
    }
    let settings = round.settings(comment.guild).await?;
    let (revision, server) = (decision.revision, settings.server_name.clone());
    let published = round.comments.sent(Errand::Publication(comment.id)).await?;
    let notice = Notice::Outcome { comment: Box::new(comment), decision, server, published };
    round.tell(author, &Content { notice, settings: &settings, revision }).await
}

/// Who appealed hears what became of it; an appeal that became moot ended by their own doing or
/// by a decision they hear of anyway.
pub(super) async fn appeal_outcome(round: &Round<'_>, id: AppealId) -> Result<Finished, Failure> {
    let Some(appeal) = round.comments.appeal(id).await? else { return Ok(NOTHING) };
    let is_decided = matches!(appeal.state, AppealState::Granted | AppealState::Denied);
    if round.sent.is_some() || !is_decided {
        return Ok(Finished::Done(round.sent));
    }
    let comment = match appeal.against {
        AppealAgainst::Decision(id) => match round.comments.decision(id).await? {
            Some(decision) => round.comments.comment(decision.comment).await?,
            None => None,
        },
        AppealAgainst::Ban(_) => None,
    };
    let settings = round.settings(appeal.guild).await?;
    let (member, server) = (appeal.by, settings.server_name.clone());
    let notice = Notice::AppealOutcome { appeal, comment: comment.map(Box::new), server };
    round.tell(member, &Content { notice, settings: &settings, revision: 1 }).await
}

/// The member hears of the ban, and later of its end.
pub(super) async fn ban_notice(round: &Round<'_>, id: BanId) -> Result<Finished, Failure> {
    let Some(ban) = round.comments.ban_by_id(id).await? else { return Ok(NOTHING) };
    let revision = if ban.lifted_at.is_some() { BAN_ENDED } else { BANNED };
    let is_told = round.sent.is_some_and(|sent| sent.revision >= revision);
    if is_told || is_over_or_replaced(round, &ban).await? {
        return Ok(Finished::Done(round.sent));
    }
    let settings = round.settings(ban.guild).await?;
    let (member, server) = (ban.member, settings.server_name.clone());
    let content = Content { notice: Notice::BanNotice { ban, server }, settings: &settings, revision };
    // The end of a ban is a message of its own: an edited one would not be noticed.
    round.tell(member, &content).await
}

/// A ban whose time is over needs no word, and neither does one in whose place another stands.
async fn is_over_or_replaced(round: &Round<'_>, ban: &Ban) -> Result<bool, Failure> {
    if ban.lifted_at.is_none() {
        return Ok(ban.until.is_some_and(|until| until <= round.now));
    }
    let active = round.comments.active_bans(Some(ban.guild), Some(ban.member), round.now).await?;
    Ok(!active.is_empty())
}

/// The moderators' channel hears what waits, if anything still does.
pub(super) async fn alert(round: &Round<'_>, guild: GuildId) -> Result<Finished, Failure> {
    let settings = round.settings(guild).await?;
    let figures = round.comments.figures(guild, round.now).await?;
    let Some(channel) = settings.channel.filter(|_| figures.waiting > 0) else { return Ok(NOTHING) };
    let to = Destination::Channel(ChannelId(channel));
    let notice = Notice::Alert { figures: Box::new(figures) };
    let content = Content { notice, settings: &settings, revision: 1 };
    // Each alert is a message of its own: an edited one would not be noticed.
    Ok(Finished::Done(Some(round.place(to, &content).await?)))
}

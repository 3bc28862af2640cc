//! Cards in the moderators' channel.

use super::round::{Content, Failure, NOTHING, Round};
use crate::desk::ChannelId;
use crate::desk::comment::{AppealAgainst, AppealId, AppealState, AuthorHistory, Comment, CommentId};
use crate::desk::comment_store::Finished;
use crate::desk::messenger::{DeliveryError, Destination, Notice};
use crate::moderation::CommentState;

/// How much a card is missed where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Somebody still has to decide: it is sent, and sent again where somebody removed it.
    ToDecide,
    /// It is sent once, for what can still be done, and not put back.
    ToKnow,
    /// Only a card that is there is changed.
    IfThere,
}

/// The card of a comment shows it as it stands.
pub(super) async fn comment_card(round: &Round<'_>, id: CommentId) -> Result<Finished, Failure> {
    let Some(comment) = round.comments.comment(id).await? else { return Ok(NOTHING) };
    let settings = round.settings(comment.guild).await?;
    let history = history(round, &comment).await?;
    let wanted = match comment.state {
        CommentState::Pending => Wanted::ToDecide,
        CommentState::Approved => Wanted::ToKnow,
        CommentState::Rejected | CommentState::Deleted => Wanted::IfThere,
    };
    let revision = comment.revision;
    let notice = Notice::Card { comment: Box::new(comment), history: Box::new(history) };
    post(round, &Content { notice, settings: &settings, revision }, wanted).await
}

/// The card of an appeal shows it as it stands.
pub(super) async fn appeal_card(round: &Round<'_>, id: AppealId) -> Result<Finished, Failure> {
    let Some(appeal) = round.comments.appeal(id).await? else { return Ok(NOTHING) };
    let settings = round.settings(appeal.guild).await?;
    let (comment, ban) = match appeal.against {
        AppealAgainst::Decision(id) => {
            let decision = round.comments.decision(id).await?;
            let comment = match decision {
                Some(decision) => round.comments.comment(decision.comment).await?,
                None => None,
            };
            (comment.map(Box::new), None)
        }
        AppealAgainst::Ban(id) => (None, round.comments.ban_by_id(id).await?.map(Box::new)),
    };
    let wanted = if appeal.state == AppealState::Open { Wanted::ToDecide } else { Wanted::IfThere };
    let notice = Notice::AppealCard { appeal, comment, ban };
    post(round, &Content { notice, settings: &settings, revision: 1 }, wanted).await
}

async fn history(round: &Round<'_>, comment: &Comment) -> Result<AuthorHistory, Failure> {
    match comment.author {
        Some(author) => Ok(round.comments.author_history(comment.guild, author).await?),
        None => Ok(AuthorHistory::default()),
    }
}

async fn post(round: &Round<'_>, content: &Content<'_>, wanted: Wanted) -> Result<Finished, Failure> {
    let to = content.settings.channel.map(|channel| Destination::Channel(ChannelId(channel)));
    let there = match (round.sent, to) {
        (None, Some(to)) if wanted == Wanted::IfThere => round.left_behind(to, content).await?,
        (sent, _) => sent,
    };
    let missed = match there {
        None => wanted != Wanted::IfThere,
        Some(there) => match round.edit(there, content).await {
            Ok(sent) => return Ok(Finished::Done(Some(sent))),
            Err(DeliveryError::MessageGone | DeliveryError::ChannelGone) => wanted == Wanted::ToDecide,
            Err(error) => return Err(error.into()),
        },
    };
    match to {
        _ if !missed => Ok(NOTHING),
        None => Ok(Finished::Stuck("no_channel")),
        Some(to) => Ok(Finished::Done(Some(round.place(to, content).await?))),
    }
}

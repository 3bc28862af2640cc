//! Approved comments in the article's thread.

use super::round::{Content, Failure, NOTHING, Round};
use crate::desk::comment::{Comment, CommentId};
use crate::desk::comment_store::{Finished, Thread};
use crate::desk::messenger::{DeliveryError, Destination, Notice};
use crate::moderation::Settings;

/// The thread shows the approved revision of this comment, or nothing of it any more.
pub(super) async fn publication(round: &Round<'_>, id: CommentId) -> Result<Finished, Failure> {
    let Some(comment) = round.comments.comment(id).await? else { return Ok(NOTHING) };
    let settings = round.settings(comment.guild).await?;
    let thread = round.comments.thread(comment.guild, comment.article).await?;
    if let Some((revision, text)) = shown_text(round, &comment).await? {
        let comment = Comment { text: text.clone(), ..comment };
        let notice = Notice::Publication { comment: Box::new(comment.clone()), text };
        return show(round, &comment, thread, &Content { notice, settings: &settings, revision }).await;
    }
    let notice = Notice::Publication { comment: Box::new(comment), text: String::new() };
    hide(round, thread, &Content { notice, settings: &settings, revision: 0 }).await
}

/// The revision that members see, with its words.
async fn shown_text(round: &Round<'_>, comment: &Comment) -> Result<Option<(u32, String)>, Failure> {
    let Some(shown) = comment.shown else { return Ok(None) };
    if shown == comment.revision {
        return Ok(Some((shown, comment.text.clone())));
    }
    let text = round.comments.revision_text(comment.id, shown).await?;
    Ok(text.map(|text| (shown, text)))
}

async fn show(
    round: &Round<'_>,
    comment: &Comment,
    thread: Option<Thread>,
    content: &Content<'_>,
) -> Result<Finished, Failure> {
    if let Some(there) = round.sent {
        match round.edit(there, content).await {
            Ok(sent) => return Ok(Finished::Done(Some(sent))),
            // What people removed by hand is not put back; a newly approved revision is.
            Err(DeliveryError::MessageGone | DeliveryError::ChannelGone) if there.revision == content.revision => {
                return Ok(Finished::Done(Some(there)));
            }
            Err(DeliveryError::MessageGone | DeliveryError::ChannelGone) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(thread) = thread {
        match round.place(Destination::Thread(thread), content).await {
            Err(Failure::Delivery(DeliveryError::ChannelGone)) => {
                round.comments.set_thread(comment.guild, comment.article, None).await?;
            }
            sent => return Ok(Finished::Done(Some(sent?))),
        }
    }
    let thread = open_thread(round, comment, content.settings).await?;
    Ok(Finished::Done(Some(round.place(Destination::Thread(thread), content).await?)))
}

async fn hide(round: &Round<'_>, thread: Option<Thread>, content: &Content<'_>) -> Result<Finished, Failure> {
    let there = match (round.sent, thread) {
        // What was perhaps published just before must not stay.
        (None, Some(thread)) => round.left_behind(Destination::Thread(thread), content).await?,
        (sent, _) => sent,
    };
    let Some(there) = there else { return Ok(NOTHING) };
    match round.messenger.remove(there).await {
        Ok(()) | Err(DeliveryError::MessageGone | DeliveryError::ChannelGone) => Ok(NOTHING),
        Err(error) => Err(error.into()),
    }
}

async fn open_thread(round: &Round<'_>, comment: &Comment, settings: &Settings) -> Result<Thread, Failure> {
    let thread = round.messenger.open_thread(comment.channel, comment, settings).await?;
    round.comments.set_thread(comment.guild, comment.article, Some(thread)).await?;
    Ok(thread)
}

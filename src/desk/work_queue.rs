//! The queue: one comment after the other, claimed for a while.

use super::comment::{Actor, AuthorHistory, Comment, CommentId};
use super::comment_error::ModerationError;
use super::comment_store::CommentFilter;
use super::{ArticleId, Desk, GuildId, MemberId};
use crate::moderation::{CommentState, Verdict};
use jiff::SignedDuration;

/// How long a claim keeps a comment from other moderators' queues.
pub const CLAIM: SignedDuration = SignedDuration::from_mins(10);

/// Open appeals that are counted.
const MOST_APPEALS: u32 = 100;

/// Which pending comments to work through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueFilter {
    pub article: Option<ArticleId>,
    pub author: Option<MemberId>,
    /// With at least this verdict of the checks.
    pub verdict: Option<Verdict>,
}

/// What the queue offers next.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueView {
    pub next: Option<(Comment, AuthorHistory)>,
    /// All that waits and fits the filter, this one included.
    pub waiting: u64,
    /// Of those, claimed by others.
    pub claimed: u64,
    pub open_appeals: u64,
    pub filter: QueueFilter,
}

impl Desk {
    /// Claims and returns the next comment; `skip` is released and passed over.
    pub async fn next_in_queue(
        &self,
        actor: &Actor,
        filter: QueueFilter,
        skip: Option<CommentId>,
    ) -> Result<QueueView, ModerationError> {
        self.as_moderator(actor).await?;
        if let Some(skip) = skip {
            self.comments.release(skip, actor.member, self.now()).await?;
        }
        let (now, pending) = (self.now(), pending(actor.guild, filter));
        let next = self.comments.claim_next(&pending, actor.member, skip, now + CLAIM, now).await?;
        let waiting = self.comments.count_comments(&pending).await?;
        let claimed = self.comments.count_claimed(&pending, actor.member, now).await?;
        let open_appeals = self.comments.open_appeals(actor.guild, MOST_APPEALS).await?.len() as u64;
        let next = match next {
            Some(comment) => {
                let history = self.history_of(&comment).await?;
                Some((comment, history))
            }
            None => None,
        };
        // The cards in the moderators' channel say who is at it.
        self.bell.notify_one();
        Ok(QueueView { next, waiting, claimed, open_appeals, filter })
    }
}

fn pending(guild: GuildId, filter: QueueFilter) -> CommentFilter {
    CommentFilter {
        guild: Some(guild),
        article: filter.article,
        author: filter.author,
        state: Some(CommentState::Pending),
        shown: false,
        verdict: filter.verdict,
    }
}

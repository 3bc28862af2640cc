//! The audit log and figures.

use super::comment::{Actor, CommentId};
use super::comment_error::ModerationError;
use super::comment_store::{AuditRow, Figures};
use super::{Desk, MemberId};
use jiff::SignedDuration;

/// Entries on one page of the log.
pub const ENTRIES_PER_PAGE: u32 = 10;

/// The longest time figures are made for.
const MOST_DAYS: u32 = 365;

/// Which entries of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogRequest {
    pub comment: Option<CommentId>,
    pub member: Option<MemberId>,
    /// Counted from 0.
    pub page: u32,
}

/// A page of the log, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct LogPage {
    pub rows: Vec<AuditRow>,
    pub request: LogRequest,
    /// Whether older entries follow.
    pub more: bool,
}

impl Desk {
    /// A page of the audit log.
    pub async fn read_log(&self, actor: &Actor, request: LogRequest) -> Result<LogPage, ModerationError> {
        self.as_moderator(actor).await?;
        let offset = request.page.saturating_mul(ENTRIES_PER_PAGE);
        // One more than is shown tells whether there are more.
        let limit = ENTRIES_PER_PAGE + 1;
        let mut rows = self.comments.audit(actor.guild, request.comment, request.member, limit, offset).await?;
        let more = rows.len() > ENTRIES_PER_PAGE as usize;
        rows.truncate(ENTRIES_PER_PAGE as usize);
        Ok(LogPage { rows, request, more })
    }

    /// Figures over the last so many days.
    pub async fn figures(&self, actor: &Actor, days: u32) -> Result<Figures, ModerationError> {
        self.as_moderator(actor).await?;
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(ModerationError::Invalid("days"));
        }
        let since = self.now() - SignedDuration::from_hours(24 * i64::from(days));
        Ok(self.comments.figures(actor.guild, since).await?)
    }
}

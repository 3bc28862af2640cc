//! What time brings: alerts on waiting comments, and the erasure of words whose time is over.

use super::comment_store::{CommentFilter, Order, RetentionCut};
use super::{Desk, GuildId, StoreError};
use crate::moderation::{Alerts, CommentState, Settings};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tracing::warn;

/// At most one alert within this time.
const BETWEEN_ALERTS: SignedDuration = SignedDuration::from_hours(6);
/// Batches of one server's retention in one call; what is left has its turn in the next.
const BATCHES: u32 = 100;

impl Desk {
    /// To be called every minute or so. A server that fails does not keep the others waiting.
    pub async fn tend(&self) -> Result<(), StoreError> {
        let mut failed = None;
        if let Some(book) = &self.book {
            // Yesterday's use may still be settled.
            book.forget_use_before(self.today().yesterday().unwrap_or(Date::MIN)).await?;
        }
        for guild in self.comments.guilds().await? {
            if let Err(error) = self.tend_server(guild).await {
                warn!(guild = guild.0, error = &error as &dyn std::error::Error, "a server could not be tended");
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn tend_server(&self, guild: GuildId) -> Result<(), StoreError> {
        let settings = self.comments.settings(guild).await?.settings;
        self.alert_if_due(guild, &settings).await?;
        self.erase_what_is_over(guild, &settings).await
    }

    async fn alert_if_due(&self, guild: GuildId, settings: &Settings) -> Result<(), StoreError> {
        let now = self.now();
        if !settings.is_ready() || !self.is_backlog(guild, settings.alerts, now).await? {
            return Ok(());
        }
        if self.comments.request_alert(guild, now - BETWEEN_ALERTS, now).await? {
            self.bell.notify_one();
        }
        Ok(())
    }

    /// Whether too many wait, or one for too long.
    async fn is_backlog(&self, guild: GuildId, alerts: Alerts, now: Timestamp) -> Result<bool, StoreError> {
        let pending =
            CommentFilter { guild: Some(guild), state: Some(CommentState::Pending), ..CommentFilter::default() };
        if alerts.backlog > 0 && self.comments.count_comments(&pending).await? >= u64::from(alerts.backlog) {
            return Ok(true);
        }
        if alerts.hours == 0 {
            return Ok(false);
        }
        let oldest = self.comments.comments(&pending, Order::OldestFirst, 1, 0).await?;
        let longest = SignedDuration::from_hours(i64::from(alerts.hours));
        Ok(oldest.first().is_some_and(|comment| now.duration_since(comment.revised_at) >= longest))
    }

    async fn erase_what_is_over(&self, guild: GuildId, settings: &Settings) -> Result<(), StoreError> {
        let now = self.now();
        let before = |days: Option<u32>| days.map(|days| now - SignedDuration::from_hours(24 * i64::from(days)));
        let retention = settings.retention;
        let cut = RetentionCut {
            guild,
            rejected_before: before(retention.rejected_days),
            approved_before: before(retention.approved_days),
            requests_before: before(retention.requests_days),
            at: now,
        };
        for _ in 0..BATCHES {
            if self.comments.expire(cut).await? == 0 {
                break;
            }
            self.bell.notify_one();
        }
        Ok(())
    }
}

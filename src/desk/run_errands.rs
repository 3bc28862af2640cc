//! Errands: what the database has decided reaches the chat platform.
//!
//! What a message shows follows from the database at the moment of delivery. An errand may run
//! twice: a message that was perhaps sent is looked for, then sent again with the same nonce.

mod cards;
mod letters;
mod publication;
mod round;

use super::comment_store::{Errand, Finished, Job};
use super::messenger::{DeliveryError, Messenger};
use super::{Desk, StoreError};
use jiff::{SignedDuration, Timestamp};
use round::{Failure, Round};
use std::time::Duration;
use tracing::warn;

/// For how long an errand is kept from others: after a crash it waits no longer than that.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// When a delivery is given up; well before the lease ends, so that nobody else has begun.
const PATIENCE: Duration = Duration::from_secs(90);
/// Errands run in one call, so that a shutdown need not wait for a full outbox.
const AT_ONCE: u32 = 200;
/// The pause after the first failure; it doubles with each further one.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(2);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(10);

impl Desk {
    /// Waits until a use case has added errands since the last wait. For one worker.
    pub async fn errand_waits(&self) {
        self.bell.notified().await;
    }

    /// Runs the errands that are due, one after the other, up to a bound; says when the next one is.
    pub async fn run_errands(&self, messenger: &dyn Messenger) -> Result<Option<Timestamp>, StoreError> {
        for _ in 0..AT_ONCE {
            let now = self.now();
            let Some(job) = self.comments.next_errand(now, now + LEASE).await? else { break };
            self.run_errand(messenger, job).await;
        }
        self.comments.next_due().await
    }

    /// Runs one errand; whatever becomes of it, the next one has its turn.
    async fn run_errand(&self, messenger: &dyn Messenger, job: Job) {
        let how = match tokio::time::timeout(PATIENCE, Box::pin(self.deliver(messenger, job))).await {
            Ok(Ok(how)) => how,
            Ok(Err(Failure::Delivery(error))) => self.undelivered(job, error),
            Ok(Err(Failure::Store(error))) => {
                warn!(errand = ?job.errand, error = &error as &dyn std::error::Error, "an errand met a database error");
                self.later(job)
            }
            Err(_) => self.undelivered(job, DeliveryError::Unreachable),
        };
        if let Err(error) = self.comments.finish_errand(&job, how).await {
            // It is taken out again once its lease has ended.
            warn!(errand = ?job.errand, error = &error as &dyn std::error::Error, "an errand's end was not noted");
        }
    }

    async fn deliver(&self, messenger: &dyn Messenger, job: Job) -> Result<Finished, Failure> {
        let sent = self.comments.sent(job.errand).await?;
        let round = Round { comments: self.comments.as_ref(), messenger, now: self.now(), job, sent };
        match job.errand {
            Errand::Card(id) => cards::comment_card(&round, id).await,
            Errand::AppealCard(id) => cards::appeal_card(&round, id).await,
            Errand::Publication(id) => publication::publication(&round, id).await,
            Errand::Outcome(id) => letters::outcome(&round, id).await,
            Errand::AppealOutcome(id) => letters::appeal_outcome(&round, id).await,
            Errand::BanNotice(id) => letters::ban_notice(&round, id).await,
            Errand::Alert(guild) => letters::alert(&round, guild).await,
        }
    }

    /// What becomes of an errand after a failed delivery: only what may pass is tried again.
    fn undelivered(&self, job: Job, error: DeliveryError) -> Finished {
        warn!(errand = ?job.errand, attempts = job.attempts, %error, "a message was not delivered");
        match error {
            DeliveryError::Unreachable => self.later(job),
            DeliveryError::Forbidden(permission) => Finished::Stuck(permission),
            DeliveryError::ChannelGone => Finished::Stuck("channel_gone"),
            DeliveryError::MessageGone => Finished::Stuck("message_gone"),
            DeliveryError::Closed => Finished::Stuck("closed"),
            DeliveryError::Refused => Finished::Stuck("refused"),
        }
    }

    fn later(&self, job: Job) -> Finished {
        Finished::Later(self.now() + pause(job.attempts))
    }
}

/// 2 s, 4 s, 8 s, … 10 min.
fn pause(attempts: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(attempts.saturating_sub(1).min(10));
    FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_ten_minutes() {
        for (attempts, seconds) in [(0, 2), (1, 2), (2, 4), (3, 8), (9, 512), (10, 600), (11, 600), (u32::MAX, 600)] {
            assert_eq!(pause(attempts).as_secs(), seconds, "{attempts}");
        }
    }
}

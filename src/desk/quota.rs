//! How often one member may make the bot fetch or read something new.

use super::MemberId;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// New articles a member may hand in within [`WINDOW`].
const ALLOWED: usize = 12;
const WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// Members remembered at once; past it, those whose window has ended are forgotten.
const REMEMBERED: usize = 4096;

/// A sliding window per member, kept in memory: a restart forgives.
#[derive(Debug, Default)]
pub(super) struct Quota {
    requests: Mutex<HashMap<MemberId, Vec<Timestamp>>>,
}

impl Quota {
    /// Counts one request; says no, with the wait, when the window is full.
    pub(super) fn take(&self, member: MemberId, now: Timestamp) -> Result<(), SignedDuration> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if requests.len() >= REMEMBERED {
            requests.retain(|_, times| times.iter().any(|&t| now.duration_since(t) < WINDOW));
        }
        let times = requests.entry(member).or_default();
        times.retain(|&t| now.duration_since(t) < WINDOW);
        match times.first() {
            Some(&first) if times.len() >= ALLOWED => Err(WINDOW - now.duration_since(first)),
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_window_says_how_long_to_wait_and_then_opens_again() {
        let quota = Quota::default();
        let start = Timestamp::UNIX_EPOCH;
        for _ in 0..ALLOWED {
            assert_eq!(quota.take(MemberId(1), start), Ok(()));
        }
        let later = start + SignedDuration::from_secs(20);
        assert_eq!(quota.take(MemberId(1), later), Err(SignedDuration::from_secs(40)));
        assert_eq!(quota.take(MemberId(2), later), Ok(()));
        assert_eq!(quota.take(MemberId(1), start + WINDOW), Ok(()));
    }
}

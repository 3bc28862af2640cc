//! The circuit breaker: a model that keeps failing is left alone for a while, so that nobody waits
//! for it; then one request tries whether it is back.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Closed while all is well, open after failures in a row, half open for one probe after a pause.
#[derive(Debug)]
pub(super) struct Breaker {
    failures: u32,
    recovery: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Closed {
        failed: u32,
    },
    Open {
        since: Instant,
    },
    /// One request tries; a probe that was dropped on its way is given up after a recovery's time.
    Probing {
        since: Instant,
    },
}

impl Breaker {
    pub(super) const fn new(failures: u32, recovery: Duration) -> Self {
        Self { failures, recovery, state: Mutex::new(State::Closed { failed: 0 }) }
    }

    /// Whether a request may be made now.
    pub(super) fn admits(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match *state {
            State::Closed { .. } => true,
            State::Open { since } | State::Probing { since } if now.duration_since(since) < self.recovery => false,
            State::Open { .. } | State::Probing { .. } => {
                *state = State::Probing { since: now };
                true
            }
        }
    }

    pub(super) fn note_success(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::Closed { failed: 0 };
    }

    /// Whether this failure opened it.
    pub(super) fn note_failure(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = match *state {
            State::Closed { failed } if failed + 1 < self.failures => State::Closed { failed: failed + 1 },
            State::Open { .. } => return false,
            State::Closed { .. } | State::Probing { .. } => State::Open { since: now },
        };
        matches!(*state, State::Open { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECOVERY: Duration = Duration::from_secs(30);

    #[test]
    fn it_opens_after_failures_in_a_row_and_lets_one_probe_through() {
        let breaker = Breaker::new(3, RECOVERY);
        let start = Instant::now();
        assert!(!breaker.note_failure(start) && !breaker.note_failure(start));
        breaker.note_success();
        assert!(!breaker.note_failure(start) && !breaker.note_failure(start) && breaker.admits(start));
        assert!(breaker.note_failure(start));
        assert!(!breaker.admits(start) && !breaker.admits(start + RECOVERY / 2));
        let later = start + RECOVERY;
        assert!(breaker.admits(later));
        assert!(!breaker.admits(later), "one probe at a time");
        assert!(breaker.note_failure(later));
        assert!(!breaker.admits(later));
        assert!(breaker.admits(later + RECOVERY));
        breaker.note_success();
        assert!(breaker.admits(later) && breaker.admits(later));
    }

    #[test]
    fn a_probe_that_never_came_back_does_not_keep_it_shut() {
        let breaker = Breaker::new(1, RECOVERY);
        let start = Instant::now();
        breaker.note_failure(start);
        assert!(breaker.admits(start + RECOVERY) && !breaker.admits(start + RECOVERY));
        assert!(breaker.admits(start + RECOVERY * 2));
    }
}

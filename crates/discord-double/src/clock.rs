//! The double's time: it runs with the machine's, or stands still, and can be moved forward.

use std::time::{Duration, Instant};

/// Time since the double started. Deadlines and token lifetimes are read off this clock only.
#[derive(Debug)]
pub(crate) struct Clock {
    started: Instant,
    skipped: Duration,
    stopped: bool,
}

impl Clock {
    pub(crate) fn new(stopped: bool) -> Self {
        Self { started: Instant::now(), skipped: Duration::ZERO, stopped }
    }

    pub(crate) fn now(&self) -> Duration {
        if self.stopped { self.skipped } else { self.started.elapsed() + self.skipped }
    }

    pub(crate) fn skip(&mut self, by: Duration) {
        self.skipped += by;
    }
}

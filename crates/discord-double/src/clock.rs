//! The double's time: it runs with the machine's, or stands still, and can be moved forward.

use std::time::{Duration, Instant, SystemTime};

/// The machine's time, in milliseconds since the Unix epoch: for ids only, and only where a builder asks for it.
#[expect(clippy::disallowed_methods, reason = "the double's one look at the machine's calendar")]
pub(crate) fn machine_ms() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

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

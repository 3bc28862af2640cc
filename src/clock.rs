//! The one reader of the system's clock.

use crate::desk::Clock;
use jiff::Timestamp;

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one adapter the rule leaves")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

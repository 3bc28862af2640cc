//! Discord's ids: 64-bit numbers that travel as strings and carry their time of birth.

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::fmt;
use twilight_model::util::Timestamp;

/// Milliseconds between the Unix epoch and Discord's.
const DISCORD_EPOCH_MS: u64 = 1_420_070_400_000;
/// Where the ids of a double begin unless its builder says otherwise: 2026-01-01T00:00:00Z.
pub(crate) const DEFAULT_START_MS: u64 = 1_767_225_600_000;

/// An id of anything: a guild, a channel, a message, an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Snowflake(pub u64);

impl Snowflake {
    /// Reads an id as Discord does: a string of digits, or (tolerated) a number.
    pub fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => text.parse().ok().map(Self),
            Value::Number(number) => number.as_u64().map(Self),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// When the id was made, in milliseconds since the Unix epoch.
    pub fn unix_ms(self) -> u64 {
        (self.0 >> 22) + DISCORD_EPOCH_MS
    }

    /// When the id was made, as Discord writes it.
    pub fn timestamp(self) -> String {
        timestamp(self.unix_ms())
    }
}

/// Writes a time (milliseconds since the Unix epoch) as Discord does.
pub(crate) fn timestamp(unix_ms: u64) -> String {
    let micros = i64::try_from(unix_ms.saturating_mul(1000)).unwrap_or(i64::MAX);
    Timestamp::from_micros(micros).map_or_else(|_| String::new(), |time| time.iso_8601().to_string())
}

impl fmt::Display for Snowflake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Snowflake {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<u64> for Snowflake {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

/// Gives out ids in order, one virtual millisecond apart, so that every run has the same ones.
#[derive(Debug)]
pub(crate) struct Ids {
    next_ms: u64,
    /// Whether ids carry the machine's time.
    timely: bool,
}

impl Ids {
    pub(crate) fn from_unix_ms(start: u64) -> Self {
        Self { next_ms: start.saturating_sub(DISCORD_EPOCH_MS), timely: false }
    }

    /// From now on ids carry the machine's time.
    pub(crate) fn follow_the_machine(&mut self) {
        self.timely = true;
    }

    pub(crate) fn next(&mut self) -> Snowflake {
        self.next_ms += 1;
        if self.timely {
            self.next_ms = self.next_ms.max(crate::clock::machine_ms().saturating_sub(DISCORD_EPOCH_MS));
        }
        Snowflake(self.next_ms << 22)
    }
}

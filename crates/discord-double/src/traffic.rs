//! What passed over the wire, for tests to look at and for a file of JSON lines.

use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// One request of the bot and how it was answered.
#[derive(Debug, Clone, Serialize)]
pub struct Recorded {
    /// GET, POST, …
    pub method: String,
    /// The path below `/api/v10`, tokens left as they are.
    pub path: String,
    /// The route's template, or empty where no route matched.
    pub route: String,
    /// The JSON body, or its `payload_json` where files came along.
    pub body: Value,
    /// The names of the files that came along.
    pub files: Vec<String>,
    /// The status answered.
    pub status: u16,
    /// The JSON answered.
    pub answer: Value,
    /// How long the double took, faults included.
    #[serde(rename = "latency_us", serialize_with = "as_micros")]
    pub latency: Duration,
}

/// A rule the bot broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which rule, in a few words: "unknown route", "invalid body", …
    pub rule: String,
    /// What was sent.
    pub detail: String,
}

fn as_micros<S: serde::Serializer>(latency: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(latency.as_micros()).unwrap_or(u64::MAX))
}

/// Appends one line of JSON; a test's recording must not fail the test, so errors are only logged.
pub(crate) fn append(path: &Path, entry: &Value) {
    let line = format!("{entry}\n");
    let written = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    if let Err(error) = written {
        tracing::warn!(%error, path = %path.display(), "traffic is not recorded");
    }
}

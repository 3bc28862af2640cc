//! Rate limits: the headers always, the refusal where the builder asked for it or a fault says so.

use crate::error::ApiError;
use crate::rest::call::Answer;
use crate::state::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// Requests that a bucket holds, and how long it takes to fill again.
fn capacity(route: &str) -> (u32, Duration) {
    match route {
        "POST /channels/{channel_id}/messages" | "PATCH /channels/{channel_id}/messages/{message_id}" => {
            (5, Duration::from_secs(5))
        }
        "POST /webhooks/{webhook_id}/{webhook_token}"
        | "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original" => (5, Duration::from_secs(2)),
        _ => (50, Duration::from_secs(1)),
    }
}

/// Takes one from the bucket of a route and its first capture; an empty bucket says when to come back.
pub(crate) fn take(state: &mut State, route: &str, captures: &[(&'static str, String)]) -> Result<HeaderMap, Duration> {
    let (limit, window) = capacity(route);
    let major = captures.first().map_or("", |(_, value)| value);
    let bucket = format!("{route}:{major}");
    let now = state.clock.now();
    let entry = state.buckets.entry(bucket.clone()).or_insert((now, 0));
    if now.saturating_sub(entry.0) >= window {
        *entry = (now, 0);
    }
    let left = window.saturating_sub(now.saturating_sub(entry.0));
    if entry.1 >= limit && state.settings.rate_limits && !route.contains("/callback") {
        return Err(left);
    }
    entry.1 += 1;
    let remaining = limit.saturating_sub(entry.1);
    let mut headers = HeaderMap::new();
    put(&mut headers, "x-ratelimit-limit", &limit.to_string());
    put(&mut headers, "x-ratelimit-remaining", &remaining.to_string());
    put(&mut headers, "x-ratelimit-reset", &format!("{:.3}", (now + left).as_secs_f64()));
    put(&mut headers, "x-ratelimit-reset-after", &format!("{:.3}", left.as_secs_f64()));
    put(&mut headers, "x-ratelimit-bucket", &fingerprint(&bucket));
    Ok(headers)
}

/// A 429 in Discord's words.
pub(crate) fn refused(after: Duration) -> (Result<Answer, ApiError>, HeaderMap) {
    let mut headers = HeaderMap::new();
    put(&mut headers, "retry-after", &format!("{:.3}", after.as_secs_f64()));
    put(&mut headers, "x-ratelimit-reset-after", &format!("{:.3}", after.as_secs_f64()));
    put(&mut headers, "x-ratelimit-scope", "user");
    let body = serde_json::json!({
        "message": "You are being rate limited.", "retry_after": after.as_secs_f64(), "global": false,
    });
    (Ok(Answer { status: 429, body: Some(body) }), headers)
}

fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// Discord's buckets are opaque; equal ones are equal, that is all.
fn fingerprint(bucket: &str) -> String {
    let hash = bucket
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

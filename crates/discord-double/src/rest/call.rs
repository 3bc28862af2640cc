//! A request as handlers see it, and their answer.

use crate::error::ApiError;
use crate::snowflake::Snowflake;
use serde_json::Value;
use std::sync::Arc;

/// A file that came with a request.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// The number in `files[n]`.
    pub(crate) number: Option<u64>,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Arc<[u8]>,
}

/// A request of a known route.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) captures: super::Captures,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Value,
    pub(crate) files: Vec<Upload>,
}

impl Call {
    pub(crate) fn text(&self, name: &str) -> &str {
        self.captures.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn id(&self, name: &str) -> Result<Snowflake, ApiError> {
        let text = self.text(name);
        text.parse().map(Snowflake).map_err(|_| {
            let mut error = ApiError::new(400, 50_035, "Invalid Form Body");
            let message = format!("Value \"{text}\" is not snowflake.");
            error.errors =
                Some(serde_json::json!({name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": message}]}}));
            error
        })
    }

    pub(crate) fn optional_id(&self, name: &str) -> Option<Snowflake> {
        self.text(name).parse().ok().map(Snowflake)
    }

    pub(crate) fn asks(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn asks_true(&self, name: &str) -> bool {
        matches!(self.asks(name), Some("true" | "True" | "1"))
    }
}

/// What a handler answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

#[expect(clippy::unnecessary_wraps, reason = "every handler ends with one of these, and handlers can fail")]
impl Answer {
    pub(crate) fn ok(body: Value) -> Result<Self, ApiError> {
        Ok(Self { status: 200, body: Some(body) })
    }

    pub(crate) fn created(body: Value) -> Result<Self, ApiError> {
        Ok(Self { status: 201, body: Some(body) })
    }

    pub(crate) fn nothing() -> Result<Self, ApiError> {
        Ok(Self { status: 204, body: None })
    }
}

/// Undoes percent encoding; what is not valid stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| Some((hex(ahead.next()?)?, hex(ahead.next()?)?))).flatten();
        if let Some((high, low)) = pair {
            bytes.push(high * 16 + low);
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

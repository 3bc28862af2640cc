//! The wire format: what is sent, what is read, and what a failure means.

use crate::desk::{ModelError, ModelReply, ModelRequest, ModelUsage};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// How a server can be asked for JSON, from the strictest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Format {
    /// JSON of the request's schema.
    Schema = 0,
    /// The same as llama.cpp and others take it: a JSON object with the schema beside it.
    ObjectOfSchema = 1,
    /// Any JSON object.
    Object = 2,
    /// The prompt alone asks for it.
    Plain = 3,
}

impl Format {
    pub(super) const fn of(level: u8) -> Self {
        match level {
            0 => Self::Schema,
            1 => Self::ObjectOfSchema,
            2 => Self::Object,
            _ => Self::Plain,
        }
    }

    /// What is tried after a server refused this.
    pub(super) const fn weaker(self) -> Option<Self> {
        match self {
            Self::Schema => Some(Self::ObjectOfSchema),
            Self::ObjectOfSchema => Some(Self::Object),
            Self::Object => Some(Self::Plain),
            Self::Plain => None,
        }
    }

    fn asked(self, request: &ModelRequest) -> Option<Value> {
        match self {
            Self::Schema => Some(json!({
                "type": "json_schema",
                "json_schema": { "name": request.schema_name, "strict": true, "schema": request.schema },
            })),
            Self::ObjectOfSchema => Some(json!({ "type": "json_object", "schema": request.schema })),
            Self::Object => Some(json!({ "type": "json_object" })),
            Self::Plain => None,
        }
    }
}

/// How a server wants the bounds of an answer told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    /// `max_tokens` and a temperature, as nearly all take them.
    Usual,
    /// `max_completion_tokens` and no temperature, as models that think first take them.
    Thinking,
}

/// The body of a call.
pub(super) fn body(model: &str, request: &ModelRequest, format: Format, bounds: Bounds) -> Value {
    let mut body = json!({
        "model": model,
        "messages": [
            { "role": "system", "content": request.system },
            { "role": "user", "content": request.user },
        ],
        "stream": false,
    });
    let bounded = match bounds {
        Bounds::Usual => json!({ "max_tokens": request.most_tokens, "temperature": 0 }),
        Bounds::Thinking => json!({ "max_completion_tokens": request.most_tokens }),
    };
    if let (Some(object), Value::Object(bounded)) = (body.as_object_mut(), bounded) {
        object.extend(bounded);
        object.extend(format.asked(request).map(|asked| ("response_format".to_owned(), asked)));
    }
    body
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    prompt_tokens: Option<u64>,
    completion_tokens: Option<u64>,
}

impl Usage {
    /// What was counted; a server that leaves a figure out, or counts no prompt, has not counted.
    fn counted(&self) -> Option<ModelUsage> {
        let input = self.prompt_tokens.filter(|&n| n > 0)?;
        Some(ModelUsage { input, output: self.completion_tokens? })
    }
}

/// The answer in a body of success.
pub(super) fn reply(bytes: &[u8]) -> Result<ModelReply, ModelError> {
    let completion: Completion = serde_json::from_slice(bytes).map_err(|_| ModelError::BrokenAnswer)?;
    let usage = completion.usage.and_then(|usage| usage.counted());
    let text = completion.choices.into_iter().next().and_then(|choice| choice.message.content);
    Ok(ModelReply { text: text.ok_or(ModelError::BrokenAnswer)?, usage })
}

/// What becomes of a call that was answered with a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The server does not know the format that was asked for.
    WeakerFormat,
    /// The server wants the bounds of an answer told otherwise.
    OtherBounds,
    /// It may work later; the server may have said when.
    Again(ModelError, Option<Duration>),
    Never(ModelError),
}

pub(super) fn verdict(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Verdict {
    match status.as_u16() {
        300..=399 => Verdict::Never(ModelError::Redirected),
        // llama-cpp-python answers a request that it does not understand with 500.
        400 | 422 | 500 | 501 if names_the_format(body) => Verdict::WeakerFormat,
        400 | 422 if names_the_bounds(body) => Verdict::OtherBounds,
        401 | 403 => Verdict::Never(ModelError::KeyRefused),
        404 => Verdict::Never(ModelError::UnknownModel),
        429 => Verdict::Again(ModelError::TooManyRequests, pause_asked_for(headers)),
        408 | 500..=599 => Verdict::Again(ModelError::ServerFailure(status.as_u16()), pause_asked_for(headers)),
        code => Verdict::Never(ModelError::RequestRefused(code)),
    }
}

/// Servers without schemas name the field, or the kind, that they do not take.
fn names_the_format(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_lowercase();
    ["response_format", "json_schema", "json_object", "grammar"].iter().any(|word| text.contains(word))
}

/// Models that think first name the field they want, or the one they do not take.
fn names_the_bounds(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_lowercase();
    ["max_completion_tokens", "'temperature'", "\"temperature\""].iter().any(|word| text.contains(word))
}

fn pause_asked_for(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_whether_to_try_again() {
        let server = |code| Verdict::Again(ModelError::ServerFailure(code), None);
        let table = [
            (200 + 102, "", Verdict::Never(ModelError::Redirected)),
            (400, "{\"error\":\"unsupported response_format\"}", Verdict::WeakerFormat),
            (422, "json_schema is not known", Verdict::WeakerFormat),
            (400, "too many tokens", Verdict::Never(ModelError::RequestRefused(400))),
            (500, "'loc': ('body', 'response_format', 'type')", Verdict::WeakerFormat),
            (400, "Unsupported parameter: use 'max_completion_tokens'", Verdict::OtherBounds),
            (400, "Unsupported value: 'temperature' does not support 0", Verdict::OtherBounds),
            (401, "", Verdict::Never(ModelError::KeyRefused)),
            (404, "", Verdict::Never(ModelError::UnknownModel)),
            (429, "", Verdict::Again(ModelError::TooManyRequests, None)),
            (500, "", server(500)),
            (503, "", server(503)),
            (418, "", Verdict::Never(ModelError::RequestRefused(418))),
        ];
        for (code, body, expected) in table {
            let status = StatusCode::from_u16(code).unwrap();
            assert_eq!(verdict(status, &HeaderMap::new(), body.as_bytes()), expected, "{code} {body}");
        }
    }

    #[test]
    fn a_pause_is_asked_for_in_seconds_and_nonsense_is_none() {
        for (value, expected) in [("2", Some(2)), ("86400", Some(86_400)), ("Wed, 21 Oct 2015 07:28:00 GMT", None)] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            assert_eq!(pause_asked_for(&headers).map(|pause| pause.as_secs()), expected, "{value}");
        }
    }

    #[test]
    fn only_a_completion_is_an_answer() {
        let good = br#"{"choices":[{"message":{"content":"hi"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}"#;
        assert_eq!(
            reply(good),
            Ok(ModelReply { text: "hi".to_owned(), usage: Some(ModelUsage { input: 3, output: 1 }) })
        );
        let uncounted = ["{}", "null", r#"{"total_tokens":9}"#, r#"{"prompt_tokens":0,"completion_tokens":0}"#];
        for usage in uncounted {
            let body = format!(r#"{{"choices":[{{"message":{{"content":"hi"}}}}],"usage":{usage}}}"#);
            assert_eq!(reply(body.as_bytes()).map(|reply| reply.usage), Ok(None), "{usage}");
        }
        for bad in ["", "{", "[]", "{\"choices\":[]}", "{\"choices\":[{\"message\":{\"content\":null}}]}", "<html>"] {
            assert_eq!(reply(bad.as_bytes()), Err(ModelError::BrokenAnswer), "{bad}");
        }
    }
}

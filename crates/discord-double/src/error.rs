//! What goes wrong: in a test that drives the double, and in a request that Discord would refuse.

use serde_json::{Map, Value, json};
use std::fmt;
use std::time::Duration;

/// Why a step of a test could not be done.
#[derive(thiserror::Error)]
pub enum DoubleError {
    /// The server could not be started, or a file could not be read or written.
    #[error("the double cannot use its socket or file")]
    Io(#[from] std::io::Error),
    /// A name that was never given to the builder.
    #[error("the double has no {kind} called `{name}`; it has {known}")]
    Unknown {
        /// What was looked for: "member", "channel", …
        kind: &'static str,
        /// The name.
        name: String,
        /// The names that exist.
        known: String,
    },
    /// A member tried what Discord's own client would not let them do.
    #[error("a member cannot do that: {0}")]
    Impossible(String),
    /// Nothing happened for as long as the builder's patience.
    #[error("waited {waited:?} for {what}\n{report}")]
    Waited {
        /// What was waited for.
        what: String,
        /// For how long.
        waited: Duration,
        /// What the double saw last.
        report: String,
    },
    /// The bot did something else than the test expected.
    #[error("expected {expected}, but {found}")]
    Unexpected {
        /// What the test asked for.
        expected: &'static str,
        /// What came.
        found: String,
    },
    /// `finish` found loose ends.
    #[error("the double found {} loose end(s):\n{}", .0.len(), .0.join("\n"))]
    LooseEnds(Vec<String>),
    /// Discord's `OpenAPI` document could not be used.
    #[error("the OpenAPI document: {0}")]
    OpenApi(String),
}

/// As `Display`: a test that unwraps shall print what a person reads.
impl fmt::Debug for DoubleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An error answer in Discord's shape.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Discord's own code: 10062, 50035, …
    pub code: u32,
    /// Discord's sentence.
    pub message: String,
    /// Which fields of the body are wrong, nested as Discord does.
    pub errors: Option<Value>,
}

impl ApiError {
    pub(crate) fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, code, message: message.to_owned(), errors: None }
    }

    pub(crate) fn unknown(what: &str) -> Self {
        let code = match what {
            "Channel" => 10_003,
            "Guild" => 10_004,
            "Member" => 10_007,
            "Message" => 10_008,
            "Role" => 10_011,
            "User" => 10_013,
            "Webhook" => 10_015,
            "Interaction" => 10_062,
            "application command" => 10_063,
            _ => 0,
        };
        Self::new(404, code, &format!("Unknown {what}"))
    }

    pub(crate) fn missing_permissions() -> Self {
        Self::new(403, 50_013, "Missing Permissions")
    }

    pub(crate) fn missing_access() -> Self {
        Self::new(403, 50_001, "Missing Access")
    }

    pub(crate) fn body(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if let (Some(errors), Some(body)) = (&self.errors, body.as_object_mut()) {
            body.insert("errors".to_owned(), errors.clone());
        }
        body
    }
}

/// Collects what is wrong with a body, field by field.
#[derive(Debug, Default)]
pub(crate) struct FieldErrors {
    found: Vec<(Vec<String>, String, String)>,
    path: Vec<String>,
}

impl FieldErrors {
    /// Runs `check` one level deeper, so that what it finds is filed under `key`.
    pub(crate) fn within<R>(&mut self, key: &(impl ToString + ?Sized), check: impl FnOnce(&mut Self) -> R) -> R {
        self.path.push(key.to_string());
        let result = check(self);
        self.path.pop();
        result
    }

    pub(crate) fn add(&mut self, code: &str, message: impl Into<String>) {
        self.found.push((self.path.clone(), code.to_owned(), message.into()));
    }

    pub(crate) fn add_at(&mut self, key: &(impl ToString + ?Sized), code: &str, message: impl Into<String>) {
        self.within(key, |errors| errors.add(code, message));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The answer Discord would give, or nothing when nothing was found.
    pub(crate) fn into_result(self) -> Result<(), ApiError> {
        if self.found.is_empty() {
            return Ok(());
        }
        let mut tree = Value::Object(Map::new());
        for (path, code, message) in self.found {
            file_error(&mut tree, &path, json!({"code": code, "message": message}));
        }
        let mut error = ApiError::new(400, 50_035, "Invalid Form Body");
        error.errors = Some(tree);
        Err(error)
    }
}

fn file_error(tree: &mut Value, path: &[String], error: Value) {
    let Some(map) = tree.as_object_mut() else { return };
    match path.split_first() {
        Some((key, rest)) => {
            file_error(map.entry(key.clone()).or_insert_with(|| Value::Object(Map::new())), rest, error);
        }
        None => {
            if let Some(list) = map.entry("_errors").or_insert_with(|| json!([])).as_array_mut() {
                list.push(error);
            }
        }
    }
}

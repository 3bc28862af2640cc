//! Discord's own description of its bodies, as a second opinion.
//!
//! The document is read once per process; the schema of a route is compiled when the route is first used.

use crate::error::{ApiError, DoubleError, FieldErrors};
use crate::state::State;
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

static DOCUMENTS: LazyLock<Mutex<HashMap<PathBuf, Arc<Document>>>> = LazyLock::new(Mutex::default);

/// A document and the validators compiled from it so far.
#[derive(Debug)]
pub(crate) struct Document {
    paths: Value,
    components: Value,
    compiled: Mutex<HashMap<String, Option<Arc<Validator>>>>,
}

impl Document {
    /// Reads a document, or gives the one read before.
    pub(crate) fn load(path: &Path) -> Result<Arc<Self>, DoubleError> {
        let mut documents = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = documents.get(path) {
            return Ok(Arc::clone(known));
        }
        let text = std::fs::read_to_string(path)?;
        let mut document: Value =
            serde_json::from_str(&text).map_err(|error| DoubleError::OpenApi(error.to_string()))?;
        if !document["paths"].is_object() {
            return Err(DoubleError::OpenApi(format!("{} has no paths", path.display())));
        }
        let mut components = document["components"].take();
        loosen(&mut components);
        let loaded = Arc::new(Self { paths: document["paths"].take(), components, compiled: Mutex::default() });
        documents.insert(path.to_owned(), Arc::clone(&loaded));
        Ok(loaded)
    }

    fn validator(&self, method: &str, template: &str) -> Option<Arc<Validator>> {
        let key = format!("{method} {template}");
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        compiled.entry(key).or_insert_with(|| self.compile(method, template)).clone()
    }

    fn compile(&self, method: &str, template: &str) -> Option<Arc<Validator>> {
        let operation = &self.paths[template][method.to_ascii_lowercase()];
        let mut schema = operation["requestBody"]["content"]["application/json"]["schema"].clone();
        if schema.is_null() {
            return None;
        }
        loosen(&mut schema);
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [schema], "components": self.components,
        });
        match jsonschema::validator_for(&root) {
            Ok(validator) => Some(Arc::new(validator)),
            Err(error) => {
                tracing::warn!(%error, method, template, "the OpenAPI schema does not compile");
                None
            }
        }
    }
}

/// What the document is stricter about than Discord: ids may be numbers, permission bits may be strings.
fn loosen(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.get("format").and_then(Value::as_str) == Some("snowflake") {
                map.insert("type".to_owned(), json!(["string", "integer"]));
            }
            if let Some(permissions) = map.get_mut("default_member_permissions") {
                *permissions = json!({"type": ["integer", "string", "null"], "pattern": "^[0-9]+$"});
            }
            map.values_mut().for_each(loosen);
        }
        Value::Array(list) => list.iter_mut().for_each(loosen),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl State {
    /// Checks a body against the document, where one was given and it describes the route.
    pub(crate) fn check_openapi(&self, method: &str, template: &str, body: &Value) -> Result<(), ApiError> {
        let Some(document) = &self.settings.openapi else { return Ok(()) };
        let Some(validator) = document.validator(method, template) else { return Ok(()) };
        let mut errors = FieldErrors::default();
        for error in validator.iter_errors(body).take(5) {
            let (path, message) = innermost(&error);
            file(&mut errors, &path, &message);
        }
        errors.into_result()
    }
}

/// Where a body went wrong: in a union, in the branch that was most likely meant.
fn innermost(error: &ValidationError<'_>) -> (Vec<String>, String) {
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } = error.kind() {
        // A branch for another `type`, or for null, was not meant.
        let meant = |branch: &&Vec<ValidationError<'static>>| {
            let own_path = error.instance_path().as_str();
            !branch.iter().any(|inner| {
                let path = inner.instance_path().as_str();
                path.ends_with("/type") || (path == own_path && inner.kind().keyword() == "type")
            })
        };
        let likely = context.iter().filter(meant).min_by_key(|branch| branch.len());
        let of_kind = || context.iter().flatten().find(|inner| inner.instance_path().as_str().ends_with("/type"));
        if let Some(inner) = likely.and_then(|branch| branch.first()).or_else(of_kind) {
            return innermost(inner);
        }
    }
    let path = error.instance_path().as_str().split('/').skip(1).map(ToOwned::to_owned).collect();
    (path, error.to_string().chars().take(600).collect())
}

fn file(errors: &mut FieldErrors, path: &[String], message: &str) {
    match path.split_first() {
        Some((key, rest)) => errors.within(key, |errors| file(errors, rest, message)),
        None => errors.add("OPENAPI", message),
    }
}

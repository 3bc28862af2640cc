//! Names that Discord does not let a webhook bear.

use super::shape::{Rule, check};
use crate::error::FieldErrors;
use serde_json::Value;

/// A webhook's name, and the name under which it writes a message: 1 to 80 characters, neither Discord's own names in it
/// nor a mention of all.
pub(crate) fn check_webhook(name: &Value, errors: &mut FieldErrors) {
    check(name, &Rule::Text(1, 80), errors);
    let Some(name) = name.as_str() else { return };
    let lower = name.trim().to_lowercase();
    if lower.is_empty() {
        errors.add("BASE_TYPE_REQUIRED", "This field is required");
    }
    for word in ["clyde", "discord"].into_iter().filter(|word| lower.contains(word)) {
        errors.add("USERNAME_INVALID_CONTAINS", format!("Username cannot contain \"{word}\""));
    }
    if ["everyone", "here"].contains(&lower.as_str()) {
        errors.add("USERNAME_INVALID", format!("Username cannot be \"{lower}\""));
    }
}

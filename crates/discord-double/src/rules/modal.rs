//! Modals: a title and one to five inputs.

use super::component::{check_in, check_unique, flatten, kind, kind_of};
use super::shape::{Field, Rule, check_object, need};
use crate::error::FieldErrors;
use serde_json::Value;

const MODAL: &[Field] = &[
    need("custom_id", Rule::Text(1, 100)),
    need("title", Rule::Text(1, 45)),
    need("components", Rule::List(1, 5, &Rule::Check(check_top))),
];

/// Checks the data of a modal response.
pub(crate) fn check(modal: &Value, errors: &mut FieldErrors) {
    check_object(modal, &[MODAL], errors);
    let components = modal["components"].as_array().map_or(&[][..], Vec::as_slice);
    let all = flatten(components);
    errors.within("components", |errors| check_unique(&all, errors));
}

fn check_top(component: &Value, errors: &mut FieldErrors) {
    match kind_of(component) {
        kind::ROW => check_row(component, errors),
        kind::LABEL => {
            check_in(component, &[kind::LABEL], errors);
            errors.within("component", |errors| {
                check_in(&component["component"], &[3, kind::TEXT_INPUT, 5, 6, 7, 8, kind::UPLOAD, 21, 22, 23], errors);
                check_input(&component["component"], errors);
            });
        }
        _ => check_in(component, &[kind::ROW, kind::LABEL, kind::TEXT], errors),
    }
}

fn check_row(row: &Value, errors: &mut FieldErrors) {
    errors.within("components", |errors| {
        let children = row["components"].as_array().map_or(&[][..], Vec::as_slice);
        if children.len() != 1 {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 1 in length.");
        }
        for (position, child) in children.iter().enumerate() {
            errors.within(&position, |errors| {
                check_in(child, &[kind::TEXT_INPUT], errors);
                if child["label"].is_null() {
                    errors.add_at("label", "BASE_TYPE_REQUIRED", "This field is required");
                }
                check_input(child, errors);
            });
        }
    });
}

fn check_input(input: &Value, errors: &mut FieldErrors) {
    if kind_of(input) != kind::TEXT_INPUT {
        return;
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    if least > most {
        errors.add_at("min_length", "TEXT_INPUT_MIN_LENGTH_TOO_LARGE", "min_length must not exceed max_length");
    }
    let value = input["value"].as_str().map_or(0, |value| value.chars().count());
    if u64::try_from(value).unwrap_or(u64::MAX) > most {
        errors.add_at("value", "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length."));
    }
}

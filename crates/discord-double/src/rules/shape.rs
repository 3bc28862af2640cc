//! A small language for the shape of a JSON body, so that rules can be tables.

use crate::error::FieldErrors;
use crate::snowflake::Snowflake;
use serde_json::Value;

/// What a value must be.
pub(crate) enum Rule {
    Any,
    Bool,
    Integer(i64, i64),
    /// A string of so many characters, from and to.
    Text(usize, usize),
    Id,
    /// Permission bits, as a number or a string.
    Bits,
    Url,
    Time,
    Choice(&'static [i64]),
    /// A list of so many, from and to.
    List(usize, usize, &'static Rule),
    Object(&'static [Field]),
    /// A check of its own.
    Check(fn(&Value, &mut FieldErrors)),
}

/// One key of an object.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) rule: Rule,
}

pub(crate) const fn need(name: &'static str, rule: Rule) -> Field {
    Field { name, required: true, rule }
}

pub(crate) const fn may(name: &'static str, rule: Rule) -> Field {
    Field { name, required: false, rule }
}

/// Checks an object against its fields; keys beyond them are errors.
pub(crate) fn check_object(value: &Value, fields: &[&[Field]], errors: &mut FieldErrors) {
    let Some(object) = value.as_object() else {
        return errors.add("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    };
    for field in fields.iter().copied().flatten() {
        match object.get(field.name) {
            None | Some(Value::Null) if field.required => {
                errors.add_at(field.name, "BASE_TYPE_REQUIRED", "This field is required");
            }
            None | Some(Value::Null) => {}
            Some(value) => errors.within(field.name, |errors| check(value, &field.rule, errors)),
        }
    }
    let known = |key: &str| fields.iter().copied().flatten().any(|field| field.name == key);
    for key in object.keys().filter(|key| !known(key)) {
        errors.add_at(key, "UNKNOWN_FIELD", "Discord knows no such field here");
    }
}

/// Checks one value.
pub(crate) fn check(value: &Value, rule: &Rule, errors: &mut FieldErrors) {
    match rule {
        Rule::Any => {}
        Rule::Bool => expect(value.is_boolean(), errors, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
        Rule::Integer(low, high) => check_integer(value, *low, *high, errors),
        Rule::Text(low, high) => check_text(value, *low, *high, errors),
        Rule::Id => {
            let message = format!("Value {value} is not snowflake.");
            expect(Snowflake::from_json(value).is_some(), errors, "NUMBER_TYPE_COERCE", &message);
        }
        Rule::Bits => {
            let good = value.is_u64() || value.as_str().is_some_and(|text| text.parse::<u64>().is_ok());
            expect(good, errors, "NUMBER_TYPE_COERCE", "Must be permission bits.");
        }
        Rule::Url => check_url(value, errors),
        Rule::Time => {
            let parsed = value.as_str().is_some_and(|text| twilight_model::util::Timestamp::parse(text).is_ok());
            let loose = value.as_str().is_some_and(|text| text.len() >= 10 && text.contains('T'));
            expect(parsed || loose, errors, "DATE_TIME_TYPE_PARSE", "Could not parse the time. Should be ISO8601.");
        }
        Rule::Choice(allowed) => {
            let message = format!("Value must be one of {allowed:?}.");
            let good = value.as_i64().is_some_and(|number| allowed.contains(&number));
            expect(good, errors, "BASE_TYPE_CHOICES", &message);
        }
        Rule::List(low, high, each) => check_list(value, *low, *high, each, errors),
        Rule::Object(fields) => check_object(value, &[fields], errors),
        Rule::Check(own) => own(value, errors),
    }
}

fn expect(good: bool, errors: &mut FieldErrors, code: &str, message: &str) {
    if !good {
        errors.add(code, message);
    }
}

fn check_integer(value: &Value, low: i64, high: i64, errors: &mut FieldErrors) {
    match value.as_i64() {
        None => errors.add("NUMBER_TYPE_COERCE", format!("Value {value} is not int.")),
        Some(number) if number < low => {
            errors.add("NUMBER_TYPE_MIN", format!("int value should be greater than or equal to {low}."));
        }
        Some(number) if number > high => {
            errors.add("NUMBER_TYPE_MAX", format!("int value should be less than or equal to {high}."));
        }
        Some(_) => {}
    }
}

fn check_text(value: &Value, low: usize, high: usize, errors: &mut FieldErrors) {
    let Some(text) = value.as_str() else {
        return errors.add("STRING_TYPE_CONVERT", format!("Could not interpret {value} as string."));
    };
    let length = text.chars().count();
    if low > 0 && length == 0 {
        errors.add("BASE_TYPE_REQUIRED", "This field is required");
    } else if length < low || (low > 0 && length > high) {
        errors.add("BASE_TYPE_BAD_LENGTH", format!("Must be between {low} and {high} in length."));
    } else if length > high {
        errors.add("BASE_TYPE_MAX_LENGTH", format!("Must be {high} or fewer in length."));
    }
}

fn check_url(value: &Value, errors: &mut FieldErrors) {
    let good = value.as_str().is_some_and(|text| {
        text.chars().count() <= 2048
            && !text.contains(char::is_whitespace)
            && ["http://", "https://", "attachment://"]
                .iter()
                .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
    });
    expect(good, errors, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
}

fn check_list(value: &Value, low: usize, high: usize, each: &Rule, errors: &mut FieldErrors) {
    let Some(items) = value.as_array() else {
        return errors.add("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    };
    if items.len() < low || items.len() > high {
        errors.add("BASE_TYPE_BAD_LENGTH", format!("Must be between {low} and {high} in length."));
    }
    for (position, item) in items.iter().enumerate() {
        errors.within(&position, |errors| check(item, each, errors));
    }
}

//! Whatever a bot sends, the rules answer; they never panic.

use super::{command, mention, message, modal};
use crate::error::FieldErrors;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Keys that the rules look at, so that made-up bodies reach every corner.
const KEYS: &[&str] = &[
    "type",
    "content",
    "embeds",
    "components",
    "component",
    "accessory",
    "fields",
    "name",
    "value",
    "title",
    "footer",
    "text",
    "custom_id",
    "style",
    "label",
    "options",
    "choices",
    "required",
    "min_length",
    "max_length",
    "flags",
    "allowed_mentions",
    "parse",
    "users",
    "attachments",
    "id",
    "nonce",
    "description",
    "name_localizations",
    "contexts",
    "default_member_permissions",
    "timestamp",
    "emoji",
    "url",
    "min_values",
    "max_values",
    "items",
    "media",
];

fn bodies() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|each| json!(each)),
        (-2_i64..20).prop_map(|each| json!(each)),
        any::<u64>().prop_map(|each| json!(each)),
        Just(json!(1 << 15)),
        "\\PC{0,40}".prop_map(|each| json!(each)),
        Just(json!("https://example.org")),
        Just(json!("users")),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((prop::sample::select(KEYS), inner), 0..8)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_body_makes_the_rules_panic(body in bodies(), existing in prop_oneof![Just(0), Just(1_u64 << 15)]) {
        for form in [message::Form::Create, message::Form::Webhook, message::Form::Edit] {
            let checked = message::check(&body, form, existing, 0);
            // Nothing but an object is a message.
            prop_assert!(body.is_object() || checked.is_err());
        }
        let listed = std::slice::from_ref(&body);
        prop_assert!(body.is_object() || command::check_all(listed).is_err());
        let mut errors = FieldErrors::default();
        modal::check(&body, &mut errors);
        mention::check_allowed(&body, &mut errors);
        prop_assert!(body.is_object() || errors.into_result().is_err());
    }

    #[test]
    fn mentions_are_found_in_any_text(text in "\\PC{0,60}", id in 1_u64..u64::MAX) {
        let found = mention::named(&format!("{text} <@{id}>"), "<@");
        prop_assert!(found.iter().any(|each| each.0 == id), "{found:?}");
    }
}

#[test]
fn errors_are_nested_as_discord_nests_them() {
    let mut errors = FieldErrors::default();
    errors.within("embeds", |errors| errors.within(&0, |errors| errors.add_at("title", "TOO_LONG", "Shorter.")));
    let error = errors.into_result().unwrap_err();
    let nested = json!({"embeds": {"0": {"title": {"_errors": [{"code": "TOO_LONG", "message": "Shorter."}]}}}});
    assert_eq!((error.status, error.code, error.errors), (400, 50_035, Some(nested)));
}

//! Mentions in a text, and who is notified by them.

use super::shape::{Field, Rule, check_object, may};
use crate::error::FieldErrors;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::message::{Message, Pings};
use crate::state::permission;
use serde_json::Value;
use std::collections::BTreeSet;
use twilight_model::guild::Permissions;

const ALLOWED: &[Field] = &[
    may("parse", Rule::List(0, 3, &Rule::Check(check_kind))),
    may("users", Rule::List(0, 100, &Rule::Id)),
    may("roles", Rule::List(0, 100, &Rule::Id)),
    may("replied_user", Rule::Bool),
];

/// Checks `allowed_mentions`: what is parsed at large cannot also be listed.
pub(crate) fn check_allowed(allowed: &Value, errors: &mut FieldErrors) {
    check_object(allowed, &[ALLOWED], errors);
    for kind in ["users", "roles"] {
        let listed = allowed[kind].as_array().is_some_and(|list| !list.is_empty());
        if listed && parses(allowed, kind) {
            errors.add(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive."),
            );
        }
    }
}

fn check_kind(kind: &Value, errors: &mut FieldErrors) {
    if !matches!(kind.as_str(), Some("users" | "roles" | "everyone")) {
        errors.add("BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').");
    }
}

fn parses(allowed: &Value, kind: &str) -> bool {
    allowed["parse"].as_array().is_some_and(|parse| parse.iter().any(|each| each.as_str() == Some(kind)))
}

/// The ids that a text names with a prefix: `<@`, `<@!` or `<@&`.
pub(crate) fn named(text: &str, prefix: &str) -> BTreeSet<Snowflake> {
    text.split(prefix)
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .filter_map(|(digits, _)| digits.parse().ok().map(Snowflake))
        .collect()
}

/// Fills in whom a message names and whom it notifies.
pub(crate) fn resolve(state: &State, message: &mut Message, allowed: Option<&Value>) {
    let text = format!("{}\n{}", message.content, displayed_text(&message.components));
    let users: BTreeSet<Snowflake> = named(&text, "<@").union(&named(&text, "<@!")).copied().collect();
    let users: BTreeSet<Snowflake> = users.into_iter().filter(|id| state.users.contains_key(id)).collect();
    let roles = named(&text, "<@&");
    let replied = message.reference.and_then(|id| state.messages.get(&id)).map(|replied| replied.author);
    let may_everyone =
        permission::in_channel(state, message.author, message.channel).contains(Permissions::MENTION_EVERYONE);
    let shouts = text.contains("@everyone") || text.contains("@here");
    let listed = |kind: &str, id: &Snowflake| match allowed {
        None => true,
        Some(allowed) => {
            let list = allowed[kind].as_array();
            parses(allowed, kind)
                || list.is_some_and(|list| list.iter().any(|each| Snowflake::from_json(each) == Some(*id)))
        }
    };
    let mut pings = Pings {
        users: users.iter().filter(|id| listed("users", id)).copied().collect(),
        roles: roles
            .iter()
            .filter(|id| listed("roles", id) && (may_everyone || mentionable(state, **id)))
            .copied()
            .collect(),
        everyone: shouts && may_everyone && allowed.is_none_or(|allowed| parses(allowed, "everyone")),
    };
    let pings_replied = allowed.is_none_or(|allowed| allowed["replied_user"].as_bool().unwrap_or(false));
    pings.users.extend(replied.filter(|_| pings_replied));
    pings.users.remove(&message.author);
    message.mentions = users;
    message.mentions.extend(replied.filter(|_| pings_replied));
    message.mention_roles = roles;
    message.pings = pings;
}

fn mentionable(state: &State, role: Snowflake) -> bool {
    state.guilds.values().filter_map(|guild| guild.role(role)).any(|role| role.mentionable)
}

fn displayed_text(components: &[Value]) -> String {
    let all = super::component::flatten(components);
    all.iter().filter_map(|each| each["content"].as_str()).collect::<Vec<_>>().join("\n")
}

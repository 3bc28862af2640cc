//! Options of a slash command: found in what the bot registered, checked as Discord's client checks them.

use super::place::{Place, by_id, find_user};
use crate::error::DoubleError;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::render;
use serde_json::{Map, Value, json};

/// The option that a member is typing in, however deep it stands.
pub(crate) fn focused(options: &Value) -> Option<&Value> {
    options.as_array()?.iter().find_map(|option| {
        if option["focused"].as_bool().unwrap_or(false) { Some(option) } else { focused(&option["options"]) }
    })
}

/// An option that a test gave a value.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    Value(Value),
    File { filename: String, bytes: Vec<u8> },
    Typing(String),
}

/// Options in the making: what is sent, and what the ids in it stand for.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub(crate) options: Vec<Value>,
    pub(crate) resolved: Map<String, Value>,
}

impl Filled {
    fn resolve(&mut self, kind: &str, id: Snowflake, body: Value) {
        let group = self.resolved.entry(kind).or_insert_with(|| json!({}));
        group[id.to_string()] = body;
    }
}

/// Fills in the options that a command declares; `partial` is for autocompletion, where the rest may be missing.
pub(crate) fn fill(
    state: &mut State,
    declared: &[Value],
    given: &[(String, Given)],
    channel: Snowflake,
    partial: bool,
) -> Result<Filled, DoubleError> {
    let mut filled = Filled::default();
    for (name, value) in given {
        let option = declared.iter().find(|option| names(option).any(|known| known == name)).ok_or_else(|| {
            let known = super::place::list(declared.iter().filter_map(|option| option["name"].as_str()));
            DoubleError::Unknown { kind: "option", name: name.clone(), known }
        })?;
        let value = typed(state, option, value, channel, &mut filled)?;
        let mut sent = json!({"name": option["name"], "type": option["type"], "value": value});
        if matches!(given.iter().find(|(key, _)| key == name), Some((_, Given::Typing(_)))) {
            sent["focused"] = json!(true);
        }
        filled.options.push(sent);
    }
    let is_given = |option: &Value| filled.options.iter().any(|sent| sent["name"] == option["name"]);
    let missing = declared.iter().find(|option| option["required"].as_bool().unwrap_or(false) && !is_given(option));
    match missing {
        Some(option) if !partial => Err(DoubleError::Impossible(format!("the option {} is required", option["name"]))),
        _ => Ok(filled),
    }
}

/// The name of an option or command in every language.
pub(crate) fn names(named: &Value) -> impl Iterator<Item = &str> {
    let localised = named["name_localizations"].as_object().into_iter().flatten().filter_map(|(_, name)| name.as_str());
    named["name"].as_str().into_iter().chain(localised)
}

fn typed(
    state: &mut State,
    option: &Value,
    given: &Given,
    channel: Snowflake,
    filled: &mut Filled,
) -> Result<Value, DoubleError> {
    let wrong = |why: &str| DoubleError::Impossible(format!("the option {} {why}", option["name"]));
    let value = match given {
        Given::Typing(text) if option["autocomplete"].as_bool().unwrap_or(false) => return Ok(json!(text)),
        Given::Typing(_) => return Err(wrong("does not autocomplete")),
        Given::File { filename, bytes } => {
            if option["type"].as_u64() != Some(11) {
                return Err(wrong("takes no file"));
            }
            let file = state.store_file(channel, filename, None, bytes.as_slice().into());
            filled.resolve("attachments", file.id, render::message::attachment(&file));
            return Ok(json!(file.id));
        }
        Given::Value(value) => value,
    };
    let name = value.as_str().unwrap_or_default();
    match option["type"].as_u64() {
        Some(3) => text(option, value),
        Some(4) if value.is_i64() || value.is_u64() => number(option, value),
        Some(5) if value.is_boolean() => Ok(value.clone()),
        Some(6 | 9) => user(state, name, channel, filled),
        Some(7) => {
            let known = by_id(name).filter(|id| state.channels.contains_key(id));
            let id = known.map_or_else(|| Place::Channel(name.to_owned()).find(state), Ok)?;
            let body = state.channels.get(&id).map(|found| state.channel_json(found)).unwrap_or_default();
            filled.resolve("channels", id, body);
            Ok(json!(id))
        }
        Some(8) => {
            let role = state.guilds.values().find_map(|guild| guild.role_named(name)).cloned();
            let role = role.ok_or_else(|| wrong("names no role"))?;
            filled.resolve("roles", role.id, render::role(&role, 1));
            Ok(json!(role.id))
        }
        Some(10) if value.is_number() => number(option, value),
        _ => Err(wrong(&format!("cannot be {value}"))),
    }
}

fn text(option: &Value, value: &Value) -> Result<Value, DoubleError> {
    let wrong = |why: &str| Err(DoubleError::Impossible(format!("the option {} {why}", option["name"])));
    let Some(given) = value.as_str() else { return wrong("is a text") };
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    if !choices.is_empty() {
        let chosen = choices.iter().find(|choice| choice["value"] == *value || names(choice).any(|name| name == given));
        return match chosen {
            Some(choice) => Ok(choice["value"].clone()),
            None => wrong(&format!("has no choice {value}")),
        };
    }
    let length = u64::try_from(given.chars().count()).unwrap_or(u64::MAX);
    let (low, high) = (option["min_length"].as_u64().unwrap_or(0), option["max_length"].as_u64().unwrap_or(6000));
    if (low..=high).contains(&length) { Ok(value.clone()) } else { wrong("is too short or too long") }
}

fn number(option: &Value, value: &Value) -> Result<Value, DoubleError> {
    let wrong = || DoubleError::Impossible(format!("the option {} cannot be {value}", option["name"]));
    let choices = option["choices"].as_array().map_or(&[][..], Vec::as_slice);
    let chosen = choices.is_empty() || choices.iter().any(|choice| choice["value"] == *value);
    let number = value.as_f64().ok_or_else(wrong)?;
    let fits = option["min_value"].as_f64().is_none_or(|low| number >= low)
        && option["max_value"].as_f64().is_none_or(|high| number <= high);
    if chosen && fits { Ok(value.clone()) } else { Err(wrong()) }
}

fn user(state: &State, name: &str, channel: Snowflake, filled: &mut Filled) -> Result<Value, DoubleError> {
    let id = find_user(state, name)?;
    filled.resolve("users", id, state.user_json(id));
    add_member(state, id, channel, filled);
    Ok(json!(id))
}

/// A user of the guild comes with what they are there.
pub(crate) fn add_member(state: &State, id: Snowflake, channel: Snowflake, filled: &mut Filled) {
    let guild = state.channels.get(&channel).and_then(|channel| channel.guild);
    let member = guild.and_then(|guild| state.guilds.get(&guild)).and_then(|guild| guild.members.get(&id));
    if let Some(member) = member {
        let mut body = render::partial_member(member);
        body["permissions"] = render::permissions(crate::state::permission::in_channel(state, id, channel));
        filled.resolve("members", id, body);
    }
}

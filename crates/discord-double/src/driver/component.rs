//! Buttons, selects and forms as a member uses them.

use super::actor::Actor;
use super::handle::InteractionHandle;
use super::place::{by_id, find_user};
use super::raise::{Deed, raise, wait_for_bot};
use crate::error::DoubleError;
use crate::rules::component::{flatten, kind, kind_of};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::guild::Channel;
use crate::state::interaction::InteractionKind;
use crate::state::message::Message;
use crate::state::permission;
use crate::view::{Modal, ModalInput};
use serde_json::{Map, Value, json};
use twilight_model::guild::Permissions;

impl Actor {
    /// Clicks a button of a message, by its label or custom id.
    pub async fn click(&self, message: &Message, button: &str) -> Result<InteractionHandle, DoubleError> {
        self.use_component(message, button, None).await
    }

    /// Chooses in a select of a message, by its custom id or placeholder; values or labels of a text select, names of
    /// members, roles or channels of the others.
    pub async fn select(
        &self,
        message: &Message,
        select: &str,
        values: &[&str],
    ) -> Result<InteractionHandle, DoubleError> {
        self.use_component(message, select, Some(values)).await
    }

    async fn use_component(
        &self,
        message: &Message,
        name: &str,
        values: Option<&[&str]>,
    ) -> Result<InteractionHandle, DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| self.use_now(state, message.id, name, values))
    }

    /// Uses a component at once, or says why the client would not.
    pub(crate) fn use_now(
        &self,
        state: &mut State,
        message: Snowflake,
        name: &str,
        values: Option<&[&str]>,
    ) -> Result<InteractionHandle, DoubleError> {
        let user = find_user(state, &self.name)?;
        let now = self.seen(state, user, message)?;
        let (component, channel) = (find(now, name)?, now.channel);
        let mut data = json!({"custom_id": component["custom_id"], "component_type": component["type"],
            "id": component["id"].as_u64().unwrap_or(0)});
        if let Some(values) = values {
            let who = Chooser { user, guild: state.channels.get(&channel).and_then(|channel| channel.guild) };
            choose(state, &component, values, &who, &mut data)?;
        }
        let label = format!("{:?} used by {}", component["label"].as_str().unwrap_or(name), self.name);
        let kind = InteractionKind::Component;
        Ok(raise(&self.shared, state, Deed { kind, label, user, channel, message: Some(message), data }))
    }

    /// A message that this member sees: in a channel of theirs, and not for somebody else alone.
    pub(crate) fn seen<'a>(
        &self,
        state: &'a State,
        user: Snowflake,
        message: Snowflake,
    ) -> Result<&'a Message, DoubleError> {
        let open = |channel| permission::in_channel(state, user, channel).contains(Permissions::VIEW_CHANNEL);
        let found = state.messages.get(&message).filter(|message| message.visible_to(user) && open(message.channel));
        found.ok_or_else(|| DoubleError::Impossible(format!("{} does not see that message", self.name)))
    }

    /// Fills in a form and submits it; inputs by custom id or label, those not named keep what they hold.
    pub async fn submit_modal<'a>(
        &self,
        modal: &Modal,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<InteractionHandle, DoubleError> {
        let values: Vec<(&str, Vec<&str>)> = values.into_iter().map(|(name, value)| (name, vec![value])).collect();
        let components = filled(modal, &values)?;
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| self.submit_now(state, modal, &Submission { components, attachments: Map::new() }))
    }

    /// Submits a form that was filled in, at once.
    pub(crate) fn submit_now(
        &self,
        state: &mut State,
        modal: &Modal,
        submission: &Submission,
    ) -> Result<InteractionHandle, DoubleError> {
        let user = find_user(state, &self.name)?;
        let shown = state.interactions.get(&modal.interaction).filter(|shown| shown.user == user);
        let shown = shown.ok_or_else(|| DoubleError::Impossible("the form was shown to someone else".to_owned()))?;
        let (channel, message) = (shown.channel, shown.message);
        let mut data = json!({"custom_id": modal.custom_id, "components": submission.components});
        if !submission.attachments.is_empty() {
            data["resolved"] = json!({"attachments": submission.attachments});
        }
        let label = format!("the form {:?} submitted by {}", modal.title, self.name);
        let deed = Deed { kind: InteractionKind::Modal, label, user, channel, message, data };
        let submitted = raise(&self.shared, state, deed);
        if let Some(interaction) = state.interactions.get_mut(&submitted.id()) {
            interaction.opened_by = Some(modal.interaction);
        }
        Ok(submitted)
    }
}

/// A form as it is filled in.
#[derive(Debug)]
pub(crate) struct Submission {
    pub(crate) components: Vec<Value>,
    /// Files chosen in it, by their ids.
    pub(crate) attachments: Map<String, Value>,
}

/// A component by its label, placeholder or custom id, if it can be used.
fn find(message: &Message, name: &str) -> Result<Value, DoubleError> {
    let all = flatten(&message.components);
    let called =
        |each: &&&Value| ["label", "custom_id", "placeholder"].iter().any(|key| each[*key].as_str() == Some(name));
    let found = all.iter().find(called).ok_or_else(|| DoubleError::Unknown {
        kind: "component",
        name: name.to_owned(),
        known: super::place::list(all.iter().filter_map(|each| each["label"].as_str().or(each["custom_id"].as_str()))),
    })?;
    if found["disabled"].as_bool().unwrap_or(false) {
        return Err(DoubleError::Impossible(format!("{name:?} is disabled")));
    }
    if found["custom_id"].is_null() {
        return Err(DoubleError::Impossible(format!("{name:?} is a link")));
    }
    Ok((*found).clone())
}

/// Who chooses, and among whose channels and roles.
struct Chooser {
    user: Snowflake,
    guild: Option<Snowflake>,
}

fn choose(state: &State, select: &Value, values: &[&str], who: &Chooser, data: &mut Value) -> Result<(), DoubleError> {
    let wrong = |why: String| DoubleError::Impossible(format!("the select {}: {why}", select["custom_id"]));
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if !(least..=most).contains(&u64::try_from(values.len()).unwrap_or(u64::MAX)) {
        return Err(wrong(format!("takes {least} to {most} values")));
    }
    let mut chosen = Vec::new();
    for value in values {
        let id = match kind_of(select) {
            kind::STRING_SELECT => {
                let options = select["options"].as_array().map_or(&[][..], Vec::as_slice);
                let option = options.iter().find(|option| option["value"] == **value || option["label"] == **value);
                option.ok_or_else(|| wrong(format!("has no option {value:?}")))?["value"].clone()
            }
            6 => json!(role(state, who, value).ok_or_else(|| wrong(format!("there is no role {value:?}")))?),
            8 => {
                let offered = offered_channel(state, who, select, value);
                json!(offered.ok_or_else(|| wrong(format!("offers no channel {value:?}")))?)
            }
            7 => json!(
                find_user(state, value)
                    .ok()
                    .or_else(|| role(state, who, value))
                    .ok_or_else(|| { wrong(format!("there is no member or role {value:?}")) })?
            ),
            _ => json!(find_user(state, value)?),
        };
        chosen.push(id);
    }
    data["resolved"] = resolved(state, select, &chosen);
    data["values"] = json!(chosen);
    Ok(())
}

fn role(state: &State, who: &Chooser, name: &str) -> Option<Snowflake> {
    state.guilds.get(&who.guild?)?.role_named(name).map(|role| role.id)
}

/// A channel of the guild that the member sees, of a kind that the select offers.
fn offered_channel(state: &State, who: &Chooser, select: &Value, name: &str) -> Option<Snowflake> {
    let kinds = select["channel_types"].as_array().filter(|kinds| !kinds.is_empty());
    let offered = |channel: &&Channel| {
        (channel.name == name || by_id(name) == Some(channel.id))
            && channel.guild == who.guild
            && kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind.as_u64() == Some(u64::from(channel.kind))))
            && permission::in_channel(state, who.user, channel.id).contains(Permissions::VIEW_CHANNEL)
    };
    state.channels.values().find(offered).map(|channel| channel.id)
}

fn resolved(state: &State, select: &Value, chosen: &[Value]) -> Value {
    let ids = chosen.iter().filter_map(Snowflake::from_json);
    let mut group = json!({});
    let key = match kind_of(select) {
        5 | 7 => "users",
        6 => "roles",
        8 => "channels",
        _ => return json!({}),
    };
    for id in ids {
        let role = || state.guilds.values().find_map(|guild| guild.role(id));
        group[id.to_string()] = match key {
            "users" => state.user_json(id),
            "roles" => role().map(|role| crate::state::render::role(role, 1)).unwrap_or_default(),
            _ => state.channels.get(&id).map(|channel| state.channel_json(channel)).unwrap_or_default(),
        };
    }
    json!({key: group})
}

/// The components of a submission.
pub(crate) fn filled(modal: &Modal, values: &[(&str, Vec<&str>)]) -> Result<Vec<Value>, DoubleError> {
    for (name, _) in values {
        if !modal.inputs.iter().any(|input| input.custom_id == *name || input.label == *name) {
            let known = super::place::list(modal.inputs.iter().map(|input| input.custom_id.as_str()));
            return Err(DoubleError::Unknown { kind: "input", name: (*name).to_owned(), known });
        }
    }
    let mut components = Vec::new();
    for top in &modal.components {
        let labelled = kind_of(top) == kind::LABEL;
        let inner = if labelled { &top["component"] } else { &top["components"][0] };
        let Some(input) = modal.inputs.iter().find(|input| inner["custom_id"] == input.custom_id) else { continue };
        let given = values.iter().find(|(name, _)| input.custom_id == *name || input.label == *name);
        let mut sent = json!({"type": inner["type"], "custom_id": inner["custom_id"], "id": 0});
        if kind_of(inner) == kind::TEXT_INPUT {
            sent["value"] = json!(value_of(input, given.and_then(|(_, values)| values.first().copied()))?);
        } else {
            sent["values"] = chosen_in(input, inner, given.map_or(&[][..], |(_, values)| values))?;
        }
        components.push(if labelled {
            json!({"type": kind::LABEL, "id": 0, "component": sent})
        } else {
            json!({"type": kind::ROW, "id": 0, "components": [sent]})
        });
    }
    Ok(components)
}

/// What is chosen in a select of a form.
fn chosen_in(input: &ModalInput, select: &Value, given: &[&str]) -> Result<Value, DoubleError> {
    let wrong = |why: String| DoubleError::Impossible(format!("the input {:?} {why}", input.label));
    let options = select["options"].as_array().map_or(&[][..], Vec::as_slice);
    let given = given.iter().filter(|value| !value.is_empty());
    let mut chosen = Vec::new();
    for value in given {
        let option = options.iter().find(|option| option["value"] == **value || option["label"] == **value);
        match option {
            Some(option) => chosen.push(option["value"].clone()),
            None if options.is_empty() => chosen.push(json!(value)),
            None => return Err(wrong(format!("has no option {value:?}"))),
        }
    }
    let least = select["min_values"].as_u64().unwrap_or(1).max(u64::from(input.required));
    let most = select["max_values"].as_u64().unwrap_or(1);
    let count = u64::try_from(chosen.len()).unwrap_or(u64::MAX);
    if count > most || (count < least && (input.required || count > 0)) {
        return Err(wrong(format!("takes {least} to {most} values")));
    }
    Ok(json!(chosen))
}

fn value_of<'a>(input: &'a ModalInput, given: Option<&'a str>) -> Result<&'a str, DoubleError> {
    let value = given.unwrap_or(input.value.as_str());
    let length = value.chars().count();
    let (least, most) = input.length;
    if value.is_empty() && !input.required {
        return Ok(value);
    }
    if length < least.max(usize::from(input.required)) || length > most {
        let why = format!("the input {:?} takes {least} to {most} characters", input.label);
        return Err(DoubleError::Impossible(why));
    }
    Ok(value)
}

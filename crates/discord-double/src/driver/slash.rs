//! Commands as a member uses them: typed after a slash, or picked from a menu.

use super::actor::Actor;
use super::handle::InteractionHandle;
use super::option::{Filled, Given, add_member, fill, names};
use super::place::Place;
use super::raise::{Deed, raise, wait_for_bot};
use crate::error::DoubleError;
use crate::snowflake::Snowflake;
use crate::state::command::{CHAT_INPUT, Command, MESSAGE_MENU, USER_MENU};
use crate::state::interaction::InteractionKind;
use crate::state::{State, permission};
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

/// What is offered under an option.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The words shown.
    pub name: String,
    /// What is sent when it is chosen.
    pub value: Value,
}

/// What a menu was opened on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    Message(Snowflake, Snowflake),
    User(Snowflake),
}

/// A slash command being typed.
#[derive(Debug, Clone)]
pub struct Slash {
    actor: Actor,
    words: Vec<String>,
    options: Vec<(String, Given)>,
}

impl Slash {
    pub(crate) fn new(actor: Actor, command: &str) -> Self {
        let words = command.trim_start_matches('/').split_whitespace().map(ToOwned::to_owned).collect();
        Self { actor, words, options: Vec::new() }
    }

    /// Gives an option a value: text, number, true or false, or the name of a member, channel or role.
    #[must_use]
    pub fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.options.push((name.to_owned(), Given::Value(value.into())));
        self
    }

    /// Attaches a file to an option.
    #[must_use]
    pub fn file(mut self, name: &str, filename: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.options.push((name.to_owned(), Given::File { filename: filename.to_owned(), bytes: bytes.into() }));
        self
    }

    /// Types it in this channel or thread.
    #[must_use]
    pub fn in_channel(mut self, channel: &str) -> Self {
        self.actor.place = Some(Place::Channel(channel.to_owned()));
        self
    }

    /// Types it alone with the bot.
    #[must_use]
    pub fn in_dm(mut self) -> Self {
        self.actor = self.actor.in_dm();
        self
    }

    /// Sends it; waits first for a bot, and for the command to be registered.
    pub async fn send(self) -> Result<InteractionHandle, DoubleError> {
        self.raise(InteractionKind::Command).await
    }

    /// Types into one more option and reads what is offered.
    pub async fn autocomplete(mut self, option: &str, typed: &str) -> Result<Vec<Choice>, DoubleError> {
        self.options.push((option.to_owned(), Given::Typing(typed.to_owned())));
        let offered = self.raise(InteractionKind::Autocomplete).await?.choices().await?;
        let choice = |choice: &Value| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        };
        Ok(offered.iter().map(choice).collect())
    }

    async fn raise(self, kind: InteractionKind) -> Result<InteractionHandle, DoubleError> {
        let name = self.words.first().cloned().unwrap_or_default();
        let shared = &self.actor.shared;
        wait_for_bot(shared).await?;
        let known = |state: &mut State| named(state, &name, CHAT_INPUT).is_some().then_some(());
        shared.wait(&format!("the command /{name} to be registered"), known).await?;
        shared.with(|state| self.raise_now(state, kind))
    }

    /// Sends it at once, or says why the client would not.
    pub(crate) fn raise_now(&self, state: &mut State, kind: InteractionKind) -> Result<InteractionHandle, DoubleError> {
        let name = self.words.first().map_or("", String::as_str);
        let (user, channel) = self.actor.locate(state)?;
        let command = usable(state, name, CHAT_INPUT, user, channel)?;
        let partial = kind == InteractionKind::Autocomplete;
        let (options, filled) = self.descend(state, &command.body, channel, partial)?;
        let data = command_data(&command, &options, filled);
        let what = if partial { " (completing)" } else { "" };
        let label = format!("/{}{what} by {}", self.words.join(" "), self.actor.name);
        let deed = Deed { kind, label, user, channel, message: None, data };
        Ok(raise(&self.actor.shared, state, deed))
    }

    /// Types into one more option.
    #[cfg(feature = "playground")]
    pub(crate) fn typing(mut self, option: &str, typed: &str) -> Self {
        self.options.push((option.to_owned(), Given::Typing(typed.to_owned())));
        self
    }

    /// Walks down to the sub-command and fills in its options; gives them as nested as they are declared.
    fn descend(
        &self,
        state: &mut State,
        command: &Value,
        channel: Snowflake,
        partial: bool,
    ) -> Result<(Vec<Value>, Filled), DoubleError> {
        let mut here = command;
        let mut path = Vec::new();
        for word in self.words.iter().skip(1) {
            let found = children(here).iter().find(|option| names(option).any(|name| name == word));
            here = found.filter(|option| matches!(option["type"].as_u64(), Some(1 | 2))).ok_or_else(|| {
                let known = super::place::list(children(here).iter().filter_map(|option| option["name"].as_str()));
                DoubleError::Unknown { kind: "sub-command", name: word.clone(), known }
            })?;
            path.push(here);
        }
        if children(here).iter().any(|option| matches!(option["type"].as_u64(), Some(1 | 2))) {
            let why = format!("/{} has sub-commands, name one", self.words.join(" "));
            return Err(DoubleError::Impossible(why));
        }
        let mut filled = fill(state, children(here), &self.options, channel, partial)?;
        let mut options = std::mem::take(&mut filled.options);
        for step in path.into_iter().rev() {
            options = vec![json!({"name": step["name"], "type": step["type"], "options": options})];
        }
        Ok((options, filled))
    }
}

impl Actor {
    pub(crate) async fn menu(&self, name: &str, target: Target) -> Result<InteractionHandle, DoubleError> {
        let shared = &self.shared;
        wait_for_bot(shared).await?;
        let kind = if matches!(target, Target::User(_)) { USER_MENU } else { MESSAGE_MENU };
        let known = |state: &mut State| named(state, name, kind).is_some().then_some(());
        shared.wait(&format!("the menu entry {name:?} to be registered"), known).await?;
        shared.with(|state| self.menu_now(state, name, target))
    }

    /// Uses an entry of a menu at once, or says why the client would not.
    pub(crate) fn menu_now(
        &self,
        state: &mut State,
        name: &str,
        target: Target,
    ) -> Result<InteractionHandle, DoubleError> {
        let (user, mut channel) = self.locate(state)?;
        let mut filled = Filled::default();
        let (id, kind) = match target {
            Target::Message(id, place) => {
                channel = place;
                let message = self.seen(state, user, id)?;
                let group = json!({id.to_string(): state.message_json(message)});
                filled.resolved.insert("messages".to_owned(), group);
                (id, MESSAGE_MENU)
            }
            Target::User(id) => {
                filled.resolved.insert("users".to_owned(), json!({id.to_string(): state.user_json(id)}));
                add_member(state, id, channel, &mut filled);
                (id, USER_MENU)
            }
        };
        let command = usable(state, name, kind, user, channel)?;
        let mut data = command_data(&command, &[], filled);
        data["target_id"] = json!(id);
        let label = format!("the menu entry {name:?} by {}", self.name);
        let kind = InteractionKind::Command;
        Ok(raise(&self.shared, state, Deed { kind, label, user, channel, message: None, data }))
    }
}

fn command_data(command: &Command, options: &[Value], filled: Filled) -> Value {
    let mut data = json!({"id": command.id, "name": command.name(), "type": command.kind()});
    if !options.is_empty() {
        data["options"] = json!(options);
    }
    if !filled.resolved.is_empty() {
        data["resolved"] = Value::Object(filled.resolved);
    }
    if let Some(guild) = command.guild {
        data["guild_id"] = json!(guild);
    }
    data
}

fn children(of: &Value) -> &[Value] {
    of["options"].as_array().map_or(&[], Vec::as_slice)
}

fn named<'a>(state: &'a State, name: &str, kind: u64) -> Option<&'a Command> {
    state.commands.iter().find(|command| command.kind() == kind && names(&command.body).any(|known| known == name))
}

/// The command, if the member may see it here.
fn usable(state: &State, name: &str, kind: u64, user: Snowflake, channel: Snowflake) -> Result<Command, DoubleError> {
    let guild = state.channels.get(&channel).and_then(|channel| channel.guild);
    let here = |command: &&Command| {
        command.kind() == kind
            && command.guild.is_none_or(|scope| guild == Some(scope))
            && names(&command.body).any(|known| known == name)
    };
    let impossible = |why: &str| DoubleError::Impossible(format!("{name}: {why}"));
    let command = state.commands.iter().find(here).ok_or_else(|| impossible("not registered in this guild"))?;
    if !command.allows_context(u64::from(guild.is_none())) {
        return Err(impossible("the command's contexts exclude this place"));
    }
    if guild.is_some() {
        permitted(command, permission::in_channel(state, user, channel)).map_err(impossible)?;
    }
    Ok(command.clone())
}

/// Whether a member with these permissions is shown the command in a guild.
pub(crate) fn permitted(command: &Command, permissions: Permissions) -> Result<(), &'static str> {
    match command.needed_permissions() {
        Some(needed) if needed.is_empty() && !permissions.contains(Permissions::ADMINISTRATOR) => {
            Err("only administrators see it")
        }
        Some(needed) if !permissions.contains(needed) => Err("the member lacks its default_member_permissions"),
        Some(_) | None => Ok(()),
    }
}

//! Acting as a member: requests of the page, done by the driver at once.

use super::frame::{File, Filling, Frame, Request, Typed, unpacked};
use super::project;
use super::view::View;
use super::{Backstage, Page};
use crate::driver::actor::Actor;
use crate::driver::component::{Submission, filled};
use crate::driver::handle::InteractionHandle;
use crate::driver::place::Place;
use crate::driver::say::Words;
use crate::driver::slash::{Slash, Target};
use crate::error::DoubleError;
use crate::rules::component::{kind, kind_of};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::interaction::{InteractionKind, Response};
use crate::state::render;
use crate::view::Modal;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Messages of a channel that are shown at once.
const LATEST: usize = 200;
/// Letters of an error that are shown.
const LONGEST_ERROR: usize = 500;
/// What Discord's client lets a member type into an option, and how many options there are at most.
const LONGEST_OPTION: usize = 6000;
const MOST_OPTIONS: usize = 25;

/// What a request leads to at once.
enum Outcome {
    /// The bot was told; it will answer.
    Raised(InteractionHandle),
    /// A message was written, changed or deleted.
    Done(Snowflake),
    /// A frame that answers a request without a name.
    Answered(Value),
}

impl From<InteractionHandle> for Outcome {
    fn from(handle: InteractionHandle) -> Self {
        Self::Raised(handle)
    }
}

/// Why a request was not done, as a sentence.
struct Refusal(String);

impl From<DoubleError> for Refusal {
    fn from(error: DoubleError) -> Self {
        Self(match error {
            DoubleError::Impossible(why) => sentence(&why),
            DoubleError::Unknown { kind, name, .. } => format!("There is no {kind} called “{name}”."),
            other @ (DoubleError::Io(_)
            | DoubleError::Waited { .. }
            | DoubleError::Unexpected { .. }
            | DoubleError::LooseEnds(_)
            | DoubleError::OpenApi(_)) => sentence(&other.to_string()),
        })
    }
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Does what a frame asks; gives what is to be answered at once.
pub(super) fn act(stage: &Backstage, view: &mut View, text: &str) -> Option<Value> {
    let Frame { nonce, request } = Frame::read(text);
    let request = match request {
        Ok(request) => request,
        Err(error) => return Some(failed(&nonce, &error)),
    };
    if view.is_full() {
        return Some(failed(&nonce, "Too much is going on at once; wait for the bot."));
    }
    let actor = Actor { shared: Arc::clone(&stage.shared), name: view.name.clone(), place: None };
    let outcome = stage.shared.with(|state| perform(&Hand { actor, page: &stage.page }, state, view, request));
    match outcome {
        Ok(Outcome::Raised(handle)) => {
            view.expect(nonce, handle.id());
            None
        }
        Ok(Outcome::Done(message)) => Some(json!({"t": "done", "nonce": nonce, "message": message})),
        Ok(Outcome::Answered(frame)) => Some(frame),
        Err(Refusal(error)) => Some(failed(&nonce, &error)),
    }
}

/// An answer that says why not; a frame that was not understood may have left a long word in it.
pub(super) fn failed(nonce: &Value, error: &str) -> Value {
    let end = error.char_indices().nth(LONGEST_ERROR).and_then(|(end, _)| error.get(..end));
    let error = end.map_or_else(|| error.to_owned(), |short| format!("{short}…."));
    json!({"t": "failed", "nonce": nonce, "error": error})
}

/// The member, and the page they use.
struct Hand<'a> {
    actor: Actor,
    page: &'a Page,
}

fn perform(hand: &Hand<'_>, state: &mut State, view: &mut View, request: Request) -> Result<Outcome, Refusal> {
    let actor = &hand.actor;
    Ok(match request {
        Request::Open { channel } => Outcome::Answered(open(hand, state, view, channel.0)?),
        Request::Slash(typed) => slash(actor, typed)?.raise_now(state, InteractionKind::Command)?.into(),
        Request::Autocomplete { so_far, focused, typed } => {
            if typed.chars().count() > LONGEST_OPTION {
                return Err("The client stops at 6,000 characters.".to_owned().into());
            }
            let typing = slash(actor, so_far)?.typing(&focused, &typed);
            typing.raise_now(state, InteractionKind::Autocomplete)?.into()
        }
        Request::Click { message, custom_id } => actor.use_now(state, message.0, &custom_id, None)?.into(),
        Request::Select { message, custom_id, values } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            actor.use_now(state, message.0, &custom_id, Some(&values))?.into()
        }
        Request::Submit { interaction, fields } => submit(actor, state, interaction.0, fields)?.into(),
        Request::Menu { command, channel, message, user } => {
            let target = match (message, user) {
                (Some(message), None) => on_message(state, message.0)?,
                (None, Some(user)) => Target::User(user.0),
                (Some(_), Some(_)) | (None, None) => {
                    return Err("A menu belongs to a message or to a member.".to_owned().into());
                }
            };
            let place = channel.map(|channel| Place::Id(channel.0));
            Actor { place, ..actor.clone() }.menu_now(state, &command, target)?.into()
        }
        Request::Say { channel, content, files, reply_to } => {
            let writer = at(actor, channel.0);
            let files = unpacked(files)?.into_iter().map(|(file, bytes)| (file.name, bytes)).collect();
            let words = Words { text: &content, files, reply_to: reply_to.map(|message| message.0) };
            Outcome::Done(writer.write_now(state, words)?.id)
        }
        Request::Edit { message, content } => Outcome::Done(actor.edit_now(state, message.0, &content)?.id),
        Request::Delete { message } => {
            actor.delete_now(state, message.0)?;
            Outcome::Done(message.0)
        }
    })
}

fn at(actor: &Actor, channel: Snowflake) -> Actor {
    Actor { place: Some(Place::Id(channel)), ..actor.clone() }
}

fn on_message(state: &State, message: Snowflake) -> Result<Target, Refusal> {
    let found = state.messages.get(&message).map(|found| Target::Message(message, found.channel));
    found.ok_or_else(|| Refusal("That message is not there any more.".to_owned()))
}

fn open(hand: &Hand<'_>, state: &State, view: &mut View, channel: Snowflake) -> Result<Value, Refusal> {
    let seen = state.channels.get(&channel).is_some_and(|found| project::sees(state, view.user, found));
    if !seen {
        return Err("That channel is not there any more.".to_owned().into());
    }
    view.open(state, hand.page, channel);
    let mut latest: Vec<Value> = state
        .messages
        .values()
        .rev()
        .filter(|message| message.channel == channel && message.visible_to(view.user))
        .take(LATEST + 1)
        .map(|message| project::message(state, view.user, message))
        .collect();
    let more = latest.len() > LATEST;
    latest.truncate(LATEST);
    latest.reverse();
    Ok(json!({"t": "messages", "channel": channel, "messages": latest, "more": more}))
}

fn slash(actor: &Actor, typed: Typed) -> Result<Slash, Refusal> {
    if typed.options.len() + typed.files.len() > MOST_OPTIONS {
        return Err("A command has at most 25 options.".to_owned().into());
    }
    let mut slash = Slash::new(at(actor, typed.channel.0), &typed.command);
    for given in typed.options {
        slash = slash.option(&given.name, given.value);
    }
    for (File { option, name, .. }, bytes) in unpacked(typed.files)? {
        slash = slash.file(&option, &name, bytes);
    }
    Ok(slash)
}

fn submit(
    actor: &Actor,
    state: &mut State,
    interaction: Snowflake,
    fields: BTreeMap<String, Filling>,
) -> Result<InteractionHandle, Refusal> {
    let shown = state.interactions.get(&interaction).and_then(|shown| shown.response.as_ref());
    let Some(Response::Modal(data)) = shown else {
        return Err("That form is not open.".to_owned().into());
    };
    let modal = Modal::new(interaction, data);
    let channel = state.interactions.get(&interaction).map(|shown| shown.channel);
    let mut attachments = Map::new();
    let mut given = Vec::new();
    for (name, filling) in fields {
        let values = match filling {
            Filling::One(value) => vec![value],
            Filling::Several(values) => values,
            Filling::Files(files) => {
                if !takes_files(&modal, &name) {
                    return Err(format!("The field “{name}” takes no files.").into());
                }
                let kept = unpacked(files)?.into_iter().zip(channel.into_iter().cycle());
                let kept = kept.map(|((file, bytes), channel)| {
                    let kept = state.store_file(channel, &file.name, None, bytes.into());
                    attachments.insert(kept.id.to_string(), render::message::attachment(&kept));
                    kept.id.to_string()
                });
                kept.collect()
            }
        };
        given.push((name, values));
    }
    let given: Vec<(&str, Vec<&str>)> =
        given.iter().map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect())).collect();
    let components = filled(&modal, &given)?;
    Ok(actor.submit_now(state, &modal, &Submission { components, attachments })?)
}

fn takes_files(modal: &Modal, custom_id: &str) -> bool {
    let mut inputs = modal.components.iter().map(|top| &top["component"]);
    inputs.any(|input| input["custom_id"] == *custom_id && kind_of(input) == kind::UPLOAD)
}

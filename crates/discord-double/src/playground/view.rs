//! What a page was shown already, and what is new to it.
//!
//! A page is not told of events but of differences: however much happens while it is slow, what it still has to hear is
//! never more than what there is to see.

use super::act::failed;
use super::{Page, project, tape};
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::interaction::{Interaction, Response};
use crate::state::message::Message;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// Requests that may wait for the bot at a time.
const MOST_PENDING: usize = 200;
/// How often is looked for what passes without anything happening: deadlines.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const IDLE: Duration = Duration::from_secs(20);

const NO_RESPONSE: &str = "The application did not respond";

/// A request that the bot has not answered.
#[derive(Debug)]
struct Pending {
    nonce: Value,
    interaction: Snowflake,
}

/// One page's state of knowledge.
#[derive(Debug)]
pub(super) struct View {
    pub(super) user: Snowflake,
    pub(super) name: String,
    open: Option<Snowflake>,
    pending: Vec<Pending>,
    /// Messages with their channel and a mark of how they looked.
    shown: BTreeMap<Snowflake, (Snowflake, u64)>,
    channels: Value,
    commands: u64,
    online: bool,
    typing: BTreeMap<Snowflake, u32>,
    /// The last interaction shown, and how much of its traffic.
    traffic: (Option<Snowflake>, tape::Mark),
}

impl View {
    /// A page that was just opened, and the first frame for it.
    pub(super) fn new(state: &State, user: Snowflake, page: &Page) -> (Self, Value) {
        let name = state.users.get(&user).map(|user| user.name.clone()).unwrap_or_default();
        let mut view = Self {
            user,
            name,
            open: None,
            pending: Vec::new(),
            shown: BTreeMap::new(),
            channels: project::channels(state, user, page),
            commands: commands_mark(state, user),
            online: project::is_online(state),
            typing: BTreeMap::new(),
            traffic: (None, tape::Mark::default()),
        };
        let ready = project::ready(state, user, page);
        // The page learns of what is there by opening a channel; only what comes is pushed.
        view.new_messages(state);
        view.new_typing(state);
        (view, ready)
    }

    pub(super) fn is_full(&self) -> bool {
        self.pending.len() >= MOST_PENDING
    }

    /// Waits for the bot's answer to an interaction.
    pub(super) fn expect(&mut self, nonce: Value, interaction: Snowflake) {
        self.pending.push(Pending { nonce, interaction });
    }

    /// Notes which channel the page shows; it counts as read for as long.
    pub(super) fn open(&mut self, state: &State, page: &Page, channel: Snowflake) {
        self.open = Some(channel);
        self.mark_read(state, page);
    }

    /// When to look again, even if nothing happens.
    pub(super) fn look_again(&self) -> Duration {
        if self.pending.is_empty() { IDLE } else { LOOK_EVERY }
    }

    /// Everything that the page does not know yet.
    pub(super) fn catch_up(&mut self, state: &State, page: &Page) -> Vec<Value> {
        self.mark_read(state, page);
        let mut frames = Vec::new();
        let online = project::is_online(state);
        if online != self.online {
            self.online = online;
            frames.push(json!({"t": "status", "online": online}));
        }
        let commands = commands_mark(state, self.user);
        if commands != self.commands {
            self.commands = commands;
            frames.push(json!({"t": "commands", "commands": project::commands(state, self.user)}));
        }
        let channels = project::channels(state, self.user, page);
        if channels != self.channels {
            frames.push(json!({"t": "channels", "channels": channels}));
            self.channels = channels;
        }
        frames.extend(self.new_typing(state));
        frames.extend(self.new_messages(state));
        frames.extend(self.new_answers(state));
        frames.extend(self.new_traffic(state));
        frames
    }

    fn mark_read(&self, state: &State, page: &Page) {
        let Some(open) = self.open else { return };
        let latest = state.messages.values().rfind(|message| message.channel == open).map(|message| message.id);
        if let Some(latest) = latest {
            page.seen().insert((self.user, open), latest);
        }
    }

    fn new_typing(&mut self, state: &State) -> Vec<Value> {
        let bot = state.users.get(&state.bot).map_or("", |bot| bot.name.as_str());
        let mut frames = Vec::new();
        for channel in project::visible(state, self.user) {
            let before = self.typing.insert(channel.id, channel.typing);
            if before.unwrap_or(0) < channel.typing {
                frames.push(json!({"t": "typing", "channel": channel.id, "name": bot}));
            }
        }
        frames
    }

    fn new_messages(&mut self, state: &State) -> Vec<Value> {
        let visible: BTreeSet<Snowflake> =
            project::visible(state, self.user).iter().map(|channel| channel.id).collect();
        let sizes = thread_sizes(state);
        let mut frames = Vec::new();
        let mut now = BTreeMap::new();
        for message in state.messages.values() {
            if !visible.contains(&message.channel) || !message.visible_to(self.user) {
                continue;
            }
            let mark = message_mark(state, message, &sizes);
            if self.shown.get(&message.id).is_none_or(|(_, before)| *before != mark) {
                let body = project::message(state, self.user, message);
                frames.push(json!({"t": "message", "channel": message.channel, "message": body}));
            }
            now.insert(message.id, (message.channel, mark));
        }
        let gone = self.shown.iter().filter(|(id, (channel, _))| !now.contains_key(id) && visible.contains(channel));
        frames.extend(gone.map(|(id, (channel, _))| json!({"t": "gone", "channel": channel, "id": id})));
        self.shown = now;
        frames
    }

    fn new_answers(&mut self, state: &State) -> Vec<Value> {
        let mut frames = Vec::new();
        self.pending.retain(|pending| {
            let answer = answer(state, pending);
            let waits = answer.is_none();
            frames.extend(answer);
            waits
        });
        frames
    }

    fn new_traffic(&mut self, state: &State) -> Option<Value> {
        let last = state.interactions.values().rfind(|interaction| interaction.user == self.user)?;
        let known = if self.traffic.0 == Some(last.id) { self.traffic.1 } else { tape::Mark::default() };
        let (mark, frame) = tape::of(state, last, known)?;
        self.traffic = (Some(last.id), mark);
        frame
    }
}

/// The bot's answer to a request, or that there will be none.
fn answer(state: &State, pending: &Pending) -> Option<Value> {
    let Pending { nonce, interaction } = pending;
    let Some(asked) = state.interactions.get(interaction) else { return Some(failed(nonce, NO_RESPONSE)) };
    match &asked.response {
        Some(Response::Modal(data)) => Some(json!({
            "t": "modal", "interaction": interaction, "nonce": nonce, "custom_id": data["custom_id"],
            "title": data["title"], "components": data["components"],
        })),
        Some(Response::Choices(choices)) => Some(json!({"t": "choices", "nonce": nonce, "choices": choices})),
        Some(Response::Message(_) | Response::Deferred(_) | Response::Update(_) | Response::DeferredUpdate(_)) => {
            Some(json!({"t": "done", "nonce": nonce, "interaction": interaction}))
        }
        None => is_late(state, asked).then(|| failed(nonce, NO_RESPONSE)),
    }
}

fn is_late(state: &State, asked: &Interaction) -> bool {
    asked.lost || state.clock.now().saturating_sub(asked.created) > state.settings.deadline
}

/// How many messages a channel holds.
fn thread_sizes(state: &State) -> BTreeMap<Snowflake, usize> {
    let mut sizes = BTreeMap::new();
    for message in state.messages.values() {
        *sizes.entry(message.channel).or_insert(0) += 1;
    }
    sizes
}

/// Differs where a message looks different.
fn message_mark(state: &State, message: &Message, sizes: &BTreeMap<Snowflake, usize>) -> u64 {
    let thread = message.thread.and_then(|id| state.channels.get(&id));
    let thread = thread.map(|thread| (&thread.name, thread.archived, thread.locked, sizes.get(&thread.id)));
    let seen = (message.version(), message.flags, &message.reactions, thread, project::has_failed(state, message));
    mark(&seen)
}

fn commands_mark(state: &State, user: Snowflake) -> u64 {
    let usable: Vec<(Snowflake, Snowflake, bool)> =
        project::usable(state, user).map(|(command, direct)| (command.id, command.version, direct)).collect();
    mark(&usable)
}

fn mark(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

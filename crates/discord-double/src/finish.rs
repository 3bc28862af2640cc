//! The end of a test: nothing may be left open, unread or broken.

use crate::double::Double;
use crate::error::DoubleError;
use crate::state::State;
use crate::state::interaction::{Interaction, Response};
use crate::state::message::Message;
use std::time::{Duration, Instant};

/// How often `finish` looks whether the bot is done; deadlines pass without anything happening.
const LOOK_EVERY: Duration = Duration::from_millis(10);

impl Double {
    /// Ends a test: fails on an unacknowledged interaction, an unread reply, an unknown route, or a broken rule.
    ///
    /// Waits for interactions that may still be answered, at most as long as the builder's patience.
    pub async fn finish(&self) -> Result<(), DoubleError> {
        let patience = self.shared.read(|state| state.settings.patience);
        let started = Instant::now();
        while started.elapsed() < patience && self.shared.read(is_busy) {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        let ends = self.shared.read(loose_ends);
        if ends.is_empty() { Ok(()) } else { Err(DoubleError::LooseEnds(ends)) }
    }
}

/// Whether an interaction may still get what it lacks.
fn is_busy(state: &mut State) -> bool {
    let now = state.clock.now();
    state.interactions.values().filter(|interaction| !interaction.lost).any(|interaction| {
        let age = now.saturating_sub(interaction.created);
        match &interaction.response {
            None => age <= state.settings.deadline,
            Some(_) => is_thinking(state, interaction) && age <= state.settings.token_lifetime,
        }
    })
}

fn is_thinking(state: &State, interaction: &Interaction) -> bool {
    matches!(interaction.response, Some(Response::Deferred(id))
        if state.messages.get(&id).is_some_and(|message| message.is_loading() && !message.deleted))
}

fn loose_ends(state: &mut State) -> Vec<String> {
    let mut ends = Vec::new();
    for interaction in state.interactions.values().filter(|interaction| !interaction.lost) {
        ends.extend(open_interaction(state, interaction));
    }
    for message in state.messages.values() {
        ends.extend(unread(state, message));
    }
    let broken = state.violations.iter().map(|violation| format!("{}: {}", violation.rule, violation.detail));
    ends.extend(broken);
    ends
}

fn open_interaction(state: &State, interaction: &Interaction) -> Option<String> {
    let label = &interaction.label;
    match &interaction.response {
        None => Some(format!("{label} was never acknowledged")),
        Some(Response::Deferred(_)) if is_thinking(state, interaction) => {
            Some(format!("{label} was deferred and never answered"))
        }
        Some(Response::Modal(modal)) if !interaction.read => {
            Some(format!("{label} was answered with a modal that the test did not look at: {}", modal["title"]))
        }
        Some(Response::Choices(_)) if !interaction.read => {
            Some(format!("{label} was answered with choices that the test did not look at"))
        }
        Some(_) => None,
    }
}

fn unread(state: &State, message: &Message) -> Option<String> {
    let from_bot = message.author == state.bot;
    if !from_bot || message.deleted || message.is_loading() || message.read >= message.version() {
        return None;
    }
    let channel = state.channels.get(&message.channel).map_or("?", |channel| channel.name.as_str());
    let what = if message.read == 0 { "an unread message" } else { "an unread edit" };
    let text: String = message.text().chars().take(200).collect();
    Some(format!("{what} of the bot in #{channel}: {text:?}"))
}

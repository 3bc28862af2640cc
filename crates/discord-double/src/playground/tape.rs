//! What passed over the wire lately, as the page's inspector shows it: bounded, and without tokens.

use super::project;
use crate::gateway::Event;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::interaction::Interaction;
use crate::traffic::Recorded;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::Duration;

/// Entries kept, over all interactions.
const KEPT: usize = 1000;
/// Entries of one interaction that are shown.
const SHOWN: usize = 200;
/// Bytes of a body that are kept whole.
const WHOLE: usize = 64 * 1024;
/// Bytes of all bodies that are shown together.
const TOGETHER: usize = 2 * 1024 * 1024;
/// For how long traffic without an interaction's name counts as a consequence of the last one.
const CONSEQUENCES: Duration = Duration::from_secs(30);

const INTERACTION_TOKEN: &str = "interaction-token-";
const WEBHOOK_TOKEN: &str = "webhook-token-";
const HIDDEN: &str = "[token]";

/// The latest traffic, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    entries: VecDeque<Entry>,
    next: u64,
}

#[derive(Debug)]
struct Entry {
    number: u64,
    at: Duration,
    /// The interaction that it names.
    interaction: Option<Snowflake>,
    /// The channel that it is about; who does not see it does not see this.
    channel: Option<Snowflake>,
    bytes: usize,
    body: Value,
}

/// What an entry belongs to.
#[derive(Debug, Clone, Copy, Default)]
struct About {
    interaction: Option<Snowflake>,
    channel: Option<Snowflake>,
}

impl Tape {
    fn keep(&mut self, at: Duration, about: About, body: Value) {
        if self.entries.len() >= KEPT {
            self.entries.pop_front();
        }
        self.next += 1;
        let bytes = body.to_string().len();
        let About { interaction, channel } = about;
        self.entries.push_back(Entry { number: self.next, at, interaction, channel, bytes, body });
    }
}

/// Keeps a request with its answer.
pub(crate) fn answered(state: &mut State, recorded: &Recorded) {
    if state.tape.is_none() {
        return;
    }
    let at = state.clock.now().saturating_sub(recorded.latency);
    let bot = state.application.token.clone();
    let name = if recorded.route.is_empty() {
        hidden(&format!("{} {}", recorded.method, recorded.path), &bot)
    } else {
        recorded.route.clone()
    };
    let body = json!({
        "kind": "rest", "direction": "double", "name": name, "path": hidden(&recorded.path, &bot),
        "status": recorded.status, "latency_ms": recorded.latency.as_secs_f64() * 1000.0, "files": recorded.files,
        "request": fit(&recorded.body, &bot), "response": fit(&recorded.answer, &bot),
    });
    let about = About { interaction: named_in(&recorded.path), channel: place_of(state, recorded) };
    if let Some(tape) = &mut state.tape {
        tape.keep(at, about, body);
    }
}

/// Keeps an event.
pub(crate) fn announced(state: &mut State, event: &Event) {
    if state.tape.is_none() {
        return;
    }
    let bot = state.application.token.clone();
    let interaction = (event.name == "INTERACTION_CREATE").then(|| Snowflake::from_json(&event.data["id"])).flatten();
    let body = json!({"kind": "gateway", "direction": "bot", "name": event.name, "payload": fit(&event.data, &bot)});
    let at = state.clock.now();
    // A channel's or thread's own event carries its id as such.
    let own = if event.name.starts_with("CHANNEL_") || event.name.starts_with("THREAD_") { "id" } else { "channel_id" };
    let channel = Snowflake::from_json(&event.data["channel_id"]).or_else(|| Snowflake::from_json(&event.data[own]));
    if let Some(tape) = &mut state.tape {
        tape.keep(at, About { interaction, channel }, body);
    }
}

/// The interaction that a path names, by its id or its token.
fn named_in(path: &str) -> Option<Snowflake> {
    let mut parts = path.split('/').skip_while(|part| !matches!(*part, "interactions" | "webhooks"));
    let (kind, first, second) = (parts.next()?, parts.next()?, parts.next()?);
    let id = if kind == "interactions" { first } else { second.strip_prefix(INTERACTION_TOKEN)? };
    id.parse().ok().map(Snowflake)
}

/// The channel that a request is about: named in its path or its answer, or that of its webhook.
fn place_of(state: &State, recorded: &Recorded) -> Option<Snowflake> {
    if let Some(id) = after(&recorded.path, "channels").and_then(|id| id.parse().ok()) {
        return Some(Snowflake(id));
    }
    let opened = (!recorded.answer["recipients"].is_null()).then(|| Snowflake::from_json(&recorded.answer["id"]));
    let webhook = || {
        let id = after(&recorded.path, "webhooks")?.parse().ok().map(Snowflake)?;
        state.webhooks.get(&id).map(|webhook| webhook.channel)
    };
    opened.flatten().or_else(|| Snowflake::from_json(&recorded.answer["channel_id"])).or_else(webhook)
}

/// The part of a path that follows this one.
fn after<'a>(path: &'a str, part: &str) -> Option<&'a str> {
    path.split('/').skip_while(|each| *each != part).nth(1)
}

/// A body without tokens, and not longer than is kept.
fn fit(body: &Value, bot: &str) -> Value {
    let text = hidden(&body.to_string(), bot);
    if text.len() <= WHOLE {
        // Only letters inside of strings were changed.
        return serde_json::from_str(&text).unwrap_or(Value::Null);
    }
    let mut end = WHOLE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    json!({"truncated": text.get(..end), "length": text.len()})
}

/// A text without the bot's token and those of interactions and webhooks.
fn hidden(text: &str, bot: &str) -> String {
    let mut text = text.replace(bot, HIDDEN);
    for kind in [INTERACTION_TOKEN, WEBHOOK_TOKEN] {
        let mut parts = text.split(kind);
        let first = parts.next().unwrap_or_default().to_owned();
        text = parts.fold(first, |sum, part| sum + HIDDEN + part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    text
}

/// How much of the tape, and of one interaction's traffic, a page has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    all: u64,
    count: usize,
    last: u64,
}

/// An interaction's traffic as a frame, where there is more of it than was known.
pub(super) fn of(state: &State, interaction: &Interaction, known: Mark) -> Option<(Mark, Option<Value>)> {
    let tape = state.tape.as_ref()?;
    if tape.next == known.all {
        return None;
    }
    let next = state.interactions.range((std::ops::Bound::Excluded(interaction.id), std::ops::Bound::Unbounded)).next();
    let until = next.map_or(Duration::MAX, |(_, next)| next.created).min(interaction.created + CONSEQUENCES);
    let open =
        |id: &Snowflake| state.channels.get(id).is_some_and(|channel| project::sees(state, interaction.user, channel));
    let belongs = |entry: &&Entry| match entry.interaction {
        Some(id) => id == interaction.id,
        None => entry.at >= interaction.created && entry.at < until && entry.channel.as_ref().is_none_or(open),
    };
    let mut found: Vec<&Entry> = tape.entries.iter().rev().filter(belongs).take(SHOWN).collect();
    let mark = Mark { all: tape.next, count: found.len(), last: found.first().map_or(0, |entry| entry.number) };
    if (mark.count, mark.last) == (known.count, known.last) {
        return Some((mark, None));
    }
    found.sort_by_key(|entry| (entry.at, entry.number));
    let mut left = TOGETHER;
    let entries: Vec<Value> = found.iter().map(|entry| shown(entry, interaction.created, &mut left)).collect();
    let frame = json!({"t": "traffic", "interaction": interaction.id, "label": interaction.label, "entries": entries});
    Some((mark, Some(frame)))
}

fn shown(entry: &Entry, since: Duration, left: &mut usize) -> Value {
    let mut body = entry.body.clone();
    body["at_ms"] = json!(entry.at.saturating_sub(since).as_secs_f64() * 1000.0);
    if let Some(rest) = left.checked_sub(entry.bytes) {
        *left = rest;
        return body;
    }
    for key in ["request", "response", "payload"] {
        if !body[key].is_null() {
            body[key] = json!({"truncated": "", "length": body[key].to_string().len()});
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_is_cut_between_letters_and_says_how_long_it_was() {
        let long = json!({"content": "é".repeat(WHOLE)});
        let cut = fit(&long, "double.token");
        let length = long.to_string().len();
        assert_eq!(cut["length"], json!(length));
        assert!(cut["truncated"].as_str().is_some_and(|text| (WHOLE - 1..=WHOLE).contains(&text.len())));
        assert_eq!(fit(&json!({"content": "short"}), "double.token"), json!({"content": "short"}));
    }

    #[test]
    fn no_token_is_kept() {
        let body = json!({"token": "interaction-token-12", "a": ["double.token", "webhook-token-7/messages"], "n": 12});
        let shown = json!({"token": "[token]", "a": ["[token]", "[token]/messages"], "n": 12});
        assert_eq!(fit(&body, "double.token"), shown);
    }

    #[test]
    fn a_path_names_its_interaction_by_id_or_by_token() {
        for (path, named) in [
            ("/interactions/5/interaction-token-5/callback", Some(Snowflake(5))),
            ("/webhooks/1/interaction-token-7/messages/@original", Some(Snowflake(7))),
            ("/webhooks/1/webhook-token-7", None),
            ("/webhooks/1", None),
            ("/channels/1/messages", None),
        ] {
            assert_eq!(named_in(path), named, "{path}");
        }
    }

    #[test]
    fn the_tape_forgets_what_is_long_past() {
        let mut tape = Tape::default();
        for number in 0..KEPT + 10 {
            tape.keep(Duration::ZERO, About::default(), json!(number));
        }
        assert_eq!((tape.entries.len(), tape.next), (KEPT, KEPT as u64 + 10));
    }
}

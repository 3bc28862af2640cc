//! The gateway: events numbered per session, filtered by intents, logged for replay.

pub(crate) mod session;
pub(crate) mod socket;

use crate::faults::EventFault;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::message::{Message, Origin};
use serde_json::{Value, json};
use session::{Numbered, Order, Session, intent};

/// An event before it is numbered.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    /// The intents of which one is needed, or 0 where none is.
    pub(crate) intents: u64,
    pub(crate) guild: Option<Snowflake>,
    pub(crate) data: Value,
    /// What a session without the message-content intent gets instead.
    pub(crate) without_content: Option<Value>,
}

impl Event {
    pub(crate) fn new(name: &'static str, intents: u64, guild: Option<Snowflake>, data: Value) -> Self {
        Self { name, intents, guild, data, without_content: None }
    }
}

impl State {
    /// Sends an event to every session that asked for it; faults apply. Says whether it went out.
    pub(crate) fn dispatch(&mut self, event: &Event) -> bool {
        let fault = self.faults.for_event(event.name);
        if let Some(path) = &self.settings.record_to {
            crate::traffic::append(path, &json!({"event": event.name, "d": event.data}));
        }
        #[cfg(feature = "playground")]
        crate::playground::tape::announced(self, event);
        if fault == Some(EventFault::Lose) {
            return false;
        }
        for session in self.sessions.iter_mut().filter(|session| session.alive && session.serves(event.guild)) {
            if event.intents != 0 && event.intents & session.intents == 0 {
                continue;
            }
            deliver(session, event, fault);
        }
        true
    }

    pub(crate) fn dispatch_message(&mut self, name: &'static str, message: Snowflake) {
        let Some(message) = self.messages.get(&message) else { return };
        // Ephemeral messages live outside the channel; the gateway does not announce them.
        if message.addressee.is_some() {
            return;
        }
        let guild = self.channels.get(&message.channel).and_then(|channel| channel.guild);
        let needed = if guild.is_some() { intent::GUILD_MESSAGES } else { intent::DIRECT_MESSAGES };
        let mut data = self.message_json(message);
        if let Some(guild) = guild {
            data["guild_id"] = json!(guild);
            let member = self.guilds.get(&guild).and_then(|guild| guild.members.get(&message.author));
            if let Some(member) = member {
                data["member"] = crate::state::render::partial_member(member);
            }
        }
        let stripped = self.hides_content(message).then(|| without_content(data.clone()));
        let mut event = Event::new(name, needed, guild, data);
        event.without_content = stripped;
        self.dispatch(&event);
    }

    /// Whether an application without the message-content intent must not read this message.
    pub(crate) fn hides_content(&self, message: &Message) -> bool {
        let in_guild = self.channels.get(&message.channel).is_some_and(|channel| channel.guild.is_some());
        // Whether a message through an application's own webhook counts as its own is not documented: it does not here.
        let own = message.author == self.bot && !matches!(message.origin, Origin::Webhook(_));
        in_guild && !own && !message.mentions.contains(&self.bot)
    }
}

/// The message as an application without the message-content intent gets it.
pub(crate) fn without_content(mut data: Value) -> Value {
    data["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        data[list] = json!([]);
    }
    if data["referenced_message"].is_object() {
        data["referenced_message"] = without_content(data["referenced_message"].clone());
    }
    data
}

fn deliver(session: &mut Session, event: &Event, fault: Option<EventFault>) {
    let readable = session.intents & intent::MESSAGE_CONTENT != 0;
    let data = event.without_content.as_ref().filter(|_| !readable).unwrap_or(&event.data).clone();
    let copies = if fault == Some(EventFault::Duplicate) { 2 } else { 1 };
    for _ in 0..copies {
        session.seq += 1;
        let numbered = Numbered { seq: session.seq, name: event.name.to_owned(), data: data.clone() };
        session.log.push(numbered.clone());
        if fault == Some(EventFault::Reorder) {
            session.held = Some(numbered);
            continue;
        }
        session.send(Order::Send(numbered.payload()));
        if let Some(held) = session.held.take() {
            session.send(Order::Send(held.payload()));
        }
    }
}

//! One gateway connection: HELLO, IDENTIFY or RESUME, heartbeats, and the way out.

use super::session::{Ending, Order, Session, intent};
use crate::shared::Shared;
use crate::state::State;
use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use flate2::{Compression, write::ZlibEncoder};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// Payloads at least this long are compressed where IDENTIFY asked for it.
const COMPRESS_FROM: usize = 1024;

struct Connection {
    shared: Arc<Shared>,
    number: u64,
    link: UnboundedSender<Order>,
    session: Option<String>,
    compress: bool,
}

/// Serves a connection until either side ends it.
pub(crate) async fn serve(shared: Arc<Shared>, mut socket: WebSocket) {
    let (link, mut orders) = unbounded_channel();
    let (number, interval) = shared.with(|state| (state.ids.next().0, state.settings.heartbeat_interval));
    let mut connection = Connection { shared, number, link, session: None, compress: false };
    let hello = json!({"op": 10, "s": null, "t": null, "d": {
        "heartbeat_interval": u64::try_from(interval.as_millis()).unwrap_or(u64::MAX), "_trace": ["double"]}});
    if socket.send(Frame::text(hello.to_string())).await.is_err() {
        return;
    }
    let ending = loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(payload)) => {
                    if socket.send(connection.frame(&payload)).await.is_err() {
                        break Ending::Vanished;
                    }
                }
                Some(Order::Close(code, reason)) => {
                    let frame = CloseFrame { code, reason: reason.into() };
                    let _gone = socket.send(Frame::Close(Some(frame))).await;
                    break Ending::Ours;
                }
                Some(Order::Drop) | None => {
                    connection.detach(Ending::Ours);
                    return;
                }
            },
            frame = socket.recv() => match frame {
                Some(Ok(Frame::Text(text))) => connection.hear(text.as_str()),
                Some(Ok(Frame::Binary(bytes))) => connection.hear(&String::from_utf8_lossy(&bytes)),
                Some(Ok(Frame::Ping(_) | Frame::Pong(_))) => {}
                Some(Ok(Frame::Close(Some(frame)))) => break Ending::Closed(frame.code),
                Some(Ok(Frame::Close(None))) => break Ending::ClosedBare,
                Some(Err(_)) | None => break Ending::Vanished,
            },
        }
    };
    connection.detach(ending);
    part(socket).await;
}

/// Lets the close frames cross before the socket goes: a reset would swallow them.
async fn part(mut socket: WebSocket) {
    let drained = async { while let Some(Ok(_)) = socket.recv().await {} };
    let _in_time = tokio::time::timeout(Duration::from_secs(2), drained).await;
}

impl Connection {
    fn frame(&self, payload: &Value) -> Frame {
        let text = payload.to_string();
        if !self.compress || text.len() < COMPRESS_FROM {
            return Frame::text(text);
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        match encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()) {
            Ok(bytes) => Frame::Binary(Bytes::from(bytes)),
            Err(_) => Frame::text(text),
        }
    }

    fn order(&self, order: Order) {
        let _gone = self.link.send(order);
    }

    fn hear(&mut self, text: &str) {
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            return self.order(Order::Close(4002, "Error while decoding payload."));
        };
        let data = &payload["d"];
        match payload["op"].as_u64() {
            Some(1) => self.heartbeat(data),
            Some(2) => self.identify(data),
            Some(6) => self.resume(data),
            Some(3 | 4 | 8 | 31) if self.session.is_none() => self.order(Order::Close(4003, "Not authenticated.")),
            Some(3 | 4 | 31) => {}
            Some(8) => self.request_members(data),
            Some(_) => self.order(Order::Close(4001, "Unknown opcode.")),
            None => self.order(Order::Close(4002, "Error while decoding payload.")),
        }
    }

    fn heartbeat(&self, data: &Value) {
        let acknowledged = self.shared.with(|state| {
            let Some(session) = self.session.as_ref().and_then(|id| find(state, id)) else { return Ok(true) };
            session.heartbeats += 1;
            if data.as_u64().is_some_and(|seq| seq > session.seq) {
                return Err(());
            }
            Ok(!state.faults.deaf_to_heartbeats)
        });
        match acknowledged {
            Ok(true) => self.order(Order::Send(json!({"op": 11, "s": null, "t": null, "d": null}))),
            Ok(false) => {}
            Err(()) => self.order(Order::Close(4007, "Invalid sequence.")),
        }
    }

    fn identify(&mut self, data: &Value) {
        if self.session.is_some() {
            return self.order(Order::Close(4005, "Already authenticated."));
        }
        self.compress = data["compress"].as_bool().unwrap_or(false);
        let refused = self.shared.with(|state| refuse_identify(state, data));
        if let Some((code, reason)) = refused {
            return self.order(Order::Close(code, reason));
        }
        let id = self.shared.with(|state| {
            let id = format!("session-{}", state.sessions.len() + 1);
            state.sessions.push(Session {
                id: id.clone(),
                intents: data["intents"].as_u64().unwrap_or(0),
                shard: shard(data).unwrap_or((0, 1)),
                seq: 0,
                log: Vec::new(),
                held: None,
                link: Some((self.number, self.link.clone())),
                alive: true,
                heartbeats: 0,
                resumes: 0,
                endings: Vec::new(),
            });
            greet(state, &id);
            id
        });
        self.session = Some(id);
    }

    fn resume(&mut self, data: &Value) {
        if self.session.is_some() {
            return self.order(Order::Close(4005, "Already authenticated."));
        }
        let wanted = data["session_id"].as_str().unwrap_or_default();
        let outcome = self.shared.with(|state| {
            if bare(data["token"].as_str().unwrap_or_default()) != state.application.token {
                return Err(Order::Close(4004, "Authentication failed."));
            }
            let invalid = || Order::Send(json!({"op": 9, "s": null, "t": null, "d": false}));
            let session = find(state, wanted).filter(|session| session.alive).ok_or_else(invalid)?;
            let seen = data["seq"].as_u64().unwrap_or(0);
            if seen > session.seq {
                return Err(Order::Close(4007, "Invalid sequence."));
            }
            session.link = Some((self.number, self.link.clone()));
            session.resumes += 1;
            for missed in session.log.iter().filter(|event| event.seq > seen) {
                session.send(Order::Send(missed.payload()));
            }
            session.seq += 1;
            session.send(Order::Send(json!({"op": 0, "s": session.seq, "t": "RESUMED", "d": {"_trace": ["double"]}})));
            Ok(session.id.clone())
        });
        match outcome {
            Ok(id) => {
                // A resumed connection keeps what its IDENTIFY asked for; serenity always asks for compression.
                self.compress = true;
                self.session = Some(id);
            }
            Err(order) => self.order(order),
        }
    }

    /// Answers op 8 with the guild's members in one chunk.
    fn request_members(&self, data: &Value) {
        let Some(id) = &self.session else { return };
        self.shared.with(|state| {
            let Some(guild) = crate::snowflake::Snowflake::from_json(&data["guild_id"]) else { return };
            let members: Vec<Value> = state.guilds.get(&guild).map_or_else(Vec::new, |found| {
                found.members.keys().map(|user| state.member_json(guild, *user)).collect()
            });
            let chunk = json!({"guild_id": guild, "members": members, "chunk_index": 0, "chunk_count": 1,
                "not_found": [], "nonce": data["nonce"]});
            if let Some(session) = find(state, id) {
                push(session, "GUILD_MEMBERS_CHUNK", chunk);
            }
        });
    }

    fn detach(&self, ending: Ending) {
        let Some(id) = &self.session else { return };
        self.shared.with(|state| {
            let Some(session) = find(state, id) else { return };
            // Codes 1000 and 1001 end the session for good; any other way of parting leaves it resumable.
            if matches!(ending, Ending::Closed(1000 | 1001)) {
                session.alive = false;
            }
            session.endings.push(ending);
            if session.link.as_ref().is_some_and(|(number, _)| *number == self.number) {
                session.link = None;
            }
        });
    }
}

fn find<'a>(state: &'a mut State, id: &str) -> Option<&'a mut Session> {
    state.sessions.iter_mut().find(|session| session.id == id)
}

fn push(session: &mut Session, name: &str, data: Value) {
    session.seq += 1;
    let numbered = super::Numbered { seq: session.seq, name: name.to_owned(), data };
    session.send(Order::Send(numbered.payload()));
    session.log.push(numbered);
}

/// READY, then every guild.
fn greet(state: &mut State, id: &str) {
    let unavailable: Vec<Value> = state.guilds.keys().map(|id| json!({"id": id, "unavailable": true})).collect();
    let guilds: Vec<(crate::snowflake::Snowflake, Value)> =
        state.guilds.values().map(|guild| (guild.id, state.guild_create_json(guild))).collect();
    let user = state.user_json(state.bot);
    let application = json!({"id": state.application.id, "flags": 0});
    let resume_url = format!("ws{}/gateway", state.base.trim_start_matches("http"));
    let Some(session) = find(state, id) else { return };
    let (shard, count) = session.shard;
    let ready = json!({"v": 10, "user": user, "guilds": unavailable, "session_id": id, "session_type": "normal",
        "resume_gateway_url": resume_url, "shard": [shard, count], "application": application,
        "private_channels": [], "relationships": [], "presences": [], "user_settings": {}, "_trace": ["double"]});
    push(session, "READY", ready);
    for (guild, body) in guilds {
        if session.intents & intent::GUILDS != 0 && session.serves(Some(guild)) {
            push(session, "GUILD_CREATE", body);
        }
    }
}

fn refuse_identify(state: &mut State, data: &Value) -> Option<(u16, &'static str)> {
    if bare(data["token"].as_str().unwrap_or_default()) != state.application.token {
        return Some((4004, "Authentication failed."));
    }
    let Some(intents) = data["intents"].as_u64().filter(|bits| bits & !intent::KNOWN == 0) else {
        return Some((4013, "Invalid intent(s)."));
    };
    if intents & intent::PRIVILEGED & !state.settings.privileged_intents != 0 {
        state.violate("disallowed intents", format!("IDENTIFY asked for {intents:#b}"));
        return Some((4014, "Disallowed intent(s)."));
    }
    if data["shard"].is_array() && shard(data).is_none_or(|(shard, count)| shard >= count) {
        return Some((4010, "Invalid shard."));
    }
    None
}

fn shard(data: &Value) -> Option<(u64, u64)> {
    let list = data["shard"].as_array()?;
    Some((list.first()?.as_u64()?, list.get(1)?.as_u64()?))
}

/// A token without the word before it.
pub(crate) fn bare(token: &str) -> &str {
    token.trim_start_matches("Bot ")
}

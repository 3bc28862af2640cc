//! Looking at the gateway, and making trouble there and on REST routes.

use crate::error::DoubleError;
use crate::faults::{EventFault, PlannedRoute, RouteFault};
use crate::gateway::session::{Ending, Order};
use crate::rest::ROUTES;
use crate::shared::Shared;
use crate::state::State;
use serde_json::json;
use std::sync::Arc;

/// A gateway session as it stands.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The session's id.
    pub id: String,
    /// The intents that IDENTIFY asked for, Discord's bits.
    pub intents: u64,
    /// Whether a socket is attached.
    pub connected: bool,
    /// Whether it can still be resumed.
    pub alive: bool,
    /// Heartbeats heard.
    pub heartbeats: u32,
    /// How often it was resumed.
    pub resumes: u32,
    /// How its connections ended, oldest first.
    pub endings: Vec<Ending>,
}

/// The gateway's switches.
#[derive(Debug, Clone)]
pub struct GatewayControl {
    shared: Arc<Shared>,
}

impl GatewayControl {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Every session so far, oldest first.
    pub fn sessions(&self) -> Vec<SessionView> {
        self.shared.read(views)
    }

    /// Waits until a bot is connected and told READY; gives its session.
    pub async fn connected(&self) -> Result<SessionView, DoubleError> {
        self.session("a connected bot", |session| session.connected).await
    }

    /// Waits for a session that fits.
    pub async fn session(&self, what: &str, fits: impl Fn(&SessionView) -> bool) -> Result<SessionView, DoubleError> {
        self.shared.wait(what, |state| views(state).into_iter().rev().find(|session| fits(session))).await
    }

    /// Waits until a connection has ended that the bot's side ended, and says how.
    pub async fn ended(&self) -> Result<Ending, DoubleError> {
        let theirs = |state: &mut State| {
            let endings = state.sessions.iter().flat_map(|session| session.endings.iter());
            endings.rev().find(|ending| **ending != Ending::Ours).cloned()
        };
        self.shared.wait("the bot to leave the gateway", theirs).await
    }

    /// Asks every bot to reconnect and resume (op 7).
    pub fn reconnect(&self) {
        self.order(|| Order::Send(json!({"op": 7, "s": null, "t": null, "d": null})));
    }

    /// Declares every session invalid (op 9); one that is not resumable is gone.
    pub fn invalidate(&self, resumable: bool) {
        self.shared.with(|state| {
            for session in state.sessions.iter_mut().filter(|session| session.alive) {
                session.send(Order::Send(json!({"op": 9, "s": null, "t": null, "d": resumable})));
                session.alive = resumable;
            }
        });
    }

    /// Closes every connection with a code; the sessions can be resumed unless the code forbids it.
    pub fn close(&self, code: u16) {
        self.order(|| Order::Close(code, "The double was told to close."));
        if matches!(code, 1000 | 1001 | 4004 | 4007 | 4009..=4014) {
            self.shared.with(|state| state.sessions.iter_mut().for_each(|session| session.alive = false));
        }
    }

    /// Lets every TCP connection go without a word.
    pub fn drop_sockets(&self) {
        self.order(|| Order::Drop);
    }

    /// Refuses the next connections with 503.
    pub fn refuse_connections(&self, times: u32) {
        self.shared.with(|state| state.faults.refuse_connections = times);
    }

    /// Stops (or begins again) to acknowledge heartbeats: a zombie connection.
    pub fn ignore_heartbeats(&self, ignored: bool) {
        self.shared.with(|state| state.faults.deaf_to_heartbeats = ignored);
    }

    /// Plans trouble for the next event of a name; plans of one name are used up in order.
    pub fn next_event(&self, name: &str, fault: EventFault) {
        self.shared.with(|state| state.faults.events.push_back((name.to_owned(), fault)));
    }

    /// Sends the last event of a name again, under its old number.
    pub fn replay(&self, name: &str) {
        self.shared.with(|state| {
            for session in &state.sessions {
                if let Some(event) = session.log.iter().rfind(|event| event.name == name) {
                    session.send(Order::Send(event.payload()));
                }
            }
        });
    }

    fn order(&self, order: impl Fn() -> Order) {
        self.shared.with(|state| state.sessions.iter().for_each(|session| session.send(order())));
    }
}

fn views(state: &mut State) -> Vec<SessionView> {
    let view = |session: &crate::gateway::session::Session| SessionView {
        id: session.id.clone(),
        intents: session.intents,
        connected: session.link.is_some(),
        alive: session.alive,
        heartbeats: session.heartbeats,
        resumes: session.resumes,
        endings: session.endings.clone(),
    };
    state.sessions.iter().map(view).collect()
}

/// The switches of REST routes.
#[derive(Debug, Clone)]
pub struct FaultControl {
    shared: Arc<Shared>,
}

impl FaultControl {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Plans trouble for the next so many requests of a route, named as in [`FaultControl::routes`].
    pub fn route(&self, route: &str, fault: RouteFault, times: u32) -> Result<(), DoubleError> {
        if !Self::routes().iter().any(|known| known == route) {
            let known = Self::routes().join("\n  ");
            return Err(DoubleError::Unknown { kind: "route", name: route.to_owned(), known });
        }
        let planned = PlannedRoute { route: route.to_owned(), fault, times };
        self.shared.with(|state| state.faults.routes.push(planned));
        Ok(())
    }

    /// Calls all planned trouble off.
    pub fn clear(&self) {
        self.shared.with(|state| state.faults.routes.clear());
    }

    /// Every route that the double knows, as `POST /channels/{channel_id}/messages`.
    pub fn routes() -> Vec<String> {
        ROUTES.iter().map(|route| format!("{} {}", route.method, route.template)).collect()
    }
}

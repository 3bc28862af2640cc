//! The playground: a page on the double's own address that looks like Discord, and the socket behind it.
//!
//! The page shows what one member may see and acts as that member. This side decides what that is; `PROTOCOL.md` in the
//! page's folder is what the two say to each other. Nothing here waits while it holds the state.

mod act;
mod assets;
mod frame;
mod guard;
pub(crate) mod memory;
pub(crate) mod plan;
mod project;
mod socket;
pub(crate) mod tape;
mod view;

use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use assets::Assets;
use axum::Router;
use axum::routing::get;
use guard::Hosts;
use plan::PlaygroundPlan;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

pub(crate) use guard::guarded;

/// Pages that may be open at a time.
const MOST_SOCKETS: usize = 64;

/// The page as it is served, and what is kept between its sockets.
#[derive(Debug)]
struct Page {
    plan: PlaygroundPlan,
    hosts: Hosts,
    assets: Assets,
    sockets: Arc<Semaphore>,
    /// The last message that a member has seen in a channel.
    seen: Mutex<BTreeMap<(Snowflake, Snowflake), Snowflake>>,
}

impl Page {
    fn seen(&self) -> MutexGuard<'_, BTreeMap<(Snowflake, Snowflake), Snowflake>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the handlers share.
#[derive(Debug, Clone)]
struct Backstage {
    shared: Arc<Shared>,
    page: Arc<Page>,
}

/// Before the double is served: every member gets a conversation with the bot, and traffic is kept.
pub(crate) fn prepare(state: &mut State) {
    let members: Vec<Snowflake> = state.users.values().filter(|user| !user.bot).map(|user| user.id).collect();
    for member in members {
        state.dm_with(member);
    }
    state.tape = Some(tape::Tape::default());
}

/// The page, its files and its socket.
pub(crate) fn router(shared: &Arc<Shared>, plan: PlaygroundPlan, port: u16) -> Router {
    let page = Page {
        assets: Assets::of(plan.assets.clone()),
        plan,
        hosts: Hosts::of(port),
        sockets: Arc::new(Semaphore::new(MOST_SOCKETS)),
        seen: Mutex::default(),
    };
    Router::new()
        .route("/", get(assets::index))
        .route("/favicon.ico", get(assets::icon))
        .route("/playground/socket", get(socket::open))
        .route("/playground/{*path}", get(assets::file))
        .with_state(Backstage { shared: Arc::clone(shared), page: Arc::new(page) })
}

//! One page's socket: requests in, differences out.

use super::act::act;
use super::frame::LARGEST_FRAME;
use super::project;
use super::view::View;
use super::{Backstage, Page};
use crate::snowflake::Snowflake;
use crate::state::State;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;

/// "Message too big", RFC 6455.
const TOO_BIG: u16 = 1009;

/// As whom the page acts.
#[derive(Debug, Deserialize)]
pub(super) struct Who {
    #[serde(default, rename = "as")]
    name: String,
}

pub(super) async fn open(
    Extract(stage): Extract<Backstage>,
    Query(who): Query<Who>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // The guard refuses foreign pages everywhere; here even who does not say where they come from.
    if !stage.page.hosts.is_own_page(&headers) {
        return (StatusCode::FORBIDDEN, "Only the playground's own page may ask here.\n").into_response();
    }
    let Ok(place) = Arc::clone(&stage.page.sockets).try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "Too many pages are open.\n").into_response();
    };
    let Some(user) = stage.shared.read(|state| member(state, &stage.page, &who.name)) else {
        return (StatusCode::NOT_FOUND, "There is no member.\n").into_response();
    };
    upgrade.max_message_size(LARGEST_FRAME).max_frame_size(LARGEST_FRAME).on_upgrade(move |socket| async move {
        serve(stage, socket, user).await;
        drop(place);
    })
}

/// The member of that name; the first one where there is none.
fn member(state: &State, page: &Page, name: &str) -> Option<Snowflake> {
    let mut people = state.users.values().filter(|user| !user.bot && project::guild_of(state, user.id).is_some());
    let mut named = people.clone();
    let described = || people.clone().find(|user| page.plan.about.contains_key(&user.name));
    named.find(|user| user.name == name).or_else(described).or_else(|| people.next()).map(|user| user.id)
}

async fn serve(stage: Backstage, mut socket: WebSocket, user: Snowflake) {
    let mut changes = stage.shared.changes();
    let (mut view, ready) = stage.shared.read(|state| View::new(state, user, &stage.page));
    if say(&mut socket, &ready).await.is_none() {
        return;
    }
    loop {
        changes.borrow_and_update();
        let (news, closed) = stage.shared.read(|state| (view.catch_up(state, &stage.page), state.closed));
        for frame in &news {
            if say(&mut socket, frame).await.is_none() {
                return;
            }
        }
        if closed {
            let _gone = socket.send(Frame::Close(None)).await;
            return;
        }
        tokio::select! {
            heard = socket.recv() => {
                if hear(&stage, &mut view, &mut socket, heard).await.is_none() {
                    return;
                }
            }
            _ = changes.changed() => {}
            () = tokio::time::sleep(view.look_again()) => {}
        }
    }
}

/// Sends a frame; nothing where the page is gone.
async fn say(socket: &mut WebSocket, frame: &Value) -> Option<()> {
    socket.send(Frame::text(frame.to_string())).await.ok()
}

/// Does what a frame asks; nothing where the conversation is over.
async fn hear(
    stage: &Backstage,
    view: &mut View,
    socket: &mut WebSocket,
    heard: Option<Result<Frame, axum::Error>>,
) -> Option<()> {
    let answer = match heard? {
        Ok(Frame::Text(text)) => act(stage, view, text.as_str()),
        Ok(Frame::Binary(_)) => act(stage, view, ""),
        Ok(Frame::Ping(_) | Frame::Pong(_)) => None,
        Ok(Frame::Close(_)) => return None,
        Err(_) => {
            // Too large, or not a frame at all; whoever still listens is told.
            let frame = CloseFrame { code: TOO_BIG, reason: "That was too much at once.".into() };
            let _gone = socket.send(Frame::Close(Some(frame))).await;
            return None;
        }
    };
    match answer {
        Some(frame) => say(socket, &frame).await,
        None => Some(()),
    }
}

//! Boot, trouble on the gateway, and the end.

use crate::doorkeeper::Doorkeeper;
use crate::room::{ADDRESS, HARRIS, Room, described, is_digest, quick};
use discord_double::{Ending, RouteFault, intent};
use newsdesk::discord::{Limits, ServeError};
use std::time::Duration;

const REGISTER: &str = "PUT /applications/{application_id}/commands";

async fn asks_for_help(room: &Room) {
    let reply = room.double.member("reader").slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().starts_with("Newsdesk"));
}

#[tokio::test]
async fn the_bot_boots_without_a_privileged_intent_and_registers_its_commands() {
    let room = Room::open().await;
    let session = room.double.gateway().connected().await.unwrap();
    assert_eq!(session.intents & intent::PRIVILEGED, 0);
    let names: Vec<String> = room.double.commands().iter().map(|c| c.name().to_owned()).collect();
    let expected = "digest, Digest this article, fact, ask, articles, comment, comments, mycomments, appeal, privacy, \
        queue, modlog, modstats, bans, unban, newsdesk, help";
    assert_eq!(names.join(", "), expected);
    asks_for_help(&room).await;
    room.finish().await;
}

#[tokio::test]
async fn the_bot_resumes_when_told_to_reconnect() {
    let room = Room::open().await;
    asks_for_help(&room).await;
    room.double.gateway().reconnect();
    let session = room.double.gateway().session("a resumed session", |s| s.resumes == 1 && s.connected).await.unwrap();
    assert!(session.alive);
    asks_for_help(&room).await;
    room.finish().await;
}

#[tokio::test]
async fn the_bot_resumes_after_a_lost_connection() {
    let room = Room::open().await;
    asks_for_help(&room).await;
    room.double.gateway().drop_sockets();
    room.double.gateway().session("a resumed session", |s| s.resumes == 1 && s.connected).await.unwrap();
    asks_for_help(&room).await;
    room.finish().await;
}

#[tokio::test]
async fn a_session_declared_invalid_is_begun_anew() {
    let room = Room::open().await;
    asks_for_help(&room).await;
    room.double.gateway().invalidate(false);
    room.double
        .gateway()
        .session("a new session", |s| s.connected && s.resumes == 0 && s.endings.is_empty())
        .await
        .unwrap();
    asks_for_help(&room).await;
    room.finish().await;
}

#[tokio::test]
async fn what_discord_will_not_have_ends_the_bot_with_a_reason() {
    for (code, reason) in [(4004, "token"), (4013, "intents"), (4014, "intents")] {
        let mut room = Room::open().await;
        asks_for_help(&room).await;
        room.double.gateway().close(code);
        let error = room.ended().await.unwrap_err();
        assert!(error.to_string().contains(reason), "{code}: {error}");
    }
}

#[tokio::test]
async fn a_refused_token_ends_the_bot_before_it_connects() {
    let double = described().start().await.unwrap();
    double.faults().route("GET /gateway/bot", RouteFault::Fail(401), 9).unwrap();
    let mut room = Room::open_on(double, quick()).await;
    assert!(matches!(room.ended().await, Err(ServeError::BadToken)));
    assert!(room.double.gateway().sessions().is_empty());
}

#[tokio::test]
async fn commands_that_cannot_be_registered_end_the_bot() {
    let double = described().start().await.unwrap();
    double.faults().route(REGISTER, RouteFault::Fail(500), 99).unwrap();
    let mut room = Room::open_on(double, quick()).await;
    assert!(matches!(room.ended().await, Err(ServeError::Registration(_))));
}

#[tokio::test]
async fn registration_is_tried_again() {
    let double = described().start().await.unwrap();
    double.faults().route(REGISTER, RouteFault::Fail(500), 2).unwrap();
    let room = Room::open_on(double, quick()).await;
    asks_for_help(&room).await;
    room.finish().await;
}

#[tokio::test]
async fn stopping_closes_the_connection_and_finishes_what_runs() {
    let mut room = Room::open().await;
    room.web.serve("https://slow.example/", HARRIS);
    let asked =
        room.double.member("reader").slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    asked.acknowledged().await.unwrap();
    let gate = std::sync::Arc::clone(&room.gate);
    let opened = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(900)).await;
        gate.add_permits(1);
    });
    room.stop().await.unwrap();
    opened.await.unwrap();
    assert!(matches!(room.double.gateway().ended().await.unwrap(), Ending::Closed(1000)));
    assert!(is_digest(&asked.reply().await.unwrap()));
    room.finish().await;
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let limits = Limits { drain: Duration::from_millis(100), ..quick() };
    let mut room = Room::open_with(described(), limits).await;
    room.web.serve(ADDRESS, HARRIS);
    let asked =
        room.double.member("reader").slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    asked.acknowledged().await.unwrap();
    room.stop().await.unwrap();
    room.double.forget_unanswered();
    room.finish().await;
}

/// serenity reads a socket that was closed with these codes again and again until a heartbeat fails.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn after_codes_that_serenity_does_not_tell_of_the_bot_dials_anew() {
    for code in [4003, 4011] {
        let room = Room::open_with(described().heartbeat_interval(Duration::from_millis(700)), quick()).await;
        asks_for_help(&room).await;
        room.double.gateway().close(code);
        room.double.gateway().session("an ended session", |s| !s.endings.is_empty()).await.unwrap();
        room.double.gateway().session("a new session", |s| s.connected && s.endings.is_empty()).await.unwrap();
        asks_for_help(&room).await;
        room.finish().await;
    }
}

/// What a bot with too many servers for one connection meets: every one is closed with 4011.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_connection_that_is_never_let_in_ends_the_bot_with_a_reason() {
    let double = described().start().await.unwrap();
    let doorkeeper = Doorkeeper::before(&double).await;
    let limits = Limits { boot: Duration::from_millis(900), ..quick() };
    let mut room = Room::open_at(double, &doorkeeper.address, limits).await;
    assert!(matches!(room.ended().await, Err(ServeError::NotLetIn)));
}

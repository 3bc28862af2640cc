//! What goes wrong: at the site, at Discord, in the bot.

use crate::room::{ADDRESS, HARRIS, Room, described, is_digest, quick};
use discord_double::{EventFault, RouteFault};
use newsdesk::desk::FetchError;
use newsdesk::discord::Limits;
use std::time::Duration;

const CALLBACK: &str = "POST /interactions/{interaction_id}/{interaction_token}/callback";

#[tokio::test]
async fn a_page_that_cannot_be_read_is_a_private_sentence_and_nothing_is_stored() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let cases = [
        (FetchError::NotFound, "There is no such page."),
        (FetchError::Forbidden, "The site refuses automatic readers."),
        (FetchError::TooManyRequests, "The site asks me to come less often."),
        (FetchError::TimedOut, "The site took too long to answer."),
        (FetchError::UnknownHost, "There is no site of that name."),
        (FetchError::ForbiddenAddress, "That address is in a private network, which I do not open."),
        (FetchError::ServerFailure(503), "The site failed (status 503)."),
    ];
    for (error, sentence) in cases {
        room.web.fail(ADDRESS, error);
        let asked = reader.slash("digest").option("url", ADDRESS).send().await.unwrap();
        let told = asked.followup().await.unwrap();
        assert!(told.is_ephemeral());
        let text = told.text();
        let (first, rest) = text.split_once('\n').unwrap();
        assert_eq!(first, sentence);
        assert!(rest.contains("ref `"), "{rest}");
    }
    let list = reader.slash("articles").send().await.unwrap().reply().await.unwrap();
    assert!(list.text().starts_with("No article has been asked for here yet."));
    assert!(room.double.channel("news").messages().unwrap().is_empty(), "nothing public is left behind");
    room.finish().await;
}

#[tokio::test]
async fn a_server_error_of_discord_is_tried_again() {
    let room = Room::open().await;
    room.web.serve(ADDRESS, HARRIS);
    let faults = room.double.faults();
    faults.route(CALLBACK, RouteFault::Fail(503), 2).unwrap();
    faults.route("PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original", RouteFault::Fail(500), 2).unwrap();
    let asked = room.double.member("reader").slash("digest").option("url", ADDRESS).send().await.unwrap();
    assert!(is_digest(&asked.reply().await.unwrap()));
    room.finish().await;
}

#[tokio::test]
async fn what_worked_although_discord_said_otherwise_is_not_done_twice() {
    let room = Room::open().await;
    let faults = room.double.faults();
    faults.route(CALLBACK, RouteFault::FailAfter(502), 1).unwrap();
    let reader = room.double.member("reader");
    assert!(reader.slash("help").send().await.unwrap().reply().await.unwrap().is_ephemeral());
    faults.route("POST /channels/{channel_id}/messages", RouteFault::FailAfter(502), 1).unwrap();
    reader.says("@bot help").await.unwrap();
    let reply = room.double.channel("news").next_message().await.unwrap();
    assert!(reply.text().starts_with("Newsdesk"));
    room.double.take_violations();
    room.finish().await;
}

#[tokio::test]
async fn a_rate_limit_is_waited_for() {
    let room = Room::open().await;
    room.double.faults().route(CALLBACK, RouteFault::RateLimit(Duration::from_millis(50)), 2).unwrap();
    let reply = room.double.member("reader").slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(reply.text().starts_with("Newsdesk"));
    room.finish().await;
}

#[tokio::test]
async fn an_interaction_that_comes_twice_is_answered_once() {
    let room = Room::open().await;
    room.double.gateway().next_event("INTERACTION_CREATE", EventFault::Duplicate);
    let reader = room.double.member("reader");
    reader.slash("help").send().await.unwrap().reply().await.unwrap();
    room.double.gateway().next_event("MESSAGE_CREATE", EventFault::Duplicate);
    reader.says("@bot help").await.unwrap();
    room.double.channel("news").next_message().await.unwrap();
    room.finish().await;
}

#[tokio::test]
async fn an_interaction_that_expired_does_no_harm() {
    let room = Room::open().await;
    room.web.serve("https://slow.example/", HARRIS);
    let reader = room.double.member("reader");
    let asked = reader.slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    asked.acknowledged().await.unwrap();
    room.double.skip(Duration::from_mins(16));
    room.gate.add_permits(1);
    let again = reader.slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(again.text().starts_with("Newsdesk"));
    room.double.forget_unanswered();
    room.double.take_violations();
    room.finish().await;
}

#[tokio::test]
async fn a_panic_is_one_plain_sentence_and_the_bot_goes_on() {
    let room = Room::open().await;
    let reader = room.double.member("reader");
    let asked = reader.slash("digest").option("url", "https://panic.example/").send().await.unwrap();
    let told = asked.followup().await.unwrap();
    assert!(told.is_ephemeral() && told.text().starts_with("Something went wrong on my side.\n-# "), "{}", told.text());
    reader.says("@bot https://panic.example/").await.unwrap();
    let told = room.double.channel("news").next_message().await.unwrap();
    assert!(told.text().starts_with("Something went wrong on my side."));
    let help = reader.slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(help.text().starts_with("Newsdesk"));
    room.finish().await;
}

#[tokio::test]
async fn work_that_takes_too_long_is_given_up() {
    let limits = Limits { longest_work: Duration::from_millis(200), ..quick() };
    let room = Room::open_with(described(), limits).await;
    let reader = room.double.member("reader");
    let asked = reader.slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    let told = asked.followup().await.unwrap();
    assert!(told.text().starts_with("That took too long, so I stopped."), "{}", told.text());
    room.finish().await;
}

#[tokio::test]
async fn one_request_too_many_is_told_so_at_once() {
    let limits = Limits { at_once: 1, ..quick() };
    let room = Room::open_with(described(), limits).await;
    room.web.serve("https://slow.example/", HARRIS);
    let reader = room.double.member("reader");
    let first = reader.slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    first.acknowledged().await.unwrap();
    let second = reader.slash("help").send().await.unwrap().reply().await.unwrap();
    assert!(second.is_ephemeral() && second.text().starts_with("I have too much to do right now."));
    reader.says("@bot help").await.unwrap();
    let third = room.double.channel("news").next_message().await.unwrap();
    assert!(third.text().starts_with("I have too much to do right now."));
    room.gate.add_permits(1);
    assert!(is_digest(&first.reply().await.unwrap()));
    room.finish().await;
}

//! `newsdesk playground` as people start it: the program, its page's socket, and how it ends.

#![cfg(feature = "playground")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "../../crates/discord-double/tests/rules/playground/page.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod page;
mod program;

use page::{Page, authority, connect, request};
use program::{Program, playground, port};
use serde_json::{Value, json};

/// The first component below a message whose id or words contain this.
fn custom_id(message: &Value, label: &str) -> String {
    let rows = message["components"].as_array().unwrap().iter();
    let mut all = rows.flat_map(|row| row["components"].as_array().unwrap());
    let found = all.find(|each| each["label"].as_str().is_some_and(|words| words.contains(label)));
    found.unwrap_or_else(|| panic!("no {label} below {message:#}"))["custom_id"].as_str().unwrap().to_owned()
}

async fn messages(page: &mut Page, channel: &str) -> Vec<Value> {
    page.say(&json!({"t": "open", "channel": channel})).await;
    let fits = |frame: &Value| frame["t"] == "messages" && frame["channel"] == channel;
    page.hear("messages", fits).await["messages"].as_array().unwrap().clone()
}

async fn says(page: &mut Page, words: &str) -> Value {
    let fits = |frame: &Value| frame["t"] == "message" && frame["message"].to_string().contains(words);
    page.hear(&format!("message with {words:?}"), fits).await["message"].clone()
}

#[tokio::test]
async fn it_opens_with_a_digest_a_comment_that_waits_and_three_suggestions() {
    let program = Program::start(&[]).await;
    let mut reader = Page::open(&program.address, "reader").await;
    assert_eq!(reader.channels(), ["news", "newsdesk"]);
    let (news, suggestions) = (reader.channel("news"), reader.ready["suggestions"].clone());
    let there = messages(&mut reader, &news).await;
    assert_eq!(there.len(), 1, "{there:#?}");
    assert!(there[0].to_string().contains("Guatemala"));
    assert_eq!(there[0]["interaction_metadata"]["name"], "digest");

    assert_eq!(suggestions.as_array().unwrap().len(), 3);
    for suggestion in suggestions.as_array().unwrap() {
        let mut asked = suggestion.clone();
        (asked["t"], asked["channel"]) = (json!("slash"), json!(news));
        let answer = reader.ask(asked).await;
        assert!(answer["t"] == "done" || answer["t"] == "modal", "{suggestion}: {answer}");
    }
    says(&mut reader, "June 8").await;
    says(&mut reader, "310 million").await;

    let mut moderator = Page::open(&program.address, "mod1").await;
    assert_eq!(moderator.channels()[..2], ["news", "moderators"]);
    let room = moderator.channel("moderators");
    let waiting = messages(&mut moderator, &room).await;
    let cards: Vec<&Value> = waiting.iter().filter(|message| message["flags"] != 64).collect();
    assert_eq!(cards.len(), 1, "{waiting:#?}");
    assert!(cards[0].to_string().contains("Who will check how it is spent?"));
}

#[tokio::test]
async fn a_comment_that_is_approved_appears_in_the_article_s_thread_as_it_happens() {
    let program = Program::start(&[]).await;
    let mut reader = Page::open(&program.address, "reader").await;
    let mut moderator = Page::open(&program.address, "mod2").await;
    let room = moderator.channel("moderators");
    let card = messages(&mut moderator, &room).await.pop().unwrap();
    let approve = json!({"t": "click", "message": card["id"], "custom_id": custom_id(&card, "Approve")});
    assert_eq!(moderator.ask(approve).await["t"], "done");
    let threads = |frame: &Value| {
        let mut channels = frame["channels"].as_array().into_iter().flatten();
        frame["t"] == "channels" && channels.any(|channel| channel["type"] == 11 && channel["parent_id"].is_string())
    };
    reader.hear("the thread", threads).await;
    let published = says(&mut reader, "Who will check how it is spent?").await;
    assert_eq!(published["author"]["username"].as_str().map(|name| name.contains("commenter")), Some(true));
    assert!(published["webhook_id"].is_string());
}

#[tokio::test]
async fn a_link_that_cannot_be_reached_is_told_in_a_sentence() {
    let program = Program::start(&[]).await;
    let mut reader = Page::open(&program.address, "reader").await;
    let told = reader.slash("news", "digest", &[("url", "https://news.invalid/story")]).await;
    assert_eq!(told["t"], "done", "{told}");
    let fits = |frame: &Value| frame["t"] == "message" && frame["message"]["flags"] == 64;
    let refusal = reader.hear("the refusal", fits).await["message"].clone();
    let words = refusal["content"].as_str().unwrap();
    // Which sentence depends on how much of a network there is; the reference stands below each.
    assert!(words.contains(". ") || words.contains(".\n"), "{words}");
    assert!(words.contains("ref `"), "{words}");
}

#[tokio::test]
async fn foreign_pages_and_names_are_refused() {
    let program = Program::start(&[]).await;
    let host = authority(&program.address);
    let page = request(&program.address, "GET /", &[("Host", &host)]).await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("default-src 'none'"), "{page}");
    let foreign = request(&program.address, "GET /", &[("Host", "evil.example")]).await;
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    assert!(connect(&program.address, "admin", Some("https://evil.example")).await.is_err());
}

#[tokio::test]
async fn an_interrupt_ends_it_properly_and_leaves_nothing_behind() {
    for signal in ["INT", "TERM", "HUP"] {
        let program = Program::start(&[]).await;
        assert_eq!(program.temporary().len(), 1, "the database has a folder of its own");
        let (code, log, left) = program.end(signal).await;
        assert_eq!(code, Some(0), "{log}");
        assert!(left.is_empty(), "{left:?}");
    }
}

#[tokio::test]
async fn a_killed_playground_leaves_nothing_running() {
    let program = Program::start(&[]).await;
    let address = program.address.clone();
    let family = program.family();
    let (code, log, _) = program.end("KILL").await;
    assert_eq!(code, None, "{log}");
    assert!(connect(&address, "reader", Some(&address)).await.is_err(), "nobody listens any more");
    assert!(family.iter().all(|process| !program::is_running(*process)), "{family:?}");
}

#[tokio::test]
async fn with_a_folder_the_bot_s_database_is_kept_and_the_scene_is_not_played_twice() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kept").to_str().unwrap().to_owned();
    let first = Program::start(&["--data", &data]).await;
    let (code, log, left) = first.end("INT").await;
    assert_eq!((code, left.len()), (Some(0), 0), "{log}");
    let second = Program::start(&["--data", &data]).await;
    let mut moderator = Page::open(&second.address, "mod1").await;
    let (news, room) = (moderator.channel("news"), moderator.channel("moderators"));
    assert_eq!(messages(&mut moderator, &news).await.len(), 1, "the digest is asked for anew");
    assert!(messages(&mut moderator, &room).await.iter().all(|message| message["flags"] == 64), "no second comment");
    moderator.slash("moderators", "queue", &[]).await;
    let queue = says(&mut moderator, "Who will check how it is spent?").await.to_string();
    assert!(queue.contains("#1") && !queue.contains("#2"), "{queue}");
}

#[tokio::test]
async fn what_it_does_not_use_is_said_and_a_taken_port_is_an_error() {
    let program = Program::start_with(&[], &[("NEWSDESK_DISCORD_TOKEN", "MTE.real.token")]).await;
    let taken = port(&program.address).to_string();
    let second = playground(&["--port", &taken]).output().await.unwrap();
    let told = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("the page cannot have the port {taken}")), "{told}");
    let (_, log, _) = program.end("INT").await;
    assert!(log.contains("`NEWSDESK_DISCORD_TOKEN` is set, but the playground uses"), "{log}");
    assert!(!log.contains("MTE.real.token"), "{log}");
}

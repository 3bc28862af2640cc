//! The inspector: what passed over the wire because of the last interaction.

use super::clerk::Office;
use super::page::Page;
use serde_json::{Value, json};
use std::time::Duration;

fn names(frame: &Value) -> Vec<String> {
    let entries = frame["entries"].as_array().unwrap().iter();
    entries.map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
}

const CALLBACK: &str = "POST /interactions/{interaction_id}/{interaction_token}/callback";

#[tokio::test]
async fn an_interaction_s_events_and_requests_are_listed_with_their_bodies_and_without_tokens() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    reader.slash("news", "post", &[]).await;
    let whole = |frame: &Value| {
        frame["t"] == "traffic" && names(frame).contains(&"POST /channels/{channel_id}/messages".to_owned())
    };
    let frame = reader.hear("the traffic", whole).await;
    assert_eq!(frame["label"], "/post by reader");
    let entries = frame["entries"].as_array().unwrap();
    let called = |name: &str| entries.iter().find(|entry| entry["name"] == name).unwrap();
    let heard = called("INTERACTION_CREATE");
    assert_eq!((&heard["kind"], &heard["direction"]), (&json!("gateway"), &json!("bot")));
    assert_eq!(heard["payload"]["data"]["name"], "post");
    let answered = called(CALLBACK);
    assert_eq!((&answered["kind"], &answered["direction"]), (&json!("rest"), &json!("double")));
    assert!(answered["status"].as_u64().unwrap() / 100 == 2 && answered["latency_ms"].as_f64().unwrap() >= 0.0);
    assert_eq!(answered["request"]["data"]["content"], "done");
    assert!(answered["at_ms"].as_f64().unwrap() >= heard["at_ms"].as_f64().unwrap());
    let text = frame.to_string();
    assert!(!text.contains(&office.double.token()) && !text.contains("interaction-token-"), "{text}");
    assert!(text.contains("[token]"));
}

#[tokio::test]
async fn each_member_inspects_their_own_last_interaction() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    reader.slash("news", "whisper", &[]).await;
    other.slash("news", "say", &[("words", "hi")]).await;
    let done = |label: &'static str| {
        move |frame: &Value| {
            frame["t"] == "traffic" && frame["label"] == label && names(frame).contains(&CALLBACK.to_owned())
        }
    };
    let mine = reader.hear("mine", done("/whisper by reader")).await;
    let theirs = other.hear("theirs", done("/say by mod")).await;
    assert!(!mine.to_string().contains("/say") && !theirs.to_string().contains("between us"));
}

#[tokio::test]
async fn what_happens_meanwhile_where_the_member_does_not_look_is_not_shown() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    reader.slash("news", "whisper", &[]).await;
    let hidden = [other.channel("back room"), other.channel("double-bot")];
    for channel in &hidden {
        other.ask(json!({"t": "say", "channel": channel, "content": "secret plans"})).await;
        other.message("heard 0").await;
    }
    let news = reader.channel("news");
    reader.ask(json!({"t": "say", "channel": news, "content": "in the open"})).await;
    let answered = |frame: &Value| {
        let calls = frame["entries"].as_array().into_iter().flatten();
        let written = |entry: &&Value| entry["name"] == "POST /channels/{channel_id}/messages";
        frame["t"] == "traffic"
            && calls.filter(written).any(|entry| entry["path"] == format!("/channels/{news}/messages"))
    };
    let frame = reader.hear("the answer in the open", answered).await.to_string();
    assert!(frame.contains("in the open") && !frame.contains("secret plans"), "{frame}");
    assert!(hidden.iter().all(|channel| !frame.contains(channel.as_str())), "{frame}");
}

#[tokio::test]
async fn what_discord_refuses_is_shown_with_the_reason() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let long = "é".repeat(5_999);
    let options = json!([{"name": "words", "value": long}]);
    let channel = reader.channel("news");
    reader.say(&json!({"t": "slash", "nonce": "long", "channel": channel, "command": "say", "options": options})).await;
    // Discord takes 2,000 characters: the bot's answer is refused, and the page shows by what.
    let refused = |frame: &Value| {
        let entries = frame["entries"].as_array().into_iter().flatten();
        frame["t"] == "traffic" && entries.clone().any(|entry| entry["status"] == 400)
    };
    let frame = reader.hear("the refusal", refused).await;
    assert!(frame.to_string().contains("Must be 2000 or fewer in length"), "{frame}");
    office.double.skip(Duration::from_secs(4));
    let failed = reader.hear("the failure", |frame| frame["nonce"] == "long").await;
    assert_eq!(failed["error"], "The application did not respond");
    assert!(frame.to_string().len() < 2_500_000);
}

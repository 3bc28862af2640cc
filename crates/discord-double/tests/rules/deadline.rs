//! Time: three seconds, fifteen minutes, and one response only.

use crate::bot::{Bot, newsroom};
use discord_double::{Double, InteractionHandle};
use serde_json::json;
use serenity::all::CreateCommand;
use std::time::Duration;

async fn start() -> (Double, Bot, InteractionHandle) {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    bot.http.create_global_commands(&[CreateCommand::new("raw").description("Anything")]).await.unwrap();
    let handle = double.member("reader").slash("raw").send().await.unwrap();
    (double, bot, handle)
}

async fn respond(bot: &Bot, handle: &InteractionHandle) -> serenity::Result<()> {
    let body = json!({"type": 4, "data": {"content": "x"}});
    bot.http.create_interaction_response(handle.id().0.into(), &handle.token(), &body, vec![]).await
}

fn last_code(double: &Double) -> Option<u64> {
    double.requests().pop().unwrap().answer["code"].as_u64()
}

#[tokio::test]
async fn three_seconds_are_enough_and_more_are_not() {
    let (double, bot, handle) = start().await;
    double.skip(Duration::from_secs(3));
    respond(&bot, &handle).await.unwrap();
    assert_eq!(handle.reply().await.unwrap().acknowledged_after, Duration::from_secs(3));
    let late = double.member("reader").slash("raw").send().await.unwrap();
    double.skip(Duration::from_millis(3001));
    assert!(respond(&bot, &late).await.is_err());
    assert_eq!(last_code(&double), Some(10_062));
    let ends = crate::bot::complaints(&double).await;
    assert_eq!(ends.len(), 2, "never acknowledged, and too late: {ends:?}");
}

#[tokio::test]
async fn a_second_response_is_refused() {
    let (double, bot, handle) = start().await;
    respond(&bot, &handle).await.unwrap();
    assert!(respond(&bot, &handle).await.is_err());
    assert_eq!(last_code(&double), Some(40_060));
    handle.reply().await.unwrap();
    assert_eq!(double.take_violations()[0].rule, "second response to an interaction");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_interaction_are_refused() {
    let (double, bot, handle) = start().await;
    let body = json!({"type": 4, "data": {"content": "x"}});
    assert!(bot.http.create_interaction_response(handle.id().0.into(), "other", &body, vec![]).await.is_err());
    assert_eq!(last_code(&double), Some(10_062));
    assert!(bot.http.create_interaction_response(5.into(), &handle.token(), &body, vec![]).await.is_err());
    assert_eq!(last_code(&double), Some(10_062));
    assert_eq!(double.take_violations().len(), 2);
}

#[tokio::test]
async fn the_token_lives_for_a_quarter_of_an_hour() {
    let (double, bot, handle) = start().await;
    let token = handle.token();
    let more = json!({"content": "more"});
    assert!(bot.http.create_followup_message(&token, &more, vec![]).await.is_err(), "nothing before the response");
    assert_eq!(last_code(&double), Some(10_015));
    respond(&bot, &handle).await.unwrap();
    handle.reply().await.unwrap();
    double.skip(Duration::from_mins(15));
    let followup = bot.http.create_followup_message(&token, &more, vec![]).await.unwrap();
    bot.http.edit_followup_message(&token, followup.id, &json!({"content": "else"}), vec![]).await.unwrap();
    assert_eq!(bot.http.get_followup_message(&token, followup.id).await.unwrap().content, "else");
    assert_eq!((handle.followup().await.unwrap().content, handle.followups().len()), ("more".to_owned(), 1));
    bot.http.delete_followup_message(&token, followup.id).await.unwrap();
    assert!(bot.http.get_followup_message(&token, followup.id).await.is_err());
    double.skip(Duration::from_millis(1));
    assert!(bot.http.create_followup_message(&token, &more, vec![]).await.is_err());
    assert_eq!(last_code(&double), Some(50_027));
    assert_eq!(double.take_violations()[0].rule, "interaction token expired");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_deferral_fixes_the_privacy_and_its_first_follow_up_fills_it() {
    let (double, bot, handle) = start().await;
    let id = handle.id().0.into();
    bot.http.create_interaction_response(id, &handle.token(), &json!({"type": 5}), vec![]).await.unwrap();
    assert!(handle.is_acknowledged());
    let more = json!({"content": "secret", "flags": 64});
    bot.http.create_followup_message(&handle.token(), &more, vec![]).await.unwrap();
    let reply = handle.reply().await.unwrap();
    assert!(reply.deferred && !reply.is_ephemeral(), "the follow-up cannot change what the deferral said");
    assert!(handle.followups().is_empty());
    let edit = json!({"content": "edited"});
    bot.http.edit_original_interaction_response(&handle.token(), &edit, vec![]).await.unwrap();
    assert_eq!(handle.edit().await.unwrap().content, "edited");
    assert_eq!(handle.edits().len(), 2);
    bot.http.delete_original_interaction_response(&handle.token()).await.unwrap();
    assert!(bot.http.get_original_interaction_response(&handle.token()).await.is_err());
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_callback_can_ask_for_its_message() {
    let (double, _bot, handle) = start().await;
    let path = format!("/api/v10/interactions/{}/{}/callback?with_response=true", handle.id(), handle.token());
    let answer = raw_post(&double, &path, r#"{"type":4,"data":{"content":"x","flags":64}}"#).await;
    assert!(answer.contains("\"response_message_ephemeral\":true"), "{answer}");
    handle.reply().await.unwrap();
    double.finish().await.unwrap();
}

/// One request by hand, for what serenity has no method for.
async fn raw_post(double: &Double, path: &str, body: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = double.api_base().trim_start_matches("http://").to_owned();
    let mut socket = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head =
        format!("POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json");
    socket.write_all(format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
}

//! `finish` refuses loose ends, and says which.

use crate::bot::{Bot, complaints, newsroom};
use serde_json::json;
use serenity::all::{ChannelId, CreateCommand, CreateMessage, Http, HttpBuilder};

async fn raw(bot: &Bot, body: serde_json::Value, handle: &discord_double::InteractionHandle) {
    bot.http.create_interaction_response(handle.id().0.into(), &handle.token(), &body, vec![]).await.unwrap();
}

#[tokio::test]
async fn each_loose_end_is_named() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    bot.http.create_global_commands(&[CreateCommand::new("raw").description("d")]).await.unwrap();
    let reader = double.member("reader");
    let send = || async { reader.slash("raw").send().await.unwrap() };
    raw(&bot, json!({"type": 4, "data": {"content": "unread words"}}), &send().await).await;
    let form = json!({"custom_id": "m", "title": "Form", "components": [
        {"type": 1, "components": [{"type": 4, "style": 1, "custom_id": "a", "label": "A"}]}]});
    raw(&bot, json!({"type": 9, "data": form}), &send().await).await;
    let edited = send().await;
    raw(&bot, json!({"type": 4, "data": {"content": "first"}}), &edited).await;
    edited.reply().await.unwrap();
    bot.http.edit_original_interaction_response(&edited.token(), &json!({"content": "second"}), vec![]).await.unwrap();
    double.skip(std::time::Duration::from_secs(1000));
    raw(&bot, json!({"type": 5}), &send().await).await;
    double.skip(std::time::Duration::from_secs(1000));
    send().await;
    double.skip(std::time::Duration::from_secs(4));
    let wrong_route = bot.http.get_voice_regions().await;
    assert!(wrong_route.is_err());
    let ends = complaints(&double).await;
    let expected = [
        "answered with a modal that the test did not look at: \"Form\"",
        "/raw by reader was deferred and never answered",
        "/raw by reader was never acknowledged",
        "an unread message of the bot in #news: \"unread words\"",
        "an unread edit of the bot in #news: \"second\"",
        "unknown route: GET /voice/regions",
    ];
    assert_eq!(ends.len(), expected.len(), "{ends:#?}");
    for (end, expected) in ends.iter().zip(expected) {
        assert!(end.contains(expected), "{end} is not {expected}");
    }
    double.read_everything();
    double.forget_unanswered();
    assert_eq!(double.take_violations()[0].rule, "unknown route");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_wrong_token_opens_nothing() {
    let double = newsroom().await;
    let stranger: Http = HttpBuilder::new("nonsense").proxy(double.api_base()).ratelimiter_disabled(true).build();
    assert!(stranger.get_current_user().await.is_err());
    let channel: ChannelId = double.channel_id("news").unwrap().0.into();
    assert!(channel.send_message(&stranger, CreateMessage::new().content("x")).await.is_err());
    assert_eq!(complaints(&double).await.len(), 2);
    assert!(double.channel("news").messages().unwrap().is_empty());
}

#[tokio::test]
async fn a_wait_for_nothing_ends_with_what_was_seen() {
    let double = crate::bot::described().patience(std::time::Duration::from_millis(300)).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let error = double.member("reader").slash("nothing").send().await.unwrap_err().to_string();
    assert!(error.contains("waited 300ms for"), "{error}");
    let _connected = double.gateway().connected().await;
    bot.http.get_current_user().await.unwrap();
    let error = double.channel("news").next_message().await.unwrap_err().to_string();
    assert!(error.contains("a message of the bot in #news") && error.contains("GET /users/@me → 200"), "{error}");
}

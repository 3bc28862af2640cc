//! Messages outside interactions: written, listed, changed, deleted, threaded, pinging.

use crate::bot::{Bot, described, newsroom};
use discord_double::{Double, Permissions};
use serde_json::json;
use serenity::all::{
    ChannelId, CreateAllowedMentions, CreateAttachment, CreateMessage, CreateThread, EditMessage, ExecuteWebhook,
    GetMessages, ReactionType, UserId, Webhook,
};

fn news(double: &Double) -> ChannelId {
    double.channel_id("news").unwrap().0.into()
}

#[tokio::test]
async fn a_message_is_written_read_changed_and_deleted() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let channel = news(&double);
    let file = CreateAttachment::bytes(b"words".as_slice(), "a.txt").description("some");
    let mut message = channel.send_files(&bot.http, [file], CreateMessage::new().content("one")).await.unwrap();
    assert_eq!((message.attachments[0].size, message.attachments[0].description.as_deref()), (5, Some("some")));
    assert_eq!(message.attachments[0].download().await.unwrap(), b"words");
    message.edit(&bot.http, EditMessage::new().content("two")).await.unwrap();
    assert_eq!(double.channel("news").next_message().await.unwrap().content, "one");
    let edited = double.channel("news").next_message().await.unwrap();
    assert_eq!((edited.content.as_str(), edited.attachments.len(), edited.versions().len()), ("two", 1, 1));
    let large = CreateAttachment::bytes(vec![7; 3_000_000], "large.bin");
    let with_large = channel.send_files(&bot.http, [large], CreateMessage::new()).await.unwrap();
    assert_eq!(double.channel("news").next_message().await.unwrap().attachments[0].bytes.len(), 3_000_000);
    with_large.delete(&bot.http).await.unwrap();
    channel.broadcast_typing(&bot.http).await.unwrap();
    assert_eq!(double.channel("news").typing().unwrap(), 1);
    message.react(&bot.http, ReactionType::Unicode("👍".to_owned())).await.unwrap();
    assert_eq!(double.channel("news").messages().unwrap()[0].reactions(), ["👍"]);
    message.delete(&bot.http).await.unwrap();
    assert!(channel.message(&bot.http, message.id).await.is_err());
    assert_eq!(double.requests().pop().unwrap().answer["code"], 10_008);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn messages_are_listed_newest_first_and_their_words_hidden_without_the_intent() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let reader = double.member("reader");
    for text in ["a", "b @bot", "c"] {
        reader.says(text).await.unwrap();
    }
    let listed = news(&double).messages(&bot.http, GetMessages::new().limit(2)).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed[0].content.is_empty() && listed[1].content.starts_with("b <@"));
    let before = news(&double).messages(&bot.http, GetMessages::new().before(listed[1].id)).await.unwrap();
    assert_eq!(before.len(), 1);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_enforced_nonce_makes_one_message_of_two() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let send = |content: &'static str, enforce: bool| {
        let body = json!({"content": content, "nonce": "once", "enforce_nonce": enforce});
        let (http, channel) = (&bot.http, news(&double));
        async move { http.send_message(channel, vec![], &body).await.unwrap().id }
    };
    let first = send("x", true).await;
    assert_eq!(first, send("y", true).await);
    assert_ne!(first, send("z", false).await);
    assert_eq!(double.channel("news").messages().unwrap().len(), 2);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn only_allowed_mentions_ping() {
    let double = described().bot_permissions(Permissions::MENTION_EVERYONE).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let reader: UserId = double.user_id("reader").unwrap().0.into();
    let text = format!("@everyone <@{reader}>");
    let cases = [
        (CreateAllowedMentions::new(), 0, false),
        (CreateAllowedMentions::new().everyone(true), 0, true),
        (CreateAllowedMentions::new().all_users(true), 1, false),
        (CreateAllowedMentions::new().users([reader]), 1, false),
        (CreateAllowedMentions::new().users([5]), 0, false),
    ];
    for (allowed, users, everyone) in cases {
        let words = format!("{allowed:?}");
        let message = CreateMessage::new().content(&text).allowed_mentions(allowed);
        news(&double).send_message(&bot.http, message).await.unwrap();
        let seen = double.channel("news").next_message().await.unwrap();
        assert_eq!((seen.pings().users.len(), seen.pings().everyone), (users, everyone), "{words}");
    }
    news(&double).say(&bot.http, &text).await.unwrap();
    let seen = double.channel("news").next_message().await.unwrap();
    assert!(seen.pings().everyone && seen.pings().users.len() == 1, "without allowed_mentions all ping");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn threads_and_direct_messages_are_opened_and_written_in() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let message = news(&double).say(&bot.http, "start").await.unwrap();
    let thread =
        news(&double).create_thread_from_message(&bot.http, message.id, CreateThread::new("story")).await.unwrap();
    assert_eq!(thread.id.get(), message.id.get(), "a thread from a message has its id");
    thread.id.say(&bot.http, "inside").await.unwrap();
    assert_eq!(double.channel("story").next_message().await.unwrap().content, "inside");
    double.member("reader").at("story").says("hello @bot").await.unwrap();
    let user: UserId = double.user_id("reader").unwrap().0.into();
    let dm = user.create_dm_channel(&bot.http).await.unwrap();
    assert_eq!(dm.id, user.create_dm_channel(&bot.http).await.unwrap().id);
    dm.id.say(&bot.http, "psst").await.unwrap();
    assert_eq!(double.dm("reader").next_message().await.unwrap().content, "psst");
    assert_eq!(double.channel("news").messages().unwrap().len(), 1);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_webhook_writes_under_its_own_name() {
    let double = described().bot_permissions(Permissions::MANAGE_WEBHOOKS).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let made: Webhook = bot.http.create_webhook(news(&double), &json!({"name": "Desk"}), None).await.unwrap();
    let written = made.execute(&bot.http, true, ExecuteWebhook::new().content("by hook")).await.unwrap().unwrap();
    assert_eq!(written.author.name, "Desk");
    assert_eq!(news(&double).webhooks(&bot.http).await.unwrap().len(), 1);
    assert_eq!(double.channel("news").messages().unwrap()[0].content, "by hook");
    double.finish().await.unwrap();
}

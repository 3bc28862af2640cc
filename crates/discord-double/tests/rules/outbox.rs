//! What a bot that delivers messages meets: history in pages, webhooks and their names, threads that close, conversations
//! that close, roles and channels that change while it runs.

use crate::bot::{Bot, described, newsroom};
use discord_double::{Double, Permissions};
use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CreateThread, EditWebhookMessage, ExecuteWebhook, GetMessages, GuildChannel, Http, UserId, Webhook,
};
use std::time::Duration;

fn channel(double: &Double, name: &str) -> ChannelId {
    double.channel_id(name).unwrap().0.into()
}

fn code(double: &Double) -> Value {
    double.requests().pop().unwrap().answer["code"].clone()
}

async fn with_webhooks() -> (Double, Bot, Webhook) {
    let double = described().bot_permissions(Permissions::MANAGE_WEBHOOKS).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let hook = bot.http.create_webhook(channel(&double, "news"), &json!({"name": "Desk"}), None).await.unwrap();
    (double, bot, hook)
}

async fn story(double: &Double, http: &Http) -> GuildChannel {
    let message = channel(double, "news").say(http, "start").await.unwrap();
    channel(double, "news").create_thread_from_message(http, message.id, CreateThread::new("story")).await.unwrap()
}

#[tokio::test]
async fn history_is_read_forward_in_pages() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let news = channel(&double, "news");
    let mut sent = Vec::new();
    for number in 0..5 {
        sent.push(news.say(&bot.http, number.to_string()).await.unwrap().id);
    }
    let page = news.messages(&bot.http, GetMessages::new().after(sent[0]).limit(2)).await.unwrap();
    assert_eq!(
        page.iter().map(|message| message.id).collect::<Vec<_>>(),
        [sent[2], sent[1]],
        "the oldest, newest first"
    );
    let rest = news.messages(&bot.http, GetMessages::new().after(sent[2]).limit(100)).await.unwrap();
    assert_eq!(rest.len(), 2);
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_enforced_nonce_is_forgotten_after_minutes() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let body = json!({"content": "x", "nonce": "once", "enforce_nonce": true});
    let send = || bot.http.send_message(channel(&double, "news"), vec![], &body);
    let first = send().await.unwrap().id;
    double.skip(Duration::from_mins(1));
    assert_eq!(send().await.unwrap().id, first);
    double.skip(Duration::from_mins(5));
    assert_ne!(send().await.unwrap().id, first);
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_webhook_bears_a_members_name_in_a_thread_and_its_message_is_changed_and_removed_there() {
    let (double, bot, hook) = with_webhooks().await;
    let thread = story(&double, &bot.http).await;
    let say = ExecuteWebhook::new().content("words").username("Ana").avatar_url("https://cdn.example/a.png");
    let written = hook.execute(&bot.http, true, say.in_thread(thread.id)).await.unwrap().unwrap();
    let seen = double.channel("story").next_message().await.unwrap();
    assert_eq!(seen.under_name(), Some(("Ana", Some("https://cdn.example/a.png"))));
    let edit = || EditWebhookMessage::new().content("other words");
    assert!(hook.edit_message(&bot.http, written.id, edit()).await.is_err(), "without the thread it is not found");
    assert_eq!(code(&double), 10_008);
    hook.edit_message(&bot.http, written.id, edit().in_thread(thread.id)).await.unwrap();
    assert_eq!(double.channel("story").next_message().await.unwrap().content, "other words");
    let listed = thread.id.messages(&bot.http, GetMessages::new()).await.unwrap();
    assert!(listed[0].content.is_empty() && listed[0].webhook_id == Some(hook.id), "hidden without the intent");
    let token = token_of(&hook);
    let whole = bot.http.get_webhook_message(hook.id, Some(thread.id), &token, written.id).await.unwrap();
    assert_eq!(whole.content, "other words");
    assert!(thread.id.delete_message(&bot.http, written.id).await.is_err(), "it is not the bot's own");
    assert_eq!(code(&double), 50_013);
    hook.delete_message(&bot.http, Some(thread.id), written.id).await.unwrap();
    assert!(double.channel("story").messages().unwrap().is_empty());
    double.read_everything();
    double.finish().await.unwrap();
}

/// What the double calls a webhook's token; serenity keeps it to itself.
fn token_of(hook: &Webhook) -> String {
    format!("webhook-token-{}", hook.id)
}

#[tokio::test]
async fn names_of_discords_own_are_refused_to_webhooks() {
    let (double, bot, hook) = with_webhooks().await;
    for name in ["Clyde", "a discord fan", "everyone", "HERE", "  ", &"x".repeat(81)] {
        let body = json!({"content": "x", "username": name});
        let token = token_of(&hook);
        assert!(bot.http.execute_webhook(hook.id, None, &token, true, vec![], &body).await.is_err(), "{name}");
        assert_eq!(code(&double), 50_035);
    }
    let named = bot.http.create_webhook(channel(&double, "news"), &json!({"name": "My Discord"}), None).await;
    assert!(named.is_err());
    assert_eq!(double.take_violations().len(), 7);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn anothers_webhook_is_seen_and_cannot_be_used_and_a_channel_has_room_for_fifteen() {
    let (double, bot, hook) = with_webhooks().await;
    double.add_webhook("news", "Somebody's").unwrap();
    let there = channel(&double, "news").webhooks(&bot.http).await.unwrap();
    let own: Vec<_> = there.iter().filter(|each| each.application_id.is_some()).map(|each| each.id).collect();
    assert_eq!((there.len(), own), (2, vec![hook.id]));
    assert!(there.iter().all(|each| each.token.is_some() == each.application_id.is_some()));
    for number in 2..15 {
        double.add_webhook("news", &number.to_string()).unwrap();
    }
    let name = json!({"name": "x"});
    let create = || bot.http.create_webhook(channel(&double, "news"), &name, None);
    assert!(create().await.is_err());
    assert_eq!(code(&double), 30_007);
    double.delete_webhooks("news").unwrap();
    assert!(hook.execute(&bot.http, true, ExecuteWebhook::new().content("x")).await.is_err());
    assert_eq!(code(&double), 10_015);
    assert!(create().await.is_ok());
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_message_has_one_thread_and_no_other_when_that_was_deleted() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let thread = story(&double, &bot.http).await;
    let news = channel(&double, "news");
    let again = || news.create_thread_from_message(&bot.http, thread.id.get(), CreateThread::new("again"));
    assert!(again().await.is_err());
    assert_eq!(code(&double), 160_004);
    double.delete_channel("story").unwrap();
    assert!(again().await.is_err());
    assert_eq!(code(&double), 160_004);
    assert!(thread.id.say(&bot.http, "x").await.is_err());
    assert_eq!(code(&double), 10_003);
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_archived_thread_opens_by_writing_and_a_locked_one_does_not() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let thread = story(&double, &bot.http).await;
    let mut message = thread.id.say(&bot.http, "one").await.unwrap();
    double.archive("story").unwrap();
    assert!(message.edit(&bot.http, serenity::all::EditMessage::new().content("two")).await.is_err());
    assert_eq!(code(&double), 50_083);
    bot.http.edit_thread(thread.id, &json!({"archived": false}), None).await.unwrap();
    message.edit(&bot.http, serenity::all::EditMessage::new().content("two")).await.unwrap();
    double.archive("story").unwrap();
    thread.id.say(&bot.http, "three").await.unwrap();
    double.lock("story").unwrap();
    assert!(thread.id.say(&bot.http, "four").await.is_err());
    assert_eq!(code(&double), 160_005);
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_member_closes_their_direct_messages() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let user: UserId = double.user_id("reader").unwrap().0.into();
    double.close_dms("reader").unwrap();
    let dm = user.create_dm_channel(&bot.http).await.unwrap();
    assert!(dm.id.say(&bot.http, "psst").await.is_err());
    assert_eq!(code(&double), 50_007);
    double.open_dms("reader").unwrap();
    dm.id.say(&bot.http, "psst").await.unwrap();
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn overwrites_count_in_discords_order_and_change_while_the_bot_runs() {
    let private = |plan: discord_double::ChannelPlan| {
        let see = Permissions::VIEW_CHANNEL;
        plan.nobody_may(see).role_may("Moderators", see).bot_may(see).bot_may_not(Permissions::ATTACH_FILES)
    };
    let double = described().channel_with("private", private).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let place = channel(&double, "private");
    place.say(&bot.http, "x").await.unwrap();
    let sees = |name: &str| !double.member(name).sees("private").unwrap().is_empty();
    assert!(sees("mod") && !sees("reader"));
    double.give_role("reader", "Moderators").unwrap();
    assert!(sees("reader"));
    double.take_role("reader", "Moderators").unwrap();
    assert!(!sees("reader"));
    let http = &bot.http;
    let guild = http.get_guild(double.guild_id("Test").unwrap().0.into()).await.unwrap();
    let me = http.get_member(guild.id, http.get_current_user().await.unwrap().id).await.unwrap();
    let computed = guild.user_permissions_in(&place.to_channel(http).await.unwrap().guild().unwrap(), &me);
    assert!(computed.view_channel() && computed.send_messages() && !computed.attach_files());
    double.bot_may_not("private", Permissions::VIEW_CHANNEL).unwrap();
    assert!(place.say(http, "y").await.is_err());
    assert_eq!(code(&double), 50_001);
    double.bot_may("private", Permissions::VIEW_CHANNEL).unwrap();
    double.bot_may_not("private", Permissions::EMBED_LINKS).unwrap();
    let card = json!({"embeds": [{"description": "a card"}]});
    assert!(http.send_message(place, vec![], &card).await.is_err());
    assert_eq!(code(&double), 50_013);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn selects_that_discord_fills_in_are_checked_and_offer_what_the_member_sees() {
    let double = described()
        .channel_with("hidden", |plan| plan.nobody_may(Permissions::VIEW_CHANNEL).bot_may(Permissions::VIEW_CHANNEL))
        .start()
        .await
        .unwrap();
    let bot = Bot::idle(&double).await;
    let news = channel(&double, "news");
    let select = |kind: u8, defaults: Value| {
        let select = json!({"type": kind, "custom_id": "s", "placeholder": "Which", "default_values": defaults});
        json!({"content": "x", "components": [{"type": 1, "components": [select]}]})
    };
    let good = select(8, json!([{"id": news.to_string(), "type": "channel"}]));
    bot.http.send_message(news, vec![], &good).await.unwrap();
    let shown = double.channel("news").next_message().await.unwrap();
    let reader = double.member("reader");
    assert!(reader.select(&shown, "Which", &["hidden"]).await.is_err());
    assert!(reader.select(&shown, "Which", &["nowhere"]).await.is_err());
    for wrong in [
        select(6, json!([{"id": "1", "type": "channel"}])),
        select(8, json!([{"id": "1", "type": "channel"}, {"id": "2", "type": "channel"}])),
        select(5, json!([{"type": "user"}])),
    ] {
        assert!(bot.http.send_message(news, vec![], &wrong).await.is_err(), "{wrong}");
    }
    assert_eq!(double.take_violations().len(), 3);
    double.finish().await.unwrap();
}

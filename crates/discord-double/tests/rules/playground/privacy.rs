//! Each page shows what its member may see, and no more.

use super::clerk::Office;
use super::page::Page;
use serde_json::{Value, json};

#[tokio::test]
async fn an_ephemeral_reply_reaches_its_addressee_alone() {
    let office = Office::open().await;
    let (mut reader, mut other) = (Page::open(&office.base, "reader").await, Page::open(&office.base, "mod").await);
    let mut twin = Page::open(&office.base, "reader").await;
    assert_eq!(reader.slash("news", "whisper", &[]).await["t"], "done");
    let whispered = reader.message("between us").await;
    assert_eq!(whispered["flags"], 64);
    twin.message("between us").await;
    let seen = other.rest().await;
    assert!(!json!(seen).to_string().contains("between us"), "{seen:#?}");
    let news = other.channel("news");
    assert_eq!(other.reads(&news).await, Vec::<String>::new());
    assert_eq!(reader.reads(&news).await, ["between us"]);
    let id = whispered["id"].clone();
    for request in [
        json!({"t": "click", "message": id, "custom_id": "press"}),
        json!({"t": "menu", "message": id, "command": "Quote"}),
        json!({"t": "delete", "message": id}),
    ] {
        other.refused(request).await;
    }
}

#[tokio::test]
async fn a_channel_that_a_member_may_not_see_does_not_exist_for_them() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut moderator = Page::open(&office.base, "mod").await;
    assert_eq!(reader.channels(), ["news", "talk", "double-bot"]);
    assert_eq!(moderator.channels(), ["news", "talk", "back room", "double-bot"]);
    let room = moderator.channel("back room");
    moderator.ask(json!({"t": "say", "channel": room, "content": "secret plans"})).await;
    moderator.message("secret plans").await;
    let told = reader.refused(json!({"t": "say", "channel": room, "content": "me too"})).await;
    assert_eq!(told, "Reader cannot see the channel.");
    reader.refused(json!({"t": "slash", "channel": room, "command": "whisper"})).await;
    reader.say(&json!({"t": "open", "channel": room})).await;
    reader.hear("refusal", |frame| frame["t"] == "failed" && frame["nonce"].is_null()).await;
    assert!(!json!(reader.rest().await).to_string().contains("secret plans"));

    office.double.give_role("reader", "Moderators").unwrap();
    let named = |frame: &Value| frame["t"] == "channels" && frame.to_string().contains("back room");
    reader.hear("the new channel", named).await;
    assert_eq!(reader.reads(&room).await[0], "secret plans");
    office.double.take_role("reader", "Moderators").unwrap();
    reader.hear("its end", |frame| frame["t"] == "channels" && !frame.to_string().contains("back room")).await;
}

#[tokio::test]
async fn what_a_member_does_not_see_they_can_neither_use_nor_reply_to() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut moderator = Page::open(&office.base, "mod").await;
    moderator.slash("back room", "say", &[("words", "card of secrets")]).await;
    let card = moderator.message("card of secrets").await["id"].clone();
    let alone = moderator.channel("double-bot");
    let direct = moderator.ask(json!({"t": "say", "channel": alone, "content": "secrets"})).await["message"].clone();
    moderator.slash("news", "whisper", &[]).await;
    let whispered = moderator.message("between us").await["id"].clone();
    let (news, talk) = (reader.channel("news"), reader.channel("talk"));
    let reply = |id: &Value| json!({"t": "say", "channel": news, "content": "look", "reply_to": id});
    for id in [&card, &direct, &whispered] {
        for request in [
            json!({"t": "click", "message": id, "custom_id": "press"}),
            json!({"t": "select", "message": id, "custom_id": "pick", "values": ["a"]}),
            json!({"t": "menu", "message": id, "command": "Quote"}),
            reply(id),
        ] {
            assert_eq!(reader.refused(request).await, "Reader does not see that message.");
        }
    }
    assert!(!json!(reader.rest().await).to_string().contains("secrets"));
    let there = reader.ask(json!({"t": "say", "channel": talk, "content": "there"})).await["message"].clone();
    assert_eq!(reader.refused(reply(&there)).await, "That message stands in another channel.");
    for (id, why) in [
        (&card, "That message stands in another channel."),
        (&whispered, "Nobody else sees that message, so there is no reply to it."),
    ] {
        assert_eq!(moderator.refused(reply(id)).await, why);
    }
}

#[tokio::test]
async fn direct_messages_are_between_two() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    let (mine, theirs) = (reader.channel("double-bot"), other.channel("double-bot"));
    assert_ne!(mine, theirs);
    reader.ask(json!({"t": "say", "channel": mine, "content": "just you and me"})).await;
    reader.hear("typing", |frame| frame["t"] == "typing" && frame["channel"] == mine.as_str()).await;
    reader.message("heard 0").await;
    other.refused(json!({"t": "say", "channel": mine, "content": "and me"})).await;
    assert!(!json!(other.rest().await).to_string().contains("just you"));
}

#[tokio::test]
async fn commands_are_those_that_the_member_may_use() {
    let office = Office::open().await;
    let names = |page: &Page| -> Vec<String> {
        let commands = page.ready["commands"].as_array().unwrap().iter();
        commands.map(|command| command["name"].as_str().unwrap().to_owned()).collect()
    };
    let mut reader = Page::open(&office.base, "reader").await;
    let moderator = Page::open(&office.base, "mod").await;
    assert!(!names(&reader).contains(&"count".to_owned()) && names(&reader).contains(&"say".to_owned()));
    assert!(names(&moderator).contains(&"count".to_owned()));
    let places = |page: &Page| -> Value {
        let mut commands = page.ready["commands"].as_array().unwrap().iter();
        commands.find(|command| command["name"] == "recount").unwrap()["contexts"].clone()
    };
    assert_eq!(places(&reader), json!([1]), "permissions count on a server, not alone with the bot");
    assert_eq!(places(&moderator), json!(null));
    let told = reader.slash("news", "count", &[]).await;
    assert_eq!(told["error"], "Count: the member lacks its default_member_permissions.");
    office.double.give_role("reader", "Moderators").unwrap();
    let more = reader.hear("the new list", |frame| frame["t"] == "commands").await;
    assert!(more.to_string().contains("\"count\""));
    assert_eq!(reader.slash("news", "count", &[]).await["t"], "done");
}

//! Discord's `OpenAPI` document as a second opinion: a small one of the same form, and the real one where present.

use crate::bot::{Bot, described};
use serde_json::json;
use serenity::all::{ChannelId, CreateCommand, CreateMessage, Permissions};

#[tokio::test]
async fn bodies_are_held_against_the_document() {
    let path = std::env::temp_dir().join(format!("discord-double-openapi-{}.json", std::process::id()));
    let message = json!({"type": "object", "properties": {
        "content": {"type": ["string", "null"], "pattern": "^[a-z]*$"}, "message_reference": {"$ref": "#/components/schemas/Ref"}}});
    let reference = json!({"type": "object", "properties": {"message_id": {"type": "string", "format": "snowflake"}}});
    let document = json!({"openapi": "3.1.0",
        "paths": {"/channels/{channel_id}/messages": {"post": {"requestBody": {"content": {"application/json": {"schema":
            {"$ref": "#/components/schemas/Message"}}}}}}},
        "components": {"schemas": {"Message": message, "Ref": reference}}});
    std::fs::write(&path, document.to_string()).unwrap();
    let double = described().openapi(&path).start().await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let bot = Bot::idle(&double).await;
    let news = ChannelId::new(double.channel_id("news").unwrap().0);
    let first = news.say(&bot.http, "good").await.unwrap();
    let reply = json!({"content": "good", "message_reference": {"message_id": first.id.get()}});
    bot.http.send_message(news, vec![], &reply).await.expect("an id may be a number");
    assert!(news.say(&bot.http, "BAD").await.is_err());
    let answer = double.requests().pop().unwrap().answer;
    assert_eq!(answer["errors"]["content"]["_errors"][0]["code"], "OPENAPI");
    double.read_everything();
    assert_eq!(double.take_violations().len(), 1);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn the_real_document_agrees_where_present() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/discord-openapi.json");
    if !path.exists() {
        return;
    }
    let double = described().openapi(&path).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let news = ChannelId::new(double.channel_id("news").unwrap().0);
    let button = serenity::all::CreateButton::new("a").label("A");
    let embed = serenity::all::CreateEmbed::new().title("T").field("n", "v", true);
    news.send_message(&bot.http, CreateMessage::new().content("x").embed(embed).button(button)).await.unwrap();
    let commands = [CreateCommand::new("a").description("d").default_member_permissions(Permissions::MANAGE_MESSAGES)];
    bot.http.create_global_commands(&commands).await.unwrap();
    let handle = double.member("mod").slash("a").send().await.unwrap();
    let body = json!({"type": 4, "data": {"content": "x", "flags": 64, "nickname": "y"}});
    assert!(bot.http.create_interaction_response(handle.id().0.into(), &handle.token(), &body, vec![]).await.is_err());
    let body = json!({"type": 4, "data": {"content": "x", "flags": 64}});
    bot.http.create_interaction_response(handle.id().0.into(), &handle.token(), &body, vec![]).await.unwrap();
    assert_eq!(double.take_violations().len(), 1);
    double.read_everything();
    double.finish().await.unwrap();
}

//! What the bot may not do, and how it is told.

use crate::bot::{Bot, described};
use discord_double::Permissions;
use serde_json::json;
use serenity::all::{ChannelId, CreateAttachment, CreateCommand, CreateMessage};

#[tokio::test]
async fn a_channel_can_be_closed_to_the_bot() {
    let double = described()
        .channel_with("quiet", |plan| plan.bot_may_not(Permissions::SEND_MESSAGES))
        .channel_with("secret", |plan| plan.bot_may_not(Permissions::VIEW_CHANNEL))
        .channel_with("plain", |plan| plan.nobody_may(Permissions::ATTACH_FILES))
        .start()
        .await
        .unwrap();
    let bot = Bot::idle(&double).await;
    let code = |double: &discord_double::Double| double.requests().pop().unwrap().answer["code"].as_u64();
    let channel = |name: &str| ChannelId::new(double.channel_id(name).unwrap().0);
    assert!(channel("quiet").say(&bot.http, "x").await.is_err());
    assert_eq!(code(&double), Some(50_013));
    assert!(channel("secret").say(&bot.http, "x").await.is_err());
    assert_eq!(code(&double), Some(50_001));
    let file = CreateAttachment::bytes(b"x".as_slice(), "x.txt");
    assert!(channel("plain").send_files(&bot.http, [file], CreateMessage::new()).await.is_err());
    assert_eq!(code(&double), Some(50_013));
    assert!(ChannelId::new(5).say(&bot.http, "x").await.is_err());
    assert_eq!(code(&double), Some(10_003));
    double.finish().await.expect("being refused is no broken rule");
}

#[tokio::test]
async fn an_interaction_tells_the_permissions_and_is_answered_even_where_the_bot_may_not_write() {
    let double =
        described().channel_with("quiet", |plan| plan.bot_may_not(Permissions::SEND_MESSAGES)).start().await.unwrap();
    let bot = Bot::start(&double, |context, heard| async move {
        let crate::bot::Heard::Interaction(interaction) = heard else { return };
        let command = interaction.command().unwrap();
        let may = command.app_permissions.unwrap().send_messages();
        let moderates = command.member.as_ref().unwrap().permissions.unwrap().manage_messages();
        let body = json!({"type": 4, "data": {"content": format!("{may} {moderates} {}", command.locale)}});
        context.http.create_interaction_response(command.id, &command.token, &body, vec![]).await.unwrap();
    })
    .await;
    bot.http.create_global_commands(&[CreateCommand::new("may").description("d")]).await.unwrap();
    let cases = [
        ("reader", "news", "true false en-US"),
        ("mod", "quiet", "false true en-US"),
        ("lector", "quiet", "false false es-ES"),
    ];
    for (member, place, expected) in cases {
        let handle = double.member(member).slash("may").in_channel(place).send().await.unwrap();
        assert_eq!(handle.reply().await.unwrap().content, expected);
    }
    double.finish().await.unwrap();
}

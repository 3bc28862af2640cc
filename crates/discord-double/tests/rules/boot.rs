//! What a bot asks for when it starts.

use crate::bot::{Bot, newsroom};
use serenity::all::GatewayIntents;

#[tokio::test]
async fn a_bot_boots_and_knows_itself() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let session = double.gateway().connected().await.unwrap();
    assert_eq!(session.intents, GatewayIntents::non_privileged().bits());
    let me = bot.http.get_current_user().await.unwrap();
    assert_eq!(me.id.get(), double.application_id().0);
    let application = bot.http.get_current_application_info().await.unwrap();
    assert_eq!(application.owner.unwrap().name, "owner");
    assert_eq!(bot.http.get_bot_gateway().await.unwrap().shards, 1);
    let guild = double.guild_id("Test").unwrap().0.into();
    assert_eq!(bot.http.get_guild(guild).await.unwrap().name, "Test");
    assert_eq!(bot.http.get_channels(guild).await.unwrap().len(), 2);
    assert_eq!(bot.http.get_guild_roles(guild).await.unwrap().len(), 3);
    let reader = double.user_id("reader").unwrap().0.into();
    assert_eq!(bot.http.get_member(guild, reader).await.unwrap().user.name, "reader");
    double.finish().await.unwrap();
}

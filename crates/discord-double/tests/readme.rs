//! The test that the README shows, with the bot it tests.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the shortest bot that can be greeted by")]

use discord_double::Double;
use serenity::all::{
    Command, CommandOptionType, Context, CreateCommand, CreateCommandOption, CreateInteractionResponse,
    CreateInteractionResponseMessage, EventHandler, GatewayIntents, HttpBuilder, Interaction, Ready,
};
use serenity::client::ClientBuilder;

struct Greeter;

#[serenity::async_trait]
impl EventHandler for Greeter {
    async fn ready(&self, ctx: Context, _: Ready) {
        let whom = CreateCommandOption::new(CommandOptionType::String, "whom", "Whom to greet").required(true);
        let greet = CreateCommand::new("greet").description("Says hello").add_option(whom);
        Command::set_global_commands(&ctx.http, vec![greet]).await.unwrap();
    }

    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        let Some(command) = interaction.command() else { return };
        let whom = command.data.options[0].value.as_str().unwrap();
        let message = CreateInteractionResponseMessage::new().content(format!("Hello, {whom}!"));
        command.create_response(&ctx.http, CreateInteractionResponse::Message(message)).await.unwrap();
    }
}

#[tokio::test]
async fn a_reader_is_greeted() -> Result<(), Box<dyn std::error::Error>> {
    let double = Double::builder().guild("Test").channel("news").member("reader").start().await?;

    // Your bot, unmodified. With serenity 0.12 the proxy needs the limiter off, or it is silently ignored.
    let http = HttpBuilder::new(double.token()).proxy(double.api_base()).ratelimiter_disabled(true).build();
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(Greeter).await?;
    tokio::spawn(async move { client.start().await });

    let reader = double.member("reader");
    let reply = reader.slash("greet").option("whom", "the world").in_channel("news").send().await?.reply().await?;
    assert_eq!(reply.content, "Hello, the world!");
    double.finish().await?; // fails on anything unanswered, unread, unknown or against the rules
    Ok(())
}

#[test]
fn the_readme_shows_the_test_above() {
    let readme = include_str!("../README.md");
    let shown = readme.split("```rust,ignore\n").nth(1).and_then(|rest| rest.split("```").next());
    let shown = shown.unwrap();
    assert!(shown.lines().count() <= 16, "the README promises a short test");
    assert!(include_str!("readme.rs").contains(shown), "the README and this file differ");
}

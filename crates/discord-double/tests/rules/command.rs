//! Registering commands, and who may use them where.

use crate::bot::{Bot, newsroom};
use serde_json::{Value, json};
use serenity::all::{CommandOptionType, CreateCommand, CreateCommandOption, InteractionContext, Permissions};

fn command(with: Value) -> Value {
    let mut body = json!({"name": "a", "description": "d"});
    body.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    body
}

fn options(options: Value) -> Value {
    command(json!({"options": options}))
}

fn option(with: Value) -> Value {
    let mut body = json!({"type": 3, "name": "o", "description": "d"});
    body.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn registrations_are_taken_or_refused_at_the_right_place() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let choices = |n: usize| (0..n).map(|n| json!({"name": n.to_string(), "value": n.to_string()})).collect::<Value>();
    let named = |n: usize| (0..n).map(|n| option(json!({"name": format!("o{n}")}))).collect::<Value>();
    // The place is empty where the registration is good.
    let cases: Vec<(Value, &str)> = vec![
        (command(json!({})), ""),
        (command(json!({"name": "resumen-día", "name_localizations": {"es-ES": "resumen"}})), ""),
        (command(json!({"contexts": [0, 1], "integration_types": [0, 1], "default_member_permissions": "8192"})), ""),
        (json!({"name": "Digest This", "type": 3}), ""),
        (options(named(25)), ""),
        (options(json!([option(json!({"choices": choices(25)}))])), ""),
        (options(json!([{"type": 1, "name": "sub", "description": "d", "options": [option(json!({}))]}])), ""),
        (command(json!({"name": "Upper"})), "/name"),
        (command(json!({"name": "two words"})), "/name"),
        (command(json!({"name": "x".repeat(33)})), "/name"),
        (command(json!({"description": ""})), "/description"),
        (command(json!({"description": "x".repeat(101)})), "/description"),
        (command(json!({"name_localizations": {"es": "x"}})), "/name_localizations/es"),
        (command(json!({"description_localizations": {"es-ES": ""}})), "/description_localizations/es-ES"),
        (command(json!({"contexts": [3]})), "/contexts/0"),
        (command(json!({"contexts": [0, 0]})), "/contexts"),
        (command(json!({"integration_types": []})), "/integration_types"),
        (command(json!({"permissions": 8})), "/permissions"),
        (json!({"name": "Digest", "type": 3, "description": "x"}), "/description"),
        (options(named(26)), "/options"),
        (options(json!([option(json!({})), option(json!({"name": "p", "required": true}))])), "/options/1"),
        (options(json!([option(json!({})), option(json!({}))])), "/options/1/name"),
        (options(json!([option(json!({"description": ""}))])), "/options/0/description"),
        (options(json!([option(json!({"choices": choices(26)}))])), "/options/0/choices"),
        (options(json!([option(json!({"choices": choices(1), "autocomplete": true}))])), "/options/0/choices"),
        (options(json!([option(json!({"choices": [{"name": "n", "value": 4}]}))])), "/options/0/choices/0/value"),
        (options(json!([option(json!({"type": 12}))])), "/options/0/type"),
    ];
    for (body, place) in &cases {
        let _outcome = bot.http.create_global_command(body).await;
        let last = double.requests().pop().unwrap();
        assert_eq!(last.status < 300, place.is_empty(), "{body}: {}", last.answer);
        let found = last.answer.pointer(&format!("/errors{place}/_errors/0/code"));
        assert!(place.is_empty() || found.is_some(), "nothing at {place} for {body}: {}", last.answer);
    }
    let wrong = cases.iter().filter(|(_, place)| !place.is_empty()).count();
    assert_eq!(double.take_violations().len(), wrong);
}

#[tokio::test]
async fn a_scope_holds_a_hundred_commands_and_fifteen_menus_of_distinct_names() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let many = |n: usize| (0..n).map(|n| CreateCommand::new(format!("c{n}")).description("d")).collect::<Vec<_>>();
    bot.http.create_global_commands(&many(100)).await.unwrap();
    assert!(bot.http.create_global_commands(&many(101)).await.is_err());
    let one_more = CreateCommand::new("one-more").description("d");
    assert!(bot.http.create_global_command(&one_more).await.is_err());
    let menus = (0..16).map(|n| json!({"name": format!("m{n}"), "type": 3})).collect::<Vec<_>>();
    assert!(bot.http.create_global_commands(&menus).await.is_err());
    let twins = [CreateCommand::new("a").description("d"), CreateCommand::new("a").description("e")];
    assert!(bot.http.create_global_commands(&twins).await.is_err());
    assert_eq!(double.take_violations().len(), 4);
    assert_eq!(double.commands().len(), 100, "what was refused changed nothing");
}

#[tokio::test]
async fn commands_are_listed_changed_and_deleted_in_their_scope() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let guild = double.guild_id("Test").unwrap().0.into();
    let first = bot.http.create_global_command(&CreateCommand::new("a").description("d")).await.unwrap();
    let again = bot.http.create_global_command(&CreateCommand::new("a").description("e")).await.unwrap();
    assert_eq!((first.id, again.description.as_str()), (again.id, "e"));
    assert_ne!(first.version, again.version);
    bot.http.create_guild_command(guild, &CreateCommand::new("b").description("d")).await.unwrap();
    assert_eq!(bot.http.get_global_commands().await.unwrap().len(), 1);
    assert_eq!(bot.http.get_guild_commands(guild).await.unwrap()[0].guild_id, Some(guild));
    bot.http.edit_global_command(first.id, &json!({"description": "f"})).await.unwrap();
    assert_eq!(bot.http.get_global_command(first.id).await.unwrap().description, "f");
    bot.http.delete_global_command(first.id).await.unwrap();
    assert!(bot.http.get_global_command(first.id).await.is_err());
    bot.http.create_guild_commands(guild, &Vec::<CreateCommand>::new()).await.unwrap();
    assert!(double.commands().is_empty());
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_command_shows_itself_to_those_who_may_use_it_there() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let commands = [
        CreateCommand::new("mods").description("d").default_member_permissions(Permissions::MANAGE_MESSAGES),
        CreateCommand::new("admins").description("d").default_member_permissions(Permissions::empty()),
        CreateCommand::new("guild").description("d").contexts(vec![InteractionContext::Guild]),
        CreateCommand::new("dm").description("d").contexts(vec![InteractionContext::BotDm]),
    ];
    bot.http.create_global_commands(&commands).await.unwrap();
    let (reader, moderator) = (double.member("reader"), double.member("mod"));
    let outcomes = [
        (reader.slash("mods").send().await, false),
        (moderator.slash("mods").send().await, true),
        (moderator.slash("admins").send().await, false),
        (double.member("owner").slash("admins").send().await, true),
        (reader.slash("guild").send().await, true),
        (reader.slash("guild").in_dm().send().await, false),
        (reader.slash("dm").send().await, false),
        (reader.slash("dm").in_dm().send().await, true),
    ];
    for (position, (outcome, allowed)) in outcomes.iter().enumerate() {
        assert_eq!(outcome.is_ok(), *allowed, "case {position}: {outcome:?}");
    }
    double.forget_unanswered();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn sub_commands_nest_and_options_resolve() {
    let double = newsroom().await;
    let bot = Bot::start(&double, |context, heard| async move {
        let crate::bot::Heard::Interaction(interaction) = heard else { return };
        let command = interaction.command().unwrap();
        let data = &command.data;
        let words =
            format!("{} {:?} {:?}", data.options[0].name, data.resolved.users.len(), data.resolved.channels.len());
        let message = serenity::all::CreateInteractionResponseMessage::new().content(words);
        command.create_response(context, serenity::all::CreateInteractionResponse::Message(message)).await.unwrap();
    })
    .await;
    let who = CreateCommandOption::new(CommandOptionType::User, "who", "d").required(true);
    let place = CreateCommandOption::new(CommandOptionType::Channel, "place", "d");
    let sub =
        CreateCommandOption::new(CommandOptionType::SubCommand, "setup", "d").add_sub_option(who).add_sub_option(place);
    bot.http.create_global_command(&CreateCommand::new("newsdesk").description("d").add_option(sub)).await.unwrap();
    let reader = double.member("reader");
    let setup = reader.slash("newsdesk setup").option("who", "mod").option("place", "talk");
    assert_eq!(setup.send().await.unwrap().reply().await.unwrap().content, "setup 1 1");
    assert!(reader.slash("newsdesk").send().await.unwrap_err().to_string().contains("has sub-commands"));
    assert!(reader.slash("newsdesk status").send().await.unwrap_err().to_string().contains("no sub-command"));
    double.finish().await.unwrap();
}

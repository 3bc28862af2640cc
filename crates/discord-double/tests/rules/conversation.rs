//! A bot that behaves: commands, buttons, forms, menus, mentions.

use crate::bot::{Bot, Heard, newsroom};
use discord_double::Double;
use serde_json::json;
use serenity::all::{
    ActionRowComponent, ButtonStyle, CommandInteraction, CommandOptionType, CommandType, ComponentInteraction, Context,
    CreateActionRow, CreateAttachment, CreateAutocompleteResponse, CreateButton, CreateCommand, CreateCommandOption,
    CreateEmbed, CreateInputText, CreateInteractionResponse, CreateInteractionResponseFollowup,
    CreateInteractionResponseMessage, CreateModal, EditInteractionResponse, InputTextStyle, Interaction,
    ModalInteraction,
};

/// Starts the bot of this file, with its commands registered.
async fn start() -> (Double, Bot) {
    let double = newsroom().await;
    let bot = Bot::start(&double, act).await;
    let url = CreateCommandOption::new(CommandOptionType::String, "url", "Where").required(true);
    let count = CreateCommandOption::new(CommandOptionType::Integer, "count", "How many").max_int_value(9);
    let article = CreateCommandOption::new(CommandOptionType::String, "article", "Which").set_autocomplete(true);
    let file = CreateCommandOption::new(CommandOptionType::Attachment, "file", "What");
    let commands = [
        CreateCommand::new("ping").description("Answers at once").description_localized("es-ES", "Responde"),
        CreateCommand::new("digest").description("Defers").add_option(url).add_option(count),
        CreateCommand::new("fact").description("Completes").add_option(article),
        CreateCommand::new("read").description("Reads a file").add_option(file),
        CreateCommand::new("form").description("Shows a form"),
        CreateCommand::new("Digest this").kind(CommandType::Message),
    ];
    bot.http.create_global_commands(&commands).await.expect("the commands are good");
    (double, bot)
}

async fn act(context: Context, heard: Heard) {
    match heard {
        Heard::Interaction(interaction) => match *interaction {
            Interaction::Command(command) => obey(&context, &command).await,
            Interaction::Autocomplete(command) => complete(&context, &command).await,
            Interaction::Component(component) => press(&context, &component).await,
            Interaction::Modal(modal) => receive(&context, &modal).await,
            Interaction::Ping(_) | _ => {}
        },
        Heard::Message(message) => {
            let _sent = message.reply_ping(&context.http, format!("heard {:?}", message.content)).await;
        }
    }
}

fn says(text: impl Into<String>) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new().content(text)
}

async fn obey(context: &Context, command: &CommandInteraction) {
    let answer = match command.data.name.as_str() {
        "ping" => {
            let buttons = vec![
                CreateButton::new("count:1").label("Count"),
                CreateButton::new_link("https://example.org").label("Site"),
            ];
            CreateInteractionResponse::Message(says("pong").components(vec![CreateActionRow::Buttons(buttons)]))
        }
        "digest" => {
            let deferral = CreateInteractionResponseMessage::new().ephemeral(true);
            command.create_response(context, CreateInteractionResponse::Defer(deferral)).await.expect("in time");
            let url = command.data.options[0].value.as_str().unwrap_or_default();
            let embed = CreateEmbed::new().title("Digest").description(format!("of {url}"));
            let file = CreateAttachment::bytes(b"BEGIN:VCALENDAR".as_slice(), "dates.ics");
            let edit = EditInteractionResponse::new().embed(embed).new_attachment(file);
            command.edit_response(context, edit).await.expect("the edit is good");
            let more = CreateInteractionResponseFollowup::new().content("and more").ephemeral(true);
            command.create_followup(context, more).await.expect("the follow-up is good");
            return;
        }
        "read" => {
            let (_, file) = command.data.resolved.attachments.iter().next().expect("a file");
            CreateInteractionResponse::Message(says(format!("{} {} {}", file.filename, file.size, file.url)))
        }
        "form" => {
            let input = CreateInputText::new(InputTextStyle::Short, "Question", "question").min_length(3);
            let rows = vec![CreateActionRow::InputText(input)];
            CreateInteractionResponse::Modal(CreateModal::new("ask", "Ask").components(rows))
        }
        _ => {
            let message = command.data.resolved.messages.values().next().expect("a message");
            CreateInteractionResponse::Message(says(format!("digest of {:?}", message.content)))
        }
    };
    command.create_response(context, answer).await.expect("the answer is good");
}

async fn complete(context: &Context, command: &CommandInteraction) {
    let typed = command.data.autocomplete().map_or("", |option| option.value).to_owned();
    let response = CreateAutocompleteResponse::new().add_string_choice(format!("{typed}ris"), "7");
    command.create_response(context, CreateInteractionResponse::Autocomplete(response)).await.expect("offered");
}

async fn press(context: &Context, component: &ComponentInteraction) {
    let button = CreateButton::new("count:2").label("Count").style(ButtonStyle::Success);
    let message = says("pressed").components(vec![CreateActionRow::Buttons(vec![button])]);
    component.create_response(context, CreateInteractionResponse::UpdateMessage(message)).await.expect("updated");
}

async fn receive(context: &Context, modal: &ModalInteraction) {
    let ActionRowComponent::InputText(input) = &modal.data.components[0].components[0] else { return };
    let words = format!("asked {}", input.value.as_deref().unwrap_or_default());
    modal
        .create_response(context, CreateInteractionResponse::Message(says(words).ephemeral(true)))
        .await
        .expect("sent");
}

#[tokio::test]
async fn a_command_is_answered_and_its_button_changes_the_message() {
    let (double, _bot) = start().await;
    let reader = double.member("reader");
    let reply = reader.slash("ping").send().await.unwrap().reply().await.unwrap();
    assert_eq!((reply.content.as_str(), reply.deferred, reply.is_ephemeral()), ("pong", false, false));
    assert_eq!(reply.button("Site").unwrap().url.as_deref(), Some("https://example.org"));
    let changed = reader.click(&reply, "Count").await.unwrap().update().await.unwrap();
    assert_eq!((changed.id, changed.content.as_str()), (reply.id, "pressed"));
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_deferred_answer_keeps_its_privacy_and_brings_a_file_and_a_follow_up() {
    let (double, _bot) = start().await;
    let digest = double.member("reader").slash("digest").option("url", "https://example.org/a").in_channel("talk");
    let handle = digest.send().await.unwrap();
    let reply = handle.reply().await.unwrap();
    assert!(reply.deferred && reply.is_ephemeral());
    assert_eq!(reply.text(), "Digest\nof https://example.org/a");
    assert_eq!(&*reply.file("dates.ics").unwrap().bytes, b"BEGIN:VCALENDAR");
    assert_eq!(handle.followup().await.unwrap().content, "and more");
    assert!(double.member("mod").sees("talk").unwrap().is_empty(), "ephemeral is for the addressee only");
    assert_eq!(double.member("reader").sees("talk").unwrap().len(), 2);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_form_is_filled_in_and_submitted() {
    let (double, _bot) = start().await;
    let reader = double.member("reader");
    let form = reader.slash("form").send().await.unwrap().modal().await.unwrap();
    assert_eq!((form.title.as_str(), form.inputs[0].label.as_str()), ("Ask", "Question"));
    let refused = reader.submit_modal(&form, [("question", "ab")]).await.unwrap_err();
    assert!(refused.to_string().contains("takes 3 to 4000 characters"), "{refused}");
    let reply = reader.submit_modal(&form, [("question", "When?")]).await.unwrap().reply().await.unwrap();
    assert_eq!(reply.content, "asked When?");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_option_autocompletes() {
    let (double, _bot) = start().await;
    let choices = double.member("reader").autocomplete("fact", "article", "Har").await.unwrap();
    assert_eq!((choices[0].name.as_str(), &choices[0].value), ("Harris", &json!("7")));
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_menu_entry_sees_the_whole_message() {
    let (double, _bot) = start().await;
    let reader = double.member("reader");
    let message = reader.at("talk").says("a long story").await.unwrap();
    // Without the message-content intent the mention-free message reached the bot empty.
    assert_eq!(double.channel("talk").next_message().await.unwrap().content, "heard \"\"");
    let reply = reader.message_menu("Digest this", &message).await.unwrap().reply().await.unwrap();
    assert_eq!(reply.content, "digest of \"a long story\"");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_mention_and_a_direct_message_are_read_in_full() {
    let (double, _bot) = start().await;
    let reader = double.member("reader");
    let said = reader.says("hello @bot, meet @mod").await.unwrap();
    assert!(said.content.starts_with("hello <@"), "{}", said.content);
    let reply: discord_double::Message = double.channel("news").next_message().await.unwrap();
    assert_eq!(reply.content, format!("heard {:?}", said.content));
    assert!(reply.pings().users.contains(&reader.id().unwrap()), "a reply pings");
    reader.dm("just us").await.unwrap();
    assert_eq!(double.dm("reader").next_message().await.unwrap().content, "heard \"just us\"");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_attached_file_is_served_by_the_double() {
    let (double, bot) = start().await;
    let reader = double.member("reader");
    let reply = reader.slash("read").file("file", "a.txt", "words").send().await.unwrap().reply().await.unwrap();
    let (head, url) = reply.content.rsplit_once(' ').unwrap();
    assert_eq!(head, "a.txt 5");
    assert!(url.starts_with(&double.api_base()));
    let said = reader.attaches("@bot read this", "b.md", "# more").await.unwrap();
    assert_eq!(said.attachments[0].content_type, "text/plain; charset=utf-8");
    assert!(double.channel("news").next_message().await.unwrap().content.contains("read this"));
    drop(bot);
    double.finish().await.unwrap();
}

#[tokio::test]
async fn what_the_client_would_not_allow_is_an_error_of_the_test() {
    let (double, _bot) = start().await;
    let reader = double.member("reader");
    let missing = reader.slash("digest").send().await.unwrap_err().to_string();
    assert!(missing.contains("\"url\" is required"), "{missing}");
    let too_many = reader.slash("digest").option("url", "x").option("count", 10).send().await.unwrap_err().to_string();
    assert!(too_many.contains("\"count\" cannot be 10"), "{too_many}");
    let unknown = reader.slash("ping").option("colour", "red").send().await.unwrap_err().to_string();
    assert!(unknown.contains("no option called `colour`"), "{unknown}");
    let stranger = double.member("nobody").slash("ping").send().await.unwrap_err().to_string();
    assert!(stranger.contains("no member called `nobody`"), "{stranger}");
    double.finish().await.unwrap();
}

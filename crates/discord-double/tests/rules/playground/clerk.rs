//! A bot with one command for each way to answer.

use crate::bot::{Bot, Heard};
use discord_double::{Double, DoubleBuilder, Permissions};
use serde_json::{Value, json};
use serenity::all::{Context, Interaction};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

/// A playground with the bot in it.
pub(crate) struct Office {
    pub(crate) double: Double,
    /// Its address.
    pub(crate) base: String,
    /// "/think" is done when a permit comes.
    pub(crate) gate: Arc<Semaphore>,
    pub(crate) bot: Bot,
}

/// A server with a room for moderators and a page. Its clock stands, so that a busy machine fails no test.
pub(crate) fn plan() -> DoubleBuilder {
    running().stopped_clock()
}

/// The same with a clock that runs, for what happens by itself.
pub(crate) fn running() -> DoubleBuilder {
    let see = Permissions::VIEW_CHANNEL;
    Double::builder()
        .guild("Test")
        .role("Moderators", Permissions::MANAGE_MESSAGES)
        .channel_with("news", |plan| plan.topic("What is new"))
        .channel("talk")
        .member("reader")
        .member("lector")
        .member_with("mod", |plan| plan.role("Moderators"))
        .patience(Duration::from_secs(20))
        .deadline(Duration::from_millis(300))
        .channel_with("back room", |plan| plan.nobody_may(see).role_may("Moderators", see).bot_may(see))
        .ids_tell_the_time()
        .playground(|page| page.title("Office").about("reader", "Reads").suggest("Try", "say", &[("words", "hello")]))
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_with(plan()).await
    }

    pub(crate) async fn open_with(plan: DoubleBuilder) -> Self {
        let double = plan.start().await.expect("the double starts");
        let gate = Arc::new(Semaphore::new(0));
        let (waits, pressed) = (Arc::clone(&gate), Arc::new(AtomicU32::new(0)));
        let bot =
            Bot::start(&double, move |context, heard| answer(context, heard, Arc::clone(&waits), Arc::clone(&pressed)))
                .await;
        double.gateway().connected().await.expect("the bot connects");
        let body: Vec<Value> = commands();
        bot.http.create_global_commands(&body).await.expect("the commands are good");
        Self { base: double.api_base(), double, gate, bot }
    }
}

fn commands() -> Vec<Value> {
    let words = json!({"type": 3, "name": "words", "description": "What", "required": true, "autocomplete": true});
    let file = json!({"type": 11, "name": "file", "description": "Which"});
    let member = json!({"type": 6, "name": "member", "description": "Whom", "required": true});
    let command = |name: &str, options: Value| json!({"name": name, "description": "One way", "options": options});
    let mut mods = command("count", json!([]));
    mods["default_member_permissions"] = json!(Permissions::MANAGE_MESSAGES.bits().to_string());
    let mut anywhere = mods.clone();
    anywhere["name"] = json!("recount");
    mods["contexts"] = json!([0]);
    vec![
        command("say", json!([words])),
        command("whisper", json!([])),
        command("think", json!([])),
        command("form", json!([])),
        command("mute", json!([])),
        command("read", json!([file])),
        command("greet", json!([member])),
        command("post", json!([])),
        command("hand-in", json!([])),
        command("desk", json!([{"type": 1, "name": "open", "description": "Begin"}])),
        mods,
        anywhere,
        json!({"name": "Quote", "type": 3}),
    ]
}

async fn answer(context: Context, heard: Heard, gate: Arc<Semaphore>, pressed: Arc<AtomicU32>) {
    let interaction = match heard {
        Heard::Interaction(interaction) => *interaction,
        Heard::Message(message) => {
            context.http.broadcast_typing(message.channel_id).await.unwrap();
            message.reply(&context.http, format!("heard {}", message.attachments.len())).await.unwrap();
            return;
        }
    };
    let raw = serde_json::to_value(&interaction).unwrap();
    let said = |content: &str| json!({"type": 4, "data": {"content": content}});
    let response = match interaction {
        Interaction::Autocomplete(_) => json!({"type": 8, "data": {"choices": [{"name": "One", "value": "one"}]}}),
        Interaction::Component(ref component) if component.data.custom_id == "press" => {
            let count = pressed.fetch_add(1, Ordering::SeqCst) + 1;
            json!({"type": 7, "data": {"content": format!("pressed {count}")}})
        }
        Interaction::Component(_) => said(&format!("chose {}", raw["data"]["values"])),
        Interaction::Modal(_) => {
            let top = &raw["data"]["components"];
            said(&format!("because {}", top[0]["components"][0]["value"].as_str().unwrap_or("of files")))
        }
        Interaction::Command(ref command) => match command.data.name.as_str() {
            "mute" => return,
            "form" => form(),
            "hand-in" => form_for_files(),
            "whisper" => json!({"type": 4, "data": {"content": "between us", "flags": 64}}),
            "say" => speech(command.data.options[0].value.as_str().unwrap()),
            "think" => json!({"type": 5}),
            "Quote" => said("quoted"),
            "read" => said(&raw["data"]["resolved"]["attachments"].as_object().unwrap().len().to_string()),
            "greet" => said(&format!("hello <@{}>", raw["data"]["options"][0]["value"].as_str().unwrap())),
            _ => said("done"),
        },
        Interaction::Ping(_) | _ => return,
    };
    let (id, token) = (interaction.id(), interaction.token().to_owned());
    // Who answers too late is refused; that is for the test to see.
    let _sent = context.http.create_interaction_response(id, &token, &response, vec![]).await;
    let Interaction::Command(command) = interaction else { return };
    match command.data.name.as_str() {
        "think" => {
            gate.acquire().await.unwrap().forget();
            let body = json!({"content": "thought about it"});
            context.http.edit_original_interaction_response(&token, &body, vec![]).await.unwrap();
        }
        "post" => {
            let body = json!({"content": "posted beside"});
            context.http.send_message(command.channel_id, vec![], &body).await.unwrap();
        }
        _ => {}
    }
}

fn form() -> Value {
    let input = json!({"type": 4, "custom_id": "why", "style": 2, "label": "Why", "max_length": 50});
    json!({"type": 9, "data": {"custom_id": "reason", "title": "Reason", "components": [
        {"type": 1, "components": [input]}]}})
}

fn form_for_files() -> Value {
    let upload = json!({"type": 19, "custom_id": "papers", "max_values": 2});
    json!({"type": 9, "data": {"custom_id": "hand-in", "title": "Hand in", "components": [
        {"type": 18, "label": "Papers", "component": upload}]}})
}

fn speech(words: &str) -> Value {
    let options = json!([{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]);
    json!({"type": 4, "data": {"content": words, "components": [
        {"type": 1, "components": [
            {"type": 2, "style": 1, "label": "Press", "custom_id": "press"},
            {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": true},
        ]},
        {"type": 1, "components": [{"type": 3, "custom_id": "pick", "options": options}]},
        {"type": 1, "components": [{"type": 5, "custom_id": "who"}]},
    ]}})
}

//! A member acts on the page: everything that the client can do, and two pages that see it at once.

use super::clerk::{Office, running};
use super::page::Page;
use base64::Engine as _;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn the_first_frame_says_who_one_is_and_what_there_is() {
    let office = Office::open().await;
    let reader = Page::open(&office.base, "reader").await.ready;
    assert_eq!((reader["me"]["name"].as_str(), reader["title"].as_str()), (Some("reader"), Some("Office")));
    assert_eq!(reader["open"], office.double.channel_id("news").unwrap().to_string());
    assert_eq!(reader["bot"]["online"], true);
    assert_eq!(
        (&reader["channels"][0]["topic"], &reader["channels"][1]["topic"]),
        (&json!("What is new"), &json!(null))
    );
    assert_eq!(reader["suggestions"][0]["text"], "/say words: hello");
    let member = reader["members"].as_array().unwrap().iter().find(|member| member["name"] == "reader").unwrap();
    assert_eq!(member["about"], "Reads");
    let somebody = Page::open(&office.base, "nobody-of-that-name").await.ready;
    assert_eq!(somebody["me"]["name"], "reader", "an unknown name acts as the first who is described");
}

#[tokio::test]
async fn two_pages_see_what_happens_as_it_happens() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    reader.slash("news", "say", &[("words", "to all")]).await;
    let message = reader.message("to all").await;
    assert_eq!(other.message("to all").await["id"], message["id"]);
    let told = |frame: &Value| {
        let list = frame["channels"].as_array().into_iter().flatten();
        frame["t"] == "channels" && list.clone().any(|each| each["name"] == "news" && each["unread"] == 1)
    };
    other.hear("the mark of something unread", told).await;
    assert_eq!(message["interaction_metadata"]["name"], "say");
    assert_eq!(message["interaction_metadata"]["user"]["username"], "reader");

    let clicked = other.ask(json!({"t": "click", "message": message["id"], "custom_id": "press"})).await;
    assert_eq!(clicked["t"], "done");
    for page in [&mut reader, &mut other] {
        assert_eq!(page.message("pressed 1").await["id"], message["id"]);
    }
    let select = json!({"t": "select", "message": message["id"], "custom_id": "pick", "values": ["b"]});
    assert_eq!(reader.ask(select).await["t"], "done");
    reader.message("chose [\"b\"]").await;
    let mod_id = other.ready["me"]["id"].as_str().unwrap().to_owned();
    let select = json!({"t": "select", "message": message["id"], "custom_id": "who", "values": [mod_id]});
    assert_eq!(reader.ask(select).await["t"], "done");
    other.message(&format!("chose [\"{mod_id}\"]")).await;
    let quoted = reader.ask(json!({"t": "menu", "message": message["id"], "command": "Quote"})).await;
    assert_eq!(quoted["t"], "done");
    other.message("quoted").await;
}

#[tokio::test]
async fn what_is_thought_about_stands_there_until_it_is_said() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    assert_eq!(reader.slash("news", "think", &[]).await["t"], "done");
    let loading = |frame: &Value| frame["t"] == "message" && frame["message"]["flags"] == 128;
    let thinking = reader.hear("a loading message", loading).await;
    assert_eq!(thinking["message"]["failed"], false);
    office.gate.add_permits(1);
    let thought = reader.message("thought about it").await;
    assert_eq!((&thought["id"], &thought["flags"]), (&thinking["message"]["id"], &json!(0)));
}

#[tokio::test]
async fn a_form_is_shown_filled_in_and_checked() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    let modal = reader.slash("news", "form", &[]).await;
    assert_eq!((modal["t"].as_str(), modal["title"].as_str()), (Some("modal"), Some("Reason")));
    let submit = |fields: Value| json!({"t": "submit", "interaction": modal["interaction"], "fields": fields});
    for (fields, error) in [
        (json!({}), "The input \"Why\" takes 0 to 50 characters."),
        (json!({"why": "x".repeat(51)}), "The input \"Why\" takes 0 to 50 characters."),
        (json!({"what": "x"}), "There is no input called “what”."),
    ] {
        assert_eq!(reader.refused(submit(fields)).await, error);
    }
    assert_eq!(other.refused(submit(json!({"why": "mine"}))).await, "The form was shown to someone else.");
    assert_eq!(reader.ask(submit(json!({"why": ["so"]}))).await["t"], "done");
    reader.message("because so").await;
    let closed = json!({"t": "submit", "interaction": "1", "fields": {}});
    assert_eq!(reader.refused(closed).await, "That form is not open.");
}

#[tokio::test]
async fn files_are_handed_in_by_a_form_that_asks_for_them() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let data = base64::engine::general_purpose::STANDARD.encode("a paper");
    let file = json!({"name": "a.txt", "type": "text/plain", "data": data});
    let form = reader.slash("news", "form", &[]).await;
    let wrong = json!({"t": "submit", "interaction": form["interaction"], "fields": {"why": [file]}});
    assert_eq!(reader.refused(wrong).await, "The field “why” takes no files.");

    let modal = reader.slash("news", "hand-in", &[]).await;
    let submit =
        |files: Value| json!({"t": "submit", "interaction": modal["interaction"], "fields": {"papers": files}});
    let told = reader.refused(submit(json!([file, file, file]))).await;
    assert_eq!(told, "The input \"Papers\" takes 1 to 2 values.");
    // The bot's library does not know such a form; what it was sent shows in the traffic.
    reader.say(&submit(json!([file, file]))).await;
    let find = |frame: &Value| {
        let mut entries = frame["entries"].as_array().into_iter().flatten();
        entries.find(|entry| entry["payload"]["type"] == 5).map(|entry| entry["payload"]["data"].clone())
    };
    let frame = reader.hear("the submission", |frame| frame["t"] == "traffic" && find(frame).is_some()).await;
    let sent = find(&frame).unwrap();
    let chosen = &sent["components"][0]["component"]["values"];
    assert_eq!(chosen.as_array().unwrap().len(), 2);
    let kept = &sent["resolved"]["attachments"][chosen[1].as_str().unwrap()];
    assert_eq!((&kept["filename"], &kept["size"]), (&json!("a.txt"), &json!(7)));
}

#[tokio::test]
async fn an_answer_names_the_sub_command_that_led_to_it() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    reader.slash("news", "desk open", &[]).await;
    assert_eq!(reader.message("done").await["interaction_metadata"]["name"], "desk open");
}

#[tokio::test]
async fn options_complete_and_files_travel() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let news = reader.channel("news");
    let typing = json!({"t": "autocomplete", "channel": news, "command": "say", "options": [], "focused": "words",
        "typed": "o"});
    assert_eq!(reader.ask(typing).await["choices"], json!([{"name": "One", "value": "one"}]));
    let data = base64::engine::general_purpose::STANDARD.encode("<script>alert(1)</script>");
    let file = json!({"option": "file", "name": "a.html", "type": "text/html", "data": data});
    let sent = reader.ask(json!({"t": "slash", "channel": news, "command": "read", "files": [file]})).await;
    assert_eq!(sent["t"], "done", "{sent}");
    reader.message("1").await;
    let bob = reader.ready["me"]["id"].as_str().unwrap().to_owned();
    reader.slash("news", "greet", &[("member", &bob)]).await;
    reader.message(&format!("hello <@{bob}>")).await;

    let said = json!({"t": "say", "channel": news, "content": "@bot look", "files": [file]});
    assert_eq!(reader.ask(said).await["t"], "done");
    let bot = reader.ready["bot"]["id"].as_str().unwrap().to_owned();
    let mine = reader.message(&format!("<@{bot}> look")).await;
    let address = mine["attachments"][0]["url"].as_str().unwrap().to_owned();
    assert!(address.starts_with("/attachments/"), "the page's own address, whatever it was opened under: {address}");
    let host = super::page::authority(&office.base);
    let answer = super::page::request(&office.base, &format!("GET {address}"), &[("Host", &host)]).await;
    assert!(answer.contains("<script>"));
    let headers = answer.to_ascii_lowercase();
    assert!(headers.contains("content-security-policy: sandbox; default-src 'none'"), "{answer}");
    assert!(headers.contains("x-content-type-options: nosniff"), "{answer}");
    assert!(headers.contains("cross-origin-resource-policy: same-origin"), "{answer}");
    reader.message("heard 1").await;
}

#[tokio::test]
async fn words_are_written_changed_replied_to_and_deleted() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut other = Page::open(&office.base, "mod").await;
    let news = reader.channel("news");
    let said = reader.ask(json!({"t": "say", "channel": news, "content": "first"})).await;
    let id = said["message"].as_str().unwrap().to_owned();
    assert_eq!(reader.message("first").await["mine"], true);
    assert_eq!(other.message("first").await["mine"], false);
    reader.ask(json!({"t": "edit", "message": id, "content": "better"})).await;
    assert!(other.message("better").await["edited_timestamp"].is_string());
    other.ask(json!({"t": "say", "channel": news, "content": "reply", "reply_to": id})).await;
    assert_eq!(reader.message("reply").await["referenced_message"]["content"], "better");
    for request in [json!({"t": "edit", "message": id, "content": "mine now"}), json!({"t": "delete", "message": id})] {
        assert_eq!(other.refused(request).await, "That is not a message of mod.");
    }
    reader.ask(json!({"t": "delete", "message": id})).await;
    for page in [&mut reader, &mut other] {
        page.hear("its end", |frame| frame["t"] == "gone" && frame["id"] == id.as_str()).await;
    }
    for (content, error) in
        [("", "An empty message cannot be sent."), (&"x".repeat(2001), "The client stops at 2,000 characters.")]
    {
        assert_eq!(reader.refused(json!({"t": "say", "channel": news, "content": content})).await, error);
    }
}

#[tokio::test]
async fn what_the_client_would_not_allow_is_said_in_a_sentence() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    reader.slash("news", "say", &[("words", "here")]).await;
    let id = reader.message("here").await["id"].clone();
    let (news, click) =
        (reader.channel("news"), |button: &str| json!({"t": "click", "message": id, "custom_id": button}));
    for (request, error) in [
        (click("off"), "\"off\" is disabled."),
        (click("gone"), "There is no component called “gone”."),
        (
            json!({"t": "select", "message": id, "custom_id": "pick", "values": []}),
            "The select \"pick\": takes 1 to 1 values.",
        ),
        (json!({"t": "slash", "channel": news, "command": "say"}), "The option \"words\" is required."),
        (json!({"t": "slash", "channel": news, "command": "dance"}), "Dance: not registered in this guild."),
    ] {
        assert_eq!(reader.refused(request).await, error);
    }
}

#[tokio::test]
async fn a_bot_that_does_not_answer_is_said_not_to_respond() {
    let office = Office::open_with(running()).await;
    let mut reader = Page::open(&office.base, "reader").await;
    let answer = reader.slash("news", "mute", &[]).await;
    assert_eq!(
        (answer["t"].as_str(), answer["error"].as_str()),
        (Some("failed"), Some("The application did not respond"))
    );
}

#[tokio::test]
async fn who_thinks_for_longer_than_the_token_lasts_has_failed() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    reader.slash("news", "think", &[]).await;
    office.double.skip(Duration::from_mins(16));
    reader.hear("the failure", |frame| frame["t"] == "message" && frame["message"]["failed"] == true).await;
}

#[tokio::test]
async fn a_bot_that_leaves_is_shown_to_be_gone() {
    let office = Office::open_with(running()).await;
    let mut reader = Page::open(&office.base, "reader").await;
    office.bot.shards.shutdown_all().await;
    reader.hear("that it is gone", |frame| frame["t"] == "status" && frame["online"] == false).await;
    assert_eq!(reader.slash("news", "whisper", &[]).await["error"], "The application did not respond");
}

#[tokio::test]
async fn fifty_quick_clicks_are_fifty_answers() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    reader.slash("news", "say", &[("words", "go")]).await;
    let id = reader.message("go").await["id"].clone();
    for click in 0..50 {
        reader.say(&json!({"t": "click", "nonce": format!("c{click}"), "message": id, "custom_id": "press"})).await;
    }
    for click in 0..50 {
        let nonce = format!("c{click}");
        let answer = reader.hear(&nonce, |frame| frame["nonce"] == nonce.as_str()).await;
        assert_eq!(answer["t"], "done", "{answer}");
    }
    reader.message("pressed 50").await;
}

#[tokio::test]
async fn a_page_that_comes_back_finds_everything() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let news = reader.channel("news");
    reader.slash("news", "think", &[]).await;
    drop(reader);
    office.gate.add_permits(1);
    let mut moderator = Page::open(&office.base, "mod").await;
    moderator.ask(json!({"t": "say", "channel": news, "content": "meanwhile"})).await;
    let mut reader = Page::open(&office.base, "reader").await;
    let mut texts = reader.reads(&news).await;
    if texts.iter().any(String::is_empty) {
        reader.message("thought about it").await;
        texts = reader.reads(&news).await;
    }
    assert!(texts.contains(&"thought about it".to_owned()) && texts.contains(&"meanwhile".to_owned()), "{texts:?}");
    let read = |page: &Page| -> Value {
        let channels = page.ready["channels"].as_array().unwrap().iter();
        channels.clone().find(|channel| channel["name"] == "news").unwrap()["unread"].clone()
    };
    assert_eq!(read(&Page::open(&office.base, "reader").await), 0, "what was read stays read");
    assert_ne!(read(&Page::open(&office.base, "lector").await), 0);
}

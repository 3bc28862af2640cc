//! What people write, and what it asks for.

use super::*;
use crate::desk::ArticleId;
use serde_json::{Value, json};

const ME: u64 = 42;

/// A message as Discord sends it.
fn message(content: &str, more: &Value) -> Message {
    let author = json!({ "id": "7", "username": "reader", "discriminator": "0", "avatar": null });
    let mut body = json!({
        "id": "100", "channel_id": "200", "author": author, "content": content, "edited_timestamp": null,
        "timestamp": "2021-06-02T12:00:00.000000+00:00", "tts": false, "mention_everyone": false, "mentions": [],
        "mention_roles": [], "attachments": [], "embeds": [], "pinned": false, "type": 0,
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

fn user(id: u64, bot: bool) -> Value {
    json!({ "id": id.to_string(), "username": "somebody", "discriminator": "0", "avatar": null, "bot": bot })
}

fn wish_of(content: &str) -> Wish {
    wish(UserId::new(ME), &message(content, &json!({})))
}

fn replying(content: &str, to: &Message) -> Wish {
    wish(UserId::new(ME), &message(content, &json!({ "type": 19, "referenced_message": to })))
}

fn address(address: &str) -> Wish {
    Wish::Digest(Submission::Address(address.to_owned()))
}

fn question(question: &str, article: ArticleRef) -> Wish {
    Wish::Ask { question: question.to_owned(), article }
}

#[test]
fn only_what_is_said_to_the_bot_is_for_it() {
    let me = UserId::new(ME);
    let in_guild = |more: Value| {
        let mut all = json!({ "guild_id": "1" });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        message("hello", &all)
    };
    assert!(speaks_to(me, &message("hello", &json!({}))), "a private message");
    assert!(speaks_to(me, &in_guild(json!({ "mentions": [user(ME, true)] }))));
    assert!(!speaks_to(me, &in_guild(json!({}))));
    assert!(!speaks_to(me, &in_guild(json!({ "mention_everyone": true }))));
    assert!(!speaks_to(me, &in_guild(json!({ "mentions": [user(8, false)] }))));
    assert!(!speaks_to(me, &message("hello", &json!({ "author": user(9, true) }))), "another bot");
    assert!(!speaks_to(me, &in_guild(json!({ "mentions": [user(ME, true)], "webhook_id": "5" }))));
}

#[test]
fn links_are_found_in_what_people_write() {
    let cases = [
        ("<@42> https://news.example/a", "https://news.example/a"),
        ("read <https://news.example/a>!", "https://news.example/a"),
        ("(see https://news.example/a)", "https://news.example/a"),
        ("https://en.example/wiki/Foo_(bar)", "https://en.example/wiki/Foo_(bar)"),
        ("Look: http://news.example/a?b=c#d.", "http://news.example/a?b=c#d"),
        ("[title](https://news.example/a)", "https://news.example/a"),
        ("||https://news.example/a||", "https://news.example/a"),
        ("https://one.example/ https://two.example/", "https://one.example/"),
        ("<@!42> https://news.example/a is good", "https://news.example/a"),
    ];
    for (said, found) in cases {
        assert_eq!(wish_of(said), address(found), "{said}");
    }
}

#[test]
fn a_question_beside_a_link_is_about_that_page() {
    let page = ArticleRef::Typed("https://news.example/a".to_owned());
    assert_eq!(wish_of("<@42> https://news.example/a when is it?"), question("when is it?", page.clone()));
    assert_eq!(wish_of("Who pays? https://news.example/a"), question("Who pays?", page.clone()));
    assert_eq!(wish_of("look at this: https://news.example/a"), address("https://news.example/a"));
    assert_eq!(wish_of("Who pays for it https://news.example/a ?"), question("Who pays for it?", page));
}

#[test]
fn words_alone_are_a_question_or_an_article() {
    assert_eq!(wish_of("<@42> when does she arrive?"), question("when does she arrive?", ArticleRef::Latest));
    let long = "word ".repeat(LONG_TEXT);
    assert_eq!(wish_of(&long), Wish::Digest(Submission::Text(long.trim().to_owned())));
    for help in ["<@42>", "", "help", "<@42> Help!", "ayuda", "¿Ayuda?"] {
        assert_eq!(wish_of(help), Wish::Help, "{help}");
    }
}

#[test]
fn a_file_is_digested_and_a_picture_is_not() {
    let file = |name: &str, kind: &str| {
        json!({ "attachments": [{ "id": "1", "filename": name, "size": 3, "url": "https://cdn.discordapp.com/x",
            "proxy_url": "https://media.discordapp.net/x", "content_type": kind }] })
    };
    let text = wish(UserId::new(ME), &message("", &file("a.txt", "text/plain")));
    assert!(matches!(text, Wish::Digest(Submission::Attachment { name, .. }) if name == "a.txt"));
    let picture = message("what is this about?", &file("a.png", "image/png"));
    assert_eq!(wish(UserId::new(ME), &picture), question("what is this about?", ArticleRef::Latest));
}

#[test]
fn a_reply_is_about_the_message_replied_to() {
    let with_link = message("https://news.example/a", &json!({}));
    assert_eq!(replying("<@42>", &with_link), address("https://news.example/a"));
    let page = ArticleRef::Typed("https://news.example/a".to_owned());
    assert_eq!(replying("<@42> who pays?", &with_link), question("who pays?", page));
    let chat = message("good morning", &json!({}));
    assert_eq!(replying("<@42>", &chat), Wish::Slip(Slip::NothingInMessage));
    assert_eq!(replying("<@42>", &message("", &json!({}))), Wish::Slip(Slip::HiddenMessage));
    assert_eq!(replying("<@42> who pays?", &chat), question("who pays?", ArticleRef::Latest));
}

#[test]
fn a_reply_to_the_bot_asks_the_article_it_showed() {
    let button = json!({ "type": 2, "style": 1, "label": "Facts", "custom_id": "nd1:facts:12:-:0:a" });
    let rows = json!([{ "type": 1, "components": [button] }]);
    let digest = message("", &json!({ "author": user(ME, true), "components": rows }));
    assert_eq!(replying("<@42> who pays?", &digest), question("who pays?", ArticleRef::Id(ArticleId(12))));
    let answer = message("", &json!({ "author": user(ME, true) }));
    assert_eq!(replying("<@42> who pays?", &answer), question("who pays?", ArticleRef::Latest));
    assert_eq!(replying("<@42>", &digest), Wish::Help);
}

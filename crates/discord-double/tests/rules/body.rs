//! Bodies that Discord refuses, and some that it takes: one line each.

use crate::bot::{Bot, newsroom};
use discord_double::Double;
use serde_json::{Value, json};
use serenity::all::CreateCommand;

/// Answers one `/raw` with a body, as serenity's client sends it; gives status and answer.
async fn answer(double: &Double, bot: &Bot, body: &Value) -> (u16, Value) {
    let handle = double.member("reader").slash("raw").send().await.unwrap();
    let _outcome = bot.http.create_interaction_response(handle.id().0.into(), &handle.token(), body, vec![]).await;
    let last = double.requests().pop().unwrap();
    assert!(last.route.ends_with("/callback"), "{last:?}");
    (last.status, last.answer)
}

async fn start() -> (Double, Bot) {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    bot.http.create_global_commands(&[CreateCommand::new("raw").description("Anything")]).await.unwrap();
    (double, bot)
}

fn say(data: Value) -> Value {
    json!({"type": 4, "data": data})
}

fn embed(embed: Value) -> Value {
    say(json!({"embeds": [embed]}))
}

fn row(components: Value) -> Value {
    say(json!({"content": "x", "components": [{"type": 1, "components": components}]}))
}

fn button(id: &str) -> Value {
    json!({"type": 2, "style": 1, "label": "A", "custom_id": id})
}

fn select(options: usize) -> Value {
    let options: Vec<Value> = (0..options).map(|n| json!({"label": "L", "value": n.to_string()})).collect();
    json!({"type": 3, "custom_id": "s", "options": options})
}

fn v2(components: Value) -> Value {
    say(json!({"flags": 1 << 15, "components": components}))
}

fn text(words: &str) -> Value {
    json!({"type": 10, "content": words})
}

fn modal(title: &str, inputs: usize, label: &str) -> Value {
    let rows: Vec<Value> = (0..inputs)
        .map(
            |n| json!({"type": 1, "components": [{"type": 4, "style": 1, "custom_id": n.to_string(), "label": label}]}),
        )
        .collect();
    json!({"type": 9, "data": {"custom_id": "m", "title": title, "components": rows}})
}

fn long(count: usize) -> String {
    "é".repeat(count)
}

#[tokio::test]
async fn what_discord_takes_is_taken() {
    let (double, bot) = start().await;
    let wide: Vec<Value> = (0..5).map(|n| button(&n.to_string())).collect();
    let rows: Vec<Value> = (0..5).map(|n| json!({"type": 1, "components": [button(&n.to_string())]})).collect();
    let texts: Vec<Value> = (0..40).map(|_| text("x")).collect();
    let labelled = json!({"type": 18, "label": "Why", "component": {"type": 4, "style": 2, "custom_id": "why"}});
    let taken = [
        say(json!({"content": long(2000)})),
        say(json!({"content": "x", "flags": 64, "tts": false})),
        say(json!({"content": "x", "allowed_mentions": {"parse": ["users"], "roles": ["1"]}})),
        embed(json!({"title": long(256), "description": long(4096), "fields": [{"name": "n", "value": long(1024)}]})),
        embed(json!({"title": "x", "timestamp": "2021-06-02T10:00:00Z", "color": 0, "url": "https://example.org"})),
        row(json!(wide)),
        row(json!([select(25)])),
        row(json!([{"type": 5, "custom_id": "who"}])),
        row(json!([{"type": 2, "style": 5, "url": "https://example.org", "emoji": {"name": "🔗"}}])),
        say(json!({"content": "x", "components": rows})),
        v2(json!(texts)),
        v2(json!([{"type": 17, "accent_color": 5, "components": [text("a"), {"type": 14}]}])),
        v2(json!([{"type": 9, "components": [text("a")], "accessory": button("b")}])),
        row(json!([{"type": 6, "custom_id": "r", "placeholder": "Which?", "min_values": 0, "max_values": 3}])),
        row(json!([{"type": 8, "custom_id": "c", "channel_types": [0, 11]}])),
        row(json!([{"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "user"}]}])),
        row(json!([{"type": 2, "style": 4, "custom_id": "e", "emoji": {"id": "41771983429993937", "name": "x"}}])),
        embed(json!({"image": {"url": "attachment://a.png"}, "thumbnail": {"url": "https://example.org/a.png"},
            "author": {"name": "A", "icon_url": "https://example.org"}, "footer": {"text": "F"}})),
        embed(json!({"description": "x", "timestamp": "2021-06-02T10:00:00.123456+00:00"})),
        v2(json!([{"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}, "description": "d"}]}])),
        v2(json!([{"type": 9, "components": [text("a")],
            "accessory": {"type": 11, "media": {"url": "https://example.org/a.png"}}}])),
        v2(json!([text("a"), {"type": 14, "divider": true, "spacing": 2}, {"type": 1, "components": [button("b")]}])),
        modal(&long(45), 5, &long(45)),
        json!({"type": 9, "data": {"custom_id": "m", "title": "T", "components": [labelled]}}),
        json!({"type": 5, "data": {"flags": 64}}),
        json!({"type": 5}),
    ];
    for body in &taken {
        let (status, answer) = answer(&double, &bot, body).await;
        assert_eq!(status, 204, "{body} was refused: {answer}");
    }
    assert!(double.take_violations().is_empty());
}

/// Sends each body, and looks for the code, and for an error at the place.
async fn refuse(cases: &[(Value, u64, &str)]) {
    let (double, bot) = start().await;
    for (body, code, place) in cases {
        let (status, answer) = answer(&double, &bot, body).await;
        assert_eq!((status, answer["code"].as_u64()), (400, Some(*code)), "{body}: {answer}");
        let errors = answer.pointer(&format!("/errors{place}/_errors/0/code"));
        assert!(place.is_empty() || errors.is_some(), "nothing at {place} for {body}: {answer}");
    }
    assert_eq!(double.take_violations().len(), cases.len());
}

fn many(count: usize, each: Value) -> Value {
    Value::Array(vec![each; count])
}

#[tokio::test]
async fn texts_flags_and_kinds_of_response_are_checked() {
    refuse(&[
        (say(json!({})), 50_006, ""),
        (say(json!({"content": "  "})), 50_006, ""),
        (say(json!({"content": long(2001)})), 50_035, "/data/content"),
        (say(json!({"content": 5})), 50_035, "/data/content"),
        (say(json!({"content": "x", "colour": 5})), 50_035, "/data/colour"),
        (say(json!({"content": "x", "flags": 1})), 50_035, "/data/flags"),
        (json!({"type": 4, "data": {"content": "x"}, "extra": 1}), 50_035, "/extra"),
        (json!({"type": 99, "data": {}}), 50_035, "/type"),
        (json!({"type": 8, "data": {"choices": []}}), 50_035, "/type"),
        (json!({"type": 7, "data": {"content": "x"}}), 50_035, "/type"),
        (json!({"data": {"content": "x"}}), 50_035, "/type"),
        (json!({"type": 5, "data": {"flags": 4096}}), 50_035, "/data/flags"),
        (
            say(json!({"content": "x", "allowed_mentions": {"parse": ["all"]}})),
            50_035,
            "/data/allowed_mentions/parse/0",
        ),
        (
            say(json!({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}})),
            50_035,
            "/data/allowed_mentions",
        ),
    ])
    .await;
}

#[tokio::test]
async fn embeds_are_checked_one_by_one_and_together() {
    let twice_long = json!([{"description": long(3001)}, {"description": long(3000)}]);
    refuse(&[
        (say(json!({"embeds": many(11, json!({"title": "x"}))})), 50_035, "/data/embeds"),
        (say(json!({"embeds": twice_long})), 50_035, "/data/embeds"),
        (embed(json!({})), 50_035, "/data/embeds/0/description"),
        (embed(json!({"title": long(257)})), 50_035, "/data/embeds/0/title"),
        (embed(json!({"description": long(4097)})), 50_035, "/data/embeds/0/description"),
        (embed(json!({"title": "x", "url": "example"})), 50_035, "/data/embeds/0/url"),
        (embed(json!({"title": "x", "footer": {"text": long(2049)}})), 50_035, "/data/embeds/0/footer/text"),
        (embed(json!({"author": {"name": long(257)}})), 50_035, "/data/embeds/0/author/name"),
        (embed(json!({"fields": many(26, json!({"name": "n", "value": "v"}))})), 50_035, "/data/embeds/0/fields"),
        (embed(json!({"fields": [{"name": long(257), "value": "v"}]})), 50_035, "/data/embeds/0/fields/0/name"),
        (embed(json!({"fields": [{"name": "n", "value": long(1025)}]})), 50_035, "/data/embeds/0/fields/0/value"),
        (embed(json!({"fields": [{"name": "n", "value": ""}]})), 50_035, "/data/embeds/0/fields/0/value"),
    ])
    .await;
}

#[tokio::test]
async fn components_are_checked_in_both_generations() {
    let six_rows: Vec<Value> = (0..6).map(|n| json!({"type": 1, "components": [button(&n.to_string())]})).collect();
    let six: Vec<Value> = (0..6).map(|n| button(&n.to_string())).collect();
    refuse(&[
        (say(json!({"content": "x", "components": six_rows})), 50_035, "/data/components"),
        (row(json!(six)), 50_035, "/data/components/0/components"),
        (row(json!([])), 50_035, "/data/components/0/components"),
        (row(json!([button("a"), select(1)])), 50_035, "/data/components/0/components"),
        (row(json!([button("a"), button("a")])), 50_035, "/data/components/custom_id"),
        (row(json!([button(&long(101))])), 50_035, "/data/components/0/components/0/custom_id"),
        (
            row(json!([{"type": 2, "style": 1, "label": long(81), "custom_id": "a"}])),
            50_035,
            "/data/components/0/components/0/label",
        ),
        (row(json!([{"type": 2, "style": 1, "custom_id": "a"}])), 50_035, "/data/components/0/components/0"),
        (row(json!([{"type": 2, "style": 1, "label": "a"}])), 50_035, "/data/components/0/components/0/custom_id"),
        (
            row(json!([{"type": 2, "style": 5, "label": "a", "custom_id": "a"}])),
            50_035,
            "/data/components/0/components/0/url",
        ),
        (row(json!([select(26)])), 50_035, "/data/components/0/components/0/options"),
        (row(json!([select(0)])), 50_035, "/data/components/0/components/0/options"),
        (
            row(json!([{"type": 3, "custom_id": "s", "options": many(2, json!({"label": "L", "value": "v"}))}])),
            50_035,
            "/data/components/0/components/0/options/1/value",
        ),
        (
            row(json!([{"type": 4, "style": 1, "custom_id": "a", "label": "a"}])),
            50_035,
            "/data/components/0/components/0/type",
        ),
        (say(json!({"content": "x", "components": [text("x")]})), 50_035, "/data/components/0/type"),
        (v2(many(41, text("x"))), 50_035, "/data/components"),
        (v2(json!([text(&long(2500)), text(&long(1501))])), 50_035, "/data/components"),
        (
            v2(json!([{"type": 17, "components": [{"type": 17, "components": [text("x")]}]}])),
            50_035,
            "/data/components/0/components/0/type",
        ),
        (say(json!({"flags": 1 << 15, "content": "x", "components": [text("x")]})), 50_035, "/data/content"),
        (say(json!({"flags": 1 << 15, "embeds": [{"title": "x"}], "components": [text("x")]})), 50_035, "/data/embeds"),
    ])
    .await;
}

#[tokio::test]
async fn modals_are_checked() {
    refuse(&[
        (modal(&long(46), 1, "a"), 50_035, "/data/title"),
        (modal("", 1, "a"), 50_035, "/data/title"),
        (modal("T", 0, "a"), 50_035, "/data/components"),
        (modal("T", 6, "a"), 50_035, "/data/components"),
        (modal("T", 1, &long(46)), 50_035, "/data/components/0/components/0/label"),
    ])
    .await;
}

//! Frames that no page of ours sends: all are answered or end the socket, and the double goes on.

use super::clerk::Office;
use super::page::{Page, connect};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Bytes, Message};

#[tokio::test]
async fn what_is_not_understood_is_answered_and_the_socket_stays_open() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let news = reader.channel("news");
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let frames = [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{".to_owned(),
        "\u{0}".to_owned(),
        deep.clone(),
        format!("{{\"t\":\"slash\",\"channel\":{deep}}}"),
        json!({"t": "dance"}).to_string(),
        json!({"t": 7}).to_string(),
        json!({"t": "open"}).to_string(),
        json!({"t": "open", "channel": "../../etc"}).to_string(),
        json!({"t": "open", "channel": "18446744073709551616"}).to_string(),
        json!({"t": "open", "channel": -1}).to_string(),
        json!({"t": "say", "channel": news, "content": {"a": 1}}).to_string(),
        json!({"t": "say", "channel": news, "content": "x", "files": [{"name": "a", "data": "no base 64!"}]})
            .to_string(),
        json!({"t": "say", "channel": news, "content": "x",
            "files": (0..11).map(|_| json!({"name": "a", "data": ""})).collect::<Value>()})
        .to_string(),
        json!({"t": "menu", "command": "Quote"}).to_string(),
        json!({"t": "submit", "interaction": news, "fields": {}}).to_string(),
        json!({"t": "slash", "channel": news, "command": ""}).to_string(),
        json!({"t": "slash", "channel": news, "command": "say", "options": [{"name": "words", "value": {"a": [1]}}]})
            .to_string(),
    ];
    for frame in frames {
        reader.socket.send(Message::text(frame.clone())).await.unwrap();
        let answer = reader.hear("refusal", |answer| answer["t"] == "failed").await;
        let error = answer["error"].as_str().unwrap();
        assert!(error.len() < 1000 && error.ends_with('.'), "{error}");
    }
    reader.socket.send(Message::Binary(Bytes::from_static(b"\xFF\xFE"))).await.unwrap();
    reader.hear("refusal", |answer| answer["t"] == "failed").await;
    let long = json!({"t": "slash", "nonce": "x".repeat(10_000), "channel": news, "command": "whisper"});
    reader.say(&long).await;
    reader.hear("an answer without the nonce", |answer| answer["t"] == "done" && answer["nonce"].is_null()).await;
    assert_eq!(reader.slash("news", "say", &[("words", "still here")]).await["t"], "done");
}

#[tokio::test]
async fn a_frame_beyond_the_limit_ends_the_socket_and_nothing_else() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    let news = reader.channel("news");
    // More than ten megabytes in a frame of less than fifteen: too large for Discord, and said so.
    let data = "AAAA".repeat(10_600 * 1024 / 3);
    let file = json!({"name": "a.bin", "data": data});
    let told = reader.refused(json!({"t": "say", "channel": news, "content": "x", "files": [file]})).await;
    assert_eq!(told, "Your files are too large: Discord takes 10 MB.");
    let mut other = Page::open(&office.base, "mod").await;
    let _cut_off = reader.socket.send(Message::text("x".repeat(16_000_000))).await;
    while let Some(Ok(frame)) = reader.socket.next().await {
        if let Message::Close(Some(frame)) = frame {
            assert_eq!(u16::from(frame.code), 1009);
        }
    }
    assert_eq!(other.slash("news", "whisper", &[]).await["t"], "done");
}

#[tokio::test]
async fn a_flood_of_pages_and_of_requests_has_an_end() {
    let office = Office::open().await;
    let mut pages = Vec::new();
    for _ in 0..64 {
        pages.push(connect(&office.base, "reader", Some(&office.base)).await.expect("a place"));
    }
    assert!(connect(&office.base, "reader", Some(&office.base)).await.is_err());
    drop(pages);
    // The places come back as the sockets are noticed to be gone.
    let mut reader = loop {
        if let Ok(socket) = connect(&office.base, "reader", Some(&office.base)).await {
            drop(socket);
            break Page::open(&office.base, "reader").await;
        }
        tokio::task::yield_now().await;
    };
    let news = reader.channel("news");
    for _ in 0..300 {
        reader.say(&json!({"t": "slash", "nonce": "n", "channel": news, "command": "mute"})).await;
    }
    let full = |frame: &Value| frame["error"].as_str().is_some_and(|error| error.starts_with("Too much"));
    reader.hear("that it is too much", full).await;
}

#[tokio::test]
async fn the_double_s_end_is_the_page_s() {
    let office = Office::open().await;
    let mut reader = Page::open(&office.base, "reader").await;
    drop(office);
    while let Some(Ok(_)) = reader.socket.next().await {}
}

//! The gateway frame by frame, for what a well-behaved client never does.

use crate::bot::described;
use discord_double::{Double, EventFault};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Connects and reads HELLO.
    async fn open(double: &Double) -> Self {
        let address = format!("ws{}/gateway?v=10&encoding=json", double.api_base().trim_start_matches("http"));
        let (stream, _) = tokio_tungstenite::connect_async(address).await.unwrap();
        let mut socket = Self(stream);
        assert_eq!(socket.hear().await["op"], 10);
        socket
    }

    /// Connects, identifies and reads past READY and the guild.
    async fn identified(double: &Double, intents: u64) -> Self {
        let mut socket = Self::open(double).await;
        socket.say(&identify(&double.token(), intents)).await;
        for expected in ["READY", "GUILD_CREATE"] {
            assert_eq!(socket.hear().await["t"], expected);
        }
        socket
    }

    async fn say(&mut self, frame: &Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// The next payload, or `{"close": code}`.
    async fn hear(&mut self) -> Value {
        let next = tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("the double speaks");
        match next {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).unwrap(),
            Some(Ok(Message::Close(Some(frame)))) => json!({"close": u16::from(frame.code)}),
            other => panic!("neither text nor a close frame: {other:?}"),
        }
    }
}

fn identify(token: &str, intents: u64) -> Value {
    json!({"op": 2, "d": {"token": token, "intents": intents, "properties": {}, "shard": [0, 1]}})
}

#[tokio::test]
async fn misbehaviour_is_closed_upon_with_the_right_code() {
    let double = described().start().await.unwrap();
    let token = double.token();
    let good = identify(&token, 1);
    let mut bad_shard = good.clone();
    bad_shard["d"]["shard"] = json!([1, 1]);
    let cases: Vec<(Vec<Value>, u16)> = vec![
        (vec![json!({"op": 99, "d": null})], 4001),
        (vec![json!({"d": null})], 4002),
        (vec![json!({"op": 3, "d": {}})], 4003),
        (vec![identify("wrong", 1)], 4004),
        (vec![good.clone(), good.clone()], 4005),
        (vec![good.clone(), json!({"op": 1, "d": 1000})], 4007),
        (vec![bad_shard], 4010),
        (vec![identify(&token, 1 << 40)], 4013),
        (vec![identify(&token, 1 << 1)], 4014),
    ];
    for (frames, code) in cases {
        let mut socket = Socket::open(&double).await;
        for frame in &frames {
            socket.say(frame).await;
        }
        let mut heard = socket.hear().await;
        while heard["close"].is_null() {
            heard = socket.hear().await;
        }
        assert_eq!(heard["close"], code, "{frames:?}");
    }
    assert_eq!(double.take_violations().len(), 1, "asking for a privileged intent is the bot's mistake");
}

#[tokio::test]
async fn a_resume_brings_what_was_missed_under_its_old_numbers() {
    let double = described().start().await.unwrap();
    let mut socket = Socket::identified(&double, 1 << 12 | 1).await;
    drop(socket);
    double.gateway().session("a lost connection", |session| !session.connected).await.unwrap();
    double.member("reader").dm("one").await.unwrap();
    double.member("reader").dm("two").await.unwrap();
    socket = Socket::open(&double).await;
    let session = double.gateway().sessions()[0].id.clone();
    socket.say(&json!({"op": 6, "d": {"token": double.token(), "session_id": session, "seq": 2}})).await;
    let heard = [socket.hear().await, socket.hear().await, socket.hear().await];
    let seen: Vec<_> =
        heard.iter().map(|each| (each["s"].as_u64(), each["t"].as_str(), each["d"]["content"].as_str())).collect();
    let expected = [
        (Some(3), Some("MESSAGE_CREATE"), Some("one")),
        (Some(4), Some("MESSAGE_CREATE"), Some("two")),
        (Some(5), Some("RESUMED"), None),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn an_unknown_session_cannot_be_resumed() {
    let double = described().start().await.unwrap();
    let mut socket = Socket::open(&double).await;
    socket.say(&json!({"op": 6, "d": {"token": double.token(), "session_id": "none", "seq": 2}})).await;
    assert_eq!(socket.hear().await, json!({"op": 9, "s": null, "t": null, "d": false}));
    socket.say(&identify(&double.token(), 1)).await;
    assert_eq!(socket.hear().await["t"], "READY");
}

#[tokio::test]
async fn events_are_lost_doubled_swapped_and_replayed_to_order() {
    let double = described().start().await.unwrap();
    let mut socket = Socket::identified(&double, 1 << 12 | 1).await;
    let gateway = double.gateway();
    for (fault, text) in [(EventFault::Lose, "a"), (EventFault::Duplicate, "b"), (EventFault::Reorder, "c")] {
        gateway.next_event("MESSAGE_CREATE", fault);
        double.member("reader").dm(text).await.unwrap();
    }
    double.member("reader").dm("d").await.unwrap();
    gateway.replay("MESSAGE_CREATE");
    let mut heard = Vec::new();
    for _ in 0..5 {
        let event = socket.hear().await;
        heard.push((event["s"].as_u64().unwrap(), event["d"]["content"].as_str().unwrap().to_owned()));
    }
    let expected = [(3, "b"), (4, "b"), (6, "d"), (5, "c"), (6, "d")].map(|(seq, text)| (seq, text.to_owned()));
    assert_eq!(heard, expected);
}

#[tokio::test]
async fn heartbeats_are_acknowledged_unless_the_connection_is_a_zombie() {
    let double = described().start().await.unwrap();
    let mut socket = Socket::identified(&double, 1).await;
    socket.say(&json!({"op": 1, "d": 2})).await;
    assert_eq!(socket.hear().await["op"], 11);
    double.gateway().ignore_heartbeats(true);
    socket.say(&json!({"op": 1, "d": 2})).await;
    double.gateway().session("the second heartbeat", |session| session.heartbeats == 2).await.unwrap();
    double.gateway().close(4000);
    assert_eq!(socket.hear().await["close"], 4000, "no acknowledgement came in between");
}

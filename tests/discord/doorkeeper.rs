//! A gateway before a double that lets nobody in: it says HELLO and closes at IDENTIFY with 4011. Everything else goes
//! to the double.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Request, State};
use axum::response::{Json, Response};
use axum::routing::{any, get};
use discord_double::Double;
use serde_json::{Value, json};

pub(crate) struct Doorkeeper {
    pub(crate) address: String,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Doorkeeper {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[derive(Clone)]
struct Addresses {
    own: String,
    double: String,
}

impl Doorkeeper {
    pub(crate) async fn before(double: &Double) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap();
        let addresses = Addresses { own: format!("ws://{own}/door"), double: double.api_base() };
        let router = Router::new()
            .route("/door", any(|upgrade: WebSocketUpgrade| async { upgrade.on_upgrade(refuse) }))
            .route("/door/", any(|upgrade: WebSocketUpgrade| async { upgrade.on_upgrade(refuse) }))
            .route("/api/v10/gateway", get(gateway))
            .route("/api/v10/gateway/bot", get(gateway))
            .fallback(pass_on)
            .with_state(addresses);
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address: format!("http://{own}"), server }
    }
}

async fn gateway(State(addresses): State<Addresses>) -> Json<Value> {
    let limit = json!({ "total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1 });
    Json(json!({ "url": addresses.own, "shards": 1, "session_start_limit": limit }))
}

async fn refuse(mut socket: WebSocket) {
    let hello = json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": 400 } });
    let _ = socket.send(Message::Text(hello.to_string().into())).await;
    while let Some(Ok(message)) = socket.recv().await {
        if message.to_text().is_ok_and(|text| text.contains("\"op\":2,")) {
            let _ = socket.send(Message::Close(Some(CloseFrame { code: 4011, reason: "".into() }))).await;
        }
    }
}

async fn pass_on(State(addresses): State<Addresses>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let address = format!("{}{}", addresses.double, parts.uri);
    let mut passed = reqwest::Client::new().request(parts.method, address);
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != "host") {
        passed = passed.header(name, value);
    }
    let answer = passed.body(to_bytes(body, 1 << 20).await.unwrap()).send().await.unwrap();
    let status = answer.status();
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Body::from(answer.bytes().await.unwrap()))
        .unwrap()
}

//! A page without a browser: the socket, and what came over it.

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The host and port of an address.
pub(crate) fn authority(base: &str) -> String {
    base.trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// Opens the socket with an origin, or without one.
pub(crate) async fn connect(base: &str, name: &str, origin: Option<&str>) -> Result<Socket, Error> {
    let address = format!("ws://{}/playground/socket?as={name}", authority(base));
    let mut request = address.into_client_request().unwrap();
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}

/// One page, acting as one member.
pub(crate) struct Page {
    pub(crate) socket: Socket,
    pub(crate) ready: Value,
    /// Frames that came while another was waited for.
    heard: Vec<Value>,
    nonces: u32,
}

impl Page {
    pub(crate) async fn open(base: &str, name: &str) -> Self {
        let socket = connect(base, name, Some(base.trim_end_matches('/'))).await.expect("the socket opens");
        let mut page = Self { socket, ready: Value::Null, heard: Vec::new(), nonces: 0 };
        page.ready = page.hear("ready", |frame| frame["t"] == "ready").await;
        page
    }

    pub(crate) async fn say(&mut self, frame: &Value) {
        self.socket.send(Message::text(frame.to_string())).await.unwrap();
    }

    async fn next(&mut self) -> Option<Value> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                other => panic!("no text: {other:?}"),
            }
        }
    }

    /// The first frame that fits, of those that came already and those to come.
    pub(crate) async fn hear(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.heard.iter().position(&fits) {
            return self.heard.remove(at);
        }
        loop {
            let next = tokio::time::timeout(PATIENCE, self.next()).await;
            let Ok(Some(frame)) = next else {
                panic!("no {what} came; but {:#?}", self.heard);
            };
            if fits(&frame) {
                return frame;
            }
            self.heard.push(frame);
        }
    }

    /// Asks under a name of its own and waits for the answer to it.
    pub(crate) async fn ask(&mut self, mut request: Value) -> Value {
        self.nonces += 1;
        let nonce = format!("n{}", self.nonces);
        request["nonce"] = json!(nonce);
        self.say(&request).await;
        let answers = |frame: &Value| frame["nonce"] == nonce.as_str();
        self.hear(&format!("answer to {request}"), answers).await
    }

    /// Asks for what must be refused, and gives the reason.
    pub(crate) async fn refused(&mut self, request: Value) -> String {
        let answer = self.ask(request).await;
        assert_eq!(answer["t"], "failed", "{answer}");
        answer["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn channel(&self, name: &str) -> String {
        let channels = self.ready["channels"].as_array().unwrap();
        let found = channels.iter().find(|channel| channel["name"] == name);
        found.unwrap_or_else(|| panic!("no #{name} in {channels:?}"))["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn channels(&self) -> Vec<String> {
        let names = self.ready["channels"].as_array().unwrap().iter();
        names.map(|channel| channel["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Types a command with texts as options.
    pub(crate) async fn slash(&mut self, channel: &str, command: &str, options: &[(&str, &str)]) -> Value {
        let options: Vec<Value> = options.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let channel = self.channel(channel);
        self.ask(json!({"t": "slash", "channel": channel, "command": command, "options": options})).await
    }

    /// The next message whose text is this.
    pub(crate) async fn message(&mut self, content: &str) -> Value {
        let fits = |frame: &Value| frame["t"] == "message" && frame["message"]["content"] == content;
        self.hear(&format!("message {content:?}"), fits).await["message"].clone()
    }

    /// Opens a channel and gives the texts in it.
    pub(crate) async fn reads(&mut self, channel: &str) -> Vec<String> {
        self.say(&json!({"t": "open", "channel": channel})).await;
        let fits = |frame: &Value| frame["t"] == "messages" && frame["channel"] == channel;
        let answer = self.hear("messages", fits).await;
        let texts = answer["messages"].as_array().unwrap().iter();
        texts.map(|message| message["content"].as_str().unwrap().to_owned()).collect()
    }

    /// Everything that came and was not waited for, after a round trip that shows that no more is on its way.
    pub(crate) async fn rest(&mut self) -> Vec<Value> {
        let answer = self.ask(json!({"t": "delete", "message": "1"})).await;
        assert_eq!(answer["t"], "failed");
        std::mem::take(&mut self.heard)
    }
}

/// One request by hand, with these header lines; the whole answer as text.
pub(crate) async fn request(base: &str, line: &str, headers: &[(&str, &str)]) -> String {
    let mut stream = TcpStream::connect(authority(base)).await.unwrap();
    let headers: String = headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    stream.write_all(format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    let _closed = read.expect("the double answers and closes");
    String::from_utf8_lossy(&answer).into_owned()
}

//! A scripted language model behind the real protocol: `POST /v1/chat/completions` over a real socket,
//! with everything that goes wrong there.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use futures::stream;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

/// What the model does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Turn {
    /// Answers with these words.
    Say(String),
    /// The same after a while.
    SayAfter(Duration, String),
    /// Answers with a status, and a body of its own.
    Status(u16, &'static str),
    /// 429 with the seconds to wait.
    TooMany(u64),
    /// 200 with a body that is no completion, or not only one.
    Raw(String),
    /// A body that breaks off.
    BrokenOff,
    /// A body of so many bytes.
    Huge(usize),
    RedirectTo(String),
    /// Never answers.
    Hang,
}

/// What was asked, as it came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) key: Option<String>,
    pub(crate) body: Value,
}

impl Asked {
    /// The user's part of the prompt.
    pub(crate) fn prompt(&self) -> &str {
        self.body.pointer("/messages/1/content").and_then(Value::as_str).unwrap()
    }

    pub(crate) fn format(&self) -> Option<&str> {
        self.body.pointer("/response_format/type").and_then(Value::as_str)
    }
}

type Script = Box<dyn FnMut(&Asked) -> Turn + Send>;

struct Play {
    next: VecDeque<Turn>,
    always: Script,
    asked: Vec<Asked>,
    at_once: usize,
    most_at_once: usize,
}

/// The server; it ends with this.
pub(crate) struct ModelServer {
    play: Arc<Mutex<Play>>,
    port: u16,
    task: JoinHandle<()>,
}

impl Drop for ModelServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl ModelServer {
    /// A model that says `{}` until it is told otherwise.
    pub(crate) async fn start() -> Self {
        let always: Script = Box::new(|_| Turn::Say("{}".to_owned()));
        let play = Play { next: VecDeque::new(), always, asked: Vec::new(), at_once: 0, most_at_once: 0 };
        let play = Arc::new(Mutex::new(play));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let routes = axum::Router::new().route("/v1/chat/completions", post(complete)).with_state(Arc::clone(&play));
        let task = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { play, port, task }
    }

    pub(crate) fn base(&self) -> Url {
        Url::parse(&format!("http://127.0.0.1:{}/v1/", self.port)).unwrap()
    }

    /// What it does with the next requests, one each.
    pub(crate) fn then(&self, turns: impl IntoIterator<Item = Turn>) {
        self.play().next.extend(turns);
    }

    /// What it does when the script is over.
    pub(crate) fn always(&self, script: impl FnMut(&Asked) -> Turn + Send + 'static) {
        self.play().always = Box::new(script);
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.play().asked.clone()
    }

    /// The most requests it had before it at the same time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.play().most_at_once
    }

    fn play(&self) -> MutexGuard<'_, Play> {
        self.play.lock().unwrap()
    }
}

async fn complete(State(play): State<Arc<Mutex<Play>>>, headers: HeaderMap, body: Bytes) -> Response {
    let key = headers.get("authorization").map(|key| key.to_str().unwrap().to_owned());
    let asked = Asked { key, body: serde_json::from_slice(&body).unwrap() };
    let turn = {
        let mut play = play.lock().unwrap();
        play.at_once += 1;
        play.most_at_once = play.most_at_once.max(play.at_once);
        let next = play.next.pop_front();
        let turn = next.unwrap_or_else(|| (play.always)(&asked));
        play.asked.push(asked);
        turn
    };
    let response = perform(turn).await;
    play.lock().unwrap().at_once -= 1;
    response
}

async fn perform(turn: Turn) -> Response {
    let json = |status: u16, body: String| {
        let builder = Response::builder().status(StatusCode::from_u16(status).unwrap());
        builder.header("content-type", "application/json").body(Body::from(body)).unwrap()
    };
    match turn {
        Turn::Say(words) => json(200, completion(&words)),
        Turn::SayAfter(pause, words) => {
            tokio::time::sleep(pause).await;
            json(200, completion(&words))
        }
        Turn::Status(status, body) => json(status, body.to_owned()),
        Turn::TooMany(seconds) => {
            let builder = Response::builder().status(429).header("retry-after", seconds.to_string());
            builder.body(Body::from("slow down")).unwrap()
        }
        Turn::Raw(body) => json(200, body),
        Turn::BrokenOff => {
            let whole = completion("{\"points\":[]}");
            let half = Bytes::from(whole.get(..whole.len() / 2).unwrap().to_owned());
            let parts = [Ok(half), Err(std::io::Error::other("gone"))];
            Response::new(Body::from_stream(stream::iter(parts)))
        }
        Turn::Huge(bytes) => json(200, completion(&"x".repeat(bytes))),
        Turn::RedirectTo(address) => {
            Response::builder().status(307).header("location", address).body(Body::empty()).unwrap()
        }
        Turn::Hang => std::future::pending().await,
    }
}

/// A completion as servers write it, with what it used.
pub(crate) fn completion(words: &str) -> String {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "scripted",
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": words },
            "finish_reason": "stop",
        }],
        "usage": { "prompt_tokens": 700, "completion_tokens": 100, "total_tokens": 800 },
    })
    .to_string()
}

/// A digest's draft with these points, each with the sentence it cites.
pub(crate) fn draft(points: &[(&str, usize)]) -> String {
    let points: Vec<Value> = points
        .iter()
        .map(|(text, sentence)| json!({ "text": text, "sentences": [sentence], "kind": "news" }))
        .collect();
    json!({ "points": points }).to_string()
}

/// The number of the sentence of the prompt that holds these words.
pub(crate) fn number_of(prompt: &str, words: &str) -> usize {
    let line = prompt.lines().find(|line| line.starts_with('[') && line.contains(words));
    let (number, _) = line.unwrap_or_else(|| panic!("{words}: {prompt}")).split_once(']').unwrap();
    number.trim_start_matches('[').parse().unwrap()
}

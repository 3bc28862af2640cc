//! A server with a bot in it.

pub(crate) mod comments;

use crate::newsroom::{HandClock, InProcess, ScriptedWeb};
use async_trait::async_trait;
use discord_double::{Double, DoubleBuilder, Message};
use newsdesk::desk::{ArticleSource, Desk, FetchError, FoundPage, ModelDesk, Validators};
use newsdesk::discord::{DiscordSettings, Limits, ServeError, serve};
use newsdesk::fetch::{FetchSettings, Fetcher, SystemLookup};
use newsdesk::store::SqlStore;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;
use url::Url;

/// The article this project began with.
pub(crate) const HARRIS: &str = include_str!("../fixtures/harris.txt");
pub(crate) const ADDRESS: &str = "https://news.example/harris";

/// A local Discord, a running bot, a scripted web. The bot ends with it.
pub(crate) struct Room {
    pub(crate) double: Double,
    pub(crate) web: Arc<ScriptedWeb>,
    pub(crate) clock: Arc<HandClock>,
    /// The bot's own, to prepare and to look into.
    pub(crate) store: Arc<SqlStore>,
    pub(crate) desk: Desk,
    /// Pages on `slow.example` come when the test adds a permit.
    pub(crate) gate: Arc<Semaphore>,
    stop: Option<oneshot::Sender<()>>,
    bot: JoinHandle<Result<(), ServeError>>,
    _folder: tempfile::TempDir,
}

impl Room {
    /// The usual room.
    pub(crate) async fn open() -> Self {
        Self::open_with(described(), quick()).await
    }

    pub(crate) async fn open_with(builder: DoubleBuilder, limits: Limits) -> Self {
        let double = builder.start().await.expect("the double starts");
        Self::open_on(double, limits).await
    }

    /// A bot on a double that was prepared.
    pub(crate) async fn open_on(double: Double, limits: Limits) -> Self {
        let api = double.api_base();
        Self::open_at(double, &api, limits).await
    }

    /// A bot that is told another address than the double's.
    pub(crate) async fn open_at(double: Double, api: &str, limits: Limits) -> Self {
        Self::open_with_model(double, api, limits, None).await
    }

    /// The same with a language model at its desk.
    pub(crate) async fn open_with_model(double: Double, api: &str, limits: Limits, model: Option<ModelDesk>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqlStore::open(&folder.path().join("newsdesk.db")).await.unwrap());
        let (web, clock) = (Arc::new(ScriptedWeb::default()), Arc::new(HandClock::default()));
        let gate = Arc::new(Semaphore::new(0));
        let source = Arc::new(Source::new(Arc::clone(&web), Arc::clone(&gate), &double.api_base()));
        let desk = Desk::new(Arc::clone(&store), source, Arc::new(InProcess), Arc::clone(&clock) as _)
            .with_models(Arc::clone(&store) as _, model);
        let settings =
            DiscordSettings { token: double.token().into(), api: Some(api.to_owned()), dev_guild: None, limits };
        let (stop, stopped) = oneshot::channel::<()>();
        let bot = tokio::spawn(serve(desk.clone(), settings, async {
            let _ = stopped.await;
        }));
        Self { double, web, clock, store, desk, gate, stop: Some(stop), bot, _folder: folder }
    }

    /// A room in which the reader has asked for the digest of the article.
    pub(crate) async fn with_digest() -> (Self, Message) {
        let room = Self::open().await;
        room.web.serve(ADDRESS, HARRIS);
        let reader = room.double.member("reader");
        let asked = reader.slash("digest").option("url", ADDRESS).option("published", "2021-06-02");
        let digest = asked.send().await.unwrap().reply().await.unwrap().message;
        (room, digest)
    }

    /// Tells the bot to stop, and waits until it has.
    pub(crate) async fn stop(&mut self) -> Result<(), ServeError> {
        drop(self.stop.take());
        (&mut self.bot).await.expect("the bot does not panic")
    }

    /// What the bot ended with, by itself.
    pub(crate) async fn ended(&mut self) -> Result<(), ServeError> {
        (&mut self.bot).await.expect("the bot does not panic")
    }

    /// A message of the bot in #news with one button, as an older version may have left it.
    pub(crate) async fn message_with_button(&self, custom_id: &str) -> Message {
        let channel = self.double.channel_id("news").unwrap();
        let button = json!({ "type": 2, "style": 1, "label": "Old", "custom_id": custom_id });
        let body = json!({ "content": "old", "components": [{ "type": 1, "components": [button] }] });
        let address = format!("{}/api/v10/channels/{channel}/messages", self.double.api_base());
        let authorization = format!("Bot {}", self.double.token());
        let sent = reqwest::Client::new().post(address).header("authorization", authorization).json(&body).send();
        assert!(sent.await.unwrap().status().is_success());
        self.double.channel("news").next_message().await.unwrap()
    }

    /// Nothing is left open, unread or broken.
    pub(crate) async fn finish(self) {
        self.double.finish().await.unwrap();
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.bot.abort();
    }
}

/// A server with a reader of English, one of Spanish, and two channels. Its clock stands, so that a busy machine fails
/// no test.
pub(crate) fn described() -> DoubleBuilder {
    let openapi = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/discord-openapi.json");
    let builder = Double::builder()
        .guild("Test")
        .channel("news")
        .channel("talk")
        .member("reader")
        .member_with("lector", |plan| plan.locale("es-ES"))
        .stopped_clock()
        .patience(Duration::from_secs(20));
    if std::path::Path::new(openapi).exists() { builder.openapi(openapi) } else { builder }
}

/// Limits that keep tests short.
pub(crate) fn quick() -> Limits {
    Limits { retry: Duration::from_millis(20), boot: Duration::from_secs(20), ..Limits::default() }
}

/// Pages from the script, attachments from the double.
struct Source {
    web: Arc<ScriptedWeb>,
    gate: Arc<Semaphore>,
    files: Fetcher,
}

impl Source {
    fn new(web: Arc<ScriptedWeb>, gate: Arc<Semaphore>, base: &str) -> Self {
        let attachment_base = Some(Url::parse(base).unwrap());
        let settings = FetchSettings { attachment_base, ..FetchSettings::default() };
        Self { web, gate, files: Fetcher::new(settings, Arc::new(SystemLookup)).unwrap() }
    }
}

#[async_trait]
impl ArticleSource for Source {
    async fn page(&self, address: &Url, known: &Validators) -> Result<FoundPage, FetchError> {
        match address.host_str() {
            Some("slow.example") => self.gate.acquire().await.unwrap().forget(),
            Some("panic.example") => panic!("a page that makes the bot panic"),
            Some(_) | None => {}
        }
        self.web.page(address, known).await
    }

    async fn attachment(&self, address: &str) -> Result<Vec<u8>, FetchError> {
        self.files.attachment(address).await
    }
}

/// Whether a message shows a digest: it says how much was read.
pub(crate) fn is_digest(message: &Message) -> bool {
    let text = message.text();
    let footer = text.lines().last().unwrap_or_default();
    (footer.starts_with("Read ") && footer.contains(" words")) || footer.starts_with("Leídas ")
}

/// The quotations of a reply, as a reader sees them: without the marks of Markdown.
pub(crate) fn quotations(message: &Message) -> Vec<String> {
    let text = message.text();
    let quoted = text.lines().filter_map(|line| line.strip_prefix("> ")).filter(|line| !line.starts_with("-# "));
    quoted.map(plain).collect()
}

/// Markdown as it is shown.
fn plain(markdown: &str) -> String {
    let mut shown = String::new();
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => shown.extend(chars.next()),
            '*' | '\u{200B}' => {}
            c => shown.push(c),
        }
    }
    shown
}

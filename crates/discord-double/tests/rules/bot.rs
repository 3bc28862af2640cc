//! A plain serenity bot, unmodified; each test says what it does on an interaction or a message.

use discord_double::{Double, DoubleError};
use futures::future::BoxFuture;
use serenity::all::{Context, EventHandler, GatewayIntents, Interaction, Message, Ready};
use serenity::async_trait;
use serenity::client::ClientBuilder;
use serenity::gateway::ShardManager;
use serenity::http::{Http, HttpBuilder};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// What a test's bot hears.
pub(crate) enum Heard {
    Interaction(Box<Interaction>),
    Message(Box<Message>),
}

type Script = Box<dyn Fn(Context, Heard) -> BoxFuture<'static, ()> + Send + Sync>;

struct Handler(Script);

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, _: Ready) {}

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        (self.0)(context, Heard::Interaction(Box::new(interaction))).await;
    }

    async fn message(&self, context: Context, message: Message) {
        if !message.author.bot {
            (self.0)(context, Heard::Message(Box::new(message))).await;
        }
    }
}

/// A running bot; it vanishes when dropped.
pub(crate) struct Bot {
    pub(crate) http: Http,
    pub(crate) shards: Arc<ShardManager>,
    task: JoinHandle<()>,
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Bot {
    pub(crate) async fn start<F, R>(double: &Double, script: F) -> Self
    where
        F: Fn(Context, Heard) -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        Self::asking(double, GatewayIntents::non_privileged(), script).await
    }

    pub(crate) async fn asking<F, R>(double: &Double, intents: GatewayIntents, script: F) -> Self
    where
        F: Fn(Context, Heard) -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let script: Script = Box::new(move |context, heard| Box::pin(script(context, heard)));
        let builder = ClientBuilder::new_with_http(http(double), intents).event_handler(Handler(script));
        let mut client = builder.await.expect("the client builds");
        let shards = Arc::clone(&client.shard_manager);
        let task = tokio::spawn(async move {
            let _ended = client.start().await;
        });
        Self { http: http(double), shards, task }
    }

    /// A bot that hears everything and does nothing; the test does the talking over `http`.
    pub(crate) async fn idle(double: &Double) -> Self {
        Self::start(double, |_, _| async {}).await
    }
}

/// serenity's own client, pointed at the double.
pub(crate) fn http(double: &Double) -> Http {
    let http = HttpBuilder::new(double.token()).proxy(double.api_base()).ratelimiter_disabled(true).build();
    http.set_application_id(double.application_id().0.into());
    http
}

/// A guild with a reader, a moderator and two channels; patient, so that a busy machine fails no test.
pub(crate) async fn newsroom() -> Double {
    described().start().await.expect("the double starts")
}

pub(crate) fn described() -> discord_double::DoubleBuilder {
    Double::builder()
        .guild("Test")
        .role("Moderators", discord_double::Permissions::MANAGE_MESSAGES)
        .channel("news")
        .channel("talk")
        .member("reader")
        .member_with("lector", |plan| plan.locale("es-ES"))
        .member_with("mod", |plan| plan.role("Moderators"))
        .stopped_clock()
        .patience(Duration::from_secs(20))
}

/// What `finish` complains about.
pub(crate) async fn complaints(double: &Double) -> Vec<String> {
    match double.finish().await {
        Ok(()) => Vec::new(),
        Err(DoubleError::LooseEnds(ends)) => ends,
        Err(other) => vec![other.to_string()],
    }
}

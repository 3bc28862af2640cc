//! Starting, watching and stopping the connection to Discord.

use super::bot::{Bot, Events};
use super::messenger::DiscordMessenger;
use super::sender::{SendError, Sender};
use super::worker::Worker;
use super::{DiscordSettings, registration};
use crate::desk::Desk;
use secrecy::ExposeSecret as _;
use serenity::Client;
use serenity::all::{
    ApplicationId, BotGateway, ConnectionStage, CreateAllowedMentions, GatewayError, GatewayIntents, GuildId, Http,
    HttpBuilder, ShardManager,
};
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::{info, warn};

/// What tokens of the local double begin with; a real one begins with an id in base 64.
const DOUBLE: &str = "double.";

/// Why the bot cannot run; the text is for its operator.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("another address than Discord's is taken only with the token of a local double, never with a real one")]
    RealTokenElsewhere,
    #[error("Discord does not accept the bot's token; copy it anew from the developer portal, page “Bot”")]
    BadToken,
    #[error("Discord could not be reached: {0}")]
    Unreachable(String),
    #[error("the commands could not be registered: {0}")]
    Registration(String),
    #[error("the bot has started too often; Discord lets it in again in {} minutes", .0.as_secs().div_ceil(60))]
    NoStartsLeft(Duration),
    #[error("Discord does not know the intents that were asked for; a newer version of the bot is needed")]
    InvalidIntents,
    #[error(
        "Discord does not grant the intents that were asked for; the developer portal, page “Bot”, says which it grants"
    )]
    DisallowedIntents,
    #[error("Discord connects but does not let the bot in (close codes 4003 and 4011 look like this); start it again")]
    NotLetIn,
    #[error("the connection to Discord ended: {0}")]
    Ended(String),
}

/// Runs the bot until a signal to stop (SIGTERM or SIGINT).
pub async fn run(desk: Desk, settings: DiscordSettings) -> Result<(), ServeError> {
    serve(desk, settings, signal_to_stop()).await
}

/// Runs the bot until `shutdown` is done: then no more comes in, what runs is finished, and the
/// connection is closed properly.
pub async fn serve(
    desk: Desk,
    settings: DiscordSettings,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    // Beside the connecting: the first member to comment should not wait for it.
    let engine = desk.engine();
    tokio::task::spawn_blocking(move || crate::moderation::warm_up(engine.reader()));
    let bot = Arc::new(Bot::new(desk.clone(), settings.limits));
    let mut client = client(&settings, &bot).await?;
    let sender = Sender::new(Arc::clone(&client.http), settings.limits.retry);
    let (gateway, application) = introduce(&sender).await?;
    *client.ws_url.lock().await = gateway.url.clone();
    register(&sender, settings.dev_guild).await?;
    let manager = Arc::clone(&client.shard_manager);
    let http = Arc::clone(&client.http);
    let worker = Worker::start(desk, DiscordMessenger::new(sender, application));
    let ended = tokio::select! {
        ended = client.start_shards(gateway.shards.max(1)) => Err(ending(ended)),
        () = not_let_in(&manager, settings.limits.boot) => Err(ServeError::NotLetIn),
        () = tend_limiter(&http) => Ok(()),
        () = shutdown => {
            stop(&bot, &manager).await;
            Ok(())
        }
    };
    // After the last interaction: what it wished for may still be delivered.
    worker.stop(settings.limits.drain).await;
    ended
}

/// A client on Discord or, in tests, on the address in the settings.
async fn client(settings: &DiscordSettings, bot: &Arc<Bot>) -> Result<Client, ServeError> {
    // Zero privileged intents; mentions and private messages carry their content without one.
    let intents = GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    let built =
        serenity::client::ClientBuilder::new_with_http(http(settings)?, intents).event_handler(Events(Arc::clone(bot)));
    built.await.map_err(|e| ServeError::Ended(e.to_string()))
}

pub(super) fn http(settings: &DiscordSettings) -> Result<Http, ServeError> {
    let token = settings.token.expose_secret();
    let builder = HttpBuilder::new(token).default_allowed_mentions(CreateAllowedMentions::new());
    match &settings.api {
        None => Ok(builder.build()),
        Some(_) if !token.starts_with(DOUBLE) => Err(ServeError::RealTokenElsewhere),
        // serenity ignores the proxy while its limiter is on, and would ask Discord itself.
        Some(api) => Ok(builder.proxy(api).ratelimiter_disabled(true).build()),
    }
}

/// Learns who the bot is and where the gateway is.
async fn introduce(sender: &Sender) -> Result<(BotGateway, ApplicationId), ServeError> {
    let gateway =
        sender.ask(|http| async move { http.get_bot_gateway().await }).await.map_err(|e| first_contact(&e))?;
    let limit = &gateway.session_start_limit;
    if limit.remaining == 0 {
        return Err(ServeError::NoStartsLeft(Duration::from_millis(limit.reset_after)));
    }
    let application = sender
        .ask(|http| async move {
            let application = http.get_current_application_info().await?;
            http.set_application_id(application.id);
            Ok(application.id)
        })
        .await
        .map_err(|e| first_contact(&e))?;
    Ok((gateway, application))
}

pub(super) fn first_contact(error: &SendError) -> ServeError {
    match error {
        SendError::Refused { status: 401, .. } => ServeError::BadToken,
        SendError::Refused { .. }
        | SendError::Gone(_)
        | SendError::AnsweredBefore
        | SendError::Forbidden(_)
        | SendError::Unreachable(_) => ServeError::Unreachable(error.to_string()),
    }
}

async fn register(sender: &Sender, guild: Option<u64>) -> Result<(), ServeError> {
    let guild = guild.and_then(std::num::NonZeroU64::new).map(GuildId::from);
    let count =
        sender.register(&registration::commands(), guild).await.map_err(|e| ServeError::Registration(e.to_string()))?;
    info!(count, guild = guild.map(GuildId::get), "the commands are registered");
    Ok(())
}

fn ending(result: serenity::Result<()>) -> ServeError {
    match result {
        Err(serenity::Error::Gateway(GatewayError::InvalidAuthentication)) => ServeError::BadToken,
        Err(serenity::Error::Gateway(GatewayError::InvalidGatewayIntents)) => ServeError::InvalidIntents,
        Err(serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents)) => ServeError::DisallowedIntents,
        Err(other) => ServeError::Ended(other.to_string()),
        Ok(()) => ServeError::Ended("without a reason".to_owned()),
    }
}

/// Done when a connection stands for `patience` without being let in.
///
/// serenity 0.12 reads a socket that was closed with 4003 or 4011 again and again, for as long
/// as a heartbeat, and then dials anew; neither code reaches its user. What can be seen is a
/// connection that never becomes connected. While the network is down there is none at all.
async fn not_let_in(manager: &ShardManager, patience: Duration) {
    /// Between two connections of one shard serenity waits for up to 5 seconds.
    const PAUSE: Duration = Duration::from_secs(10);
    let (mut waiting_since, mut absent_since) = (None::<Instant>, None::<Instant>);
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let stages: Vec<ConnectionStage> = manager.runners.lock().await.values().map(|r| r.stage).collect();
        let now = Instant::now();
        if stages.is_empty() {
            let absent = *absent_since.get_or_insert(now);
            if now.duration_since(absent) > PAUSE {
                waiting_since = None;
            }
            continue;
        }
        absent_since = None;
        if stages.iter().all(|&stage| stage == ConnectionStage::Connected) {
            waiting_since = None;
        } else if now.duration_since(*waiting_since.get_or_insert(now)) > patience {
            return;
        }
    }
}

/// Keeps the limiter small: it has an entry for every interaction there ever was. An entry whose
/// time is over, and that nobody holds, limits nothing. Never done.
async fn tend_limiter(http: &Http) {
    loop {
        tokio::time::sleep(Duration::from_mins(1)).await;
        let Some(limiter) = &http.ratelimiter else { continue };
        limiter.routes().write().await.retain(|_, entry| {
            let held = Arc::strong_count(entry) > 1;
            held || entry.try_lock().is_ok_and(|e| e.reset().is_some_and(|at| at.elapsed().is_err()))
        });
    }
}

async fn stop(bot: &Bot, manager: &ShardManager) {
    info!("stopping: no more requests are taken");
    bot.stop();
    manager.shutdown_all().await;
    match bot.drained().await {
        0 => info!("stopped; everything is answered"),
        left => warn!(left, "stopped before everything was answered"),
    }
}

/// Done when the process is asked to stop, by SIGTERM or SIGINT.
pub async fn signal_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

//! `run`: the Discord bot, put together from its parts.

use super::{Failure, engine};
use crate::clock::SystemClock;
use crate::config::{
    Config, DatabasePlace, DiscordConfig, Environment, FetchConfig, LanguageModelConfig, LogConfig, LogFormat,
};
use crate::desk::{Desk, ModelBudgets, ModelDesk, ModelPrice};
use crate::discord::{self, DiscordSettings, Limits};
use crate::fetch::{FetchSettings, Fetcher, SystemLookup};
use crate::sandbox::Sandbox;
use crate::store::{OpenStoreError, SqlStore};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tracing::error;
use tracing_subscriber::EnvFilter;
use url::Url;

/// What a request may take beside the download before a language model is asked, with room to spare.
const BEFORE_THE_MODEL: Duration = Duration::from_secs(30);
/// Discord's tokens last 15 minutes.
const LONGEST_WORK: Duration = Duration::from_mins(14);

/// Options of `run`; settings come from the environment.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the bot until it is told to stop.
pub(super) fn run(_arguments: &Arguments) -> Result<(), Failure> {
    let environment = Environment::load()?;
    let settings = DiscordConfig::required(&environment)?;
    let config = Config::read(&environment)?;
    start_log(&config.log);
    let runtime = runtime()?;
    let result = runtime.block_on(serve(&config, settings));
    // A connection that Discord closed may keep a thread of serenity's busy; nobody waits for it.
    runtime.shutdown_background();
    result
}

/// Threads for what waits.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed("start"))
}

async fn serve(config: &Config, settings: DiscordConfig) -> Result<(), Failure> {
    let store = open_store(&config.database.place).await.map_err(Box::new)?;
    let fetcher = fetcher(&config.fetch, settings.api.clone())?;
    let reader = Arc::new(sandbox()?);
    let model = config.language_model.as_ref().map(model_desk).transpose()?;
    let desk = Desk::new(Arc::new(store.clone()), Arc::new(fetcher), reader, Arc::new(SystemClock))
        .with_engine(config.engine)
        .with_models(Arc::new(store.clone()), model);
    let mut settings = discord_settings(settings);
    if let Some(model) = &config.language_model {
        // The time-outs nest: download, reading a file, then the model.
        let nested = config.fetch.timeout + BEFORE_THE_MODEL + model.timeout;
        settings.limits.longest_work = settings.limits.longest_work.max(nested).min(LONGEST_WORK);
    }
    let result = discord::run(desk, settings).await;
    store.close().await;
    Ok(result?)
}

pub(super) fn discord_settings(config: DiscordConfig) -> DiscordSettings {
    DiscordSettings {
        token: config.token,
        api: config.api.map(String::from),
        dev_guild: config.dev_guild,
        limits: Limits::default(),
    }
}

/// The language model with what it may use.
fn model_desk(config: &LanguageModelConfig) -> Result<ModelDesk, Failure> {
    let limits = config.limits;
    let budgets = ModelBudgets {
        member_tokens: limits.member_tokens,
        server_tokens: limits.server_tokens,
        tokens: limits.tokens,
        cost: limits.cost,
        prices: ModelPrice { input: limits.prices.input, output: limits.prices.output },
    };
    Ok(ModelDesk { drafter: engine::drafter(config)?.within(budgets), in_private: config.in_dms })
}

/// Opens the database where the configuration says it is.
pub(super) async fn open_store(place: &DatabasePlace) -> Result<SqlStore, OpenStoreError> {
    match place {
        DatabasePlace::File(path) => SqlStore::open(path).await,
        DatabasePlace::Server(address) => SqlStore::connect(address).await,
    }
}

/// Downloads within the limits of the configuration.
pub(super) fn fetcher(config: &FetchConfig, attachment_base: Option<Url>) -> Result<Fetcher, Failure> {
    let settings = FetchSettings {
        ports: config.ports.clone(),
        timeout: config.timeout,
        max_bytes: config.max_bytes,
        allowed_networks: config.allowed_networks.clone(),
        attachment_base,
    };
    Ok(Fetcher::new(settings, Arc::new(SystemLookup))?)
}

/// Files are read by this same program, started anew.
pub(super) fn sandbox() -> Result<Sandbox, Failure> {
    Ok(Sandbox::new(std::env::current_exe().map_err(failed("find its own program"))?))
}

fn failed(what: &'static str) -> impl FnOnce(io::Error) -> Failure {
    move |source| Failure::Io { what: format!("the bot cannot {what}"), source }
}

/// Writes the log to standard error. A panic is logged by its place alone: its message may hold
/// words of an article.
pub(super) fn start_log(config: &LogConfig) {
    let directives = format!("{},{}", discord::LOG_DIRECTIVES, config.filter);
    let filter = EnvFilter::builder().parse_lossy(directives);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match config.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            error!(%place, "panic");
        }));
    }
}

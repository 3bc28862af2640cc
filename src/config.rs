//! The only reader of the environment: small structs, each field named after its variable.
//!
//! A variable that is not set has a default or turns a part off; one that cannot be read, or half
//! a group, is an error that names it. An empty variable counts as not set. Secrets are wrapped.

mod environment;
mod language_model;
#[cfg(test)]
mod tests;

pub use environment::Environment;
pub use language_model::{LanguageModelConfig, ModelLimits, ModelPrices};

use crate::fetch::Network;
use crate::neural::Engine;
use secrecy::{ExposeSecret as _, SecretString};
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// Every variable with what it means; `.env.example` holds the same list.
pub const VARIABLES: [(&str, &str); 26] = [
    (DISCORD_TOKEN, "The bot's token, from the Discord developer portal."),
    (DISCORD_API, "Address of a test double of Discord; only with a token that begins with `double.`."),
    (DEV_GUILD, "Id of one server to register the commands with, where they appear at once."),
    (DATABASE, "Path of the SQLite database, or address of a PostgreSQL one: `postgres://user:password@host/name`."),
    (ENGINE, "What reads: `neural`, the rules with a small neural reader, or `rules`, the rules alone."),
    (LOG, "What is logged, as tracing's filters say it: `info`, `newsdesk=debug`."),
    (LOG_FORMAT, "How it is logged: `text` or `json`."),
    (FETCH_PORTS, "Ports of web servers allowed beside 80 and 443, with commas between them."),
    (FETCH_TIMEOUT_SECONDS, "How long the download of a page may take."),
    (FETCH_MAX_BYTES, "How large a page may be after decompression."),
    (FETCH_ALLOW_NETWORKS, "Private networks of your own that members' links may reach, with commas between them."),
    (LLM_BASE_URL, "Address of a language model's OpenAI-compatible interface, up to and with its `/v1`."),
    (LLM_MODEL, "Name of the model there; set it together with the address."),
    (LLM_API_KEY, "Its key; servers on your own machine mostly need none."),
    (LLM_TIMEOUT_SECONDS, "How long a member waits for the model before the embedded engine answers, 1 to 600."),
    (LLM_CONTEXT_TOKENS, "How many tokens the model reads and writes at once; longer articles are read in parts."),
    (LLM_CONCURRENCY, "How many requests the model may work on at the same time."),
    (
        LLM_IN_DMS,
        "Whether the model is used in direct messages, where no server's administrator decides: `yes` or `no`.",
    ),
    (LLM_MEMBER_TOKENS_PER_DAY, "Tokens that one member may use in a day (UTC); 0 for no limit."),
    (LLM_SERVER_TOKENS_PER_DAY, "Tokens that one server may use in a day; 0 for no limit."),
    (LLM_TOKENS_PER_DAY, "Tokens that all together may use in a day; 0 for no limit."),
    (LLM_INPUT_PRICE, "Price of a million tokens read, in any currency; set it together with the next."),
    (LLM_OUTPUT_PRICE, "Price of a million tokens written."),
    (LLM_COST_PER_DAY, "What all together may cost in a day, in the same currency; 0 for no limit."),
    (PROMPTS, "Folder with prompts of your own in place of those in `prompts/`."),
    (NO_DOTENV, "Set to 1 to leave the file `.env` unread."),
];

const DISCORD_TOKEN: &str = "NEWSDESK_DISCORD_TOKEN";
const DISCORD_API: &str = "NEWSDESK_DISCORD_API";
const DEV_GUILD: &str = "NEWSDESK_DEV_GUILD";
const DATABASE: &str = "NEWSDESK_DATABASE";
const ENGINE: &str = "NEWSDESK_ENGINE";
const LOG: &str = "NEWSDESK_LOG";
const LOG_FORMAT: &str = "NEWSDESK_LOG_FORMAT";
const FETCH_PORTS: &str = "NEWSDESK_FETCH_PORTS";
const FETCH_TIMEOUT_SECONDS: &str = "NEWSDESK_FETCH_TIMEOUT_SECONDS";
const FETCH_MAX_BYTES: &str = "NEWSDESK_FETCH_MAX_BYTES";
const FETCH_ALLOW_NETWORKS: &str = "NEWSDESK_FETCH_ALLOW_NETWORKS";
const LLM_BASE_URL: &str = "NEWSDESK_LLM_BASE_URL";
const LLM_MODEL: &str = "NEWSDESK_LLM_MODEL";
const LLM_API_KEY: &str = "NEWSDESK_LLM_API_KEY";
const LLM_TIMEOUT_SECONDS: &str = "NEWSDESK_LLM_TIMEOUT_SECONDS";
const LLM_CONTEXT_TOKENS: &str = "NEWSDESK_LLM_CONTEXT_TOKENS";
const LLM_CONCURRENCY: &str = "NEWSDESK_LLM_CONCURRENCY";
const LLM_IN_DMS: &str = "NEWSDESK_LLM_IN_DMS";
const LLM_MEMBER_TOKENS_PER_DAY: &str = "NEWSDESK_LLM_MEMBER_TOKENS_PER_DAY";
const LLM_SERVER_TOKENS_PER_DAY: &str = "NEWSDESK_LLM_SERVER_TOKENS_PER_DAY";
const LLM_TOKENS_PER_DAY: &str = "NEWSDESK_LLM_TOKENS_PER_DAY";
const LLM_INPUT_PRICE: &str = "NEWSDESK_LLM_INPUT_PRICE";
const LLM_OUTPUT_PRICE: &str = "NEWSDESK_LLM_OUTPUT_PRICE";
const LLM_COST_PER_DAY: &str = "NEWSDESK_LLM_COST_PER_DAY";
const PROMPTS: &str = "NEWSDESK_PROMPTS";
const NO_DOTENV: &str = "NEWSDESK_NO_DOTENV";

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    #[error("`{variable}` is not set")]
    Missing { variable: &'static str },
    /// The value itself is not repeated: it may be a secret in the wrong place.
    #[error("`{variable}` cannot be read: {expected}")]
    Unreadable { variable: &'static str, expected: &'static str },
    #[error("`{set}` is set, but `{missing}` is not: set both or neither")]
    HalfSet { set: &'static str, missing: &'static str },
    #[error("`{DISCORD_API}` is set, but the token is not one of a test double (`double.…`)")]
    RealTokenForDouble,
    #[error("the file `.env` cannot be read: {0}")]
    DotEnv(String),
}

/// Everything the environment settles.
#[derive(Debug)]
pub struct Config {
    /// Absent where no token is set: the command line needs none.
    pub discord: Option<DiscordConfig>,
    pub database: DatabaseConfig,
    /// `NEWSDESK_ENGINE`
    pub engine: Engine,
    pub log: LogConfig,
    pub fetch: FetchConfig,
    /// Absent where no model is set: the embedded engine answers.
    pub language_model: Option<LanguageModelConfig>,
}

/// How Discord is reached.
#[derive(Debug)]
pub struct DiscordConfig {
    /// `NEWSDESK_DISCORD_TOKEN`
    pub token: SecretString,
    /// `NEWSDESK_DISCORD_API`: base address of a test double, only with a token of a double.
    pub api: Option<Url>,
    /// `NEWSDESK_DEV_GUILD`
    pub dev_guild: Option<u64>,
}

/// Where state is kept.
#[derive(Debug)]
pub struct DatabaseConfig {
    /// `NEWSDESK_DATABASE`
    pub place: DatabasePlace,
}

/// In a file, or with a server.
#[derive(Debug)]
pub enum DatabasePlace {
    /// The SQLite file's path.
    File(PathBuf),
    /// The PostgreSQL database's address; it may hold a password.
    Server(SecretString),
}

/// What is logged, and how.
#[derive(Debug)]
pub struct LogConfig {
    /// `NEWSDESK_LOG`
    pub filter: String,
    /// `NEWSDESK_LOG_FORMAT`
    pub format: LogFormat,
}

/// One line for people, or one object for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// Limits of a download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchConfig {
    /// `NEWSDESK_FETCH_PORTS` and 80 and 443
    pub ports: Vec<u16>,
    /// `NEWSDESK_FETCH_TIMEOUT_SECONDS`
    pub timeout: Duration,
    /// `NEWSDESK_FETCH_MAX_BYTES`
    pub max_bytes: usize,
    /// `NEWSDESK_FETCH_ALLOW_NETWORKS`
    pub allowed_networks: Vec<Network>,
}

/// What the playground takes from the environment: a Discord and a database it has of its own.
#[derive(Debug)]
pub struct PlaygroundConfig {
    /// `NEWSDESK_ENGINE`
    pub engine: Engine,
    /// Only warnings where nothing else is said: the terminal is for the page's address.
    pub log: LogConfig,
    pub fetch: FetchConfig,
    /// Variables that are set and not used.
    pub ignored: Vec<&'static str>,
}

impl PlaygroundConfig {
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let mut log = LogConfig::read(environment)?;
        if environment.text(LOG)?.is_none() {
            "warn".clone_into(&mut log.filter);
        }
        let mut ignored = Vec::new();
        for variable in [DISCORD_TOKEN, DISCORD_API, DEV_GUILD, DATABASE] {
            if environment.text(variable)?.is_some() {
                ignored.push(variable);
            }
        }
        Ok(Self { engine: engine(environment)?, log, fetch: FetchConfig::read(environment)?, ignored })
    }
}

impl Config {
    /// Reads everything; the first thing wrong is the error.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            discord: DiscordConfig::read(environment)?,
            database: DatabaseConfig::read(environment)?,
            engine: engine(environment)?,
            log: LogConfig::read(environment)?,
            fetch: FetchConfig::read(environment)?,
            language_model: LanguageModelConfig::read(environment)?,
        })
    }
}

/// What reads, where nothing else is said.
pub fn engine(environment: &Environment) -> Result<Engine, ConfigError> {
    match environment.text(ENGINE)?.as_deref() {
        None | Some("neural") => Ok(Engine::Neural),
        Some("rules") => Ok(Engine::Rules),
        Some(_) => Err(unreadable(ENGINE, "expected `neural` or `rules`")),
    }
}

impl DiscordConfig {
    /// What tokens of a test double begin with: a real one can then never be sent to another
    /// server than Discord's.
    const DOUBLE: &'static str = "double.";

    /// The group, or `None` where it is not set at all.
    pub fn read(environment: &Environment) -> Result<Option<Self>, ConfigError> {
        let address = environment.text(DISCORD_API)?;
        let Some(token) = environment.secret(DISCORD_TOKEN)? else {
            return match address {
                Some(_) => Err(ConfigError::HalfSet { set: DISCORD_API, missing: DISCORD_TOKEN }),
                None => Ok(None),
            };
        };
        if token.expose_secret().contains(char::is_whitespace) {
            return Err(unreadable(DISCORD_TOKEN, "a token holds no spaces"));
        }
        if address.is_some() && !token.expose_secret().starts_with(Self::DOUBLE) {
            return Err(ConfigError::RealTokenForDouble);
        }
        let api = address.map(|a| web_address(DISCORD_API, &a)).transpose()?;
        let dev_guild = environment.number(DEV_GUILD, 1..=u64::MAX, "expected a server's id")?;
        Ok(Some(Self { token, api, dev_guild }))
    }

    /// The group where it is needed.
    pub fn required(environment: &Environment) -> Result<Self, ConfigError> {
        Self::read(environment)?.ok_or(ConfigError::Missing { variable: DISCORD_TOKEN })
    }
}

impl DatabaseConfig {
    const DEFAULT: &'static str = "./newsdesk.db";

    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let given = environment.text(DATABASE)?.unwrap_or_else(|| Self::DEFAULT.to_owned());
        if !given.contains("://") {
            return Ok(Self { place: DatabasePlace::File(given.into()) });
        }
        let address = Url::parse(&given).ok().filter(|u| matches!(u.scheme(), "postgres" | "postgresql"));
        match address {
            Some(_) => Ok(Self { place: DatabasePlace::Server(given.into()) }),
            None => {
                Err(unreadable(DATABASE, "expected a path, or an address such as `postgres://user:password@host/name`"))
            }
        }
    }
}

impl LogConfig {
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let filter = environment.text(LOG)?.unwrap_or_else(|| "info".to_owned());
        if tracing_subscriber::EnvFilter::builder().parse(&filter).is_err() {
            return Err(unreadable(LOG, "expected a filter such as `info` or `newsdesk=debug`"));
        }
        let format = match environment.text(LOG_FORMAT)?.as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(_) => return Err(unreadable(LOG_FORMAT, "expected `text` or `json`")),
        };
        Ok(Self { filter, format })
    }
}

impl Default for FetchConfig {
    fn default() -> Self {
        Self {
            ports: vec![80, 443],
            timeout: Duration::from_secs(15),
            max_bytes: 10 << 20,
            allowed_networks: Vec::new(),
        }
    }
}

impl FetchConfig {
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        for port in environment.text(FETCH_PORTS)?.iter().flat_map(|list| list.split(',')) {
            let port = port.trim().parse().ok().filter(|&p: &u16| p > 0);
            config.ports.push(port.ok_or(unreadable(FETCH_PORTS, "expected ports such as `8080,8443`"))?);
        }
        for network in environment.text(FETCH_ALLOW_NETWORKS)?.iter().flat_map(|list| list.split(',')) {
            let network =
                network.parse().map_err(|_| unreadable(FETCH_ALLOW_NETWORKS, "expected `10.1.0.0/16,::1`"))?;
            config.allowed_networks.push(network);
        }
        config.ports.sort_unstable();
        config.ports.dedup();
        if let Some(seconds) = environment.number(FETCH_TIMEOUT_SECONDS, 1..=300, "expected 1 to 300")? {
            config.timeout = Duration::from_secs(seconds);
        }
        let most = 1_000..=200_000_000;
        if let Some(bytes) = environment.number(FETCH_MAX_BYTES, most, "expected 1000 to 200000000")? {
            config.max_bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        }
        Ok(config)
    }
}

const fn unreadable(variable: &'static str, expected: &'static str) -> ConfigError {
    ConfigError::Unreadable { variable, expected }
}

fn web_address(variable: &'static str, given: &str) -> Result<Url, ConfigError> {
    let address = Url::parse(given).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    address.ok_or(unreadable(variable, "expected an address such as `http://127.0.0.1:8080`"))
}

//! The group of variables for a language model.

use super::{
    ConfigError, Environment, LLM_API_KEY, LLM_BASE_URL, LLM_CONCURRENCY, LLM_CONTEXT_TOKENS, LLM_COST_PER_DAY,
    LLM_IN_DMS, LLM_INPUT_PRICE, LLM_MEMBER_TOKENS_PER_DAY, LLM_MODEL, LLM_OUTPUT_PRICE, LLM_SERVER_TOKENS_PER_DAY,
    LLM_TIMEOUT_SECONDS, LLM_TOKENS_PER_DAY, PROMPTS, unreadable, web_address,
};
use secrecy::SecretString;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

/// A language model that drafts, and what it may use.
#[derive(Debug)]
pub struct LanguageModelConfig {
    /// `NEWSDESK_LLM_BASE_URL`; of the host's choosing, so that it may be a private address.
    pub base_url: Url,
    /// `NEWSDESK_LLM_MODEL`
    pub model: String,
    /// `NEWSDESK_LLM_API_KEY`
    pub api_key: Option<SecretString>,
    /// `NEWSDESK_LLM_TIMEOUT_SECONDS`: all of one answer, repeated attempts included.
    pub timeout: Duration,
    /// `NEWSDESK_LLM_CONTEXT_TOKENS`
    pub context_tokens: u32,
    /// `NEWSDESK_LLM_CONCURRENCY`
    pub concurrency: usize,
    /// `NEWSDESK_LLM_IN_DMS`
    pub in_dms: bool,
    pub limits: ModelLimits,
    /// `NEWSDESK_PROMPTS`
    pub prompts: Option<PathBuf>,
}

/// What may be used in one day; `None` for no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelLimits {
    /// `NEWSDESK_LLM_MEMBER_TOKENS_PER_DAY`
    pub member_tokens: Option<u64>,
    /// `NEWSDESK_LLM_SERVER_TOKENS_PER_DAY`
    pub server_tokens: Option<u64>,
    /// `NEWSDESK_LLM_TOKENS_PER_DAY`
    pub tokens: Option<u64>,
    /// `NEWSDESK_LLM_COST_PER_DAY`, in millionths of the currency.
    pub cost: Option<u64>,
    pub prices: ModelPrices,
}

/// Prices of a million tokens, in millionths of the currency; 0 where none are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModelPrices {
    /// `NEWSDESK_LLM_INPUT_PRICE`
    pub input: u64,
    /// `NEWSDESK_LLM_OUTPUT_PRICE`
    pub output: u64,
}

impl Default for ModelLimits {
    fn default() -> Self {
        Self {
            member_tokens: Some(100_000),
            server_tokens: Some(1_000_000),
            tokens: Some(5_000_000),
            cost: None,
            prices: ModelPrices::default(),
        }
    }
}

/// Variables that mean nothing without a model.
const REST: [&str; 12] = [
    LLM_API_KEY,
    LLM_TIMEOUT_SECONDS,
    LLM_CONTEXT_TOKENS,
    LLM_CONCURRENCY,
    LLM_IN_DMS,
    LLM_MEMBER_TOKENS_PER_DAY,
    LLM_SERVER_TOKENS_PER_DAY,
    LLM_TOKENS_PER_DAY,
    LLM_INPUT_PRICE,
    LLM_OUTPUT_PRICE,
    LLM_COST_PER_DAY,
    PROMPTS,
];
const LONGEST_NAME: usize = 200;

impl LanguageModelConfig {
    /// The group, or `None` where nothing of it is set.
    pub fn read(environment: &Environment) -> Result<Option<Self>, ConfigError> {
        let (base_url, model) = match (environment.text(LLM_BASE_URL)?, environment.text(LLM_MODEL)?) {
            (Some(base_url), Some(model)) => (base_url, model),
            (Some(_), None) => return Err(ConfigError::HalfSet { set: LLM_BASE_URL, missing: LLM_MODEL }),
            (None, Some(_)) => return Err(ConfigError::HalfSet { set: LLM_MODEL, missing: LLM_BASE_URL }),
            (None, None) => return nothing_else(environment),
        };
        Self::of(environment, &base_url, model).map(Some)
    }

    /// The group where it is needed.
    pub fn required(environment: &Environment) -> Result<Self, ConfigError> {
        Self::read(environment)?.ok_or(ConfigError::Missing { variable: LLM_BASE_URL })
    }

    fn of(environment: &Environment, base_url: &str, model: String) -> Result<Self, ConfigError> {
        if model.len() > LONGEST_NAME || model.chars().any(char::is_control) {
            return Err(unreadable(LLM_MODEL, "expected a model's name"));
        }
        let seconds = environment.number(LLM_TIMEOUT_SECONDS, 1..=600, "expected 1 to 600")?;
        let context = environment.number(LLM_CONTEXT_TOKENS, 2_048..=4_000_000, "expected 2048 to 4000000")?;
        let concurrency = environment.number(LLM_CONCURRENCY, 1..=64, "expected 1 to 64")?;
        Ok(Self {
            base_url: base_address(base_url)?,
            model,
            api_key: key(environment)?,
            timeout: Duration::from_secs(seconds.unwrap_or(20)),
            context_tokens: context.and_then(|n| u32::try_from(n).ok()).unwrap_or(8_192),
            concurrency: concurrency.and_then(|n| usize::try_from(n).ok()).unwrap_or(2),
            in_dms: yes(environment, LLM_IN_DMS)?,
            limits: ModelLimits::read(environment)?,
            prompts: environment.text(PROMPTS)?.map(PathBuf::from),
        })
    }
}

impl ModelLimits {
    fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let usual = Self::default();
        let tokens = |variable, usual| {
            let given = environment.number(variable, 0..=1_000_000_000_000, "expected a number of tokens")?;
            Ok::<_, ConfigError>(given.map_or(usual, |n| (n > 0).then_some(n)))
        };
        let prices = match (price(environment, LLM_INPUT_PRICE)?, price(environment, LLM_OUTPUT_PRICE)?) {
            (Some(input), Some(output)) => Some(ModelPrices { input, output }),
            (Some(_), None) => return Err(half(LLM_INPUT_PRICE, LLM_OUTPUT_PRICE)),
            (None, Some(_)) => return Err(half(LLM_OUTPUT_PRICE, LLM_INPUT_PRICE)),
            (None, None) => None,
        };
        let cost = price(environment, LLM_COST_PER_DAY)?.filter(|&cost| cost > 0);
        if cost.is_some() && prices.is_none() {
            return Err(half(LLM_COST_PER_DAY, LLM_INPUT_PRICE));
        }
        Ok(Self {
            member_tokens: tokens(LLM_MEMBER_TOKENS_PER_DAY, usual.member_tokens)?,
            server_tokens: tokens(LLM_SERVER_TOKENS_PER_DAY, usual.server_tokens)?,
            tokens: tokens(LLM_TOKENS_PER_DAY, usual.tokens)?,
            cost,
            prices: prices.unwrap_or_default(),
        })
    }
}

const fn half(set: &'static str, missing: &'static str) -> ConfigError {
    ConfigError::HalfSet { set, missing }
}

/// Without a model, no other variable of the group may be set.
fn nothing_else(environment: &Environment) -> Result<Option<LanguageModelConfig>, ConfigError> {
    for variable in REST {
        if environment.text(variable)?.is_some() {
            return Err(half(variable, LLM_BASE_URL));
        }
    }
    Ok(None)
}

/// With a final slash, so that the paths of calls are added to it. A key belongs into its own variable.
fn base_address(given: &str) -> Result<Url, ConfigError> {
    let mut address = web_address(LLM_BASE_URL, given)?;
    if !address.username().is_empty() || address.password().is_some() || address.query().is_some() {
        return Err(unreadable(LLM_BASE_URL, "expected an address without a name, a password or a query"));
    }
    address.set_fragment(None);
    if !address.path().ends_with('/') {
        address.set_path(&format!("{}/", address.path()));
    }
    Ok(address)
}

fn key(environment: &Environment) -> Result<Option<SecretString>, ConfigError> {
    use secrecy::ExposeSecret as _;
    let key = environment.secret(LLM_API_KEY)?;
    let is_odd = |key: &SecretString| !key.expose_secret().chars().all(|c| c.is_ascii_graphic());
    if key.as_ref().is_some_and(is_odd) {
        return Err(unreadable(LLM_API_KEY, "a key holds no spaces and only ASCII"));
    }
    Ok(key)
}

fn yes(environment: &Environment, variable: &'static str) -> Result<bool, ConfigError> {
    match environment.text(variable)?.as_deref() {
        None | Some("no") => Ok(false),
        Some("yes") => Ok(true),
        Some(_) => Err(unreadable(variable, "expected `yes` or `no`")),
    }
}

/// An amount such as `0.15`, in millionths: read digit by digit, so that none is rounded.
fn price(environment: &Environment, variable: &'static str) -> Result<Option<u64>, ConfigError> {
    let Some(text) = environment.text(variable)? else { return Ok(None) };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let fits = !whole.is_empty() && whole.len() <= 9 && part.len() <= 6;
    let digits = whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
    let read = || format!("{whole}{part:0<6}").parse().ok();
    let amount = (fits && digits).then(read).flatten();
    amount.map(Some).ok_or(unreadable(variable, "expected an amount such as `0.15`"))
}

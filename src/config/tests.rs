use super::*;
use std::collections::BTreeSet;
use std::path::Path;

fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::read(&Environment::of(variables.iter().copied()))
}

fn refused(variables: &[(&str, &str)]) -> String {
    read(variables).map(|_| ()).expect_err("it must be refused").to_string()
}

#[test]
fn nothing_set_gives_the_defaults_and_no_bot() {
    let config = read(&[]).expect("defaults");
    assert!(config.discord.is_none());
    assert!(matches!(config.database.place, DatabasePlace::File(path) if path == Path::new("./newsdesk.db")));
    assert_eq!((config.log.filter.as_str(), config.log.format), ("info", LogFormat::Text));
    assert_eq!(config.fetch, FetchConfig::default());
    assert_eq!(config.fetch.ports, [80, 443]);
}

#[test]
fn what_is_set_is_read() {
    let config = read(&[
        (DISCORD_TOKEN, "double.abc"),
        (DISCORD_API, "http://127.0.0.1:4000"),
        (DATABASE, "/data/news.db"),
        (LOG, "newsdesk=debug"),
        (LOG_FORMAT, "json"),
        (FETCH_PORTS, "8080, 443"),
        (FETCH_TIMEOUT_SECONDS, "3"),
        (FETCH_MAX_BYTES, "5000"),
    ])
    .expect("all of it can be read");
    let discord = config.discord.expect("a token is set");
    assert_eq!(discord.token.expose_secret(), "double.abc");
    assert_eq!(discord.api.map(String::from).as_deref(), Some("http://127.0.0.1:4000/"));
    assert!(matches!(config.database.place, DatabasePlace::File(path) if path == Path::new("/data/news.db")));
    assert_eq!(config.log.format, LogFormat::Json);
    assert_eq!(config.fetch.ports, [80, 443, 8080]);
    assert_eq!((config.fetch.timeout, config.fetch.max_bytes), (Duration::from_secs(3), 5000));
}

#[test]
fn a_database_is_a_path_or_an_address_whose_password_is_not_shown() {
    for address in ["postgres://user:hunter2@db.example/news", "postgresql:///news?host=/run/postgresql"] {
        let database = read(&[(DATABASE, address)]).expect("it is an address").database;
        assert!(!format!("{database:?}").contains("hunter2"), "{database:?}");
        let DatabasePlace::Server(read) = database.place else { panic!("{address} is no path") };
        assert_eq!(read.expose_secret(), address);
    }
    for address in ["mysql://user:hunter2@db.example/news", "postgres://user:hunter2@:99999/"] {
        let error = refused(&[(DATABASE, address)]);
        assert!(error.contains(DATABASE) && !error.contains("hunter2"), "{error}");
    }
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    assert!(read(&[(DISCORD_TOKEN, ""), (FETCH_MAX_BYTES, " ")]).is_ok_and(|c| c.discord.is_none()));
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_its_variable() {
    for (variable, value) in [
        (DISCORD_TOKEN, "two words"),
        (LOG, "newsdesk=loud"),
        (LOG_FORMAT, "xml"),
        (FETCH_PORTS, "80,http"),
        (FETCH_PORTS, "0"),
        (FETCH_TIMEOUT_SECONDS, "0"),
        (FETCH_TIMEOUT_SECONDS, "soon"),
        (FETCH_MAX_BYTES, "-1"),
    ] {
        let error = refused(&[(variable, value)]);
        assert!(error.contains(variable) && !error.contains("two words"), "{error}");
    }
    let error = refused(&[(DISCORD_TOKEN, "double.a"), (DISCORD_API, "ftp://x")]);
    assert!(error.contains(DISCORD_API), "{error}");
}

#[test]
fn an_address_without_a_token_is_half_a_group() {
    let error = read(&[(DISCORD_API, "http://127.0.0.1:1")]).map(|_| ()).expect_err("half a group");
    assert_eq!(error, ConfigError::HalfSet { set: DISCORD_API, missing: DISCORD_TOKEN });
}

#[test]
fn a_real_token_is_never_sent_to_another_server() {
    let error = read(&[(DISCORD_API, "http://127.0.0.1:1"), (DISCORD_TOKEN, "MTE.real.token")]).map(|_| ());
    assert_eq!(error.expect_err("a real token"), ConfigError::RealTokenForDouble);
}

#[test]
fn secrets_are_not_shown() {
    let config = read(&[(DISCORD_TOKEN, "MTE.real.token")]).expect("a token");
    assert!(!format!("{config:?}").contains("real"));
    assert!(!format!("{:?}", Environment::of([(DISCORD_TOKEN, "MTE.real.token")])).contains("real"));
}

#[test]
fn the_example_file_lists_every_variable_and_no_other() {
    let example = include_str!("../../.env.example");
    let listed = example.lines().filter_map(|l| l.trim_start_matches(['#', ' ']).split_once('='));
    let listed: BTreeSet<&str> = listed.map(|(name, _)| name).filter(|name| name.starts_with("NEWSDESK_")).collect();
    assert_eq!(listed, VARIABLES.iter().map(|(name, _)| *name).collect());
    for (name, meaning) in VARIABLES {
        assert!(example.contains(&format!("# {meaning}\n")), "{name}: {meaning}");
    }
    // Every variable the code reads is in the table.
    let code = include_str!("../config.rs");
    assert_eq!(code.matches(": &str = \"NEWSDESK_").count(), VARIABLES.len());
}

#[test]
fn the_playground_says_which_variables_it_does_not_use_and_keeps_quiet() {
    let set = [(DISCORD_TOKEN, "MTE.real.token"), (DATABASE, "x.db"), (ENGINE, "rules"), (FETCH_PORTS, "8080")];
    let config = PlaygroundConfig::read(&Environment::of(set)).expect("it can be read");
    assert_eq!(config.ignored, [DISCORD_TOKEN, DATABASE]);
    assert_eq!((config.engine, config.log.filter.as_str()), (Engine::Rules, "warn"));
    assert_eq!(config.fetch.ports, [80, 443, 8080]);
    assert!(!format!("{config:?}").contains("real"));
    let told = PlaygroundConfig::read(&Environment::of([(LOG, "info")])).expect("it can be read");
    assert_eq!((told.log.filter.as_str(), told.ignored.len()), ("info", 0));
}

#[test]
fn a_misspelt_variable_is_noticed() {
    let environment = Environment::of([("NEWSDESK_DATABSE", "x"), (DATABASE, "y")]);
    assert_eq!(environment.unknown(), ["NEWSDESK_DATABSE"]);
}

const MODEL: [(&str, &str); 2] = [(LLM_BASE_URL, "http://127.0.0.1:11434/v1"), (LLM_MODEL, "small")];

fn model(more: &[(&'static str, &'static str)]) -> Result<Option<LanguageModelConfig>, ConfigError> {
    LanguageModelConfig::read(&Environment::of(MODEL.iter().chain(more).copied()))
}

#[test]
fn a_language_model_is_off_unless_its_address_and_name_are_set() {
    assert!(read(&[]).expect("defaults").language_model.is_none());
    let config = model(&[]).expect("a model").expect("it is set");
    assert_eq!(config.base_url.as_str(), "http://127.0.0.1:11434/v1/");
    assert_eq!((config.timeout, config.context_tokens, config.concurrency), (Duration::from_secs(20), 8_192, 2));
    assert!(config.api_key.is_none() && !config.in_dms);
    assert_eq!(config.limits, ModelLimits::default());
}

#[test]
fn what_a_model_may_use_is_read() {
    let config = model(&[
        (LLM_API_KEY, "sk-hidden"),
        (LLM_IN_DMS, "yes"),
        (LLM_MEMBER_TOKENS_PER_DAY, "0"),
        (LLM_SERVER_TOKENS_PER_DAY, "7"),
        (LLM_INPUT_PRICE, "0.15"),
        (LLM_OUTPUT_PRICE, "2"),
        (LLM_COST_PER_DAY, "1.5"),
    ]);
    let config = config.expect("all of it can be read").expect("it is set");
    assert!(config.in_dms && !format!("{config:?}").contains("hidden"));
    let limits = config.limits;
    assert_eq!((limits.member_tokens, limits.server_tokens, limits.tokens), (None, Some(7), Some(5_000_000)));
    assert_eq!(limits.prices, ModelPrices { input: 150_000, output: 2_000_000 });
    assert_eq!(limits.cost, Some(1_500_000));
}

#[test]
fn half_a_language_model_is_an_error() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let table: [Case<'_>; 5] = [
        (&[(LLM_BASE_URL, "http://127.0.0.1:1")], LLM_BASE_URL, LLM_MODEL),
        (&[(LLM_MODEL, "small")], LLM_MODEL, LLM_BASE_URL),
        (&[(LLM_API_KEY, "sk-hidden")], LLM_API_KEY, LLM_BASE_URL),
        (&[(PROMPTS, "./own")], PROMPTS, LLM_BASE_URL),
        (&[(LLM_TOKENS_PER_DAY, "5")], LLM_TOKENS_PER_DAY, LLM_BASE_URL),
    ];
    for (variables, set, missing) in table {
        let error = read(variables).map(|_| ()).expect_err("half a group");
        assert_eq!(error, ConfigError::HalfSet { set, missing });
    }
    for (given, set, missing) in [
        ((LLM_INPUT_PRICE, "1"), LLM_INPUT_PRICE, LLM_OUTPUT_PRICE),
        ((LLM_OUTPUT_PRICE, "1"), LLM_OUTPUT_PRICE, LLM_INPUT_PRICE),
        ((LLM_COST_PER_DAY, "1"), LLM_COST_PER_DAY, LLM_INPUT_PRICE),
    ] {
        assert_eq!(model(&[given]).map(|_| ()), Err(ConfigError::HalfSet { set, missing }));
    }
}

#[test]
fn what_cannot_be_read_of_a_language_model_names_its_variable_and_hides_its_value() {
    for (variable, value) in [
        (LLM_API_KEY, "two words"),
        (LLM_TIMEOUT_SECONDS, "601"),
        (LLM_CONTEXT_TOKENS, "100"),
        (LLM_CONCURRENCY, "0"),
        (LLM_IN_DMS, "perhaps"),
        (LLM_TOKENS_PER_DAY, "-1"),
        (LLM_COST_PER_DAY, "1,5"),
        (LLM_COST_PER_DAY, "1e3"),
    ] {
        let error = model(&[(variable, value)]).map(|_| ()).expect_err(variable).to_string();
        assert!(error.contains(variable) && !error.contains("two words"), "{error}");
    }
    for address in ["127.0.0.1:11434", "ftp://x/v1", "http://user:hunter2@x/v1", "http://x/v1?key=hunter2"] {
        let error = refused(&[(LLM_BASE_URL, address), (LLM_MODEL, "small")]);
        assert!(error.contains(LLM_BASE_URL) && !error.contains("hunter2"), "{error}");
    }
}

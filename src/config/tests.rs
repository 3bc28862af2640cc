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
fn a_misspelt_variable_is_noticed() {
    let environment = Environment::of([("NEWSDESK_DATABSE", "x"), (DATABASE, "y")]);
    assert_eq!(environment.unknown(), ["NEWSDESK_DATABSE"]);
}

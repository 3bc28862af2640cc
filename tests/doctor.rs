//! `newsdesk doctor` against the local double of Discord: what it says and how it exits.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use discord_double::Double;
use std::process::{Command, Output};

fn doctor(folder: &tempfile::TempDir, settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsdesk"))
        .arg("doctor")
        .current_dir(folder.path())
        .env("NEWSDESK_NO_DOTENV", "1")
        .env("NEWSDESK_DATABASE", folder.path().join("newsdesk.db"))
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

async fn checked(double: &Double, token: String) -> Output {
    let api = double.api_base().clone();
    tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        doctor(&folder, &[("NEWSDESK_DISCORD_API", &api), ("NEWSDESK_DISCORD_TOKEN", &token)])
    })
    .await
    .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_installation_is_called_good() {
    let double = Double::builder().guild("Newsroom").start().await.unwrap();
    let output = checked(&double, double.token().clone()).await;
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    for expected in [
        "ok: Discord accepts the token",
        "no privileged intent",
        "on “Newsroom” the bot has the permissions",
        "database",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(!said.contains("wrong:"), "{said}");
    double.finish().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_discord_refuses_is_named_as_the_cause_and_not_shown() {
    let double = Double::builder().guild("Newsroom").start().await.unwrap();
    let token = format!("{}x", double.token());
    let output = checked(&double, token.clone()).await;
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("wrong: Discord does not accept the bot's token"), "{said}");
    assert!(!said.contains(&token), "{said}");
}

#[test]
fn without_a_token_everything_else_is_still_checked() {
    let folder = tempfile::tempdir().unwrap();
    let output = doctor(&folder, &[]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("ok: the database") && said.contains("wrong: no token is set"), "{said}");
}

#[test]
fn a_database_that_cannot_be_written_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = doctor(&folder, &[("NEWSDESK_DATABASE", "/nowhere/newsdesk.db")]);
    let said = said(&output);
    assert!(said.contains("wrong: the database `/nowhere/newsdesk.db` cannot be used"), "{said}");
    assert!(said.contains("→ check that the folder exists"), "{said}");
}

#[test]
fn a_misspelt_setting_is_pointed_out() {
    let folder = tempfile::tempdir().unwrap();
    let output = doctor(&folder, &[("NEWSDESK_DISCORD_TOKN", "x")]);
    assert!(said(&output).contains("note: `NEWSDESK_DISCORD_TOKN` is not a setting of this program"));
}

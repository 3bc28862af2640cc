//! The program itself: the settings it reads, the signals it obeys, how it ends.

use crate::room::{described, is_digest};
use discord_double::{Double, Ending, RouteFault};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

struct Program {
    child: Child,
    _folder: tempfile::TempDir,
}

impl Program {
    /// `newsdesk run` with a database of its own.
    fn run(api: &str, token: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_newsdesk"))
            .arg("run")
            .env_clear()
            .env("NEWSDESK_NO_DOTENV", "1")
            .env("NEWSDESK_DISCORD_API", api)
            .env("NEWSDESK_DISCORD_TOKEN", token)
            .env("NEWSDESK_DATABASE", folder.path().join("newsdesk.db"))
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self { child, _folder: folder }
    }

    async fn signal(&self, name: &str) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().await.unwrap().success());
    }

    /// The exit code and what was written to the log.
    async fn end(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        let mut errors = self.child.stderr.take().unwrap();
        let ended = async { tokio::join!(self.child.wait(), errors.read_to_string(&mut log)) };
        let (status, _) = tokio::time::timeout(PATIENCE, ended).await.expect("the program ends");
        (status.unwrap().code(), log)
    }
}

async fn double() -> Double {
    described().patience(PATIENCE).start().await.unwrap()
}

#[tokio::test]
async fn a_signal_ends_the_program_properly_and_nothing_secret_is_logged() {
    for signal in ["TERM", "INT"] {
        let double = double().await;
        let program = Program::run(&double.api_base(), &double.token());
        let reader = double.member("reader");
        let words = "Zanzibar will build a harbour in 2031. The minister said so on Monday in a long speech.";
        let digest = reader.slash("digest").option("text", words).send().await.unwrap();
        assert!(is_digest(&digest.reply().await.unwrap()));
        program.signal(signal).await;
        let (code, log) = program.end().await;
        assert_eq!(code, Some(0), "{log}");
        assert!(matches!(double.gateway().ended().await.unwrap(), Ending::Closed(1000)));
        assert!(log.contains("everything is answered"), "{log}");
        for secret in [double.token(), digest.token(), "Zanzibar".to_owned()] {
            assert!(!log.contains(&secret), "{log}");
        }
        double.finish().await.unwrap();
    }
}

#[tokio::test]
async fn what_only_the_operator_can_mend_ends_the_program_with_a_reason() {
    let double = double().await;
    double.faults().route("GET /gateway/bot", RouteFault::Fail(401), 9).unwrap();
    let (code, log) = Program::run(&double.api_base(), &double.token()).end().await;
    assert_eq!(code, Some(1));
    assert!(log.contains("Discord does not accept the bot's token"), "{log}");
    assert!(!log.contains(&double.token()), "{log}");
}

#[tokio::test]
async fn a_real_token_is_never_sent_elsewhere() {
    let double = double().await;
    let token = "MTA5NTk3NzY0NjM0NTc4NTM0Ng.GabcDe.a-real-looking-token-of-some-length";
    let (code, log) = Program::run(&double.api_base(), token).end().await;
    assert_eq!(code, Some(2), "{log}");
    assert!(double.requests().is_empty());
    assert!(!log.contains("MTA5NTk3"), "{log}");
}

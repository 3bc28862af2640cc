//! The program, started with folders of its own, and what is left when it ended.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program with these options, in an environment of its own.
pub(crate) fn playground(options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    command.arg("playground").args(options).env_clear().env("NEWSDESK_NO_DOTENV", "1");
    // The neural reader takes its time in a build that is not optimised; what it says is for other tests.
    command.env("NEWSDESK_ENGINE", "rules").stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// A playground whose page is up.
pub(crate) struct Program {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
    temporary: tempfile::TempDir,
}

impl Program {
    pub(crate) async fn start(options: &[&str]) -> Self {
        Self::start_with(options, &[]).await
    }

    pub(crate) async fn start_with(options: &[&str], variables: &[(&str, &str)]) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let mut command = playground(&["--port", "0"]);
        command.args(options).envs(variables.iter().copied()).env("TMPDIR", temporary.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let announced = async {
            while let Some(line) = lines.next_line().await.unwrap() {
                if let Some(address) = line.trim().strip_prefix("http://") {
                    return Some(format!("http://{}", address.trim_end_matches('/')));
                }
            }
            None
        };
        let address = tokio::time::timeout(PATIENCE, announced).await.expect("it opens");
        let Some(address) = address else {
            let mut log = String::new();
            child.stderr.take().unwrap().read_to_string(&mut log).await.unwrap();
            panic!("it ended: {log}");
        };
        Self { child, address, temporary }
    }

    /// What lies in the folder for temporary files.
    pub(crate) fn temporary(&self) -> Vec<PathBuf> {
        entries(&self.temporary)
    }

    /// The process and those it started.
    pub(crate) fn family(&self) -> Vec<u32> {
        let own = self.child.id().unwrap();
        let listed = std::process::Command::new("ps").args(["-e", "-o", "pid=,ppid="]).output().unwrap();
        let listed = String::from_utf8(listed.stdout).unwrap();
        let pairs = listed.lines().filter_map(|line| {
            let mut numbers = line.split_whitespace().map(|number| number.parse::<u32>().unwrap());
            Some((numbers.next()?, numbers.next()?))
        });
        let children = pairs.filter(|(_, parent)| *parent == own).map(|(child, _)| child);
        std::iter::once(own).chain(children).collect()
    }

    /// Sends a signal; the exit code, the log, and what is left of the temporary files.
    pub(crate) async fn end(mut self, signal: &str) -> (Option<i32>, String, Vec<PathBuf>) {
        let id = self.child.id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().await.unwrap().success());
        let mut log = String::new();
        let mut errors = self.child.stderr.take().unwrap();
        let ended = async { tokio::join!(self.child.wait(), errors.read_to_string(&mut log)) };
        let (status, _) = tokio::time::timeout(PATIENCE, ended).await.expect("the program ends");
        (status.unwrap().code(), log, entries(&self.temporary))
    }
}

fn entries(folder: &tempfile::TempDir) -> Vec<PathBuf> {
    std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Whether there is such a process, and not only its exit code for its parent to read.
pub(crate) fn is_running(process: u32) -> bool {
    let listed = std::process::Command::new("ps").args(["-o", "stat=", "-p", &process.to_string()]).output().unwrap();
    let state = String::from_utf8(listed.stdout).unwrap();
    !state.trim().is_empty() && !state.starts_with('Z')
}

pub(crate) fn port(address: &str) -> u16 {
    address.rsplit(':').next().unwrap().parse().unwrap()
}

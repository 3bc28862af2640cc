//! Reading PDF and DOCX in a child process, where a hostile file can hurt nobody.
//!
//! Their parsers abort on deep nesting, loop, or take all memory. The child is this same program
//! with a hidden sub-command; it limits its own memory and processor time before it reads a byte,
//! and the parent ends it at a deadline. Knows nothing of what the text is for.

use crate::article::Metadata;
use crate::article::document::{self, FileType, MAX_FILE_BYTES};
use crate::article::page::{Extracted, Unreadable};
use crate::desk::{DocumentReader, ReadError};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

/// The hidden sub-command: `newsdesk __read-file pdf MEMORY SECONDS`, file on standard input.
pub const COMMAND: &str = "__read-file";
/// Bytes of answer that are read: the text's cap in bytes, with its JSON escapes.
const MAX_ANSWER: u64 = 20_000_000;

/// How files are read apart from this process.
#[derive(Debug, Clone)]
pub struct Sandbox {
    /// This program.
    pub program: PathBuf,
    /// Wall-clock time after which the child is ended.
    pub timeout: Duration,
    /// Address space the child may use, in bytes.
    pub memory: u64,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("the file cannot be read")]
    Unreadable(#[from] Unreadable),
    #[error("reading the file took too long")]
    TimedOut,
    #[error("reading the file failed")]
    Crashed,
}

/// What the child answers, as JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read { text: String, title: Option<String>, byline: Option<String> },
    ConsentWall,
    Paywall,
    Empty,
    NotAnArticle,
    TooLarge,
    Damaged,
    Locked,
    UnsupportedType,
}

impl Sandbox {
    /// Fifteen seconds and half a gigabyte: ten times what the largest files allowed need.
    pub fn new(program: PathBuf) -> Self {
        Self { program, timeout: Duration::from_secs(15), memory: 512 << 20 }
    }

    /// Reads a file in a child process. The child is killed when the future is dropped.
    pub async fn read(&self, bytes: Vec<u8>, kind: FileType) -> Result<Extracted, SandboxError> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Unreadable::TooLarge.into());
        }
        if matches!(kind, FileType::Text | FileType::Html) {
            // Own code with caps of its own reads these, and a page's metadata stay whole.
            let found = tokio::task::spawn_blocking(move || document::read(&bytes, kind)).await;
            return Ok(found.map_err(|_| SandboxError::Crashed)??);
        }
        let mut child = self.spawn(kind)?;
        let answer = tokio::time::timeout(self.timeout, converse(&mut child, bytes)).await;
        let Ok(answer) = answer else {
            _ = child.kill().await;
            return Err(SandboxError::TimedOut);
        };
        let answer = answer.ok_or(SandboxError::Crashed)?;
        let answer = serde_json::from_slice(&answer).map_err(|_| SandboxError::Crashed)?;
        Ok(read(answer)?)
    }

    fn spawn(&self, kind: FileType) -> Result<Child, SandboxError> {
        let seconds = self.timeout.as_secs().max(1);
        Command::new(&self.program)
            .args([COMMAND, kind.name(), &self.memory.to_string(), &seconds.to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| SandboxError::Crashed)
    }
}

#[async_trait]
impl DocumentReader for Sandbox {
    async fn read(&self, bytes: Vec<u8>, kind: FileType) -> Result<Extracted, ReadError> {
        Sandbox::read(self, bytes, kind).await.map_err(|error| match error {
            SandboxError::Unreadable(why) => ReadError::Unreadable(why),
            SandboxError::TimedOut | SandboxError::Crashed => ReadError::GaveUp,
        })
    }
}

/// Gives the child the file and takes its answer; nothing where it ends in any other way.
async fn converse(child: &mut Child, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let (mut to, from) = (child.stdin.take()?, child.stdout.take()?);
    let give = async move {
        // A child that stops listening has its reasons: its answer or its exit says which.
        _ = to.write_all(&bytes).await;
        _ = to.shutdown().await;
    };
    let mut answer = Vec::new();
    let mut from = from.take(MAX_ANSWER);
    let ((), taken) = tokio::join!(give, from.read_to_end(&mut answer));
    taken.ok()?;
    if answer.len() as u64 == MAX_ANSWER {
        _ = child.kill().await;
        return None;
    }
    child.wait().await.ok()?.success().then_some(answer)
}

/// The child's whole work; returns its exit code. `arguments` are those after [`COMMAND`].
pub fn child_main(arguments: &[String]) -> u8 {
    let [kind, memory, seconds] = arguments else { return 2 };
    let (Some(kind), Ok(memory), Ok(seconds)) = (FileType::named(kind), memory.parse(), seconds.parse()) else {
        return 2;
    };
    // Without limits nothing is read.
    if limit(memory, seconds).is_err() {
        return 3;
    }
    let mut bytes = Vec::new();
    let most = MAX_FILE_BYTES as u64 + 1;
    if std::io::stdin().lock().take(most).read_to_end(&mut bytes).is_err() {
        return 4;
    }
    // A parser that panics has met a damaged file; one that aborts is the parent's to notice.
    std::panic::set_hook(Box::new(|_| {}));
    let found = std::panic::catch_unwind(|| document::read(&bytes, kind)).unwrap_or(Err(Unreadable::Damaged));
    let answer = answer(found);
    let written = serde_json::to_vec(&answer).map(|json| std::io::stdout().lock().write_all(&json));
    u8::from(!matches!(written, Ok(Ok(()))))
}

/// Limits this process: memory, processor time, no core dump, no files to write.
#[cfg(unix)]
fn limit(memory: u64, seconds: u64) -> std::io::Result<()> {
    use rlimit::Resource;
    Resource::AS.set(memory, memory)?;
    Resource::CPU.set(seconds, seconds.saturating_add(1))?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)
}

/// Elsewhere the parent's deadline is the only limit.
#[cfg(not(unix))]
fn limit(_memory: u64, _seconds: u64) -> std::io::Result<()> {
    Ok(())
}

fn answer(found: Result<Extracted, Unreadable>) -> Answer {
    match found {
        Ok(page) => Answer::Read { text: page.text, title: page.about.title, byline: page.about.byline },
        Err(Unreadable::ConsentWall) => Answer::ConsentWall,
        Err(Unreadable::Paywall) => Answer::Paywall,
        Err(Unreadable::Empty) => Answer::Empty,
        Err(Unreadable::NotAnArticle) => Answer::NotAnArticle,
        Err(Unreadable::TooLarge) => Answer::TooLarge,
        Err(Unreadable::Damaged) => Answer::Damaged,
        Err(Unreadable::Locked) => Answer::Locked,
        Err(Unreadable::UnsupportedType) => Answer::UnsupportedType,
    }
}

fn read(answer: Answer) -> Result<Extracted, Unreadable> {
    match answer {
        Answer::Read { text, title, byline } => {
            Ok(Extracted { text, about: Metadata { title, byline, ..Metadata::default() }, canonical: None })
        }
        Answer::ConsentWall => Err(Unreadable::ConsentWall),
        Answer::Paywall => Err(Unreadable::Paywall),
        Answer::Empty => Err(Unreadable::Empty),
        Answer::NotAnArticle => Err(Unreadable::NotAnArticle),
        Answer::TooLarge => Err(Unreadable::TooLarge),
        Answer::Damaged => Err(Unreadable::Damaged),
        Answer::Locked => Err(Unreadable::Locked),
        Answer::UnsupportedType => Err(Unreadable::UnsupportedType),
    }
}

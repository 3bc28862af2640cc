//! What goes wrong on the command line, in words for the person at the terminal.

use crate::article::page::Unreadable;
use crate::config::ConfigError;
use crate::desk::StoreError;
use crate::discord::ServeError;
use crate::fetch::SetUpError;
use crate::llm::{self, PromptFolderError};
use crate::sandbox::SandboxError;
use crate::store::{BackupError, OpenStoreError};
use std::error::Error;
use std::io;

/// Why a command ended without its result. `Display` is the cause; [`Failure::remedy`] what to do.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Reading or writing outside of an article failed.
    #[error("{what}: {source}")]
    Io { what: String, source: io::Error },
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The file is not there or may not be read.
    #[error("`{name}` cannot be read: {source}")]
    File { name: String, source: io::Error },
    #[error("`{name}` holds no article that can be read: {reason}")]
    Article { name: String, reason: Unreadable },
    #[error("`{name}` cannot be read: {reason}")]
    Parser { name: String, reason: SandboxError },
    #[error("`{address}` could not be downloaded: {reason}")]
    Download { address: String, reason: String },
    #[error("the database cannot be used")]
    Store(#[from] Box<OpenStoreError>),
    /// Making or reading back a copy of the database.
    #[error("{}", chain(.0))]
    Backup(#[from] BackupError),
    #[error("{}", chain(.0))]
    Query(#[from] StoreError),
    /// `export --verify` found it, and has said where.
    #[error("the audit log does not hold what it should")]
    BrokenLog,
    #[error(transparent)]
    Fetch(#[from] SetUpError),
    #[error(transparent)]
    Model(#[from] llm::SetUpError),
    #[error("{}", chain(.0))]
    Prompts(#[from] PromptFolderError),
    #[error(transparent)]
    Bot(#[from] ServeError),
    /// The local Discord or the bot in it did not start.
    #[cfg(feature = "playground")]
    #[error("the playground cannot be opened: {0}")]
    Playground(String),
    /// What `doctor` found; it has said it all.
    #[error("{count} of the things looked at are wrong")]
    Unwell { count: usize },
}

impl Failure {
    /// Failure to write the result.
    pub(super) fn output(source: io::Error) -> Self {
        Self::Io { what: "the result cannot be written".to_owned(), source }
    }

    /// 1 to 3, as `--help` lists them.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Io { .. }
            | Self::Store(_)
            | Self::Backup(_)
            | Self::Query(_)
            | Self::BrokenLog
            | Self::Fetch(_)
            | Self::Model(_)
            | Self::Bot(_)
            | Self::Unwell { .. } => 1,
            #[cfg(feature = "playground")]
            Self::Playground(_) => 1,
            Self::Config(_) | Self::Prompts(_) => 2,
            Self::File { .. } | Self::Article { .. } | Self::Parser { .. } | Self::Download { .. } => 3,
        }
    }

    /// Whoever read the output has seen enough, as in `newsdesk … | head`.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// What to do about it, where something can be done.
    pub fn remedy(&self) -> Option<&'static str> {
        Some(match self {
            Self::File { source, .. } => remedy_for_file(source.kind()),
            Self::Article { reason, .. } => remedy_for(*reason),
            Self::Parser { .. } => "open it in its own program, copy the text and give that",
            Self::Download { .. } => "save the page in your browser and give the file",
            Self::Config(ConfigError::Missing { .. }) => "set it in the environment or in `.env`; see `.env.example`",
            Self::Config(_) => "correct it in the environment or in `.env`; see `.env.example`",
            Self::Store(_) => {
                "`NEWSDESK_DATABASE` says where it is: check that its folder can be written, or its server runs"
            }
            Self::Backup(BackupError::NotEmpty(_)) => {
                "set `NEWSDESK_DATABASE` to a new file, or to a new database of the server"
            }
            Self::Prompts(_) => "compare it with the file of that name in `prompts/`, or unset `NEWSDESK_PROMPTS`",
            Self::BrokenLog => "restore a backup from before the change, and look who can write to the database",
            Self::Io { .. }
            | Self::Backup(_)
            | Self::Query(_)
            | Self::Fetch(_)
            | Self::Model(_)
            | Self::Bot(_)
            | Self::Unwell { .. } => return None,
            #[cfg(feature = "playground")]
            Self::Playground(_) => return None,
        })
    }
}

fn remedy_for_file(kind: io::ErrorKind) -> &'static str {
    let known = [
        (io::ErrorKind::NotFound, "check the path; to read standard input, give `-`"),
        (io::ErrorKind::PermissionDenied, "give yourself the right to read it, or copy it"),
        (io::ErrorKind::IsADirectory, "give one file; many articles go through `newsdesk batch`"),
        (io::ErrorKind::FileTooLarge, "cut it into its articles"),
    ];
    let told = known.iter().find(|(k, _)| *k == kind);
    told.map_or("check that the file is where you think it is", |(_, remedy)| remedy)
}

const fn remedy_for(reason: Unreadable) -> &'static str {
    match reason {
        Unreadable::ConsentWall | Unreadable::Paywall => "open the page in your browser, copy the text and give that",
        Unreadable::Empty | Unreadable::NotAnArticle => "give the page of one article, or its text",
        Unreadable::TooLarge => "copy the article's text and give that",
        Unreadable::Damaged => "open it in its own program and save it anew, or give the text",
        Unreadable::Locked => "save a copy without the password",
        Unreadable::UnsupportedType => "give text, HTML, PDF or DOCX",
    }
}

/// An error with its causes.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        words = format!("{words}: {cause}");
        next = cause.source();
    }
    words
}

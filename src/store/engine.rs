//! What differs between SQLite and PostgreSQL.

use super::OpenStoreError;
use std::path::Path;
use url::Url;

/// The database behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Its name as people know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// What each connection is told first.
    pub(super) const fn session(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &[
                "PRAGMA busy_timeout = 5000",
                "PRAGMA journal_mode = WAL",
                // What was acknowledged must survive a power cut as well.
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
            ],
            // Locks of a client that went away are not held for long.
            Self::Postgres => &["SET idle_in_transaction_session_timeout = '10s'", "SET lock_timeout = '5s'"],
        }
    }

    /// Readers do not block each other; more connections than these only cost memory.
    pub(super) const fn connections(self) -> u32 {
        match self {
            Self::Sqlite => 4,
            Self::Postgres => 8,
        }
    }

    /// Changes that may run at the same time.
    pub(super) const fn writers(self) -> usize {
        match self {
            Self::Sqlite => 1,
            Self::Postgres => 8,
        }
    }

    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Remembers that an address leads to another.
    pub(super) const fn save_alias(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "INSERT INTO alias (address, canonical) VALUES ($1, $2)
                 ON CONFLICT (address) DO UPDATE SET canonical = excluded.canonical"
            }
            Self::Postgres => {
                "INSERT INTO alias (address, canonical) VALUES ($1, $2)
                 ON CONFLICT (md5(address)) DO UPDATE SET canonical = excluded.canonical"
            }
        }
    }

    /// The highest number that an errand ever had.
    pub(super) const fn last_errand(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT seq FROM sqlite_sequence WHERE name = 'errand'",
            Self::Postgres => "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM errand_id_seq",
        }
    }

    /// Ends a selection of rows that others may be at work on.
    pub(super) const fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }
}

/// A file's address. Absolute, so that no folder's name is taken for a host's.
pub(super) fn file_address(file: &Path) -> Result<Url, OpenStoreError> {
    let refused = |error: std::io::Error| OpenStoreError::Open(sqlx::Error::Io(error));
    let absolute = std::path::absolute(file).map_err(refused)?;
    let mut address = Url::from_file_path(absolute)
        .map_err(|()| refused(std::io::Error::new(std::io::ErrorKind::InvalidInput, "not a path")))?
        .to_string();
    address.replace_range(.."file".len(), "sqlite");
    address.push_str("?mode=rwc");
    Url::parse(&address).map_err(|_| OpenStoreError::Address)
}

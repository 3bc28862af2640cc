//! The database: SQLite behind [`crate::desk::Store`].
//!
//! Owns SQL and migrations. Knows nothing of Discord or of who may do what beyond the rule of
//! sight that [`crate::desk::Origin`] states.

mod articles;
mod row;

use crate::desk::StoreError;
use sqlx::SqlitePool;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another before it fails.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Readers do not block each other in WAL mode; more than this only costs memory.
const CONNECTIONS: u32 = 4;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenStoreError {
    #[error("the database file cannot be opened or created")]
    Open(#[source] sqlx::Error),
    #[error("the database was written by another version, or its migration failed")]
    Migrate(#[source] MigrateError),
}

/// A store in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    pool: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, creating it where it is missing, and brings its tables up to date.
    pub async fn open(file: &Path) -> Result<Self, OpenStoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged must survive a power cut as well.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .connect_with(options)
            .await
            .map_err(OpenStoreError::Open)?;
        sqlx::migrate!("src/store/migrations").run(&pool).await.map_err(OpenStoreError::Migrate)?;
        Ok(Self { pool })
    }

    /// Waits for running statements and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self(Box::new(error))
    }
}

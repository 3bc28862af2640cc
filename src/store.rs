//! The database: SQLite or PostgreSQL behind [`crate::desk::Store`] and [`crate::desk::CommentStore`].
//!
//! Owns SQL and migrations. Knows nothing of Discord or of who may do what beyond the rule of
//! sight that [`crate::desk::Origin`] states. SQL is written once, in what both engines take;
//! where they differ, [`Engine`] has the words.

mod articles;
mod backup;
mod change;
mod column;
mod comments;
mod engine;
mod export;
mod models;
mod row;
mod tables;

pub use backup::{BackupError, Counts};
pub use engine::Engine;

use crate::desk::StoreError;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Executor as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use url::Url;

/// How long a use case waits for the database before it fails.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it waits for a connection: less, so that the cause is told.
const CONNECTING: Duration = Duration::from_secs(4);

static SQLITE: Migrator = sqlx::migrate!("src/store/migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("src/store/migrations/postgres");

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenStoreError {
    #[error("the database cannot be opened or reached")]
    Open(#[source] sqlx::Error),
    #[error("the database was written by another version, or its migration failed")]
    Migrate(#[source] MigrateError),
    /// The address is not repeated: it may hold a password.
    #[error("the address is not one of a PostgreSQL database")]
    Address,
}

/// A store in one SQLite file or one PostgreSQL database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SqlStore {
    pool: AnyPool,
    engine: Engine,
    /// SQLite has one writer at a time; waiting here is fair and wakes at once.
    writer: Arc<Semaphore>,
}

impl SqlStore {
    /// Opens the file, creating it where it is missing, and brings its tables up to date.
    pub async fn open(file: &Path) -> Result<Self, OpenStoreError> {
        Self::start(Engine::Sqlite, engine::file_address(file)?).await
    }

    /// Reaches the PostgreSQL database at `postgres://…` and brings its tables up to date.
    pub async fn connect(address: &SecretString) -> Result<Self, OpenStoreError> {
        let address = Url::parse(address.expose_secret()).map_err(|_| OpenStoreError::Address)?;
        if !matches!(address.scheme(), "postgres" | "postgresql") {
            return Err(OpenStoreError::Address);
        }
        Self::start(Engine::Postgres, address).await
    }

    async fn start(engine: Engine, address: Url) -> Result<Self, OpenStoreError> {
        install_default_drivers();
        let options = AnyConnectOptions::from_url(&address).map_err(OpenStoreError::Open)?;
        prepare(engine, &options).await?;
        let pool = AnyPoolOptions::new()
            .max_connections(engine.connections())
            .acquire_timeout(CONNECTING)
            .after_connect(move |connection, _| Box::pin(begin_session(engine, connection)))
            .connect_lazy_with(options);
        Ok(Self { pool, engine, writer: Arc::new(Semaphore::new(engine.writers())) })
    }

    /// Which engine it is.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Waits for running statements and closes the file or the connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Looks whether the database can be used and brings its tables up to date. On a connection of
/// its own: a pool would go on trying, and hide the cause.
async fn prepare(engine: Engine, options: &AnyConnectOptions) -> Result<(), OpenStoreError> {
    let connected = tokio::time::timeout(CONNECTING, options.connect()).await;
    let mut connection = connected.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map_err(OpenStoreError::Open)?;
    begin_session(engine, &mut connection).await.map_err(OpenStoreError::Open)?;
    let migrations = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    migrations.run(&mut connection).await.map_err(OpenStoreError::Migrate)?;
    connection.close().await.map_err(OpenStoreError::Open)
}

/// The number of the latest migration, the same for both engines.
fn schema_version() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
}

async fn begin_session(engine: Engine, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    for setting in engine.session() {
        connection.execute(*setting).await?;
    }
    Ok(())
}

/// A use case's piece of work on the database: it fails rather than waits for ever.
async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
    tokio::time::timeout(limit, work).await.unwrap_or_else(|late| Err(StoreError(Box::new(late))))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self(Box::new(error))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self(Box::new(error))
    }
}

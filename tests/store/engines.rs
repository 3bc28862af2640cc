//! A store of each engine for each test.

use crate::postgres;
use newsdesk::store::SqlStore;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

/// A new store in a database of its own.
pub(crate) struct Database {
    pub(crate) store: SqlStore,
    address: SecretString,
    _folder: Option<tempfile::TempDir>,
}

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("newsdesk.db");
        let store = SqlStore::open(&file).await.unwrap();
        Self { store, address: format!("sqlite://{}", file.display()).into(), _folder: Some(folder) }
    }

    /// `None` where PostgreSQL is not installed.
    pub(crate) async fn postgres() -> Option<Self> {
        let address = tokio::task::spawn_blocking(postgres::new_database).await.unwrap()?;
        let store = SqlStore::connect(&address).await.unwrap();
        Some(Self { store, address, _folder: None })
    }

    /// One of each engine there is.
    pub(crate) async fn of_each_engine() -> Vec<Self> {
        let mut databases = vec![Self::sqlite().await];
        databases.extend(Self::postgres().await);
        databases
    }

    /// Runs statements behind the store's back.
    pub(crate) async fn sql(&self, statements: String) {
        let mut connection = AnyConnection::connect(self.address.expose_secret()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statements)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// The first column of each row, as text.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        let mut connection = AnyConnection::connect(self.address.expose_secret()).await.unwrap();
        let query = sqlx::query_scalar(AssertSqlSafe(query));
        let texts = query.fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        texts
    }
}

/// Makes two tests of each function: one on SQLite, one on PostgreSQL.
macro_rules! on_every_engine {
    ($($test:ident;)*) => {
        mod sqlite {$(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::engines::Database::sqlite().await).await;
            }
        )*}

        mod postgres {$(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                if let Some(database) = crate::engines::Database::postgres().await {
                    super::$test(database).await;
                }
            }
        )*}
    };
}

pub(crate) use on_every_engine;

//! A desk over a real SQLite store that can be made to fail, a scripted web, a scripted chat
//! platform and a clock that moves when told.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

pub(crate) use crate::doubles::{HandClock, InProcess, READER, SOMEBODY_ELSE, STORY, ScriptedWeb};
use crate::platform::Platform;
use crate::postgres;
use crate::tapped::{Tap, Tapped};
use newsdesk::desk::{Desk, StoreError};
use newsdesk::store::SqlStore;
use secrecy::ExposeSecret as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Everything a test of the use cases needs; the folder goes with it.
pub(crate) struct Newsroom {
    pub(crate) desk: Desk,
    pub(crate) web: Arc<ScriptedWeb>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) platform: Platform,
    /// The store without its faults.
    pub(crate) store: SqlStore,
    pub(crate) faults: Arc<Faults>,
    pub(crate) folder: tempfile::TempDir,
}

impl Newsroom {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqlStore::open(&folder.path().join("newsdesk.db")).await.unwrap();
        Self::over(store, folder)
    }

    /// Over a PostgreSQL database of its own, where PostgreSQL is installed.
    pub(crate) async fn on_postgres() -> Option<Self> {
        Some(Self::on_named_database().await?.0)
    }

    /// The same, with the database's name.
    pub(crate) async fn on_named_database() -> Option<(Self, String)> {
        let address = tokio::task::spawn_blocking(postgres::new_database).await.unwrap()?;
        let store = SqlStore::connect(&address).await.unwrap();
        let name = address.expose_secret().rsplit('/').next().unwrap().to_owned();
        Some((Self::over(store, tempfile::tempdir().unwrap()), name))
    }

    fn over(store: SqlStore, folder: tempfile::TempDir) -> Self {
        let faults = Arc::new(Faults::default());
        let tapped = Arc::new(Tapped { store: store.clone(), tap: Arc::clone(&faults) as _ });
        let (web, clock) = (Arc::new(ScriptedWeb::default()), Arc::new(HandClock::default()));
        let desk = Desk::new(tapped, Arc::clone(&web) as _, Arc::new(InProcess), Arc::clone(&clock) as _);
        Self { desk, web, clock, platform: Platform::default(), store, faults, folder }
    }
}

/// A database that goes away, before a call or between a call and its answer.
#[derive(Default)]
pub(crate) struct Faults {
    away: AtomicBool,
    loses: Mutex<Option<&'static str>>,
}

impl Faults {
    pub(crate) fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// The next answer to this call is lost, after the database has done it.
    pub(crate) fn lose_answer(&self, call: &'static str) {
        *self.loses.lock().unwrap() = Some(call);
    }
}

impl Tap for Faults {
    fn before(&self, _call: &'static str) -> Result<(), StoreError> {
        if self.away.load(Ordering::SeqCst) { Err(StoreError("the database is away".into())) } else { Ok(()) }
    }

    fn after(&self, call: &'static str) -> Result<(), StoreError> {
        match self.loses.lock().unwrap().take_if(|lost| *lost == call) {
            Some(_) => Err(StoreError("the answer was lost".into())),
            None => Ok(()),
        }
    }
}

/// Makes two tests of each function: one on `SQLite`, one on `PostgreSQL`.
macro_rules! on_every_engine {
    ($($test:ident;)*) => {
        mod sqlite {$(
            #[tokio::test]
            async fn $test() {
                super::$test(crate::newsroom::Newsroom::open().await).await;
            }
        )*}

        mod postgres {$(
            #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                if let Some(room) = crate::newsroom::Newsroom::on_postgres().await {
                    super::$test(room).await;
                }
            }
        )*}
    };
}

pub(crate) use on_every_engine;

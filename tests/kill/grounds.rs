//! A database for each run, copied from one that is prepared.

use crate::child::{Ground, database};
use crate::postgres::{self, Server};
use secrecy::ExposeSecret as _;
use std::path::Path;

/// The name of the database that the others are copies of.
const TEMPLATE: &str = "template";

/// Where the runs of one test happen.
pub(crate) struct Grounds {
    folder: tempfile::TempDir,
    server: Option<&'static Server>,
}

impl Grounds {
    /// Each run has an `SQLite` file of its own.
    pub(crate) fn files() -> Self {
        Self { folder: memory_folder(), server: None }
    }

    /// Each run has a database of its own on one server; `None` where `PostgreSQL` is not installed.
    pub(crate) fn on_postgres() -> Option<Self> {
        let server = postgres::server()?;
        Some(Self { folder: memory_folder(), server: Some(server) })
    }

    /// The ground to be prepared before the first run.
    pub(crate) fn template(&self) -> Ground {
        let ground = self.ground(TEMPLATE);
        if let Some(server) = self.server {
            server.sql("postgres", "CREATE DATABASE kill_template");
        }
        ground
    }

    /// A copy of the prepared ground.
    pub(crate) fn for_run(&self, seed: u64) -> Ground {
        let ground = self.ground(&seed.to_string());
        match self.server {
            None => {
                std::fs::copy(database(&self.folder.path().join(TEMPLATE)), database(&ground.folder)).unwrap();
            }
            Some(server) => server.sql("postgres", &format!("CREATE DATABASE kill_{seed} TEMPLATE kill_template")),
        }
        ground
    }

    fn ground(&self, name: &str) -> Ground {
        let folder = self.folder.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let address = self.server.map(|server| server.address(&format!("kill_{name}")).expose_secret().to_owned());
        Ground { folder, address }
    }
}

/// A folder in memory where there is one: the test is about processes that end, not about disks,
/// and every write is as synchronous there as anywhere.
fn memory_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

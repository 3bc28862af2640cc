//! A PostgreSQL server for one test process, started where its binaries are installed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test ends where its own tools fail, and says what it skips"
)]

use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// With this variable set to 1, a machine without PostgreSQL fails the tests.
const REQUIRED: &str = "NEWSDESK_TEST_REQUIRE_POSTGRES";

static SERVER: LazyLock<Option<Server>> = LazyLock::new(Server::start_if_installed);

/// A server in a folder of its own. It ends with its supervisor, which ends with this process.
pub(crate) struct Server {
    port: u16,
    binaries: PathBuf,
    folder: PathBuf,
    owner: Option<&'static str>,
}

/// The address of a new, empty database; `None` where PostgreSQL is not installed.
pub(crate) fn new_database() -> Option<SecretString> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.as_ref()?;
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    server.sql("postgres", &format!("CREATE DATABASE {name}"));
    Some(server.address(&name))
}

/// The server of this process.
pub(crate) fn server() -> Option<&'static Server> {
    SERVER.as_ref()
}

impl Server {
    fn start_if_installed() -> Option<Self> {
        let Some(binaries) = find_binaries() else {
            #[expect(clippy::disallowed_methods, reason = "the tests' own switch")]
            let required = std::env::var(REQUIRED).is_ok_and(|value| value == "1");
            assert!(!required, "PostgreSQL is not installed, and {REQUIRED} is set");
            eprintln!("PostgreSQL is not installed: its half of the tests is skipped");
            return None;
        };
        Some(Self::start(binaries, false))
    }

    /// Starts a server of its own. `durable` as in earnest: commits wait for the disk.
    pub(crate) fn start(binaries: PathBuf, durable: bool) -> Self {
        let folder = tempfile::Builder::new().prefix("newsdesk-postgres").tempdir().unwrap().keep();
        let owner = owner_if_root();
        if let Some(owner) = owner {
            run(Command::new("chown").arg(owner).arg(&folder));
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { port, binaries, folder, owner };
        let mut initdb = server.command("initdb");
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"]);
        run(initdb.arg(server.data()));
        server.launch(durable);
        server
    }

    /// Stops the server at once, as in a crash; its data stay.
    pub(crate) fn stop(&self) {
        run(self.command("pg_ctl").args(["stop", "-m", "immediate", "-D"]).arg(self.data()));
    }

    pub(crate) fn launch(&self, durable: bool) {
        let settings = if durable { "" } else { "-c fsync=off -c synchronous_commit=off -c full_page_writes=off" };
        // The shell waits for the end of its input, which comes with the end of this process.
        let script = format!(
            "'{}' -D '{}' -p {} -k '' -c listen_addresses=127.0.0.1 -c max_connections=200 {settings} &
             server=$!; read -r _; kill -QUIT $server; wait $server; rm -rf '{}'",
            self.binaries.join("postgres").display(),
            self.data().display(),
            self.port,
            self.folder.display(),
        );
        let mut shell = self.as_owner("sh");
        shell.args(["-c", &script]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let supervisor: Child = shell.spawn().unwrap();
        // Its standard input stays open as long as this process lives.
        std::mem::forget(supervisor);
        self.await_start();
    }

    fn await_start(&self) {
        let begun = Instant::now();
        while !self.try_sql("postgres", "SELECT 1") {
            assert!(begun.elapsed() < Duration::from_secs(30), "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The address of a database of this server.
    pub(crate) fn address(&self, database: &str) -> SecretString {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port).into()
    }

    /// Runs statements on a database.
    pub(crate) fn sql(&self, database: &str, statements: &str) {
        assert!(self.try_sql(database, statements), "{statements}");
    }

    fn try_sql(&self, database: &str, statements: &str) -> bool {
        let address = self.address(database);
        let statements = statements.to_owned();
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime
                .block_on(async {
                    let mut connection = PgConnection::connect(address.expose_secret()).await?;
                    sqlx::raw_sql(AssertSqlSafe(statements)).execute(&mut connection).await?;
                    connection.close().await
                })
                .is_ok()
        });
        work.join().unwrap()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, binary: &str) -> Command {
        self.as_owner(self.binaries.join(binary).to_str().unwrap())
    }

    fn as_owner(&self, program: &str) -> Command {
        let mut command = match self.owner {
            None => Command::new(program),
            Some(owner) => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid", owner, "--regid", owner, "--clear-groups", program]);
                command
            }
        };
        command.current_dir(&self.folder);
        command
    }
}

/// The folder of PostgreSQL's binaries: on the search path, or where Debian puts them.
pub(crate) fn find_binaries() -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "looks for a program as a shell does")]
    let path = std::env::var("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    let complete = |folder: &PathBuf| folder.join("initdb").exists() && folder.join("postgres").exists();
    let found = folders.into_iter().find(complete)?;
    // A link on the path leads to the folder where its neighbours and libraries are.
    found.join("postgres").canonicalize().ok()?.parent().map(Path::to_owned)
}

/// PostgreSQL refuses to run as root.
fn owner_if_root() -> Option<&'static str> {
    let uid = Command::new("id").arg("-u").output().unwrap().stdout;
    if uid.trim_ascii() != b"0" {
        return None;
    }
    let known = std::fs::read_to_string("/etc/passwd").unwrap();
    let exists = |name: &&str| known.lines().any(|line| line.split(':').next() == Some(*name));
    ["postgres", "nobody"].into_iter().find(exists)
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

//! `playground`: a local Discord with the bot in it, on a page in the browser; no account, no token.
//!
//! The only user of the double in the program. What runs against it is the bot as it is: nothing in it knows of the
//! playground.

mod opening;
mod server;

use super::{Failure, run, terminal};
use crate::clock::SystemClock;
use crate::config::{Environment, PlaygroundConfig};
use crate::desk::{Desk, GuildId};
use crate::discord::{self, DiscordSettings, Limits, ServeError};
use discord_double::{Double, DoubleError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::oneshot;
use url::Url;

/// Where the page is unless something else is there.
const USUAL_PORT: u16 = 8420;
const DATABASE: &str = "newsdesk.db";

/// Options of `playground`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Port of the page on this computer; 8420, or a free one where that is taken
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Keep the bot's database in this folder: articles, comments, settings. Without it everything is gone at the end.
    /// The messages are the local Discord's and gone either way
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
}

/// Runs the playground until it is told to stop.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = PlaygroundConfig::read(&Environment::load()?)?;
    for variable in &config.ignored {
        terminal::note(&format!("`{variable}` is set, but the playground uses a Discord and a database of its own"));
    }
    run::start_log(&config.log);
    let runtime = run::runtime()?;
    let result = runtime.block_on(play(arguments, config));
    // A connection that the double closed may keep a thread of serenity's busy; nobody waits for it.
    runtime.shutdown_background();
    result
}

async fn play(arguments: &Arguments, config: PlaygroundConfig) -> Result<(), Failure> {
    let (stop, stopped) = oneshot::channel();
    tokio::spawn(async move {
        tokio::select! {
            () = discord::signal_to_stop() => {}
            () = hangup() => {}
        }
        let _ = stop.send(());
    });
    let folder = Folder::prepare(arguments.data.as_deref())?;
    let store = folder.open_store().await?;
    let double = start(arguments.port).await?;
    let base = Url::parse(&double.api_base()).ok();
    let fetcher = run::fetcher(&config.fetch, base)?;
    let reader = Arc::new(run::sandbox()?);
    let desk =
        Desk::new(Arc::new(store.clone()), Arc::new(fetcher), reader, Arc::new(SystemClock)).with_engine(config.engine);
    let result = serve(&double, desk, stopped, arguments.open).await;
    drop(double);
    store.close().await;
    folder.leave();
    result
}

/// Done when the terminal is closed; never where there are no such signals.
async fn hangup() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            hangup.recv().await;
            return;
        }
    }
    std::future::pending::<()>().await;
}

/// The bot on the double, until the signal.
async fn serve(double: &Double, desk: Desk, stopped: oneshot::Receiver<()>, open: bool) -> Result<(), Failure> {
    let is_new = !is_set_up(double, &desk).await?;
    let settings = DiscordSettings {
        token: double.token().into(),
        api: Some(double.api_base()),
        dev_guild: None,
        limits: Limits::default(),
    };
    let stop = async {
        let _ = stopped.await;
    };
    let mut bot = tokio::spawn(discord::serve(desk, settings, stop));
    tokio::select! {
        ended = &mut bot => return ended_with(ended),
        prepared = opening::prepare(double, is_new) => {
            if let Err(error) = prepared {
                terminal::note(&format!("the opening scene is incomplete: {error}"));
            }
        }
    }
    announce(&double.playground_url(), open);
    ended_with(bot.await)
}

/// Whether an earlier playground has left its settings in the database.
async fn is_set_up(double: &Double, desk: &Desk) -> Result<bool, Failure> {
    let Some(guild) = double.guild_id(server::NAME) else { return Ok(false) };
    let settings = desk.settings_of(GuildId(guild.0)).await;
    settings.map(|stored| stored.settings.is_ready()).map_err(|error| Failure::Playground(error.to_string()))
}

fn ended_with(ended: Result<Result<(), ServeError>, tokio::task::JoinError>) -> Result<(), Failure> {
    match ended {
        Ok(result) => Ok(result?),
        Err(_) => Err(Failure::Playground("the bot ended with an error of its own; the log says where".to_owned())),
    }
}

/// The double on the port that was asked for; else on the usual one, or a free one.
async fn start(port: Option<u16>) -> Result<Double, Failure> {
    let taken = |error: &DoubleError| matches!(error, DoubleError::Io(e) if e.kind() == io::ErrorKind::AddrInUse);
    let first = port.unwrap_or(USUAL_PORT);
    let started = match server::described().port(first).start().await {
        Err(error) if port.is_none() && taken(&error) => server::described().start().await,
        other => other,
    };
    started.map_err(|error| match error {
        DoubleError::Io(source) => Failure::Io { what: format!("the page cannot have the port {first}"), source },
        other @ (DoubleError::Unknown { .. }
        | DoubleError::Impossible(_)
        | DoubleError::Waited { .. }
        | DoubleError::Unexpected { .. }
        | DoubleError::LooseEnds(_)
        | DoubleError::OpenApi(_)) => Failure::Playground(other.to_string()),
    })
}

/// Where the database is, for as long as the playground runs or longer.
#[derive(Debug)]
enum Folder {
    Temporary(TempDir),
    Kept(PathBuf),
}

impl Folder {
    fn prepare(named: Option<&Path>) -> Result<Self, Failure> {
        let Some(named) = named else {
            let made = tempfile::Builder::new().prefix("newsdesk-playground-").tempdir();
            return made.map(Self::Temporary).map_err(failed("a temporary folder cannot be made".to_owned()));
        };
        let what = format!("`{}` cannot be used as a folder", named.display());
        std::fs::create_dir_all(named).map_err(failed(what))?;
        Ok(Self::Kept(named.to_owned()))
    }

    async fn open_store(&self) -> Result<crate::store::SqlStore, Failure> {
        let folder = match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(folder) => folder,
        };
        let place = crate::config::DatabasePlace::File(folder.join(DATABASE));
        Ok(run::open_store(&place).await.map_err(Box::new)?)
    }

    fn leave(self) {
        if let Self::Temporary(folder) = self
            && let Err(error) = folder.close()
        {
            terminal::note(&format!("the temporary folder could not be removed: {error}"));
        }
    }
}

fn failed(what: String) -> impl FnOnce(io::Error) -> Failure {
    move |source| Failure::Io { what, source }
}

fn announce(address: &str, open: bool) {
    let mut page = terminal::Page::for_stdout();
    page.line(terminal::HEADING, "The playground is open");
    page.gap();
    page.line(terminal::BOLD, &format!("  {address}"));
    page.gap();
    page.line(
        terminal::PLAIN,
        "Act as reader, commenter, moderator or admin, and see what each of them sees. Nothing leaves this computer \
         but downloads of links that you digest.",
    );
    page.line(terminal::DIM, "Ctrl-C ends it.");
    // Whoever closed the terminal's output may still have the page.
    let _ = terminal::print(page.text());
    if open && !browse(address) {
        terminal::note("no browser could be opened; open the address yourself");
    }
}

/// Opens the page with whatever this system opens addresses with.
fn browse(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

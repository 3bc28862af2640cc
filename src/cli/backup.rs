//! `backup` and `restore`: a copy of the whole database in a file, and its way back.

use super::{Failure, run};
use crate::clock::SystemClock;
use crate::config::{Config, Environment};
use crate::desk::Clock as _;
use crate::store::{Counts, SqlStore};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Options of `backup` and of `restore`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file; it holds personal data, and only its owner can read it
    file: PathBuf,
}

/// Writes the copy beside the file and puts it in its place when it is complete.
pub(super) fn back_up(arguments: &Arguments) -> Result<(), Failure> {
    let mut partial = arguments.file.clone().into_os_string();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let written = on_store(async |store| {
        let mut file = BufWriter::new(private(&partial)?);
        let counts = store.back_up(SystemClock.now(), &mut file).await?;
        let file = file.into_inner().map_err(|e| unwritable(&partial)(e.into_error()))?;
        file.sync_all().map_err(unwritable(&partial))?;
        std::fs::rename(&partial, &arguments.file).map_err(unwritable(&arguments.file))?;
        Ok(counts)
    });
    if written.is_err() {
        // Half a copy helps nobody; where it cannot be removed either, the error has been told.
        let _ = std::fs::remove_file(&partial);
    }
    tell("saved", &written?)
}

/// Reads the copy into the database, if that is empty.
pub(super) fn restore(arguments: &Arguments) -> Result<(), Failure> {
    let name = arguments.file.display().to_string();
    let file = File::open(&arguments.file).map_err(|source| Failure::File { name, source })?;
    let counts = on_store(async |store| Ok(store.restore(&mut BufReader::new(file)).await?))?;
    tell("restored", &counts)
}

fn on_store(work: impl AsyncFnOnce(&SqlStore) -> Result<Counts, Failure>) -> Result<Counts, Failure> {
    let config = Config::read(&Environment::load()?)?;
    let runtime = run::runtime()?;
    runtime.block_on(async {
        let store = run::open_store(&config.database.place).await.map_err(Box::new)?;
        let result = work(&store).await;
        store.close().await;
        result
    })
}

/// A file that only its owner can read.
fn private(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(unwritable(path))
}

fn unwritable(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let what = format!("`{}` cannot be written", path.display());
    move |source| Failure::Io { what: what.clone(), source }
}

fn tell(done: &str, counts: &Counts) -> Result<(), Failure> {
    let rows: u64 = counts.values().sum();
    let count = |table: &str| counts.get(table).copied().unwrap_or_default();
    let (articles, comments, entries) = (count("article"), count("comment"), count("audit"));
    let mut out = anstream::stdout().lock();
    writeln!(out, "{done}: {articles} articles, {comments} comments, {entries} audit entries; {rows} rows in all")
        .map_err(Failure::output)
}

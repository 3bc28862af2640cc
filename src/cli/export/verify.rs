//! `export --verify`: walks along each server's audit log and says whether it is whole.

use super::BATCH;
use crate::cli::Failure;
use crate::desk::{CommentStore as _, GuildId};
use crate::moderation::audit::{Broken, Hash, Verifier};
use crate::store::SqlStore;
use std::io::Write as _;

/// The hash of an entry, kept elsewhere since it was the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head(Hash);

/// Reads a hash as the command prints it.
pub(super) fn parse_hash(given: &str) -> Result<Head, String> {
    let mut hash = Hash::default();
    hex::decode_to_slice(given.trim(), &mut hash).map_err(|_| "a hash has 64 hexadecimal digits".to_owned())?;
    Ok(Head(hash))
}

/// What became of one server's walk.
struct Walk {
    verifier: Verifier,
    broken: Option<Broken>,
    /// Whether the entry with the hash kept elsewhere was met.
    met: bool,
}

/// One line for each server; the exit code says whether all is well.
pub(super) async fn verify(store: &SqlStore, guild: Option<GuildId>, head: Option<Head>) -> Result<(), Failure> {
    let (mut well, mut met) = (true, head.is_none());
    let guilds = guilds(store, guild).await?;
    if guilds.is_empty() {
        tell("there is nothing to verify: no server has an audit log yet")?;
    }
    for guild in guilds {
        let walk = walk(store, guild, head).await?;
        let (count, head) = (walk.verifier.count(), hex::encode(walk.verifier.head()));
        match walk.broken {
            None => tell(&format!("server {}: {count} entries, the last one's hash is {head}", guild.0))?,
            Some(broken) => tell(&format!("server {}: broken after {count} entries: {broken}", guild.0))?,
        }
        well &= walk.broken.is_none();
        met |= walk.met;
    }
    if !met {
        tell("no entry has the hash given with --head: entries were cut off or replaced")?;
    }
    if well && met { Ok(()) } else { Err(Failure::BrokenLog) }
}

/// The server asked for, or all that have a log.
pub(super) async fn guilds(store: &SqlStore, guild: Option<GuildId>) -> Result<Vec<GuildId>, Failure> {
    match guild {
        Some(guild) => Ok(vec![guild]),
        None => Ok(store.audited_guilds().await?),
    }
}

async fn walk(store: &SqlStore, guild: GuildId, head: Option<Head>) -> Result<Walk, Failure> {
    let mut walk = Walk { verifier: Verifier::default(), broken: None, met: false };
    let mut next = 0;
    loop {
        let links = store.audit_from(guild, next, BATCH).await?;
        let Some(last) = links.last() else { return Ok(walk) };
        next = last.entry.sequence + 1;
        for link in &links {
            if let Err(broken) = walk.verifier.take(link) {
                walk.broken = Some(broken);
                return Ok(walk);
            }
            walk.met |= head == Some(Head(link.hash));
        }
    }
}

fn tell(line: &str) -> Result<(), Failure> {
    writeln!(anstream::stdout().lock(), "{line}").map_err(Failure::output)
}

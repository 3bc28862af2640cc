//! `export`: comments with their decisions and the audit log, for people and other programs.

mod sheet;
mod verify;

use super::{Failure, run};
use crate::config::{Config, Environment};
use crate::desk::{Comment, CommentId, CommentStore as _, Decision, GuildId};
use crate::moderation::audit::Link;
use crate::store::SqlStore;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write as _};

/// Rows read at once.
const BATCH: u32 = 500;

/// Options of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only this server
    #[arg(long, value_name = "ID")]
    guild: Option<u64>,
    /// JSON lines, or one table of comments, decisions and audit entries
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Print nothing but whether each server's audit log is whole
    #[arg(long)]
    verify: bool,
    /// The hash of an entry that was the last one earlier: it must still be there
    #[arg(long, value_name = "HASH", requires = "verify", value_parser = verify::parse_hash)]
    head: Option<verify::Head>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

/// One thing exported.
enum Record<'a> {
    Comment(&'a Comment, &'a [Decision]),
    Entry(&'a Link),
}

/// Prints everything, or verifies the log.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::read(&Environment::load()?)?;
    let runtime = run::runtime()?;
    runtime.block_on(async {
        let store = run::open_store(&config.database.place).await.map_err(Box::new)?;
        let result = if arguments.verify {
            verify::verify(&store, arguments.guild.map(GuildId), arguments.head).await
        } else {
            print(&store, arguments).await
        };
        store.close().await;
        result
    })
}

async fn print(store: &SqlStore, arguments: &Arguments) -> Result<(), Failure> {
    let out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Format::Jsonl => {
            let mut out = out;
            let write = |record: &Record<'_>| writeln!(out, "{}", object(record));
            each_record(store, arguments.guild.map(GuildId), write).await?;
            out.flush().map_err(Failure::output)
        }
        Format::Csv => {
            let mut sheet = sheet::Sheet::new(out).map_err(Failure::output)?;
            each_record(store, arguments.guild.map(GuildId), |record| sheet.write(record)).await?;
            sheet.finish().map_err(Failure::output)
        }
    }
}

/// Comments with their decisions, then the log, server by server.
async fn each_record(
    store: &SqlStore,
    guild: Option<GuildId>,
    mut write: impl FnMut(&Record<'_>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut after = CommentId(0);
    loop {
        let comments = store.comments_after(guild, after, BATCH).await?;
        let (Some(first), Some(last)) = (comments.first(), comments.last()) else { break };
        let decisions = store.decisions_on(first.id, last.id).await?;
        for comment in &comments {
            let from = decisions.partition_point(|decision| decision.comment < comment.id);
            let own = decisions.get(from..).unwrap_or_default();
            let own = own.get(..own.partition_point(|d| d.comment == comment.id)).unwrap_or_default();
            write(&Record::Comment(comment, own)).map_err(Failure::output)?;
        }
        after = last.id;
    }
    for guild in verify::guilds(store, guild).await? {
        let mut next = 1;
        loop {
            let links = store.audit_from(guild, next, BATCH).await?;
            let Some(last) = links.last() else { break };
            next = last.entry.sequence + 1;
            for link in &links {
                write(&Record::Entry(link)).map_err(Failure::output)?;
            }
        }
    }
    Ok(())
}

/// Platform ids are text: many readers of JSON round large numbers.
fn object(record: &Record<'_>) -> Value {
    match record {
        Record::Comment(comment, decisions) => json!({
            "record": "comment",
            "id": comment.id.0,
            "guild": comment.guild.0.to_string(),
            "article": comment.article.0,
            "article_title": comment.article_title,
            "article_address": comment.article_address,
            "author": comment.author.map(|author| author.0.to_string()),
            "author_name": comment.persona.name,
            "parent": comment.parent.map(|parent| parent.0),
            "state": comment.state.name(),
            "revision": comment.revision,
            "shown": comment.shown,
            "text": comment.text,
            "verdict": comment.checked.verdict().name(),
            "checked": comment.checked,
            "submitted_at": comment.submitted_at,
            "revised_at": comment.revised_at,
            "decisions": decisions.iter().map(decision_object).collect::<Vec<_>>(),
        }),
        Record::Entry(link) => json!({
            "record": "audit",
            "guild": link.entry.guild.to_string(),
            "sequence": link.entry.sequence,
            "at": sheet::time(link.entry.at),
            "act": link.entry.act,
            "actor": link.entry.actor,
            "subject": link.entry.subject,
            "comment": link.entry.comment,
            "revision": link.entry.revision,
            "detail": link.entry.detail,
            "hash": hex::encode(link.hash),
        }),
    }
}

fn decision_object(decision: &Decision) -> Value {
    json!({
        "id": decision.id.0,
        "revision": decision.revision,
        "ruling": sheet::ruling(decision.ruling),
        "by": decision.by.map(|by| by.0.to_string()),
        "reason": decision.reason.as_ref().map(|reason| json!({
            "code": reason.code, "label": reason.label, "rule": reason.rule, "words": reason.words,
        })),
        "at": decision.at,
        "appeal": decision.appeal.as_ref().map(|appeal| json!({
            "id": appeal.id.0,
            "state": sheet::appeal_state(appeal.state),
            "words": appeal.words,
            "filed_at": appeal.filed_at,
            "decided_by": appeal.decided_by.map(|by| by.0.to_string()),
            "decided_at": appeal.decided_at,
            "answer": appeal.answer,
        })),
    })
}

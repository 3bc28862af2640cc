//! The audit log, in words.

use super::super::reply::{Card, Reply, Row, Tone};
use super::super::words::{Arg, Words};
use super::super::{ModerationAction, Safe};
use super::card::row;
use super::{button, moment, somebody};
use crate::desk::{AuditRow, LogPage, LogRequest, MemberId};
use crate::moderation::audit::{Act, Hash};
use jiff::Timestamp;

/// Characters shown of a hash: enough to tell entries apart and to find one in an export.
const SHORT: usize = 8;

/// A page of the log, newest first, each entry with the beginning of its hash.
pub fn mod_log(words: Words, page: &LogPage) -> Reply {
    let turning = turning(words, page);
    let lines: Vec<String> = page.rows.iter().map(|row| line(words, row)).collect();
    let body = if lines.is_empty() { words.say("log-none") } else { lines.join("\n") };
    let card = Card {
        title: Some(Safe::own(title(words, page.request))),
        body,
        footer: Some(words.say("log-footer")),
        ..Card::default()
    };
    Reply { cards: vec![card], rows: turning.into_iter().collect(), ..Reply::default() }.privately()
}

/// The beginning of a hash.
fn short(hash: &Hash) -> String {
    hex::encode(hash).chars().take(SHORT).collect()
}

fn title(words: Words, request: LogRequest) -> String {
    match request.comment {
        Some(id) => words.say_with("log-title-comment", [("number", super::number(id).into())]),
        None => words.say("log-title"),
    }
}

/// How many pages there are is not known; only whether older entries follow.
fn turning(words: Words, page: &LogPage) -> Option<Row> {
    let at = |page: u32, request: LogRequest| ModerationAction::Log(LogRequest { page, ..request });
    let request = page.request;
    let newer = request.page.checked_sub(1).map(|p| button(words, "button-newer", at(p, request), Tone::Secondary));
    let older = page.more.then(|| button(words, "button-older", at(request.page + 1, request), Tone::Secondary));
    row(newer.into_iter().chain(older).collect())
}

/// "`41` 12 June 2021 14:03 @mod rejected #12 of @ana (revision 1) · `off_topic` · `a1b2c3d4`"
fn line(words: Words, row: &AuditRow) -> String {
    let entry = &row.link.entry;
    let when = Timestamp::from_millisecond(entry.at).unwrap_or_default();
    let mut line = format!("`{}` {} {}", entry.sequence, moment(when), sentence(words, row));
    if let Some(revision) = entry.revision.filter(|&revision| revision > 1) {
        line.push_str(&words.say_with("log-revision", [("revision", revision.into())]));
    }
    if !entry.detail.is_empty() {
        line.push_str(" · ");
        line.push_str(Safe::clipped(&entry.detail, 80).as_str());
    }
    format!("{line} · `{}`", short(&row.link.hash))
}

fn sentence(words: Words, row: &AuditRow) -> String {
    let entry = &row.link.entry;
    let args = [
        ("who", known(words, row.actor, &entry.actor)),
        ("whom", known(words, row.subject, &entry.subject)),
        ("number", Arg::Text(Safe::own(entry.comment.map_or_else(|| "?".to_owned(), |id| id.to_string())))),
    ];
    let key =
        if entry.act == Act::Expired && entry.comment.is_none() { "log-expired-appeals" } else { act_key(entry.act) };
    words.say_with(key, args)
}

/// Who it was: a member, the bot itself, or somebody who was erased.
fn known(words: Words, id: Option<MemberId>, key: &str) -> Arg {
    match (id, key) {
        (None, "") => Arg::Text(Safe::own(words.say("log-the-bot"))),
        (id, _) => somebody(words, id).into(),
    }
}

const fn act_key(act: Act) -> &'static str {
    match act {
        Act::Submitted => "log-submitted",
        Act::Passed => "log-passed",
        Act::Approved => "log-approved",
        Act::Rejected => "log-rejected",
        Act::Edited => "log-edited",
        Act::Deleted => "log-deleted",
        Act::Appealed => "log-appealed",
        Act::AppealGranted => "log-appeal-granted",
        Act::AppealDenied => "log-appeal-denied",
        Act::Banned => "log-banned",
        Act::Unbanned => "log-unbanned",
        Act::SettingsChanged => "log-settings",
        Act::Erased => "log-erased",
        Act::Expired => "log-expired",
    }
}

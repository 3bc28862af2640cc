//! What is known of an author, in words.

use super::super::Safe;
use super::super::budget::{clip, units};
use super::super::digest::{page_line, turning};
use super::super::escape::quoted;
use super::super::reply::{Card, Reply};
use super::super::words::{Arg, Words};
use super::super::{Action, ModerationAction, Show};
use super::{NAME, PHRASE, member, moment, number, phrase, relative, somebody};
use crate::desk::{AuthorHistory, AuthorView, Ban, Comment, Decision, Reason};
use crate::moderation::CommentState;

/// Room for the rejections and for the bans.
const LISTS: usize = 700;
/// A reason's label, and what a moderator wrote besides, in a line of a list.
const LABEL: usize = 80;
const OWN_WORDS: usize = 120;

/// The author's last comments with what became of them, rejections and bans.
pub fn author_history(words: Words, view: &AuthorView) -> Reply {
    let AuthorView { comment, history, page } = view;
    let name = Safe::clipped(&comment.persona.name, NAME);
    let mut about = vec![author(words, comment), record(words, history)];
    about.extend(rejections(words, history, LISTS));
    about.extend(bans(words, history, LISTS));
    let lines: Vec<String> = page.items.iter().map(|item| entry(words, item)).collect();
    let listed = if lines.is_empty() { words.say("history-no-comments") } else { lines.join("\n") };
    let turn = |page| Action::Moderation(ModerationAction::History { comment: comment.id, page, show: Show::InPlace });
    let title = words.say_with("history-title", [("name", Arg::Text(name))]);
    let card = Card {
        title: Some(Safe::own(clip(&title, 256))),
        body: format!("{}\n\n{listed}", about.join("\n")),
        footer: page_line(words, page.page, page.pages),
        ..Card::default()
    };
    let rows = turning(words, page.page, page.pages, turn).into_iter().collect();
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

/// "Ana (@ana)"
pub(super) fn author(words: Words, comment: &Comment) -> String {
    match comment.author {
        Some(author) => format!("**{}** · {}", Safe::clipped(&comment.persona.name, NAME), member(author)),
        None => words.say("mod-erased-member"),
    }
}

/// How many comments became what.
pub(super) fn record(words: Words, history: &AuthorHistory) -> String {
    let record = history.record;
    if record.approved + record.rejected + record.deleted == 0 && record.pending <= 1 {
        return words.say("history-first");
    }
    words.say_with(
        "history-counts",
        [
            ("approved", record.approved.into()),
            ("rejected", record.rejected.into()),
            ("pending", record.pending.into()),
            ("deleted", record.deleted.into()),
        ],
    )
}

/// The latest rejections with their reasons, on one line.
pub(super) fn rejections(words: Words, history: &AuthorHistory, room: usize) -> Option<String> {
    let listed: Vec<String> = history.rejections.iter().map(|decision| rejected(words, decision)).collect();
    (!listed.is_empty()).then(|| {
        let list = kept(&listed, room);
        words.say_with("history-rejections", [("list", Arg::Text(Safe::own(list)))])
    })
}

fn rejected(words: Words, decision: &Decision) -> String {
    let reason = Safe::own(decision.reason.as_ref().map_or_else(|| words.say("reason-none"), |r| in_words(words, r)));
    let args = [
        ("number", number(decision.comment).into()),
        ("when", relative(decision.at).into()),
        ("reason", Arg::Text(reason)),
    ];
    words.say_with("history-rejection", args)
}

/// "off topic: “see the rules”"
pub(super) fn in_words(words: Words, reason: &Reason) -> String {
    let label = match reason.label.trim() {
        "" => Safe::clipped(&reason.code, LABEL),
        label => Safe::clipped(label, LABEL),
    };
    match (label.as_str(), reason.words.trim()) {
        ("", "") => words.say("reason-none"),
        ("", own) => format!("“{}”", Safe::clipped(own, OWN_WORDS)),
        (_, "") => label.to_string(),
        (_, own) => format!("{label}, “{}”", Safe::clipped(own, OWN_WORDS)),
    }
}

/// The latest bans, on one line.
pub(super) fn bans(words: Words, history: &AuthorHistory, room: usize) -> Option<String> {
    let listed: Vec<String> = history.bans.iter().map(|ban| banned(words, ban)).collect();
    (!listed.is_empty()).then(|| {
        let list = kept(&listed, room);
        words.say_with("history-bans", [("list", Arg::Text(Safe::own(list)))])
    })
}

fn banned(words: Words, ban: &Ban) -> String {
    let mut line = match (ban.lifted_at, ban.until) {
        (Some(lifted), _) => {
            words.say_with("history-ban-lifted", [("since", moment(ban.at).into()), ("lifted", moment(lifted).into())])
        }
        (None, Some(until)) => {
            words.say_with("history-ban", [("since", moment(ban.at).into()), ("until", moment(until).into())])
        }
        (None, None) => words.say_with("history-ban-for-good", [("since", moment(ban.at).into())]),
    };
    if !ban.reason.trim().is_empty() {
        line.push_str(&words.say_with("ban-reason", [("reason", phrase(&ban.reason).into())]));
    }
    line
}

/// As many entries as fit, joined.
fn kept(entries: &[String], most: usize) -> String {
    let mut out = String::new();
    for entry in entries {
        if !out.is_empty() && units(&out) + units(entry) + 2 > most {
            break;
        }
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(entry);
    }
    out
}

/// A comment in a list: number, state, when, and how it begins.
fn entry(words: Words, comment: &Comment) -> String {
    let state = words.say(state_key(comment.state));
    let mut line = format!("**#{}** {state} · {}", comment.id.0, relative(comment.submitted_at));
    if let (CommentState::Rejected, Some(decision)) = (comment.state, &comment.decision) {
        let args = [
            ("who", somebody(words, decision.by).into()),
            ("reason", Arg::Text(Safe::own(decision.reason.as_ref().map_or_else(String::new, |r| in_words(words, r))))),
        ];
        line.push_str(&words.say_with("history-by", args));
    }
    match comment.text.trim() {
        "" => line,
        text => format!("{line}\n{}", quoted(&Safe::clipped(text, PHRASE))),
    }
}

/// A state in words.
pub(super) const fn state_key(state: CommentState) -> &'static str {
    match state {
        CommentState::Pending => "state-pending",
        CommentState::Approved => "state-approved",
        CommentState::Rejected => "state-rejected",
        CommentState::Deleted => "state-deleted",
    }
}

//! Who may not comment, and the list that lifts it.

use super::super::budget::clip;
use super::super::digest::{page_line, turning};
use super::super::reply::{Card, Choice, Reply, Row, Select};
use super::super::words::Words;
use super::super::{Action, ModerationAction, Safe};
use super::{member, moment, number, phrase, somebody};
use crate::desk::{AppealState, Ban};

/// Bans on one page; the platform's lists show 25.
const PER_PAGE: usize = 10;

/// A page of the bans in force, below what was just done.
pub fn bans(words: Words, bans: &[Ban], page: u32, note: Option<&str>) -> Reply {
    let content = note.unwrap_or_default().to_owned();
    if bans.is_empty() {
        let all_may = words.say("bans-none");
        return Reply::private(if content.is_empty() { all_may } else { format!("{content}\n{all_may}") });
    }
    let pages = u32::try_from(bans.len().div_ceil(PER_PAGE)).unwrap_or(u32::MAX);
    let number = page.min(pages - 1);
    let from = usize::try_from(number).unwrap_or_default() * PER_PAGE;
    let listed: Vec<(usize, &Ban)> = bans.iter().enumerate().skip(from).take(PER_PAGE).collect();
    let lines: Vec<String> = listed.iter().map(|&(at, ban)| line(words, at + 1, ban)).collect();
    let card = Card {
        title: Some(Safe::own(words.say_with("bans-title", [("count", bans.len().into())]))),
        body: lines.join("\n"),
        footer: page_line(words, number, pages),
        ..Card::default()
    };
    let mut rows = vec![lift(words, &listed, number)];
    rows.extend(turning(words, number, pages, |page| Action::Moderation(ModerationAction::Bans { page })));
    Reply { content, cards: vec![card], rows, ..Reply::default() }.privately()
}

/// The sentence for the moderator who lifted a ban.
pub fn unbanned(words: Words, ban: &Ban) -> String {
    words.say_with("done-unbanned", [("who", member(ban.member).into())])
}

/// "1. @ana since … until …: “spam” (after #12)"
fn line(words: Words, at: usize, ban: &Ban) -> String {
    let args = [
        ("who", member(ban.member).into()),
        ("by", somebody(words, Some(ban.by)).into()),
        ("since", moment(ban.at).into()),
    ];
    let mut line = format!("**{at}.** {} ", words.say_with("ban-line", args));
    line.push_str(&match ban.until {
        Some(until) => words.say_with("ban-until", [("until", moment(until).into())]),
        None => words.say("ban-for-good"),
    });
    if !ban.reason.trim().is_empty() {
        line.push_str(&words.say_with("ban-reason", [("reason", phrase(&ban.reason).into())]));
    }
    if let Some(comment) = ban.comment {
        line.push_str(&words.say_with("ban-after", [("number", number(comment).into())]));
    }
    if ban.appeal.as_ref().is_some_and(|appeal| appeal.state == AppealState::Open) {
        line.push_str(&words.say("ban-appealed"));
    }
    line
}

/// Names are not shown inside lists, so entries go by the number in front of each ban.
fn lift(words: Words, listed: &[(usize, &Ban)], page: u32) -> Row {
    let options = listed.iter().map(|&(at, ban)| {
        let id = Safe::own(ban.member.0.to_string());
        let label = words.say_with("bans-lift", [("at", (at + 1).into()), ("id", id.into())]);
        Choice { label: clip(&label, 100), value: ban.member.0.to_string() }
    });
    Row::Select(Select {
        action: Action::Moderation(ModerationAction::Lift { page }),
        placeholder: words.say("bans-lift-which"),
        options: options.collect(),
        chosen: None,
    })
}

//! What can be appealed, and that it was.

use super::{ago, at, number, open_to_appeal, reason_lines, title};
use crate::desk::{Appeal, AppealAgainst, Appealable, Ban, Comment};
use crate::responder::budget::{self, Block, CHOICE};
use crate::responder::escape::{plain, quoted};
use crate::responder::reply::{Card, Choice, Reply, Row, Select};
use crate::responder::words::{Arg, Words};
use crate::responder::{Action, CommentAction, Safe, clip};

/// Entries of a list, at most.
const MOST: usize = 25;

/// Each with its reason, and a list to choose one from.
pub fn appealable(words: Words, open: &[Appealable]) -> Reply {
    let entries: Vec<Entry> = open.iter().filter_map(|each| Entry::of(words, each)).take(MOST).collect();
    if entries.is_empty() {
        return Reply::private(format!("{}\n-# {}", words.say("appeal-none"), words.say("appeal-none-hint")));
    }
    let blocks: Vec<Block> =
        entries.iter().map(|entry| Block { heading: None, body: format!("{}\n", entry.body) }).collect();
    let card = Card {
        title: Some(Safe::own(words.say("appeal-title"))),
        body: budget::page(&blocks, 0).body,
        footer: Some(words.say("appeal-once")),
        ..Card::default()
    };
    let select = Select {
        action: Action::Comments(CommentAction::PickAppeal),
        placeholder: words.say("appeal-pick"),
        options: entries.into_iter().map(|entry| entry.choice).collect(),
        chosen: None,
    };
    Reply { cards: vec![card], rows: vec![Row::Select(select)], ..Reply::default() }.privately()
}

struct Entry {
    choice: Choice,
    body: String,
}

impl Entry {
    fn of(words: Words, each: &Appealable) -> Option<Self> {
        match each {
            Appealable::Rejection(comment) => Self::of_rejection(words, comment),
            Appealable::Ban(ban) => Some(Self::of_ban(words, ban)),
        }
    }

    fn of_rejection(words: Words, comment: &Comment) -> Option<Self> {
        let decision = open_to_appeal(comment)?;
        let name = title(words, comment);
        let mut lines = vec![words.say_with(
            "appeal-rejection",
            [
                ("number", Arg::Text(number(comment.id))),
                ("title", Arg::Text(Safe::clipped(&name, 120))),
                ("time", Arg::Text(ago(decision.at))),
            ],
        )];
        lines.extend(decision.reason.iter().flat_map(|reason| reason_lines(words, reason, 150)));
        let glimpse = Safe::clipped(&comment.text, super::GLIMPSE);
        lines.extend((!glimpse.as_str().is_empty()).then(|| quoted(&glimpse)));
        let label = format!("#{} · {}", comment.id.0, plain(&name, CHOICE));
        Some(Self::new(AppealAgainst::Decision(decision.id), &label, &lines))
    }

    fn of_ban(words: Words, ban: &Ban) -> Self {
        let since = at(ban.at);
        let mut lines = vec![match ban.until {
            Some(until) => {
                words.say_with("appeal-ban-until", [("since", Arg::Text(since)), ("until", Arg::Text(at(until)))])
            }
            None => words.say_with("appeal-ban", [("since", Arg::Text(since))]),
        }];
        let reason = Safe::clipped(&ban.reason, 300);
        lines.extend((!reason.as_str().is_empty()).then(|| quoted(&reason)));
        let label = format!("{} {}", words.say("appeal-ban-label"), ban.id.0);
        Self::new(AppealAgainst::Ban(ban.id), &label, &lines)
    }

    fn new(against: AppealAgainst, label: &str, lines: &[String]) -> Self {
        Self {
            choice: Choice { label: clip(label, CHOICE), value: CommentAction::named(against) },
            body: lines.join("\n"),
        }
    }
}

/// The appeal is filed.
pub fn appealed(words: Words, appeal: &Appeal) -> Reply {
    let key = match appeal.against {
        AppealAgainst::Decision(_) => "appeal-filed",
        AppealAgainst::Ban(_) => "appeal-filed-ban",
    };
    Reply::private(format!("{}\n-# {}", words.say(key), words.say("appeal-filed-hint")))
}

//! The queue: one comment after the other, for one moderator alone.

use super::super::reply::{Button, Reply, Row, Tone};
use super::super::words::{Arg, Words};
use super::super::{ModerationAction, Safe, Seat, Target};
use super::card::{cards, decisions, reading, row, standing};
use super::{button, hour, many, member};
use crate::desk::{AuthorHistory, Comment, QueueFilter, QueueView};
use crate::moderation::{Settings, Verdict};

/// The next comment with its controls, below what was just done.
pub fn queue(words: Words, view: &QueueView, settings: &Settings, note: Option<&str>) -> Reply {
    let mut lines: Vec<String> = note.map(str::to_owned).into_iter().collect();
    lines.extend(narrowed(words, view.filter));
    match &view.next {
        Some((comment, history)) => {
            lines.push(position(words, view, comment));
            offered(words, view, (comment, history), settings, lines)
        }
        None => nothing(words, view, lines),
    }
}

fn offered(
    words: Words,
    view: &QueueView,
    (comment, history): (&Comment, &AuthorHistory),
    settings: &Settings,
    mut lines: Vec<String>,
) -> Reply {
    lines.push(standing(words, comment));
    let laid_out = cards(words, comment, history, settings);
    let filter = view.filter;
    let target = Target::of(comment, Seat::Queue(filter));
    let mut first = decisions(words, comment, history, target);
    let skip = ModerationAction::Queue { filter, skip: Some(comment.id) };
    first.push(button(words, "button-skip", skip, Tone::Secondary));
    let mut second: Vec<Button> = reject_all(words, history, target).into_iter().collect();
    second.extend(reading(words, comment, laid_out.whole));
    second.extend(appeals(words, view));
    let mut rows = vec![Row::Buttons(first)];
    rows.extend(row(second));
    Reply { content: lines.join("\n"), cards: laid_out.cards, rows, ..Reply::default() }.privately()
}

fn nothing(words: Words, view: &QueueView, mut lines: Vec<String>) -> Reply {
    lines.push(match (view.waiting, view.filter == QueueFilter::default()) {
        (0, true) => words.say("queue-empty"),
        (0, false) => words.say("queue-empty-filter"),
        (all, _) if view.claimed >= all => words.say_with("queue-all-claimed", [("count", many(all))]),
        (_, _) => words.say_with("queue-only-skipped", [("claimed", many(view.claimed))]),
    });
    let again = ModerationAction::Queue { filter: view.filter, skip: None };
    let mut buttons = vec![button(words, "button-look-again", again, Tone::Secondary)];
    buttons.extend(appeals(words, view));
    Reply { content: lines.join("\n"), rows: vec![Row::Buttons(buttons)], ..Reply::default() }.privately()
}

/// "1 of 14 waiting, 2 with others, 1 appeal open · yours until 12:10"
fn position(words: Words, view: &QueueView, comment: &Comment) -> String {
    let counts = [("count", many(view.waiting)), ("claimed", many(view.claimed)), ("appeals", many(view.open_appeals))];
    let position = words.say_with("queue-position", counts);
    match comment.claim {
        Some(claim) => {
            let until = words.say_with("queue-claim", [("until", hour(claim.until).into())]);
            format!("{position} · {until}")
        }
        None => position,
    }
}

/// What the queue is narrowed to.
fn narrowed(words: Words, filter: QueueFilter) -> Option<String> {
    let article =
        filter.article.map(|id| words.say_with("article-number", [("number", Arg::Text(Safe::own(id.0.to_string())))]));
    let author = filter.author.map(|id| member(id).to_string());
    let verdict = match filter.verdict {
        Some(Verdict::Review) => Some(words.say("verdict-review")),
        Some(Verdict::Block) => Some(words.say("verdict-block")),
        Some(Verdict::Allow) | None => None,
    };
    let parts: Vec<String> = [article, author, verdict].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| words.say_with("queue-filter", [("filter", Arg::Text(Safe::own(parts.join(" · "))))]))
}

fn reject_all(words: Words, history: &AuthorHistory, target: Target) -> Option<Button> {
    let count = history.record.pending;
    (count > 1).then(|| {
        let mut button = button(words, "button-reject-all", ModerationAction::RejectAll(target), Tone::Danger);
        button.label = words.say_with("button-reject-all", [("count", count.into())]);
        button
    })
}

fn appeals(words: Words, view: &QueueView) -> Option<Button> {
    let action = ModerationAction::Appeals { after: None, filter: view.filter };
    (view.open_appeals > 0).then(|| {
        let mut button = button(words, "button-appeals", action, Tone::Secondary);
        button.label = words.say_with("button-appeals", [("count", many(view.open_appeals))]);
        button
    })
}

//! A member's own comments.

use super::{GLIMPSE, WHOLE, ago, at, button, card_title, choice, link, number, open_to_appeal, state, title, verdict};
use crate::desk::{AppealAgainst, Comment, CommentPage, Place};
use crate::moderation::CommentState;
use crate::responder::digest::{page_line, turning};
use crate::responder::escape::{quoted, quoted_lines};
use crate::responder::reply::{Button, Card, Reply, Row, Select, Tone};
use crate::responder::words::{Arg, Words};
use crate::responder::{Action, CommentAction, Safe, Show};

/// A page of them with where each stands, and a list to open one.
pub fn own_comments(words: Words, page: &CommentPage) -> Reply {
    if page.items.is_empty() {
        return Reply::private(format!("{}\n-# {}", words.say("own-none"), words.say("own-none-hint")));
    }
    let blocks: Vec<String> = page.items.iter().map(|comment| block(words, comment)).collect();
    let card = Card {
        title: Some(Safe::own(words.say("own-title"))),
        body: blocks.join("\n\n"),
        footer: page_line(words, page.page, page.pages),
        ..Card::default()
    };
    let turn = |page| Action::Comments(CommentAction::Mine { page, show: Show::InPlace });
    let mut rows: Vec<Row> = turning(words, page.page, page.pages, turn).into_iter().collect();
    rows.push(Row::Select(Select {
        action: Action::Comments(CommentAction::PickMine),
        placeholder: words.say("own-pick"),
        options: page
            .items
            .iter()
            .map(|c| choice(c, &format!("{} · {}", short_state(words, c), title(words, c))))
            .collect(),
        chosen: None,
    }));
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

fn block(words: Words, comment: &Comment) -> String {
    let name = Safe::clipped(&title(words, comment), 90);
    let mut lines =
        vec![format!("**{} · {name}** · {}", number(comment.id), ago(comment.revised_at)), state_line(words, comment)];
    lines.extend(verdict(words, comment, 80));
    let glimpse = Safe::clipped(&comment.text, GLIMPSE);
    lines.extend((!glimpse.as_str().is_empty()).then(|| quoted(&glimpse)));
    lines.join("\n")
}

fn state_line(words: Words, comment: &Comment) -> String {
    words.say_with("own-state", [("state", Arg::Text(Safe::own(state(words, comment))))])
}

/// The state for places that show no times.
fn short_state(words: Words, comment: &Comment) -> String {
    match comment.state {
        CommentState::Rejected => words.say("comment-state-rejected"),
        CommentState::Pending | CommentState::Approved | CommentState::Deleted => state(words, comment),
    }
}

/// One of them with its whole text and what can be done with it. Editing needs the server it
/// belongs to: what the checks and the mode there say of the author counts.
pub fn own_comment(words: Words, comment: &Comment, place: Place) -> Reply {
    let mut lines = vec![state_line(words, comment)];
    lines.extend(verdict(words, comment, 350));
    lines.push(format!("-# {}", written(words, comment)));
    let here = place.guild == Some(comment.guild);
    if !here && comment.state != CommentState::Deleted {
        lines.push(format!("-# {}", words.say("own-edit-elsewhere")));
    }
    let text = quoted_lines(&comment.text, WHOLE - 1_000);
    lines.extend((!text.is_empty()).then_some(text));
    let card = Card {
        author: Some(words.say_with("own-card", [("number", Arg::Text(number(comment.id)))])),
        title: Some(card_title(words, comment)),
        link: link(comment),
        body: lines.join("\n"),
        footer: None,
    };
    Reply { cards: vec![card], rows: vec![buttons(words, comment, here)], ..Reply::default() }.privately()
}

fn written(words: Words, comment: &Comment) -> String {
    let time = Arg::Text(at(comment.submitted_at));
    if comment.revision <= 1 {
        return words.say_with("own-written", [("time", time)]);
    }
    words.say_with("own-written-changed", [("time", time), ("changed", Arg::Text(at(comment.revised_at)))])
}

/// Edit · Delete · Appeal · My comments, as far as each makes sense; `here`: on its own server.
fn buttons(words: Words, comment: &Comment, here: bool) -> Row {
    let (id, revision) = (comment.id, comment.revision);
    let alive = comment.state != CommentState::Deleted;
    let edit = CommentAction::Edit { comment: id, revision };
    let edit = (alive && here).then(|| button(words, "button-comment-edit", edit, Tone::Primary));
    let delete = CommentAction::Delete { comment: id };
    let delete = alive.then(|| button(words, "button-comment-delete", delete, Tone::Danger));
    let appeal = open_to_appeal(comment).map(|decision| {
        let against = AppealAgainst::Decision(decision.id);
        button(words, "button-comment-appeal", CommentAction::Appeal { against }, Tone::Primary)
    });
    Row::Buttons([edit, delete, appeal, Some(mine(words))].into_iter().flatten().collect())
}

fn mine(words: Words) -> Button {
    button(words, "button-comment-mine", CommentAction::Mine { page: 0, show: Show::InPlace }, Tone::Secondary)
}

/// Asks once before a comment goes.
pub fn delete_question(words: Words, comment: &Comment) -> Reply {
    let question = words.say_with("delete-question", [("number", Arg::Text(number(comment.id)))]);
    let card =
        Card { title: Some(card_title(words, comment)), body: quoted_lines(&comment.text, WHOLE), ..Card::default() };
    let yes = CommentAction::Erase { comment: comment.id };
    let no = CommentAction::Own { comment: comment.id };
    let rows = vec![Row::Buttons(vec![
        button(words, "button-comment-erase", yes, Tone::Danger),
        button(words, "button-comment-keep", no, Tone::Secondary),
    ])];
    let cards = if card.body.is_empty() { Vec::new() } else { vec![card] };
    Reply { content: question, cards, rows, ..Reply::default() }.privately()
}

/// It is gone.
pub fn comment_deleted(words: Words, comment: &Comment) -> Reply {
    let content = words.say_with("delete-done", [("number", Arg::Text(number(comment.id)))]);
    Reply { rows: vec![Row::Buttons(vec![mine(words)])], ..Reply::private(content) }
}

//! Comments as members see them: forms, receipts, lists, refusals, appeals, their own data.
//!
//! Owns the members' words only; what moderators see stands in its own module.

mod appeals;
mod forms;
mod own;
mod privacy;
mod published;
mod receipt;
mod refusals;

pub use appeals::{appealable, appealed};
pub use forms::{Addressee, appeal_prompt, comment_prompt, edit_prompt};
pub use own::{comment_deleted, delete_question, own_comment, own_comments};
pub use privacy::{erase_question, erased, kept, personal_data};
pub use published::{comment_page, published_comment};
pub use receipt::comment_receipt;
pub use refusals::{comment_refusal, given_back, recovered, with_another_try, worth_another_try};

use super::escape::plain;
use super::reply::{Button, Choice, Tone};
use super::values;
use super::words::{Arg, Words};
use super::{Action, CommentAction, Safe, clip};
use crate::desk::{AppealState, Comment, CommentId, Decision, Reason, Ruling};
use crate::moderation::CommentState;
use jiff::Timestamp;

/// A comment's text in a card of its own; with what stands around it, below 4,096 units.
const WHOLE: usize = 3_000;
/// One of five comments in a list.
const LISTED: usize = 560;
/// One of five own comments in a list, on one line.
const GLIMPSE: usize = 180;

/// "#12", as members and moderators speak of a comment.
fn number(id: CommentId) -> Safe {
    Safe::own(format!("#{}", id.0))
}

/// Day and time, in the reader's own language and time zone.
fn at(at: Timestamp) -> Safe {
    Safe::own(format!("<t:{}:f>", at.as_second()))
}

/// "3 hours ago", counted by the reader's own client.
fn ago(at: Timestamp) -> Safe {
    Safe::own(format!("<t:{}:R>", at.as_second()))
}

/// What the article of a comment is called. Untrusted.
fn title(words: Words, comment: &Comment) -> String {
    let known = comment.article_title.as_ref().or(comment.article_address.as_ref());
    known.cloned().unwrap_or_else(|| words.say("untitled-text"))
}

fn card_title(words: Words, comment: &Comment) -> Safe {
    Safe::clipped(&title(words, comment), super::budget::TITLE)
}

fn link(comment: &Comment) -> Option<String> {
    values::web_link(comment.article_address.as_deref()?)
}

/// Who wrote it, for places without Markdown. Untrusted.
fn author(words: Words, comment: &Comment) -> String {
    let name = plain(&comment.persona.name, 80);
    if name.is_empty() || comment.author.is_none() { words.say("comment-nobody") } else { name }
}

/// Where a comment stands, as its author is told; no full stop at the end.
fn state(words: Words, comment: &Comment) -> String {
    match (comment.state, comment.shown) {
        (CommentState::Pending, None) => words.say("comment-state-waits"),
        (CommentState::Pending, Some(_)) => words.say("comment-state-edit-waits"),
        (CommentState::Approved, _) => words.say("comment-state-published"),
        (CommentState::Deleted, _) => words.say("comment-state-deleted"),
        (CommentState::Rejected, _) => match &comment.decision {
            Some(decision) => words.say_with("comment-state-rejected-at", [("time", Arg::Text(ago(decision.at)))]),
            None => words.say("comment-state-rejected"),
        },
    }
}

/// Why it was turned down and what became of an appeal: lines to stand below the state.
fn verdict(words: Words, comment: &Comment, most: usize) -> Vec<String> {
    let decision = comment.decision.as_ref().filter(|_| comment.state == CommentState::Rejected);
    let mut lines = Vec::new();
    if let Some(reason) = decision.and_then(|d| d.reason.as_ref()) {
        lines.extend(reason_lines(words, reason, most));
    }
    if let Some(appeal) = decision.and_then(|d| d.appeal.as_ref()) {
        lines.push(words.say(match appeal.state {
            AppealState::Open => "comment-appeal-open",
            AppealState::Granted => "comment-appeal-granted",
            AppealState::Denied => "comment-appeal-denied",
            AppealState::Moot => "comment-appeal-moot",
        }));
        if !appeal.answer.is_empty() {
            lines.push(said(words, "comment-reason-words", &appeal.answer, most));
        }
    }
    lines
}

/// The reason, the rule, and what the moderator wrote, as far as they are given.
fn reason_lines(words: Words, reason: &Reason, most: usize) -> Vec<String> {
    let parts = [
        ("comment-reason", &reason.label),
        ("comment-reason-rule", &reason.rule),
        ("comment-reason-words", &reason.words),
    ];
    let given = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    given.map(|(key, text)| said(words, key, text, most)).collect()
}

fn said(words: Words, key: &str, text: &str, most: usize) -> String {
    words.say_with(key, [("text", Arg::Text(Safe::clipped(text, most)))])
}

/// The rejection that can still be appealed: of the latest text, and not appealed before.
fn open_to_appeal(comment: &Comment) -> Option<&Decision> {
    let decision = comment.decision.as_ref().filter(|_| comment.state == CommentState::Rejected)?;
    let open = decision.ruling == Ruling::Reject && decision.revision == comment.revision && decision.appeal.is_none();
    open.then_some(decision)
}

fn button(words: Words, key: &str, action: CommentAction, tone: Tone) -> Button {
    Button { label: words.say(key), action: Action::Comments(action), tone }
}

/// An entry of a list of comments: its number is sent; its number and some words are read.
fn choice(comment: &Comment, about: &str) -> Choice {
    let label = clip(&format!("#{} · {}", comment.id.0, plain(about, 100)), super::budget::CHOICE);
    Choice { label, value: comment.id.0.to_string() }
}

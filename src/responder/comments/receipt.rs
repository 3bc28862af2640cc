//! What an author is told at once.

use super::{WHOLE, button, card_title, link, number, state};
use crate::desk::{Comment, Receipt};
use crate::moderation::{Check, CommentState};
use crate::responder::escape::quoted_lines;
use crate::responder::reply::{Card, Reply, Row, Tone};
use crate::responder::words::{Arg, Words};
use crate::responder::{CommentAction, Safe, Show};
use std::collections::BTreeSet;

/// The comment's number, where it stands, and what the author may want to change.
pub fn comment_receipt(words: Words, receipt: &Receipt) -> Reply {
    let comment = &receipt.comment;
    let mut content = sentence(words, receipt);
    let hint = match comment.state {
        CommentState::Pending => Some("receipt-hint-waits"),
        CommentState::Approved | CommentState::Rejected | CommentState::Deleted => None,
    };
    for note in personal_note(words, comment).into_iter().chain(hint.map(|key| words.say(key))) {
        content.push_str("\n-# ");
        content.push_str(&note);
    }
    if comment.state == CommentState::Deleted {
        return Reply::private(content);
    }
    let card = Card {
        title: Some(card_title(words, comment)),
        link: link(comment),
        body: quoted_lines(&comment.text, WHOLE),
        ..Card::default()
    };
    Reply { content, cards: vec![card], rows: vec![buttons(words, comment)], ..Reply::default() }.privately()
}

fn sentence(words: Words, receipt: &Receipt) -> String {
    let comment = &receipt.comment;
    let ahead = Arg::Count(usize::try_from(receipt.ahead).unwrap_or(usize::MAX));
    let name = Arg::Text(number(comment.id));
    match (comment.state, comment.shown) {
        (CommentState::Pending, None) => words.say_with("receipt-waits", [("number", name), ("ahead", ahead)]),
        (CommentState::Pending, Some(_)) => words.say_with("receipt-edit-waits", [("number", name), ("ahead", ahead)]),
        (CommentState::Approved, _) => words.say_with("receipt-published", [("number", name)]),
        (CommentState::Rejected | CommentState::Deleted, _) => {
            let state = Arg::Text(Safe::own(state(words, comment)));
            words.say_with("receipt-state", [("number", name), ("state", state)])
        }
    }
}

/// Which of the author's own data stand in the text, where there are any.
fn personal_note(words: Words, comment: &Comment) -> Option<String> {
    let findings = comment.checked.findings.iter().filter(|finding| finding.check == Check::PersonalData);
    let kinds: BTreeSet<&str> = findings.map(|finding| personal_key(&finding.kind)).collect();
    let named: Vec<String> = kinds.into_iter().map(|key| words.say(key)).collect();
    let what = Arg::Text(Safe::own(named.join(", ")));
    (!named.is_empty()).then(|| words.say_with("receipt-personal", [("what", what)]))
}

fn personal_key(kind: &str) -> &'static str {
    match kind {
        "email" => "receipt-personal-email",
        "phone" => "receipt-personal-phone",
        "card" => "receipt-personal-card",
        "iban" => "receipt-personal-iban",
        "ssn" => "receipt-personal-ssn",
        "ip" => "receipt-personal-ip",
        _ => "receipt-personal-other",
    }
}

/// Edit · Delete · My comments.
fn buttons(words: Words, comment: &Comment) -> Row {
    let (id, revision) = (comment.id, comment.revision);
    Row::Buttons(vec![
        button(words, "button-comment-edit", CommentAction::Edit { comment: id, revision }, Tone::Primary),
        button(words, "button-comment-delete", CommentAction::Delete { comment: id }, Tone::Danger),
        button(words, "button-comment-mine", CommentAction::Mine { page: 0, show: Show::InPlace }, Tone::Secondary),
    ])
}

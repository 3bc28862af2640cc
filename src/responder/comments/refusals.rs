//! Why a member's wish is not granted; and their words back, so that nothing typed is lost.

use super::{at, button, number, state};
use crate::desk::{Appeal, AppealState, Ban, Comment, CommentError, LONGEST_APPEAL};
use crate::moderation::LONGEST_COMMENT;
use crate::responder::errors::{hinted, refusal, unexpected};
use crate::responder::escape::{quoted_whole, unquoted};
use crate::responder::reply::{Attachment, Card, Reply, Row, Tone};
use crate::responder::words::{Arg, Words};
use crate::responder::{CommentAction, Reference, Safe, units};
use jiff::SignedDuration;

/// A card's body, where nothing else stands in it.
const BODY: usize = 4_000;
/// Longer words come back as a file too.
const SHORT: usize = 1_000;
const FEW_LINES: usize = 20;

/// The reason in a sentence, a hint where there is one, and the reference.
pub fn comment_refusal(words: Words, error: &CommentError, reference: Reference) -> Reply {
    let (sentence, hint) = match error {
        CommentError::Article(why) => return refusal(words, why, reference),
        CommentError::Unexpected(_) => return unexpected(words, reference),
        CommentError::TooLong(characters) => too_long(words, *characters),
        CommentError::Banned(ban) => banned(words, ban),
        CommentError::TooOften { wait } => (words.say("refused-too-often"), Some(too_often(words, *wait))),
        CommentError::Changed(comment) => changed(words, comment),
        CommentError::AppealedBefore(appeal) => appealed_before(words, appeal),
        CommentError::NotOnAServer => plainly(words, "refused-not-on-a-server"),
        CommentError::NotSetUp => plainly(words, "refused-not-set-up"),
        CommentError::Empty => plainly(words, "refused-empty"),
        CommentError::Full => plainly(words, "refused-full"),
        CommentError::Unknown => plainly(words, "refused-unknown"),
        CommentError::NothingToAppeal => plainly(words, "refused-nothing-to-appeal"),
    };
    hinted(&sentence, hint.as_deref(), reference)
}

/// Whether the same words may be taken another time, or from another form.
pub const fn worth_another_try(error: &CommentError) -> bool {
    match error {
        CommentError::TooLong(_)
        | CommentError::TooOften { .. }
        | CommentError::Full
        | CommentError::Changed(_)
        | CommentError::Unexpected(_) => true,
        CommentError::Article(_)
        | CommentError::NotOnAServer
        | CommentError::NotSetUp
        | CommentError::Empty
        | CommentError::Banned(_)
        | CommentError::Unknown
        | CommentError::AppealedBefore(_)
        | CommentError::NothingToAppeal => false,
    }
}

/// The same reply with a button that opens the form again.
pub fn with_another_try(words: Words, mut reply: Reply, form: CommentAction) -> Reply {
    reply.rows.push(Row::Buttons(vec![button(words, "button-comment-again", form, Tone::Primary)]));
    reply
}

/// What a reply gave back, from the body of its card.
pub fn recovered(body: &str) -> String {
    unquoted(body)
}

/// The same reply with what the member had written: in the message as far as it fits, and as a
/// file where that would be tedious to copy.
pub fn given_back(words: Words, mut reply: Reply, written: &str) -> Reply {
    if written.trim().is_empty() {
        return reply;
    }
    if let Some(body) = quoted_whole(written, BODY) {
        let title = Some(Safe::own(words.say("given-back-title")));
        reply.cards.push(Card { title, body, ..Card::default() });
    }
    if reply.cards.is_empty() || units(written) > SHORT || written.lines().count() > FEW_LINES {
        reply.content = format!("{}\n{}", reply.content, words.say("given-back-file"));
        reply.files.push(Attachment { name: "your-words.txt".to_owned(), bytes: written.as_bytes().to_vec() });
    }
    reply
}

fn plainly(words: Words, key: &str) -> (String, Option<String>) {
    (words.say(key), words.find(&format!("{key}-hint")))
}

fn too_long(words: Words, characters: usize) -> (String, Option<String>) {
    let sentence = words.say_with("refused-too-long", [("count", characters.into())]);
    let most = [("comment", LONGEST_COMMENT.into()), ("appeal", LONGEST_APPEAL.into())];
    (sentence, Some(words.say_with("refused-too-long-hint", most)))
}

fn banned(words: Words, ban: &Ban) -> (String, Option<String>) {
    let sentence = match ban.until {
        Some(until) => words.say_with("refused-banned-until", [("time", Arg::Text(at(until)))]),
        None => words.say("refused-banned"),
    };
    let reason = Safe::clipped(&ban.reason, 300);
    let mut hints = Vec::new();
    if !reason.as_str().is_empty() {
        hints.push(words.say_with("refused-banned-reason", [("reason", Arg::Text(reason))]));
    }
    hints.push(words.say(match ban.appeal.as_ref().map(|appeal| appeal.state) {
        None => "refused-banned-hint",
        Some(state) => appeal_key(state),
    }));
    (sentence, Some(hints.join(" ")))
}

const fn appeal_key(state: AppealState) -> &'static str {
    match state {
        AppealState::Open => "comment-appeal-open",
        AppealState::Granted => "comment-appeal-granted",
        AppealState::Denied => "comment-appeal-denied",
        AppealState::Moot => "comment-appeal-moot",
    }
}

/// "in 40 seconds", "in 7 minutes", "in 3 hours": never sooner than it is.
fn too_often(words: Words, wait: SignedDuration) -> String {
    let whole = usize::try_from(wait.as_secs()).unwrap_or_default();
    let seconds = (whole + usize::from(wait.subsec_nanos() > 0)).max(1);
    let (key, count) = match seconds {
        ..=90 => ("refused-wait-seconds", seconds),
        91..=5_400 => ("refused-wait-minutes", seconds.div_ceil(60)),
        _ => ("refused-wait-hours", seconds.div_ceil(3_600)),
    };
    words.say_with(key, [("count", count.into())])
}

fn changed(words: Words, comment: &Comment) -> (String, Option<String>) {
    let sentence = words.say_with("refused-changed", [("number", Arg::Text(number(comment.id)))]);
    let state = Arg::Text(Safe::own(state(words, comment)));
    (sentence, Some(words.say_with("refused-changed-now", [("state", state)])))
}

fn appealed_before(words: Words, appeal: &Appeal) -> (String, Option<String>) {
    let sentence = words.say_with("refused-appealed-before", [("time", Arg::Text(at(appeal.filed_at)))]);
    (sentence, Some(words.say(appeal_key(appeal.state))))
}

//! Why a moderator's or an administrator's wish is not granted: one plain sentence each.

use super::super::errors::with_reference;
use super::super::reply::Reply;
use super::super::words::Words;
use super::super::{Reference, Seat};
use super::{member, number, relative, somebody};
use crate::desk::{Appeal, AppealState, Comment, ModerationError, Ruling};

/// Why a wish is not granted, in words, for the moderator or administrator alone.
pub fn moderation_refusal(words: Words, error: &ModerationError, reference: Reference) -> Reply {
    if let ModerationError::Unexpected(_) = error {
        return super::super::unexpected(words, reference);
    }
    let (key, sentence) = sentence(words, error, Seat::Card);
    with_reference(words, key, &sentence, reference)
}

/// The sentence alone, for where the work goes on below it.
pub fn moderation_note(words: Words, error: &ModerationError, seat: Seat) -> String {
    sentence(words, error, seat).1
}

fn sentence(words: Words, error: &ModerationError, seat: Seat) -> (&'static str, String) {
    let plain = |key| (key, words.say(key));
    match error {
        ModerationError::NotAModerator => plain("error-not-a-moderator"),
        ModerationError::NotAnAdministrator => plain("error-not-an-administrator"),
        ModerationError::NotSetUp => plain("error-comments-not-set-up"),
        ModerationError::OwnComment => plain("error-own-comment"),
        ModerationError::Decided(comment) => ("error-decided", decided(words, comment)),
        ModerationError::Edited(comment) => {
            let key = if seat == Seat::Card { "error-edited" } else { "error-edited-below" };
            (key, words.say_with(key, [("number", number(comment.id).into())]))
        }
        ModerationError::Deleted(comment) => {
            ("error-comment-deleted", words.say_with("error-comment-deleted", [("number", number(comment.id).into())]))
        }
        ModerationError::Unknown => plain("error-nothing-of-that-kind"),
        ModerationError::OwnDecision(_) => plain("error-own-decision"),
        ModerationError::AppealClosed(appeal) => ("error-appeal-closed", closed(words, appeal)),
        ModerationError::SettingsRace => plain("error-settings-race"),
        ModerationError::Invalid(kind) => ("error-invalid", invalid(words, kind)),
        ModerationError::Unexpected(_) => plain("error-unexpected"),
    }
}

/// "Somebody decided first: @mod2 rejected #12 two minutes ago."
fn decided(words: Words, comment: &Comment) -> String {
    let id = number(comment.id);
    let Some(decision) = &comment.decision else {
        return words.say_with("error-decided", [("number", id.into())]);
    };
    let Some(who) = decision.by else {
        return words
            .say_with("error-decided-by-mode", [("number", id.into()), ("when", relative(decision.at).into())]);
    };
    let args =
        [("who", somebody(words, Some(who)).into()), ("number", id.into()), ("when", relative(decision.at).into())];
    match decision.ruling {
        Ruling::Approve => words.say_with("error-decided-approved", args),
        Ruling::Reject => words.say_with("error-decided-rejected", args),
    }
}

fn closed(words: Words, appeal: &Appeal) -> String {
    let (Some(who), Some(when)) = (appeal.decided_by, appeal.decided_at) else {
        return words.say("error-appeal-closed");
    };
    let args = [("who", member(who).into()), ("when", relative(when).into())];
    match appeal.state {
        AppealState::Granted => words.say_with("error-appeal-granted", args),
        AppealState::Denied => words.say_with("error-appeal-denied", args),
        AppealState::Open | AppealState::Moot => words.say("error-appeal-closed"),
    }
}

/// The sentence for what cannot be used, by its kind.
fn invalid(words: Words, kind: &str) -> String {
    words.find(&format!("invalid-{}", kind.replace('_', "-"))).unwrap_or_else(|| words.say("error-invalid"))
}

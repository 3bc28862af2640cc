//! The settings in words, what waits, and what is wrong with its remedy.

use super::{card, first_settings, language_model, limits, plain_number};
use crate::desk::{Errand, Status};
use crate::responder::Safe;
use crate::responder::reply::Reply;
use crate::responder::words::Words;
use std::collections::BTreeMap;

/// Causes told apart; what is rarer is counted only.
const MOST_CAUSES: usize = 8;

/// How things stand on the server.
pub fn status(words: Words, status: &Status) -> Reply {
    let settings = &status.settings.settings;
    let mut body = first_settings(words, settings);
    body.extend(limits(words, settings));
    body.push(language_model(words, settings, status.model.as_deref()));
    body.push(String::new());
    body.extend(waiting(words, status));
    body.extend(troubles(words, status));
    card(words.say("setup-status-title"), &body, Vec::new())
}

fn waiting(words: Words, status: &Status) -> Vec<String> {
    let figures = &status.figures;
    let count = usize::try_from(figures.waiting).unwrap_or(usize::MAX);
    let oldest = figures.oldest.map(|at| Safe::own(format!("<t:{}:f>", at.as_second())));
    let mut lines = vec![match oldest {
        Some(oldest) if count > 0 => {
            words.say_with("setup-status-waiting", [("count", count.into()), ("since", oldest.into())])
        }
        Some(_) | None => words.say("setup-status-nothing-waits"),
    }];
    if figures.appeals_open > 0 {
        lines.push(words.say_with("setup-status-appeals", [("count", plain_number(figures.appeals_open))]));
    }
    if figures.errands > 0 {
        lines.push(words.say_with("setup-status-errands", [("count", plain_number(figures.errands))]));
    }
    lines
}

/// What cannot be delivered, by its cause, each with what helps.
fn troubles(words: Words, status: &Status) -> Vec<String> {
    let mut causes: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (errand, cause) in &status.figures.stuck {
        let entry = causes.entry(cause).or_default();
        entry.0 += 1;
        entry.1 |= is_for_moderators(*errand);
    }
    if causes.is_empty() {
        return vec![words.say("setup-status-delivered")];
    }
    let mut lines = vec![words.say("setup-status-stuck")];
    for (cause, (count, for_moderators)) in causes.iter().take(MOST_CAUSES) {
        let remedy = remedy(words, cause, *for_moderators);
        lines.push(format!("- {}", words.say_with("setup-stuck-count", [("count", (*count).into())]) + " " + &remedy));
    }
    lines
}

const fn is_for_moderators(errand: Errand) -> bool {
    match errand {
        Errand::Card(_) | Errand::AppealCard(_) | Errand::Alert(_) => true,
        Errand::Publication(_) | Errand::Outcome(_) | Errand::AppealOutcome(_) | Errand::BanNotice(_) => false,
    }
}

/// The cause as a sentence, with what helps.
fn remedy(words: Words, cause: &str, for_moderators: bool) -> String {
    match cause {
        "no_channel" => words.say("setup-stuck-no-channel"),
        "channel_gone" if for_moderators => words.say("setup-stuck-channel-gone"),
        "channel_gone" => words.say("setup-stuck-place-gone"),
        "message_gone" => words.say("setup-stuck-message-gone"),
        "closed" => words.say("setup-stuck-closed"),
        "refused" => words.say("setup-stuck-refused"),
        permission => words.say_with("setup-stuck-permission", [("permission", Safe::clipped(permission, 60).into())]),
    }
}

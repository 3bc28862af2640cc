//! The reasons moderators choose from.

use super::super::reply::Choice;
use super::super::words::{Locale, Words};
use super::super::{ReasonMark, Safe, clip};
use crate::desk::Reason;
use crate::moderation::{ReasonTemplate, Settings};

/// A list shows 25 entries; one is kept for what only some lists offer.
const MOST: usize = 24;
/// The reasons a server has before it writes its own.
const CODES: [&str; 7] = ["off_topic", "insult", "hate", "spam", "personal_data", "false_claim", "other"];
/// The entry for words without a reason.
pub(super) const WORDS_ALONE: &str = "-";

/// The reasons a server has before it writes its own, in a language.
pub fn default_reasons(words: Words) -> Vec<ReasonTemplate> {
    let template = |code: &&str| {
        let key = format!("reason-{}", code.replace('_', "-"));
        ReasonTemplate { code: (*code).to_owned(), label: words.say(&key), rule: words.say(&format!("{key}-rule")) }
    };
    CODES.iter().map(template).collect()
}

/// What a moderator chose, to be kept with the decision: in the server's language, because the
/// author reads it. `mark` is what a control carried; `own` what the moderator wrote besides.
pub fn reason(words: Words, settings: &Settings, mark: Option<ReasonMark>, own: &str) -> Option<Reason> {
    let own = own.trim().to_owned();
    let Some(mark) = mark else {
        return (!own.is_empty()).then(|| Reason { words: own, ..Reason::default() });
    };
    let chosen =
        templates(of_server(words, settings), settings).into_iter().find(|t| ReasonMark::of(&t.code) == mark)?;
    Some(Reason { code: chosen.code, label: chosen.label, rule: chosen.rule, words: own })
}

/// What a reason's code is called.
pub fn reason_label(words: Words, settings: &Settings, code: &str) -> String {
    if code.is_empty() {
        return words.say("reason-words-alone");
    }
    let known = templates(words, settings).into_iter().chain(default_reasons(words)).find(|t| t.code == code);
    Safe::clipped(&known.map_or_else(|| code.to_owned(), |template| template.label), 80).to_string()
}

/// What an entry of a list of reasons means; `Some(None)` for words alone.
pub fn chosen(value: &str) -> Option<Option<ReasonMark>> {
    if value == WORDS_ALONE { Some(None) } else { value.parse().ok().map(|mark| Some(ReasonMark(mark))) }
}

/// The entries of a list of reasons.
pub(super) fn choices(words: Words, settings: &Settings) -> Vec<Choice> {
    templates(words, settings)
        .into_iter()
        .map(|template| Choice {
            label: clip(&template.label, 100),
            value: ReasonMark::of(&template.code).0.to_string(),
        })
        .collect()
}

/// The label of a reason, for a form's title; not Markdown.
pub(super) fn label(words: Words, settings: &Settings, mark: ReasonMark) -> Option<String> {
    templates(words, settings).into_iter().find(|t| ReasonMark::of(&t.code) == mark).map(|template| template.label)
}

/// The server's own reasons or the usual ones: each code once, each with a label.
fn templates(words: Words, settings: &Settings) -> Vec<ReasonTemplate> {
    let mut kept: Vec<ReasonTemplate> = Vec::new();
    for template in &settings.reasons {
        let label = if template.label.trim().is_empty() { &template.code } else { &template.label };
        let again = kept.iter().any(|t| ReasonMark::of(&t.code) == ReasonMark::of(&template.code));
        if !label.trim().is_empty() && !again && kept.len() < MOST {
            kept.push(ReasonTemplate { label: label.trim().to_owned(), ..template.clone() });
        }
    }
    if kept.is_empty() { default_reasons(words) } else { kept }
}

fn of_server(words: Words, settings: &Settings) -> Words {
    settings.language.as_deref().map_or(words, |tag| Words::of(Locale::of(tag)))
}

//! What a letter says, and how it is known again in a channel's history.

use super::rest::Seen;
use crate::desk::{AppealAgainst, AppealId, BanId, CommentId, DecisionId, Letter, Notice};
use crate::discord::wire;
use crate::responder::{self, Action, CommentAction, Locale, ModerationAction, Reply, Target, Voice, Words};
use serde_json::Value;

/// The words of a letter.
pub(super) fn written(letter: &Letter<'_>, voice: Voice) -> Reply {
    let words = words_of(letter.settings);
    match letter.notice {
        Notice::Card { comment, history } => responder::comment_card(words, comment, history, letter.settings),
        Notice::Publication { comment, text } => responder::publication(words, comment, text, voice),
        Notice::Outcome { comment, decision, server, published } => {
            responder::outcome(words, comment, decision, server, *published)
        }
        Notice::AppealCard { appeal, comment, ban } => {
            responder::appeal_card(words, appeal, comment.as_deref(), ban.as_deref())
        }
        Notice::AppealOutcome { appeal, comment, server } => {
            responder::appeal_outcome(words, appeal, comment.as_deref(), server)
        }
        Notice::BanNotice { ban, server } => responder::ban_notice(words, ban, server),
        Notice::Alert { figures } => responder::alert(words, figures),
    }
}

/// The server's language; a member's own is not known outside interactions.
pub(super) fn words_of(settings: &crate::moderation::Settings) -> Words {
    Words::of(Locale::of(settings.language.as_deref().unwrap_or_default()))
}

/// The revision that the message shows.
pub(super) fn revision(notice: &Notice) -> u32 {
    match notice {
        Notice::Card { comment, .. } => comment.revision,
        Notice::Publication { comment, .. } => comment.shown.unwrap_or(comment.revision),
        Notice::Outcome { decision, .. } => decision.revision,
        Notice::AppealCard { .. } | Notice::AppealOutcome { .. } | Notice::BanNotice { .. } | Notice::Alert { .. } => 0,
    }
}

/// Whom or what a control is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Published(CommentId),
    Card(CommentId),
    Appeal(AppealId),
    Decision(DecisionId),
    Ban(BanId),
}

/// Whether a message is this letter, arrived earlier: its controls carry the letter's number, or
/// it says the same words.
pub(super) fn is_in(letter: &Letter<'_>, seen: &Seen) -> bool {
    let subject = subject(letter.notice);
    let carried = custom_ids(&seen.components);
    let about: Vec<Subject> = carried.iter().filter_map(|id| Action::parse(id).ok()).filter_map(about).collect();
    if !about.is_empty() || matches!(letter.notice, Notice::Publication { .. }) {
        return about.iter().any(|each| Some(*each) == subject);
    }
    says_the_same(&wire::message(&written(letter, Voice::Bot)), seen)
}

fn subject(notice: &Notice) -> Option<Subject> {
    match notice {
        Notice::Card { comment, .. } => Some(Subject::Card(comment.id)),
        Notice::Publication { comment, .. } => Some(Subject::Published(comment.id)),
        Notice::AppealCard { appeal, .. } => Some(Subject::Appeal(appeal.id)),
        Notice::Outcome { decision, .. } => Some(Subject::Decision(decision.id)),
        Notice::BanNotice { ban, .. } => Some(Subject::Ban(ban.id)),
        Notice::AppealOutcome { .. } | Notice::Alert { .. } => None,
    }
}

fn about(action: Action) -> Option<Subject> {
    match action {
        Action::Comments(CommentAction::Write { parent, .. }) => parent.map(Subject::Published),
        Action::Comments(CommentAction::Appeal { against }) => Some(match against {
            AppealAgainst::Decision(id) => Subject::Decision(id),
            AppealAgainst::Ban(id) => Subject::Ban(id),
        }),
        Action::Moderation(action) => about_card(action),
        Action::Comments(_)
        | Action::Setup(_)
        | Action::Digest { .. }
        | Action::Facts { .. }
        | Action::PickFacts { .. }
        | Action::FactKind { .. }
        | Action::Evidence { .. }
        | Action::Calendar { .. }
        | Action::Ask { .. }
        | Action::Articles { .. } => None,
    }
}

/// What a control of a moderators' card is about.
const fn about_card(action: ModerationAction) -> Option<Subject> {
    match action {
        ModerationAction::Approve(Target { comment, .. })
        | ModerationAction::Reject(Target { comment, .. })
        | ModerationAction::RejectFor(Target { comment, .. })
        | ModerationAction::RejectInWords(Target { comment, .. })
        | ModerationAction::RejectForm { target: Target { comment, .. }, .. }
        | ModerationAction::RejectAll(Target { comment, .. })
        | ModerationAction::RejectAllFor(Target { comment, .. })
        | ModerationAction::Ban(Target { comment, .. })
        | ModerationAction::BanFor(Target { comment, .. })
        | ModerationAction::BanForm { target: Target { comment, .. }, .. }
        | ModerationAction::History { comment, .. }
        | ModerationAction::Inspect { comment }
        | ModerationAction::WholeText { comment } => Some(Subject::Card(comment)),
        ModerationAction::Grant { appeal, .. } | ModerationAction::Deny { appeal, .. } => Some(Subject::Appeal(appeal)),
        ModerationAction::Queue { .. }
        | ModerationAction::Appeals { .. }
        | ModerationAction::Log(_)
        | ModerationAction::Bans { .. }
        | ModerationAction::Lift { .. } => None,
    }
}

/// The `custom_id` of every control, however deep.
fn custom_ids(components: &[Value]) -> Vec<String> {
    let mut found = Vec::new();
    for component in components {
        found.extend(component.get("custom_id").and_then(Value::as_str).map(ToOwned::to_owned));
        let inner = component.get("components").and_then(Value::as_array);
        found.extend(inner.map(|inner| custom_ids(inner)).unwrap_or_default());
    }
    found
}

/// Whether a message says what would be sent: its text, and its cards' titles and texts.
fn says_the_same(body: &Value, seen: &Seen) -> bool {
    let empty = Vec::new();
    let cards = body.get("embeds").and_then(Value::as_array).unwrap_or(&empty);
    let text = body.get("content").and_then(Value::as_str).unwrap_or_default();
    let part = |card: &Value, key: &str| card.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let same = |(a, b): (&Value, &Value)| ["title", "description"].iter().all(|key| part(a, key) == part(b, key));
    text.trim() == seen.content.trim() && cards.len() == seen.embeds.len() && cards.iter().zip(&seen.embeds).all(same)
}

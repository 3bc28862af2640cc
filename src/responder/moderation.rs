//! What moderators see: cards, dialogues, the queue, the log and figures.
//!
//! Owns the words of `locales/*/moderation.ftl`. Knows no clock: moments are written by the
//! reader's own client.

mod appeals;
mod bans;
mod card;
mod dialogue;
mod figures;
mod findings;
mod history;
mod log;
mod marked;
mod queue;
mod reasons;
mod refusal;

#[cfg(test)]
mod tests;

pub use appeals::{answer_prompt, appeal_card, appeal_decided, next_appeal};
pub use bans::{bans, unbanned};
pub use card::{comment_card, inspected, whole_text};
pub use dialogue::{Done, ban_prompt, ban_times, confirmed, reject_all_reasons, reject_prompt, reject_reasons};
pub use figures::mod_stats;
pub use history::author_history;
pub use log::mod_log;
pub use queue::queue;
pub use reasons::{chosen as parse_reason, default_reasons, reason, reason_label};
pub use refusal::{moderation_note, moderation_refusal};

use super::reply::{Button, Tone};
use super::words::{Arg, Words};
use super::{Action, ModerationAction, Safe};
use crate::desk::{CommentId, MemberId};
use jiff::Timestamp;

/// The longest name shown.
const NAME: usize = 64;
/// A sentence of somebody's in a line of a list.
const PHRASE: usize = 160;

/// A comment's number.
fn number(id: CommentId) -> Safe {
    Safe::own(id.0.to_string())
}

/// Somebody's name as the reader's own client writes it; notifies nobody.
fn member(id: MemberId) -> Safe {
    Safe::own(format!("<@{}>", id.0))
}

/// Who it was; somebody whose data were erased has no name any more.
fn somebody(words: Words, id: Option<MemberId>) -> Safe {
    id.map_or_else(|| Safe::own(words.say("mod-erased-member")), member)
}

/// A moment, with the hour.
fn moment(at: Timestamp) -> Safe {
    Safe::own(format!("<t:{}:f>", at.as_second()))
}

/// A moment as time passed or to come: "2 minutes ago".
fn relative(at: Timestamp) -> Safe {
    Safe::own(format!("<t:{}:R>", at.as_second()))
}

/// An hour of today.
fn hour(at: Timestamp) -> Safe {
    Safe::own(format!("<t:{}:t>", at.as_second()))
}

/// Words of a member's or a moderator's, on one line.
fn phrase(text: &str) -> Safe {
    Safe::clipped(text, PHRASE)
}

fn button(words: Words, key: &str, action: ModerationAction, tone: Tone) -> Button {
    Button { label: words.say(key), action: Action::Moderation(action), tone }
}

/// A count for a sentence.
fn many(count: u64) -> Arg {
    Arg::Count(usize::try_from(count).unwrap_or(usize::MAX))
}

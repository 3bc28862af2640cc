//! Results → replies: every word that a member sees, its order, its length and its escaping.
//!
//! Pure: knows the desk's results, and neither network, store, clock nor the chat platform's
//! client. Each reply is a named function; words stand in `locales/*.ftl`. Untrusted text enters
//! a reply through [`Safe`] alone.

mod action;
mod answer;
mod articles;
mod budget;
mod calendar;
mod commands;
mod comments;
mod digest;
mod drafted;
mod errors;
mod escape;
mod evidence;
mod facts;
mod help;
mod moderation;
mod notices;
mod reply;
mod setup;
mod values;
mod words;

#[cfg(test)]
mod tests;

pub use action::{
    Action, BanTime, CommentAction, ModerationAction, ReasonMark, Seat, SetupAction, Show, Target, UnknownAction,
};
pub use answer::{answer, ask_prompt};
pub use articles::{articles, choices};
pub use budget::{clip, units};
pub use calendar::calendar;
pub use commands::{Choices, Command, CommandSpec, Context, OptionKind, OptionSpec, TABLE};
pub use comments::{
    Addressee, appeal_prompt, appealable, appealed, comment_deleted, comment_page, comment_prompt, comment_receipt,
    comment_refusal, delete_question, edit_prompt, erase_question, erased, given_back, kept, own_comment, own_comments,
    personal_data, published_comment, recovered, with_another_try, worth_another_try,
};
pub use digest::digest;
pub use errors::{Reference, Slip, refusal, slip, unexpected, with_missing_permission};
pub use escape::Safe;
pub use evidence::evidence;
pub use facts::{fact_kind, facts};
pub use help::{Audience, commands_table, help};
pub use moderation::{
    Done, answer_prompt, appeal_card, appeal_decided, author_history, ban_prompt, ban_times, bans, comment_card,
    confirmed, default_reasons, inspected, mod_log, mod_stats, moderation_note, moderation_refusal, next_appeal,
    parse_reason, queue, reason, reason_label, reject_all_reasons, reject_prompt, reject_reasons, unbanned, whole_text,
};
pub use notices::{Voice, alert, appeal_outcome, ban_notice, outcome, publication, thread_name, thread_starter};
pub use reply::{
    Attachment, Button, Card, Choice, Field, FieldSize, PickKind, Picker, Prompt, Reply, Row, Select, Tone, Visibility,
};
pub use setup::{
    Lacks, ListChange, ListSlip, alerts_form, channel_refused, channel_unknown, chosen_check, chosen_language,
    chosen_mode, chosen_model_use, domain_list, domain_list_file, flood_form, list_changed, list_slip, more_settings,
    one_reason, overview, reason_form, reasons, retention_form, status, thresholds_form, word_list, word_list_file,
};
pub use words::{Locale, Words};

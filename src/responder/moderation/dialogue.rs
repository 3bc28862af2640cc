//! What a control opens before anything is done: reasons, times, forms. And the sentence after.

use super::super::budget::PROMPT;
use super::super::reply::{Choice, Field, FieldSize, Prompt, Reply, Row, Select, Tone};
use super::super::words::{Arg, Words};
use super::super::{Action, BanTime, ModerationAction, ReasonMark, Safe, Seat, Target, clip};
use super::card::{cards, standing};
use super::reasons::{self, WORDS_ALONE};
use super::{NAME, button, moment, number, somebody};
use crate::desk::{AuthorHistory, Ban, Comment, Reason};
use crate::moderation::Settings;

/// The longest words of a moderator's to an author.
const LONGEST_WORDS: u16 = 1_000;
/// The longest reason of a ban.
const LONGEST_BAN_REASON: u16 = 500;

/// The reasons to turn one comment down: a list that does it at once, and one that asks for words
/// besides.
pub fn reject_reasons(
    words: Words,
    comment: &Comment,
    history: &AuthorHistory,
    settings: &Settings,
    seat: Seat,
) -> Reply {
    let target = Target::of(comment, seat);
    let choices = reasons::choices(words, settings);
    let mut in_words = choices.clone();
    in_words.push(Choice { label: words.say("reason-words-alone"), value: WORDS_ALONE.to_owned() });
    let rows = vec![
        list(words, "reject-at-once", ModerationAction::RejectFor(target), choices),
        list(words, "reject-in-words", ModerationAction::RejectInWords(target), in_words),
    ];
    let question = words.say_with("reject-question", [("number", number(comment.id).into())]);
    dialogue(words, (comment, history, settings), seat, question, rows)
}

/// The reasons to turn down all that waits of one author. Choosing one is the confirmation.
pub fn reject_all_reasons(
    words: Words,
    comment: &Comment,
    history: &AuthorHistory,
    settings: &Settings,
    seat: Seat,
) -> Reply {
    let choices = reasons::choices(words, settings);
    let action = ModerationAction::RejectAllFor(Target::of(comment, seat));
    let rows = vec![list(words, "reject-all-now", action, choices)];
    let name = Safe::clipped(&comment.persona.name, NAME);
    let args = [("count", history.record.pending.into()), ("name", Arg::Text(name))];
    dialogue(words, (comment, history, settings), seat, words.say_with("reject-all-question", args), rows)
}

/// For how long an author is banned.
pub fn ban_times(words: Words, comment: &Comment, history: &AuthorHistory, settings: &Settings, seat: Seat) -> Reply {
    let choice = |time: BanTime| Choice { label: words.say(time_key(time)), value: time.name().to_owned() };
    let action = ModerationAction::BanFor(Target::of(comment, seat));
    let rows = vec![list(words, "ban-how-long", action, BanTime::ALL.map(choice).to_vec())];
    let args = [("name", Arg::Text(Safe::clipped(&comment.persona.name, NAME)))];
    dialogue(words, (comment, history, settings), seat, words.say_with("ban-question", args), rows)
}

/// In the queue a dialogue keeps the comment in sight and leads back to it.
fn dialogue(
    words: Words,
    (comment, history, settings): (&Comment, &AuthorHistory, &Settings),
    seat: Seat,
    question: String,
    mut rows: Vec<Row>,
) -> Reply {
    let Seat::Queue(filter) = seat else {
        return Reply { content: question, rows, ..Reply::default() }.privately();
    };
    let back = ModerationAction::Queue { filter, skip: None };
    rows.push(Row::Buttons(vec![button(words, "button-back", back, Tone::Secondary)]));
    let content = format!("{}\n{question}", standing(words, comment));
    let cards = cards(words, comment, history, settings).cards;
    Reply { content, cards, rows, ..Reply::default() }.privately()
}

fn list(words: Words, placeholder: &str, action: ModerationAction, options: Vec<Choice>) -> Row {
    let action = Action::Moderation(action);
    Row::Select(Select { action, placeholder: words.say(placeholder), options, chosen: None })
}

/// The form for words to the author.
pub fn reject_prompt(words: Words, settings: &Settings, target: Target, mark: Option<ReasonMark>) -> Prompt {
    let label = mark.and_then(|mark| reasons::label(words, settings, mark));
    let number = Arg::from(number(target.comment));
    let title = match label {
        Some(label) => {
            words.say_with("reject-title-reason", [("number", number), ("reason", Arg::Text(Safe::own(label)))])
        }
        None => words.say_with("reject-title", [("number", number)]),
    };
    Prompt {
        action: Action::Moderation(ModerationAction::RejectForm { target, reason: mark }),
        title: clip(&title, PROMPT),
        fields: vec![Field {
            name: "words",
            label: clip(&words.say("reject-words"), PROMPT),
            placeholder: clip(&words.say("reject-words-example"), 100),
            longest: LONGEST_WORDS,
            size: FieldSize::Paragraph,
            required: mark.is_none(),
            value: String::new(),
        }],
    }
}

/// The form for the reason of a ban.
pub fn ban_prompt(words: Words, target: Target, time: BanTime) -> Prompt {
    let args = [("number", number(target.comment).into()), ("time", Arg::Text(Safe::own(words.say(time_key(time)))))];
    Prompt {
        action: Action::Moderation(ModerationAction::BanForm { target, time }),
        title: clip(&words.say_with("ban-title", args), PROMPT),
        fields: vec![Field {
            name: "reason",
            label: clip(&words.say("ban-reason-label"), PROMPT),
            placeholder: clip(&words.say("ban-reason-example"), 100),
            longest: LONGEST_BAN_REASON,
            size: FieldSize::Paragraph,
            required: false,
            value: String::new(),
        }],
    }
}

const fn time_key(time: BanTime) -> &'static str {
    match time {
        BanTime::Hour => "ban-time-hour",
        BanTime::Day => "ban-time-day",
        BanTime::Week => "ban-time-week",
        BanTime::Month => "ban-time-month",
        BanTime::ForGood => "ban-time-good",
    }
}

/// What a moderator has just done.
#[derive(Debug, Clone, Copy)]
pub enum Done<'a> {
    Approved(&'a Comment),
    Rejected(&'a Comment, &'a Reason),
    /// So many comments of the author of this one.
    RejectedAll(&'a Comment, usize),
    Banned(&'a Ban),
}

/// The sentence for the moderator who did it.
pub fn confirmed(words: Words, done: Done<'_>) -> String {
    match done {
        Done::Approved(comment) => words.say_with("done-approved", [("number", number(comment.id).into())]),
        Done::Rejected(comment, reason) => {
            let reason = Arg::Text(Safe::own(super::history::in_words(words, reason)));
            words.say_with("done-rejected", [("number", number(comment.id).into()), ("reason", reason)])
        }
        Done::RejectedAll(comment, count) => {
            let name = Arg::Text(Safe::clipped(&comment.persona.name, NAME));
            words.say_with("done-rejected-all", [("count", count.into()), ("name", name)])
        }
        Done::Banned(ban) => {
            let who = Arg::from(somebody(words, Some(ban.member)));
            match ban.until {
                Some(until) => words.say_with("done-banned", [("who", who), ("until", moment(until).into())]),
                None => words.say_with("done-banned-for-good", [("who", who)]),
            }
        }
    }
}

//! What is posted without being asked for in that moment: published comments, what authors are
//! told of decisions, alerts.

use super::budget::units;
use super::escape::{lines, plain, quoted_lines};
use super::reply::{Button, Card, Reply, Row, Tone};
use super::words::{Arg, Words};
use super::{Action, CommentAction, Safe};
use crate::desk::{Appeal, AppealAgainst, AppealState, Ban, Comment, Decision, Figures, Reason, Ruling, Sent};
use jiff::Timestamp;

/// A message's text.
const CONTENT: usize = 2_000;
/// A card's text, with room for what stands below it.
const BODY: usize = 3_900;
/// A thread's name, in characters.
const THREAD: usize = 100;
/// A title within a sentence.
const TITLE: usize = 150;
/// A comment in a notice about it, and a rule.
const EXCERPT: usize = 600;
/// What a moderator wrote: whole, up to a thousand characters that each need an escape.
const WRITTEN: usize = 1_900;
const NAME: usize = 120;

/// As whom a comment is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The message bears the author's name and picture.
    Member,
    /// The bot says whose words they are.
    Bot,
}

/// An approved comment in its article's thread.
pub fn publication(words: Words, comment: &Comment, text: &str, voice: Voice) -> Reply {
    let name = match voice {
        Voice::Member => String::new(),
        Voice::Bot => format!("**{}**:\n", Safe::clipped(&comment.persona.name, NAME)),
    };
    let foot = format!("\n-# {}", place_line(words, comment));
    let rows = vec![Row::Buttons(vec![reply_button(words, comment)])];
    let whole = lines(text, BODY);
    if units(&name) + units(whole.as_str()) + units(&foot) <= CONTENT {
        return Reply { content: format!("{name}{whole}{foot}"), rows, ..Reply::default() };
    }
    let card = Card { body: format!("{whole}{foot}"), ..Card::default() };
    let content = name.trim_end().to_owned();
    Reply { content, cards: vec![card], rows, ..Reply::default() }
}

/// "Comment #12 · in reply to #7"
fn place_line(words: Words, comment: &Comment) -> String {
    let own = words.say_with("notice-number", [("number", number(comment.id.0))]);
    match comment.parent {
        Some(parent) => {
            let reply = words.say_with("notice-in-reply", [("number", number(parent.0))]);
            format!("{own} · {reply}")
        }
        None => own,
    }
}

fn reply_button(words: Words, comment: &Comment) -> Button {
    let action = Action::Comments(CommentAction::Write { article: comment.article, parent: Some(comment.id) });
    Button { label: words.say("notice-button-reply"), action, tone: Tone::Secondary }
}

/// The name of an article's thread.
pub fn thread_name(words: Words, comment: &Comment) -> String {
    let title = plain(&title(words, comment), THREAD);
    plain(&words.say_with("notice-thread", [("title", Arg::Text(Safe::own(title)))]), THREAD)
}

/// The message that an article's thread hangs below where there is no digest.
pub fn thread_starter(words: Words, comment: &Comment) -> Reply {
    let content = words.say_with("notice-starter", [("title", safe(&title(words, comment), TITLE))]);
    let action = Action::Comments(CommentAction::Write { article: comment.article, parent: None });
    let label = words.say("notice-button-comment");
    let rows = vec![Row::Buttons(vec![Button { label, action, tone: Tone::Secondary }])];
    Reply { content, rows, ..Reply::default() }
}

/// To the author: what was decided, why, and what can be done about it.
pub fn outcome(words: Words, comment: &Comment, decision: &Decision, server: &str, published: Option<Sent>) -> Reply {
    let (id, title, server) = (number(comment.id.0), safe(&title(words, comment), TITLE), server_name(words, server));
    let given = [("number", id), ("title", title), ("server", server)];
    match decision.ruling {
        Ruling::Approve => {
            let link = published.map_or_else(|| place_of(comment), |sent| link_to(comment, sent));
            let parts = [words.say_with("notice-approved", given), link];
            Reply { content: parts.join("\n"), ..Reply::default() }
        }
        Ruling::Reject => {
            let mut parts = vec![words.say_with("notice-rejected", given)];
            parts.extend(decision.reason.iter().flat_map(|reason| why(words, reason)));
            if !comment.text.is_empty() && comment.revision == decision.revision {
                parts.push(words.say("notice-your-words"));
                parts.push(quoted_lines(&comment.text, EXCERPT));
            }
            let may_appeal = decision.appeal.is_none();
            if may_appeal {
                parts.push(words.say("notice-may-appeal"));
            }
            let against = AppealAgainst::Decision(decision.id);
            let rows = may_appeal.then(|| appeal_row(words, against)).into_iter().collect();
            told(&parts, rows)
        }
    }
}

/// The parts as a message or, where they are too long for one, as a card.
fn told(parts: &[String], rows: Vec<Row>) -> Reply {
    let whole = parts.join("\n");
    if units(&whole) <= CONTENT {
        return Reply { content: whole, rows, ..Reply::default() };
    }
    Reply { cards: vec![Card { body: whole, ..Card::default() }], rows, ..Reply::default() }
}

/// The reason, the rule and the moderator's words, as far as there are any.
fn why(words: Words, reason: &Reason) -> Vec<String> {
    let mut parts = Vec::new();
    if !reason.label.is_empty() {
        parts.push(words.say_with("notice-reason", [("reason", safe(&reason.label, NAME))]));
    }
    if !reason.rule.is_empty() {
        parts.push(words.say_with("notice-rule", [("rule", safe(&reason.rule, EXCERPT))]));
    }
    if !reason.words.is_empty() {
        parts.push(words.say("notice-moderator-wrote"));
        parts.push(quoted_lines(&reason.words, WRITTEN));
    }
    parts
}

/// The message itself.
fn link_to(comment: &Comment, at: Sent) -> String {
    format!("https://discord.com/channels/{}/{}/{}", comment.guild.0, at.channel.0, at.message.0)
}

/// Where the comment is to be read: the message it was written below, else the channel.
fn place_of(comment: &Comment) -> String {
    let (guild, channel) = (comment.guild.0, comment.channel.0);
    match comment.below {
        Some(below) => format!("https://discord.com/channels/{guild}/{channel}/{}", below.0),
        None => format!("https://discord.com/channels/{guild}/{channel}"),
    }
}

fn appeal_row(words: Words, against: AppealAgainst) -> Row {
    let action = Action::Comments(CommentAction::Appeal { against });
    Row::Buttons(vec![Button { label: words.say("notice-button-appeal"), action, tone: Tone::Secondary }])
}

/// To the author: what became of the appeal.
pub fn appeal_outcome(words: Words, appeal: &Appeal, comment: Option<&Comment>, server: &str) -> Reply {
    let granted = appeal.state == AppealState::Granted;
    let server = server_name(words, server);
    let first = match comment {
        Some(comment) => {
            let (id, title) = (number(comment.id.0), safe(&title(words, comment), TITLE));
            if granted {
                words.say_with("notice-appeal-granted", [("number", id), ("title", title), ("server", server)])
            } else {
                words.say_with("notice-appeal-denied", [("number", id), ("title", title), ("server", server)])
            }
        }
        None if granted => words.say_with("notice-ban-appeal-granted", [("server", server)]),
        None => words.say_with("notice-ban-appeal-denied", [("server", server)]),
    };
    let mut parts = vec![first];
    if granted {
        parts.extend(comment.map(place_of));
    }
    if !appeal.answer.is_empty() {
        parts.push(words.say("notice-moderator-wrote"));
        parts.push(quoted_lines(&appeal.answer, WRITTEN));
    }
    told(&parts, Vec::new())
}

/// To the member: banned until when and why, or free to comment again.
pub fn ban_notice(words: Words, ban: &Ban, server: &str) -> Reply {
    let server = server_name(words, server);
    if ban.lifted_at.is_some() {
        let content = words.say_with("notice-ban-ended", [("server", server)]);
        return Reply { content, ..Reply::default() };
    }
    let first = match ban.until {
        Some(until) => words.say_with("notice-banned-until", [("server", server), ("until", instant(until))]),
        None => words.say_with("notice-banned-for-good", [("server", server)]),
    };
    let mut parts = vec![first];
    if !ban.reason.is_empty() {
        parts.push(words.say("notice-moderator-wrote"));
        parts.push(quoted_lines(&ban.reason, WRITTEN));
    }
    let may_appeal = ban.appeal.is_none();
    if may_appeal {
        parts.push(words.say("notice-may-appeal"));
    }
    told(&parts, may_appeal.then(|| appeal_row(words, AppealAgainst::Ban(ban.id))).into_iter().collect())
}

/// To the moderators' channel: what waits, and since when.
pub fn alert(words: Words, figures: &Figures) -> Reply {
    let waiting = usize::try_from(figures.waiting).unwrap_or(usize::MAX);
    let mut parts = vec![match figures.oldest {
        Some(oldest) => words.say_with("notice-alert", [("count", waiting.into()), ("since", instant(oldest))]),
        None => words.say_with("notice-alert-count", [("count", waiting.into())]),
    }];
    if figures.appeals_open > 0 {
        let appeals = usize::try_from(figures.appeals_open).unwrap_or(usize::MAX);
        parts.push(words.say_with("notice-alert-appeals", [("count", appeals.into())]));
    }
    parts.push(words.say("notice-alert-queue"));
    Reply { content: parts.join("\n"), ..Reply::default() }
}

/// A day and time, written by the reader's own client in its language and time zone.
fn instant(at: Timestamp) -> Arg {
    Arg::Text(Safe::own(format!("<t:{}:f>", at.as_second())))
}

/// What the article is called. Untrusted.
fn title(words: Words, comment: &Comment) -> String {
    let named = comment.article_title.as_ref().or(comment.article_address.as_ref());
    named.cloned().unwrap_or_else(|| words.say("untitled-text"))
}

fn server_name(words: Words, server: &str) -> Arg {
    if server.is_empty() { Arg::Text(Safe::own(words.say("notice-a-server"))) } else { safe(server, NAME) }
}

fn safe(untrusted: &str, most: usize) -> Arg {
    Arg::Text(Safe::clipped(untrusted, most))
}

/// A number without the thousands' marks of a language.
fn number(id: i64) -> Arg {
    Arg::Text(Safe::own(id.to_string()))
}

#[cfg(test)]
mod tests;

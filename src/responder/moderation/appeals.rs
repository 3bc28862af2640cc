//! Appeals: the card, the form for an answer, and one after the other.

use super::super::budget::{PROMPT, TITLE, clip};
use super::super::escape::quoted_lines;
use super::super::reply::{Button, Card, Field, FieldSize, Prompt, Reply, Row, Tone};
use super::super::values::web_link;
use super::super::words::Words;
use super::super::{Action, ModerationAction, Safe, Seat, Show};
use super::card::why;
use super::{NAME, button, member, moment, number, phrase, relative, somebody};
use crate::desk::{
    Appeal, AppealAgainst, AppealState, AppealView, Ban, Comment, Decision, LONGEST_APPEAL, QueueFilter,
};

/// Room for the comment, and for the author's words. Together with the rest below 6,000.
const COMMENT: usize = 2_400;
const APPEAL: usize = 2_000;

/// The card of an appeal in the moderators' channel.
pub fn appeal_card(words: Words, appeal: &Appeal, comment: Option<&Comment>, ban: Option<&Ban>) -> Reply {
    let rows = controls(words, appeal, comment, Seat::Card).map(Row::Buttons).into_iter().collect();
    let cards = frames(words, appeal, comment, ban);
    Reply { content: standing(words, appeal, comment), cards, rows, ..Reply::default() }
}

/// The next open appeal for one moderator alone, below what was just done.
pub fn next_appeal(words: Words, view: &AppealView, filter: QueueFilter, note: Option<&str>) -> Reply {
    let mut lines: Vec<String> = note.map(str::to_owned).into_iter().collect();
    let back = ModerationAction::Queue { filter, skip: None };
    let back = button(words, "button-queue", back, Tone::Secondary);
    let Some((appeal, comment, ban)) = &view.next else {
        lines.push(words.say("appeals-none"));
        let rows = vec![Row::Buttons(vec![back])];
        return Reply { content: lines.join("\n"), rows, ..Reply::default() }.privately();
    };
    lines.push(words.say_with("appeals-open", [("count", view.open.into())]));
    lines.push(standing(words, appeal, comment.as_ref()));
    let mut buttons = controls(words, appeal, comment.as_ref(), Seat::Queue(filter)).unwrap_or_default();
    if view.open > 1 {
        let next = ModerationAction::Appeals { after: Some(appeal.id), filter };
        buttons.push(button(words, "button-next-appeal", next, Tone::Secondary));
    }
    buttons.push(back);
    let cards = frames(words, appeal, comment.as_ref(), ban.as_ref());
    Reply { content: lines.join("\n"), cards, rows: vec![Row::Buttons(buttons)], ..Reply::default() }.privately()
}

/// The form for the answer to an appeal.
pub fn answer_prompt(words: Words, appeal: crate::desk::AppealId, grant: bool, seat: Seat) -> Prompt {
    let (action, title, label) = if grant {
        (ModerationAction::Grant { appeal, seat }, "appeal-grant-title", "appeal-grant-answer")
    } else {
        (ModerationAction::Deny { appeal, seat }, "appeal-deny-title", "appeal-deny-answer")
    };
    Prompt {
        action: Action::Moderation(action),
        title: clip(&words.say(title), PROMPT),
        fields: vec![Field {
            name: "answer",
            label: clip(&words.say(label), PROMPT),
            placeholder: clip(&words.say("appeal-answer-example"), 100),
            longest: u16::try_from(LONGEST_APPEAL).unwrap_or(u16::MAX),
            size: FieldSize::Paragraph,
            required: !grant,
            value: String::new(),
        }],
    }
}

/// The sentence for the moderator who decided.
pub fn appeal_decided(words: Words, appeal: &Appeal) -> String {
    let who = [("who", member(appeal.by).into())];
    match appeal.state {
        AppealState::Granted => words.say_with("done-granted", who),
        AppealState::Denied => words.say_with("done-denied", who),
        AppealState::Open | AppealState::Moot => words.say("appeal-moot"),
    }
}

/// Where the appeal stands, and who may decide it.
fn standing(words: Words, appeal: &Appeal, comment: Option<&Comment>) -> String {
    let args = |who| {
        [("who", somebody(words, who).into()), ("when", moment(appeal.decided_at.unwrap_or(appeal.filed_at)).into())]
    };
    match appeal.state {
        AppealState::Open => {
            let about = match comment {
                Some(comment) => words.say_with(
                    "appeal-waits-comment",
                    [
                        ("who", member(appeal.by).into()),
                        ("number", number(comment.id).into()),
                        ("when", relative(appeal.filed_at).into()),
                    ],
                ),
                None => words.say_with(
                    "appeal-waits-ban",
                    [("who", member(appeal.by).into()), ("when", relative(appeal.filed_at).into())],
                ),
            };
            format!("{about}\n{}", words.say("appeal-second"))
        }
        AppealState::Granted => words.say_with("appeal-granted", args(appeal.decided_by)),
        AppealState::Denied => words.say_with("appeal-denied", args(appeal.decided_by)),
        AppealState::Moot => words.say("appeal-moot"),
    }
}

/// The comment or the ban with the first decision, then the author's words, then the answer.
fn frames(words: Words, appeal: &Appeal, comment: Option<&Comment>, ban: Option<&Ban>) -> Vec<Card> {
    let mut cards = vec![match (comment, ban) {
        (Some(comment), _) => decided(words, appeal, comment),
        (None, Some(ban)) => banned(words, ban),
        (None, None) => Card { body: words.say("card-words-gone"), ..Card::default() },
    }];
    let mut body = quoted_lines(&appeal.words, APPEAL);
    if body.is_empty() {
        body = words.say("card-words-gone");
    }
    if !appeal.answer.trim().is_empty() {
        body.push_str("\n\n");
        body.push_str(&words.say_with("appeal-answer", [("answer", phrase(&appeal.answer).into())]));
    }
    cards.push(Card { title: Some(Safe::own(words.say("appeal-words"))), body, ..Card::default() });
    cards
}

fn decided(words: Words, appeal: &Appeal, comment: &Comment) -> Card {
    let title = comment.article_title.as_deref().or(comment.article_address.as_deref());
    let title = title.map_or_else(|| Safe::own(words.say("untitled-text")), |title| Safe::clipped(title, TITLE));
    let mut lines = vec![format!("**#{}** · {}", number(comment.id), Safe::clipped(&comment.persona.name, NAME))];
    lines.extend(first_decision(appeal, comment).map(|decision| {
        let args = [
            ("who", somebody(words, decision.by).into()),
            ("when", moment(decision.at).into()),
            ("reason", why(words, decision)),
        ];
        words.say_with("appeal-first-decision", args)
    }));
    let text = quoted_lines(&comment.text, COMMENT);
    lines.push(if text.is_empty() { words.say("card-words-gone") } else { text });
    Card {
        title: Some(title),
        link: comment.article_address.as_deref().and_then(web_link),
        body: lines.join("\n"),
        ..Card::default()
    }
}

/// The decision that is appealed, where the comment still carries it.
fn first_decision<'a>(appeal: &Appeal, comment: &'a Comment) -> Option<&'a Decision> {
    comment.decision.as_ref().filter(|decision| appeal.against == AppealAgainst::Decision(decision.id))
}

fn banned(words: Words, ban: &Ban) -> Card {
    let args = [("who", member(ban.by).into()), ("when", moment(ban.at).into())];
    let mut body = words.say_with("appeal-first-ban", args);
    body.push(' ');
    body.push_str(&match ban.until {
        Some(until) => words.say_with("ban-until", [("until", moment(until).into())]),
        None => words.say("ban-for-good"),
    });
    if !ban.reason.trim().is_empty() {
        body.push_str(&words.say_with("ban-reason", [("reason", phrase(&ban.reason).into())]));
    }
    Card { title: Some(Safe::own(words.say("appeal-ban-title"))), body, ..Card::default() }
}

/// Grant · Deny while it is open; the author's history where there is a comment to ask by.
fn controls(words: Words, appeal: &Appeal, comment: Option<&Comment>, seat: Seat) -> Option<Vec<Button>> {
    let mut buttons = Vec::new();
    if appeal.state == AppealState::Open {
        let appeal = appeal.id;
        buttons.push(button(words, "button-grant", ModerationAction::Grant { appeal, seat }, Tone::Success));
        buttons.push(button(words, "button-deny", ModerationAction::Deny { appeal, seat }, Tone::Danger));
    }
    buttons.extend(comment.map(|comment| {
        let history = ModerationAction::History { comment: comment.id, page: 0, show: Show::Anew };
        button(words, "button-history", history, Tone::Secondary)
    }));
    (!buttons.is_empty()).then_some(buttons)
}

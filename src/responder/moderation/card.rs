//! The card of a comment: where it stands, whose it is, what it says, what the checks found.

use super::super::budget::{FOOTER, TITLE, clip, units};
use super::super::reply::{Attachment, Button, Card, Reply, Row, Tone};
use super::super::values::web_link;
use super::super::words::{Arg, Words};
use super::super::{ModerationAction, Safe, Seat, Show, Target};
use super::findings::{advice, findings, scores, spans};
use super::history::{author, bans, in_words, record, rejections};
use super::marked::{Marked, marked};
use super::{button, hour, moment, number, relative, somebody};
use crate::desk::{AppealState, AuthorHistory, Comment, Decision, Ruling};
use crate::moderation::{CommentState, Settings};

/// Room for a comment's words. Where nothing else takes it, the longest comment fits whole.
const TEXT: std::ops::RangeInclusive<usize> = 2_000..=4_020;
/// Room for all cards; the platform's own limit is 6,000.
const CARDS: usize = 5_800;
/// Room for the rejections and for the bans named on a card; the rest is behind the button.
const NAMED: usize = 400;
/// Room for a language model's note.
const NOTE: usize = 400;

/// The card of a comment in the moderators' channel, with controls for what can still be done.
pub fn comment_card(words: Words, comment: &Comment, history: &AuthorHistory, settings: &Settings) -> Reply {
    let laid_out = cards(words, comment, history, settings);
    let target = Target::of(comment, Seat::Card);
    let mut rows = vec![Row::Buttons(decisions(words, comment, history, target))];
    rows.extend(row(reading(words, comment, laid_out.whole)));
    let content: Vec<String> =
        [Some(standing(words, comment)), claimed(words, comment)].into_iter().flatten().collect();
    Reply { content: content.join("\n"), cards: laid_out.cards, rows, ..Reply::default() }
}

/// Who works on it through the queue. The platform shows the hour; past it, anybody may take it.
fn claimed(words: Words, comment: &Comment) -> Option<String> {
    let claim = comment.claim.filter(|_| comment.state == CommentState::Pending)?;
    let args = [("who", somebody(words, Some(claim.by)).into()), ("until", hour(claim.until).into())];
    Some(words.say_with("card-claimed", args))
}

/// The same for one moderator alone, on request.
pub fn inspected(words: Words, comment: &Comment, history: &AuthorHistory, settings: &Settings) -> Reply {
    comment_card(words, comment, history, settings).privately()
}

/// A comment's words as a file: untouched, and whole.
pub fn whole_text(words: Words, comment: &Comment) -> Reply {
    let content = words.say_with("whole-text", [("number", number(comment.id).into())]);
    let file = Attachment { name: format!("comment-{}.txt", comment.id.0), bytes: comment.text.clone().into_bytes() };
    Reply { content, files: vec![file], ..Reply::default() }.privately()
}

/// The frames of a card, and whether the comment's words fitted.
pub(super) struct LaidOut {
    pub(super) cards: Vec<Card>,
    pub(super) whole: bool,
}

/// Article and author, the words, the findings.
pub(super) fn cards(words: Words, comment: &Comment, history: &AuthorHistory, settings: &Settings) -> LaidOut {
    let head = head(words, comment, history);
    let mut cards = vec![head];
    if comment.state == CommentState::Deleted {
        cards.push(Card { body: words.say("card-words-gone"), ..Card::default() });
        return LaidOut { cards, whole: true };
    }
    let checks = checks(words, comment, settings);
    let taken: usize = cards.iter().chain([&checks]).map(length).sum();
    let room = CARDS.saturating_sub(taken).clamp(*TEXT.start(), *TEXT.end());
    let Marked { body, whole } = marked(&comment.text, &spans(&comment.checked), room);
    let body = if body.is_empty() { words.say("card-words-gone") } else { body };
    cards.push(Card { body, ..Card::default() });
    cards.push(checks);
    LaidOut { cards, whole }
}

/// Characters that count towards the platform's limit over all cards.
fn length(card: &Card) -> usize {
    let title = card.title.as_ref().map_or(0, |title| units(title.as_str()));
    let small = card.author.iter().chain(&card.footer).map(|text| units(text)).sum::<usize>();
    title + small + units(&card.body)
}

fn head(words: Words, comment: &Comment, history: &AuthorHistory) -> Card {
    let title = comment.article_title.as_deref().or(comment.article_address.as_deref());
    let title = title.map_or_else(|| Safe::own(words.say("untitled-text")), |title| Safe::clipped(title, TITLE));
    let mut lines = vec![author(words, comment), record(words, history)];
    lines.extend(rejections(words, history, NAMED));
    lines.extend(bans(words, history, NAMED));
    if let Some(note) = comment.note.as_deref().filter(|_| comment.state != CommentState::Deleted) {
        lines.push(words.say_with("card-note", [("note", Safe::clipped(note, NOTE).into())]));
    }
    if let Some(parent) = comment.parent {
        lines.push(words.say_with("card-answers", [("number", number(parent).into())]));
    }
    Card {
        title: Some(title),
        link: comment.article_address.as_deref().and_then(web_link),
        body: lines.join("\n"),
        ..Card::default()
    }
}

fn checks(words: Words, comment: &Comment, settings: &Settings) -> Card {
    let advice = advice(words, comment.checked.verdict());
    let title = words.say_with("card-checks", [("advice", Arg::Text(Safe::own(advice)))]);
    Card {
        title: Some(Safe::own(clip(&title, TITLE))),
        body: findings(words, &comment.text, &comment.checked),
        footer: Some(clip(&scores(words, &comment.checked, settings), FOOTER)),
        ..Card::default()
    }
}

/// Where a comment stands, in one or two sentences: who decided, when and why.
pub(super) fn standing(words: Words, comment: &Comment) -> String {
    let mut lines = vec![match comment.state {
        CommentState::Pending => waiting(words, comment),
        CommentState::Approved | CommentState::Rejected => decided(words, comment),
        CommentState::Deleted => words.say_with("card-deleted", [("number", number(comment.id).into())]),
    }];
    let earlier = comment.decision.as_ref().filter(|decision| {
        comment.state == CommentState::Pending && decision.ruling == Ruling::Reject && decision.by.is_some()
    });
    lines.extend(earlier.map(|decision| {
        let args = [
            ("revision", decision.revision.into()),
            ("who", somebody(words, decision.by).into()),
            ("reason", why(words, decision)),
        ];
        words.say_with("card-earlier", args)
    }));
    lines.join("\n")
}

/// A revision that waits, and what is to be seen meanwhile.
fn waiting(words: Words, comment: &Comment) -> String {
    let key = match (comment.shown, comment.revision) {
        (Some(_), _) => "card-edit-waits",
        (None, 1) => "card-waits",
        (None, _) => "card-revision-waits",
    };
    let args = [
        ("number", number(comment.id).into()),
        ("revision", comment.revision.into()),
        ("when", relative(comment.revised_at).into()),
    ];
    words.say_with(key, args)
}

fn decided(words: Words, comment: &Comment) -> String {
    let number = number(comment.id);
    let Some(decision) = &comment.decision else {
        return words.say_with("card-decided", [("number", number.into())]);
    };
    let granted = decision.appeal.as_ref().filter(|appeal| appeal.state == AppealState::Granted);
    let line = match (decision.ruling, decision.by, granted) {
        (Ruling::Reject, _, Some(appeal)) => words.say_with(
            "card-granted",
            [
                ("number", number.into()),
                ("who", somebody(words, appeal.decided_by).into()),
                ("when", moment(appeal.decided_at.unwrap_or(decision.at)).into()),
            ],
        ),
        (Ruling::Approve, None, _) => {
            words.say_with("card-passed", [("number", number.into()), ("when", moment(decision.at).into())])
        }
        (Ruling::Approve, Some(_), _) => words.say_with("card-approved", by(words, comment, decision)),
        (Ruling::Reject, _, None) => words.say_with("card-rejected", because(words, comment, decision)),
    };
    match decision.appeal.as_ref().map(|appeal| appeal.state) {
        Some(AppealState::Open) => format!("{line}\n{}", words.say("card-appealed")),
        Some(AppealState::Denied) => format!("{line}\n{}", words.say("card-appeal-denied")),
        Some(AppealState::Granted | AppealState::Moot) | None => line,
    }
}

fn by(words: Words, comment: &Comment, decision: &Decision) -> [(&'static str, Arg); 3] {
    [
        ("number", number(comment.id).into()),
        ("who", somebody(words, decision.by).into()),
        ("when", moment(decision.at).into()),
    ]
}

fn because(words: Words, comment: &Comment, decision: &Decision) -> [(&'static str, Arg); 4] {
    let [number, who, when] = by(words, comment, decision);
    [number, who, when, ("reason", why(words, decision))]
}

/// The reason of a rejection.
pub(super) fn why(words: Words, decision: &Decision) -> Arg {
    let reason = decision.reason.as_ref().map_or_else(|| words.say("reason-none"), |reason| in_words(words, reason));
    Arg::Text(Safe::own(reason))
}

/// Approve · Reject · Ban author · History, as far as they still make sense.
pub(super) fn decisions(words: Words, comment: &Comment, history: &AuthorHistory, target: Target) -> Vec<Button> {
    let mut buttons = Vec::new();
    match comment.state {
        CommentState::Pending => {
            buttons.push(button(words, "button-approve", ModerationAction::Approve(target), Tone::Success));
            buttons.push(button(words, "button-reject", ModerationAction::Reject(target), Tone::Danger));
        }
        CommentState::Approved => {
            buttons.push(button(words, "button-take-down", ModerationAction::Reject(target), Tone::Danger));
        }
        CommentState::Rejected | CommentState::Deleted => {}
    }
    let banned_for_good = history.bans.iter().any(|ban| ban.lifted_at.is_none() && ban.until.is_none());
    if comment.author.is_some() && comment.state != CommentState::Deleted && !banned_for_good {
        buttons.push(button(words, "button-ban", ModerationAction::Ban(target), Tone::Secondary));
    }
    let history = ModerationAction::History { comment: comment.id, page: 0, show: Show::Anew };
    buttons.push(button(words, "button-history", history, Tone::Secondary));
    buttons
}

/// What it answers, and its words where they did not fit.
pub(super) fn reading(words: Words, comment: &Comment, whole: bool) -> Vec<Button> {
    let parent = comment
        .parent
        .map(|parent| button(words, "button-answered", ModerationAction::Inspect { comment: parent }, Tone::Secondary));
    let text = (!whole).then(|| {
        button(words, "button-whole-text", ModerationAction::WholeText { comment: comment.id }, Tone::Secondary)
    });
    parent.into_iter().chain(text).collect()
}

/// A row, where there is anything to stand in it.
pub(super) fn row(buttons: Vec<Button>) -> Option<Row> {
    (!buttons.is_empty()).then_some(Row::Buttons(buttons))
}

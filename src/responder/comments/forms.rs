//! The forms that members fill in.

use crate::desk::{AppealAgainst, Comment, CommentId, LONGEST_APPEAL, OpenedArticle};
use crate::moderation::LONGEST_COMMENT;
use crate::responder::budget::PROMPT;
use crate::responder::escape::plain;
use crate::responder::reply::{Field, FieldSize, Prompt};
use crate::responder::values;
use crate::responder::words::{Arg, Words};
use crate::responder::{Action, CommentAction, Safe, clip, units};

/// The longest text a form takes on the platform.
const LONGEST_FIELD: usize = 4_000;

/// The comment that is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee<'a> {
    pub comment: CommentId,
    /// Its author's name where it is at hand. Untrusted.
    pub author: Option<&'a str>,
}

/// The form for a comment on the article, or for an answer to one.
pub fn comment_prompt(words: Words, opened: &OpenedArticle, answered: Option<Addressee<'_>>) -> Prompt {
    let article = opened.id;
    let parent = answered.map(|a| a.comment);
    let number = |a: Addressee<'_>| Arg::Text(Safe::own(format!("#{}", a.comment.0)));
    let title = match answered {
        None => words.say_with("comment-form-title", [("title", unmarked(&values::title(words, opened)))]),
        Some(Addressee { author: Some(name), .. }) => words.say_with("comment-form-answer", [("name", unmarked(name))]),
        Some(a) => words.say_with("comment-form-answer-number", [("number", number(a))]),
    };
    let label = match answered {
        None => words.say("comment-form-label"),
        Some(a) => words.say_with("comment-form-label-answer", [("number", number(a))]),
    };
    Prompt {
        action: Action::Comments(CommentAction::Write { article, parent }),
        title: clip(&title, PROMPT),
        fields: vec![text_field(words, &label, "comment-form-example", "")],
    }
}

/// The form for another text in place of the one it holds.
pub fn edit_prompt(words: Words, comment: &Comment) -> Prompt {
    let number = Arg::Text(super::number(comment.id));
    let title = words.say_with("comment-form-edit", [("number", number)]);
    Prompt {
        action: Action::Comments(CommentAction::Edit { comment: comment.id, revision: comment.revision }),
        title: clip(&title, PROMPT),
        fields: vec![text_field(words, &words.say("comment-form-label-edit"), "comment-form-example", &comment.text)],
    }
}

/// The form for an appeal.
pub fn appeal_prompt(words: Words, against: AppealAgainst) -> Prompt {
    let longest = u16::try_from(LONGEST_APPEAL).unwrap_or(u16::MAX);
    let label = words.say("appeal-form-label");
    Prompt {
        action: Action::Comments(CommentAction::Appeal { against }),
        title: clip(&words.say("appeal-form-title"), PROMPT),
        fields: vec![Field { longest, ..text_field(words, &label, "appeal-form-example", "") }],
    }
}

/// The one field of a form. A stored text is longer in the platform's count than in characters
/// where it has many emoji; it must come back whole.
fn text_field(words: Words, label: &str, hint: &str, value: &str) -> Field {
    let value = clip(value, LONGEST_FIELD);
    let longest = LONGEST_COMMENT.max(units(&value));
    Field {
        name: "text",
        label: clip(label, PROMPT),
        placeholder: clip(&words.say(hint), 100),
        longest: u16::try_from(longest).unwrap_or(u16::MAX),
        size: FieldSize::Paragraph,
        required: true,
        value,
    }
}

/// Untrusted text for a form's title, which knows no Markdown.
fn unmarked(text: &str) -> Arg {
    Arg::Text(Safe::own(plain(text, PROMPT)))
}

//! Questions and their answers.

use super::budget::{FOOTER, PROMPT, TITLE};
use super::digest::article_number;
use super::escape::plain;
use super::reply::{Card, Field, FieldSize, Prompt, Reply};
use super::values::{self, highlighted, place};
use super::words::Words;
use super::{Action, Safe, clip};
use crate::desk::{Answered, ArticleId};

/// The longest question taken.
const LONGEST_QUESTION: u16 = 300;

/// Above this an answer is called sure, and below the other unsure.
const SURE: f32 = 0.7;
const UNSURE: f32 = 0.4;

/// The answer inside the sentence it stands in, or that the article has none.
pub fn answer(words: Words, answered: &Answered, question: &str) -> Reply {
    let opened = &answered.opened;
    let mut footer = Vec::new();
    let body = match &answered.answer {
        Some(found) => {
            footer.push(words.say(confidence_key(found.confidence)));
            footer.extend(place(words, &opened.article, found.sentence));
            highlighted(&opened.article, found.sentence, found.span)
        }
        None => words.say("answer-none"),
    };
    footer.push(plain(&values::title(words, opened), 200));
    footer.push(words.say_with("article-number", [("number", article_number(opened))]));
    let card = Card {
        title: Some(Safe::clipped(question, TITLE)),
        body,
        footer: Some(values::line(&footer, FOOTER)),
        ..Card::default()
    };
    Reply { cards: vec![card], ..Reply::default() }
}

fn confidence_key(confidence: f32) -> &'static str {
    if confidence >= SURE {
        "confidence-high"
    } else if confidence >= UNSURE {
        "confidence-medium"
    } else {
        "confidence-low"
    }
}

/// The form that asks for a question.
pub fn ask_prompt(words: Words, article: ArticleId) -> Prompt {
    Prompt {
        action: Action::Ask { article },
        title: clip(&words.say("ask-title"), PROMPT),
        fields: vec![Field {
            name: "question",
            label: clip(&words.say("ask-label"), PROMPT),
            placeholder: clip(&words.say("ask-example"), 100),
            longest: LONGEST_QUESTION,
            size: FieldSize::Paragraph,
            required: true,
            value: String::new(),
        }],
    }
}

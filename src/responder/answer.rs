//! Questions and their answers.

use super::budget::{FOOTER, PROMPT, TITLE};
use super::digest::article_number;
use super::escape::plain;
use super::reply::{Card, Field, FieldSize, Prompt, Reply};
use super::values::{self, highlighted, place, quoted};
use super::words::Words;
use super::{Action, Safe, clip, drafted};
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
    let body = match &answered.response.answer {
        Some(found) => {
            footer.push(words.say(confidence_key(found.confidence)));
            footer.extend(place(words, &opened.article, found.sentence));
            highlighted(&opened.article, found.sentence, found.span)
        }
        None => not_told(words, answered),
    };
    footer.extend(drafted::finder(words, &answered.finder));
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

/// That there is no answer; a reader may want to see what comes closest, said to be just that.
fn not_told(words: Words, answered: &Answered) -> String {
    let none = words.say("answer-none");
    let article = &answered.opened.article;
    answered.response.closest.map_or(none.clone(), |closest| {
        format!("{none}\n\n{}\n{}", words.say("answer-closest"), quoted(article, closest))
    })
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

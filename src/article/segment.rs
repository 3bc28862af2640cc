//! Text → paragraphs → sentences with roles.
//!
//! The text is never altered: where sentences are glued together (`car.As part of`,
//! `Joe BidenWhich included`), the boundary is found inside the word. Linear in the text.

mod boundary;
mod cursor;
mod glue;
mod lexicon;
mod lines;
mod quotes;
#[cfg(test)]
mod tests;

use super::{Language, Metadata, Role, Sentence, Span, role};
use glue::Glue;
pub(super) use lines::Paragraph;

/// The sentences of `text` in order, each trimmed and non-empty; together they hold every
/// character that is not white space.
pub(super) fn sentences(text: &str, about: &Metadata, language: Language) -> Vec<Sentence> {
    let paragraphs = lines::paragraphs(text);
    let glue = Glue::new(text, language);
    let mut found = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let spans = split(text, paragraph.span, &glue);
        found.extend(spans.into_iter().map(|span| Sentence { span, paragraph: index, role: Role::Body }));
    }
    role::assign(text, about, &paragraphs, &mut found);
    found
}

/// One paragraph's sentences. A piece without a letter or digit belongs to its neighbour.
fn split<'t>(text: &'t str, paragraph: Span, glue: &Glue<'t>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut start = paragraph.start;
    for end in boundary::cuts(text, paragraph, glue).into_iter().chain([paragraph.end]) {
        let span = Span::new(start, end).trimmed(text);
        start = end;
        if span.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if !says_something(text, span) => last.end = span.end,
            Some(last) if found_nothing(text, *last) => last.end = span.end,
            _ => found.push(span),
        }
    }
    found
}

fn says_something(text: &str, span: Span) -> bool {
    span.of(text).chars().any(char::is_alphanumeric)
}

/// Whether a short first piece is only marks; bounded, since pieces may grow by joining.
fn found_nothing(text: &str, span: Span) -> bool {
    span.len() <= 64 && !says_something(text, span)
}

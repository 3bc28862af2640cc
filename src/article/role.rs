//! What part a sentence plays on its page.
//!
//! Told by wording (`role/patterns.txt`), by shape (a short line before prose) and by place (what
//! comes after "Leave a Reply"). In doubt a sentence is [`Role::Body`].

mod folded;
mod layout;
#[cfg(test)]
mod tests;
mod wording;

use super::segment::Paragraph;
use super::{Metadata, Sentence};
use layout::Block;
use wording::Scope;

/// The part a sentence plays. Only [`Role::Body`] is news: it alone yields key points, facts of
/// the story and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Body,
    /// The headline repeated in the text.
    Title,
    Heading,
    /// "By Jane Doe, Reuters"
    Byline,
    /// "Friday, March 5, 2010" alone on its line.
    Dateline,
    /// The words under a picture, its credit, or a pull quote set beside the text.
    Caption,
    /// Comment forms, cookie notices, "Read more", share bars, lists of sources.
    Furniture,
}

/// Gives every sentence its role. Linear in the text.
pub(super) fn assign(text: &str, about: &Metadata, paragraphs: &[Paragraph], sentences: &mut [Sentence]) {
    let mut blocks = layout::blocks(text, paragraphs, sentences);
    for block in &mut blocks {
        block.role = by_wording(block);
    }
    layout::titles(&mut blocks, about.title.as_deref());
    layout::captions(&mut blocks);
    layout::pull_quotes(&mut blocks);
    layout::headings(&mut blocks);
    layout::furniture(&mut blocks);
    for block in &blocks {
        for sentence in sentences.get_mut(block.sentences.clone()).unwrap_or_default() {
            sentence.role = block.role.unwrap_or_else(|| sentence_role(text, block, sentence));
        }
    }
    keep_some_body(sentences);
}

fn by_wording(block: &Block<'_>) -> Option<Role> {
    if block.words > 40 {
        return None;
    }
    if wording::is_dateline(&block.folded) {
        return Some(Role::Dateline);
    }
    if wording::is_byline(block.text) {
        return Some(Role::Byline);
    }
    let whole = || if block.sentences.len() == 1 { block.told() } else { None };
    wording::role_of(&block.folded, Scope::Line).or_else(whole)
}

fn sentence_role(text: &str, block: &Block<'_>, sentence: &Sentence) -> Role {
    let words = sentence.span.of(text);
    // A long sentence says more than its beginning.
    if words.len() > 400 {
        return Role::Body;
    }
    let role =
        if block.sentences.len() == 1 { block.told() } else { wording::role_of(&folded::fold(words), Scope::Sentence) };
    role.unwrap_or(Role::Body)
}

/// A text of nothing but headlines, dates and the like is read as it stands.
fn keep_some_body(sentences: &mut [Sentence]) {
    if sentences.iter().any(|s| s.role == Role::Body) {
        return;
    }
    for sentence in sentences.iter_mut().filter(|s| s.role != Role::Furniture) {
        sentence.role = Role::Body;
    }
}

//! Each key point where it stands in the text, with the sentences around it.

use super::budget::{self, Block, FOOTER, QUOTE};
use super::digest::{heading, in_groups, page_line, turning};
use super::reply::{Card, Reply};
use super::values::{self, highlighted, place, quoted};
use super::words::Words;
use super::{Action, Safe, Show, drafted};
use crate::article::{Article, Span};
use crate::desk::{Digested, OpenedArticle};
use crate::summarizer::{KeyPoint, Length};
use std::fmt::Write as _;

/// What of a neighbouring sentence is shown.
const NEIGHBOUR: usize = 220;

/// Every point of the digest in its place.
pub fn evidence(words: Words, digested: &Digested, length: Length, page: u32) -> Reply {
    let Digested { opened, digest, writer } = digested;
    let blocks: Vec<Block> =
        in_groups(&digest.points).into_iter().enumerate().map(|(i, p)| block(words, opened, i + 1, p)).collect();
    let page = budget::page(&blocks, page);
    let body = if blocks.is_empty() { words.say("digest-empty") } else { page.body };
    let article = opened.id;
    let draft = writer.draft();
    let turn = |page| Action::Evidence { article, length, page, show: Show::InPlace, draft };
    let mut footer = vec![words.say("evidence-footer")];
    footer.extend(page_line(words, page.number, page.count));
    let card = Card {
        title: Some(values::card_title(words, opened)),
        link: values::link(opened),
        body,
        footer: Some(values::line(&footer, FOOTER)),
        ..Card::default()
    };
    let rows = turning(words, page.number, page.count, turn).into_iter().collect();
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

fn block(words: Words, opened: &OpenedArticle, number: usize, point: &KeyPoint) -> Block {
    let article = &opened.article;
    let mut lines = vec![title_line(words, opened, number, point)];
    if let Some(words) = drafted::point(point) {
        lines.push(words);
        lines.extend(point.evidence.iter().map(|&sentence| quoted(article, sentence)));
        return Block { heading: None, body: format!("{}\n", lines.join("\n")) };
    }
    lines.extend(neighbour(article, point.span, Side::Before));
    let sentence = point.evidence.iter().copied().find(|e| e.overlaps(point.span)).unwrap_or(point.span);
    lines.push(highlighted(article, sentence, point.span));
    lines.extend(neighbour(article, point.span, Side::After));
    Block { heading: None, body: format!("{}\n", lines.join("\n")) }
}

fn title_line(words: Words, opened: &OpenedArticle, number: usize, point: &KeyPoint) -> String {
    let mut line = format!("**{number}. {}**", heading(words, point.kind));
    if let Some(place) = place(words, &opened.article, point.span) {
        line.push_str(" · ");
        line.push_str(&place);
    }
    if let Some(address) = passage(opened, point.span) {
        let _ = write!(line, " · [{}](<{address}>)", words.say("evidence-open"));
    }
    line
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The sentence next to the point's own, small.
fn neighbour(article: &Article, span: Span, side: Side) -> Option<String> {
    let offset = if side == Side::Before { span.start } else { span.end.saturating_sub(1) };
    let (index, _) = article.sentence_at(offset)?;
    let index = if side == Side::Before { index.checked_sub(1)? } else { index + 1 };
    let sentence = article.sentences().get(index)?;
    Some(format!("> -# {}", Safe::clipped(article.slice(sentence.span), NEIGHBOUR)))
}

/// The page's address with a text fragment: browsers scroll to the words and mark them
/// (WICG, "URL Fragment Text Directives").
fn passage(opened: &OpenedArticle, span: Span) -> Option<String> {
    const ENDS: usize = 5;
    let address = values::link(opened)?;
    let words: Vec<&str> = opened.article.slice(span).split_whitespace().collect();
    let start = words.iter().take(ENDS).copied().collect::<Vec<_>>().join(" ");
    let mut fragment = encoded(&start);
    if words.len() > 2 * ENDS {
        let end = words.iter().skip(words.len() - ENDS).copied().collect::<Vec<_>>().join(" ");
        fragment = format!("{fragment},{}", encoded(&end));
    }
    let address = format!("{address}#:~:text={fragment}");
    (!words.is_empty() && address.len() <= QUOTE).then_some(address)
}

fn encoded(words: &str) -> String {
    words
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

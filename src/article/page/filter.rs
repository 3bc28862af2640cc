//! Which blocks of the chosen part are the article's.

use super::blocks::{Block, Kind};
use super::tree::{Id, Tree};
use crate::article::wordings::wordings;
use regex::bytes::RegexSet;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Blocks that are never an article's, by their whole text.
static FURNITURE: LazyLock<RegexSet> = LazyLock::new(|| wordings(rows().map(|row| format!("^(?:{row})$"))));

/// The rows of `furniture.txt`.
fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("furniture.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Longest block that can be furniture by its words, in characters.
const FURNITURE_CHARS: usize = 160;

/// What the page says of its article that tells a line of the page from one of the text.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// The page's own names for the article, letters and digits only.
    pub(super) titles: &'a [String],
    pub(super) byline: Option<&'a str>,
}

/// The blocks without furniture.
pub(super) fn keep(tree: &Tree, blocks: Vec<Block>, known: &Known<'_>) -> Vec<Block> {
    let lists = link_share_by_list(tree, &blocks);
    let mut kept: Vec<Block> =
        blocks.into_iter().filter(|b| !is_furniture(b) && !is_link_list(tree, &lists, b) && !is_link_line(b)).collect();
    drop_head(&mut kept, known.titles);
    drop_life(&mut kept, known.byline);
    drop_tail(&mut kept);
    kept
}

fn is_furniture(block: &Block) -> bool {
    block.kind != Kind::Code && block.chars <= FURNITURE_CHARS && is_furniture_by_its_words(&block.text)
}

fn is_furniture_by_its_words(text: &str) -> bool {
    let within_marks = text.trim_matches(|c: char| !c.is_alphanumeric() && !"©[]()".contains(c));
    FURNITURE.is_match(within_marks.to_lowercase().as_bytes())
}

/// A paragraph or quotation that is one link: "Read also …".
fn is_link_line(block: &Block) -> bool {
    match block.kind {
        Kind::Paragraph => {
            block.link_density() > 0.8 && !block.text.ends_with(['.', '?', '!', ':']) || block.link_density() > 0.95
        }
        Kind::Heading | Kind::Item | Kind::Cell | Kind::Quote | Kind::Code => false,
    }
}

/// The list or table a block stands in: the outermost, and what part of its text is links.
fn link_share_by_list(tree: &Tree, blocks: &[Block]) -> HashMap<Id, (usize, usize)> {
    let mut shares: HashMap<Id, (usize, usize)> = HashMap::new();
    for block in blocks {
        if let Some(list) = list_of(tree, block) {
            let share = shares.entry(list).or_default();
            *share = (share.0 + block.linked, share.1 + block.chars);
        }
    }
    shares
}

fn list_of(tree: &Tree, block: &Block) -> Option<Id> {
    matches!(block.kind, Kind::Item | Kind::Cell)
        .then(|| {
            tree.ancestors(block.node)
                .chain([block.node])
                .filter(|&a| tree.tag(a).is_some_and(|t| matches!(&**t, "ul" | "ol" | "dl" | "table")))
                .last()
        })
        .flatten()
}

/// An item of a list that is nearly all links.
fn is_link_list(tree: &Tree, lists: &HashMap<Id, (usize, usize)>, block: &Block) -> bool {
    list_of(tree, block).and_then(|l| lists.get(&l)).is_some_and(|&(linked, chars)| linked * 100 > chars * 75)
}

/// Whether a block is prose: long, and not mostly links.
fn is_prose(block: &Block) -> bool {
    let ended = block.text.ends_with(['.', '!', '?', '”', '"', '。', '…', ':', '’', ')']);
    let wide =
        block.text.chars().any(|c| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7AF}').contains(&c));
    let enough = if wide { 20 } else { 60 };
    block.kind != Kind::Heading
        && block.link_density() < 0.6
        && (block.chars >= enough * 2 || (block.chars >= enough && ended))
}

/// Drops what stands before the first real paragraph and is no part of the text: the title, the
/// byline, the date, the section.
fn drop_head(blocks: &mut Vec<Block>, titles: &[String]) {
    let Some(first) = blocks.iter().position(is_prose) else { return };
    let mut index = 0;
    blocks.retain(|b| {
        index += 1;
        let label = match b.kind {
            Kind::Paragraph => b.chars < 40,
            Kind::Item => b.chars < 25 && b.linked > 0,
            Kind::Heading | Kind::Cell | Kind::Quote | Kind::Code => false,
        };
        index > first || !(label || is_title(b, titles))
    });
}

fn is_title(block: &Block, titles: &[String]) -> bool {
    let plain = plain(&block.text);
    !plain.is_empty() && titles.contains(&plain)
}

/// A text's letters and digits in lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Among how many of the last blocks the author's life is looked for.
const AFTERWORD: usize = 6;

/// Drops the author's life below a text, "Jane Doe is a reporter …", to the next heading, and the
/// heading it stands under.
fn drop_life(blocks: &mut Vec<Block>, byline: Option<&str>) {
    let authors: Vec<&str> = byline.into_iter().flat_map(|b| b.split(", ")).filter(|a| a.contains(' ')).collect();
    let first = blocks.len().saturating_sub(AFTERWORD).max(blocks.len() / 2);
    let mut late = blocks.iter().enumerate().skip(first);
    let Some(life) = late.find(|(_, b)| is_life(&b.text, &authors)).map(|(index, _)| index) else { return };
    let is_heading = |b: &Block| b.kind == Kind::Heading;
    let end = blocks.iter().skip(life).position(is_heading).map_or(blocks.len(), |after| life + after);
    let headed = life.checked_sub(1).filter(|&before| blocks.get(before).is_some_and(is_heading));
    blocks.drain(headed.unwrap_or(life)..end);
}

/// Whether a text begins as an author's life does: "Jane Doe is a reporter …".
fn is_life(text: &str, authors: &[&str]) -> bool {
    let rest = authors.iter().find_map(|author| text.strip_prefix(author));
    let verb = rest.map(|r| r.trim_start_matches([',', ' ']).split(' ').next().unwrap_or_default());
    verb.is_some_and(|v| LIFE.contains(&v))
}

/// What an author's life begins with, after the name.
const LIFE: [&str; 16] = [
    "is", "was", "has", "covers", "writes", "reports", "joined", "works", "lives", "holds", "leads", "founded",
    "explores", "serves", "teaches", "studies",
];

/// Drops headings and lines that follow the last of the text.
fn drop_tail(blocks: &mut Vec<Block>) {
    while blocks.last().is_some_and(|b| b.kind == Kind::Heading) {
        blocks.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_compiles() {
        let written = rows().count();
        assert!(written > 0);
        assert_eq!(FURNITURE.len(), written);
    }

    #[test]
    fn furniture_is_told_whatever_its_case_and_the_marks_around_it() {
        for line in ["Read more", "» READ MORE: A bridge closes «", "By Jane Doe", "By JANE MARY DOE", "12 Comments"]
        {
            assert!(is_furniture_by_its_words(line), "{line}");
        }
        for line in ["By Sunday", "Readers more than doubled", "Comments by the mayor drew applause."] {
            assert!(!is_furniture_by_its_words(line), "{line}");
        }
    }
}

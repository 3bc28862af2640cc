//! Which blocks of the chosen part are the article's.

use super::blocks::{Block, Kind};
use super::tree::{Id, Tree};
use regex::RegexSet;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Blocks that are never an article's, by their whole text. Word boundaries are ASCII: with the
/// Unicode ones the matcher leaves its fast path at the first letter that is not.
static FURNITURE: LazyLock<RegexSet> = LazyLock::new(|| {
    let lines = include_str!("furniture.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    RegexSet::new(lines.map(|l| format!("(?i)^(?:{})$", l.replace(r"\b", r"(?-u:\b)")))).unwrap_or_default()
});
/// Longest block that can be furniture by its words, in characters.
const FURNITURE_CHARS: usize = 160;

/// The blocks without furniture. `titles` are the page's own names for the article.
pub(super) fn keep(tree: &Tree, blocks: Vec<Block>, titles: &[String]) -> Vec<Block> {
    let lists = link_share_by_list(tree, &blocks);
    let mut kept: Vec<Block> =
        blocks.into_iter().filter(|b| !is_furniture(b) && !is_link_list(tree, &lists, b) && !is_link_line(b)).collect();
    drop_head(&mut kept, titles);
    drop_tail(&mut kept);
    kept
}

fn is_furniture(block: &Block) -> bool {
    block.kind != Kind::Code
        && block.chars <= FURNITURE_CHARS
        && FURNITURE.is_match(block.text.trim_matches(|c: char| !c.is_alphanumeric() && !"©[]()".contains(c)))
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

/// Drops headings and lines that follow the last of the text.
fn drop_tail(blocks: &mut Vec<Block>) {
    while blocks.last().is_some_and(|b| b.kind == Kind::Heading) {
        blocks.pop();
    }
}

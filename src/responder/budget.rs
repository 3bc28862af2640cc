//! Lengths: what fits into a message, and how to say what does not.
//!
//! Lengths are counted in UTF-16 units, the strictest of the counts the platform's parts use.

use unicode_segmentation::UnicodeSegmentation as _;

/// A card's title.
pub(super) const TITLE: usize = 256;
/// The line above a title.
pub(super) const AUTHOR: usize = 256;
/// The line below a card.
pub(super) const FOOTER: usize = 2_048;
/// A page of a list inside a card's body; the rest of 4,096 is left to notes.
pub(super) const PAGE: usize = 3_400;
/// Notes below a page.
pub(super) const NOTES: usize = 600;
/// A quotation in a list; what is longer is a paragraph, and its whole is at the source.
pub(super) const QUOTE: usize = 700;
/// A name in autocomplete, and a list entry.
pub(super) const CHOICE: usize = 100;
/// A form's title and its field's label.
pub(super) const PROMPT: usize = 45;

/// Length in UTF-16 units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// At most `most` units of `text`, cut between graphemes; a cut is shown as `…`.
pub fn clip(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += units(grapheme);
        if used + 1 > most {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// One page of a longer list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) body: String,
    /// Counted from 0.
    pub(super) number: u32,
    /// At least 1.
    pub(super) count: u32,
}

/// Lays blocks out on pages of at most [`PAGE`] units and gives the page asked for, or the last.
/// A block is never split; each must fit a page by itself.
pub(super) fn page(blocks: &[Block], number: u32) -> Page {
    let mut pages: Vec<String> = Vec::new();
    let mut heading: Option<&str> = None;
    for block in blocks {
        let continued = pages.last().is_some_and(|p| units(p) + block.length(heading) <= PAGE);
        if !continued {
            pages.push(String::new());
            heading = None;
        }
        if let Some(current) = pages.last_mut() {
            block.write(current, heading);
        }
        heading = block.heading.as_deref();
    }
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX).max(1);
    let number = number.min(count - 1);
    let body = pages.into_iter().nth(usize::try_from(number).unwrap_or(usize::MAX)).unwrap_or_default();
    Page { body, number, count }
}

/// A part of a list that stays together; blocks under the same heading share it on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) heading: Option<String>,
    pub(super) body: String,
}

impl Block {
    fn length(&self, before: Option<&str>) -> usize {
        let heading = self.heading.as_deref().filter(|h| Some(*h) != before).map_or(0, |h| units(h) + 6);
        heading + units(&self.body) + 2
    }

    fn write(&self, page: &mut String, before: Option<&str>) {
        if !page.is_empty() {
            page.push('\n');
        }
        if let Some(heading) = self.heading.as_deref().filter(|h| Some(*h) != before) {
            if !page.is_empty() {
                page.push('\n');
            }
            page.push_str("**");
            page.push_str(heading);
            page.push_str("**\n");
        }
        page.push_str(&self.body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_falls_between_graphemes_and_is_shown() {
        assert_eq!(clip("short", 5), "short");
        assert_eq!(clip("longer words", 8), "longer…");
        assert_eq!(clip("👩‍👩‍👧 family", 4), "…");
        assert_eq!(clip("e\u{301}e\u{301}e\u{301}", 5), "e\u{301}e\u{301}…");
    }

    #[test]
    fn pages_keep_blocks_whole_and_repeat_the_heading() {
        let block = |n: usize| Block { heading: Some("Dates".into()), body: format!("{n}{}", "x".repeat(1_600)) };
        let blocks: Vec<Block> = (0..5).map(block).collect();
        let first = page(&blocks, 0);
        assert_eq!((first.number, first.count), (0, 3));
        assert_eq!(first.body.matches("**Dates**").count(), 1);
        let past_the_end = page(&blocks, 9);
        assert_eq!(past_the_end.number, 2);
        assert!(past_the_end.body.starts_with("**Dates**\n4x"));
        assert!(units(&first.body) <= PAGE);
    }
}

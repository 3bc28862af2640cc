//! Vague references: "now", "recently", "the near future"; the table is `references.txt`.

use super::{Found, Parser};
use crate::reading::dates::lexicon::{Reference, Sense};
use crate::reading::dates::meaning::When;
use std::sync::LazyLock;

static PHRASES: LazyLock<Vec<(Vec<&'static str>, Reference)>> = LazyLock::new(|| {
    let lines = include_str!("../references.txt").lines().filter(|l| !l.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once(':')).filter_map(|(kind, phrases)| {
        let kind = match kind {
            "past" => Reference::Past,
            "present" => Reference::Present,
            "future" => Reference::Future,
            _ => return None,
        };
        Some((kind, phrases))
    });
    let phrases = rows.flat_map(|(kind, p)| p.split('|').map(move |p| (p.split_whitespace().collect(), kind)));
    phrases.collect()
});

impl Parser<'_> {
    /// A vague reference to the past, the present or the future.
    pub(super) fn reference(&self, at: usize) -> Found<When> {
        self.sense(at, |s| (s == Sense::Phrase).then_some(()))?;
        let phrases = PHRASES.iter().filter(|(words, _)| self.are(at, words));
        let (words, kind) = phrases.max_by_key(|(words, _)| words.len())?;
        let end = at + words.len();
        if words.len() == 1 && self.misleading(at, end) {
            return None;
        }
        // "the past two years", "the past president"
        if self.is(end - 1, &["past", "present"])
            && self.is_word(end)
            && words.len() == 2
            && self.senses(end).is_empty()
        {
            return None;
        }
        Some((end, When::Vague(*kind)))
    }

    /// "as soon as", "soon after", "now that": the word says no time by itself.
    fn misleading(&self, at: usize, end: usize) -> bool {
        (self.is(at, &["soon"]) && (self.after(at, &["as", "too"]) || self.is(end, &["after", "as"])))
            || (self.is(at, &["now"]) && self.is(end, &["that"]) && !self.after(at, &["until", "by"]))
            || (self.is(at, &["recently"]) && self.after(at, &["as"]))
            || (self.is(at, &["previously"]) && !self.capitalised(at))
            || (self.is(at, &["future"]) && !self.after(at, &["in", "about", "for"]))
    }
}

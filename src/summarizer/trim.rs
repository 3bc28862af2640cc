//! The part of a sentence that is shown: without a news agency's dateline, and without a trailing
//! clause that only describes.

use crate::article::{Article, Span};
use crate::reading::{FactKind, Reading};
use regex::Regex;
use std::sync::LazyLock;

/// "(CNN) ", "WASHINGTON (AP) — ", "LONDON, England (CNN) -- ".
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:\p{Lu}[\p{L}.,' ]{0,40})?\((?:\p{Lu}[\p{L}. ]{1,20})\)\s*(?:--|—|–|-)?\s*|^\p{Lu}{3,}[\p{Lu},. ]{0,30}\s*(?:--|—|–)\s+").ok()
});
/// A clause that describes what stands before it, to the end of the sentence.
static TAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r",\s(?:which|who|whose|where)\s[^,;:“”\x22()]{8,}[.]$").ok());

/// A main part shorter than this, in words, does not stand alone.
const LEAST_WORDS: usize = 9;

/// The main part of a sentence: verbatim and self-contained; the whole sentence in doubt.
pub(super) fn main_part(article: &Article, reading: &Reading, sentence: Span) -> Span {
    let text = article.slice(sentence);
    let head = DATELINE.as_ref().and_then(|r| r.find(text)).map_or(0, |m| m.end());
    let start = sentence.start + head;
    let tail = TAIL.as_ref().and_then(|r| r.find(text)).map_or(text.len(), |m| m.start());
    let kept = Span::new(start, sentence.start + tail);
    let cut = Span::new(kept.end, sentence.end);
    let whole = Span::new(start, sentence.end);
    let stands = article.slice(kept).split_whitespace().count() >= LEAST_WORDS && balanced(article.slice(kept));
    if stands && !says_something(article.slice(cut)) && !tells(reading, cut) { kept } else { whole }
}

/// Facts that must not be cut away.
fn tells(reading: &Reading, cut: Span) -> bool {
    const KEPT: [FactKind; 5] =
        [FactKind::Date, FactKind::Money, FactKind::FocusArea, FactKind::Decision, FactKind::Percent];
    let from = reading.facts.partition_point(|f| f.span.start < cut.start);
    let inside = reading.facts.iter().skip(from).take_while(|f| f.span.start < cut.end);
    inside.into_iter().any(|f| KEPT.contains(&f.kind()))
}

/// Words that change what the main part claims.
fn says_something(cut: &str) -> bool {
    const CHANGING: [&str; 9] = [" not ", "n't ", "n’t ", " no ", "denie", "dispute", "reject", "alleged", " but "];
    CHANGING.iter().any(|w| cut.contains(w))
}

fn balanced(text: &str) -> bool {
    let count = |c: char| text.chars().filter(|&x| x == c).count();
    count('(') == count(')') && count('“') == count('”') && count('"') % 2 == 0
}

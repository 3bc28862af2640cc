//! Words on a list, found as they stand and in disguise.
//!
//! Owns the shipped list (`words.txt`) and what its categories weigh. A word that had to be
//! dug out weighs more than the same word said openly: swearing is often fine in a comment, a way
//! round the rules is not. Knows nothing of meaning: that is what the check on toxicity is for.

mod cells;
mod context;
mod list;
mod merge;
mod pattern;
mod shapes;
mod walk;

pub(in crate::moderation) use list::WordList;
pub(in crate::moderation) use pattern::{Category, Entry};

use super::Comment;
use crate::article::Span;
use crate::moderation::normal::{Clump, Glyph, Normal, clumps, glyphs};
use crate::moderation::{Check, Checked, Finding, Severity};
use std::sync::LazyLock;

/// The kinds of finding this check makes.
pub(crate) const KINDS: &[&str] =
    &["slur", "hate", "threat", "self_harm", "profanity", "insult", "sexual", "evasion", "own_word"];

/// More findings than this add nothing for a moderator.
const MOST_FINDINGS: usize = 20;

/// How far a word is followed beyond its listed letters, in characters.
const LONGEST_WORD: usize = 24;

static SHIPPED: LazyLock<WordList> = LazyLock::new(|| WordList::shipped(include_str!("word_list/words.txt")));

/// A text as the lists see it.
struct Readings<'a> {
    text: &'a str,
    glyphs: &'a [Glyph],
    clumps: &'a [Clump],
    normal: &'a Normal,
    /// Whether the folded text can say anything that the open one does not.
    differ: bool,
}

/// How a word was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Writing {
    Open,
    /// Drawn out, or with some letters starred: the author spares the reader.
    Softened,
    /// In a way that a plain list would miss.
    Disguised,
}

/// A word of a list, found.
#[derive(Debug, Clone, Copy)]
struct Hit {
    span: Span,
    entry: Entry,
    writing: Writing,
}

/// Adds what the lists find: the shipped one, less what the server allows, and the server's own.
pub(super) fn run(comment: &Comment<'_>, checked: &mut Checked) {
    let own = comment.context.rules.map(crate::moderation::Ruleset::words);
    checked.findings.extend(find(comment.text, own));
}

fn find(text: &str, own: Option<&WordList>) -> Vec<Finding> {
    let glyphs = glyphs(text);
    let clumps = clumps(&glyphs);
    let differ = clumps.iter().any(|clump| clump.reads_otherwise(&glyphs));
    let normal = if differ { Normal::read(&glyphs, &clumps) } else { Normal::default() };
    let readings = Readings { text, glyphs: &glyphs, clumps: &clumps, normal: &normal, differ };
    let own = own.filter(|own| !own.is_empty()).map(|own| own.hits(&readings)).unwrap_or_default();
    let allowed = merge::Cover::of(&own);
    let shipped = SHIPPED.hits(&readings).into_iter().filter(|hit| !allowed.contains(hit.span));
    let mut hits: Vec<Hit> = own.into_iter().chain(shipped).chain(shapes::find(text)).collect();
    for hit in &mut hits {
        hit.span = whole_word(text, hit.span);
    }
    merge::merge(&mut hits);
    hits.truncate(MOST_FINDINGS);
    let mut found: Vec<Finding> = hits.iter().map(|hit| finding(&readings, hit)).collect();
    if is_all_of_it(text, &hits) {
        for (finding, _) in found.iter_mut().zip(&hits).filter(|(_, hit)| hit.entry.is_strong()) {
            finding.severity = finding.severity.max(Severity::Review);
        }
    }
    found
}

/// Whether the comment says little else: a swear word alone is not worth publishing unread.
fn is_all_of_it(text: &str, hits: &[Hit]) -> bool {
    let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count();
    let listed: usize = hits.iter().filter_map(|hit| text.get(hit.span.start..hit.span.end)).map(letters).sum();
    listed > 0 && listed * 10 >= letters(text) * 6
}

/// The word around the listed letters, as far as it is of a word's length.
fn whole_word(text: &str, span: Span) -> Span {
    let letters = |rest: &mut dyn Iterator<Item = char>| -> usize {
        rest.take(LONGEST_WORD).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum()
    };
    let before = letters(&mut text.get(..span.start).unwrap_or_default().chars().rev());
    let after = letters(&mut text.get(span.end..).unwrap_or_default().chars());
    Span::new(span.start - before, span.end + after)
}

fn finding(readings: &Readings<'_>, hit: &Hit) -> Finding {
    let category = hit.entry.category;
    let claimed = category == Category::Claimed && context::is_claimed(readings, hit.span);
    let slur = matches!(category, Category::Slur | Category::Claimed);
    let reported = slur && !claimed && context::is_reported(readings, hit.span);
    let hidden = hit.writing == Writing::Disguised;
    let raised = hidden && hit.entry.is_strong() && hit.entry.severity == Severity::Note;
    let severity = match hit.entry.severity {
        _ if claimed || reported => Severity::Note,
        Severity::Note if raised => Severity::Review,
        Severity::Note | Severity::Review | Severity::Block => hit.entry.severity,
    };
    let how = match hit.writing {
        Writing::Open => "",
        Writing::Softened => ", drawn out or partly starred",
        Writing::Disguised => ", written so that a plain list misses it",
    };
    let own = match (claimed, reported) {
        (true, _) => "; the writer says it of themselves",
        (false, true) => "; the writer reports it",
        (false, false) => "",
    };
    Finding {
        check: Check::WordList,
        kind: if raised { "evasion" } else { category.kind() }.into(),
        severity,
        span: Some(hit.span),
        explanation: format!("{}{how}{own}.", category.sentence()),
    }
}

#[cfg(test)]
mod tests;

//! What an element's class, id and role say about it.

use super::tree::{Id, Tree};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How sure a name makes it that an element is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aside {
    /// Dropped unless it holds much of the page's text.
    Likely,
    /// Dropped unless it holds nearly all of it.
    Surely,
}

struct Names {
    anywhere: Option<AhoCorasick>,
    sure: Vec<Aside>,
    words: FxHashMap<&'static str, Aside>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let (mut parts, mut sure, mut words) = (Vec::new(), Vec::new(), FxHashMap::default());
    for line in include_str!("classes.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (aside, name) = line.strip_prefix('!').map_or((Aside::Likely, line), |name| (Aside::Surely, name));
        match name.strip_prefix('+') {
            Some(part) => {
                parts.push(part);
                sure.push(aside);
            }
            None => _ = words.insert(name, aside),
        }
    }
    let anywhere =
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(parts).ok();
    Names { anywhere, sure, words }
});

/// Longest attribute value that is looked at.
const LOOK: usize = 400;

/// What the element's names say, if they say that it is beside the article.
pub(super) fn aside(tree: &Tree, id: Id) -> Option<Aside> {
    ["class", "id", "role", "data-component", "data-testid", "itemprop"]
        .iter()
        .filter_map(|a| judge(tree.attribute(id, a)?))
        .max()
}

fn judge(value: &str) -> Option<Aside> {
    let value = value.get(..value.floor_char_boundary(LOOK))?;
    // WordPress lists a post's tags and categories among the classes of the post itself.
    let is_post = ["hentry", "type-post", "status-publish"].iter().any(|n| value.contains(n));
    value
        .split_whitespace()
        .filter(|word| !(is_post && (word.starts_with("tag-") || word.starts_with("category-"))))
        .filter_map(judge_word)
        .max()
}

fn judge_word(word: &str) -> Option<Aside> {
    let found = NAMES.anywhere.as_ref().into_iter().flat_map(|a| a.find_overlapping_iter(word));
    let anywhere = found.filter_map(|m| NAMES.sure.get(m.pattern().as_usize()).copied()).max();
    anywhere.max(NAMES.words.get(word.to_ascii_lowercase().as_str()).copied())
}

/// Names of elements that publishers put around the body of an article and nothing else.
pub(super) fn is_body(tree: &Tree, id: Id) -> bool {
    static BODY: LazyLock<regex::Regex> = LazyLock::new(|| pattern(include_str!("bodies.txt")));
    tree.attribute(id, "itemprop").is_some_and(|v| v.to_ascii_lowercase().contains("articlebody"))
        || ["class", "id", "data-testid"]
            .iter()
            .filter_map(|a| tree.attribute(id, a))
            .any(|v| v.len() <= LOOK && BODY.is_match(v))
}

/// One expression of the lines of a table; what matches nothing if the table is broken.
fn pattern(lines: &str) -> regex::Regex {
    let alternatives: Vec<&str> = lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    super::regex(&format!(r"(?i)(?:^|[\s_-])(?:{})(?:$|[\s])", alternatives.join("|")))
}

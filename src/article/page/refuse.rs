//! Whether a page holds an article at all, and if not, what it is instead.

use super::about::Page;
use super::tree::Tree;
use super::{Extracted, Unreadable};
use html5ever::local_name;
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// Fewer words than these are a wall's or an error's when its words are found.
const WALL_WORDS: usize = 200;
/// Fewer words than these are no article.
const FEW_WORDS: usize = 25;
/// A front page or list has at least this many linked headings.
const MANY_LINKS: usize = 12;

/// Why the page cannot be read, if it cannot.
pub(super) fn of(source: &Page<'_>, page: &Extracted) -> Option<Unreadable> {
    let (tree, linked) = (source.tree, &source.linked);
    let words = page.text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    let title = tree.named(local_name!("title")).next().map(|id| tree.text_of(id)).unwrap_or_default();
    if words < WALL_WORDS {
        let shown = shown(tree);
        if ERROR.is_match(&title) || page.about.title.as_deref().is_some_and(|t| ERROR.is_match(t)) {
            return Some(Unreadable::NotAnArticle);
        }
        let wide = is_wide(&page.text);
        // A wall's own words are most of what such a page shows.
        if CONSENT.matches(&shown).iter().count() >= 2
            && (words < 2 * FEW_WORDS || CONSENT.matches(&page.text).iter().count() >= 2)
        {
            return Some(Unreadable::ConsentWall);
        }
        if !wide && PAYWALL.is_match(&page.text) || PAYWALL.is_match(&shown) && (linked.paid || words < 2 * FEW_WORDS) {
            return Some(Unreadable::Paywall);
        }
        if words < FEW_WORDS && !wide {
            return Some(if links(tree) >= MANY_LINKS { Unreadable::NotAnArticle } else { Unreadable::Empty });
        }
    }
    (!linked.is_article && is_list(tree, page)).then_some(Unreadable::NotAnArticle)
}

/// Titles of error pages and search results.
static ERROR: LazyLock<Regex> = LazyLock::new(|| {
    super::regex(
        r"(?i)^(?:(?:error )?(?:40[0-9]|410|429|50[0-4])\b(?:\W|$)|page (?:not found|unavailable)|not found|access denied|forbidden|just a moment|attention required|are you a robot|robot check|service unavailable|bad gateway|search results?\b|security check|file not found|oops\b)|\b(?:404 not found|page not found|error 404|404 error|captcha)\b",
    )
});

static CONSENT: LazyLock<RegexSet> = LazyLock::new(|| phrases(include_str!("consent.txt")));
static PAYWALL: LazyLock<RegexSet> = LazyLock::new(|| phrases(include_str!("paywall.txt")));

fn phrases(lines: &str) -> RegexSet {
    let lines = lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    RegexSet::new(lines.map(|l| format!("(?i){l}"))).unwrap_or_default()
}

/// Characters that a page shows of which the phrases are looked for.
const SHOWN: usize = 20_000;

/// The first words that the page shows, furniture included.
fn shown(tree: &Tree) -> String {
    let mut text = String::new();
    for id in tree.subtree(tree.root()) {
        let parent = tree.parent(id).and_then(|p| tree.tag(p));
        if let Some(words) = tree.text(id)
            && !parent.is_some_and(|t| matches!(&**t, "script" | "style" | "title" | "template"))
        {
            text.push_str(words);
            text.push(' ');
            if text.len() > SHOWN {
                break;
            }
        }
    }
    super::clean::collapse(&text)
}

/// Scripts without blanks between words, whose words are not counted.
fn is_wide(text: &str) -> bool {
    text.chars()
        .filter(|c| ('\u{2E80}'..='\u{9FFF}').contains(c) || ('\u{E00}'..='\u{EFF}').contains(c))
        .take(60)
        .count()
        == 60
}

/// A page of headings that lead elsewhere: a front page by its address, or one without prose.
fn is_list(tree: &Tree, page: &Extracted) -> bool {
    if is_wide(&page.text) || links(tree) < MANY_LINKS {
        return false;
    }
    let at_root =
        |address: &String| url::Url::parse(address).is_ok_and(|u| matches!(u.path(), "" | "/") && u.query().is_none());
    let is_front = page.canonical.iter().chain(&page.about.url).any(at_root);
    let prose = page.text.split('\n').filter(|l| l.chars().count() >= PROSE).count();
    let says_article = tree.named(local_name!("meta")).any(|id| {
        tree.attribute(id, "property") == Some("og:type")
            && tree.attribute(id, "content").is_some_and(|c| c.eq_ignore_ascii_case("article"))
    });
    is_front || (!says_article && prose < 2)
}

/// A paragraph of prose has this many characters; a teaser seldom does.
const PROSE: usize = 200;

/// Headings that are links.
fn links(tree: &Tree) -> usize {
    let is = |id, names: &[&str]| tree.tag(id).is_some_and(|t| names.contains(&&**t));
    let headings = tree.subtree(tree.root()).filter(|&id| is(id, &["h1", "h2", "h3", "h4"]));
    headings.filter(|&h| tree.subtree(h).chain(tree.ancestors(h).take(2)).any(|id| is(id, &["a"]))).count()
}

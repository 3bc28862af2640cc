//! Which part of the page is the article.

use super::blocks::{self, Block, is_void_of_words};
use super::clean;
use super::names::{self, Aside};
use super::tree::{Id, Tree};

/// How strictly a page is read; each next way is for pages where the one before found too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Without what names or tags mark as beside the article.
    Strict,
    /// Without what only tags mark.
    Lenient,
    /// The same, with what is hidden until a script shows it.
    Hidden,
}

/// What each node holds.
pub(super) struct Map {
    /// Characters of unlinked text, by node.
    mass: Vec<usize>,
    dropped: Vec<bool>,
}

impl Map {
    /// Weighs every node and marks what is beside the article.
    pub(super) fn new(tree: &Tree, way: Way) -> Self {
        let order: Vec<Id> = tree.subtree(tree.root()).collect();
        let mut dropped = vec![false; tree.len()];
        let mut linked = vec![false; tree.len()];
        for &id in &order {
            let above = tree.parent(id);
            let up = |flags: &Vec<bool>| above.and_then(|p| flags.get(p.index()).copied()).unwrap_or_default();
            let void = tree.tag(id).is_some_and(|t| is_void_of_words(t)) || (way != Way::Hidden && is_hidden(tree, id));
            let (drop, link) = (up(&dropped) || void, up(&linked) || tree.tag(id).is_some_and(|t| &**t == "a"));
            set(&mut dropped, id, drop);
            set(&mut linked, id, link);
        }
        let mut map = Self { mass: vec![0; tree.len()], dropped };
        map.weigh(tree, &order, &linked);
        let all = map.mass(tree.root());
        for &id in &order {
            let above = tree.parent(id).is_some_and(|p| map.is_dropped(p));
            let drop = above || map.is_dropped(id) || map.is_aside(tree, id, way, all);
            set(&mut map.dropped, id, drop);
        }
        map.weigh(tree, &order, &linked);
        map
    }

    /// Sums the unlinked text below each node, leaves first.
    fn weigh(&mut self, tree: &Tree, order: &[Id], linked: &[bool]) {
        self.mass.fill(0);
        for &id in order.iter().rev() {
            if self.is_dropped(id) {
                continue;
            }
            let own = match tree.text(id) {
                Some(text) if !linked.get(id.index()).copied().unwrap_or_default() => weight(text),
                _ => 0,
            };
            let sum = self.mass(id) + own;
            if let Some(mass) = self.mass.get_mut(id.index()) {
                *mass = sum;
            }
            if let Some(above) = tree.parent(id).and_then(|p| self.mass.get_mut(p.index())) {
                *above += sum;
            }
        }
    }

    pub(super) fn mass(&self, id: Id) -> usize {
        self.mass.get(id.index()).copied().unwrap_or_default()
    }

    pub(super) fn is_dropped(&self, id: Id) -> bool {
        self.dropped.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether the element is beside the article; `all` is the page's whole mass.
    fn is_aside(&self, tree: &Tree, id: Id, way: Way, all: usize) -> bool {
        let Some(tag) = tree.tag(id) else { return false };
        if matches!(&**tag, "html" | "body" | "main") {
            return false;
        }
        let by_tag =
            matches!(&**tag, "aside" | "footer" | "figcaption") || (&**tag == "figure" && !holds_prose(tree, id));
        let by_name = if way == Way::Strict { names::aside(tree, id).or_else(|| widget(tree, id)) } else { None };
        let share = match (by_tag, by_name) {
            (_, Some(Aside::Surely)) => 85,
            (true, _) | (_, Some(Aside::Likely)) => 40,
            (false, None) => return false,
        };
        self.mass(id) * 100 < all * share
    }

    /// The smallest element that holds nearly all of the article.
    pub(super) fn container(&self, tree: &Tree) -> Id {
        let mut at = tree.root();
        loop {
            let heaviest = tree.children(at).max_by_key(|&c| self.mass(c));
            let Some(child) = heaviest else { return at };
            let inner = tree.tag(child).is_some_and(|t| {
                !matches!(&**t, "p" | "span" | "font" | "b" | "i" | "em" | "strong" | "td" | "blockquote")
            });
            if !inner || self.mass(child) * 100 < self.mass(at) * DESCEND {
                return self.body_below(tree, at).unwrap_or(at);
            }
            at = child;
        }
    }

    /// What publishers named as the article's body, or the one `<article>`, below `top`.
    fn body_below(&self, tree: &Tree, top: Id) -> Option<Id> {
        let all = self.mass(top);
        let large = |id: &Id, share| {
            *id != top && !self.is_dropped(*id) && self.mass(*id) >= ENOUGH && self.mass(*id) * 100 >= all * share
        };
        let parts: Vec<Id> = tree.subtree(top).filter(|id| large(id, PART) && names::is_body(tree, *id)).collect();
        let inner: Vec<Id> = parts
            .iter()
            .copied()
            .filter(|&outer| {
                !parts.iter().any(|&p| {
                    p != outer
                        && tree.ancestors(p).any(|a| a == outer)
                        && self.mass(p) * 100 >= self.mass(outer) * DESCEND
                })
            })
            .collect();
        let named = inner.iter().copied().reduce(|a, b| common(tree, a, b)).filter(|&id| id != top);
        named.or_else(|| {
            let is_article = |id: &Id| tree.tag(*id).is_some_and(|t| &**t == "article");
            let mut articles: Vec<Id> = tree.subtree(top).filter(|id| is_article(id) && large(id, PART)).collect();
            let headed = articles
                .iter()
                .copied()
                .find(|&id| tree.subtree(id).any(|n| tree.tag(n).is_some_and(|t| &**t == "h1")));
            articles.sort_by_key(|&id| std::cmp::Reverse(self.mass(id)));
            headed.or_else(|| match articles.as_slice() {
                [one] => Some(*one),
                [first, second, ..] if self.mass(*first) > 3 * self.mass(*second) => Some(*first),
                _ => None,
            })
        })
    }
}

/// The nearest element that holds both.
fn common(tree: &Tree, a: Id, b: Id) -> Id {
    let above: Vec<Id> = std::iter::once(a).chain(tree.ancestors(a)).collect();
    std::iter::once(b).chain(tree.ancestors(b)).find(|id| above.contains(id)).unwrap_or(a)
}

/// Characters of text that can be an article.
const ENOUGH: usize = 250;
/// Percent of the text that an element named as the body, or an `<article>`, must hold.
const PART: usize = 15;
/// Percent of the text a child must hold to be gone into.
const DESCEND: usize = 85;

fn set(flags: &mut [bool], id: Id, value: bool) {
    if let Some(flag) = flags.get_mut(id.index()) {
        *flag = value;
    }
}

/// Characters of a text that count: short bits are labels.
fn weight(text: &str) -> usize {
    let chars = clean::shown(text);
    if chars >= 12 { chars } else { 0 }
}

/// A widget of a blog's side column; page builders use the name inside of articles too.
fn widget(tree: &Tree, id: Id) -> Option<Aside> {
    let named = tree.attribute(id, "class").is_some_and(|c| c.split_whitespace().any(|w| w == "widget"));
    let inside = || tree.ancestors(id).any(|a| tree.tag(a).is_some_and(|t| matches!(&**t, "main" | "article")));
    (named && !inside()).then_some(Aside::Likely)
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden").is_some_and(|v| v == "true")
        || tree.attribute(id, "style").is_some_and(|v| {
            let style: String = v.chars().take(400).filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether a figure holds a table, a quotation or a listing and not only a picture.
fn holds_prose(tree: &Tree, id: Id) -> bool {
    tree.subtree(id).any(|n| tree.tag(n).is_some_and(|t| matches!(&**t, "table" | "blockquote" | "pre" | "ul" | "ol")))
}

/// The blocks of the article, furniture included.
pub(super) fn blocks(tree: &Tree, way: Way) -> Vec<Block> {
    let map = Map::new(tree, way);
    let top = map.container(tree);
    blocks::of(tree, top, &|id| map.is_dropped(id))
}

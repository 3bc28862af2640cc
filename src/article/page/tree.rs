//! The tree of a page: a flat arena filled by html5ever's tree builder, with caps that hold while it grows.
//!
//! Nothing here or downstream recurses, so no nesting can overflow the stack; the caps bound the
//! time html5ever spends on open elements, formatting clones and duplicate attributes.

#[cfg(test)]
mod tests;

use super::tokens;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::sync::LazyLock;

/// Pages with more bytes are not parsed as a tree.
pub const MAX_BYTES: usize = 10_000_000;
/// Deepest nesting of elements that is followed; browsers stop at 512, real pages stay under 100.
pub const MAX_DEPTH: u32 = 256;
/// Most nodes a tree may hold; the largest real pages seen have about 30,000.
pub const MAX_NODES: usize = 200_000;

/// Most attributes that `<html>` and `<body>` may gather from tags that repeat them.
const MAX_ADDED: usize = 64;

/// Bytes after which the text of a label is cut: hundreds of bylines may stand inside each other.
const MAX_LABEL: usize = 8192;

const NONE: u32 = u32::MAX;

/// Index of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Id(u32);

impl Id {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    const fn some(self) -> Option<Self> {
        if self.0 == NONE { None } else { Some(self) }
    }
}

const NO_ID: Id = Id(NONE);

#[derive(Debug)]
enum Data {
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    Other,
}

#[derive(Debug)]
struct Node {
    parent: Id,
    first: Id,
    last: Id,
    previous: Id,
    next: Id,
    depth: u32,
    data: Data,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Arena,
}

/// The nodes, with the operations that keep their links whole.
#[derive(Debug, Default)]
struct Arena(Vec<Node>);

/// The page goes past a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OverCap;

impl Tree {
    /// Parses a page, or gives up at the first cap that it passes.
    pub(super) fn parse(html: &str) -> Result<Self, OverCap> {
        if html.len() > MAX_BYTES {
            return Err(OverCap);
        }
        let over = Cell::new(false);
        let builder = TreeBuilder::new(Sink::new(&over), options());
        let fed = tokens::feed(&tokens::normalised(html), &builder, || over.get());
        if over.get() || !fed { Err(OverCap) } else { Ok(builder.sink.finish()) }
    }

    #[expect(clippy::unused_self, reason = "an id means something only to the tree that gave it")]
    pub(super) fn root(&self) -> Id {
        Id(0)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.0.len()
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id.index())
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.node(id)?.parent.some()
    }

    pub(super) fn next_sibling(&self, id: Id) -> Option<Id> {
        self.node(id)?.next.some()
    }

    pub(super) fn first_child(&self, id: Id) -> Option<Id> {
        self.node(id)?.first.some()
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.first_child(id), |&child| self.next_sibling(child))
    }

    /// The node itself and all below it, in document order.
    pub(super) fn subtree(&self, top: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(top), move |&at| self.first_child(at).or_else(|| self.after(at, top)))
    }

    /// The next node in document order that is not below `id`, within `top`.
    pub(super) fn after(&self, id: Id, top: Id) -> Option<Id> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The node's parents, nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.parent(id), |&at| self.parent(at))
    }

    /// Name of an element of any namespace; `None` for text and the rest.
    pub(super) fn tag(&self, id: Id) -> Option<&LocalName> {
        match &self.node(id)?.data {
            Data::Element(name, _) => Some(&name.local),
            Data::Text(_) | Data::Other => None,
        }
    }

    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.node(id)?.data {
            Data::Text(text) => Some(text),
            Data::Element(..) | Data::Other => None,
        }
    }

    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.node(id)?.data {
            Data::Element(_, attributes) => attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value),
            Data::Text(_) | Data::Other => None,
        }
    }

    /// The text below a node, white space collapsed, as far as anything but an article goes. Pieces
    /// are told apart, as they are when shown as blocks, but `the <i>Globe</i>'s` stays whole.
    pub(super) fn text_of(&self, id: Id) -> String {
        let mut found = String::new();
        for text in self.subtree(id).filter_map(|n| self.text(n)) {
            if !clings(&found, text) {
                found.push(' ');
            }
            found.push_str(text.get(..text.floor_char_boundary(MAX_LABEL)).unwrap_or_default());
            if found.len() > MAX_LABEL {
                break;
            }
        }
        super::clean::collapse(&found)
    }

    /// Takes away what hides the element.
    pub(super) fn show(&mut self, id: Id) {
        if let Some(Node { data: Data::Element(_, attributes), .. }) = self.nodes.get_mut(id.index()) {
            attributes.retain(|a| &*a.name.local != "hidden");
        }
    }

    /// Puts a node before another, unless that one stands inside it.
    pub(super) fn move_before(&mut self, id: Id, place: Id) {
        let inside = id == place || self.ancestors(place).any(|a| a == id);
        if let (false, Some(parent)) = (inside, self.parent(place)) {
            self.nodes.unlink(id);
            self.nodes.link(id, parent, place);
        }
    }

    /// Whether moving nodes has made it deeper than the readers can afford, who walk up from nodes.
    pub(super) fn is_too_deep(&self) -> bool {
        let mut depths = vec![0_u32; self.len()];
        self.subtree(self.root()).any(|id| {
            let above = self.parent(id).and_then(|p| depths.get(p.index()).copied()).unwrap_or_default();
            if let Some(depth) = depths.get_mut(id.index()) {
                *depth = above + 1;
            }
            above > 2 * MAX_DEPTH
        })
    }

    /// Elements of that name, in document order.
    pub(super) fn named(&self, name: LocalName) -> impl Iterator<Item = Id> {
        self.subtree(self.root()).filter(move |&id| self.tag(id) == Some(&name))
    }
}

/// Whether a piece of text goes on where the one before it ended: with a mark that closes, or
/// after one that opens.
fn clings(before: &str, text: &str) -> bool {
    let mut ends = before.chars().rev();
    let (last, second) = (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let word = |at| text.chars().nth(at).is_some_and(char::is_alphanumeric);
    let closes = match text.chars().next() {
        Some(',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '’' | '”') => true,
        Some('\'' | '"') => !word(1) || !word(2),
        _ => false,
    };
    closes || matches!(last, '(' | '[' | '‘' | '“') || (matches!(last, '\'' | '"') && second.is_whitespace())
}

impl Arena {
    fn get(&self, index: usize) -> Option<&Node> {
        self.0.get(index)
    }

    fn get_mut(&mut self, index: usize) -> Option<&mut Node> {
        self.0.get_mut(index)
    }

    fn push(&mut self, data: Data) -> Id {
        let id = Id(u32::try_from(self.0.len()).unwrap_or(NONE));
        self.0.push(Node { parent: NO_ID, first: NO_ID, last: NO_ID, previous: NO_ID, next: NO_ID, depth: 0, data });
        id
    }

    fn with<R>(&mut self, id: Id, change: impl FnOnce(&mut Node) -> R) -> Option<R> {
        self.0.get_mut(id.index()).map(change)
    }

    fn field(&self, id: Id, field: impl FnOnce(&Node) -> Id) -> Id {
        self.0.get(id.index()).map_or(NO_ID, field)
    }

    /// Puts a detached node under `parent`, before `next` or last; returns its depth.
    fn link(&mut self, child: Id, parent: Id, next: Id) -> u32 {
        let previous = self.before(parent, next);
        let depth = self.with(parent, |n| n.depth).unwrap_or_default().saturating_add(1);
        self.with(child, |n| (n.parent, n.previous, n.next, n.depth) = (parent, previous, next, depth));
        if previous == NO_ID {
            self.with(parent, |n| n.first = child);
        } else {
            self.with(previous, |n| n.next = child);
        }
        if next == NO_ID {
            self.with(parent, |n| n.last = child);
        } else {
            self.with(next, |n| n.previous = child);
        }
        depth
    }

    /// The node that a new one before `next`, or last under `parent`, would follow.
    fn before(&self, parent: Id, next: Id) -> Id {
        if next == NO_ID { self.field(parent, |n| n.last) } else { self.field(next, |n| n.previous) }
    }

    fn unlink(&mut self, id: Id) {
        let Some((parent, previous, next)) = self.with(id, |n| {
            let ends = (n.parent, n.previous, n.next);
            (n.parent, n.previous, n.next) = (NO_ID, NO_ID, NO_ID);
            ends
        }) else {
            return;
        };
        if previous == NO_ID {
            self.with(parent, |n| n.first = next);
        } else {
            self.with(previous, |n| n.next = next);
        }
        if next == NO_ID {
            self.with(parent, |n| n.last = previous);
        } else {
            self.with(next, |n| n.previous = previous);
        }
    }
}

fn options() -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

/// What html5ever builds into.
struct Sink<'a> {
    nodes: RefCell<Arena>,
    over: &'a Cell<bool>,
}

/// The name given for a node that is no element, which html5ever never asks for.
static FALLBACK: LazyLock<QualName> = LazyLock::new(|| QualName::new(None, ns!(html), local_name!("html")));

impl<'a> Sink<'a> {
    fn new(over: &'a Cell<bool>) -> Self {
        let sink = Self { nodes: RefCell::default(), over };
        sink.create(Data::Other);
        sink
    }

    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.0.len() >= MAX_NODES {
            self.over.set(true);
        }
        nodes.push(data)
    }

    fn link(&self, child: Id, parent: Id, next: Id) {
        if self.nodes.borrow_mut().link(child, parent, next) > MAX_DEPTH {
            self.over.set(true);
        }
    }

    fn unlink(&self, id: Id) {
        self.nodes.borrow_mut().unlink(id);
    }

    fn field(&self, id: Id, field: impl FnOnce(&Node) -> Id) -> Id {
        self.nodes.borrow().field(id, field)
    }

    fn insert(&self, parent: Id, next: Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.unlink(node);
                self.link(node, parent, next);
            }
            NodeOrText::AppendText(text) => {
                let before = self.nodes.borrow().before(parent, next);
                if !self.join(before, &text) {
                    let node = self.create(Data::Text(text));
                    self.link(node, parent, next);
                }
            }
        }
    }

    /// Adds text to a text node; says whether the node is one.
    fn join(&self, node: Id, text: &StrTendril) -> bool {
        let joined = self.nodes.borrow_mut().with(node, |n| match &mut n.data {
            Data::Text(old) => {
                old.push_tendril(text);
                true
            }
            Data::Element(..) | Data::Other => false,
        });
        joined == Some(true)
    }
}

impl TreeSink for Sink<'_> {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        Self: 'a;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        Id(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match nodes.get(target.index()).map(|n| &n.data) {
            Some(Data::Element(name, _)) => name,
            Some(Data::Text(_) | Data::Other) | None => &FALLBACK,
        })
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        attributes.retain(|a| !tokens::is_unnamed(a));
        self.create(Data::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, NO_ID, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        match self.field(*element, |n| n.parent).some() {
            Some(parent) => self.insert(parent, *element, child),
            None => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents are kept below the template itself, where readers skip them.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, a: &Id, b: &Id) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let Some(parent) = self.field(*sibling, |n| n.parent).some() {
            self.insert(parent, *sibling, child);
        }
    }

    /// A page may repeat `<html …>` as often as it likes, each time with other attributes.
    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        self.nodes.borrow_mut().with(*target, |n| {
            if let Data::Element(_, old) = &mut n.data {
                let room = MAX_ADDED.saturating_sub(old.len());
                let new = attributes.into_iter().filter(|a| old.iter().all(|o| o.name != a.name));
                let new = new.take(room).collect::<Vec<_>>();
                old.extend(new);
            }
        });
    }

    fn remove_from_parent(&self, target: &Id) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut child = self.field(*node, |n| n.first);
        while child != NO_ID {
            let next = self.field(child, |n| n.next);
            self.unlink(child);
            self.link(child, *new_parent, NO_ID);
            child = next;
        }
    }
}

//! The single words of a list, letter by letter.

use crate::moderation::checks::word_list::pattern::{Entry, Pattern};

/// Shorter words are not looked for in disguise: too much looks like them.
const SHORTEST: usize = 3;

/// A tree of letters with two roots: for the beginning of a word, and for its middle.
#[derive(Debug, Clone)]
pub(in crate::moderation::checks::word_list) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    /// In the order of the letters.
    children: Vec<(char, usize)>,
    patterns: Vec<usize>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default(), Node::default()] }
    }
}

impl Trie {
    pub(in crate::moderation::checks::word_list) fn new(patterns: &[(Pattern, Entry)]) -> Self {
        let mut trie = Self::default();
        for (nth, (pattern, entry)) in patterns.iter().enumerate() {
            let word = !pattern.letters.contains(' ') && pattern.letters.chars().count() >= SHORTEST;
            if !word || entry.category.is_safe() {
                continue;
            }
            trie.insert(0, &pattern.letters, nth);
            if pattern.open {
                trie.insert(1, &pattern.letters, nth);
            }
        }
        trie
    }

    /// Where a reading starts.
    pub(super) const fn root(begins_a_word: bool) -> usize {
        if begins_a_word { 0 } else { 1 }
    }

    pub(super) fn child(&self, node: usize, letter: char) -> Option<usize> {
        let children = self.children(node);
        let at = children.binary_search_by_key(&letter, |(letter, _)| *letter).ok()?;
        children.get(at).map(|(_, child)| *child)
    }

    pub(super) fn children(&self, node: usize) -> &[(char, usize)] {
        self.nodes.get(node).map_or(&[], |node| node.children.as_slice())
    }

    /// The patterns that end here.
    pub(super) fn accepts(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map_or(&[], |node| node.patterns.as_slice())
    }

    fn insert(&mut self, root: usize, letters: &str, pattern: usize) {
        let mut at = root;
        for letter in letters.chars() {
            at = self.grow(at, letter);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.patterns.push(pattern);
        }
    }

    fn grow(&mut self, at: usize, letter: char) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else { return at };
        match node.children.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(found) => node.children.get(found).map_or(at, |(_, child)| *child),
            Err(place) => {
                node.children.insert(place, (letter, new));
                self.nodes.push(Node::default());
                new
            }
        }
    }
}

//! Pages that a server streamed with React: parts come late, in hidden `<div id="S:1">`, and a
//! script of the page moves them to `<template id="P:1">`. No script runs here, so this does it.

use super::tree::{Id, Tree};
use html5ever::local_name;
use std::collections::HashMap;
use std::sync::LazyLock;

static MOVE: LazyLock<regex::Regex> =
    LazyLock::new(|| super::regex(r#"\$R[CSR]\("([BSP]:[0-9a-f]+)","([BSP]:[0-9a-f]+)""#));

/// Most parts that are moved; each move walks up the tree. Real pages have some tens.
const MOST: usize = 2000;

/// Moves every late part to its place; one whose place is unknown is only shown. Says whether
/// there were any.
pub(super) fn settle(tree: &mut Tree, html: &str) -> bool {
    let streamed = html.contains("id=\"S:");
    if !streamed {
        return false;
    }
    let mut target = HashMap::new();
    for found in MOVE.captures_iter(html) {
        let (_, [a, b]) = found.extract();
        let (part, place) = if a.starts_with('S') { (a, b) } else { (b, a) };
        target.insert(part.to_owned(), place.to_owned());
    }
    let places: HashMap<String, Id> = with_id(tree, local_name!("template")).into_iter().collect();
    let parts = with_id(tree, local_name!("div")).into_iter().filter(|(name, _)| name.starts_with("S:"));
    for (name, part) in parts.take(MOST) {
        tree.show(part);
        if let Some(&place) = target.get(&name).and_then(|p| places.get(p)) {
            tree.move_before(part, place);
        }
    }
    true
}

fn with_id(tree: &Tree, tag: html5ever::LocalName) -> Vec<(String, Id)> {
    let elements = tree.named(tag).filter_map(|id| Some((tree.attribute(id, "id")?.to_owned(), id)));
    elements.filter(|(name, _)| name.get(1..2) == Some(":")).collect()
}

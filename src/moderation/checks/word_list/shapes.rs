//! Lewd pictures drawn with signs.

use super::pattern::{Category, Entry};
use super::{Hit, Writing};
use crate::article::Span;
use crate::moderation::Severity;
use regex::Regex;
use std::sync::LazyLock;

static SHAPES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes = [
        r"[83BbCc]={2,}[>DdOo3]",
        r"\(_[|)(Y]_\)",
        r"\( ?[.oO0@*] ?\)? ?(?:Y ?)?\(? ?[.oO0@*] ?\)",
        r"(?:^|\s)_[|1/(){}\[\]lI]_(?:\s|$)",
    ];
    Regex::new(&shapes.join("|")).ok()
});

pub(super) fn find(text: &str) -> impl Iterator<Item = Hit> {
    let drawn = text.bytes().any(|byte| matches!(byte, b'=' | b'_' | b'('));
    let found = SHAPES.iter().filter(move |_| drawn).flat_map(move |regex| regex.find_iter(text));
    found.map(|found| Hit {
        span: Span::new(found.start(), found.end()).trimmed(text),
        entry: Entry { category: Category::Delicate, severity: Severity::Note },
        writing: Writing::Open,
    })
}

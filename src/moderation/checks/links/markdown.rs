//! Markdown links: `[text](address)`. Linear.

use crate::article::Span;

/// A link with the words it is shown under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Masked {
    pub(super) text: Span,
    pub(super) target: Span,
}

/// The links of a text, in its order, found in one pass.
pub(super) fn links(text: &str) -> Vec<Masked> {
    let mut found = Vec::new();
    let mut open = None;
    // A link that was opened: its words, and where its target begins.
    let mut begun: Option<(Span, usize)> = None;
    let mut last = '\n';
    for (at, c) in text.char_indices() {
        match (c, begun) {
            ('(', _) if last == ']' => {
                begun = open.take().map(|start| (Span::new(start, at - 1), at + 1));
            }
            (')', Some((words, start))) => {
                if start < at {
                    found.push(Masked { text: words, target: Span::new(start, at) });
                }
                begun = None;
            }
            ('[', _) => open = Some(at + 1),
            ('\n', _) => (open, begun) = (None, None),
            _ => {}
        }
        last = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_other_brackets() {
        let cases: [(&str, &[(&str, &str)]); 7] = [
            ("see [this](http://a.b) and [that](c.d/e)", &[("this", "http://a.b"), ("that", "c.d/e")]),
            ("[1] (not a link)", &[]),
            ("[a]() ](x) [b](", &[]),
            ("[one\nline](http://a.b)", &[]),
            ("[[a](http://a.b)", &[("a", "http://a.b")]),
            ("[é](http://a.b)", &[("é", "http://a.b")]),
            ("[a](b[c](d)", &[("c", "d")]),
        ];
        for (text, expected) in cases {
            let found: Vec<(&str, &str)> = links(text).iter().map(|l| (l.text.of(text), l.target.of(text))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

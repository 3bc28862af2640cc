//! A comment's words as a block quote, with what the checks found marked in them.
//!
//! Bold and underlined: neither colour nor a picture, and both close wherever they are opened.

use super::super::budget::units;
use super::super::escape::{push, turns_reading_order};
use crate::article::Span;
use unicode_segmentation::UnicodeSegmentation as _;

const OPEN: &str = "**__";
const CLOSE: &str = "__**";
/// What a cut adds: the closing marks and `…`.
const END: usize = 5;

/// A text laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Markdown; empty where the text has no words.
    pub(super) body: String,
    /// Whether all of it fitted.
    pub(super) whole: bool,
}

/// The text in at most `most` UTF-16 units, escaped, line breaks kept, the words of `spans` (in
/// bytes of `text`) marked.
pub(super) fn marked(text: &str, spans: &[Span], most: usize) -> Marked {
    let spans = merged(spans);
    let mut sheet = Sheet { body: String::new(), used: 0, open: false, most };
    let mut skipped = false;
    for line in lines(text) {
        let shown = shown(text, line, &spans);
        if shown.is_empty() {
            skipped = !sheet.body.is_empty();
            continue;
        }
        // Of several empty lines one is kept.
        let started = (!skipped || sheet.line(&[])) && sheet.line(&shown);
        skipped = false;
        if !started {
            return Marked { body: sheet.body, whole: false };
        }
    }
    Marked { body: sheet.body, whole: true }
}

/// Overlapping and touching spans as one, in order.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|span| span.start < span.end).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(_) | None => merged.push(span),
        }
    }
    merged
}

/// Where each line stands, its break left out; `\r\n` is one break.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let ends = text.char_indices().filter(|&(_, c)| is_break(c)).map(|(at, c)| (at, at + c.len_utf8()));
    ends.chain([(text.len(), text.len())]).map(move |(end, next)| {
        let line = Span::new(start, end);
        start = next;
        line
    })
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character that is shown, and whether it is marked.
type Glyph = (char, bool);

/// What of a line is shown: single spaces, none at the ends, nothing that turns the reading order.
fn shown(text: &str, line: Span, spans: &[Span]) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut spans = spans.iter().skip_while(|span| span.end <= line.start).peekable();
    for (at, c) in line.of(text).char_indices().map(|(at, c)| (line.start + at, c)) {
        while spans.next_if(|span| span.end <= at).is_some() {}
        let is_marked = spans.peek().is_some_and(|span| span.start <= at);
        if c.is_whitespace() || c.is_control() {
            if glyphs.last().is_some_and(|&(last, _)| last != ' ') {
                glyphs.push((' ', is_marked));
            }
        } else if !turns_reading_order(c) {
            glyphs.push((c, is_marked));
        }
    }
    if glyphs.last().is_some_and(|&(last, _)| last == ' ') {
        glyphs.pop();
    }
    glyphs
}

/// What has been written, and how much room is left.
struct Sheet {
    body: String,
    used: usize,
    open: bool,
    most: usize,
}

impl Sheet {
    /// Writes a line; `false` when it did not fit and was cut.
    fn line(&mut self, glyphs: &[Glyph]) -> bool {
        let head = if self.body.is_empty() { "> " } else { "\n> " };
        if self.used + units(head) + END > self.most {
            self.body.push('…');
            return false;
        }
        self.add(head);
        let line: String = glyphs.iter().map(|&(c, _)| c).collect();
        let mut flags = glyphs.iter().map(|&(_, is_marked)| is_marked);
        let mut clusters = Vec::new();
        for (at, cluster) in line.grapheme_indices(true) {
            // A cluster is marked whole: marks inside one would take it apart.
            let count = cluster.chars().count();
            clusters.push((at, cluster, flags.by_ref().take(count).filter(|&flag| flag).count() > 0));
        }
        for index in 0..clusters.len() {
            let Some(&(at, cluster, flag)) = clusters.get(index) else { continue };
            let beside = |index: Option<usize>| index.and_then(|i| clusters.get(i)).is_some_and(|c| c.2);
            // Marks do not open before a space or close behind one.
            let flag = flag && (cluster != " " || (beside(index.checked_sub(1)) && beside(Some(index + 1))));
            if !self.cluster(&line, at, cluster, flag) {
                return false;
            }
        }
        self.turn(false);
        true
    }

    fn cluster(&mut self, line: &str, at: usize, cluster: &str, flag: bool) -> bool {
        let mut escaped = String::new();
        for (inner, c) in cluster.char_indices() {
            push(&mut escaped, line, at + inner, c);
        }
        let mark = if flag && !self.open { units(OPEN) } else { 0 };
        if self.used + mark + units(&escaped) + END + units(CLOSE) > self.most {
            self.turn(false);
            self.body.push('…');
            return false;
        }
        self.turn(flag);
        self.add(&escaped);
        true
    }

    /// Opens or closes the marks.
    fn turn(&mut self, open: bool) {
        if self.open != open {
            self.add(if open { OPEN } else { CLOSE });
            self.open = open;
        }
    }

    fn add(&mut self, piece: &str) {
        self.used += units(piece);
        self.body.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str, words: &[&str]) -> String {
        let spans: Vec<Span> =
            words.iter().map(|w| (text.find(w).unwrap(), w.len())).map(|(at, n)| Span::new(at, at + n)).collect();
        marked(text, &spans, 4_000).body
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let cases: [(&str, &[&str], &str); 9] = [
            ("You are an idiot.", &["idiot"], "> You are an **__idiot__**."),
            ("one\ntwo\r\n\r\n\n\nthree", &[], "> one\n> two\n> \n> three"),
            ("a *bold* word", &["*bold*"], r"> a **__\*bold\*__** word"),
            ("both words here", &["both ", "words"], "> **__both words__** here"),
            ("over\nlines", &["over\nlines"], "> **__over__**\n> **__lines__**"),
            ("  - # not a heading\n1. no list", &[], "> \\- \\# not a heading\n> 1\\. no list"),
            ("trailing space  then", &["space  "], "> trailing **__space__** then"),
            ("e\u{301}clair", &["\u{301}"], "> **__e\u{301}__**clair"),
            ("  \n \n", &[], ""),
        ];
        for (text, words, body) in cases {
            assert_eq!(of(text, words), body, "{text:?}");
        }
    }

    #[test]
    fn a_cut_closes_its_marks() {
        let cut = marked("abcdefghijklmnopqrstuvwxyz", &[Span::new(2, 20)], 26);
        assert!(!cut.whole && cut.body.ends_with("__**…"), "{}", cut.body);
        assert!(units(&cut.body) <= 26);
    }

    #[test]
    fn the_longest_comment_of_marks_fits_whole() {
        let longest = "*".repeat(crate::moderation::LONGEST_COMMENT);
        assert!(marked(&longest, &[], 4_020).whole);
    }

    /// Backslash escapes, our marks and our invisible spaces taken away.
    fn read(body: &str) -> String {
        let mut out = String::new();
        let body = body.replace(OPEN, "").replace(CLOSE, "");
        let mut chars = body.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next()),
                '\u{200B}' => {}
                c => out.push(c),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_shown_within_its_room(
            text in "(?s).{0,60}|[\\\\*_~|`<>@#a1. \n-]{0,60}",
            at in proptest::collection::vec((0_usize..70, 0_usize..70), 0..4),
            most in 20_usize..200,
        ) {
            let spans: Vec<Span> = at.iter().map(|&(a, b)| Span::new(a.min(b), a.max(b))).collect();
            let Marked { body, whole } = marked(&text, &spans, most);
            prop_assert!(units(&body) <= most, "{} {}", body, most);
            prop_assert_eq!(body.matches(OPEN).count(), body.matches(CLOSE).count());
            prop_assert!(body.lines().all(|line| line.starts_with("> ")));
            if whole {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&read(&body)), letters(&text));
            }
        }
    }
}

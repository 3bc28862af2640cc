//! Styled words → lines of a given width.

use anstyle::Style;
use std::fmt::Write as _;

/// A paragraph as pieces in styles. What is pushed is made harmless: an article cannot move the
/// cursor, change the title of the window or hide what it says.
#[derive(Debug, Default)]
pub(in crate::cli) struct Words {
    pieces: Vec<(Style, String)>,
}

/// A run without white space, which may change its style inside.
type Word<'a> = Vec<(Style, &'a str)>;

impl Words {
    pub(in crate::cli) fn push(&mut self, style: Style, text: &str) {
        self.pieces.push((style, harmless(text)));
    }

    /// Writes the paragraph with a margin before its first line and one before the others.
    pub(super) fn write(&self, out: &mut String, width: usize, margins: (&str, &str)) {
        let (first, rest) = margins;
        out.push_str(first);
        let mut column = columns(first);
        let mut empty = true;
        let mut last = None;
        let mut current = Style::new();
        let mut wear = |out: &mut String, style: Style| {
            if style != current {
                // Writing to a string cannot fail.
                let _ = write!(out, "{current:#}{style}");
                current = style;
            }
        };
        for word in self.split() {
            let long = word.iter().map(|(_, part)| columns(part)).sum::<usize>();
            if !empty && column + 1 + long > width {
                wear(out, Style::new());
                out.push('\n');
                out.push_str(rest);
                column = columns(rest);
                empty = true;
            }
            if !empty {
                // A space inside a styled run belongs to it.
                if word.first().is_some_and(|(style, _)| Some(*style) != last) {
                    wear(out, Style::new());
                }
                out.push(' ');
                column += 1;
            }
            for (style, part) in word {
                wear(out, style);
                out.push_str(part);
                last = Some(style);
            }
            column += long;
            empty = false;
        }
        wear(out, Style::new());
        out.push('\n');
    }

    fn split(&self) -> Vec<Word<'_>> {
        let mut words: Vec<Word<'_>> = Vec::new();
        let mut inside = false;
        for (style, text) in &self.pieces {
            let mut parts = text.split(' ').peekable();
            while let Some(part) = parts.next() {
                if !part.is_empty() {
                    match words.last_mut() {
                        Some(word) if inside => word.push((*style, part)),
                        _ => words.push(vec![(*style, part)]),
                    }
                    inside = true;
                }
                inside &= parts.peek().is_none();
            }
        }
        words
    }
}

/// The text on one line, without control characters, marks that turn its direction, or
/// characters that are not seen.
pub(super) fn harmless(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            _ if c.is_whitespace() => Some(' '),
            _ if is_unseen(c) => None,
            _ if c.is_control() => Some('\u{fffd}'),
            _ => Some(c),
        })
        .collect()
}

/// Marks that turn a text's direction, and characters of no width and no use on a terminal.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}')
        || matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// The columns a text takes: ideographs and emoji take two, combining marks none.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
            _ if is_wide(c) => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> String {
        let mut words = Words::default();
        words.push(Style::new(), text);
        let mut out = String::new();
        words.write(&mut out, width, ("- ", "  "));
        out
    }

    #[test]
    fn lines_break_at_the_width() {
        assert_eq!(wrapped("one two  three\nfour", 9), "- one two\n  three\n  four\n");
        assert_eq!(wrapped("extraordinarily long", 9), "- extraordinarily\n  long\n");
        assert_eq!(wrapped("政府は 発表した", 9), "- 政府は\n  発表した\n");
    }

    #[test]
    fn a_word_may_change_its_style_inside() {
        let mut words = Words::default();
        words.push(Style::new(), "on ");
        words.push(Style::new().bold(), "Sunday");
        words.push(Style::new(), ", he said");
        let mut out = String::new();
        words.write(&mut out, 80, ("", ""));
        assert_eq!(out, "on \u{1b}[1mSunday\u{1b}[0m, he said\n");
    }

    #[test]
    fn a_style_is_put_on_once_for_a_run_of_words_and_ends_with_its_line() {
        let mut words = Words::default();
        words.push(Style::new().bold(), "one two three");
        let mut out = String::new();
        words.write(&mut out, 8, ("", ""));
        assert_eq!(out, "\u{1b}[1mone two\u{1b}[0m\n\u{1b}[1mthree\u{1b}[0m\n");
    }

    #[test]
    fn escape_sequences_of_an_article_do_not_reach_the_terminal() {
        for hostile in ["\u{1b}[2J", "\u{9b}2J", "\u{1b}]0;x\u{7}", "a\u{8}b", "\u{202e}abc", "a\rb", "\u{e0041}"] {
            let shown = wrapped(hostile, 40);
            assert!(!shown.trim_end_matches('\n').contains(|c: char| c.is_control()), "{shown:?}");
            assert!(!shown.contains(['\u{202e}', '\u{e0041}']), "{shown:?}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_kept_and_no_line_is_too_long(text in "[a-zé政 \n]{0,80}", width in 12usize..60) {
            let shown = wrapped(&text, width);
            let words = shown.trim_start_matches('-').split_whitespace().collect::<Vec<_>>();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
            for line in shown.lines() {
                prop_assert!(columns(line) <= width || line.split_whitespace().filter(|w| *w != "-").count() <= 1);
            }
        }
    }
}

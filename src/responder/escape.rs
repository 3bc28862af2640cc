//! Untrusted text → Markdown that shows exactly that text, on one line or on several.
//!
//! Discord's Markdown takes a backslash before any ASCII mark as "this mark itself". Mentions
//! are found in the raw text too, so those get an invisible space behind their `@` besides; the
//! empty `allowed_mentions` of every message is the second guard.

use super::budget::units;
use unicode_segmentation::UnicodeSegmentation as _;

/// Text that can stand in Markdown: escaped, or words of our own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Safe(String);

impl Safe {
    /// Escapes untrusted text. White space, line breaks included, becomes single spaces.
    pub fn of(untrusted: &str) -> Self {
        Self::clipped(untrusted, usize::MAX)
    }

    /// Escapes untrusted text and keeps the result within `most` UTF-16 units; a cut is shown
    /// as `…`.
    pub fn clipped(untrusted: &str, most: usize) -> Self {
        let line = single_line(untrusted);
        let mut escaped = String::with_capacity(line.len() + 8);
        let (mut used, mut fits) = (0, 0);
        for (at, grapheme) in line.grapheme_indices(true) {
            let before = escaped.len();
            for (inner, c) in grapheme.char_indices() {
                push(&mut escaped, &line, at + inner, c);
            }
            used += units(escaped.get(before..).unwrap_or_default());
            if used > most {
                escaped.truncate(fits);
                escaped.truncate(escaped.trim_end().len());
                escaped.push('…');
                break;
            }
            if used < most {
                fits = escaped.len();
            }
        }
        Self(escaped)
    }

    /// Words of our own.
    pub(super) const fn own(words: String) -> Self {
        Self(words)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text for places without Markdown: one line, nothing invisible that turns the reading order.
pub(super) fn plain(untrusted: &str, most: usize) -> String {
    super::clip(&single_line(untrusted), most)
}

/// A quotation: a block quote of one line.
pub(super) fn quoted(words: &Safe) -> String {
    format!("> {words}")
}

/// Lines shown of a text of several; what is longer is a wall nobody reads in a chat.
const MOST_LINES: usize = 40;

/// Untrusted text of several lines in at most `most` UTF-16 units (at least 4): line breaks stay,
/// of empty lines one in a row; everything else as in [`Safe::clipped`].
pub(super) fn lines(untrusted: &str, most: usize) -> Safe {
    Safe(laid_out(untrusted, "", most).0)
}

/// The same as a block quote, its marks counted.
pub(super) fn quoted_lines(untrusted: &str, most: usize) -> String {
    laid_out(untrusted, "> ", most).0
}

/// The same where nothing of it has to be cut.
pub(super) fn quoted_whole(untrusted: &str, most: usize) -> Option<String> {
    let (quote, whole) = laid_out(untrusted, "> ", most);
    whole.then_some(quote)
}

/// What [`quoted_lines`] showed, as it was written; white space and line ends are the tidy ones.
pub(super) fn unquoted(quote: &str) -> String {
    let lines = quote.lines().map(|line| unescaped(line.strip_prefix('>').map_or(line, str::trim_start)));
    lines.collect::<Vec<_>>().join("\n")
}

fn unescaped(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next()),
            '\u{200B}' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// With whether that is all of it.
fn laid_out(untrusted: &str, prefix: &str, most: usize) -> (String, bool) {
    let lines = written_lines(untrusted);
    let mut out = String::new();
    let mut used = 0;
    for (at, line) in lines.iter().enumerate() {
        let head = if at == 0 { prefix.to_owned() } else { format!("\n{prefix}") };
        let escaped = Safe::of(line);
        let more = at + 1 < lines.len();
        let length = units(&head) + units(escaped.as_str());
        let full = at >= MOST_LINES || used + length + usize::from(more) > most;
        if full {
            let room = most.saturating_sub(used + units(&head));
            if (room < 2 && at > 0) || at >= MOST_LINES {
                out.push('…');
            } else {
                let kept = Safe::clipped(line, room);
                let kept = if kept == escaped { Safe::clipped(line, room - 1) } else { kept };
                out.push_str(&head);
                out.push_str(kept.as_str());
                if kept == escaped {
                    out.push('…');
                }
            }
            return (out, false);
        }
        used += length;
        out.push_str(&head);
        out.push_str(escaped.as_str());
    }
    (out, true)
}

/// The lines somebody wrote, each as by [`single_line`], without empty ones at either end and
/// without two empty ones in a row.
fn written_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = single_line(line);
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// One line, without control characters and without marks that turn the reading order.
fn single_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !line.ends_with(' ') && !line.is_empty() {
                line.push(' ');
            }
        } else if !turns_reading_order(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

pub(super) const fn turns_reading_order(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{200B}')
}

/// Writes one character of `line`, escaped as its place there demands.
pub(super) fn push(escaped: &mut String, line: &str, at: usize, c: char) {
    let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
    if is_markup(c, at, rest) || ends_list_number(c, line.get(..at).unwrap_or_default()) {
        escaped.push('\\');
    }
    escaped.push(c);
    if c == '@' {
        escaped.push('\u{200B}');
    }
}

/// Whether `c` would mean something in Markdown where it stands.
fn is_markup(c: char, at: usize, rest: &str) -> bool {
    match c {
        '\\' | '*' | '_' | '~' | '|' | '`' | '<' | '>' | '[' | ']' | '#' => true,
        '-' | '+' => at == 0,
        // `https://…` would become a link, and below a message a preview.
        ':' => rest.starts_with("//"),
        // Invitations are found without a scheme.
        '.' => ["gg/", "com/invite", "GG/"].iter().any(|invite| rest.starts_with(invite)),
        _ => false,
    }
}

/// `1.` at the start of a line would become a numbered list.
fn ends_list_number(c: char, before: &str) -> bool {
    matches!(c, '.' | ')') && !before.is_empty() && before.chars().all(|d| d.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_shown_and_not_obeyed() {
        let cases = [
            ("plain words, “quoted” (and more).", "plain words, “quoted” (and more)."),
            ("**bold** _it_ ~~no~~ ||secret|| `code`", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|secret\|\| \`code\`"),
            ("# heading", r"\# heading"),
            ("- item", r"\- item"),
            ("1. item", r"1\. item"),
            ("two\n> lines\r\n```", r"two \> lines \`\`\`"),
            ("[text](https://evil.example)", r"\[text\](https\://evil.example)"),
            ("@everyone <@123> <@&9>", "@\u{200B}everyone \\<@\u{200B}123\\> \\<@\u{200B}&9\\>"),
            ("discord.gg/abc", r"discord\.gg/abc"),
            ("turned \u{202E}round", "turned round"),
        ];
        for (given, shown) in cases {
            assert_eq!(Safe::of(given).as_str(), shown, "{given}");
        }
    }

    #[test]
    fn a_cut_leaves_no_lonely_backslash() {
        assert_eq!(Safe::clipped("ab***", 4).as_str(), "ab…");
        assert_eq!(Safe::clipped("ab", 2).as_str(), "ab");
        assert_eq!(Safe::clipped("abc", 2).as_str(), "a…");
    }

    #[test]
    fn several_lines_stay_several() {
        let cases = [
            ("one\ntwo", 99, "one\ntwo"),
            ("\n\n one \r\n\r\n\r\n two\u{2028}three\n\n", 99, "one\n\ntwo\nthree"),
            ("# one\n> two\n1. three\n-# four\n- five", 99, "\\# one\n\\> two\n1\\. three\n\\-\\# four\n\\- five"),
            ("```\ncode\n```", 99, "\\`\\`\\`\ncode\n\\`\\`\\`"),
            ("one\ntwo\nthree", 8, "one\ntwo…"),
            ("one\ntwo\nthree", 9, "one\ntwo…"),
            ("one\ntwo\nthree", 10, "one\ntwo\nt…"),
            ("one\ntwo", 6, "one\nt…"),
            ("", 9, ""),
            ("\u{200B}\n \n", 9, ""),
        ];
        for (given, most, shown) in cases {
            assert_eq!(lines(given, most).as_str(), shown, "{given:?} {most}");
        }
        assert_eq!(quoted_whole("one\ntwo…", 99).as_deref(), Some("> one\n> two…"));
        assert_eq!(quoted_whole("one\ntwo", 8), None);
        assert_eq!(quoted_lines("one\n\n@here", 99), "> one\n> \n> @\u{200B}here");
    }

    #[test]
    fn a_ladder_of_lines_is_cut() {
        let shown = lines(&"a\n".repeat(500), 4_000).to_string();
        assert_eq!(shown.lines().count(), MOST_LINES);
        assert!(shown.ends_with("a…"));
    }

    /// What a reader sees: backslash escapes and our invisible spaces taken away.
    fn shown(escaped: &str) -> String {
        let mut out = String::new();
        let mut chars = escaped.chars();
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
        fn hostile_text_is_shown_as_it_is_and_stays_in_its_line(text in "(?s).{0,80}|[\\\\*_~|`<>@#\\[\\]():/a1. \n-]{0,80}") {
            let escaped = Safe::of(&text);
            prop_assert_eq!(shown(escaped.as_str()), single_line(&text));
            prop_assert!(!escaped.as_str().contains(['\n', '\r']));
        }

        #[test]
        fn no_mark_of_markdown_stands_unescaped(text in "[\\\\*_~|`<>@#\\[\\]a1. \n-]{0,80}") {
            let escaped = Safe::of(&text);
            let mut chars = escaped.as_str().chars();
            while let Some(c) = chars.next() {
                if c == '\\' {
                    let next = chars.next();
                    prop_assert!(next.is_some_and(|n| n.is_ascii_punctuation()));
                } else {
                    prop_assert!(!"*_~|`<>[]#".contains(c));
                }
            }
        }

        #[test]
        fn several_lines_keep_their_budget_and_their_quote(text in "(?s).{0,60}|[*@<\n#>1. -]{0,60}", most in 4_usize..60) {
            prop_assert!(units(lines(&text, most).as_str()) <= most);
            let quote = quoted_lines(&text, most);
            prop_assert!(units(&quote) <= most, "{quote:?}");
            prop_assert!(quote.lines().all(|line| line.starts_with("> ")), "{quote:?}");
        }

        #[test]
        fn what_fits_is_shown_whole(text in "(?s).{0,60}|[a-z*@<>1.\\\\\n -]{0,60}") {
            prop_assert_eq!(shown(lines(&text, 1_000).as_str()), written_lines(&text).join("\n"));
            prop_assert_eq!(unquoted(&quoted_lines(&text, 1_000)), written_lines(&text).join("\n"));
        }

        #[test]
        fn a_budget_is_kept(text in "(?s).{0,60}|[*@<]{0,60}", most in 1_usize..40) {
            prop_assert!(units(Safe::clipped(&text, most).as_str()) <= most);
        }
    }
}

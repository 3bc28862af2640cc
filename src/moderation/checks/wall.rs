//! Walls of text: what fills the screen instead of saying something.

use super::Comment;
use crate::article::Span;
use crate::moderation::{Check, Checked, Finding, Severity};
use std::collections::HashMap;

/// What this check can find.
pub(crate) const KINDS: &[&str] = &["long_word", "repeated_character", "line_breaks", "repeated_word", "no_breaks"];

/// The longest words of any language are shorter; addresses are not counted.
const LONGEST_WORD: usize = 120;
/// A drawn-out "noooo" is shorter, and so are most lines drawn with dashes.
const SAME_CHARACTER: usize = 40;
const LINE_BREAKS: usize = 80;
const BLANK_LINES: usize = 15;
const SAME_WORD: usize = 20;
/// Characters without a full stop or a line break.
const UNBROKEN: usize = 1_500;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let text = comment.text;
    let found = [long_word(text), same_character(text), breaks(text), same_word(text), unbroken(text)];
    checked.findings.extend(found.into_iter().flatten());
}

fn finding(kind: &'static str, severity: Severity, span: Option<Span>, explanation: String) -> Finding {
    Finding { check: Check::Wall, kind: kind.into(), severity, span, explanation }
}

/// The part of `text` that `part` is a slice of.
fn place(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(start, start + part.len())
}

fn long_word(text: &str) -> Option<Finding> {
    let word = text.split_whitespace().find(|word| {
        // Scripts that write without spaces have long runs; addresses and code are long too.
        word.len() > LONGEST_WORD
            && !word.contains(['/', '=', '&'])
            && word.chars().filter(|c| c.is_lowercase() || c.is_uppercase()).count() > LONGEST_WORD
    })?;
    let told = format!("A word of {} characters.", word.chars().count());
    Some(finding("long_word", Severity::Review, Some(place(text, word)), told))
}

fn same_character(text: &str) -> Option<Finding> {
    let (mut start, mut count, mut last) = (0, 0, '\0');
    let mut longest = (0, Span::new(0, 0));
    for (at, c) in text.char_indices() {
        if c != last {
            (start, count, last) = (at, 0, c);
        }
        count += 1;
        if count > longest.0 && !c.is_whitespace() {
            longest = (count, Span::new(start, at + c.len_utf8()));
        }
    }
    let (count, span) = longest;
    let drawn = span.of(text).starts_with(['-', '=', '_', '*', '.', '~', '#', '─', '━']);
    if count < SAME_CHARACTER * if drawn { 4 } else { 1 } {
        return None;
    }
    // Joy is drawn out too: "sooooo", a row of hearts.
    let severity = if count >= SAME_CHARACTER * 4 { Severity::Review } else { Severity::Note };
    Some(finding("repeated_character", severity, Some(span), format!("One character {count} times.")))
}

fn breaks(text: &str) -> Option<Finding> {
    let count = text.matches('\n').count();
    let (mut blank, mut most) = (0, 0);
    for line in text.lines() {
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        most = most.max(blank);
    }
    (count > LINE_BREAKS || most > BLANK_LINES)
        .then(|| finding("line_breaks", Severity::Review, None, format!("{count} line breaks.")))
}

fn same_word(text: &str) -> Option<Finding> {
    let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
    let mut words = 0;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words += 1;
        counts.entry(word.to_lowercase()).or_insert((0, word)).0 += 1;
    }
    let &(count, first) = counts.values().max_by_key(|(count, word)| (*count, std::cmp::Reverse(word.as_ptr())))?;
    if count < SAME_WORD || count * 3 < words {
        return None;
    }
    let told = format!("One word {count} times in {words} words.");
    Some(finding("repeated_word", Severity::Review, Some(place(text, first)), told))
}

fn unbroken(text: &str) -> Option<Finding> {
    let longest = text.split(['.', '!', '?', '\n', '。', '！', '？', '।', '؟']).map(str::len).max()?;
    // Bytes are counted first: they are never fewer than the characters.
    if longest <= UNBROKEN
        || text.split(['.', '!', '?', '\n', '。', '！', '？', '।', '؟']).all(|p| p.chars().count() <= UNBROKEN)
    {
        return None;
    }
    let told = format!("More than {UNBROKEN} characters without a full stop or a line break.");
    Some(finding("no_breaks", Severity::Note, None, told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::CheckContext;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<String> {
        let mut checked = Checked::default();
        check(&Comment { text, context: CheckContext::default() }, &mut checked);
        for finding in &checked.findings {
            assert!(KINDS.contains(&finding.kind.as_ref()));
            assert!(finding.span.is_none_or(|s| !s.of(text).is_empty()));
        }
        checked.findings.into_iter().map(|f| f.kind.into_owned()).collect()
    }

    #[test]
    fn each_kind_of_wall_is_told_and_ordinary_text_is_none() {
        let cases = [
            ("A plain comment. Nooooooooooooo! Really?".to_owned(), None),
            (format!("Part one\n{}\nPart two", "-".repeat(80)), None),
            (format!("https://example.org/{}", "abc".repeat(100)), None),
            ("会議は長く続いたが結論は出なかった".repeat(12), None),
            ("yes, very ".repeat(8), None),
            ("abcdefghij".repeat(20), Some("long_word")),
            ("h".repeat(60), Some("repeated_character")),
            ("!".repeat(60), Some("repeated_character")),
            ("one\n".repeat(90), Some("line_breaks")),
            (format!("top{}end", "\n".repeat(40)), Some("line_breaks")),
            ("spam and ".repeat(30), Some("repeated_word")),
            (
                "the words go on and on in many different ways with no end in sight whatever one does ".repeat(20),
                Some("no_breaks"),
            ),
        ];
        for (text, expected) in cases {
            let found = kinds(&text);
            assert_eq!(found.iter().map(String::as_str).find(|k| expected.is_none_or(|e| e == *k)), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_check(text in "(\\PC|a{50}|\n{20}|é ){0,40}") {
            kinds(&text);
        }
    }
}

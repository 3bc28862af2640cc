//! Looking left and right in a text, in bounded steps, always on character boundaries.

/// How far a word is followed, in bytes: longer runs are not words.
const REACH: usize = 48;

/// The character that starts at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The run of characters that `keep` accepts, ending at `at`.
pub(super) fn run_before(text: &str, at: usize, keep: impl Fn(char) -> bool) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let mut start = at;
    for (i, c) in head.char_indices().rev() {
        if !keep(c) || at - i > REACH {
            break;
        }
        start = i;
    }
    text.get(start..at).unwrap_or_default()
}

/// The run of characters that `keep` accepts, starting at `at`.
pub(super) fn run_after(text: &str, at: usize, keep: impl Fn(char) -> bool) -> &str {
    let tail = text.get(at..).unwrap_or_default();
    let end = tail.char_indices().find(|&(i, c)| !keep(c) || i > REACH).map_or(tail.len(), |(i, _)| i);
    tail.get(..end).unwrap_or_default()
}

/// The word ending at `at`, with the stops and hyphens inside it ("U.S", "al-Faqih").
pub(super) fn word_before(text: &str, at: usize) -> &str {
    run_before(text, at, |c| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '&'))
        .trim_start_matches(['.', '\'', '’', '-', '&'])
}

/// The letters and digits starting at `at`.
pub(super) fn word_after(text: &str, at: usize) -> &str {
    run_after(text, at, char::is_alphanumeric)
}

/// The offset of the first character at or after `at` that is not white space.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    at + (tail.len() - tail.trim_start().len())
}

/// How much is read to tell whose words stand beside a mark, in bytes.
const WINDOW: usize = 240;

/// Up to 240 bytes of text from `at` on.
pub(super) fn window_after(text: &str, at: usize) -> &str {
    text.get(at..text.floor_char_boundary(at + WINDOW)).unwrap_or_default()
}

/// Up to 240 bytes of text before `at`.
pub(super) fn window_before(text: &str, at: usize) -> &str {
    text.get(text.floor_char_boundary(at.saturating_sub(WINDOW))..at).unwrap_or_default()
}

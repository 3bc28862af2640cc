//! Which way a quotation mark points: straight marks say so only by what stands around them.

use super::cursor;

/// Whether a quotation is open while a paragraph is read from left to right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quotes {
    open: bool,
}

/// What a mark does to the quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Opens,
    Closes,
}

impl Quotes {
    /// Reads the mark at `at`, if there is one: its length in bytes and what it does. `left` is
    /// the character before the mark, or before the stop that the mark follows.
    pub(super) fn read(self, text: &str, at: usize) -> Option<(usize, Mark)> {
        let tail = text.get(at..)?;
        let first = tail.chars().next()?;
        let straight = |len| Some((len, self.straight(text, at, len)));
        match first {
            '“' | '«' | '„' => Some((first.len_utf8(), Mark::Opens)),
            '”' | '»' => Some((first.len_utf8(), Mark::Closes)),
            '`' if tail.starts_with("``") => Some((2, Mark::Opens)),
            '\'' if tail.starts_with("''") => straight(2),
            '"' => straight(1),
            _ => None,
        }
    }

    /// Goes past a mark.
    pub(super) fn pass(&mut self, mark: Mark) {
        self.open = mark == Mark::Opens;
    }

    pub(super) const fn is_open(self) -> bool {
        self.open
    }

    /// By what stands right beside the mark; else by what is open, the marks that follow, and
    /// whose words are on either side.
    fn straight(self, text: &str, at: usize, len: usize) -> Mark {
        if let Some(mark) = told(text, at, len) {
            return mark;
        }
        let open = if self.open { -2 } else { 2 };
        // Only '"' is common enough glued to words for more to be worth asking.
        let more = if len == 1 {
            by_next(text, at) + 2 * (i32::from(speaks_after(text, at + 1)) - i32::from(speaks_before(text, at)))
        } else {
            0
        };
        if open + more > 0 { Mark::Opens } else { Mark::Closes }
    }
}

impl Mark {
    const fn vote(self) -> i32 {
        match self {
            Self::Opens => 1,
            Self::Closes => -1,
        }
    }
}

/// What the characters beside a straight mark tell.
fn told(text: &str, at: usize, len: usize) -> Option<Mark> {
    let left = cursor::before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '"'));
    let right = cursor::after(text, at + len).is_none_or(|c| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '—' | '–' | '"')
    });
    match (left, right) {
        (true, false) => Some(Mark::Opens),
        (false, true) => Some(Mark::Closes),
        _ => None,
    }
}

/// A mark is the opposite of the next one: positive where that speaks for an opening mark, the
/// more the nearer a mark is that tells its direction.
fn by_next(text: &str, at: usize) -> i32 {
    /// How many marks and bytes are looked at.
    const MARKS: usize = 4;
    const REACH: usize = 1_500;
    let bytes = text.as_bytes().get(at + 1..).unwrap_or_default();
    let near = bytes.get(..REACH).unwrap_or(bytes);
    for (turn, next) in memchr::memchr_iter(b'"', near).take(MARKS).enumerate() {
        if let Some(mark) = told(text, at + 1 + next, 1) {
            return match turn {
                0 => -3 * mark.vote(),
                1 => mark.vote(),
                _ => 0,
            };
        }
    }
    0
}

/// Whether the words after `at`, up to the next mark or stop, are somebody's own ("I", "we").
fn speaks_after(text: &str, at: usize) -> bool {
    let near = cursor::window_after(text, at);
    is_own(near.split(['"', '.', '?', '!']).next().unwrap_or_default())
}

/// The same of the words before `at`, back to the last mark or sentence.
fn speaks_before(text: &str, at: usize) -> bool {
    let near = cursor::window_before(text, at).trim_end_matches(['.', '?', '!', ',']);
    is_own(near.rsplit(['"', '.', '?', '!']).next().unwrap_or_default())
}

fn is_own(words: &str) -> bool {
    const OWN: [&str; 21] = [
        "I", "I'm", "I've", "I'd", "I'll", "we", "We", "we're", "We're", "we've", "We've", "we'll", "We'll", "my",
        "My", "me", "us", "our", "Our", "you", "You",
    ];
    words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).any(|w| OWN.contains(&w))
}

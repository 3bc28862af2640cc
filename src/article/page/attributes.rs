//! A look at a page's attributes before it is parsed: html5ever compares each attribute of a tag
//! with all before it, so a tag with 100,000 of them would take minutes.

/// Most attribute comparisons (the sum over tags of their squared number of attributes) a page may
/// need; the pages measured stay under 100,000.
pub const MAX_COMPARISONS: u64 = 100_000_000;

/// Where the HTML tokenizer stands inside a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside of tags.
    Text,
    Open,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Bare,
}

/// Whether the page's tags hold so many attributes that parsing it would take too long. Scripts
/// are read as if they were markup, which can only over-count.
pub(super) fn excessive(html: &str) -> bool {
    let (mut state, mut count, mut total) = (State::Text, 0_u64, 0_u64);
    let mut rest = html.as_bytes();
    while let Some(skipped) = skip(state, rest)
        && let Some((&byte, tail)) = rest.get(skipped..).and_then(<[u8]>::split_first)
    {
        rest = tail;
        let next = step(state, byte);
        if next == State::Name && state != State::Name {
            count += 1;
            total = total.saturating_add(2 * count);
            if total > MAX_COMPARISONS {
                return true;
            }
        }
        if next == State::Text {
            count = 0;
        }
        state = next;
    }
    false
}

/// How many bytes leave the state as it is; `None` where all do.
fn skip(state: State, rest: &[u8]) -> Option<usize> {
    match state {
        State::Text => memchr::memchr(b'<', rest),
        State::Quoted(quote) => memchr::memchr(quote, rest),
        State::Open | State::BeforeName | State::Name | State::AfterName | State::BeforeValue | State::Bare => Some(0),
    }
}

/// The tokenizer's next state, after the HTML standard's tag and attribute states.
const fn step(state: State, byte: u8) -> State {
    let space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0C | b'/');
    match (state, byte) {
        (State::Quoted(quote), _) if byte != quote => state,
        (State::Text | State::Open, b'<') | (State::Open, b'/') => State::Open,
        (State::Text, _) | (_, b'>') => State::Text,
        (State::Quoted(_), _) => State::BeforeName,
        (State::Open, _) if !byte.is_ascii_alphabetic() => State::Text,
        (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
        (State::BeforeValue, _) if space && byte != b'/' => State::BeforeValue,
        (State::Bare | State::BeforeName, _) if space => State::BeforeName,
        (State::Open | State::BeforeValue | State::Bare, _) => State::Bare,
        (State::Name | State::AfterName, b'=') => State::BeforeValue,
        (State::Name | State::AfterName, _) if space => State::AfterName,
        (State::BeforeName | State::Name | State::AfterName, _) => State::Name,
    }
}

//! White space and invisible characters.

use std::sync::LazyLock;

/// Characters that show nothing: soft hyphen, zero-width space, direction marks, byte-order mark.
/// The zero-width joiners stay: emoji and several scripts need them.
fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFFC}')
        || (c.is_control() && !c.is_whitespace())
}

/// Collapses white space to single blanks and drops what shows nothing.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_str(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// Adds a character as [`collapse`] would.
pub(super) fn push(out: &mut String, c: char) {
    if c.is_whitespace() {
        if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    } else if !invisible(c) {
        out.push(c);
    }
}

/// Adds a text as [`collapse`] would: what is plainly visible at once, the rest by the character.
pub(super) fn push_str(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
        let (visible, other) = rest.split_at(plain);
        out.push_str(visible);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { return };
        push(out, c);
        rest = chars.as_str();
    }
}

/// Characters that are no white space.
pub(super) fn shown(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !matches!(b, b'\t'..=b'\r' | b' ')).count();
    }
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Adds a line break, without blanks around it and never twice.
pub(super) fn push_break(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
}

static REFERENCE: LazyLock<regex::Regex> =
    LazyLock::new(|| super::regex(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,8}));"));

/// Reads the character references that strings outside of markup carry.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let read = |found: &regex::Captures<'_>| {
        let number = |i: usize, radix| found.get(i).and_then(|m| u32::from_str_radix(m.as_str(), radix).ok());
        let code = number(1, 10).or_else(|| number(2, 16)).and_then(char::from_u32).map(String::from);
        let named = || {
            found.get(3).and_then(|m| NAMED.iter().find(|(name, _)| *name == m.as_str())).map(|(_, c)| (*c).to_owned())
        };
        code.or_else(named).unwrap_or_else(|| found.get(0).map_or("", |m| m.as_str()).to_owned())
    };
    REFERENCE.replace_all(text, read).into_owned()
}

/// The named references that occur in practice.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("eacute", "é"),
    ("copy", "©"),
];

//! Names and attributes of tags (13.2.5.8 and 13.2.5.32 to 13.2.5.40 of the HTML standard).

use super::reference::{self, Place};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The rest of a tag after its name.
pub(super) struct Read {
    pub(super) attributes: Vec<Attribute>,
    /// How many attributes the tag has, those left out among them.
    pub(super) count: u64,
    pub(super) self_closing: bool,
    /// After the tag's `>`.
    pub(super) end: usize,
}

/// The name of a tag: in lower case, and without nulls.
pub(super) fn tag_name(written: &str) -> LocalName {
    match written {
        "div" => local_name!("div"),
        "a" => local_name!("a"),
        "p" => local_name!("p"),
        "span" => local_name!("span"),
        "li" => local_name!("li"),
        _ => LocalName::from(plain(written)),
    }
}

fn plain(written: &str) -> Cow<'_, str> {
    if written.bytes().any(|b| b == 0 || b.is_ascii_uppercase()) {
        return Cow::Owned(written.to_ascii_lowercase().replace('\0', "\u{FFFD}"));
    }
    Cow::Borrowed(written)
}

/// Reads the attributes of a start tag of this name, or passes those of an end tag. Nothing where the
/// page ends in the tag.
pub(super) fn read(text: &StrTendril, from: usize, tag: Option<&LocalName>) -> Option<Read> {
    let bytes = str::as_bytes(text);
    let (mut at, mut count, mut attributes, mut left_out) = (from, 0, Vec::new(), false);
    loop {
        at += bytes.get(at..)?.iter().position(|&b| !is_space(b))?;
        match bytes.get(at)? {
            b'>' => break,
            b'/' if *bytes.get(at + 1)? == b'>' => break,
            b'/' => at += 1,
            _ => {
                let found = attribute(bytes, at)?;
                at = found.end;
                count += 1;
                let Some(tag) = tag else { continue };
                let name = text.get(found.name.0..found.name.1).unwrap_or_default();
                match key(name, tag) {
                    Some(name) if attributes.iter().all(|a: &Attribute| a.name.local != name) => {
                        let value = value(text, found.value);
                        attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
                    }
                    Some(_) => {}
                    None => left_out = true,
                }
            }
        }
    }
    // The tree builder tells formatting elements apart by all their attributes (13.2.4.3); what is left
    // out stands in one without a name, which no tag can have.
    if left_out && tag.is_some_and(is_formatting) {
        attributes.push(Attribute { name: unnamed(), value: super::piece(text, from, at) });
    }
    let self_closing = bytes.get(at) == Some(&b'/');
    Some(Read { attributes, count, self_closing, end: at + 1 + usize::from(self_closing) })
}

fn unnamed() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

/// Whether an attribute only tells formatting elements apart.
pub(in super::super) fn is_unnamed(attribute: &Attribute) -> bool {
    attribute.name.local == local_name!("")
}

fn is_formatting(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// An attribute by its place in the page.
struct Written {
    name: (usize, usize),
    value: (usize, usize),
    /// Where the tag goes on.
    end: usize,
}

/// The attribute that begins at `at`; nothing where the page ends in it.
fn attribute(bytes: &[u8], at: usize) -> Option<Written> {
    let ends = |b: &u8| is_space(*b) || matches!(b, b'/' | b'>' | b'=');
    // The first character belongs to the name whatever it is.
    let name = (at, at + 1 + bytes.get(at + 1..)?.iter().position(ends)?);
    let next = name.1 + bytes.get(name.1..)?.iter().position(|&b| !is_space(b))?;
    if bytes.get(next) != Some(&b'=') {
        return Some(Written { name, value: (next, next), end: next });
    }
    let start = next + 1 + bytes.get(next + 1..)?.iter().position(|&b| !is_space(b))?;
    let first = *bytes.get(start)?;
    if matches!(first, b'"' | b'\'') {
        let end = start + 1 + memchr::memchr(first, bytes.get(start + 1..)?)?;
        return Some(Written { name, value: (start + 1, end), end: end + 1 });
    }
    let end = start + bytes.get(start..)?.iter().position(|&b| is_space(b) || b == b'>')?;
    Some(Written { name, value: (start, end), end })
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b' ')
}

/// The value between two offsets, its references read.
fn value(text: &StrTendril, (from, to): (usize, usize)) -> StrTendril {
    let written = text.get(from..to).unwrap_or_default();
    if memchr::memchr2(b'&', 0, written.as_bytes()).is_none() {
        return super::piece(text, from, to);
    }
    let mut value = StrTendril::with_capacity(u32::try_from(written.len()).unwrap_or_default());
    let mut rest = written;
    while let Some(special) = memchr::memchr2(b'&', 0, rest.as_bytes()) {
        let (before, after) = rest.split_at(special);
        value.push_slice(before);
        let is_null = after.starts_with('\0');
        rest = after.get(1..).unwrap_or_default();
        if is_null {
            value.push_char('\u{FFFD}');
        } else if let Some((length, meant)) = reference::read(rest.as_bytes(), Place::Attribute) {
            value.push_tendril(&meant);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            value.push_char('&');
        }
    }
    value.push_slice(rest);
    value
}

/// Longest name of an attribute that is read.
const LONGEST: usize = 14;

/// Names that html5ever's table lacks.
static COMPONENT: LazyLock<LocalName> = LazyLock::new(|| LocalName::from("data-component"));
static TEST_ID: LazyLock<LocalName> = LazyLock::new(|| LocalName::from("data-testid"));
static PUBDATE: LazyLock<LocalName> = LazyLock::new(|| LocalName::from("pubdate"));

/// The name of an attribute that this reader or the tree builder looks at.
pub(in super::super) fn key(written: &str, tag: &LocalName) -> Option<LocalName> {
    let mut lower = [0_u8; LONGEST];
    let buffer = lower.get_mut(..written.len())?;
    buffer.copy_from_slice(written.as_bytes());
    buffer.make_ascii_lowercase();
    Some(match &*buffer {
        b"class" => local_name!("class"),
        b"id" => local_name!("id"),
        b"style" => local_name!("style"),
        b"role" => local_name!("role"),
        b"type" => local_name!("type"),
        b"rel" => local_name!("rel"),
        b"title" => local_name!("title"),
        b"content" => local_name!("content"),
        b"property" => local_name!("property"),
        b"itemprop" => local_name!("itemprop"),
        b"datetime" => local_name!("datetime"),
        b"hidden" => local_name!("hidden"),
        b"aria-hidden" => local_name!("aria-hidden"),
        b"pubdate" => PUBDATE.clone(),
        b"data-component" => COMPONENT.clone(),
        b"data-testid" => TEST_ID.clone(),
        b"name" if *tag == local_name!("meta") => local_name!("name"),
        b"href" if *tag == local_name!("link") => local_name!("href"),
        // The tree builder's own.
        b"shadowrootmode" if *tag == local_name!("template") => local_name!("shadowrootmode"),
        b"encoding" if *tag == local_name!("annotation-xml") => local_name!("encoding"),
        b"color" if *tag == local_name!("font") => local_name!("color"),
        b"face" if *tag == local_name!("font") => local_name!("face"),
        b"size" if *tag == local_name!("font") => local_name!("size"),
        // In a drawing they are `role`, `title` and `type`.
        b"xlink:role" => local_name!("xlink:role"),
        b"xlink:title" => local_name!("xlink:title"),
        b"xlink:type" => local_name!("xlink:type"),
        _ => return None,
    })
}

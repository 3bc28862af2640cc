//! DOCX: a zip archive whose `word/document.xml` holds the paragraphs.

use super::MAX_CHARS;
use crate::article::Metadata;
use crate::article::page::{self, Extracted, Unreadable};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of XML that are unpacked of one part, however small the archive is.
const MAX_PART: u64 = 40_000_000;
/// Entries an archive may list; a document with a thousand pictures has fewer.
const MAX_ENTRIES: usize = 20_000;
/// The compound file in which Office keeps a document with a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    if bytes.starts_with(COMPOUND) {
        return Err(Unreadable::Locked);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Unreadable::TooLarge);
    }
    let text = body(&part(&mut archive, "word/document.xml")?)?;
    let about = part(&mut archive, "docProps/core.xml").map_or_else(|_| Metadata::default(), |core| properties(&core));
    Ok(Extracted { text, about, canonical: None })
}

/// A part of the archive, unpacked no further than the cap.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Unreadable> {
    let locked = |e: &ZipError| matches!(e, ZipError::UnsupportedArchive(why) if why.contains("assword"));
    let refused = |e| if locked(&e) { Unreadable::Locked } else { Unreadable::Damaged };
    let entry = archive.by_name(name).map_err(refused)?;
    let mut bytes = Vec::new();
    entry.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    if bytes.len() as u64 > MAX_PART {
        return Err(Unreadable::TooLarge);
    }
    Ok(crate::article::page::decode(&bytes, None))
}

/// The paragraphs, a blank line between. Deleted text and field codes are other elements than
/// `w:t` and so left out; a table's cells are paragraphs.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other events of XML carry no words")]
fn body(xml: &str) -> Result<String, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut paragraph, mut in_text) = (String::new(), String::new(), false);
    loop {
        match reader.read_event().map_err(|_| Unreadable::Damaged)? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "t" => in_text = true,
                "tab" => paragraph.push(' '),
                "br" | "cr" => paragraph.push('\n'),
                "noBreakHyphen" => paragraph.push('-'),
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "p" => end_paragraph(&mut text, &mut paragraph)?,
                _ => {}
            },
            Event::Text(words) if in_text => paragraph.push_str(&words),
            Event::GeneralRef(name) if in_text => paragraph.extend(character(&name)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

fn end_paragraph(text: &mut String, paragraph: &mut String) -> Result<(), Unreadable> {
    let words = paragraph.split('\n').map(page::collapse).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    paragraph.clear();
    if !words.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&words);
    }
    // A character has at most four bytes.
    if text.len() > 4 * MAX_CHARS { Err(Unreadable::TooLarge) } else { Ok(()) }
}

/// The character that a reference names. A document may define no others, so none can explode.
fn character(name: &BytesRef<'_>) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// Title and author of the document's properties.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other events of XML carry no words")]
fn properties(xml: &str) -> Metadata {
    let mut reader = Reader::from_str(xml);
    let mut about = Metadata::default();
    let mut field = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) => field = Some(e.local_name().as_ref().to_owned()),
            Event::End(_) => field = None,
            Event::Text(words) => match field.as_deref() {
                Some("title") => append(&mut about.title, &words),
                Some("creator") => append(&mut about.byline, &words),
                _ => {}
            },
            Event::GeneralRef(name) if field.as_deref() == Some("title") => {
                append(&mut about.title, character(&name).map(String::from).as_deref().unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    about.title = about.title.map(|t| page::collapse(&t)).filter(|t| !t.is_empty());
    about.byline = about.byline.map(|t| page::collapse(&t)).filter(|t| !t.is_empty());
    about
}

fn append(to: &mut Option<String>, words: &str) {
    to.get_or_insert_default().push_str(words);
}

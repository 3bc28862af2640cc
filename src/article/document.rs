//! Files a member attaches: plain text, HTML, PDF, DOCX → text and metadata.
//!
//! What a file is, its bytes say before its name does. Every size is capped; what a cap cannot
//! bound (the parsers of PDF and DOCX) runs in [`crate::sandbox`].

mod docx;
mod pdf;

use super::page::{self, Extracted, Unreadable};

/// Files with more bytes are not read.
pub const MAX_FILE_BYTES: usize = 25_000_000;
/// Most characters of text a file may hold; a long novel has a million.
pub const MAX_CHARS: usize = 2_000_000;
/// Pages of a PDF that are read; a longer one is too large.
pub const MAX_PAGES: usize = 1_000;

/// The kinds of file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    Text,
    Html,
    Pdf,
    Docx,
}

/// Bytes at the head of a file that are looked at.
const HEAD: usize = 1024;

impl FileType {
    /// From the bytes first (magic numbers), then the name's ending, then the content type.
    pub fn of(bytes: &[u8], name: &str, content_type: Option<&str>) -> Option<Self> {
        let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            return Some(Self::Pdf);
        }
        if head.starts_with(b"PK\x03\x04") {
            return memchr::memmem::find(bytes, b"word/document.xml").map(|_| Self::Docx);
        }
        if is_binary(head) {
            return None;
        }
        let start = String::from_utf8_lossy(head).trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
        let kind = content_type.unwrap_or_default().to_ascii_lowercase();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
            || (start.starts_with("<?xml") && start.contains("<html"))
        {
            return Some(Self::Html);
        }
        match &*ending {
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "txt" | "text" | "md" => Some(Self::Text),
            _ if kind.starts_with("text/html") || kind.starts_with("application/xhtml") => Some(Self::Html),
            "" if std::str::from_utf8(bytes).is_ok() => Some(Self::Text),
            _ => kind.starts_with("text/plain").then_some(Self::Text),
        }
    }

    /// The name by which the sandbox tells its child what to read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The type of that [`FileType::name`].
    pub fn named(name: &str) -> Option<Self> {
        [Self::Text, Self::Html, Self::Pdf, Self::Docx].into_iter().find(|t| t.name() == name)
    }
}

/// Whether a file's head is no text of any usual encoding.
fn is_binary(head: &[u8]) -> bool {
    let marked = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    !marked && head.iter().any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

/// Reads a file. PDF and DOCX parsers can abort the process on a hostile file: outside of
/// tests call this through [`crate::sandbox`].
pub fn read(bytes: &[u8], kind: FileType) -> Result<Extracted, Unreadable> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let found = match kind {
        FileType::Text => plain(bytes),
        FileType::Html => page::read(&page::decode(bytes, None), None),
        FileType::Pdf => pdf::read(bytes),
        FileType::Docx => docx::read(bytes),
    }?;
    if found.text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if found.text.chars().count() > MAX_CHARS { Err(Unreadable::TooLarge) } else { Ok(found) }
}

/// Plain text as it is, but for its line ends.
fn plain(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if is_binary(head) {
        return Err(Unreadable::Damaged);
    }
    let text = page::decode(bytes, None).replace("\r\n", "\n").replace('\r', "\n");
    Ok(Extracted { text, ..Extracted::default() })
}

#[cfg(test)]
mod tests;

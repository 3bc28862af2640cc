//! PDF: text page by page, its lines joined to paragraphs.

use super::{MAX_CHARS, MAX_PAGES};
use crate::article::Metadata;
use crate::article::page::{self, Extracted, Unreadable};
use pdf_extract::{Document, Object, PlainTextOutput, output_doc_page};

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let mut document =
        Document::load_mem(bytes).map_err(|e| if is_locked(&e) { Unreadable::Locked } else { Unreadable::Damaged })?;
    // Many files are encrypted with no password, only to forbid printing.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unreadable::Locked);
    }
    let pages = document.get_pages();
    if pages.len() > MAX_PAGES {
        return Err(Unreadable::TooLarge);
    }
    let mut lines = Vec::new();
    let mut size = 0;
    for &number in pages.keys() {
        let mut text = String::new();
        output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number).map_err(|_| Unreadable::Damaged)?;
        size += text.len();
        // A character has at most four bytes.
        if size > 4 * MAX_CHARS {
            return Err(Unreadable::TooLarge);
        }
        lines.extend(text.lines().map(page::collapse));
        lines.push(String::new());
    }
    let about =
        Metadata { title: info(&document, b"Title"), byline: info(&document, b"Author"), ..Metadata::default() };
    Ok(Extracted { text: paragraphs(&lines), about, canonical: None })
}

fn is_locked(error: &pdf_extract::Error) -> bool {
    let text = error.to_string().to_lowercase();
    text.contains("password") || text.contains("encrypt") || text.contains("decrypt")
}

/// A field of the document's information, in UTF-16 or Latin-1 as the standard has it.
fn info(document: &Document, field: &[u8]) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info = info.as_reference().ok().and_then(|id| document.get_object(id).ok()).unwrap_or(info);
    let Object::String(bytes, _) = info.as_dict().ok()?.get(field).ok()? else { return None };
    let text = match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    Some(page::collapse(&text)).filter(|t| !t.is_empty() && t.len() <= 500 && !is_placeholder(t))
}

/// What writing programs fill in where nobody said anything: a stand-in or the name of a file.
fn is_placeholder(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.trim_matches(['(', ')', '[', ']']);
    matches!(words, "anonymous" | "unspecified" | "unknown" | "untitled" | "untitled document" | "author" | "user")
        || words.starts_with("microsoft word -")
        || [".doc", ".docx", ".odt", ".rtf", ".pdf", ".tex", ".dvi", ".indd", ".qxd", ".txt"]
            .iter()
            .any(|e| words.ends_with(e))
}

/// Lines → paragraphs: joined, but where a blank line or a short last line ends one. Hyphens at
/// line ends stay, for nothing tells a broken word from a hyphenated one.
fn paragraphs(lines: &[String]) -> String {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.chars().count()).filter(|&w| w > 0).collect();
    widths.sort_unstable();
    let full = widths.get(widths.len() * 9 / 10).copied().unwrap_or_default();
    let (mut text, mut gap, mut last) = (String::new(), true, String::new());
    for line in lines {
        if line.is_empty() {
            gap = true;
            continue;
        }
        let ended = last.ends_with(['.', '!', '?', '”', '"', ':', '…']);
        let goes_on = !ended && line.starts_with(char::is_lowercase);
        let short = last.chars().count() * 10 < full * 8;
        let breaks = if gap { !goes_on } else { ended && short };
        if !text.is_empty() {
            text.push_str(if breaks { "\n\n" } else { " " });
        }
        text.push_str(line);
        last.clone_from(line);
        gap = false;
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_writing_programs_fill_in_is_neither_title_nor_name() {
        for stand_in in ["(anonymous)", "(unspecified)", "Untitled", "Microsoft Word - news", "final-2.docx"] {
            assert!(super::is_placeholder(stand_in), "{stand_in}");
        }
        for real in ["Bridge closes (for good)", "Jane Doe", "An untitled play opens", "The author of the plan"] {
            assert!(!super::is_placeholder(real), "{real}");
        }
    }
}

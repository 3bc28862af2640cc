use super::*;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A DOCX with these parts.
fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#)
}

/// A PDF of one page that shows these lines, 14 points apart; objects are numbered from 1.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown = lines.iter().map(|l| format!("({l}) Tj 0 -14 Td ")).collect::<Vec<_>>().concat();
    let stream = format!("BT /F1 12 Tf 50 700 Td {shown}ET");
    numbered(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".into(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
        "<< /Title (Bridge closes) /Author (Jane Doe) >>".into(),
    ])
}

fn numbered(objects: &[String]) -> Vec<u8> {
    let (mut file, mut places) = (String::from("%PDF-1.4\n"), String::new());
    for (index, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj\n{object}\nendobj", index + 1).unwrap();
    }
    let (count, size, start) = (objects.len(), objects.len() + 1, file.len());
    writeln!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer << /Size {size} /Root 1 0 R /Info {count} 0 R >>"
    )
    .unwrap();
    writeln!(file, "startxref\n{start}\n%%EOF").unwrap();
    file.into_bytes()
}

/// Bytes, name, content type, type.
type Typed = (&'static [u8], &'static str, Option<&'static str>, Option<FileType>);

/// Bytes | name | content type | type.
const TYPES: &[Typed] = &[
    (b"%PDF-1.7 ...", "a.txt", None, Some(FileType::Pdf)),
    (b"PK\x03\x04 word/document.xml", "a.zip", None, Some(FileType::Docx)),
    (b"PK\x03\x04 xl/workbook.xml", "a.docx", None, None),
    (b"<!DOCTYPE html><p>x", "a.txt", None, Some(FileType::Html)),
    (b"<p>x", "a.html", None, Some(FileType::Html)),
    (b"<p>x", "page", Some("text/html; charset=utf-8"), Some(FileType::Html)),
    (b"The mayor said", "a.TXT", None, Some(FileType::Text)),
    (b"The mayor said", "note", None, Some(FileType::Text)),
    (b"\xFF\xFET\0h\0e\0", "a.txt", None, Some(FileType::Text)),
    (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a.txt", None, None),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "a.docx", None, None),
    (b"body { color: red }", "a.css", None, None),
];

#[test]
fn what_a_file_is_its_bytes_say_first() {
    for (bytes, name, content_type, kind) in TYPES {
        assert_eq!(FileType::of(bytes, name, *content_type), *kind, "{name}");
    }
    for kind in [FileType::Text, FileType::Html, FileType::Pdf, FileType::Docx] {
        assert_eq!(FileType::named(kind.name()), Some(kind));
    }
}

/// What `w:body` holds | text.
const PARAGRAPHS: &[(&str, &str)] = &[
    ("<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p>", "One.\n\nTwo."),
    (
        "<w:p><w:r><w:t>Tom &amp; J&#233;r</w:t></w:r><w:r><w:t xml:space=\"preserve\"> said</w:t></w:r></w:p>",
        "Tom & Jér said",
    ),
    ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>", "One\ntwo three"),
    ("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p><w:p/>", "kept"),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cost</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "Cost"),
];

#[test]
fn a_docx_gives_its_paragraphs() {
    for (body, text) in PARAGRAPHS {
        let file = docx(&[("word/document.xml", document(body).as_bytes())]);
        assert_eq!(read(&file, FileType::Docx).unwrap().text, *text, "{body}");
    }
    let core = "<cp:coreProperties><dc:title>Bridge &amp; tunnel</dc:title><dc:creator>Jane Doe</dc:creator></cp:coreProperties>";
    let file =
        docx(&[("word/document.xml", document(PARAGRAPHS[0].0).as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    assert_eq!(FileType::of(&file, "", None), Some(FileType::Docx));
    let about = read(&file, FileType::Docx).unwrap().about;
    assert_eq!((about.title.as_deref(), about.byline.as_deref()), (Some("Bridge & tunnel"), Some("Jane Doe")));
}

#[test]
fn a_pdf_gives_its_lines_joined_to_paragraphs() {
    let file = pdf(&["The mayor said on Tuesday that the old bridge", "over the river would close for repairs."]);
    let found = read(&file, FileType::Pdf).unwrap();
    assert_eq!(found.text, "The mayor said on Tuesday that the old bridge over the river would close for repairs.");
    assert_eq!(
        (found.about.title.as_deref(), found.about.byline.as_deref()),
        (Some("Bridge closes"), Some("Jane Doe"))
    );
}

#[test]
fn plain_text_is_kept_but_for_its_line_ends() {
    assert_eq!(read(b"\xEF\xBB\xBFOne.\r\n\r\nTwo.", FileType::Text).unwrap().text, "One.\n\nTwo.");
}

#[test]
fn what_cannot_be_read_says_why() {
    let bomb = docx(&[("word/document.xml", &vec![b' '; 41_000_000])]);
    assert!(bomb.len() < 100_000);
    let long = docx(&[(
        "word/document.xml",
        document(&format!("<w:p><w:t>{}</w:t></w:p>", "word ".repeat(MAX_CHARS / 4))).as_bytes(),
    )]);
    let entities = document("<w:p><w:t>&lol;</w:t></w:p>")
        .replace("<w:document", "<!DOCTYPE x [<!ENTITY lol \"lollol\">]><w:document");
    let deep = document(&"<w:p>".repeat(100_000));
    let cases = [
        (bomb, FileType::Docx, Unreadable::TooLarge),
        (long, FileType::Docx, Unreadable::TooLarge),
        (docx(&[("word/document.xml", entities.as_bytes())]), FileType::Docx, Unreadable::Empty),
        (docx(&[("word/document.xml", deep.as_bytes())]), FileType::Docx, Unreadable::Damaged),
        (docx(&[("other.xml", b"x")]), FileType::Docx, Unreadable::Damaged),
        (b"PK\x03\x04 not a zip".to_vec(), FileType::Docx, Unreadable::Damaged),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), FileType::Docx, Unreadable::Locked),
        (b"%PDF-1.4 and nothing else".to_vec(), FileType::Pdf, Unreadable::Damaged),
        (pdf(&[]), FileType::Pdf, Unreadable::Empty),
        (b" \n ".to_vec(), FileType::Text, Unreadable::Empty),
        (b"\0\0\0\0".to_vec(), FileType::Text, Unreadable::Damaged),
        (vec![b'x'; MAX_FILE_BYTES + 1], FileType::Text, Unreadable::TooLarge),
        (b"<html><title>404 Not Found</title>".to_vec(), FileType::Html, Unreadable::NotAnArticle),
    ];
    for (bytes, kind, why) in cases {
        assert_eq!(read(&bytes, kind), Err(why), "{kind:?} {}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    }
}

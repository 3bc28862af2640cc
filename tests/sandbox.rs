//! Files read in a child process: good ones give their text, hostile ones cannot hurt.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use newsdesk::article::document::FileType;
use newsdesk::article::page::Unreadable;
use newsdesk::sandbox::{Sandbox, SandboxError};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

fn sandbox() -> Sandbox {
    Sandbox::new(env!("CARGO_BIN_EXE_newsdesk").into())
}

fn docx(body: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(body).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A PDF whose single page has this content and, among its own, these further objects.
fn pdf(content: &str, page: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>"),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().map(|&o| o.to_owned()));
    let (mut file, mut places) = (String::from("%PDF-1.4\n"), String::new());
    for (index, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj\n{object}\nendobj", index + 1).unwrap();
    }
    let (size, start) = (objects.len() + 1, file.len());
    writeln!(file, "xref\n0 {size}\n0000000000 65535 f \n{places}trailer << /Size {size} /Root 1 0 R >>").unwrap();
    writeln!(file, "startxref\n{start}\n%%EOF").unwrap();
    file.into_bytes()
}

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const PAGE: &str = "/MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >>";

#[tokio::test]
async fn good_files_give_their_text() {
    let text = sandbox()
        .read(docx(b"<w:document><w:p><w:t>The mayor said.</w:t></w:p></w:document>"), FileType::Docx)
        .await
        .unwrap()
        .text;
    assert_eq!(text, "The mayor said.");
    let text = sandbox()
        .read(pdf("BT /F1 12 Tf 50 700 Td (The mayor said.) Tj ET", PAGE, &[FONT]), FileType::Pdf)
        .await
        .unwrap()
        .text;
    assert_eq!(text, "The mayor said.");
    let page = b"<html><head><meta property=og:site_name content=Paper></head><p>The mayor said on Tuesday that the bridge over the river would close, and that the buses would run every ten minutes until late in the evening.</p>";
    assert_eq!(sandbox().read(page.to_vec(), FileType::Html).await.unwrap().about.site_name.as_deref(), Some("Paper"));
}

#[tokio::test]
async fn a_zip_bomb_is_too_large() {
    let bomb = docx(&vec![b' '; 60_000_000]);
    assert!(bomb.len() < 100_000);
    let found = sandbox().read(bomb, FileType::Docx).await;
    assert!(matches!(found, Err(SandboxError::Unreadable(Unreadable::TooLarge))), "{found:?}");
}

#[tokio::test]
async fn a_parser_that_overflows_its_stack_takes_only_the_child_with_it() {
    // The page tree's root names itself as its parent, and nothing has the MediaBox looked for.
    let endless = pdf("BT ET", "/Resources << >>", &[]);
    let found = sandbox().read(endless, FileType::Pdf).await;
    assert!(matches!(found, Err(SandboxError::Crashed)), "{found:?}");
}

#[tokio::test]
async fn a_file_that_takes_too_long_is_given_up() {
    let slow = "q BT /F1 12 Tf (word word word word word word word word) Tj ET Q\n".repeat(300_000);
    let sandbox = Sandbox { timeout: Duration::from_millis(300), ..sandbox() };
    let start = Instant::now();
    let found = sandbox.read(pdf(&slow, PAGE, &[FONT]), FileType::Pdf).await;
    assert!(matches!(found, Err(SandboxError::TimedOut)), "{found:?}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_child_without_memory_or_a_missing_program_is_a_crash() {
    let good = || pdf("BT /F1 12 Tf 50 700 Td (The mayor said.) Tj ET", PAGE, &[FONT]);
    let hungry = Sandbox { memory: 1 << 20, ..sandbox() };
    assert!(matches!(hungry.read(good(), FileType::Pdf).await, Err(SandboxError::Crashed)));
    let missing = Sandbox::new("/nonexistent/newsdesk".into());
    assert!(matches!(missing.read(good(), FileType::Pdf).await, Err(SandboxError::Crashed)));
}

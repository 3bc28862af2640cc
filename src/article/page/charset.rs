//! Bytes → text: byte-order mark, HTTP header, `<meta>`, a guess, in this order.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::sync::LazyLock;

/// Bytes at the head of a page among which `<meta charset>` is looked for (the HTML standard says
/// 1024; real pages put it later).
const PRESCAN: usize = 4096;
/// Bytes that a guess is made from.
const GUESS: usize = 64 * 1024;

/// Decodes a page; what is no valid sequence becomes U+FFFD. `content_type` is the HTTP header.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = || content_type.and_then(charset).or_else(|| declared(bytes));
    // Pages called windows-1252 or Latin-1 by a server's default are often UTF-8 in truth.
    let named = || named().filter(|&e| e != WINDOWS_1252 || std::str::from_utf8(bytes).is_err());
    let encoding = marked.or_else(named).unwrap_or_else(|| guess(bytes));
    encoding.decode(bytes).0.into_owned()
}

fn charset(text: &str) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<regex::Regex> =
        LazyLock::new(|| super::regex(r#"(?i)charset\s*=\s*["']?([\w.:-]{2,40})"#));
    Encoding::for_label(CHARSET.captures(text)?.get(1)?.as_str().as_bytes())
}

/// What the page's own `<meta>` or XML declaration says. UTF-16 cannot be true where ASCII was read.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static META: LazyLock<regex::Regex> = LazyLock::new(|| super::regex(r"(?i)<meta\s[^>]{0,400}charset[^>]{0,100}>"));
    static XML: LazyLock<regex::Regex> =
        LazyLock::new(|| super::regex(r#"^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})"#));
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN.min(bytes.len()))?);
    let xml = || Encoding::for_label(XML.captures(&head)?.get(1)?.as_str().as_bytes());
    let found = META.find(&head).and_then(|m| charset(m.as_str())).or_else(xml)?;
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..GUESS.min(bytes.len())).unwrap_or_default(), true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

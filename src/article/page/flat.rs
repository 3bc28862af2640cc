//! The reader for pages too large or too deep for a tree: tags stripped, in one pass.

use super::blocks::{is_block, is_void_of_words};
use super::clean;

/// Most characters of text that are kept of such a page.
const MOST: usize = 2_000_000;

/// The page's text without its markup: one line per block, a blank line between.
pub(super) fn text(html: &str) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    let mut rest = html;
    while let Some((before, tail)) = rest.split_once('<') {
        push(&mut line, before);
        rest = tail;
        let name: String = tail
            .trim_start_matches('/')
            .chars()
            .take(10)
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if let Some(comment) = tail.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if name.is_empty() && !tail.starts_with(['!', '?', '/']) {
            clean::push(&mut line, '<');
            continue;
        }
        rest = tail.split_once('>').map_or("", |(_, after)| after);
        let closing = tail.starts_with('/');
        if !closing
            && matches!(
                &*name,
                "script" | "style" | "noscript" | "svg" | "math" | "textarea" | "title" | "template" | "iframe"
            )
        {
            rest = after_end(rest, &name);
        }
        if is_block(&name) || is_void_of_words(&name) || name == "br" {
            flush(&mut out, &mut line);
        }
        if out.len() > MOST {
            break;
        }
    }
    push(&mut line, rest);
    flush(&mut out, &mut line);
    out
}

/// What follows the end tag of an element whose contents are no text; nothing where it never ends.
fn after_end<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, tail)) = rest.split_once("</") {
        if tail.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return tail.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tail;
    }
    ""
}

fn push(line: &mut String, text: &str) {
    for c in text.chars() {
        clean::push(line, c);
    }
}

fn flush(out: &mut String, line: &mut String) {
    let text = clean::unescape(line.trim());
    line.clear();
    if !text.trim().is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&text);
    }
}

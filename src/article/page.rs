//! HTML → article text and metadata, or the reason why the page cannot be read.

mod about;
mod blocks;
mod charset;
mod choose;
mod clean;
mod filter;
mod flat;
mod names;
mod refuse;
mod streamed;
mod tokens;
mod tree;

use super::Metadata;
use about::Page;
use choose::Way;
use filter::Known;
use regex::Regex;
use tree::{OverCap, Tree};

pub(crate) use clean::collapse;

pub use charset::decode;
pub use tokens::MAX_COMPARISONS;
pub use tree::{MAX_BYTES, MAX_DEPTH, MAX_NODES};

/// A page as extracted: the text of the article and what the page says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extracted {
    pub text: String,
    pub about: Metadata,
    /// Address in `<link rel=canonical>` or `og:url`.
    pub canonical: Option<String>,
}

/// Why a page or a file holds no article that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("a consent wall stands before the text")]
    ConsentWall,
    #[error("a paywall stands before the text")]
    Paywall,
    #[error("there is no text")]
    Empty,
    #[error("the page is not an article")]
    NotAnArticle,
    #[error("the document is larger or more deeply nested than the limits allow")]
    TooLarge,
    #[error("the file is damaged or of another type than it says")]
    Damaged,
    #[error("the file is protected by a password")]
    Locked,
    #[error("this type of file is not supported")]
    UnsupportedType,
}

/// Extracts the article of a page. Never refuses: `batch extract` wants what there is.
/// `url` is where the page was found; it resolves relative links and may carry the date.
pub fn extract(html: &str, url: Option<&str>) -> Extracted {
    match settled(html) {
        Ok(tree) => extracted(&Page::new(&tree, url)),
        Err(OverCap) => flat(html, url),
    }
}

/// Extracts the article of a page, or says why it holds none that a digest can be made of.
pub fn read(html: &str, url: Option<&str>) -> Result<Extracted, Unreadable> {
    let Ok(tree) = settled(html) else {
        let found = flat(html, url);
        let refused = html.len() > MAX_BYTES || found.text.trim().is_empty();
        return if refused { Err(Unreadable::TooLarge) } else { Ok(found) };
    };
    let page = Page::new(&tree, url);
    let found = extracted(&page);
    refuse::of(&page, &found).map_or(Ok(found), Err)
}

fn extracted(page: &Page<'_>) -> Extracted {
    let about = page.about();
    let text = text(page, &about);
    Extracted { text, about, canonical: page.canonical() }
}

/// A page past the caps, without a tree.
fn flat(html: &str, url: Option<&str>) -> Extracted {
    let about = Metadata { url: url.map(str::to_owned), ..Metadata::default() };
    Extracted { text: flat::text(html), about, canonical: None }
}

/// The page's tree with every late part in its place.
fn settled(html: &str) -> Result<Tree, OverCap> {
    let mut tree = Tree::parse(html)?;
    if streamed::settle(&mut tree, html) && tree.is_too_deep() {
        return Err(OverCap);
    }
    Ok(tree)
}

/// Less text than this, in bytes, is doubted: the page is read again, less strictly.
const LITTLE: usize = 250;

/// The article's text: one block a paragraph, a blank line between.
fn text(page: &Page<'_>, about: &Metadata) -> String {
    let titles = page.titles(about);
    let known = Known { titles: &titles, byline: about.byline.as_deref() };
    let read = |way| {
        let blocks = filter::keep(page.tree, choose::blocks(page.tree, way), &known);
        blocks.into_iter().map(|b| b.text).collect::<Vec<_>>().join("\n\n")
    };
    let mut best = read(Way::Strict);
    for way in [Way::Lenient, Way::Hidden] {
        if best.len() >= LITTLE {
            return best;
        }
        let more = read(way);
        if more.len() > 3 * best.len() {
            best = more;
        }
    }
    match page.linked.body.as_deref().map(paragraphs) {
        Some(body) if best.len() < LITTLE && body.len() > 2 * best.len() => body,
        _ => best,
    }
}

/// The text of JSON-LD as blocks. It is a last resort: publishers cut it, or glue its paragraphs.
fn paragraphs(body: &str) -> String {
    let plain = if body.contains("</") { flat::text(body) } else { clean::unescape(body) };
    plain.lines().map(clean::collapse).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Compiles an expression of this module's own; one that does not compile matches nothing. Digits are ASCII: those of
/// all scripts would compile to many times as much, and nothing here reads them.
fn regex(pattern: &str) -> Regex {
    Regex::new(&pattern.replace(r"\d", "[0-9]"))
        .or_else(|_| Regex::new("$.^"))
        .unwrap_or_else(|_| unreachable!("a constant expression compiles"))
}

#[cfg(test)]
mod tests;

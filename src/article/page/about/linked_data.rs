//! JSON-LD: the article's entry in a page's `application/ld+json` scripts.

use super::super::clean;
use super::super::tree::Tree;
use html5ever::local_name;
use serde_json::Value;

/// What the page's JSON-LD says of its article.
#[derive(Debug, Default)]
pub(in super::super) struct LinkedData {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) image: Option<String>,
    /// The text as the publisher gives it to machines; often cut or without paragraphs.
    pub(in super::super) body: Option<String>,
    /// `isAccessibleForFree` is given and false.
    pub(in super::super) paid: bool,
    pub(in super::super) is_article: bool,
}

/// Bytes of JSON-LD that are read on a page.
const MOST: usize = 1_000_000;

impl LinkedData {
    pub(in super::super) fn of(tree: &Tree) -> Self {
        let mut found = Self::default();
        let mut left = MOST;
        let mut entries = Vec::new();
        for script in tree.named(local_name!("script")) {
            let is_data =
                tree.attribute(script, "type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
            let text = tree.first_child(script).and_then(|t| tree.text(t)).filter(|_| is_data).unwrap_or_default();
            left = left.saturating_sub(text.len());
            if left > 0
                && let Some(value) = parse(text)
            {
                collect(value, &mut entries);
            }
        }
        entries.sort_by_key(rank);
        for entry in entries.iter().filter(|e| rank(e) < OTHER) {
            found.add(entry);
        }
        found
    }

    /// Fills what is still missing from one entry.
    fn add(&mut self, entry: &Value) {
        self.is_article |= rank(entry) == 0;
        let word = |name: &str| entry.get(name).and_then(Value::as_str).map(text).filter(|t| !t.is_empty());
        self.headline = self.headline.take().or_else(|| word("headline"));
        self.published = self
            .published
            .take()
            .or_else(|| word("datePublished"))
            .or_else(|| word("dateCreated").filter(|_| rank(entry) == 0));
        self.body = self.body.take().or_else(|| entry.get("articleBody").and_then(Value::as_str).map(str::to_owned));
        self.publisher = self.publisher.take().or_else(|| entry.get("publisher").and_then(name).map(|n| text(&n)));
        self.image = self.image.take().or_else(|| entry.get("image").and_then(address));
        if self.authors.is_empty()
            && let Some(author) = entry.get("author").or_else(|| entry.get("creator"))
        {
            let many = author.as_array().map(|many| many.iter().filter_map(name).collect());
            self.authors = many.unwrap_or_else(|| name(author).into_iter().collect());
        }
        let free = entry.get("isAccessibleForFree");
        let in_words = free.and_then(Value::as_str).is_some_and(|f| f.eq_ignore_ascii_case("false"));
        self.paid |= in_words || free.and_then(Value::as_bool) == Some(false);
    }
}

/// Parses a script, mending the line breaks inside strings that many sites leave in.
fn parse(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>");
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

/// Rank of entries that say nothing of the article.
const OTHER: u8 = 3;

/// 0 for an article, 1 for other works, 2 for the page.
fn rank(entry: &Value) -> u8 {
    let of = |kind: &str| match kind.rsplit(['/', '#', ':']).next().unwrap_or(kind) {
        k if k.ends_with("Article")
            || k.ends_with("Posting")
            || matches!(k, "Report" | "Review" | "LiveBlogPosting") =>
        {
            0
        }
        "CreativeWork" | "Product" | "Recipe" | "HowTo" | "MedicalScholarlyArticle" => 1,
        k if k.ends_with("WebPage") => 2,
        _ => OTHER,
    };
    let kinds = entry.get("@type");
    let many = kinds.and_then(Value::as_array).into_iter().flatten().chain(kinds);
    many.filter_map(Value::as_str).map(of).min().unwrap_or(OTHER)
}

/// All objects of lists and graphs, outermost first. The JSON parser bounds the nesting.
fn collect(value: Value, found: &mut Vec<Value>) {
    let mut open = std::collections::VecDeque::from([value]);
    while let Some(value) = open.pop_front() {
        if let Value::Array(items) = value {
            open.extend(items);
        } else if let Value::Object(mut object) = value {
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                open.extend(object.remove(inner).filter(|part| part.is_array() || part.is_object()));
            }
            found.push(Value::Object(object));
        }
    }
}

fn name(value: &Value) -> Option<String> {
    if let Value::Array(many) = value {
        return many.iter().find_map(name_of_object);
    }
    let Value::String(name) = value else { return name_of_object(value) };
    Some(text(name)).filter(|n| !n.is_empty() && !n.contains("://"))
}

fn name_of_object(value: &Value) -> Option<String> {
    let name = value.get("name")?;
    let name = name.as_str().or_else(|| name.get(0)?.as_str())?;
    Some(text(name)).filter(|n| !n.is_empty())
}

/// An image's address: itself, its object's, or the first of many.
fn address(value: &Value) -> Option<String> {
    let one = |v: &Value| v.as_str().or_else(|| v.get("url")?.as_str()).map(str::to_owned);
    one(value).or_else(|| value.as_array()?.iter().find_map(one))
}

/// A string of JSON-LD as words: many sites escape it as if for HTML.
fn text(value: &str) -> String {
    clean::collapse(&clean::unescape(value))
}

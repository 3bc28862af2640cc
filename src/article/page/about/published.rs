//! The day of first publication, as the publisher's own calendar has it.
//!
//! Never the day of the last change: what only "modified" or "updated" vouches for is not used.

mod day;

use super::super::tree::Id;
use super::Page;
use aho_corasick::AhoCorasick;
use day::{day, in_address};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Names of `<meta>` that hold the first publication, most telling first.
const METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "originalpublicationdate",
    "article_date_original",
    "bt:pubdate",
    "rnews:datepublished",
    "shareaholic:article_published_time",
    "date",
    "created",
];

/// The first publication: what the metadata say, unless the address or the line under the headline
/// names the day before or after (stamps in UTC cross midnight), or the page shows an earlier day;
/// else the address; else a date that stands by itself on the page.
pub(super) fn of(page: &Page<'_>) -> Option<Date> {
    let address = page.url.and_then(in_address).or_else(|| page.canonical().and_then(|c| in_address(&c)));
    let metas = METAS.iter().filter_map(|m| page.meta(&[m]));
    let stamp = page.linked.published.as_deref().into_iter().chain(metas).find(|text| day(text).is_some());
    let found = match (stamp.and_then(day), address) {
        (Some(said), Some(address)) if (said - address).get_days().abs() <= 1 => Some(address),
        (said, address) => said.or(address),
    };
    // Whose day is the next one where the page is written: 20:00 UTC is tomorrow in Tokyo.
    let late = stamp.is_some_and(|text| address.is_none() && LATE_IN_UTC.is_match(text.trim()));
    let is_first = |shown: &Date| {
        found.is_none_or(|f| *shown < f || (late && f.tomorrow().is_ok_and(|tomorrow| tomorrow == *shown)))
    };
    let said = visible(page, Line::Said).filter(|shown| found.is_none_or(|f| *shown < f));
    said.or_else(|| found.and_then(|_| headed(page)).filter(is_first))
        .or(found)
        .or_else(|| marked(page))
        .or_else(|| visible(page, Line::Any))
        .or_else(|| signed(page))
        .filter(|d| (1990..2100).contains(&d.year()))
}

/// A stamp in UTC from an hour at which it is the next day somewhere.
static LATE_IN_UTC: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::regex(r"^\d{4}-\d\d-\d\d[T ](?:1\d|2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
});

/// The date of a `<time>` or element marked as the publication's.
fn marked(page: &Page<'_>) -> Option<Date> {
    let mut best: Option<(u8, Date)> = None;
    for id in page.tree.subtree(page.tree.root()) {
        let Some(rank) = standing(page, id) else { continue };
        let given = ["datetime", "content", "title"].iter().filter_map(|a| page.tree.attribute(id, a)).find_map(day);
        let found = given.or_else(|| line_date(&page.tree.text_of(id)));
        if let Some(date) = found
            && best.is_none_or(|(b, _)| rank < b)
        {
            best = Some((rank, date));
        }
    }
    best.map(|(_, date)| date)
}

/// How well an element's marks vouch for its date, 0 best; `None` for no date of publication.
fn standing(page: &Page<'_>, id: Id) -> Option<u8> {
    let tag = &**page.tree.tag(id)?;
    let given = ["itemprop", "class", "id", "pubdate"].iter().filter_map(|a| page.tree.attribute(id, a));
    let telling = |mark: &str| TELLING.as_ref().is_some_and(|parts| parts.is_match(mark));
    if tag != "time" && page.tree.attribute(id, "pubdate").is_none() && !given.clone().any(telling) {
        return None;
    }
    let marks = given.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    if marks.contains("modified") || marks.contains("updated") || marks.contains("comment") {
        return None;
    }
    let inside =
        |names: &[&str]| page.tree.ancestors(id).any(|a| page.tree.tag(a).is_some_and(|t| names.contains(&&**t)));
    if marks.contains("datepublished") || page.tree.attribute(id, "pubdate").is_some() {
        return Some(0);
    }
    let beside = inside(&["footer", "nav", "li"]) || (inside(&["aside"]) && !inside(&["article"]));
    match tag {
        "time" if !beside => Some(if inside(&["article", "main", "header"]) { 1 } else { 3 }),
        _ if !beside && marks.split(' ').any(|m| m == "date") => Some(4),
        _ if !beside && PUBLISHED.iter().any(|p| marks.contains(p)) => Some(2),
        _ => None,
    }
}

/// Parts of which every mark that vouches for a date has one; most elements have none.
static TELLING: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(["date", "pub", "posted-on"]).ok());

/// Names of elements that show the day of publication; each has one of [`TELLING`]'s parts.
const PUBLISHED: &[&str] = &[
    "publish-date",
    "published",
    "pub-date",
    "pubdate",
    "post-date",
    "entry-date",
    "article-date",
    "date-published",
    "publication-date",
    "post_date",
    "article__date",
    "posted-on",
    "postdate",
    "dateline",
];

/// Which lines count as the page's line of publication.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Those that say "published".
    Said,
    /// Also those that are a date and little else.
    Any,
}

/// Texts this long are prose, in bytes; the line of publication stands before many of them.
const PROSE: usize = 200;
/// Bits of prose after which the line is no longer looked for.
const LATE: usize = 12;

/// A date that is a line of its own, or follows "Published", before the text has gone far.
fn visible(page: &Page<'_>, line: Line) -> Option<Date> {
    let mut seen = 0;
    let mut said = false;
    for id in page.tree.subtree(page.tree.root()) {
        let Some(text) = page.tree.text(id) else { continue };
        let short = text.trim();
        if short.is_empty() || is_beside(page, id) {
            continue;
        }
        seen += usize::from(short.len() > PROSE);
        if seen > LATE {
            return None;
        }
        let says = SAID.is_match(short);
        if short.len() <= 80
            && (says || said || line == Line::Any)
            && let Some(date) = line_date(short)
        {
            return Some(date);
        }
        said = says;
    }
    None
}

/// A date that is a line of its own between the headline and the text.
fn headed(page: &Page<'_>) -> Option<Date> {
    let (mut headline, mut before, mut passed) = (false, "", 0);
    for id in page.tree.subtree(page.tree.root()) {
        headline |= page.tree.tag(id).is_some_and(|t| &**t == "h1");
        let Some(text) = page.tree.text(id).map(str::trim).filter(|t| headline && !t.is_empty()) else { continue };
        if is_beside(page, id) {
            continue;
        }
        passed += text.len();
        if text.len() > PROSE || passed > HEAD || is_quoted(page, id) {
            return None;
        }
        let alone = text.len() <= SHORT && !(before.len() <= SHORT && OTHER.is_match(before));
        if let Some(date) = Some(text).filter(|_| alone).and_then(line_date) {
            return Some(date);
        }
        before = text;
    }
    None
}

/// Most text between a headline and the line of its date, in bytes: a summary and a byline.
const HEAD: usize = 600;

/// Whether a text stands in a quotation: a tweet ends with a date of its own.
fn is_quoted(page: &Page<'_>, id: Id) -> bool {
    page.tree.ancestors(id).filter_map(|a| page.tree.tag(a)).any(|t| &**t == "blockquote")
}

/// A date that follows "Written by" and a name, as some pages have it at the end of the text.
fn signed(page: &Page<'_>) -> Option<Date> {
    let mut since = usize::MAX;
    for id in page.tree.subtree(page.tree.root()) {
        let Some(text) = page.tree.text(id).map(str::trim).filter(|t| !t.is_empty()) else { continue };
        since = if CREDIT.is_match(text) { 0 } else { since.saturating_add(1) };
        if (1..=2).contains(&since)
            && text.len() <= SHORT
            && !is_beside(page, id)
            && let Some(date) = line_date(text)
        {
            return Some(date);
        }
    }
    None
}

static CREDIT: LazyLock<regex::Regex> =
    LazyLock::new(|| super::super::regex(r"(?i)^(?:written by|escrito por|geschrieben von|écrit par)(?-u:\b).{0,60}$"));

/// The longest text, in bytes, that is taken for a date and nothing else.
const SHORT: usize = 40;

static SAID: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::regex(r"(?i)^(?:first |originally )?(?:published|posted|publicado|veröffentlicht|publié)\b")
});

/// The date of a short line, unless it is that of a change or the line says more.
fn line_date(line: &str) -> Option<Date> {
    let words = line.split(char::is_whitespace).filter(|w| w.chars().any(char::is_alphanumeric)).count();
    (words <= 9 && !OTHER.is_match(line)).then(|| day(line)).flatten()
}

/// What a line begins with whose date is not that of the first publication.
static OTHER: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::regex(
        r"(?i)^[^\d]{0,30}(?:updated?|modified|reviewed|edited|revised|aktualisiert|actualizad|mis à jour|expires?|until|since|copyright|©|born|event)",
    )
});

fn is_beside(page: &Page<'_>, id: Id) -> bool {
    page.tree
        .ancestors(id)
        .filter_map(|a| page.tree.tag(a))
        .any(|t| super::super::blocks::is_void_of_words(t) || matches!(&**t, "aside" | "footer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_date_is_passed_over() {
        let telling = TELLING.as_ref().expect("a constant table");
        for name in PUBLISHED.iter().chain(&["date", "datepublished"]) {
            assert!(telling.is_match(name), "{name}");
        }
    }
}

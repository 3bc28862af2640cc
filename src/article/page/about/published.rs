//! The day of first publication, as the publisher's own calendar has it.
//!
//! Never the day of the last change: what only "modified" or "updated" vouches for is not used.

use super::super::tree::Id;
use super::Page;
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

/// The first publication: what the metadata say, unless the address names the day before or after;
/// else the address; else a date that stands by itself on the page.
pub(super) fn of(page: &Page<'_>) -> Option<Date> {
    let address = page.url.and_then(in_address).or_else(|| page.canonical().and_then(|c| in_address(&c)));
    let said = page
        .linked
        .published
        .as_deref()
        .and_then(day)
        .or_else(|| METAS.iter().find_map(|m| page.meta(&[m]).and_then(day)));
    let found = match (said, address) {
        (Some(said), Some(address)) if (said - address).get_days().abs() <= 1 => Some(address),
        (said, address) => said.or(address),
    };
    let shown = || visible(page, Line::Said).filter(|&shown| found.is_none_or(|f| shown < f));
    shown()
        .or(found)
        .or_else(|| marked(page))
        .or_else(|| visible(page, Line::Any))
        .filter(|d| (1990..2100).contains(&d.year()))
}

static ADDRESS: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::regex(
        r"[/_-]((?:19|20)\d\d)[/_-](0[1-9]|1[0-2]|[a-z]{3,9})[/_-](0[1-9]|[12]\d|3[01]|[1-9])(?:[/_.-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)",
    )
});

/// The date in an address such as `/2021/06/02/`.
fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let found = ADDRESS.captures(path)?;
    let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
    let (year, month, day) = (part(1, 4)?, part(2, 5)?, part(3, 6)?);
    let month = month.parse().ok().or_else(|| month_number(month))?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

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
    let marks = ["itemprop", "class", "id", "pubdate"]
        .iter()
        .filter_map(|a| page.tree.attribute(id, a))
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
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

/// Names of elements that show the day of publication.
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

static SAID: LazyLock<regex::Regex> = LazyLock::new(|| {
    super::super::regex(r"(?i)^(?:first |originally )?(?:published|posted|publicado|veröffentlicht|publié)\b")
});

/// The date of a short line, unless it is that of a change or the line says more.
fn line_date(line: &str) -> Option<Date> {
    static OTHER: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::regex(
            r"(?i)^[^\d]{0,30}(?:updated?|modified|reviewed|edited|revised|aktualisiert|actualizad|mis à jour|expires?|until|since|copyright|©|born|event)",
        )
    });
    let words = line.split(char::is_whitespace).filter(|w| w.chars().any(char::is_alphanumeric)).count();
    (words <= 9 && !OTHER.is_match(line)).then(|| day(line)).flatten()
}

fn is_beside(page: &Page<'_>, id: Id) -> bool {
    page.tree
        .ancestors(id)
        .filter_map(|a| page.tree.tag(a))
        .any(|t| super::super::blocks::is_void_of_words(t) || matches!(&**t, "aside" | "footer"))
}

/// The day that a date or date-time names, in the time zone it is written in.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.get(..text.floor_char_boundary(60))?;
    iso(text).or_else(|| in_words(text)).or_else(|| in_figures(text))
}

fn iso(text: &str) -> Option<Date> {
    static ISO: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::regex(r"^((?:19|20)\d\d)[-/.](\d\d?)[-/.](\d\d?)(?:\D|$)|^((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)")
    });
    let found = ISO.captures(text)?;
    let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
    Date::new(part(1, 4)?.parse().ok()?, part(2, 5)?.parse().ok()?, part(3, 6)?.parse().ok()?).ok()
}

/// "June 2, 2021", "2 June 2021", "Wed, 02 Jun 2021", "02.Jun.2021".
fn in_words(text: &str) -> Option<Date> {
    static WORDS: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::regex(
            r"(?i)\b(?:(\p{L}{3,10})\.?[ ,]{1,2}(\d{1,2})(?:st|nd|rd|th)?,?[ ,]\s?|(\d{1,2})(?:st|nd|rd|th|\.)?[ .-]?(?:de |of )?(\p{L}{3,10})\.?,?[ .-](?:de )?)((?:19|20)\d\d)\b",
        )
    });
    WORDS.captures_iter(text).find_map(|found| {
        let part = |a: usize, b: usize| found.get(a).or_else(|| found.get(b)).map(|m| m.as_str());
        let month = month_number(part(1, 4)?)?;
        Date::new(found.get(5)?.as_str().parse().ok()?, month, part(2, 3)?.parse().ok()?).ok()
    })
}

/// "25/09/2025" where only one reading is a date, or both are the same.
fn in_figures(text: &str) -> Option<Date> {
    static FIGURES: LazyLock<regex::Regex> =
        LazyLock::new(|| super::super::regex(r"(?:^|[^\d/.-])(\d\d?)([-/.])(\d\d?)([-/.])((?:19|20)\d\d)\b"));
    let found = FIGURES.captures(text)?;
    let number = |i: usize| found.get(i)?.as_str().parse::<i8>().ok();
    let year = found.get(5)?.as_str().parse().ok()?;
    let (a, b) = (number(1)?, number(3)?);
    let dotted = found.get(2).is_some_and(|m| m.as_str() == ".");
    match (Date::new(year, a, b).ok().filter(|_| !dotted), Date::new(year, b, a).ok()) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// The number of a month's English, Spanish, German or French name or its first three letters.
fn month_number(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let line = include_str!("months.txt").lines().filter(|l| !l.starts_with('#'));
    let found = line.enumerate().find(|(_, names)| names.split_whitespace().any(|n| n == name));
    found.and_then(|(index, _)| i8::try_from(index + 1).ok())
}

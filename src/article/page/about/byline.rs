//! Who wrote the article.

use super::super::tree::Id;
use super::Page;
use std::sync::LazyLock;

/// The authors' names, joined by commas.
pub(super) fn of(page: &Page<'_>, site: Option<&str>) -> Option<String> {
    let listed = page.linked.authors.iter().filter_map(|a| name(a, site)).collect::<Vec<_>>();
    if !listed.is_empty() {
        return Some(listed.join(", "));
    }
    let named = METAS.iter().filter_map(|m| page.meta(&[m])).find_map(|n| name(n, site));
    named.or_else(|| {
        let mut marked = page.tree.subtree(page.tree.root()).filter(|&id| names_author(page, id));
        marked.find_map(|id| name(&page.tree.text_of(id), site))
    })
}

/// Names of `<meta>` that hold the author.
const METAS: [&str; 7] =
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author", "byl"];

/// Whether an element is marked as holding the author's name.
fn names_author(page: &Page<'_>, id: Id) -> bool {
    let is = |attribute: &str, names: &[&str]| {
        page.tree
            .attribute(id, attribute)
            .is_some_and(|v| v.split_whitespace().any(|w| names.iter().any(|n| w.eq_ignore_ascii_case(n))))
    };
    is("rel", &["author"])
        || is("itemprop", &["author"])
        || is(
            "class",
            &[
                "byline",
                "author",
                "author-name",
                "author_name",
                "post-author",
                "post_author_name",
                "entry-author",
                "article-author",
                "byline-name",
                "byline__name",
                "author__name",
            ],
        )
}

/// A byline as a name, if it is one: no address, no sentence, not the site itself.
fn name(text: &str, site: Option<&str>) -> Option<String> {
    static BY: LazyLock<regex::Regex> =
        LazyLock::new(|| super::super::regex(r"(?i)^(?:(?:written|posted|reported) )?(?:by|por|von|par|di)\b\s*:?\s*"));
    let name = without_post(without_date(&BY.replace(text.trim(), ""))).trim().to_owned();
    let plausible = !name.is_empty() && name.chars().count() <= 100 && name.split_whitespace().count() <= 14;
    let lettered = name.chars().any(char::is_alphabetic) && !name.contains("://") && !name.contains(['{', '<']);
    let other = site.is_none_or(|s| !s.eq_ignore_ascii_case(&name)) && !is_placeholder(&name);
    (plausible && lettered && other && !is_phrase(&name)).then_some(name)
}

/// Accounts that stand for whoever writes.
fn is_placeholder(name: &str) -> bool {
    const ACCOUNTS: [&str; 9] =
        ["admin", "administrator", "editor", "staff", "guest", "webmaster", "the author", "author", "anonymous"];
    let name = name.to_ascii_lowercase();
    ACCOUNTS.contains(&name.as_str()) || name.ends_with(" admin")
}

/// Words like "The ministries of both countries": what begins as a name and ends as none.
fn is_phrase(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    capital(words.next()) && words.next_back().is_some_and(|w| w.chars().all(char::is_lowercase))
}

/// Cuts off the date that shares an element with the name.
fn without_date(name: &str) -> &str {
    static DATE: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::regex(
            r"(?i)[\s,|·•–—-]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s|(?:published|updated|posted)\b|(?:(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?|may)\s\d{1,2}\b|\d{1,2}[./]\d{1,2}[./]\d{2}|\d{4}-\d{2}-\d{2})",
        )
    });
    DATE.find(name).and_then(|found| name.get(..found.start())).unwrap_or(name)
}

/// Cuts off the post that follows a name without a comma: "Jane Doe Senior Politics Reporter".
fn without_post(name: &str) -> &str {
    static POST: LazyLock<regex::Regex> = LazyLock::new(|| {
        super::super::regex(
            r"^(\S+(?:\s\S+){1,2}?)\s(?:(?:Senior|Staff|Chief|Contributing|Managing|Associate|Deputy|Guest)\s(?:\S+\s){0,3})?(?:Reporter|Writer|Editor|Correspondent|Columnist|Contributor)$",
        )
    });
    let own = POST.captures(name).and_then(|found| found.get(1)).map(|own| own.as_str());
    own.filter(|own| !own.contains(',')).unwrap_or(name)
}

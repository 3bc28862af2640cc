//! The headline, without the site's name.

use super::Page;
use html5ever::local_name;
use std::collections::HashSet;

/// Signs that publishers set between a headline and their name.
const SIGNS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "];

/// What a page calls its article.
struct Names {
    /// Every `<h1>`.
    headings: Vec<String>,
    /// The title that is shared (`og:title` and its like), as it stands and without the site.
    shared: Option<(String, String)>,
    /// The headline of JSON-LD, as it stands and without the site.
    linked: Option<(String, String)>,
    /// The window's title, as it stands and without the site.
    window: Option<(String, String)>,
}

/// The headline: the `<h1>` that the page's titles speak of, else one of these titles. Publishers
/// mix typewriter's and printer's apostrophes in them; here it is always the one on a keyboard, so
/// that a title can be typed. A title is a label: what is quoted comes from the text alone.
pub(super) fn of(page: &Page<'_>, site: Option<&str>) -> Option<String> {
    let both = |title: String| {
        let cut = without_site(&title, site, page.url);
        (title, cut)
    };
    let shared = page.meta(&["og:title", "twitter:title", "dc.title", "citation_title", "headline"]);
    let names = Names {
        headings: page.texts(local_name!("h1")),
        shared: shared.map(str::to_owned).map(both),
        linked: page.linked.headline.clone().map(both),
        window: page.texts(local_name!("title")).into_iter().next().map(both),
    };
    names.headline().map(|title| title.replace(['’', '‘'], "'"))
}

impl Names {
    fn headline(&self) -> Option<String> {
        let raw = |title: &Option<(String, String)>| title.as_ref().map(|(whole, _)| whole.clone());
        let cut = |title: &Option<(String, String)>| title.as_ref().map(|(_, cut)| cut.clone());
        let mut named: Vec<String> = raw(&self.shared).into_iter().chain(raw(&self.linked)).collect();
        let window: Vec<String> = raw(&self.window).into_iter().collect();
        if named.is_empty() {
            named.clone_from(&window);
        }
        let cut = cut(&self.shared).or_else(|| cut(&self.linked)).or_else(|| cut(&self.window));
        let alike = |titles| move |heading: &&String| likeness(heading, titles);
        let best = |titles| most(&self.headings, alike(titles));
        match (best(&named), cut) {
            (Some((_, heading)), Some(cut)) if is_most_of(&cut, heading) => Some(cut),
            (Some((alike, heading)), _) if alike >= SURE || named.is_empty() => Some(heading.clone()),
            (Some((alike, heading)), cut) => {
                let by_window = best(&window).filter(|(alike, _)| *alike >= SAME).map(|(_, heading)| heading);
                let heading = by_window.or_else(|| (alike >= ALIKE || self.stands_alone(heading)).then_some(heading));
                heading.cloned().or(cut)
            }
            (None, cut) => cut,
        }
    }

    /// Whether a heading is the page's only one and no title speaks against it with one voice:
    /// search engines and social networks are often given two other titles than readers.
    fn stands_alone(&self, heading: &str) -> bool {
        let voices = self.shared.as_ref().zip(self.window.as_ref());
        let agree = voices.is_none_or(|(shared, window)| plain(&shared.1) == plain(&window.1));
        self.headings.len() == 1 && words(heading).len() >= SENTENCE && !agree
    }
}

/// The heading that has most of something; the first of equals.
fn most<'a>(headings: &'a [String], of: impl Fn(&&'a String) -> f64) -> Option<(f64, &'a String)> {
    headings.iter().map(|h| (of(&h), h)).reduce(|a, b| if b.0 > a.0 { b } else { a })
}

/// Whether a title ends a heading that only adds the name of a section: "Blog: …".
fn is_most_of(title: &str, heading: &str) -> bool {
    let (title, heading) = (plain(title), plain(heading));
    title != heading && heading.ends_with(&title) && title.len() * 10 >= heading.len() * 7
}

/// Share of words that a heading must have in common with a title of the page.
const ALIKE: f64 = 0.34;
/// As much of them that no other heading needs to be looked for.
const SURE: f64 = 0.5;
/// Fewest different words of a heading that can be no site's or section's name.
const SENTENCE: usize = 5;
/// The same for the window's title, which often starts with the name of a section or blog that is
/// the page's first heading.
const SAME: f64 = 0.7;

/// How much of a heading the page's titles confirm: the best overlap of words, which neither a
/// site's name nor a section's has.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn likeness(heading: &str, titles: &[String]) -> f64 {
    let own = words(heading);
    let share = |title: &String| {
        let other = words(title);
        let common = own.intersection(&other).count() as f64;
        // Titles start with the headline and end with the site, which may be a heading too.
        let leads = if plain(title).starts_with(&plain(heading)) { 0.1 } else { 0.0 };
        leads + 2.0 * common / (own.len() + other.len()).max(1) as f64
    };
    titles.iter().map(share).fold(0.0, f64::max)
}

fn words(text: &str) -> HashSet<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Cuts "| Site" and "Site:" off a title.
fn without_site(title: &str, site: Option<&str>, url: Option<&str>) -> String {
    let cut = SIGNS.iter().filter_map(|s| title.rsplit_once(s)).min_by_key(|(_, tail)| tail.len());
    let Some((head, tail)) = cut else { return title.to_owned() };
    let host = url.and_then(|u| url::Url::parse(u).ok()).and_then(|u| u.host_str().map(plain)).unwrap_or_default();
    let is_site = |part: &str| {
        let part = plain(part);
        !part.is_empty()
            && (host.contains(&part) || site.is_some_and(|s| plain(s).contains(&part) || part.contains(&plain(s))))
    };
    let words = |part: &str| part.split_whitespace().count();
    if is_site(tail) || (words(tail) <= 4 && words(head) >= 4 && title.contains(" | ")) {
        head.trim().to_owned()
    } else if is_site(head) && words(tail) > words(head) {
        tail.trim().to_owned()
    } else {
        title.to_owned()
    }
}

fn plain(text: &str) -> String {
    super::super::filter::plain(text)
}

//! What a page says about its article: title, byline, day of first publication, site, image.
//!
//! "Unknown" rather than a guess: a value that no convention vouches for is left out.

mod byline;
mod linked_data;
mod published;
mod title;

use linked_data::LinkedData;

use super::clean;
use super::tree::{Id, Tree};
use crate::article::Metadata;
use html5ever::local_name;

/// Everything in a page's head and markup that the readers of metadata look at.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    /// `<meta>` name, property or itemprop in lower case, and content.
    metas: Vec<(String, String)>,
    pub(super) linked: LinkedData,
    pub(super) url: Option<&'a str>,
}

/// Longest value of metadata that is believed, in bytes.
const LONGEST: usize = 1000;

impl<'a> Page<'a> {
    /// Collects the page's metadata.
    pub(super) fn new(tree: &'a Tree, url: Option<&'a str>) -> Self {
        let mut metas = Vec::new();
        for id in tree.named(local_name!("meta")) {
            let Some(content) = tree.attribute(id, "content").map(clean::collapse) else { continue };
            let names = ["property", "name", "itemprop"].iter().filter_map(|a| tree.attribute(id, a));
            if !content.is_empty() && content.len() <= LONGEST {
                metas.extend(names.map(|n| (n.trim().to_ascii_lowercase(), content.clone())));
            }
        }
        Self { tree, metas, linked: LinkedData::of(tree), url }
    }

    /// The first content of a `<meta>` of one of these names, in the order of the names.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, c)| c.as_str()))
    }

    /// The words of every element of that name; a drawing's title is not the page's.
    pub(super) fn texts(&self, name: html5ever::LocalName) -> Vec<String> {
        let drawn = |&id: &Id| self.tree.ancestors(id).any(|a| self.tree.tag(a) == Some(&local_name!("svg")));
        let elements = self.tree.named(name).filter(|id| !drawn(id));
        elements.map(|id| self.tree.text_of(id)).filter(|t| !t.is_empty() && t.len() <= LONGEST).collect()
    }

    /// Address in `<link rel=canonical>` or `og:url`, if it is a whole one.
    pub(super) fn canonical(&self) -> Option<String> {
        let is_canonical =
            |&id: &Id| self.tree.attribute(id, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical"));
        let link = self.tree.named(local_name!("link")).find(is_canonical);
        let found = link.and_then(|id| self.tree.attribute(id, "href")).or_else(|| self.meta(&["og:url"]))?;
        self.resolve(found)
    }

    /// A whole web address, from one that may be relative to the page's own.
    fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let base = self.url.and_then(|u| url::Url::parse(u).ok());
        let whole = url::Url::options().base_url(base.as_ref()).parse(address).ok()?;
        (matches!(whole.scheme(), "http" | "https") && address.len() <= 2 * LONGEST).then(|| whole.to_string())
    }

    fn image(&self) -> Option<String> {
        let named =
            self.meta(&["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
        named.or(self.linked.image.as_deref()).and_then(|i| self.resolve(i))
    }

    /// The site's name; some pages put their address or an account in its place.
    fn site_name(&self) -> Option<String> {
        let metas = ["og:site_name", "application-name", "al:android:app_name"].iter().filter_map(|m| self.meta(&[m]));
        let mut found = metas.chain(self.linked.publisher.as_deref()).map(str::trim);
        found.find(|site| !site.contains("://") && !site.starts_with('@')).map(str::to_owned)
    }

    /// The names the page gives its article, letters and digits only: to tell a title line by.
    pub(super) fn titles(&self, about: &Metadata) -> Vec<String> {
        let named = ["og:title", "twitter:title"].map(|n| self.meta(&[n]).map(str::to_owned));
        let all = named.into_iter().flatten().chain(about.title.clone()).chain(self.linked.headline.clone());
        all.map(|t| super::filter::plain(&t)).filter(|t| !t.is_empty()).collect()
    }

    /// All that is known of the article.
    pub(super) fn about(&self) -> Metadata {
        let site_name = self.site_name();
        Metadata {
            title: title::of(self, site_name.as_deref()),
            byline: byline::of(self, site_name.as_deref()),
            published: published::of(self),
            site_name,
            url: self.url.map(str::to_owned),
            image: self.image(),
        }
    }
}

//! Lists of articles.

use super::budget::{AUTHOR, CHOICE};
use super::digest::{page_line, turning};
use super::escape::plain;
use super::reply::{Card, Choice, Reply};
use super::values::moment;
use super::words::Words;
use super::{Action, Safe, clip};
use crate::desk::{ArticlePage, ArticleSummary, Origin};

/// A page of the articles that were asked for here.
pub fn articles(words: Words, page: &ArticlePage) -> Reply {
    if page.items.is_empty() {
        return Reply::private(words.say("articles-none"));
    }
    let lines: Vec<String> = page.items.iter().map(|item| line(words, item)).collect();
    let card = Card {
        title: Some(Safe::own(words.say("articles-title"))),
        body: lines.join("\n"),
        footer: page_line(words, page.page, page.pages),
        ..Card::default()
    };
    let rows = turning(words, page.page, page.pages, |page| Action::Articles { page }).into_iter().collect();
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

fn line(words: Words, item: &ArticleSummary) -> String {
    let name = Safe::clipped(&name(words, item), 180);
    let site = item.site_name.as_ref().map(|site| format!(" · {}", Safe::clipped(site, 60))).unwrap_or_default();
    format!("`{}` **{name}**{site} · {}", item.id.0, moment(item.asked_at))
}

fn name(words: Words, item: &ArticleSummary) -> String {
    match (&item.title, &item.origin) {
        (Some(title), _) => title.clone(),
        (None, Origin::Page(address)) => address.clone(),
        (None, Origin::File(name)) => name.clone(),
        (None, Origin::Text) => words.say("untitled-text"),
    }
}

/// What autocomplete offers: the article's number is sent, its name is read.
pub fn choices(words: Words, items: &[ArticleSummary]) -> Vec<Choice> {
    items
        .iter()
        .map(|item| {
            let name = plain(&name(words, item), AUTHOR);
            Choice { label: clip(&format!("{} · {name}", item.id.0), CHOICE), value: format!("#{}", item.id.0) }
        })
        .collect()
}

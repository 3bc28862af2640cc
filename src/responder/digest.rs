//! The digest card.

use super::budget::{self, AUTHOR, Block, FOOTER, NOTES, QUOTE};
use super::escape::{plain, quoted};
use super::reply::{Button, Card, Reply, Row, Tone};
use super::values::{self, day, moment};
use super::words::{Arg, Words};
use super::{Action, CommentAction, Safe, Show, drafted, errors};
use crate::article::{Article, Language, Role};
use crate::desk::{Digested, Freshness, OpenedArticle, Place};
use crate::summarizer::{KeyPoint, Length, PointKind};

/// The key points of an article, grouped by kind, each a quotation; with a button for comments
/// where the place takes them.
pub fn digest(words: Words, digested: &Digested, length: Length, page: u32, place: Place) -> Reply {
    let Digested { opened, digest, writer } = digested;
    let blocks: Vec<Block> = in_groups(&digest.points)
        .into_iter()
        .map(|point| Block {
            heading: Some(heading(words, point.kind)),
            body: drafted::point(point)
                .unwrap_or_else(|| quoted(&Safe::clipped(opened.article.slice(point.span), QUOTE))),
        })
        .collect();
    let page = budget::page(&blocks, page);
    let mut body = page.body;
    if blocks.is_empty() {
        body.push_str(&words.say("digest-empty"));
    }
    for note in notes(words, opened) {
        body.push_str("\n\n-# ");
        body.push_str(&note);
    }
    let article = opened.id;
    let draft = writer.draft();
    let turn = |page| Action::Digest { article, length, page, draft };
    let mut rows = vec![buttons(words, digested, length, place)];
    rows.extend(turning(words, page.number, page.count, turn));
    let card = Card {
        author: Some(source_line(words, opened)),
        title: Some(values::card_title(words, opened)),
        link: values::link(opened),
        body,
        footer: Some(footer(words, digested, page.number, page.count)),
    };
    Reply { cards: vec![card], rows, ..Reply::default() }
}

/// Points by kind, in the order of the text within a kind.
pub(super) fn in_groups(points: &[KeyPoint]) -> Vec<&KeyPoint> {
    let mut sorted: Vec<&KeyPoint> = points.iter().collect();
    sorted.sort_by_key(|p| (p.kind, p.span));
    sorted
}

pub(super) fn heading(words: Words, kind: PointKind) -> String {
    words.say(match kind {
        PointKind::News => "points-news",
        PointKind::Event => "points-event",
        PointKind::FocusArea => "points-focus-area",
        PointKind::Funding => "points-funding",
        PointKind::Decision => "points-decision",
        PointKind::Quote => "points-quote",
        PointKind::Background => "points-background",
    })
}

/// "Site · byline · date"
fn source_line(words: Words, opened: &OpenedArticle) -> String {
    let about = opened.article.about();
    let mut parts: Vec<String> =
        [&about.site_name, &about.byline].into_iter().flatten().map(|part| plain(part, 90)).collect();
    parts.push(about.published.map_or_else(|| words.say("no-publication-date"), |date| day(words, date)));
    values::line(&parts, AUTHOR)
}

fn footer(words: Words, digested: &Digested, page: u32, pages: u32) -> String {
    let opened = &digested.opened;
    let mut parts = vec![coverage(words, &opened.article)];
    parts.extend(drafted::writer(words, &digested.writer));
    parts.extend(page_line(words, page, pages));
    parts.push(words.say_with("article-number", [("number", article_number(opened))]));
    values::line(&parts, FOOTER)
}

/// How much was read, and how much of it is the page's furniture.
fn coverage(words: Words, article: &Article) -> String {
    let all = article.words();
    let furniture: usize = article
        .sentences()
        .iter()
        .filter(|s| s.role == Role::Furniture)
        .map(|s| s.span.of(article.text()).split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count())
        .sum();
    let (read, all) = (Arg::from(all), Arg::from(all));
    if furniture == 0 {
        return words.say_with("coverage", [("read", read), ("words", all)]);
    }
    words.say_with("coverage-furniture", [("read", read), ("words", all), ("furniture", furniture.into())])
}

pub(super) fn article_number(opened: &OpenedArticle) -> Arg {
    Arg::Text(Safe::of(&opened.id.0.to_string()))
}

pub(super) fn page_line(words: Words, page: u32, pages: u32) -> Option<String> {
    (pages > 1).then(|| words.say_with("page", [("page", (page + 1).into()), ("pages", pages.into())]))
}

/// What a reader must know before relying on the digest.
fn notes(words: Words, opened: &OpenedArticle) -> Vec<String> {
    let freshness = match opened.freshness {
        Freshness::New | Freshness::Known => None,
        Freshness::Changed { since } => {
            Some(words.say_with("note-changed", [("date", Arg::Text(Safe::own(moment(since))))]))
        }
        Freshness::Unchecked { why } => {
            let why = Safe::own(errors::fetch_sentence(words, why));
            let date = Safe::own(moment(opened.read_at));
            Some(words.say_with("note-unchecked", [("date", Arg::Text(date)), ("why", Arg::Text(why))]))
        }
    };
    let language = opened.article.language();
    let foreign = (language != Language::ENGLISH && language != Language::SPANISH)
        .then(|| words.say_with("note-language", [("language", Arg::Text(Safe::of(language.code())))]));
    let notes: Vec<String> = freshness.into_iter().chain(foreign).collect();
    debug_assert!(notes.iter().map(|n| super::units(n) + 5).sum::<usize>() <= NOTES);
    notes
}

/// Facts · Ask · Evidence · Comment · Calendar; comments belong to a server.
fn buttons(words: Words, digested: &Digested, length: Length, place: Place) -> Row {
    let (article, draft) = (digested.opened.id, digested.writer.draft());
    let (kind, page, show) = (None, 0, Show::Anew);
    let mut buttons = vec![
        button(words, "button-facts", Action::Facts { article, kind, page, show }, Tone::Primary),
        button(words, "button-ask", Action::Ask { article }, Tone::Primary),
        button(words, "button-evidence", Action::Evidence { article, length, page, show, draft }, Tone::Secondary),
    ];
    if place.guild.is_some() {
        let write = Action::Comments(CommentAction::Write { article, parent: None });
        buttons.push(button(words, "button-comment", write, Tone::Secondary));
    }
    buttons.push(button(words, "button-calendar", Action::Calendar { article }, Tone::Secondary));
    Row::Buttons(buttons)
}

pub(super) fn button(words: Words, key: &str, action: Action, tone: Tone) -> Button {
    Button { label: words.say(key), action, tone }
}

/// Buttons to the pages before and after, where there are such.
pub(super) fn turning(words: Words, page: u32, pages: u32, turn: impl Fn(u32) -> Action) -> Option<Row> {
    let back = page.checked_sub(1).map(|p| button(words, "button-back", turn(p), Tone::Secondary));
    let next = (page + 1 < pages).then(|| button(words, "button-next", turn(page + 1), Tone::Secondary));
    let buttons: Vec<Button> = back.into_iter().chain(next).collect();
    (!buttons.is_empty()).then_some(Row::Buttons(buttons))
}

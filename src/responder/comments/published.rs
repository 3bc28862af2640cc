//! The published comments on an article.

use super::{LISTED, WHOLE, ago, at, author, button, choice, number};
use crate::desk::{Comment, CommentPage, OpenedArticle, Order};
use crate::responder::digest::{page_line, turning};
use crate::responder::escape::{plain, quoted_lines};
use crate::responder::reply::{Card, Reply, Row, Select, Tone};
use crate::responder::values;
use crate::responder::words::{Arg, Words};
use crate::responder::{Action, CommentAction, Safe, Show};

/// A page of them: number, author, time, what they answer, and the text.
pub fn comment_page(words: Words, opened: &OpenedArticle, page: &CommentPage) -> Reply {
    let write = CommentAction::Write { article: opened.id, parent: None };
    let write = button(words, "button-comment", write, Tone::Primary);
    if page.items.is_empty() {
        let name = Arg::Text(Safe::clipped(&values::title(words, opened), 200));
        let reply = Reply::private(words.say_with("comments-none", [("title", name)]));
        return Reply { rows: vec![Row::Buttons(vec![write])], ..reply };
    }
    let blocks: Vec<String> = page.items.iter().map(|comment| block(words, comment)).collect();
    let card = Card {
        author: Some(words.say_with("comments-title", [("count", count(page.total))])),
        title: Some(values::card_title(words, opened)),
        link: values::link(opened),
        body: blocks.join("\n"),
        footer: Some(footer(words, page)),
    };
    let list = |order, page| Action::Comments(list_action(opened, order, page));
    let mut buttons = match turning(words, page.page, page.pages, |number| list(page.order, number)) {
        Some(Row::Buttons(buttons)) => buttons,
        Some(Row::Select(_) | Row::Pick(_)) | None => Vec::new(),
    };
    buttons.push(toggle(words, opened, page));
    buttons.push(write);
    let rows = vec![Row::Buttons(buttons), Row::Select(select(words, opened, page))];
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

/// One of them with its whole text, to be answered.
pub fn published_comment(words: Words, opened: &OpenedArticle, comment: &Comment) -> Reply {
    let card = Card {
        author: Some(author(words, comment)),
        title: Some(values::card_title(words, opened)),
        link: values::link(opened),
        body: format!(
            "-# {}\n{}",
            about(words, comment, &at(comment.submitted_at)),
            quoted_lines(&comment.text, WHOLE)
        ),
        footer: None,
    };
    let answer = CommentAction::Write { article: opened.id, parent: Some(comment.id) };
    let rows = vec![Row::Buttons(vec![button(words, "button-comment-reply", answer, Tone::Primary)])];
    Reply { cards: vec![card], rows, ..Reply::default() }.privately()
}

fn block(words: Words, comment: &Comment) -> String {
    let name = Safe::clipped(&author(words, comment), 80);
    let about = about(words, comment, &ago(comment.submitted_at));
    format!("**{name}** · {about}\n{}", quoted_lines(&comment.text, LISTED))
}

/// "#12 · 3 hours ago · in reply to #9"
fn about(words: Words, comment: &Comment, when: &Safe) -> String {
    let answers = comment.parent.map(|parent| {
        let answered = words.say_with("comment-in-reply", [("number", Arg::Text(number(parent)))]);
        format!(" · {answered}")
    });
    format!("{} · {when}{}", number(comment.id), answers.unwrap_or_default())
}

fn footer(words: Words, page: &CommentPage) -> String {
    let order = words.say(match page.order {
        Order::OldestFirst => "order-oldest",
        Order::NewestFirst => "order-newest",
    });
    let parts: Vec<String> = page_line(words, page.page, page.pages).into_iter().chain([order]).collect();
    values::line(&parts, crate::responder::budget::FOOTER)
}

const fn list_action(opened: &OpenedArticle, order: Order, page: u32) -> CommentAction {
    CommentAction::List { article: opened.id, order, page, show: Show::InPlace }
}

/// From oldest first to newest first and back.
fn toggle(words: Words, opened: &OpenedArticle, page: &CommentPage) -> crate::responder::Button {
    let (key, order) = match page.order {
        Order::OldestFirst => ("button-comment-newest", Order::NewestFirst),
        Order::NewestFirst => ("button-comment-oldest", Order::OldestFirst),
    };
    button(words, key, list_action(opened, order, 0), Tone::Secondary)
}

fn select(words: Words, opened: &OpenedArticle, page: &CommentPage) -> Select {
    let entry =
        |comment: &Comment| choice(comment, &format!("{}: {}", author(words, comment), plain(&comment.text, 100)));
    Select {
        action: Action::Comments(CommentAction::Read { article: opened.id, order: page.order, page: page.page }),
        placeholder: words.say("comments-pick"),
        options: page.items.iter().map(entry).collect(),
        chosen: None,
    }
}

fn count(number: u64) -> Arg {
    Arg::Count(usize::try_from(number).unwrap_or(usize::MAX))
}

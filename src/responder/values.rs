//! Dates, sums and places in the text, in words.

use super::budget::{self, QUOTE, clip};
use super::escape::plain;
use super::words::{Arg, Words};
use super::{Safe, units};
use crate::article::{Article, Span};
use crate::desk::{OpenedArticle, Origin};
use crate::reading::{Basis, Mention, MoneyValue};
use jiff::Timestamp;
use jiff::civil::Date;

/// What an article is called: its title, or what it came as. Untrusted.
pub(super) fn title(words: Words, opened: &OpenedArticle) -> String {
    match (&opened.article.about().title, &opened.origin) {
        (Some(title), _) => title.clone(),
        (None, Origin::Page(address)) => address.clone(),
        (None, Origin::File(name)) => name.clone(),
        (None, Origin::Text) => words.say("untitled-text"),
    }
}

/// The page's address, where the platform takes it as a link.
pub(super) fn link(opened: &OpenedArticle) -> Option<String> {
    match &opened.origin {
        Origin::Page(address) => web_link(address),
        Origin::Text | Origin::File(_) => web_link(opened.article.about().url.as_ref()?),
    }
}

/// An untrusted address, where the platform takes it as a link.
pub(super) fn web_link(address: &str) -> Option<String> {
    const LONGEST_LINK: usize = 1_500;
    let web = address.starts_with("https://") || address.starts_with("http://");
    let plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>'));
    (web && plain && address.len() <= LONGEST_LINK).then(|| address.to_owned())
}

/// "8 June 2021"
pub(super) fn day(words: Words, date: Date) -> String {
    let [day, month, year] = [date.day().into(), date.month().into(), date.year()].map(count);
    words.say_with("day", [("day", day), ("month", month), ("year", year)])
}

/// A moment, written by the reader's own client in its language and time zone.
pub(super) fn moment(at: Timestamp) -> String {
    format!("<t:{}:D>", at.as_second())
}

/// The value of a date in words; `None` where it says nothing beyond the words of the text.
pub(super) fn timex(words: Words, value: &str) -> Option<String> {
    let (date, time) = date_and_time(value);
    let parts: Vec<&str> = date.split('-').collect();
    let date = match parts.as_slice() {
        ["XXXX", "WXX", weekday] => words.say_with("weekday-only", [("weekday", count(weekday.parse().ok()?))]),
        ["XXXX", month, day] => {
            let [month, day] = [month.parse().ok()?, day.parse().ok()?].map(count);
            words.say_with("day-without-year", [("month", month), ("day", day)])
        }
        ["XXXX", month] => words.say_with("month-without-year", [("month", count(month.parse().ok()?))]),
        [_, _, _] => day(words, date.parse().ok()?),
        [year, month] => {
            let [year, month] = [year.parse().ok()?, month.parse().ok()?].map(count);
            words.say_with("month", [("month", month), ("year", year)])
        }
        _ => words.find(&format!("timex-{}", date.to_ascii_lowercase().replace('_', "-")))?,
    };
    Some(match time.map(|t| part_of_day(words, t)) {
        Some(Some(time)) => format!("{date}, {time}"),
        Some(None) | None => date,
    })
}

/// `2021-06-07T12:00` → both; the T of `PAST_REF` divides nothing.
fn date_and_time(value: &str) -> (&str, Option<&str>) {
    match value.split_once('T') {
        Some((date, time)) if date.ends_with(|c: char| c.is_ascii_digit() || c == 'X') => (date, Some(time)),
        Some(_) | None => (value, None),
    }
}

fn part_of_day(words: Words, time: &str) -> Option<String> {
    if time.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(plain(time, 8));
    }
    words.find(&format!("timex-t{}", time.to_ascii_lowercase()))
}

fn count(number: i16) -> Arg {
    Arg::Count(usize::try_from(number).unwrap_or_default())
}

/// What a date was resolved against, in words.
pub(super) fn basis(words: Words, article: &Article, basis: Basis) -> String {
    let quoted = |key, mention: Mention| {
        words.say_with(key, [("words", Arg::Text(Safe::clipped(article.slice(mention.span), 100)))])
    };
    match basis {
        Basis::Stated => words.say("basis-stated"),
        Basis::Published(date) => words.say_with("basis-published", [("date", Arg::Text(Safe::own(day(words, date))))]),
        Basis::Dateline(mention) => quoted("basis-dateline", mention),
        Basis::Counted(mention) => quoted("basis-after", mention),
        Basis::Vague => words.say("basis-vague"),
        Basis::Unsettled => words.say("basis-unsettled"),
        Basis::NoPublicationDate => words.say("basis-unresolved"),
    }
}

/// "USD 310,000,000"; `None` where the words of the text give no amount.
pub(super) fn sum(money: &MoneyValue) -> Option<String> {
    let amount = money.amount?;
    let whole = grouped(&format!("{:.0}", amount.trunc()));
    let cents = (amount.fract().abs() * 100.0).round();
    let number = if cents > 0.0 && cents < 100.0 { format!("{whole}.{cents:02.0}") } else { whole };
    Some(money.currency.map_or(number.clone(), |currency| format!("{currency} {number}")))
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The sentence with the words of `span` in bold, as a quotation; a long one is cut around them.
pub(super) fn highlighted(article: &Article, sentence: Span, span: Span) -> String {
    let inside = Span::new(span.start.max(sentence.start), span.end.min(sentence.end));
    let words = Safe::clipped(article.slice(inside), QUOTE / 2);
    let left = QUOTE.saturating_sub(units(words.as_str())) / 2;
    let before = tail(article.slice(Span::new(sentence.start, inside.start)), left);
    let after = head(article.slice(Span::new(inside.end, sentence.end)), left);
    if words.as_str().is_empty() {
        return format!("> {before}{after}");
    }
    format!("> {before}**{words}**{after}")
}

/// A sentence as a quotation, nothing in it marked.
pub(super) fn quoted(article: &Article, sentence: Span) -> String {
    format!("> {}", Safe::clipped(article.slice(sentence), QUOTE))
}

/// The end of `text`, escaped, with a space where the text has one.
fn tail(text: &str, most: usize) -> String {
    let escaped = Safe::of(text);
    let space = if text.ends_with(char::is_whitespace) { " " } else { "" };
    if units(escaped.as_str()) <= most {
        return format!("{escaped}{space}");
    }
    let from = text.char_indices().rev().nth(most / 2).map_or(0, |(at, _)| at);
    let cut = text.get(from..).unwrap_or_default();
    let cut = cut.find(char::is_whitespace).and_then(|at| cut.get(at..)).unwrap_or(cut);
    format!("…{}{space}", Safe::clipped(cut, most))
}

fn head(text: &str, most: usize) -> String {
    let space = if text.starts_with(char::is_whitespace) { " " } else { "" };
    format!("{space}{}", Safe::clipped(text, most))
}

/// "sentence 4 of 31"
pub(super) fn place(words: Words, article: &Article, span: Span) -> Option<String> {
    let (index, _) = article.sentence_at(span.start)?;
    Some(words.say_with("place", [("number", (index + 1).into()), ("count", article.sentences().len().into())]))
}

/// A card's title: what the article is called.
pub(super) fn card_title(words: Words, opened: &OpenedArticle) -> Safe {
    Safe::clipped(&title(words, opened), budget::TITLE)
}

/// One line for places without Markdown.
pub(super) fn line(parts: &[String], most: usize) -> String {
    clip(&parts.join(" · "), most)
}

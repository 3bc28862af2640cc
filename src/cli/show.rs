//! Results in the form for people: what each command prints without `--json`.

mod claim;
mod comment;
mod detail;
#[cfg(test)]
mod tests;

pub(super) use claim::verification;
pub(super) use comment::comment;

use super::terminal::{BOLD, DIM, HEADING, PLAIN, Page, Words};
use crate::answering::Response;
use crate::article::{Article, Role, Sentence, Span};
use crate::reading::{Fact, FactKind, Reading};
use crate::summarizer::{Digest, KeyPoint, PointKind};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The key points, grouped by what they are about.
pub(super) fn digest(page: &mut Page, article: &Article, digest: &Digest, remark: Option<&str>) {
    head(page, article);
    let mut groups: BTreeMap<PointKind, Vec<&KeyPoint>> = BTreeMap::new();
    for point in &digest.points {
        groups.entry(point.kind).or_default().push(point);
    }
    for (kind, mut points) in groups {
        points.sort_by_key(|point| point.span);
        page.gap();
        page.line(HEADING, point_heading(kind));
        for point in points {
            self::point(page, article, point);
        }
    }
    if digest.points.is_empty() {
        page.gap();
        page.line(PLAIN, "No key points: the text says too little.");
    }
    page.gap();
    page.line(DIM, &coverage(article));
    if let Some(remark) = remark {
        page.line(DIM, remark);
    }
}

/// A quotation; or a language model's words with what they were checked against.
fn point(page: &mut Page, article: &Article, point: &KeyPoint) {
    let mut words = Words::default();
    words.push(PLAIN, point.words(article));
    if point.drafted.is_none() {
        return page.words("  • ", "    ", &words);
    }
    page.words("  ✎ ", "    ", &words);
    for &sentence in &point.evidence {
        let mut words = Words::default();
        words.push(DIM, &first_of(article.slice(sentence)));
        page.words("      ", "      ", &words);
    }
}

/// The facts by kind, each with the sentence that says it.
pub(super) fn facts(page: &mut Page, article: &Article, reading: &Reading) {
    head(page, article);
    let mut none = true;
    for kind in FactKind::ALL {
        let found = distinct(article, reading, kind);
        if found.is_empty() {
            continue;
        }
        none = false;
        page.gap();
        page.line(HEADING, fact_heading(kind));
        for (fact, times) in found {
            self::fact(page, article, fact, times);
        }
    }
    if none {
        page.gap();
        page.line(PLAIN, "Not in this article.");
    }
    page.gap();
    page.line(DIM, &coverage(article));
}

/// The sentence with the answer marked, or that there is none and what comes closest.
pub(super) fn answer(page: &mut Page, article: &Article, response: &Response, remark: Option<&str>) {
    found(page, article, response);
    if let Some(remark) = remark {
        page.line(DIM, remark);
    }
}

fn found(page: &mut Page, article: &Article, response: &Response) {
    let Some(answer) = response.answer else {
        page.line(PLAIN, "Not in this article.");
        if let Some(closest) = response.closest {
            page.line(DIM, "This comes closest, but is no answer:");
            let mut words = Words::default();
            words.push(PLAIN, &first_of(article.slice(closest)));
            page.words("  ", "  ", &words);
        }
        return;
    };
    page.line(BOLD, article.slice(answer.span));
    let words = inside(page, article, answer.sentence, answer.span);
    page.words("  ", "  ", &words);
}

/// The text with its paragraphs, and what is known about the article.
pub(super) fn extract(page: &mut Page, article: &Article) {
    head(page, article);
    let mut last: Option<&Sentence> = None;
    let mut paragraph = Words::default();
    for sentence in article.sentences() {
        if last.is_some_and(|l| l.paragraph != sentence.paragraph) {
            page.gap();
            page.words("", "", &std::mem::take(&mut paragraph));
        }
        let style = match sentence.role {
            Role::Body => PLAIN,
            Role::Title | Role::Heading => BOLD,
            Role::Byline | Role::Dateline | Role::Caption | Role::Furniture => DIM,
        };
        // Glued sentences stay glued: the text is shown as it stands.
        if last.is_some_and(|l| l.span.end < sentence.span.start) {
            paragraph.push(PLAIN, " ");
        }
        paragraph.push(style, article.slice(sentence.span));
        last = Some(sentence);
    }
    page.gap();
    page.words("", "", &paragraph);
    page.gap();
    page.line(DIM, &coverage(article));
}

/// Title, then source, date, author and language.
fn head(page: &mut Page, article: &Article) {
    let about = article.about();
    page.line(BOLD, about.title.as_deref().unwrap_or("Untitled"));
    let published = about.published.map_or_else(|| "no date given".to_owned(), |d| d.strftime("%-d %B %Y").to_string());
    let source = about.site_name.clone().or_else(|| about.url.clone());
    let language = format!("language: {}", article.language().code());
    let known = [source, Some(published), about.byline.clone(), Some(language)];
    page.line(DIM, &known.into_iter().flatten().collect::<Vec<_>>().join(" · "));
}

/// "Read 487 of 487 words; 12 of them are page furniture."
fn coverage(article: &Article) -> String {
    let counted =
        |span: Span| article.slice(span).split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    let words = article.words();
    // A glued word counts in both of its sentences.
    let read = article.sentences().iter().map(|s| counted(s.span)).sum::<usize>().min(words);
    let furniture: usize =
        article.sentences().iter().filter(|s| s.role == Role::Furniture).map(|s| counted(s.span)).sum();
    match furniture {
        0 => format!("Read {read} of {words} words."),
        _ => format!("Read {read} of {words} words; {furniture} of them are page furniture."),
    }
}

/// Facts of a kind; names that recur are one, counted.
fn distinct<'r>(article: &Article, reading: &'r Reading, kind: FactKind) -> Vec<(&'r Fact, usize)> {
    let names = matches!(kind, FactKind::Person | FactKind::Organization | FactKind::Place);
    let mut found: Vec<(&Fact, usize)> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for fact in reading.of(kind) {
        let index = *seen.entry(article.slice(fact.span)).or_insert(found.len());
        match found.get_mut(index) {
            Some((_, times)) if names => *times += 1,
            _ => found.push((fact, 1)),
        }
    }
    found
}

fn fact(page: &mut Page, article: &Article, fact: &Fact, times: usize) {
    let mut words = Words::default();
    words.push(BOLD, article.slice(fact.span));
    if let Some(detail) = detail::of(article, &fact.value).filter(|d| !article.slice(fact.span).ends_with(d)) {
        words.push(PLAIN, &format!(" {detail}"));
    }
    if times > 1 {
        words.push(DIM, &format!(" ({times} times)"));
    }
    page.words("  • ", "    ", &words);
    if fact.evidence != fact.span {
        let words = inside(page, article, fact.evidence, fact.span);
        page.words("      ", "      ", &words);
    }
}

/// The words of `outer` with those of `inner` marked; of a sentence that never ends, those around it.
fn inside(page: &Page, article: &Article, outer: Span, inner: Span) -> Words {
    if !outer.contains(inner) {
        return page.marked("", article.slice(outer), "");
    }
    let before = last_of(article.slice(Span::new(outer.start, inner.start)));
    let after = first_of(article.slice(Span::new(inner.end, outer.end)));
    page.marked(&before, article.slice(inner), &after)
}

/// Characters that are shown on either side of a fact. A text without full stops is one sentence, and
/// printing it with every fact in it would take the square of its length.
const SIDE: usize = 500;

fn last_of(text: &str) -> Cow<'_, str> {
    match text.char_indices().rev().nth(SIDE).map(|(at, c)| at + c.len_utf8()).and_then(|at| text.get(at..)) {
        Some(end) => Cow::Owned(format!("… {end}")),
        None => Cow::Borrowed(text),
    }
}

fn first_of(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SIDE).and_then(|(at, _)| text.get(..at)) {
        Some(start) => Cow::Owned(format!("{start} …")),
        None => Cow::Borrowed(text),
    }
}

const fn point_heading(kind: PointKind) -> &'static str {
    match kind {
        PointKind::News => "The news",
        PointKind::Event => "When and where",
        PointKind::FocusArea => "Focus areas",
        PointKind::Funding => "Money",
        PointKind::Decision => "Decisions",
        PointKind::Quote => "Quotes",
        PointKind::Background => "Background",
    }
}

const fn fact_heading(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Event => "When and where",
        FactKind::Date => "Dates",
        FactKind::FocusArea => "Focus areas",
        FactKind::Funding => "Funding",
        FactKind::Money => "Money",
        FactKind::Decision => "Decisions",
        FactKind::Quote => "Quotes",
        FactKind::Person => "People",
        FactKind::Organization => "Organisations",
        FactKind::Place => "Places",
        FactKind::Percent => "Percentages",
        FactKind::Number => "Numbers",
    }
}

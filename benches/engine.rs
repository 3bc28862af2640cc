//! Text → digest with facts, beside a plain html5ever parse of the same words as a page; comment →
//! findings, beside hashing the same words.
//!
//! `cargo bench --bench engine`. Ratios count; the reference runs in the same process.

use newsdesk::answering;
use newsdesk::article::{Article, Metadata};
use newsdesk::moderation::{self, CheckContext};
use newsdesk::reading;
use newsdesk::summarizer::{self, Length};

const HARRIS: &str = include_str!("../tests/fixtures/harris.txt");

fn main() {
    divan::main();
}

fn about() -> Metadata {
    Metadata { published: "2021-06-02".parse().ok(), ..Metadata::default() }
}

/// The article of 487 words as a page without any furniture: the least an HTML parser can be given.
fn as_page() -> String {
    let paragraphs = HARRIS.split("\n\n").collect::<Vec<_>>().join("</p>\n<p>");
    format!("<!doctype html><html><head><title>t</title></head><body><p>{paragraphs}</p></body></html>")
}

#[divan::bench]
fn reference_html5ever_parse(bencher: divan::Bencher) {
    let page = as_page();
    bencher.bench(|| dom_query::Document::from(page.as_str()));
}

#[divan::bench]
fn segment(bencher: divan::Bencher) {
    bencher.with_inputs(|| HARRIS.to_owned()).bench_values(|text| Article::new(text, about()));
}

#[divan::bench]
fn read(bencher: divan::Bencher) {
    let article = Article::new(HARRIS.to_owned(), about());
    bencher.bench(|| reading::read(&article));
}

#[divan::bench]
fn text_to_digest_with_facts(bencher: divan::Bencher) {
    bencher.with_inputs(|| HARRIS.to_owned()).bench_values(|text| {
        let article = Article::new(text, about());
        let reading = reading::read(&article);
        summarizer::digest(&article, &reading, Length::Medium)
    });
}

#[divan::bench]
fn answer(bencher: divan::Bencher) {
    let article = Article::new(HARRIS.to_owned(), about());
    let reading = reading::read(&article);
    bencher.bench(|| answering::answer(&article, &reading, "When does Harris arrive in Guatemala?", None));
}

/// Comments as they come: a word, a sentence, a paragraph, one with a link, one that advertises.
const COMMENTS: [&str; 8] = [
    "Agreed.",
    "Thank you for this article, it answers what I asked last week.",
    "The council has known about the bridge for six years and did nothing. Now two million pounds are to be found in a \
     month, and the library pays for it again. Who signed the contract, and why is there no report?",
    "I don't think that is right: see https://en.wikipedia.org/wiki/Bridge for how long such a repair takes.",
    "PLEASE check out my channel and subscribe!!! http://example.org/watch?v=1",
    "What a load of nonsense, the minister has never been there in her life.",
    "lol",
    "My grandmother lived in Mill Street until 1987. She told us that the first library was in the church hall, that it \
     opened twice a week, and that the vicar chose the books. Nobody wanted it closed then either.",
];

/// The longest comments: ordinary words, and what costs most.
const LONGEST: [(&str, usize); 4] = [("words", 2_000), ("words", 4_000), ("links", 2_000), ("marks", 4_000)];

fn long(kind: &str, length: usize) -> String {
    let unit = match kind {
        "links" => "http://dlscord-nitro.example/a ",
        "marks" => "](a.b<@1>@h\u{301}e 4 ",
        _ => "the council closed our library again and nobody said why. ",
    };
    unit.chars().cycle().take(length).collect()
}

#[divan::bench]
fn reference_comment_hashed(bencher: divan::Bencher) {
    use sha2::Digest as _;
    bencher.bench(|| COMMENTS.map(sha2::Sha256::digest));
}

/// The eight comments together.
#[divan::bench]
fn comments_checked(bencher: divan::Bencher) {
    bencher.bench(|| COMMENTS.map(|text| moderation::check(text, CheckContext::default())));
}

#[divan::bench(args = COMMENTS)]
fn comment_checked(bencher: divan::Bencher, text: &str) {
    bencher.bench(|| moderation::check(text, CheckContext::default()));
}

#[divan::bench(args = [0, 1, 2, 3])]
fn longest_comment_checked(bencher: divan::Bencher, which: usize) {
    let (kind, length) = LONGEST.get(which).copied().unwrap_or(("words", 2_000));
    let text = long(kind, length);
    bencher.bench(|| moderation::check(&text, CheckContext::default()));
}

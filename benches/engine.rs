//! Text → digest with facts, beside a plain html5ever parse of the same words as a page.
//!
//! `cargo bench --bench engine`. Ratios count; the reference runs in the same process.

use newsdesk::answering;
use newsdesk::article::{Article, Metadata};
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
    bencher.bench(|| answering::answer(&article, &reading, "When does Harris arrive in Guatemala?"));
}

//! HTML → article text and metadata over the pages of the extraction sets, beside a plain
//! html5ever parse of the same pages in the same run.

use divan::counter::ItemsCount;
use newsdesk::article::{Article, page};
use newsdesk::reading;
use newsdesk::summarizer::{self, Length};
use serde::Deserialize;
use std::path::Path;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Row {
    html: String,
    url: Option<String>,
}

static PAGES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/extract");
    let files = ["scrapinghub.jsonl", "wcxb_articles.jsonl"]
        .map(|f| std::fs::read_to_string(folder.join(f)).unwrap_or_default());
    // Lines may hold U+2028, so only the line feed ends one.
    files.iter().flat_map(|f| f.split('\n')).filter_map(|line| serde_json::from_str(line).ok()).collect()
});

fn main() {
    if PAGES.is_empty() {
        eprintln!("skipped: ../shared/data/extract holds no pages");
        return;
    }
    eprintln!("{} pages, {} bytes; an item is a page", PAGES.len(), PAGES.iter().map(|p| p.html.len()).sum::<usize>());
    divan::main();
}

#[divan::bench(sample_count = 10)]
fn extract(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(PAGES.len())).bench(|| {
        for row in PAGES.iter() {
            divan::black_box(page::extract(&row.html, row.url.as_deref()));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn read(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(PAGES.len())).bench(|| {
        for row in PAGES.iter() {
            _ = divan::black_box(page::read(&row.html, row.url.as_deref()));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn page_to_digest_with_facts(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(PAGES.len())).bench(|| {
        for row in PAGES.iter() {
            let found = page::extract(&row.html, row.url.as_deref());
            let article = Article::new(found.text, found.about);
            let reading = reading::read(&article);
            divan::black_box(summarizer::digest(&article, &reading, Length::Medium));
        }
    });
}

/// html5ever alone, into the tree of `dom_query`, which most readers build on.
#[divan::bench(sample_count = 10)]
fn plain_parse(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(PAGES.len())).bench(|| {
        for row in PAGES.iter() {
            divan::black_box(dom_query::Document::from(row.html.as_str()));
        }
    });
}

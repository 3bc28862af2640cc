use super::{Clauses, find};
use crate::article::{Article, Metadata};

fn read(text: &str) -> String {
    let article = Article::new(text.to_owned(), Metadata::default());
    find(&article, &Clauses::of(&article))
        .into_iter()
        .map(|f| article.slice(f.span).to_owned())
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn areas_are_read_from_coordinations() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, expected) = row.split_once(" | ").expect("a row is `text | expected`");
        assert_eq!(read(text), expected.trim(), "{text}");
    }
}

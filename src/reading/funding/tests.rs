use super::find;
use crate::article::{Article, Metadata};
use crate::reading::numbers::lexeme::Lexemes;
use crate::reading::{Value, money};

/// Funding of `text`: "sum < from > to : purpose", parted by "; ".
fn read(text: &str) -> String {
    let article = Article::new(text.to_owned(), Metadata::default());
    let sums = money::find(&article, &Lexemes::new(article.text()));
    let shown = find(&article, &sums, &[]).into_iter().map(|fact| {
        let Value::Funding(value) = &fact.value else { panic!("{fact:?}") };
        let part = |sign: &str, m: Option<crate::reading::Mention>| {
            m.map(|m| format!(" {sign} {}", article.slice(m.span))).unwrap_or_default()
        };
        format!(
            "{}{}{}{}",
            article.slice(fact.span),
            part("<", value.from),
            part(">", value.to),
            part(":", value.purpose)
        )
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn funding_is_told_from_prices_caps_and_revenues() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, expected) = row.split_once(" | ").expect("a row is `text | expected`");
        assert_eq!(read(text), expected.trim(), "{text}");
    }
}

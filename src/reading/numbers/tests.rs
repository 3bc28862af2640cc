use super::find;
use crate::article::{Article, Metadata};
use crate::reading::numbers::lexeme::Lexemes;
use crate::reading::{Value, money};

/// Numbers of `text` as "amount unit" or "amount%", parted by "; ".
fn read(text: &str) -> String {
    let article = Article::new(text.to_owned(), Metadata::default());
    let lexemes = Lexemes::new(article.text());
    let sums = money::find(&article, &lexemes);
    let shown = find(&article, &lexemes, &[], &sums).into_iter().map(|fact| {
        if let Value::Percent(share) = fact.value {
            return format!("{}%", share.amount);
        }
        let Value::Number(number) = fact.value else { panic!("{fact:?}") };
        let unit = number.unit.map(|u| format!(" {}", article.slice(u.span))).unwrap_or_default();
        format!("{}{unit}", number.amount)
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn numbers_are_read_with_what_they_count() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, expected) = row.split_once(" | ").expect("a row is `text | expected`");
        assert_eq!(read(text), expected.trim_end_matches('|').trim(), "{text}");
    }
}

use crate::article::{Article, Metadata};
use crate::reading::{FactKind, read};

#[test]
fn decisions_are_told_from_plans_opinions_and_background() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (text, expected) = row.split_once(" | ").expect("a row is `text | yes or no`");
        let about =
            Metadata { published: "2021-06-02".parse().ok(), title: Some("A title".to_owned()), ..Metadata::default() };
        let article = Article::new(text.to_owned(), about);
        let decided = read(&article).of(FactKind::Decision).count() > 0;
        assert_eq!(decided, expected.trim() == "yes", "{text}");
    }
}

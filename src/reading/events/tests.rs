use crate::article::{Article, Metadata};
use crate::reading::{Fact, FactKind, Mention, Value, read};
use proptest::prelude::*;

/// Events as "who @ where @ when, when = timex"; what is not known is "-".
fn shown(article: &Article, fact: &Fact) -> String {
    let Value::Event(event) = &fact.value else { panic!("{fact:?}") };
    let part = |m: Option<Mention>| m.map_or("-", |m| article.slice(m.span));
    let when: Vec<&str> = event.when.iter().map(|m| article.slice(m.span)).collect();
    let timex = event.timex.as_deref().unwrap_or("-");
    format!("{} @ {} @ {} = {timex}", part(event.who), part(event.place), when.join(", "))
}

fn events(text: &str, published: &str) -> String {
    let about =
        Metadata { published: published.parse().ok(), title: Some("A title".to_owned()), ..Metadata::default() };
    let article = Article::new(text.replace("\\n", "\n"), about);
    let reading = read(&article);
    let found: Vec<String> = reading.of(FactKind::Event).map(|f| shown(&article, f)).collect();
    found.join("; ")
}

#[test]
fn events_are_read_with_who_where_and_when() {
    for row in include_str!("examples.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut cells = row.split(" |").map(str::trim);
        let (Some(text), Some(published), Some(expected)) = (cells.next(), cells.next(), cells.next()) else {
            panic!("a row is `text | published | expected`: {row}")
        };
        assert_eq!(events(text, published), expected, "{text}");
    }
}

proptest! {
    // Each case reads the article with every reader.
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_input_panics_and_every_part_lies_in_the_text(
        text in "(on Monday|in Mexico|[“”\"]|will|said|[,.]| |\n|Harris|that|the|and|focus on|such as|\\$5 million|in 2010|decided|é|who|\\PC){0,40}"
    ) {
        let article = Article::new(text.clone(), Metadata::default());
        for fact in read(&article).facts {
            prop_assert!(text.get(fact.span.start..fact.span.end).is_some());
            prop_assert!(!fact.span.is_empty());
            prop_assert!(fact.evidence.contains(fact.span));
            if let Value::Event(event) = &fact.value {
                let parts = event.when.iter().chain(&event.who).chain(&event.place).chain([&event.what]);
                for part in parts {
                    prop_assert!(text.get(part.span.start..part.span.end).is_some());
                }
            }
        }
    }
}

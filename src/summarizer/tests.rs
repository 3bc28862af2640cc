//! Tests of the digest: what it must hold, what it must not, and what no input may do.

use super::*;
use crate::article::{Metadata, Role};
use crate::reading;
use proptest::prelude::*;

fn points(text: &str, title: Option<&str>, length: Length) -> (Article, Digest) {
    let about = Metadata { title: title.map(str::to_owned), ..Metadata::default() };
    let article = Article::new(text.to_owned(), about);
    let reading = reading::read(&article);
    let digest = digest(&article, &reading, length);
    (article, digest)
}

const NEWS: &str = "The city council of Ostrava approved a new tram line on Tuesday. \
The new tram line will cost the city council 45 million euros. \
Is it worth the money? \
I remember the old trams well. \
The council also decided to close two streets of the old town to cars. \
Ostrava is located near the Polish border. \
The tram line will link the harbour with the university, the mayor of Ostrava said. \
The new tram line will cost the council of the city 45 million euros. \
Residents of the harbour had asked for a tram line for years.";

/// What a digest of `NEWS` says of each sentence: `+` must be a point, `-` must not.
const TABLE: &str = "
+ The city council of Ostrava approved a new tram line on Tuesday.
+ The new tram line will cost the city council 45 million euros.
- Is it worth the money?
- I remember the old trams well.
- Ostrava is located near the Polish border.
- The new tram line will cost the council of the city 45 million euros.
";

#[test]
fn a_digest_holds_the_news_and_leaves_out_the_rest() {
    let (article, digest) = points(NEWS, Some("Ostrava council approves a tram line"), Length::Short);
    let said: Vec<&str> = digest.points.iter().map(|p| article.slice(p.evidence[0])).collect();
    for line in TABLE.lines().filter(|l| !l.is_empty()) {
        let (sign, sentence) = line.split_at(2);
        assert_eq!(said.contains(&sentence), sign == "+ ", "{sentence}\n{said:#?}");
    }
}

#[test]
fn salience_falls_from_point_to_point() {
    let (_, digest) = points(NEWS, None, Length::Long);
    assert!(digest.points.windows(2).all(|p| p[0].salience >= p[1].salience));
    assert!(digest.points.len() >= 3);
}

#[test]
fn a_dateline_and_a_describing_clause_are_not_shown() {
    let table = [
        (
            "LONDON (Reuters) - The bank will close forty of its branches in the north of the country, which it opened in a hurry.",
            "The bank will close forty of its branches in the north of the country",
        ),
        (
            "The bank will close forty of its branches in the north, which the minister denied to know.",
            "The bank will close forty of its branches in the north, which the minister denied to know.",
        ),
    ];
    for (text, shown) in table {
        let (article, _) = points(text, None, Length::Short);
        let whole = Span::new(0, text.len());
        assert_eq!(article.slice(trim::main_part(&article, &Reading::default(), whole)), shown);
    }
}

#[test]
fn hostile_sizes_take_linear_time() {
    let started = std::time::Instant::now();
    points(&"word ".repeat(200_000), None, Length::Long);
    points(&"Word. ".repeat(40_000), None, Length::Long);
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_point_is_words_of_a_news_sentence(text in "(\\PC{0,14}[ .,!?“”\"()\n]){0,60}") {
        let (article, digest) = points(&text, None, Length::Long);
        for point in &digest.points {
            prop_assert!(!article.slice(point.span).is_empty());
            prop_assert!(point.evidence.iter().any(|e| e.contains(point.span)));
            let news = |e: &Span| article.sentences().iter().any(|s| s.span == *e && s.role == Role::Body);
            prop_assert!(point.evidence.iter().all(news));
        }
        prop_assert!(digest.points.len() <= 15);
    }
}

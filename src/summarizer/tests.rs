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

/// What `NEWS`, or another text, has become of a draft.
fn settled(text: &str, drafted: &[(&str, &[usize])], parts: usize, length: Length) -> Option<(Digest, Tally)> {
    let article = Article::new(text.to_owned(), Metadata::default());
    let reading = reading::read(&article);
    let points = drafted.iter().map(|(text, sentences)| DraftedPoint {
        text: (*text).to_owned(),
        sentences: sentences.to_vec(),
        kind: String::new(),
    });
    settle(&article, &reading, &Draft { points: points.collect(), parts }, length)
}

#[test]
fn the_tally_counts_what_is_shown_and_nothing_told_twice() {
    let line = ("The city council of Ostrava approved a new tram line.", &[0][..]);
    let cost = ("The new tram line will cost 45 million euros.", &[1][..]);
    let closed = ("The council decided to close two streets to cars.", &[4][..]);
    let border = ("Ostrava is located near the Polish border.", &[5][..]);
    let linked = ("The tram line will link the harbour with the university.", &[6][..]);
    let drafted = [line, line, cost, closed, border, linked];
    let (digest, tally) = settled(NEWS, &drafted, 2, Length::Short).unwrap();
    assert_eq!(digest.points.len(), 3);
    assert_eq!(tally, Tally { drafted: 3, verified: 3, replaced: 0 });
    let wrong = ("The mayor of Ostrava stole 45 million euros.", &[1][..]);
    let (_, tally) = settled(NEWS, &[line, wrong, ("Rubbish.", &[99])], 1, Length::Short).unwrap();
    assert_eq!(tally, Tally { drafted: 3, verified: 1, replaced: 1 });
}

#[test]
fn a_part_that_says_too_much_does_not_push_the_others_out() {
    let many =
        |number: usize| DraftedPoint { text: format!("Point {number}"), sentences: vec![0], kind: String::new() };
    let part = |from: usize| Draft { points: (from..from + 40).map(many).collect(), parts: 1 };
    let mut draft = part(0).shortened(3);
    draft.add(part(100).shortened(3));
    let texts: Vec<&str> = draft.points.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["Point 0", "Point 1", "Point 2", "Point 100", "Point 101", "Point 102"]);
}

#[test]
fn what_is_not_english_is_shown_in_the_articles_words_only() {
    const SPANISH: &str = "El alcalde de Madrid nunca aceptó el dinero de la empresa, según su abogado. \
        El gobierno podría cerrar el puerto de Vigo en los próximos meses por la huelga. \
        La presidenta viajó con su equipo a Sevilla para la reunión con los sindicatos del sector.";
    let drafted = [
        ("El alcalde de Madrid aceptó el dinero de la empresa.", &[0][..]),
        ("El gobierno va a cerrar el puerto de Vigo.", &[1][..]),
        ("La presidenta viajó sin su equipo a Sevilla.", &[2][..]),
        ("La presidenta viajó con su equipo a Sevilla.", &[2][..]),
    ];
    let (digest, tally) = settled(SPANISH, &drafted, 1, Length::Short).unwrap();
    assert!(digest.points.iter().all(|point| point.drafted.is_none()), "{digest:#?}");
    assert!(tally.verified == 0 && tally.replaced >= 2, "{tally:?}");
}

//! The article the project began with: badly translated, sentences glued, a comment form at its
//! end. Everything its gold file names must be right, with and without the publication date.

#![expect(clippy::unwrap_used, reason = "a test ends where its fixture is not as expected")]

use newsdesk::answering;
use newsdesk::article::{Article, Metadata, Span};
use newsdesk::neural::Reader;
use newsdesk::reading::{self, Fact, FactKind, Reading, Value};
use newsdesk::summarizer::{self, Digest, Length};
use serde_json::Value as Json;

const TEXT: &str = include_str!("fixtures/harris.txt");
const GOLD: &str = include_str!("fixtures/harris.gold.json");

struct Harris {
    article: Article,
    reading: Reading,
    gold: Json,
}

impl Harris {
    fn read(published: Option<&str>) -> Self {
        let published = published.map(|day| day.parse().unwrap());
        let article = Article::new(TEXT.to_owned(), Metadata { published, ..Metadata::default() });
        let reading = reading::read(&article);
        Self { article, reading, gold: serde_json::from_str(GOLD).unwrap() }
    }

    fn both() -> [Self; 2] {
        [Self::read(None), Self::read(Some("2021-06-02"))]
    }

    fn words(&self, span: Span) -> &str {
        self.article.slice(span)
    }

    fn of(&self, kind: FactKind) -> Vec<&Fact> {
        self.reading.of(kind).collect()
    }

    fn digest(&self, length: Length) -> Digest {
        summarizer::digest(&self.article, &self.reading, length)
    }

    /// A gold span, given in code points, in bytes.
    fn span(gold: &Json) -> Span {
        let byte = |key: &str| {
            let points = usize::try_from(gold[key].as_u64().unwrap()).unwrap();
            TEXT.char_indices().nth(points).map_or(TEXT.len(), |(at, _)| at)
        };
        Span::new(byte("start"), byte("end"))
    }
}

fn list<'a>(gold: &'a Json, key: &str) -> &'a [Json] {
    gold[key].as_array().unwrap()
}

fn text<'a>(gold: &'a Json, key: &str) -> &'a str {
    gold[key].as_str().unwrap()
}

#[test]
fn the_glued_sentences_are_told_apart() {
    let harris = Harris::read(None);
    let starts: Vec<usize> =
        harris.article.sentences().iter().map(|s| harris.article.code_points().at(s.span.start)).collect();
    for boundary in list(&harris.gold, "glued_boundaries") {
        let boundary = usize::try_from(boundary.as_u64().unwrap()).unwrap();
        assert!(starts.contains(&boundary), "no sentence starts at {boundary}");
    }
}

#[test]
fn the_title_is_found_and_is_no_key_point() {
    for harris in Harris::both() {
        assert_eq!(harris.article.about().title.as_deref(), Some(text(&harris.gold, "title")));
        let title = text(&harris.gold, "title");
        assert!(harris.digest(Length::Long).points.iter().all(|p| harris.words(p.span) != title));
    }
}

#[test]
fn dates_are_resolved_as_far_as_text_and_publication_allow() {
    for (harris, key) in Harris::both().iter().zip(["undated", "value"]) {
        let dates = harris.of(FactKind::Date);
        for gold in list(&harris.gold, "dates") {
            let words = gold.get("text_min").map_or(text(gold, "text"), |t| t.as_str().unwrap());
            let span = Harris::span(gold);
            let found = dates.iter().find(|f| span.contains(f.span) && harris.words(f.span) == words);
            let found = found.unwrap_or_else(|| panic!("{words} is not found"));
            let Value::Date(value) = &found.value else { unreachable!("a date fact holds a date") };
            let accepted = text(gold, key);
            assert!(accepted.split(" or ").any(|v| v == value.timex), "{words}: {} is not {accepted}", value.timex);
            assert!(!value.basis.in_words(&harris.article).is_empty());
        }
    }
}

#[test]
fn the_trip_is_two_events_with_who_where_and_when() {
    for harris in Harris::both() {
        for gold in list(&harris.gold, "events") {
            let evidence = Harris::span(&gold["evidence"]);
            let event = harris.of(FactKind::Event).into_iter().find(|f| f.evidence.overlaps(evidence));
            let event = event.unwrap_or_else(|| panic!("no event in {:?}", harris.words(evidence)));
            let Value::Event(value) = &event.value else { unreachable!("an event fact holds an event") };
            let words = |span: Option<Span>| span.map(|s| harris.words(s)).unwrap_or_default();
            assert!(words(value.who.map(|m| m.span)).contains(text(gold, "who")), "who: {value:?}");
            assert_eq!(words(value.place.map(|m| m.span)), text(gold, "where"));
            let when: Vec<&str> = value.when.iter().map(|m| harris.words(m.span)).collect();
            for gold in list(gold, "when") {
                assert!(when.contains(&gold.as_str().unwrap()), "{gold} is not in {when:?}");
            }
        }
    }
}

#[test]
fn the_events_are_dated_by_the_publication_date_and_not_without_it() {
    let timexes = |harris: &Harris| -> Vec<String> {
        let value = |f: &&Fact| if let Value::Event(event) = &f.value { event.timex.clone() } else { None };
        harris.of(FactKind::Event).iter().filter_map(value).collect()
    };
    let [undated, dated] = Harris::both();
    for timex in ["2021-06-06", "2021-06-08"] {
        assert!(timexes(&dated).contains(&timex.to_owned()), "{timex}: {:?}", timexes(&dated));
    }
    for timex in ["XXXX-WXX-7", "XXXX-06-08"] {
        assert!(timexes(&undated).contains(&timex.to_owned()), "{timex}: {:?}", timexes(&undated));
    }
}

#[test]
fn every_focus_area_is_one_fact() {
    for harris in Harris::both() {
        let areas = harris.of(FactKind::FocusArea);
        for gold in list(&harris.gold, "focus_areas") {
            let evidence = Harris::span(&gold["evidence"]);
            let here: Vec<&str> =
                areas.iter().filter(|f| evidence.contains(f.span)).map(|f| harris.words(f.span)).collect();
            let expected: Vec<&str> = list(gold, "phrases").iter().map(|p| p.as_str().unwrap()).collect();
            assert_eq!(here, expected);
        }
    }
}

#[test]
fn the_money_and_who_gives_it_are_found() {
    for harris in Harris::both() {
        let gold = &list(&harris.gold, "funding")[0];
        let funding = harris.of(FactKind::Funding);
        let sum = funding.iter().find(|f| harris.words(f.span).contains(text(gold, "amount_text")));
        let sum = sum.expect("the sum is funding");
        let Value::Funding(value) = &sum.value else { unreachable!("a funding fact holds funding") };
        assert_eq!(value.money.amount, gold["amount"].as_f64());
        assert_eq!(value.money.currency, gold["currency"].as_str());
        assert_eq!(value.from.map(|m| harris.words(m.span)), gold["from"].as_str());
        assert_eq!(value.to.map(|m| harris.words(m.span)), gold["to"].as_str());
        assert!(Harris::span(&gold["evidence"]).overlaps(sum.evidence));
    }
}

#[test]
fn the_investment_commitments_name_who_made_them() {
    for harris in Harris::both() {
        let gold = &list(&harris.gold, "funding")[1];
        let points = harris.digest(Length::Long).points;
        let sentence = points.iter().map(|p| harris.words(p.span)).find(|w| w.contains(text(gold, "commitment")));
        let sentence = sentence.expect("the commitments are a key point");
        let organizations: Vec<&str> = harris.of(FactKind::Organization).iter().map(|f| harris.words(f.span)).collect();
        for name in list(gold, "named") {
            let name = name.as_str().unwrap();
            assert!(sentence.contains(name));
            assert!(organizations.contains(&name), "{name} is not in {organizations:?}");
        }
    }
}

#[test]
fn both_decisions_are_found_and_stand_in_the_digest() {
    for harris in Harris::both() {
        let points = harris.digest(Length::Long).points;
        for gold in list(&harris.gold, "decisions") {
            let span = Harris::span(gold);
            assert!(harris.of(FactKind::Decision).iter().any(|f| f.span.overlaps(span)), "{gold}");
            assert!(points.iter().any(|p| p.span.overlaps(span)), "not in the digest: {gold}");
        }
    }
}

#[test]
fn the_long_digest_holds_events_focus_and_funding() {
    for harris in Harris::both() {
        let points = harris.digest(Length::Long).points;
        let evidence = |key: &str| -> Vec<Span> {
            list(&harris.gold, key)
                .iter()
                .filter(|g| g.get("evidence").is_some())
                .map(|g| Harris::span(&g["evidence"]))
                .collect()
        };
        for span in [evidence("events"), evidence("focus_areas"), evidence("funding")].concat() {
            assert!(points.iter().any(|p| p.span.overlaps(span)), "not in the digest: {}", harris.words(span));
        }
    }
}

#[test]
fn the_medium_digest_has_the_whole_trip_its_focus_and_the_money() {
    for harris in Harris::both() {
        let digest = harris.digest(Length::Medium);
        assert!((3..=7).contains(&digest.points.len()), "{}", digest.points.len());
        let has = |words: &str| digest.points.iter().any(|p| harris.words(p.span).contains(words));
        for words in ["on Sunday", "on June 8", "three main focus points", "$310 million"] {
            assert!(has(words), "{words}");
        }
    }
}

#[test]
fn page_furniture_is_in_no_output() {
    for harris in Harris::both() {
        let never: Vec<Span> = list(&harris.gold, "never").iter().map(Harris::span).collect();
        let allowed = |span: &Span| never.iter().all(|n| !n.overlaps(*span));
        for length in [Length::Short, Length::Medium, Length::Long] {
            for point in harris.digest(length).points {
                assert!(allowed(&point.span) && point.evidence.iter().all(allowed), "{}", harris.words(point.span));
            }
        }
        for fact in &harris.reading.facts {
            assert!(allowed(&fact.span) && allowed(&fact.evidence), "{fact:?}");
        }
        for question in
            ["What are required fields?", "Will my email address be published?", "Where can I leave a reply?"]
        {
            let answer = answering::answer(&harris.article, &harris.reading, question, Reader::get());
            assert_eq!(answer.map(|a| harris.words(a.span).to_owned()), None, "{question}");
        }
    }
}

#[test]
fn every_point_and_fact_is_verbatim_and_within_its_evidence() {
    for harris in Harris::both() {
        let sentences: Vec<Span> = harris.article.sentences().iter().map(|s| s.span).collect();
        for point in harris.digest(Length::Long).points {
            assert!(!point.evidence.is_empty());
            assert!(point.evidence.iter().all(|e| sentences.contains(e)), "{point:?}");
            assert!(point.evidence.iter().any(|e| e.overlaps(point.span)), "{point:?}");
            assert!(!harris.words(point.span).is_empty());
        }
        assert!(!harris.reading.facts.is_empty());
        for fact in &harris.reading.facts {
            assert!(TEXT.get(fact.span.start..fact.span.end).is_some_and(|w| !w.is_empty()), "{fact:?}");
            assert!(fact.evidence.contains(fact.span), "{fact:?}: {}", harris.words(fact.span));
        }
    }
}

#[test]
fn questions_are_answered_with_their_span_or_refused() {
    let engines = [None, Reader::get()];
    for (harris, reader) in Harris::both().iter().flat_map(|harris| engines.map(|reader| (harris, reader))) {
        for gold in list(&harris.gold, "questions") {
            let question = text(gold, "question");
            let answer = answering::answer(&harris.article, &harris.reading, question, reader);
            let accepted: Vec<Span> = list(gold, "answers").iter().map(Harris::span).collect();
            match answer {
                None => assert!(accepted.is_empty(), "{question} is not answered"),
                Some(answer) => {
                    assert!(accepted.contains(&answer.span), "{question}: {}", harris.words(answer.span));
                    assert!(answer.sentence.contains(answer.span));
                }
            }
        }
    }
}

#[test]
fn a_question_without_words_or_about_something_else_has_no_answer() {
    let harris = Harris::read(None);
    for question in ["", " ", "???", "…", "Who won the football match in Berlin?"] {
        for reader in [None, Reader::get()] {
            assert_eq!(answering::answer(&harris.article, &harris.reading, question, reader), None, "{question}");
        }
    }
}

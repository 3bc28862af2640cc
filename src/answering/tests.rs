//! Tests of answering: tables of questions, and what no input may do.

use super::*;
use crate::article::Metadata;
use crate::reading;
use proptest::prelude::*;

/// An article of our own, written for these tests.
const ARTICLE: &str = "The city council of Ostrava approved a new tram line on Tuesday. \
The line will cost 45 million euros and link the harbour with the university. \
Mayor Jana Novak said work would begin in March and last two years. \
About 12,000 people are expected to use it every day. \
The council rejected a rival plan for a motorway because residents feared noise. \
Petr Svoboda, the council's adviser on transport, called the vote historic.";

/// `question | answer`, empty where the article does not say.
const TABLE: &str = "
When did the council approve the tram line? | on Tuesday
How much will the line cost? | 45 million euros
Who is the council's adviser on transport? | Petr Svoboda
How many people are expected to use it? | 12,000
How many vaccines will be delivered? |
What percentage of voters agreed? |
";

fn ask(text: &str, question: &str) -> Option<(String, Answer)> {
    let article = Article::new(text.to_owned(), Metadata::default());
    let reading = reading::read(&article);
    answer(&article, &reading, question, None).map(|a| (article.slice(a.span).to_owned(), a))
}

#[test]
fn questions_get_the_words_of_the_article_or_nothing() {
    for line in TABLE.lines().filter(|l| !l.is_empty()) {
        let (question, expected) = line.split_once('|').unwrap();
        let (question, expected) = (question.trim(), expected.trim());
        let found = ask(ARTICLE, question).map(|(words, _)| words).unwrap_or_default();
        let fits =
            if expected.is_empty() { found.is_empty() } else { expected.contains(&found) || found.contains(expected) };
        assert!(fits && found.is_empty() == expected.is_empty(), "{question}: expected {expected:?}, found {found:?}");
    }
}

/// `question | words of the sentence that comes closest`, empty where the question is about something else.
const CLOSEST: &str = "
What percentage of residents fear noise from the motorway? | feared noise
Which sounds annoy whoever lives beside that big road? | feared noise
Who wrote Hamlet? |
How many vaccines will be delivered? |
";

#[test]
fn without_an_answer_the_closest_sentence_is_told_apart_from_one() {
    let article = Article::new(ARTICLE.to_owned(), Metadata::default());
    let reading = reading::read(&article);
    for line in CLOSEST.lines().filter(|l| !l.is_empty()) {
        let (question, expected) = line.split_once('|').unwrap();
        let response = respond(&article, &reading, question.trim(), None);
        assert_eq!(response.answer, None, "{question}");
        let sentence = response.closest.map_or("", |span| article.slice(span));
        assert!(sentence.contains(expected.trim()), "{question}: {sentence}");
        assert_eq!(sentence.is_empty(), expected.trim().is_empty(), "{question}: {sentence}");
    }
    let told = respond(&article, &reading, "How much will the line cost?", None);
    assert!(told.answer.is_some() && told.closest.is_none());
}

#[test]
fn an_empty_article_or_question_has_no_answer() {
    assert!(ask("", "Who won?").is_none());
    assert!(ask("   \n\n ", "Who won?").is_none());
    assert!(ask("\u{feff}", "").is_none());
}

#[test]
fn hostile_sizes_are_answered_in_linear_time() {
    let started = std::time::Instant::now();
    let huge = "who won the cup in Ostrava ".repeat(40_000);
    ask(ARTICLE, &huge);
    ask(&"cup ".repeat(100_000), "Who won the cup?");
    ask(&"Cup. ".repeat(40_000), "Who won the cup?");
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_answer_lies_in_its_sentence(text in "(\\PC{0,12}[ .,!?“”\"()\n]){0,40}", question in "(\\PC{0,10} ?){0,12}") {
        if let Some((words, found)) = ask(&text, &question) {
            prop_assert!(!words.is_empty());
            prop_assert!(text.is_char_boundary(found.span.start) && text.is_char_boundary(found.span.end));
            prop_assert!(found.sentence.contains(found.span));
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
    }

    #[test]
    fn questions_made_of_the_article_do_not_break_it(start in 0_usize..ARTICLE.len(), length in 0_usize..90) {
        let question: String = ARTICLE.chars().skip(start).take(length).collect();
        if let Some((_, found)) = ask(ARTICLE, &question) {
            prop_assert!(found.sentence.contains(found.span));
        }
    }
}

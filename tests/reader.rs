//! The neural reader: it is there, it answers in the article's own words, and nothing hostile stops it.

#![cfg(feature = "neural")]

use newsdesk::answering;
use newsdesk::article::{Article, Metadata};
use newsdesk::moderation::{CheckContext, check};
use newsdesk::neural::Reader;
use newsdesk::reading;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const TEXT: &str = "The city council voted on Monday to close the old bridge for eleven months. Mayor Ana Ruiz said \
    the repairs would cost 4.2 million euros. Buses will be sent over the ring road. Shop owners fear for their trade.";

fn ask(text: &str, question: &str) -> Option<String> {
    let article = Article::new(text.to_owned(), Metadata::default());
    let reading = reading::read(&article);
    let answer = answering::answer(&article, &reading, question, Reader::get())?;
    assert!(answer.sentence.contains(answer.span), "{question}: the answer leaves its sentence");
    assert!(article.sentences().iter().any(|s| s.span == answer.sentence));
    assert!((0.0..=1.0).contains(&answer.confidence));
    Some(article.slice(answer.span).to_owned())
}

#[test]
fn questions_are_answered_in_the_articles_words_or_refused() {
    // question | words that the answer must hold; none where the article does not say
    let rows = [
        ("How long will the bridge be closed?", "eleven months"),
        ("Who is the mayor?", "Ana Ruiz"),
        ("How much will the repairs cost?", "4.2 million euros"),
        ("Where will buses go?", "ring road"),
        // In other words than the article's, and about something else.
        ("What is the price?", "4.2 million euros"),
        ("Who won the football match in Berlin?", ""),
        ("Who wrote Hamlet?", ""),
        ("What is the capital of France?", ""),
    ];
    for (question, expected) in rows {
        match ask(TEXT, question) {
            Some(answer) => assert!(!expected.is_empty() && answer.contains(expected), "{question}: {answer}"),
            None => assert!(expected.is_empty(), "{question} is not answered"),
        }
    }
}

#[test]
fn abuse_and_praise_are_told_apart_without_a_bad_word() {
    let reader = Reader::get().unwrap();
    let toxic = |text| reader.comment(text).unwrap().toxic;
    assert!(
        toxic("People like you should be locked up and never let out again.") > toxic("Thank you for this report.")
    );
    let spam = |text| reader.comment(text).unwrap().spam;
    assert!(
        spam("Subscribe to my channel and win a free phone today!") > spam("The mayor should answer that question.")
    );
}

#[test]
fn what_the_reader_says_counts_in_the_checks() {
    let text = "Thank you, a very good and fair article.";
    let alone = check(text, CheckContext::default()).scores;
    let both = check(text, CheckContext { reader: Reader::get(), ..CheckContext::default() }).scores;
    assert!((alone.toxicity - both.toxicity).abs() > f32::EPSILON);
    assert!(both.toxicity < 0.5 && both.spam < 0.5);
}

#[test]
fn a_megabyte_is_read_in_bounded_time() {
    let texts = ["a".repeat(1 << 20), "word ".repeat(200_000), "。".repeat(300_000), "\u{301}".repeat(500_000)];
    for text in texts {
        let start = Instant::now();
        ask(&text, &text);
        let _ = Reader::get().unwrap().comment(&text);
        assert!(start.elapsed() < Duration::from_mins(1), "{:?}…", text.chars().take(4).collect::<String>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_and_question_end_in_a_span_or_nothing(text in "(?s).{0,300}", question in ".{0,80}") {
        ask(&text, &question);
        ask(TEXT, &question);
        let _ = Reader::get().unwrap().comment(&text);
    }
}

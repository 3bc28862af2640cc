use super::sentences;
use crate::article::{Article, Language, Metadata, Role};
use proptest::prelude::*;

/// The sentences of a text.
fn split(text: &str) -> Vec<&str> {
    let language = Language::detect(text);
    sentences(text, &Metadata::default(), language).iter().map(|s| s.span.of(text)).collect()
}

/// One text a line; `‖` marks where a sentence ends. White space around the mark is the text's.
const TABLE: &str = include_str!("tests/boundaries.txt");

#[test]
fn sentences_end_where_the_table_says() {
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let line = line.replace("\\n", "\n").replace("\\t", "\t");
        let text = line.replace('‖', "");
        let expected: Vec<&str> = line.split('‖').map(str::trim).filter(|s| !s.is_empty()).collect();
        let found = split(&text);
        if found != expected {
            wrong.push(found.join("‖"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_first_articles_glued_sentences_are_parted() {
    let text = include_str!("../../../tests/fixtures/harris.txt");
    let gold: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/harris.gold.json")).expect("the gold is JSON");
    let article = Article::new(text.to_owned(), Metadata::default());
    let starts: Vec<usize> = article.sentences().iter().map(|s| article.code_points().at(s.span.start)).collect();
    let glued = gold["glued_boundaries"].as_array().expect("a list");
    assert_eq!(glued.len(), 3);
    for boundary in glued.iter().filter_map(serde_json::Value::as_u64) {
        assert!(starts.iter().any(|&s| s as u64 == boundary), "{boundary} in {starts:?}");
    }
}

#[test]
fn line_breaks_of_wrapped_text_are_not_paragraphs() {
    let text = "\n\t   OSLO (XY) - The harbour council showed its plans for a\nfloating library to a full hall in the old \
                town's\nfish market.\n\t   Most of the questions were about what the whole thing\nwould cost and who \
                would have to pay for it, and then it\ngrew late. \n";
    let found = sentences(text, &Metadata::default(), Language::ENGLISH);
    assert_eq!(found.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 1]);
    assert!(found.iter().all(|s| s.role == Role::Body), "{found:?}");
}

#[test]
fn lines_of_a_list_stay_apart() {
    let text = "KENYA:\nTotal Dead: 192\nAmericans: 12\nInjured: 4,877\n\nTANZANIA:\nTotal dead: 10";
    assert_eq!(split(text).len(), 6);
}

#[test]
fn every_kind_of_line_break_ends_a_line() {
    assert_eq!(split("One thing.\u{2028}Two things.\r\nThree things.\rFour.").len(), 4);
    let gap = sentences("One\r\ntwo\r\n\r\nThree", &Metadata::default(), Language::ENGLISH);
    assert_eq!(gap.last().map(|s| s.paragraph), Some(2));
}

#[test]
fn a_long_line_is_read_in_linear_time() {
    let parts =
        ["a", "a.", ". ", "\"a.\"B", "aThe b ", "(A)The ", "U.S.", "? ", "\"", "''", "… ", "x\n", "1.", "Mr. ", "[1]"];
    for part in parts {
        let text = part.repeat((1 << 18) / part.len());
        let begun = std::time::Instant::now();
        let found = sentences(&text, &Metadata::default(), Language::ENGLISH);
        assert!(found.last().is_some_and(|s| s.span.end <= text.len()));
        // Generous: a quadratic loop would take hours.
        assert!(begun.elapsed().as_secs() < 20, "{part:?}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(". "),
        Just("."),
        Just("? "),
        Just("!\""),
        Just("\""),
        Just("''"),
        Just("``"),
        Just("“"),
        Just("” "),
        Just("\n"),
        Just("\n\n"),
        Just("\u{2028}"),
        Just("\t  "),
        Just("Harris"),
        Just("His "),
        Just("Which"),
        Just("U.S."),
        Just("Mr. "),
        Just("a.m. "),
        Just("No. 5"),
        Just("é"),
        Just("日本。"),
        Just("..."),
        Just("…"),
        Just("("),
        Just(") "),
        Just("— "),
        Just("Image: x."),
        Just("Leave a Reply"),
        Just(" the words of it "),
        Just("[12]"),
        Just("1. "),
        Just("\u{a0}"),
        Just("𝄞"),
        Just("iPhone "),
        Just("50 Cent"),
        Just("\r\n"),
    ];
    prop_oneof![".{0,200}", prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())]
}

proptest! {
    #[test]
    fn sentences_are_ordered_trimmed_and_hold_all_that_is_written(text in texts()) {
        let found = sentences(&text, &Metadata::default(), Language::ENGLISH);
        let mut at = 0;
        for sentence in &found {
            let span = sentence.span;
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(at <= span.start && span.start < span.end);
            prop_assert!(crate::article::Span::new(at, span.start).of(&text).trim().is_empty());
            prop_assert_eq!(span.of(&text).trim(), span.of(&text));
            at = span.end;
        }
        prop_assert!(text.get(at..).unwrap_or_default().trim().is_empty());
        prop_assert!(found.windows(2).all(|w| w[0].paragraph <= w[1].paragraph));
    }
}

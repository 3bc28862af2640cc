use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// A line of the table: the text without its square brackets, and where they stood.
fn unbracketed(line: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '[' => start = text.len(),
            ']' => spans.push(Span::new(start, text.len())),
            other => text.push(other),
        }
    }
    (text, spans)
}

#[test]
fn every_case_of_the_table_is_found_where_it_says() {
    for line in include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, kinds) = line.split_once('\t').expect("two columns");
        let (text, spans) = unbracketed(text);
        let findings = find(&text);
        let found: Vec<_> = findings.iter().map(|finding| finding.kind.as_ref()).collect();
        assert_eq!(found.join(","), kinds, "{text}");
        let words: Vec<_> = findings.iter().filter_map(|finding| finding.span).map(|span| span.of(&text)).collect();
        assert_eq!(words, spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn an_explanation_never_repeats_what_was_found() {
    for finding in find("jane@example.org, 4111111111111111, +44 20 7946 0018, 10.0.0.1") {
        assert!(!finding.explanation.chars().any(|c| c.is_ascii_digit()), "{}", finding.explanation);
        assert!(!finding.explanation.contains("example"));
    }
}

#[test]
fn hostile_text_takes_time_in_proportion_to_its_length() {
    for piece in ["1", "1 ", "1-", "a@", "a@a.", "de12 ", ":", "1.1.", "(1)", "+1", "call 1 2 3 4 5 6 7 8 ", "１"] {
        let text = piece.repeat(100_000 / piece.len());
        let start = Instant::now();
        let _ = find(&text);
        assert!(start.elapsed() < Duration::from_secs(40), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn spans_are_within_any_text(text in "\\PC{0,40}|[0-9 .@:+()a-eé１\u{200B}-]{0,60}") {
        for finding in find(&text) {
            let span = finding.span.expect("a span");
            prop_assert!(!span.of(&text).is_empty());
            prop_assert!(KINDS.contains(&finding.kind.as_ref()));
        }
    }
}

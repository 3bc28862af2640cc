use super::*;
use crate::moderation::{Rules, Ruleset, Verdict, WordRule};
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

fn verdict(findings: Vec<Finding>) -> Verdict {
    Checked { findings, ..Checked::default() }.verdict()
}

#[test]
fn every_case_of_the_table_is_judged_as_it_says() {
    for line in include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (text, spans) = unbracketed(columns.next().expect("a text"));
        let findings = find(&text, None);
        let words: Vec<_> = findings.iter().filter_map(|finding| finding.span).map(|span| span.of(&text)).collect();
        assert_eq!(words, spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>(), "{text}");
        let kinds: Vec<_> = findings.iter().map(|finding| finding.kind.to_string()).collect();
        assert_eq!(verdict(findings).name(), columns.next().expect("a verdict"), "{text}");
        assert_eq!(kinds.join(","), columns.next().expect("kinds"), "{text}");
    }
}

#[test]
fn a_servers_own_words_are_found_and_its_allowed_ones_are_not() {
    let rule = |text: &str, severity| WordRule { text: text.to_owned(), severity };
    let rules = Rules {
        words: vec![rule("Brexit*", Severity::Review), rule("fake news", Severity::Block), rule("*", Severity::Block)],
        allowed_words: vec!["shit".to_owned(), "damn good*".to_owned()],
        ..Rules::default()
    };
    let rules = Ruleset::compile(&rules);
    let find = |text: &str| find(text, Some(rules.words()));
    assert_eq!(verdict(find("These Brexiteers")), Verdict::Review);
    assert_eq!(verdict(find("F4ke  News!")), Verdict::Block);
    assert_eq!(verdict(find("b r e x i t")), Verdict::Review);
    assert!(find("shit, damn goodness").is_empty());
    assert!(!find("bullshit, damn bad").is_empty());
    assert!(find("exit").is_empty());
}

#[test]
fn every_entry_of_the_shipped_list_finds_itself() {
    let mut heading = "";
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with('[') {
            heading = line;
            continue;
        }
        for written in line.split(',').flat_map(pattern::expand).filter(|_| !heading.starts_with("[safe")) {
            let parsed = pattern::Pattern::parse(&written);
            assert!(parsed.is_some(), "{written:?} under {heading} means nothing");
        }
    }
    assert!(heading.starts_with("[safe"));
}

#[test]
fn hostile_text_takes_time_in_proportion_to_its_length() {
    for piece in ["a", "a ", "f.", "*", "f*", "ass ", "class ass ", "n1gg", "()", "а", "f u ", "shitshit", "e\u{301}"]
    {
        let text = piece.repeat(100_000 / piece.len());
        let start = Instant::now();
        let findings = find(&text, None);
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
        assert!(findings.len() <= MOST_FINDINGS);
    }
}

proptest! {
    #[test]
    fn spans_are_within_any_text(text in "\\PC{0,60}|[fuckshit.* 1@$\u{300}\u{200B}а-яé]{0,60}") {
        for finding in find(&text, None) {
            let span = finding.span.expect("a span");
            prop_assert!(!span.of(&text).is_empty());
            prop_assert!(KINDS.contains(&finding.kind.as_ref()));
            prop_assert!(!finding.explanation.is_empty());
        }
    }
}

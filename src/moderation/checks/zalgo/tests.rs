use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<String> {
    find(text).into_iter().map(|finding| finding.kind.into_owned()).collect()
}

#[test]
fn living_scripts_and_emoji_pass() {
    for line in include_str!("harmless.txt").lines() {
        assert_eq!(kinds(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn towers_of_marks_are_found_with_their_letters() {
    let text = "so h\u{300}\u{301}\u{302}\u{303}\u{304}i\u{316}\u{317}\u{318}\u{319} there";
    let findings = find(text);
    assert_eq!(kinds(text), ["stacked_marks"]);
    let words = findings.first().and_then(|finding| finding.span).map(|span| span.of(text));
    assert!(words.is_some_and(|words| words.starts_with('h') && words.ends_with('\u{319}')), "{words:?}");
    assert_eq!(kinds(&format!("ก{}", "\u{E47}".repeat(12))), ["stacked_marks"]);
}

#[test]
fn walls_of_nothing_and_hidden_messages_are_found() {
    assert_eq!(kinds(&"\u{200B}".repeat(40)), ["invisible_characters"]);
    assert_eq!(kinds(&format!("hello{}", "\u{3164}".repeat(5))), ["invisible_characters"]);
    assert_eq!(
        kinds("v\u{200B}e\u{200B}r\u{200B}y h\u{200B}i\u{200B}d\u{200B}d\u{200B}e\u{200B}n"),
        ["invisible_characters"]
    );
    assert_eq!(kinds("hello \u{E0069}\u{E0067}\u{E006E}\u{E006F}\u{E0072}\u{E0065} you"), ["invisible_characters"]);
    assert_eq!(kinds("one zero\u{200B}width space"), Vec::<String>::new());
    let pasted = "word.\u{200B}\u{200B}[1] ".repeat(20);
    assert_eq!(kinds(&pasted), Vec::<String>::new());
}

#[test]
fn an_override_of_the_direction_is_found_up_to_its_end() {
    let text = "see \u{202E}gpj.exe\u{202C} here";
    let findings = find(text);
    assert_eq!(kinds(text), ["direction_override"]);
    assert_eq!(findings.first().and_then(|finding| finding.span).map(|span| span.of(text)), Some("\u{202E}gpj.exe"));
}

proptest! {
    #[test]
    fn spans_are_within_any_text(text in "[\u{300}-\u{305}a\u{200B}-\u{200F}\u{202A}-\u{202E}ก็é😀\u{E0061} ]{0,60}") {
        for finding in find(&text) {
            let span = finding.span.expect("a span");
            prop_assert!(!span.of(&text).is_empty());
            prop_assert!(KINDS.contains(&finding.kind.as_ref()));
        }
    }
}

use super::*;
use crate::moderation::{Fingerprint, RecentComment, Rules, Ruleset};
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[test]
fn the_phases_run_in_the_order_of_the_checks() {
    let order: Vec<usize> =
        PHASES.iter().filter_map(|(check, _)| Check::ALL.iter().position(|of| of == check)).collect();
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    assert_eq!(order.len(), PHASES.len());
}

#[test]
fn every_phase_says_what_it_can_find_in_snake_case() {
    let named: Vec<Check> = KINDS.iter().map(|(check, _)| *check).collect();
    assert_eq!(named, PHASES.iter().map(|(check, _)| *check).collect::<Vec<_>>());
    for kind in KINDS.iter().flat_map(|(_, kinds)| kinds.iter()) {
        assert!(kind.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{kind}");
    }
}

#[test]
fn a_check_that_is_switched_off_finds_nothing() {
    let rules = Rules { off: vec![Check::Links], ..Rules::default() };
    let context = CheckContext { rules: Some(&Ruleset::compile(&rules)), ..CheckContext::default() };
    let links = |context| {
        let checked = check("join discord.gg/abc", context);
        checked.findings.iter().filter(|f| f.check == Check::Links).count()
    };
    assert_eq!((links(CheckContext::default()), links(context)), (1, 0));
}

/// Texts that are meant to cost more than their length.
const HOSTILE: [&str; 14] = [
    "http://dlscord-nitro.example/a ",
    "[a](",
    "](http://a.b",
    "http://",
    "a.b.c.d.",
    "<a href=",
    "&#x27",
    "<@1>",
    "@here@everyone",
    "a\u{301}\u{301}",
    "090612345 67",
    "🅵 r 3 3 ",
    "\n \n",
    "f.u.c.k ",
];

fn time(text: &str) -> Duration {
    let best = (0..2).map(|_| {
        let start = Instant::now();
        let checked = check(text, CheckContext::default());
        assert!(checked.findings.iter().all(|f| f.span.is_none_or(|s| !s.of(text).is_empty())));
        start.elapsed()
    });
    best.min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_length_and_not_faster() {
    // Without optimisation everything takes longer, and as the same power of the length.
    let bytes = if cfg!(debug_assertions) { 20_000 } else { 100_000 };
    for unit in HOSTILE {
        let text = |bytes: usize| unit.repeat(bytes / unit.len());
        let (once, twice) = (time(&text(bytes)), time(&text(2 * bytes)));
        // A square would take four times as long; other work on the machine must not fail the test.
        assert!(twice < once * 3 + Duration::from_millis(60), "{unit:?}: {once:?}, then {twice:?}");
    }
}

proptest! {
    #[test]
    fn every_finding_is_of_a_known_kind_and_its_words_are_in_the_text(
        text in "(\\PC|https?://|@everyone|09061234567|\\]\\(|é|\\n){0,60}",
        recent in proptest::collection::vec((any::<bool>(), 0_u32..9_000, "\\PC{0,30}"), 0..4),
    ) {
        let recent: Vec<RecentComment> = recent
            .iter()
            .map(|(own, age, text)| RecentComment { own: *own, age: *age, fingerprint: Fingerprint::of(text) })
            .collect();
        let article = Some("The council voted on Monday to close the library on Mill Street.");
        let context = CheckContext { article, recent: &recent, ..CheckContext::default() };
        let checked = check(&text, context);
        for finding in &checked.findings {
            let known = KINDS.iter().any(|(check, kinds)| *check == finding.check && kinds.contains(&finding.kind.as_ref()));
            prop_assert!(known, "{:?} {}", finding.check, finding.kind);
            prop_assert!(finding.span.is_none_or(|s| text.get(s.start..s.end).is_some_and(|w| !w.is_empty())));
            prop_assert!(finding.explanation.ends_with('.'), "{}", finding.explanation);
        }
        prop_assert!((0.0..=1.0).contains(&checked.scores.spam));
    }
}

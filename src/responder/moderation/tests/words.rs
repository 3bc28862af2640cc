//! Every refusal, every kind of finding and every reason has its own words, in both languages.

use super::*;
use crate::desk::{INVALID_CHANGES, ModerationError};
use crate::responder::{ReasonMark, Reference};
use std::collections::HashSet;

fn every_error() -> Vec<ModerationError> {
    let mut all = vec![
        ModerationError::NotAModerator,
        ModerationError::NotAnAdministrator,
        ModerationError::NotSetUp,
        ModerationError::OwnComment,
        ModerationError::Decided(Box::new(comment())),
        ModerationError::Decided(Box::new(decided(Ruling::Approve, Some(MOD)))),
        ModerationError::Decided(Box::new(decided(Ruling::Reject, Some(MOD)))),
        ModerationError::Decided(Box::new(decided(Ruling::Approve, None))),
        ModerationError::Edited(Box::new(comment())),
        ModerationError::Deleted(Box::new(comment())),
        ModerationError::Unknown,
        ModerationError::OwnDecision(Box::new(appeal(AppealState::Open))),
        ModerationError::AppealClosed(Box::new(appeal(AppealState::Granted))),
        ModerationError::AppealClosed(Box::new(appeal(AppealState::Denied))),
        ModerationError::AppealClosed(Box::new(appeal(AppealState::Moot))),
        ModerationError::SettingsRace,
        ModerationError::Invalid("something new"),
        ModerationError::Unexpected(crate::desk::StoreError("the disk is on fire".into())),
    ];
    all.extend(INVALID_CHANGES.map(ModerationError::Invalid));
    all
}

#[test]
fn every_refusal_has_its_own_plain_sentence_and_a_reference() {
    for words in [english(), spanish()] {
        let mut sentences = HashSet::new();
        for error in every_error() {
            let reply = moderation_refusal(words, &error, Reference::of(42));
            let (sentence, rest) = reply.content.split_once('\n').unwrap();
            assert!(sentence.ends_with('.') && sentence.len() < 160, "{sentence}");
            assert!(!sentence.contains("error-") && !sentence.contains("invalid-"), "{sentence}");
            assert!(!reply.content.contains("fire"), "{}", reply.content);
            assert!(rest.starts_with("-# ") && rest.ends_with(&format!("ref `{}`", Reference::of(42))), "{rest}");
            assert_eq!(reply.visibility, crate::responder::Visibility::Private);
            assert!(sentences.insert(sentence.to_owned()), "{sentence} is said of two cases");
        }
    }
}

#[test]
fn the_loser_of_a_race_is_told_who_decided_and_when() {
    let error = ModerationError::Decided(Box::new(decided(Ruling::Reject, Some(MOD))));
    let sentence = moderation_note(english(), &error, Seat::Card);
    assert_eq!(sentence, "Somebody decided first: <@7> rejected #12 <t:1700000060:R>.");
}

#[test]
fn every_kind_of_finding_has_words_of_its_own() {
    let mut known = HashSet::new();
    for words in [english(), spanish()] {
        let mut said = HashSet::new();
        for (check, kinds) in crate::moderation::kinds() {
            for kind in kinds {
                let sentence = words.find(&super::super::findings::key(check, kind));
                let sentence = sentence.unwrap_or_else(|| panic!("{} {kind} has no words", check.name()));
                assert!(said.insert(sentence.clone()), "{sentence} is said of two kinds");
                known.insert(super::super::findings::key(check, kind));
            }
        }
    }
    let source = crate::responder::words::ENGLISH;
    let worded = source.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
    let left: Vec<&str> = worded.filter(|k| k.starts_with("finding-") && !known.contains(*k)).collect();
    assert!(left.is_empty(), "no check finds {left:?}");
}

#[test]
fn an_unknown_kind_of_finding_speaks_for_itself() {
    let finding = Finding {
        explanation: "A *new* rule fired.".to_owned(),
        ..found(Check::Spam, "from_the_future", Severity::Note, None)
    };
    assert_eq!(super::super::findings::sentence(spanish(), &finding), r"A \*new\* rule fired");
}

#[test]
fn reasons_are_kept_in_the_servers_language_and_words() {
    let settings = Settings { language: Some("es".to_owned()), ..Settings::default() };
    let mark = Some(ReasonMark::of("insult"));
    let kept = super::super::reason(english(), &settings, mark, "  too much ").unwrap();
    assert_eq!((kept.code.as_str(), kept.label.as_str(), kept.words.as_str()), ("insult", "Insulto", "too much"));
    assert_eq!(super::super::reason(english(), &settings, None, "  "), None);
    assert_eq!(super::super::reason(english(), &settings, Some(ReasonMark(1)), "gone"), None);
    let own = ReasonTemplate { code: "house".into(), label: "House rule".into(), rule: "Be kind.".into() };
    let settings = Settings { reasons: vec![own.clone(), own], ..Settings::default() };
    let kept = super::super::reason(english(), &settings, Some(ReasonMark::of("house")), "").unwrap();
    assert_eq!((kept.label.as_str(), kept.rule.as_str()), ("House rule", "Be kind."));
    assert_eq!(super::super::reasons::choices(english(), &settings).len(), 1);
}

#[test]
fn every_usual_reason_has_a_label_and_a_rule_of_its_own() {
    for words in [english(), spanish()] {
        let all = default_reasons(words);
        let said: HashSet<&str> = all.iter().flat_map(|t| [t.label.as_str(), t.rule.as_str()]).collect();
        assert_eq!(said.len(), all.len() * 2);
        assert!(said.iter().all(|words| !words.contains("reason-")));
        let marks: HashSet<u32> = all.iter().map(|t| ReasonMark::of(&t.code).0).collect();
        assert_eq!(marks.len(), all.len());
    }
}

//! Both languages have every word; every failure has its own sentence.

use super::*;
use crate::article::page::Unreadable;
use crate::desk::{FetchError, OpenError};
use crate::responder::words::{ENGLISH, SPANISH};
use jiff::SignedDuration;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Every message of a file with the names of its arguments.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let key = Regex::new(r"^([a-z0-9-]+) = ?").unwrap();
    let argument = Regex::new(r"\$([a-z]+)").unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        if let Some(captures) = key.captures(line) {
            current = captures[1].to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
        }
        if let Some(arguments) = found.get_mut(&current) {
            arguments.extend(argument.captures_iter(line).map(|c| c[1].to_owned()));
        }
    }
    found
}

/// The code of this module, its tests left out.
fn code() -> String {
    fn collect(folder: &std::path::Path, found: &mut String) {
        let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        entries.retain(|path| path.file_stem().is_some_and(|stem| stem != "tests"));
        entries.sort();
        for path in entries {
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = String::new();
    collect(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/responder")), &mut found);
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(messages(ENGLISH), messages(SPANISH));
}

#[test]
fn the_files_are_well_formed() {
    for source in [ENGLISH, SPANISH] {
        assert!(fluent_bundle::FluentResource::try_new(source.to_owned()).is_ok());
    }
}

#[test]
fn commands_are_named_as_their_language_names_them() {
    let named = Regex::new(r"`/([^`]+)`").unwrap();
    let name = Regex::new(r"(?m)^command-[a-z-]+ = (.+)$").unwrap();
    for source in [ENGLISH, SPANISH] {
        let commands: HashSet<&str> = name.captures_iter(source).map(|c| c.get(1).unwrap().as_str()).collect();
        let mut count = 0;
        for captures in named.captures_iter(source) {
            assert!(commands.contains(&captures[1]), "/{} is no command of this language", &captures[1]);
            count += 1;
        }
        assert!(count > 10, "the pattern finds them");
    }
}

#[test]
fn every_message_the_code_names_is_there() {
    let known = messages(ENGLISH);
    let literal = Regex::new(r#""((?:comment|comments|receipt|own|delete|appeal|privacy|refused|given|error|slip|note|button|points|kind|fact|facts|answer|confidence|ask|calendar|articles|help|basis|day|month|weekday|place|page|coverage|digest|evidence)-[a-z-]+)""#).unwrap();
    let code = code();
    let named: Vec<&str> = literal.captures_iter(&code).filter_map(|c| c.get(1)).map(|m| m.as_str()).collect();
    // A command's key is a part of its messages' keys.
    let named: Vec<&str> = named.into_iter().filter(|key| !known.contains_key(&format!("command-{key}"))).collect();
    assert!(named.len() > 60, "the pattern finds the keys");
    let missing: Vec<&&str> = named.iter().filter(|key| !known.contains_key(**key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_argument_a_message_wants_is_given() {
    let known = messages(ENGLISH);
    let call = Regex::new(r#"say_with\(\s*"([a-z-]+)",\s*\[((?s:.*?))\]"#).unwrap();
    let code = code();
    for captures in call.captures_iter(&code) {
        for argument in &known[&captures[1]] {
            assert!(captures[2].contains(&format!("\"{argument}\"")), "{} lacks {argument}", &captures[1]);
        }
    }
}

#[test]
fn no_message_is_left_over() {
    /// Beginnings of keys that are put together.
    const BUILT: [&str; 12] = [
        "command-", "option-", "kind-", "length-", "timex-", "note-", "order-", "verdict-", "step-", "finding-",
        "invalid-", "reason-",
    ];
    let code = code();
    for key in messages(ENGLISH).keys() {
        let base = key.strip_suffix("-hint").unwrap_or(key);
        let used = code.contains(&format!("\"{base}\"")) || BUILT.iter().any(|b| key.starts_with(b));
        assert!(used, "{key} is said nowhere");
    }
}

fn every_refusal() -> Vec<OpenError> {
    let fetch = [
        FetchError::NotAWebAddress,
        FetchError::ForbiddenAddress,
        FetchError::ForbiddenPort,
        FetchError::UnknownHost,
        FetchError::Unreachable,
        FetchError::Tls,
        FetchError::TimedOut,
        FetchError::TooManyRedirects,
        FetchError::TooLarge,
        FetchError::UnsupportedContent,
        FetchError::AccessRestricted,
        FetchError::Forbidden,
        FetchError::NotFound,
        FetchError::TooManyRequests,
        FetchError::ServerFailure(502),
        FetchError::BrokenAnswer,
    ];
    let unreadable = [
        Unreadable::ConsentWall,
        Unreadable::Paywall,
        Unreadable::Empty,
        Unreadable::NotAnArticle,
        Unreadable::TooLarge,
        Unreadable::Damaged,
        Unreadable::Locked,
        Unreadable::UnsupportedType,
    ];
    let rest = [
        OpenError::GaveUp,
        OpenError::NoneYet,
        OpenError::Unknown,
        OpenError::TooMany { wait: SignedDuration::from_secs(7) },
        OpenError::Unexpected("the disk is on fire".into()),
    ];
    let fetch = fetch.into_iter().map(OpenError::Fetch);
    fetch.chain(unreadable.into_iter().map(OpenError::Unreadable)).chain(rest).collect()
}

#[test]
fn every_refusal_has_its_own_plain_sentence_and_a_reference() {
    for words in [english(), spanish()] {
        let mut sentences = HashSet::new();
        for error in every_refusal() {
            let reply = refusal(words, &error, Reference::of(42));
            let (sentence, rest) = reply.content.split_once('\n').unwrap();
            assert!(sentence.ends_with('.') && sentence.len() < 120, "{sentence}");
            assert!(!sentence.contains("error-") && !reply.content.contains("fire"), "{sentence}");
            assert!(rest.starts_with("-# ") && rest.ends_with(&format!("ref `{}`", Reference::of(42))), "{rest}");
            assert_eq!(reply.visibility, Visibility::Private);
            assert!(sentences.insert(sentence.to_owned()), "{sentence} is said of two cases");
        }
    }
}

#[test]
fn every_slip_has_its_own_sentence() {
    for words in [english(), spanish()] {
        let said: HashSet<String> = Slip::ALL.into_iter().map(|s| slip(words, s).content).collect();
        assert_eq!(said.len(), Slip::ALL.len());
        assert!(said.iter().all(|s| !s.contains("slip-")));
    }
}

#[test]
fn dates_are_said_in_words_and_never_guessed() {
    let cases = [
        ("2021-06-08", Some("8 June 2021")),
        ("2021-06-07T12:00", Some("7 June 2021, 12:00")),
        ("2021-06-08TAF", Some("8 June 2021, afternoon")),
        ("2021-05", Some("May 2021")),
        ("XXXX-06-08", Some("8 June, year unknown")),
        ("XXXX-05", Some("May, year unknown")),
        ("XXXX-WXX-7", Some("a Sunday, date unknown")),
        ("PAST_REF", Some("some time ago")),
        ("P20Y", None),
        ("2021-W23", None),
        ("2021-13-45", None),
        ("", None),
    ];
    for (timex, said) in cases {
        assert_eq!(super::super::values::timex(english(), timex).as_deref(), said, "{timex}");
    }
}

#[test]
fn commands_keep_to_the_platforms_rules() {
    let name = Regex::new(r"^[-_'\p{L}\p{N}]{1,32}$").unwrap();
    for words in [english(), spanish()] {
        for spec in &TABLE {
            assert!(units(&spec.about(words)) <= 100 && !spec.about(words).contains("-about"), "{}", spec.about(words));
            let (group, own) = spec.path(words);
            for part in [Some(group), own].into_iter().flatten().filter(|_| !spec.on_message) {
                assert!(name.is_match(&part) && part == part.to_lowercase(), "{part}");
            }
            for option in spec.options {
                let localized = option.localized(words);
                assert!(name.is_match(&localized) && localized == localized.to_lowercase(), "{localized}");
                assert!(units(&option.about(words)) <= 100, "{}", option.about(words));
            }
        }
    }
    for option in TABLE.iter().flat_map(|spec| spec.options) {
        assert_eq!(option.localized(english()), option.name);
    }
}

#[test]
fn the_readme_lists_the_commands() {
    let readme = include_str!("../../../README.md");
    let listed =
        readme.split_once("<!-- commands:start -->\n").and_then(|(_, rest)| rest.split_once("<!-- commands:end -->"));
    assert_eq!(listed.expect("the README has the markers").0, commands_table());
}

use super::*;
use crate::moderation::Severity;

fn kind(change: SettingsChange) -> &'static str {
    match validate(change) {
        Ok(_) => "fine",
        Err(ModerationError::Invalid(kind)) => kind,
        Err(other) => panic!("{other:?}"),
    }
}

fn words(number: usize, letters: usize) -> Vec<String> {
    (0..number).map(|n| format!("{n:0letters$}")).collect()
}

fn reasons(number: usize) -> Vec<ReasonTemplate> {
    (0..number).map(|n| reason(&format!("code-{n}"))).collect()
}

fn reason(code: &str) -> ReasonTemplate {
    ReasonTemplate { code: code.to_owned(), label: "Off topic".to_owned(), rule: String::new() }
}

fn word(text: &str) -> WordRule {
    WordRule { text: text.to_owned(), severity: Severity::Review }
}

#[test]
fn what_cannot_be_used_is_named() {
    let thresholds = |toxicity, spam| SettingsChange::Thresholds(Thresholds { toxicity, spam });
    let flood = |per_ten_minutes, per_day| SettingsChange::Flood(Flood { per_ten_minutes, per_day });
    let days = |days| SettingsChange::Retention(Retention { rejected_days: days, ..Retention::default() });
    let table = [
        (SettingsChange::Channel { channel: 0, server_name: String::new() }, "channel"),
        (SettingsChange::Channel { channel: 1, server_name: String::new() }, "fine"),
        (SettingsChange::ModeratorRoles((0..26).collect()), "roles"),
        (SettingsChange::ModeratorRoles(vec![7; 30]), "fine"),
        (SettingsChange::Language(Some("es-MX".to_owned())), "fine"),
        (SettingsChange::Language(Some("the moon".to_owned())), "language"),
        (SettingsChange::Language(None), "fine"),
        (thresholds(0.0, 1.0), "fine"),
        (thresholds(-0.1, 0.5), "threshold"),
        (thresholds(0.5, 1.1), "threshold"),
        (thresholds(f32::NAN, 0.5), "threshold"),
        (flood(1, 1), "fine"),
        (flood(0, 50), "flood"),
        (flood(101, 101), "flood"),
        (flood(5, 0), "flood"),
        (SettingsChange::Alerts(Alerts { backlog: 0, hours: 0 }), "fine"),
        (SettingsChange::Alerts(Alerts { backlog: 20, hours: 100_000 }), "alerts"),
        (days(None), "fine"),
        (days(Some(0)), "retention"),
        (days(Some(5_000)), "retention"),
        (SettingsChange::AllowedWords(words(500, 60)), "fine"),
        (SettingsChange::AllowedWords(words(501, 4)), "too_many_words"),
        (SettingsChange::AllowedWords(words(1, 61)), "word"),
        (SettingsChange::Words(vec![word("fo*")]), "fine"),
        (SettingsChange::Words(vec![word("*")]), "word"),
        (SettingsChange::Words(vec![word("two\nlines")]), "word"),
        (SettingsChange::Reasons(reasons(20)), "fine"),
        (SettingsChange::Reasons(reasons(21)), "too_many_reasons"),
        (SettingsChange::Reasons(vec![reason("a"), reason("a")]), "reason_code"),
        (SettingsChange::Reasons(vec![reason("Off topic")]), "reason_code"),
        (SettingsChange::Reasons(vec![ReasonTemplate { label: " ".to_owned(), ..reason("a") }]), "reason_text"),
    ];
    for (change, expected) in table {
        assert_eq!(kind(change.clone()), expected, "{change:?}");
        assert!(expected == "fine" || INVALID_CHANGES.contains(&expected), "{expected}");
    }
}

#[test]
fn domains_are_kept_as_they_stand_in_addresses() {
    let table = [
        ("Example.COM", Some("example.com")),
        ("*.example.com", Some("example.com")),
        ("https://example.com/", Some("example.com")),
        ("bücher.example", Some("xn--bcher-kva.example")),
        ("example.com.", Some("example.com")),
        ("example.com/path", None),
        ("example", None),
        ("127.0.0.1", None),
        ("two words.example", None),
        ("a..example", None),
        ("ex*mple.com", None),
        ("user@example.com", None),
    ];
    for (typed, expected) in table {
        assert_eq!(parse_domain(typed).as_deref(), expected, "{typed}");
    }
    let change = SettingsChange::BlockedDomains((0..201).map(|n| format!("d{n}.example")).collect());
    assert_eq!(kind(change), "too_many_domains");
}

#[test]
fn lists_lose_blanks_and_repetitions() {
    let rules = word_rules(vec![word(" Spam "), word("spam"), word(""), word("other")]).unwrap();
    let texts: Vec<_> = rules.iter().map(|rule| rule.text.as_str()).collect();
    assert_eq!(texts, ["Spam", "other"]);
}

use super::*;
use crate::moderation::{CheckContext, Rules, Ruleset};
use proptest::prelude::*;

fn found(text: &str, rules: Option<&Ruleset>) -> Vec<(String, Severity)> {
    let mut checked = Checked::default();
    let context = CheckContext { rules, ..CheckContext::default() };
    check(&Comment { text, context }, &mut checked);
    for finding in &checked.findings {
        assert!(KINDS.contains(&finding.kind.as_ref()), "{}", finding.kind);
        assert!(finding.span.is_none_or(|s| !s.of(text).is_empty()));
    }
    checked.findings.iter().map(|f| (f.kind.to_string(), f.severity)).collect()
}

#[test]
fn what_deceives_is_found_and_ordinary_links_are_not() {
    let cases: &[(&str, Option<(&str, Severity)>)] = &[
        ("https://www.bbc.co.uk/news/world-1", None),
        ("https://en.wikipedia.org/wiki/Discord", None),
        ("https://discord.com/channels/1/2/3", None),
        ("see store.steampowered.com/app/1", None),
        ("https://support.discord.com/hc", None),
        ("https://www.paypal.com/help", None),
        ("read theguardian.com/politics", None),
        ("https://medicalethics.example.org/", None),
        ("https://switchboard.example.org/", None),
        ("join discord.gg/abc", Some(("invite", Severity::Review))),
        ("https://discord.com/invite/abc", Some(("invite", Severity::Review))),
        ("write me on t.me/someone", Some(("invite", Severity::Review))),
        ("bit.ly/3xyz", Some(("shortener", Severity::Review))),
        ("http://192.0.2.7/login", Some(("number_host", Severity::Review))),
        ("https://paypal.com@example.org/", Some(("hidden_host", Severity::Block))),
        ("https://dlscord-nitro.example/gift", Some(("lookalike_domain", Severity::Block))),
        ("https://discord-nitro.example/gift", Some(("borrowed_name", Severity::Block))),
        ("http://stearncommunlty.com/trade", Some(("lookalike_domain", Severity::Block))),
        ("http://pаypal.com/", Some(("lookalike_domain", Severity::Block))),
        ("http://xn--pypal-4ve.com/", Some(("lookalike_domain", Severity::Block))),
        ("https://free-airdrop-claim.example.com", Some(("lure_domain", Severity::Review))),
        ("https://wallet-claim.vercel.app", Some(("lure_domain", Severity::Review))),
        ("[the article](https://example.org/a)", Some(("masked_link", Severity::Review))),
        ("[https://bbc.com](https://example.org/a)", Some(("masked_domain", Severity::Block))),
        ("[example.org/a](https://www.example.org/a)", None),
    ];
    for (text, expected) in cases {
        let found = found(text, None);
        let first = found.first().map(|(kind, severity)| (kind.as_str(), *severity));
        assert_eq!(first, *expected, "{text}: {found:?}");
    }
}

#[test]
fn a_servers_lists_come_before_the_shipped_ones() {
    let list = |domains: &[&str]| domains.iter().map(|&d| d.to_owned()).collect();
    let mut rules =
        Rules { blocked_domains: list(&["example.org"]), allowed_domains: list(&["bit.ly"]), ..Rules::default() };
    let open = Ruleset::compile(&rules);
    rules.only_allowed_domains = true;
    let closed = Ruleset::compile(&rules);
    assert_eq!(found("http://sub.example.org/", Some(&open)), [("blocked_domain".to_owned(), Severity::Block)]);
    assert_eq!(found("bit.ly/abc", Some(&open)), []);
    assert_eq!(found("https://example.net", Some(&open)), []);
    assert_eq!(found("https://example.net", Some(&closed)), [("domain_not_allowed".to_owned(), Severity::Review)]);
}

#[test]
fn many_links_are_told_once() {
    let text = (0..30).map(|i| format!("https://example.org/{i}")).collect::<Vec<_>>().join(" ");
    assert_eq!(found(&text, None), [("many_links".to_owned(), Severity::Review)]);
}

proptest! {
    #[test]
    fn no_text_breaks_the_check(text in "(\\PC|https?://|\\]\\(|\\[|@|xn--|\\.com){0,80}") {
        found(&text, None);
    }
}

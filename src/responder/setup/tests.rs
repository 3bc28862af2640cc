//! The settings in words; every control within the platform's bounds, in both languages.

use super::*;
use crate::desk::{CommentId, DecisionId};
use crate::desk::{Errand, Figures, Status, StoredSettings};
use crate::moderation::{ReasonTemplate, Retention, WordLists, Written};
use crate::responder::{Prompt, units};

fn english() -> Words {
    Words::of(Locale::English)
}

fn everything() -> Settings {
    let mut settings = Settings { channel: Some(5), moderator_roles: (1..=25).collect(), ..Settings::default() };
    settings.rules.off = Check::ALL.to_vec();
    settings.rules.only_allowed_domains = true;
    settings.retention = Retention { rejected_days: None, approved_days: Some(7), requests_days: Some(1) };
    let reason = |n| ReasonTemplate { code: format!("r{n}"), label: "l".repeat(100), rule: "*".repeat(300) };
    settings.reasons = (0..20).map(reason).collect();
    settings
}

fn body(reply: &Reply) -> &str {
    &reply.cards[0].body
}

#[test]
fn the_overview_says_the_settings_in_words() {
    let lacks = Lacks { webhooks: true, threads: vec!["Create Public Threads"] };
    let shown = overview(english(), &Settings { channel: Some(5), ..Settings::default() }, &lacks);
    insta::assert_snapshot!(body(&shown), @r"
    **Moderators' channel:** <#5>
    **Moderators:** everybody who may manage messages
    **Read first:** every comment
    **Language of cards and notices:** English
    -# Comments on articles of this channel cannot be published: I lack the permission “Create Public Threads” here.
    -# Published comments appear here under my name: I lack the permission “Manage Webhooks” for the members' own.
    ");
    insta::assert_snapshot!(body(&more_settings(english(), &Settings::default(), None)), @r"
    **Held from:** toxicity 50 %, spam 50 %
    **Per member:** 5 in ten minutes, 50 in a day
    **Alerts:** from 20 waiting, after 24 hours
    **Kept:** rejected ones 90 days, published ones for ever, who asked for what 180 days
    **Checks:** all on
    **Lists:** 0 words, 0 blocked domains, 0 allowed domains
    **Language model:** the bot's host has set none up
    ");
}

#[test]
fn the_status_names_each_trouble_with_its_remedy() {
    let stuck = [
        (Errand::Card(CommentId(1)), "channel_gone"),
        (Errand::Card(CommentId(2)), "channel_gone"),
        (Errand::Publication(CommentId(3)), "Create Public Threads"),
        (Errand::Outcome(DecisionId(4)), "refused"),
    ];
    let figures = Figures {
        waiting: 2,
        oldest: Some(jiff::Timestamp::from_second(60).unwrap()),
        appeals_open: 1,
        errands: 3,
        stuck: stuck.map(|(errand, cause)| (errand, cause.to_owned())).to_vec(),
        ..Figures::default()
    };
    let shown = status(english(), &Status { settings: StoredSettings::default(), figures, model: None });
    let trouble = body(&shown).split_once("\n\n").unwrap().1;
    insta::assert_snapshot!(trouble, @r"
    2 comments wait, the oldest since <t:60:f>.
    Open appeals: 1
    Messages on their way: 3
    **Cannot be delivered:**
    - One message: I lack the permission “Create Public Threads”; grant it, then choose the channel again with `/newsdesk setup`.
    - 2 messages: the moderators' channel is gone; choose another with `/newsdesk setup`.
    - One message: Discord refused it; the bot's log says why.
    ");
}

#[test]
fn every_control_keeps_to_the_platforms_bounds() {
    for locale in Locale::ALL {
        let words = Words::of(locale);
        for settings in [Settings::default(), everything()] {
            let lists = WordLists::read(&"word, !other, +fine, ".repeat(300), Written::Typed);
            let replies = [
                overview(words, &settings, &Lacks { webhooks: true, threads: vec!["Send Messages in Threads"; 3] }),
                more_settings(words, &settings, Some("small")),
                reasons(words, &settings),
                word_list(words, &lists),
                channel_refused(words, 5, "View Channel"),
            ];
            for reply in &replies {
                assert!(reply.rows.len() <= 5 && reply.cards.iter().all(|card| units(&card.body) <= 4_096));
                assert!(!format!("{reply:?}").contains("\"setup-"), "{reply:?}");
            }
            for form in forms(words, &settings) {
                assert!(units(&form.title) <= 45, "{}", form.title);
                for field in &form.fields {
                    assert!(units(&field.label) <= 45, "{}", field.label);
                    assert!(field.value.chars().count() <= usize::from(field.longest));
                }
            }
        }
    }
}

fn forms(words: Words, settings: &Settings) -> Vec<Prompt> {
    vec![
        thresholds_form(words, settings),
        flood_form(words, settings),
        alerts_form(words, settings),
        retention_form(words, settings),
        reason_form(words, settings.reasons.first()),
        reason_form(words, None),
    ]
}

#[test]
fn what_a_list_carries_means_what_it_shows() {
    for (mode, value) in MODES {
        assert_eq!(chosen_mode(value), Some(mode));
    }
    assert_eq!(chosen_check("links:off"), Some((Check::Links, false)));
    assert_eq!(chosen_check("weather:on"), None);
    assert_eq!((chosen_language("es"), chosen_language("fr")), (Some("es"), None));
    for score in [0.0, 0.25, 0.5, 0.7, 0.99, 1.0, f32::NAN] {
        assert!(percent(score) <= 100);
    }
    assert_eq!([percent(0.0), percent(0.7), percent(1.0), percent(7.0)], [0, 70, 100, 100]);
}

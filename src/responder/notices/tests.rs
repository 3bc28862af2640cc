//! Notices fit into messages, in both languages, whatever members write.

use super::*;
use crate::desk::{
    AppealId, ArticleId, BanId, ChannelId, CommentId, DecisionId, GuildId, MemberId, MessageId, Persona,
};
use crate::moderation::{Checked, CommentState};
use crate::responder::Locale;
use proptest::prelude::*;

fn english() -> Words {
    Words::of(Locale::English)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn comment(text: &str) -> Comment {
    Comment {
        id: CommentId(1_234),
        guild: GuildId(1),
        article: ArticleId(5),
        article_title: Some("A *story*".to_owned()),
        article_address: None,
        author: Some(MemberId(7)),
        persona: Persona { name: "An*a".to_owned(), avatar: None },
        channel: ChannelId(2),
        below: Some(MessageId(3)),
        parent: Some(CommentId(12)),
        state: CommentState::Rejected,
        revision: 1,
        text: text.to_owned(),
        checked: Checked::default(),
        submitted_at: at(0),
        revised_at: at(0),
        shown: Some(1),
        decision: None,
        note: None,
        claim: None,
    }
}

fn rejection(words: &str) -> Decision {
    let reason =
        Reason { code: "x".to_owned(), label: words.to_owned(), rule: words.to_owned(), words: words.to_owned() };
    Decision {
        id: DecisionId(9),
        comment: CommentId(1_234),
        revision: 1,
        ruling: Ruling::Reject,
        by: Some(MemberId(8)),
        reason: Some(reason),
        at: at(0),
        appeal: None,
    }
}

fn ban(reason: &str) -> Ban {
    Ban {
        id: BanId(4),
        guild: GuildId(1),
        member: MemberId(7),
        by: MemberId(8),
        reason: reason.to_owned(),
        comment: None,
        at: at(0),
        until: Some(at(86_400)),
        lifted_at: None,
        appeal: None,
    }
}

fn appeal(answer: &str, state: AppealState) -> Appeal {
    Appeal {
        id: AppealId(2),
        guild: GuildId(1),
        against: AppealAgainst::Ban(BanId(4)),
        by: MemberId(7),
        words: String::new(),
        filed_at: at(0),
        state,
        decided_by: None,
        decided_at: None,
        answer: answer.to_owned(),
    }
}

/// Every notice with these words of members and moderators in it.
fn every_notice(words: Words, text: &str) -> Vec<Reply> {
    let comment = comment(text);
    let figures = Figures { waiting: 3, oldest: Some(at(60)), appeals_open: 2, ..Figures::default() };
    let approval = Decision { ruling: Ruling::Approve, ..rejection(text) };
    let mut all = vec![
        publication(words, &comment, text, Voice::Member),
        publication(words, &comment, text, Voice::Bot),
        outcome(words, &comment, &rejection(text), text, None),
        outcome(words, &comment, &approval, text, None),
        ban_notice(words, &ban(text), text),
        ban_notice(words, &Ban { until: None, ..ban(text) }, ""),
        ban_notice(words, &Ban { lifted_at: Some(at(5)), ..ban(text) }, text),
        alert(words, &figures),
        alert(words, &Figures { oldest: None, waiting: 1, ..Figures::default() }),
        thread_starter(words, &Comment { article_title: Some(text.to_owned()), ..comment.clone() }),
    ];
    for state in [AppealState::Granted, AppealState::Denied] {
        all.push(appeal_outcome(words, &appeal(text, state), Some(&comment), text));
        all.push(appeal_outcome(words, &appeal(text, state), None, text));
    }
    all
}

#[test]
fn a_published_comment_keeps_its_lines_and_says_its_number() {
    let reply = publication(english(), &comment("x"), "one\n\n@here *two*", Voice::Member);
    assert_eq!(reply.content, "one\n\n@\u{200B}here \\*two\\*\n-# Comment #1234 · in reply to #12");
    let reply = publication(english(), &comment("x"), "one", Voice::Bot);
    assert!(reply.content.starts_with("**An\\*a**:\none\n"));
}

#[test]
fn what_does_not_fit_into_a_message_becomes_a_card() {
    let reply = publication(english(), &comment("x"), &"*".repeat(2_000), Voice::Bot);
    assert_eq!((reply.content.as_str(), reply.cards.len()), ("**An\\*a**:", 1));
    assert!(reply.cards[0].body.len() <= 4_096);
}

#[test]
fn an_appeal_is_offered_once() {
    let open = outcome(english(), &comment("x"), &rejection("why"), "Test", None);
    assert_eq!(open.rows.len(), 1);
    let decision = Decision { appeal: Some(appeal("", AppealState::Denied)), ..rejection("why") };
    let again = outcome(english(), &comment("x"), &decision, "Test", None);
    assert!(again.rows.is_empty() && !again.content.contains("/appeal"));
    let ban = Ban { appeal: Some(appeal("", AppealState::Denied)), ..ban("why") };
    assert!(ban_notice(english(), &ban, "Test").rows.is_empty());
}

#[test]
fn an_approval_leads_to_the_message_or_near_it() {
    let approval = Decision { ruling: Ruling::Approve, ..rejection("") };
    let sent = Sent { channel: ChannelId(3), message: MessageId(77), as_member: true, revision: 1 };
    let last_line = |published, comment: &Comment| {
        let reply = outcome(english(), comment, &approval, "Test", published);
        reply.content.lines().last().map(ToOwned::to_owned).unwrap()
    };
    let comment = comment("x");
    assert_eq!(last_line(Some(sent), &comment), "https://discord.com/channels/1/3/77");
    assert_eq!(last_line(None, &comment), "https://discord.com/channels/1/2/3");
    assert_eq!(last_line(None, &Comment { below: None, ..comment }), "https://discord.com/channels/1/2");
}

#[test]
fn an_alert_counts_as_people_do() {
    let alert_of = |waiting, oldest| alert(english(), &Figures { waiting, oldest, ..Figures::default() }).content;
    let many = alert_of(14, Some(at(60)));
    assert!(many.starts_with("14 comments wait for a decision, the oldest since <t:60:f>.\n"), "{many}");
    assert!(alert_of(1, None).starts_with("One comment waits for a decision.\n"));
}

proptest! {
    #[test]
    fn every_notice_fits_and_names_no_key(text in "(?s).{0,200}|[*@<\n]{0,2000}|(\u{1F469}\u{200D}){0,300}") {
        for locale in Locale::ALL {
            let words = Words::of(locale);
            for reply in every_notice(words, &text) {
                prop_assert!(units(&reply.content) <= CONTENT, "{}", reply.content);
                prop_assert!(reply.cards.iter().all(|card| units(&card.body) <= 4_096));
                prop_assert!(!reply.content.is_empty() || !reply.cards.is_empty());
                prop_assert!(!reply.content.starts_with("notice-"));
            }
            let named = Comment { article_title: Some(text.clone()), ..comment("x") };
            let name = thread_name(words, &named);
            prop_assert!((1..=THREAD).contains(&units(&name)), "{}", name);
        }
    }
}

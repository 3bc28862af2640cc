//! Whatever members and moderators write, what moderators see keeps within Discord's limits, pings
//! nobody and stays in its place.

use super::*;
use crate::desk::{AppealView, AuthorView, CommentPage, Order};
use crate::discord::wire_message;
use crate::responder::{Safe, units};
use proptest::prelude::*;

/// Text made to break out, of any length that the platform lets through.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@everyone ".to_owned()),
        Just("<@123456789012345678> <@&1> <#2> </x:3> <t:0:R> <a:b:4>".to_owned()),
        Just("```\n> # **x** __y__ ~~z~~ ||s||\n".to_owned()),
        Just("[a](https://evil.example) https://evil.example discord.gg/abc ".to_owned()),
        Just("\u{202E}\u{200B}\u{200D}👩‍👩‍👧e\u{301}\u{301}\u{301}".to_owned()),
        Just("word ".repeat(400)),
        Just("*".repeat(2_000)),
        Just("@\n".repeat(1_000)),
        Just("𝄞".repeat(1_500)),
        "(?s).{0,40}",
    ];
    proptest::collection::vec(piece, 1..8)
        .prop_map(|pieces| pieces.concat().chars().take(crate::moderation::LONGEST_COMMENT).collect())
}

fn written(text: &str, at: &[(usize, usize)]) -> (Comment, AuthorHistory) {
    let of = |text: &str| text.to_owned();
    let severities = [Severity::Note, Severity::Review, Severity::Block];
    let findings = Check::ALL.iter().cycle().zip(at).enumerate().map(|(n, (&check, &(a, b)))| Finding {
        check,
        kind: text.chars().take(n).collect::<String>().into(),
        severity: severities[n % 3],
        span: Some(Span::new(a.min(b), a.max(b))),
        explanation: of(text),
    });
    let reason = Reason { code: of(text), label: of(text), rule: of(text), words: of(text) };
    let decision = Decision { reason: Some(reason), ..decision(Ruling::Reject, Some(MOD)) };
    let comment = Comment {
        article_title: Some(of(text)),
        persona: Persona { name: of(text), avatar: None },
        text: of(text),
        checked: Checked { scores: Scores { toxicity: f32::NAN, spam: 7.0 }, findings: findings.collect() },
        parent: Some(CommentId(i64::MAX)),
        revision: u32::MAX,
        decision: Some(decision.clone()),
        ..comment()
    };
    let ban = Ban { reason: of(text), ..ban(None) };
    let history = AuthorHistory { rejections: vec![decision; 5], bans: vec![ban; 5], ..history() };
    (comment, history)
}

fn every_reply(text: &str, at: &[(usize, usize)]) -> Vec<Reply> {
    let (comment, history) = written(text, at);
    let settings = Settings {
        reasons: (0..30)
            .map(|n| ReasonTemplate { code: format!("{n}{text}"), label: text.to_owned(), rule: text.to_owned() })
            .collect(),
        ..Settings::default()
    };
    let appeal = Appeal { words: text.to_owned(), answer: text.to_owned(), ..appeal(AppealState::Open) };
    let filter = QueueFilter { article: Some(ArticleId(i64::MAX)), author: Some(MemberId(u64::MAX)), verdict: None };
    let rejected = Comment { state: CommentState::Rejected, ..comment.clone() };
    let mut replies = Vec::new();
    for words in [english(), spanish()] {
        replies.push(comment_card(words, &comment, &history, &settings));
        replies.push(comment_card(words, &rejected, &history, &settings));
        let view = QueueView { next: Some((comment.clone(), history.clone())), filter, ..view(None) };
        replies.push(queue(words, &view, &settings, None));
        for seat in [Seat::Card, Seat::Queue(filter)] {
            replies.push(reject_reasons(words, &comment, &history, &settings, seat));
            replies.push(reject_all_reasons(words, &comment, &history, &settings, seat));
            replies.push(ban_times(words, &comment, &history, &settings, seat));
        }
        replies.push(appeal_card(words, &appeal, Some(&rejected), None));
        replies.push(appeal_card(words, &appeal, None, history.bans.first()));
        let view = AppealView { next: Some((appeal.clone(), Some(rejected.clone()), None)), open: 2 };
        replies.push(next_appeal(words, &view, filter, None));
        let items = vec![rejected.clone(); 5];
        let page = CommentPage { items, order: Order::NewestFirst, page: 0, pages: 2, total: 9 };
        replies.push(author_history(words, &AuthorView { comment: comment.clone(), history: history.clone(), page }));
        let banned: Vec<Ban> =
            (0..20).map(|n| Ban { member: MemberId(u64::MAX - n), ..history.bans[0].clone() }).collect();
        replies.push(bans(words, &banned, 1, None));
    }
    replies
}

fn check(reply: &Reply) -> Result<(), TestCaseError> {
    let body = wire_message(reply);
    prop_assert_eq!(&body["allowed_mentions"], &serde_json::json!({ "parse": [] }));
    prop_assert!(units(&reply.content) <= 2_000, "{}", reply.content);
    prop_assert!(reply.rows.len() <= 5);
    let mut total = 0;
    for card in &reply.cards {
        let title = card.title.as_ref().map_or("", Safe::as_str);
        let footer = card.footer.as_deref().unwrap_or("");
        prop_assert!(units(title) <= 256 && units(footer) <= 2_048 && units(&card.body) <= 4_096);
        prop_assert!(!card.body.is_empty());
        total += [title, footer, &card.body].map(units).iter().sum::<usize>();
        for line in card.body.lines().chain([title]) {
            prop_assert!(stays_in_its_place(line), "{}", line);
        }
    }
    prop_assert!(total <= 6_000, "{} over all cards", total);
    for line in reply.content.lines() {
        prop_assert!(stays_in_its_place(line), "{}", line);
    }
    let mut ids = std::collections::HashSet::new();
    for row in body["components"].as_array().unwrap() {
        let row = row["components"].as_array().unwrap();
        prop_assert!(row.len() <= 5);
        for control in row {
            let id = control["custom_id"].as_str().unwrap();
            prop_assert!(id.len() <= 100 && ids.insert(id.to_owned()), "{}", id);
            let options = control["options"].as_array().map_or(&[][..], Vec::as_slice);
            prop_assert!(options.len() <= 25);
            let values: std::collections::HashSet<&str> = options.iter().filter_map(|o| o["value"].as_str()).collect();
            prop_assert_eq!(values.len(), options.len());
            prop_assert!(options.iter().all(|o| !o["label"].as_str().unwrap().is_empty()));
        }
    }
    Ok(())
}

/// No code, link, spoiler or mention but our own: `<t:…>`, `<@…>` and the marks of [`super::super::marked`].
fn stays_in_its_place(line: &str) -> bool {
    let mut plain = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else {
            plain.push(c);
        }
    }
    let own = regex::Regex::new(r"`[^`]*`|<t:-?\d+:[DfRt]>|<@\d+>").unwrap();
    let plain = own.replace_all(&plain, "").replace("**__", "").replace("__**", "");
    let plain = plain.strip_prefix("> ").unwrap_or(&plain);
    let marks = ["`", "||", "~~", "__", "](", "<@", "<#", "<:", "@everyone", "@here", "://", "_"];
    !marks.iter().any(|mark| plain.contains(mark))
        && plain.matches("**").count().is_multiple_of(2)
        && !plain.starts_with(['#', '>'])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_written_breaks_what_moderators_see(
        text in hostile(),
        at in proptest::collection::vec((0_usize..2_000, 0_usize..2_000), 0..40),
    ) {
        for reply in every_reply(&text, &at) {
            check(&reply)?;
        }
    }
}

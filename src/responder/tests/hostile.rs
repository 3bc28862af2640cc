//! Whatever an article says, a reply keeps within Discord's limits, pings nobody and stays in its quotes.

use super::*;
use crate::discord::wire_message;
use proptest::prelude::*;

/// Text made to break out: Markdown, mentions, links, long words, right-to-left, emoji.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@everyone ".to_owned()),
        Just("<@123456789012345678> <@&1> <#2> </x:3> <t:0:R> <a:b:4>".to_owned()),
        Just("```\n> # **x** __y__ ~~z~~ ||s||\n".to_owned()),
        Just("[a](https://evil.example) https://evil.example discord.gg/abc ".to_owned()),
        Just("\u{202E}\u{200B}\u{200D}👩‍👩‍👧e\u{301}\u{301}\u{301}".to_owned()),
        Just("word ".repeat(400)),
        Just("x".repeat(3_000)),
        Just("𝄞".repeat(1_500)),
        "(?s).{0,40}",
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// An article whose sentences are all facts, points and answers.
fn article_of(text: &str, title: &str) -> (OpenedArticle, Vec<Span>) {
    let about = Metadata {
        title: Some(title.to_owned()),
        byline: Some(title.to_owned()),
        site_name: Some(title.to_owned()),
        url: Some(title.to_owned()),
        ..Metadata::default()
    };
    let mut opened = opened_from(text, about, Reading::default());
    let spans: Vec<Span> = opened.article.sentences().iter().map(|s| s.span).collect();
    let part = |s: Span| Mention { span: s };
    let mut facts = Vec::new();
    for &span in &spans {
        let money = MoneyValue { amount: Some(1.5e300), currency: Some("USD") };
        let date = DateValue {
            timex: text.chars().take(30).collect(),
            kind: DateType::Date,
            basis: Basis::Counted(part(span)),
        };
        let event = EventValue {
            timex: Some("2021-06-06".to_owned()),
            when: vec![],
            who: Some(part(span)),
            place: Some(part(span)),
            what: part(span),
        };
        let funding = FundingValue {
            money: money.clone(),
            from: Some(part(span)),
            to: Some(part(span)),
            purpose: Some(part(span)),
        };
        let values = [
            Value::Date(date),
            Value::Money(money),
            Value::Funding(funding),
            Value::Event(event),
            Value::Quote(QuoteValue { speaker: Some(part(span)), speaker_name: None }),
            Value::Person,
            Value::Decision,
        ];
        facts.extend(values.map(|value| Fact { span, evidence: span, value }));
    }
    opened.reading = Arc::new(Reading { facts });
    (opened, spans)
}

fn every_reply(text: &str) -> Vec<Reply> {
    let (opened, spans) = article_of(text, text);
    let kinds = [PointKind::News, PointKind::Quote, PointKind::Background];
    let points = spans
        .iter()
        .zip(kinds.iter().cycle())
        .map(|(&span, &kind)| KeyPoint { kind, span, evidence: vec![span], salience: 0.1, drafted: None })
        .collect();
    let digested = Digested { opened: opened.clone(), digest: Digest { points }, writer: Writer::Embedded };
    let mut replies = Vec::new();
    for words in [english(), spanish()] {
        for page in [0, 1, 7] {
            replies.push(digest(words, &digested, Length::Long, page, HERE));
            replies.push(evidence(words, &digested, Length::Long, page));
            for kind in FactKind::ALL {
                replies.push(facts(words, &opened, Some(kind), page));
            }
        }
        let found = spans.first().map(|&span| Answer { span, sentence: span, confidence: 0.5 });
        for response in [
            Response { answer: found, closest: None, confidence: 0.5 },
            Response { answer: None, closest: spans.first().copied(), confidence: 0.1 },
        ] {
            replies.push(answer(words, &Answered { opened: opened.clone(), response, finder: Finder::Embedded }, text));
        }
        replies.push(calendar(words, &opened));
        replies.push(with_missing_permission(words, digest(words, &digested, Length::Long, 0, HERE), text));
    }
    replies
}

/// What holds for every reply.
fn check(reply: &Reply) -> Result<(), TestCaseError> {
    let body = wire_message(reply);
    prop_assert_eq!(&body["allowed_mentions"], &serde_json::json!({ "parse": [] }));
    prop_assert!(units(&reply.content) <= 2_000, "content");
    prop_assert!(reply.rows.len() <= 5);
    let mut total = 0;
    for card in &reply.cards {
        let title = card.title.as_ref().map_or("", Safe::as_str);
        let (author, footer) = (card.author.as_deref().unwrap_or(""), card.footer.as_deref().unwrap_or(""));
        prop_assert!(
            units(title) <= 256 && units(author) <= 256 && units(footer) <= 2_048 && units(&card.body) <= 4_096
        );
        prop_assert!(!card.body.is_empty());
        total += [title, author, footer, &card.body].map(units).iter().sum::<usize>();
        for line in card.body.lines().chain([title]) {
            prop_assert!(stays_in_its_place(line), "{}", line);
        }
    }
    prop_assert!(total <= 6_000, "{} over all cards", total);
    prop_assert!(stays_in_its_place(&reply.content.replace("\n-# ", "")), "{}", reply.content);
    Ok(())
}

/// No code, link, mention or spoiler but those of our own: `` `value` ``, `<t:…>`, `[see it on the page](<…>)`.
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
    let own = regex::Regex::new(r"`[^`]*`|<t:-?\d+:[DRf]>|\[(?:see it on the page|verlo en la página)\]\(<[^<>\s]*>\)")
        .unwrap();
    let plain = own.replace_all(&plain, "");
    let plain = plain.strip_prefix("> ").unwrap_or(&plain);
    let marks = ["`", "||", "~~", "__", "](", "<@", "<#", "<:", "@everyone", "@here", "://", "_"];
    !marks.iter().any(|mark| plain.contains(mark))
        && plain.matches("**").count().is_multiple_of(2)
        && !plain.starts_with(['#', '>'])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn no_article_breaks_a_reply(text in hostile()) {
        for reply in every_reply(&text) {
            check(&reply)?;
        }
    }

    #[test]
    fn no_comment_breaks_a_reply(text in hostile()) {
        for reply in super::comments::every_comment_reply(&text) {
            check(&reply)?;
        }
    }
}

#[test]
fn every_own_word_stays_in_its_place_too() {
    for words in [english(), spanish()] {
        assert!(shown(&help(words, Audience::Administrators)).lines().count() > 8);
        check(&help(words, Audience::Administrators)).unwrap();
    }
}

//! Replies as members read them, built from results made by hand.

mod cards;
mod comments;
mod hostile;
mod words;

use super::*;
use crate::answering::{Answer, Response};
use crate::article::{Article, Metadata, Span};
use crate::desk::{
    Answered, ArticleId, ChannelId, Digested, Finder, FoundFacts, Freshness, GuildId, OpenedArticle, Origin, Place,
    Writer,
};
use crate::reading::{
    Basis, DateType, DateValue, EventValue, Fact, FactKind, FundingValue, Mention, MoneyValue, QuoteValue, Reading,
    Value,
};
use crate::summarizer::{Digest, KeyPoint, Length, PointKind};
use jiff::Timestamp;
use jiff::civil::date;
use std::sync::Arc;

const TEXT: &str = "The minister will arrive in Guatemala on Sunday, her office said.\n\
    She announced an additional $310 million in assistance for Central America.\n\
    “We will focus on food security,” said Ana Ruiz.\n\
    The minister leaves on June 8.\n";

/// A channel of a server.
const HERE: Place = Place { guild: Some(GuildId(10)), channel: ChannelId(100) };

fn english() -> Words {
    Words::of(Locale::English)
}

fn spanish() -> Words {
    Words::of(Locale::Spanish)
}

/// Where `words` stand in `text`; a test that names others is wrong.
fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn mention(words: &str) -> Mention {
    Mention { span: find(TEXT, words) }
}

fn line(words: &str) -> Span {
    let at = find(TEXT, words);
    let whole = TEXT.lines().find(|line| line.contains(words)).expect("the words stand in one line");
    debug_assert!(find(TEXT, whole).contains(at));
    find(TEXT, whole)
}

fn fact(words: &str, value: Value) -> Fact {
    Fact { span: find(TEXT, words), evidence: line(words), value }
}

fn dated(words: &str, timex: &str, basis: Basis) -> Fact {
    let value = DateValue { timex: timex.to_owned(), kind: DateType::Date, basis };
    fact(words, Value::Date(value))
}

fn reading() -> Reading {
    let money = MoneyValue { amount: Some(310_000_000.0), currency: Some("USD") };
    let event = EventValue {
        timex: Some("2021-06-06".to_owned()),
        when: vec![mention("Sunday")],
        who: Some(mention("The minister")),
        place: Some(mention("Guatemala")),
        what: mention("The minister will arrive in Guatemala on Sunday"),
    };
    let undated = EventValue {
        timex: Some("XXXX-06-08".to_owned()),
        when: vec![mention("June 8")],
        who: None,
        place: None,
        what: mention("The minister leaves on June 8"),
    };
    let funding = FundingValue {
        money: money.clone(),
        from: None,
        to: Some(mention("Central America")),
        purpose: Some(mention("assistance")),
    };
    let facts = vec![
        fact("The minister will arrive in Guatemala on Sunday", Value::Event(event)),
        fact("Guatemala", Value::Place),
        dated("Sunday", "2021-06-06", Basis::Published("2021-06-02".parse().unwrap())),
        fact("an additional $310 million", Value::Funding(funding)),
        fact("$310 million", Value::Money(money)),
        fact(
            "We will focus on food security,",
            Value::Quote(QuoteValue { speaker: Some(mention("Ana Ruiz")), speaker_name: None }),
        ),
        fact("food security", Value::FocusArea),
        fact("Ana Ruiz", Value::Person),
        fact("The minister leaves on June 8", Value::Event(undated)),
        dated("June 8", "XXXX-06-08", Basis::NoPublicationDate),
    ];
    Reading { facts }
}

fn opened_from(text: &str, about: Metadata, reading: Reading) -> OpenedArticle {
    OpenedArticle {
        id: ArticleId(12),
        origin: Origin::Page("https://news.example/visit".to_owned()),
        article: Arc::new(Article::new(text.to_owned(), about)),
        reading: Arc::new(reading),
        freshness: Freshness::New,
        read_at: Timestamp::from_second(1_622_635_200).unwrap(),
    }
}

fn opened() -> OpenedArticle {
    let about = Metadata {
        title: Some("Minister to visit Guatemala".to_owned()),
        byline: Some("Jo Doe".to_owned()),
        published: Some(date(2021, 6, 2)),
        site_name: Some("The Example".to_owned()),
        ..Metadata::default()
    };
    opened_from(TEXT, about, reading())
}

fn point(kind: PointKind, words: &str) -> KeyPoint {
    KeyPoint { kind, span: line(words), evidence: vec![line(words)], salience: 0.5, drafted: None }
}

fn digested() -> Digested {
    let points = vec![
        point(PointKind::Funding, "$310 million"),
        point(PointKind::Event, "June 8"),
        point(PointKind::Event, "Sunday"),
        point(PointKind::Quote, "food security"),
    ];
    Digested { opened: opened(), digest: Digest { points }, writer: Writer::Embedded }
}

/// A reply as text: content, cards, controls, files.
pub(super) fn shown(reply: &Reply) -> String {
    let mut lines = Vec::new();
    if reply.visibility == Visibility::Private {
        lines.push("(private)".to_owned());
    }
    lines.extend((!reply.content.is_empty()).then(|| reply.content.clone()));
    for card in &reply.cards {
        lines.extend(card.author.iter().map(|a| format!("[{a}]")));
        lines.extend(card.title.iter().map(|t| format!("# {t}")));
        lines.extend(card.link.iter().map(|l| format!("({l})")));
        lines.push(card.body.clone());
        lines.extend(card.footer.iter().map(|f| format!("[{f}]")));
    }
    for row in &reply.rows {
        lines.push(match row {
            Row::Buttons(buttons) => {
                buttons.iter().map(|b| format!("<{}: {}>", b.label, b.action.encode())).collect::<Vec<_>>().join(" ")
            }
            Row::Select(select) => {
                let options: Vec<&str> = select.options.iter().map(|o| o.label.as_str()).collect();
                format!("<{}: {}>", select.placeholder, options.join(" | "))
            }
            Row::Pick(list) => format!("pick {:?}: {}", list.kind, list.placeholder),
        });
    }
    lines.extend(reply.files.iter().map(|f| format!("file {}", f.name)));
    lines.join("\n")
}

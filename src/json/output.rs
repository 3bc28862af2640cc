//! Results → JSON objects, offsets in code points.
//!
//! Each object is a type that borrows from the article and is written as it is walked: with a tree of owned
//! values in between, the digest of a short text took a sixth more instructions. Fields stand in the alphabet's order.

use crate::answering::Response;
use crate::article::{Article, CodePoints, Span};
use crate::json::Input;
use crate::reading::{DateValue, Fact, FundingValue, Mention, MoneyValue, Reading, Value as FactValue};
use crate::summarizer::verifier::Verification;
use crate::summarizer::{Digest, Tally};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Which engine wrote a digest.
const EMBEDDED: &str = "embedded";

/// Which language model, with which prompt, wrote a digest's draft or found an answer, and what was left of
/// a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// `llm:NAME@HASH`
    pub engine: String,
    pub tally: Tally,
}

/// An object as text, on one line.
pub fn line(object: &impl Serialize) -> String {
    // Only a key that is no text cannot be written, and these objects have none.
    serde_json::to_string(object).unwrap_or_default()
}

/// A line that could not be worked on.
pub fn error<'a>(id: &'a Value, message: &'a str) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        error: &'a str,
        id: &'a Value,
    }
    Line { error: message, id }
}

/// What `extract` prints.
pub fn extract<'a>(id: &'a Value, article: &'a Article) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        byline: Option<&'a str>,
        id: &'a Value,
        image: Option<&'a str>,
        language: &'static str,
        published: Option<String>,
        site_name: Option<&'a str>,
        text: &'a str,
        title: Option<&'a str>,
        words: usize,
    }
    let about = article.about();
    Line {
        byline: about.byline.as_deref(),
        id,
        image: about.image.as_deref(),
        language: article.language().code(),
        published: about.published.map(|day| day.to_string()),
        site_name: about.site_name.as_deref(),
        text: article.text(),
        title: about.title.as_deref(),
        words: article.words(),
    }
}

/// What `digest` prints; the text is included where the input was a page.
pub fn digest<'a>(
    id: &'a Value,
    article: &'a Article,
    input: Input,
    digest: &'a Digest,
    reading: &'a Reading,
    credit: Option<&'a Credit>,
) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        draft: Option<Draft>,
        dropped: usize,
        engine: &'a str,
        facts: Facts<'a>,
        id: &'a Value,
        key_points: Vec<Point<'a>>,
        language: &'static str,
        published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
        title: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct Draft {
        points: usize,
        replaced: usize,
        verified: usize,
    }
    #[derive(Serialize)]
    struct Point<'a> {
        evidence: Vec<Quoted<'a>>,
        kind: &'static str,
        text: &'a str,
    }
    let about = article.about();
    let points = digest.points.iter().map(|point| Point {
        evidence: point.evidence.iter().map(|&span| Quoted::new(article, span)).collect(),
        kind: point.kind.name(),
        text: point.words(article),
    });
    let draft = |Tally { drafted, verified, replaced }| Draft { points: drafted, replaced, verified };
    Line {
        draft: credit.map(|credit| draft(credit.tally)),
        dropped: credit.map_or(0, |credit| credit.tally.dropped()),
        engine: credit.map_or(EMBEDDED, |credit| &credit.engine),
        facts: Facts { article, reading },
        id,
        key_points: points.collect(),
        language: article.language().code(),
        published: about.published.map(|day| day.to_string()),
        text: of_page(article, input),
        title: about.title.as_deref(),
    }
}

/// What `facts` prints.
pub fn facts<'a>(id: &'a Value, article: &'a Article, input: Input, reading: &'a Reading) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        facts: Facts<'a>,
        id: &'a Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
    }
    Line { facts: Facts { article, reading }, id, text: of_page(article, input) }
}

/// What `ask` prints.
///
/// Without an answer, `sentence` is the one that comes closest, and `confidence` how likely it was one.
/// `engine` is there where a language model found the answer.
pub fn answer<'a>(
    id: &'a Value,
    article: &'a Article,
    input: Input,
    response: &'a Response,
    engine: Option<&'a str>,
) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        answer: Option<Placed<'a>>,
        confidence: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        engine: Option<&'a str>,
        id: &'a Value,
        sentence: Option<Placed<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
    }
    let Response { answer, closest, confidence } = response;
    let sentence = answer.map(|a| a.sentence).or(*closest);
    Line {
        answer: answer.map(|a| Placed::new(article, a.span)),
        confidence: f64::from(*confidence),
        engine,
        id,
        sentence: sentence.map(|span| Placed::new(article, span)),
        text: of_page(article, input),
    }
}

/// What `verify` prints; the offsets in `unsupported` are into the claim.
pub fn verification<'a>(
    id: &'a Value,
    article: &'a Article,
    input: Input,
    claim: &'a str,
    found: &'a Verification,
) -> impl Serialize + 'a {
    #[derive(Serialize)]
    struct Line<'a> {
        evidence: Vec<Quoted<'a>>,
        id: &'a Value,
        score: f64,
        supported: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
        unsupported: Vec<Part<'a>>,
    }
    #[derive(Serialize)]
    struct Part<'a> {
        end: usize,
        kind: &'static str,
        start: usize,
        text: &'a str,
    }
    let points = CodePoints::new(claim);
    let unsupported = found.unsupported.iter().map(|part| {
        let (start, end) = points.span(part.span);
        Part { end, kind: part.kind.name(), start, text: part.span.of(claim) }
    });
    Line {
        evidence: found.evidence.iter().map(|&span| Quoted::new(article, span)).collect(),
        id,
        score: f64::from(found.score),
        supported: found.supported,
        text: of_page(article, input),
        unsupported: unsupported.collect(),
    }
}

fn of_page(article: &Article, input: Input) -> Option<&str> {
    (input == Input::Html).then(|| article.text())
}

/// A part of the text.
#[derive(Serialize)]
struct Placed<'a> {
    end: usize,
    start: usize,
    text: &'a str,
}

impl<'a> Placed<'a> {
    fn new(article: &'a Article, span: Span) -> Self {
        let (start, end) = article.code_points().span(span);
        Self { end, start, text: article.slice(span) }
    }
}

/// Words of the text as evidence.
#[derive(Serialize)]
struct Quoted<'a> {
    end: usize,
    quote: &'a str,
    start: usize,
}

impl<'a> Quoted<'a> {
    fn new(article: &'a Article, span: Span) -> Self {
        let Placed { end, start, text } = Placed::new(article, span);
        Self { end, quote: text, start }
    }
}

/// All facts, made one at a time as they are written.
struct Facts<'a> {
    article: &'a Article,
    reading: &'a Reading,
}

impl Serialize for Facts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.reading.facts.iter().map(|fact| FactLine::new(self.article, fact)))
    }
}

#[derive(Serialize)]
struct Range {
    end: usize,
    start: usize,
}

/// One fact, as the JSON interface has it.
#[derive(Serialize)]
struct FactLine<'a> {
    end: usize,
    evidence: Range,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Placed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker_name: Option<Placed<'a>>,
    start: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Placed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<Placed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    when: Vec<Placed<'a>>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Placed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<Placed<'a>>,
}

impl<'a> FactLine<'a> {
    fn new(article: &'a Article, fact: &'a Fact) -> Self {
        let Placed { end, start, text } = Placed::new(article, fact.span);
        let (evidence_start, evidence_end) = article.code_points().span(fact.evidence);
        let mention = |mention: Option<Mention>| mention.map(|m| Placed::new(article, m.span));
        let mut line = Self {
            end,
            evidence: Range { end: evidence_end, start: evidence_start },
            kind: fact.kind().name(),
            speaker: None,
            speaker_name: None,
            start,
            text,
            unit: None,
            value: ValueLine::new(article, &fact.value),
            what: None,
            when: Vec::new(),
            place: None,
            who: None,
        };
        match &fact.value {
            FactValue::Percent(number) | FactValue::Number(number) => line.unit = mention(number.unit),
            FactValue::Event(event) => {
                line.who = mention(event.who);
                line.place = mention(event.place);
                line.what = mention(Some(event.what));
                line.when = event.when.iter().map(|m| Placed::new(article, m.span)).collect();
            }
            FactValue::Quote(quote) => {
                line.speaker = mention(quote.speaker);
                line.speaker_name = mention(quote.speaker_name);
            }
            FactValue::Date(_)
            | FactValue::Money(_)
            | FactValue::Funding(_)
            | FactValue::FocusArea
            | FactValue::Decision
            | FactValue::Person
            | FactValue::Organization
            | FactValue::Place => {}
        }
        line
    }
}

/// What a fact comes to.
#[derive(Serialize)]
#[serde(untagged)]
enum ValueLine<'a> {
    Date {
        basis: String,
        timex: &'a str,
        #[serde(rename = "type")]
        kind: &'static str,
    },
    /// `money` and `funding`; the parties are a funding's.
    Sum {
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        #[serde(skip_serializing_if = "Option::is_none")]
        currency: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        purpose: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<&'a str>,
    },
    Count {
        amount: f64,
    },
    Event {
        timex: &'a str,
    },
}

impl<'a> ValueLine<'a> {
    fn new(article: &'a Article, value: &'a FactValue) -> Option<Self> {
        let sum = |money: &MoneyValue, [from, to, purpose]: [Option<Mention>; 3]| {
            let words = |mention: Option<Mention>| mention.map(|m| article.slice(m.span));
            Self::Sum {
                amount: money.amount.map(Amount::new),
                currency: money.currency,
                from: words(from),
                purpose: words(purpose),
                to: words(to),
            }
        };
        Some(match value {
            FactValue::Date(DateValue { timex, kind, basis }) => {
                Self::Date { basis: basis.in_words(article), timex, kind: kind.name() }
            }
            FactValue::Money(money) => sum(money, [None; 3]),
            FactValue::Funding(FundingValue { money, from, to, purpose }) => sum(money, [*from, *to, *purpose]),
            FactValue::Percent(number) | FactValue::Number(number) => Self::Count { amount: number.amount },
            FactValue::Event(event) => Self::Event { timex: event.timex.as_deref()? },
            FactValue::Quote(_)
            | FactValue::FocusArea
            | FactValue::Decision
            | FactValue::Person
            | FactValue::Organization
            | FactValue::Place => return None,
        })
    }
}

/// An amount of money; a whole one prints without a fraction.
#[derive(Serialize)]
#[serde(untagged)]
enum Amount {
    Whole(i64),
    Broken(f64),
}

impl Amount {
    fn new(amount: f64) -> Self {
        // Up to 2^53 every whole f64 is exact as an integer.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if amount.fract() == 0.0 && amount.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and in range, checked above")]
            return Self::Whole(amount as i64);
        }
        Self::Broken(amount)
    }
}

//! Results → JSON objects, offsets in code points.

use crate::answering::Response;
use crate::article::{Article, CodePoints, Span};
use crate::json::Input;
use crate::reading::{DateValue, Fact, FundingValue, Mention, MoneyValue, Reading, Value as FactValue};
use crate::summarizer::verifier::Verification;
use crate::summarizer::{Digest, Tally};
use serde_json::{Map, Value, json};

/// Which engine wrote a digest.
const EMBEDDED: &str = "embedded";

/// A line that could not be worked on.
pub fn error(id: &Value, message: &str) -> Value {
    json!({ "id": id, "error": message })
}

/// What `extract` prints.
pub fn extract(id: &Value, article: &Article) -> Value {
    let about = article.about();
    json!({
        "id": id,
        "text": article.text(),
        "title": about.title,
        "byline": about.byline,
        "published": about.published.map(|d| d.to_string()),
        "site_name": about.site_name,
        "language": article.language().code(),
        "image": about.image,
        "words": article.words(),
    })
}

/// Which language model, with which prompt, wrote a digest's draft or found an answer, and what was left of
/// a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// `llm:NAME@HASH`
    pub engine: String,
    pub tally: Tally,
}

/// What `digest` prints; the text is included where the input was a page.
pub fn digest(
    id: &Value,
    article: &Article,
    input: Input,
    digest: &Digest,
    reading: &Reading,
    credit: Option<&Credit>,
) -> Value {
    let about = article.about();
    let points: Vec<Value> = digest
        .points
        .iter()
        .map(|point| {
            json!({
                "text": point.words(article),
                "kind": point.kind.name(),
                "evidence": point.evidence.iter().map(|&e| quoted(article, e)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut object = with_text(id, article, input);
    object.insert("engine".into(), credit.map_or(EMBEDDED, |credit| &credit.engine).into());
    object.insert("title".into(), about.title.clone().into());
    object.insert("published".into(), about.published.map(|d| d.to_string()).into());
    object.insert("language".into(), article.language().code().into());
    object.insert("key_points".into(), points.into());
    object.insert("facts".into(), fact_list(article, reading));
    object.insert("dropped".into(), credit.map_or(0, |credit| credit.tally.dropped()).into());
    if let Some(Tally { drafted, verified, replaced }) = credit.map(|credit| credit.tally) {
        object.insert("draft".into(), json!({ "points": drafted, "verified": verified, "replaced": replaced }));
    }
    Value::Object(object)
}

/// What `facts` prints.
pub fn facts(id: &Value, article: &Article, input: Input, reading: &Reading) -> Value {
    let mut object = with_text(id, article, input);
    object.insert("facts".into(), fact_list(article, reading));
    Value::Object(object)
}

/// What `ask` prints.
///
/// Without an answer, `sentence` is the one that comes closest, and `confidence` how likely it was one.
/// `engine` is there where a language model found the answer.
pub fn answer(id: &Value, article: &Article, input: Input, response: &Response, engine: Option<&str>) -> Value {
    let Response { answer, closest, confidence } = response;
    let sentence = answer.map(|a| a.sentence).or(*closest);
    let mut object = with_text(id, article, input);
    object.insert("answer".into(), answer.map_or(Value::Null, |a| placed(article, a.span)));
    object.insert("sentence".into(), sentence.map_or(Value::Null, |span| placed(article, span)));
    object.insert("confidence".into(), f64::from(*confidence).into());
    insert(&mut object, "engine", engine.map(Value::from));
    Value::Object(object)
}

/// What `verify` prints; the offsets in `unsupported` are into the claim.
pub fn verification(id: &Value, article: &Article, input: Input, claim: &str, found: &Verification) -> Value {
    let points = CodePoints::new(claim);
    let unsupported = found.unsupported.iter().map(|part| {
        let (start, end) = points.span(part.span);
        json!({ "kind": part.kind.name(), "text": part.span.of(claim), "start": start, "end": end })
    });
    let mut object = with_text(id, article, input);
    object.insert("supported".into(), found.supported.into());
    object.insert("score".into(), f64::from(found.score).into());
    object.insert("evidence".into(), found.evidence.iter().map(|&e| quoted(article, e)).collect());
    object.insert("unsupported".into(), unsupported.collect());
    Value::Object(object)
}

fn with_text(id: &Value, article: &Article, input: Input) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".into(), id.clone());
    if input == Input::Html {
        object.insert("text".into(), article.text().into());
    }
    object
}

fn fact_list(article: &Article, reading: &Reading) -> Value {
    reading.facts.iter().map(|f| fact(article, f)).collect()
}

/// One fact, as the JSON interface has it.
fn fact(article: &Article, fact: &Fact) -> Value {
    let Value::Object(mut object) = placed(article, fact.span) else { return Value::Null };
    object.insert("kind".into(), fact.kind().name().into());
    let (start, end) = article.code_points().span(fact.evidence);
    object.insert("evidence".into(), json!({ "start": start, "end": end }));
    let mention = |m: Option<Mention>| m.map(|m| placed(article, m.span));
    match &fact.value {
        FactValue::Date(date) => insert(&mut object, "value", Some(date_value(article, date))),
        FactValue::Money(money) => insert(&mut object, "value", Some(Value::Object(money_value(money)))),
        FactValue::Funding(funding) => insert(&mut object, "value", Some(funding_value(article, funding))),
        FactValue::Percent(number) | FactValue::Number(number) => {
            insert(&mut object, "value", Some(json!({ "amount": number.amount })));
            insert(&mut object, "unit", mention(number.unit));
        }
        FactValue::Event(event) => {
            insert(&mut object, "value", event.timex.as_ref().map(|t| json!({ "timex": t })));
            insert(&mut object, "who", mention(event.who));
            insert(&mut object, "where", mention(event.place));
            insert(&mut object, "what", mention(Some(event.what)));
            let when: Vec<Value> = event.when.iter().map(|m| placed(article, m.span)).collect();
            insert(&mut object, "when", (!when.is_empty()).then_some(Value::Array(when)));
        }
        FactValue::Quote(quote) => {
            insert(&mut object, "speaker", mention(quote.speaker));
            insert(&mut object, "speaker_name", mention(quote.speaker_name));
        }
        FactValue::FocusArea | FactValue::Decision | FactValue::Person | FactValue::Organization | FactValue::Place => {
        }
    }
    Value::Object(object)
}

fn date_value(article: &Article, date: &DateValue) -> Value {
    json!({ "timex": date.timex, "type": date.kind.name(), "basis": date.basis.in_words(article) })
}

fn money_value(money: &MoneyValue) -> Map<String, Value> {
    let mut object = Map::new();
    insert(&mut object, "amount", money.amount.map(number));
    insert(&mut object, "currency", money.currency.map(Value::from));
    object
}

fn funding_value(article: &Article, funding: &FundingValue) -> Value {
    let mut object = money_value(&funding.money);
    for (name, part) in [("from", funding.from), ("to", funding.to), ("purpose", funding.purpose)] {
        insert(&mut object, name, part.map(|m| article.slice(m.span).into()));
    }
    Value::Object(object)
}

/// Whole amounts print without a fraction.
fn number(amount: f64) -> Value {
    // Up to 2^53 every whole f64 is exact as an integer.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if amount.fract() == 0.0 && amount.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range, checked above")]
        return Value::from(amount as i64);
    }
    Value::from(amount)
}

fn insert(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value);
    }
}

fn placed(article: &Article, span: Span) -> Value {
    let (start, end) = article.code_points().span(span);
    json!({ "text": article.slice(span), "start": start, "end": end })
}

fn quoted(article: &Article, span: Span) -> Value {
    let (start, end) = article.code_points().span(span);
    json!({ "start": start, "end": end, "quote": article.slice(span) })
}

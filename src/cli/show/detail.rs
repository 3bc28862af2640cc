//! What a fact amounts to, in a few words after it.

use crate::article::Article;
use crate::reading::{DateValue, EventValue, FundingValue, Mention, MoneyValue, QuoteValue, Value};

/// The value in words, where it says more than the fact's own words do.
pub(super) fn of(article: &Article, value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => Some(self::date(article, date)),
        Value::Money(money) => sum(money).map(|s| format!("= {s}")),
        Value::Funding(funding) => self::funding(article, funding),
        Value::Event(event) => self::event(article, event),
        Value::Quote(quote) => speaker(article, quote).map(|name| format!("— {name}")),
        Value::Number(number) => number.unit.map(|unit| words(article, unit)),
        Value::Percent(_) | Value::FocusArea | Value::Decision | Value::Person | Value::Organization | Value::Place => {
            None
        }
    }
}

/// "= 2021-06-06 (counted from publication on 2021-06-02)"; of a vague word only that it is vague.
fn date(article: &Article, date: &DateValue) -> String {
    let basis = date.basis.in_words(article);
    match date.timex.as_str() {
        vague if vague.ends_with("_REF") => format!("({basis})"),
        decade if decade.len() == 3 && decade.chars().all(|c| c.is_ascii_digit()) => format!("= {decade}0s ({basis})"),
        value => format!("= {value} ({basis})"),
    }
}

fn words(article: &Article, mention: Mention) -> String {
    article.slice(mention.span).to_owned()
}

/// "310,000,000 USD"
fn sum(money: &MoneyValue) -> Option<String> {
    let amount = money.amount?;
    let digits = format!("{:.0}", amount.trunc().abs());
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let cents = (amount.fract().abs() * 100.0).round();
    if cents > 0.0 {
        grouped.push_str(&format!("{:.2}", cents / 100.0).split_off(1));
    }
    Some(format!("{grouped} {}", money.currency.unwrap_or_default()).trim_end().to_owned())
}

fn funding(article: &Article, funding: &FundingValue) -> Option<String> {
    let part = |label: &str, mention: Option<Mention>| mention.map(|m| format!("{label} {}", words(article, m)));
    let parts = [part("from", funding.from), part("to", funding.to), part("for", funding.purpose)];
    let amount = sum(&funding.money).map(|s| format!("= {s}"));
    let parts: Vec<String> = amount.into_iter().chain(joined(parts)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn event(article: &Article, event: &EventValue) -> Option<String> {
    let when: Vec<String> = event.when.iter().map(|&m| words(article, m)).collect();
    let when = if when.is_empty() { event.timex.clone() } else { Some(when.join(", ")) };
    let part = |label: &str, text: Option<String>| text.map(|t| format!("{label}: {t}"));
    joined([
        part("when", when),
        part("where", event.place.map(|m| words(article, m))),
        part("who", event.who.map(|m| words(article, m))),
    ])
}

fn speaker(article: &Article, quote: &QuoteValue) -> Option<String> {
    let said = words(article, quote.speaker?);
    match quote.speaker_name.map(|m| words(article, m)) {
        Some(name) if name != said => Some(format!("{said} ({name})")),
        _ => Some(said),
    }
}

fn joined(parts: [Option<String>; 3]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("· {}", parts.join(" · ")))
}

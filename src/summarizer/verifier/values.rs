//! Numbers, sums and dates of a claim: each must stand in the evidence with the same value.

use super::lexicon::Cues;
use super::passage::Passage;
use super::{Case, UnsupportedKind};
use crate::article::Span;
use crate::reading::{DateType, DateValue, Fact, MoneyValue, NumberValue, Value};
use crate::terms::Class;
use jiff::civil::Date;

/// Names what of the claim's values is not told.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    for fact in &case.facts {
        let (told, kind) = match &fact.value {
            Value::Number(number) => (number_told(case, fact, number, false), UnsupportedKind::Number),
            Value::Percent(number) => (number_told(case, fact, number, true), UnsupportedKind::Number),
            Value::Money(money) => (money_told(case, fact, money), UnsupportedKind::Amount),
            Value::Date(date) => (date_told(case, fact, date), UnsupportedKind::Date),
            Value::Funding(_)
            | Value::Event(_)
            | Value::Quote(_)
            | Value::FocusArea
            | Value::Decision
            | Value::Person
            | Value::Organization
            | Value::Place => continue,
        };
        if !told {
            found.push((fact.span, kind));
        }
    }
    found.extend(bare(case));
    found
}

/// Digits and number words that no reader took for a value ("Flight 574", "the two").
fn bare(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    for (at, unit) in case.claim.units.iter().enumerate() {
        let numeric = matches!(unit.class, Class::Number | Class::NumberWord);
        if !numeric || unit.form == "one" || case.facts.iter().any(|f| is_value(f) && f.span.overlaps(unit.span)) {
            continue;
        }
        let digits = case.stems.get(at).map_or("", String::as_str);
        if case.links.candidates(at).is_empty() && !amount_anywhere(case, digits) {
            found.push((unit.span, UnsupportedKind::Number));
        }
    }
    found
}

/// A value, whose digits are compared as such.
pub(super) const fn is_value(fact: &Fact) -> bool {
    matches!(fact.value, Value::Number(_) | Value::Percent(_) | Value::Money(_) | Value::Date(_))
}

/// Digits that stand for an amount the evidence writes otherwise.
fn amount_anywhere(case: &Case<'_>, written: &str) -> bool {
    let Ok(amount) = written.replace(',', "").parse::<f64>() else { return false };
    let sum = |value: &Value| if let Value::Money(m) = value { m.amount } else { counted(value) };
    case.told.iter().any(|fact| sum(&fact.value).is_some_and(|a| same(a, amount)))
}

/// The amount of a number or a share.
const fn counted(value: &Value) -> Option<f64> {
    if let Value::Number(n) | Value::Percent(n) = value { Some(n.amount) } else { None }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// How exactly a passage gives a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hedge {
    Exact,
    About,
    Above,
    Below,
}

fn hedge(passage: &Passage<'_>, span: Span) -> Hedge {
    const BEFORE: usize = 3;
    let range = passage.range(span);
    let near = range.start.saturating_sub(BEFORE)..range.end;
    let cues = near.clone().filter_map(|i| passage.get(i)).fold(Cues::default(), |cues, u| cues.with(u.cues));
    let has = |words: &[&str]| near.clone().any(|i| passage.get(i).is_some_and(|u| words.contains(&u.form)));
    let (less, more) = (has(&["less", "fewer", "most"]), has(&["more", "least"]));
    let no = has(&["no", "not"]);
    match () {
        () if cues.any(Cues::BELOW) || (if no { more } else { less }) => Hedge::Below,
        () if cues.any(Cues::ABOVE) || more || less => Hedge::Above,
        () if cues.any(Cues::ABOUT) => Hedge::About,
        () => Hedge::Exact,
    }
}

/// Whether two values, each as exact as its passage gives it, are the same.
fn close(claimed: (f64, Hedge), told: (f64, Hedge)) -> bool {
    const ROUGH: f64 = 0.06;
    const WIDE: f64 = 0.12;
    let ((a, own), (b, theirs)) = (claimed, told);
    match (own, theirs) {
        (Hedge::Above, Hedge::Below) | (Hedge::Below, Hedge::Above) => false,
        (Hedge::About, Hedge::Exact) => (a - b).abs() <= ROUGH * b.abs(),
        (Hedge::Above, Hedge::Exact) => same(a, b) || (b > a && b <= a * (1.0 + WIDE)),
        _ => same(a, b),
    }
}

fn number_told(case: &Case<'_>, fact: &Fact, number: &NumberValue, percent: bool) -> bool {
    let own = (number.amount, hedge(&case.claim, fact.span));
    let unit = number.unit.and_then(|m| case.claim.content(case.claim.range(m.span)).last());
    let mut other_unit = false;
    for told in &case.told {
        let (Value::Number(amount) | Value::Percent(amount)) = &told.value else { continue };
        let amount = Some(amount).filter(|_| matches!(told.value, Value::Percent(_)) == percent);
        let Some(amount) = amount.filter(|n| close(own, (n.amount, hedge(&case.evidence, told.span)))) else {
            continue;
        };
        let (Some(counted), Some(theirs)) = (unit, amount.unit) else { return true };
        let theirs = case.evidence.range(theirs.span);
        let links = case.links.candidates(counted);
        if links.is_empty() || links.iter().any(|l| theirs.contains(&l.at)) || !counted_otherwise(case, counted) {
            return true;
        }
        other_unit = true;
    }
    let refuted = case.told.iter().any(|told| counted(&told.value).is_some_and(|a| same(a, number.amount)));
    !other_unit && !refuted && (literal(case, fact.span) || digits_told(case, fact.span))
}

/// Whether the digits or number words stand in the evidence, whatever they count.
fn digits_told(case: &Case<'_>, span: Span) -> bool {
    let range = case.claim.range(span);
    let mut numbers = range
        .filter(|&i| case.claim.get(i).is_some_and(|u| matches!(u.class, Class::Number | Class::NumberWord)))
        .peekable();
    numbers.peek().is_some() && numbers.all(|i| case.links.candidates(i).iter().any(|l| exact(l.quality)))
}

/// Whether the evidence counts what the claim's word names.
fn counted_otherwise(case: &Case<'_>, unit: usize) -> bool {
    let links = case.links.candidates(unit);
    case.told.iter().any(|told| {
        let Value::Number(n) = &told.value else { return false };
        n.unit.is_some_and(|m| {
            let range = case.evidence.range(m.span);
            links.iter().any(|l| range.contains(&l.at))
        })
    })
}

fn money_told(case: &Case<'_>, fact: &Fact, money: &MoneyValue) -> bool {
    let Some(amount) = money.amount else { return literal(case, fact.span) };
    let own = (amount, hedge(&case.claim, fact.span));
    let mut refuted = false;
    let told = case.told.iter().any(|told| {
        let Value::Money(other) = &told.value else { return false };
        let currency = match (money.currency, other.currency) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let theirs = hedge(&case.evidence, told.span);
        refuted |= other.amount.is_some_and(|b| same(amount, b));
        currency && other.amount.is_some_and(|b| close(own, (b, theirs)))
    });
    told || (!refuted && literal(case, fact.span))
}

/// Whether the claim's words for the value stand in the evidence one after another.
fn literal(case: &Case<'_>, span: Span) -> bool {
    let range = case.claim.range(span);
    let words: Vec<usize> = case.claim.content(range).collect();
    let Some((&first, rest)) = words.split_first() else {
        let written = span.of(case.claim.text);
        return case.sentences().any(|s| s.contains(written));
    };
    case.links.candidates(first).iter().filter(|l| exact(l.quality)).any(|start| {
        let mut last = start.at;
        rest.iter().all(|&word| {
            let next = case.evidence.content_after(last, 4);
            let told = case.links.candidates(word).iter().find(|l| exact(l.quality) && Some(l.at) == next);
            told.inspect(|l| last = l.at).is_some()
        })
    })
}

fn exact(quality: f32) -> bool {
    quality > 0.99
}

fn date_told(case: &Case<'_>, fact: &Fact, date: &DateValue) -> bool {
    let claimed = date.timex.as_str();
    if claimed.ends_with("_REF") || claimed.is_empty() {
        return true;
    }
    let told = case.told.iter().any(|told| matches!(&told.value, Value::Date(other) if same_time(date, other)));
    told || literal(case, fact.span) || length_told(case, fact.span)
}

/// Whether the evidence gives the same length of time in other words: "ten years", "a decade".
fn length_told(case: &Case<'_>, span: Span) -> bool {
    let Some(length) = length(&case.claim, span) else { return false };
    case.told.iter().any(|told| {
        let Value::Date(date) = &told.value else { return false };
        let other = hours(&date.timex).or_else(|| self::length(&case.evidence, told.span));
        other.is_some_and(|other| same(other, length))
    })
}

/// The length that words such as "within two days" give, in hours.
fn length(passage: &Passage<'_>, span: Span) -> Option<f64> {
    const UNITS: [(&str, f64); 8] = [
        ("minute", 1.0 / 60.0),
        ("hour", 1.0),
        ("day", 24.0),
        ("week", 168.0),
        ("month", 730.5),
        ("year", 8_766.0),
        ("decade", 87_660.0),
        ("centur", 876_600.0),
    ];
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let words = span.of(passage.text).to_lowercase();
    let mut count = None;
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if let Some((_, hours)) = UNITS.iter().find(|(unit, _)| word.starts_with(unit)) {
            return Some(count.unwrap_or(1.0) * hours);
        }
        let spelled = WORDS.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok()).map(f64::from);
        count = word.parse().ok().or(spelled).or(if matches!(word, "a" | "an") { Some(1.0) } else { count });
    }
    None
}

/// Whether what is told settles the time claimed: the same, or finer.
pub(super) fn same_time(claimed: &DateValue, told: &DateValue) -> bool {
    if claimed.timex == told.timex {
        return true;
    }
    match (claimed.kind, told.kind) {
        (DateType::Duration, DateType::Duration) => {
            matches!((hours(&claimed.timex), hours(&told.timex)), (Some(a), Some(b)) if same(a, b))
        }
        (DateType::Date | DateType::Time, DateType::Date | DateType::Time) => within(&claimed.timex, &told.timex),
        _ => false,
    }
}

/// The length of a duration such as "P2D" or "PT48H" in hours; months and years by the calendar's mean.
fn hours(timex: &str) -> Option<f64> {
    let body = timex.strip_prefix('P')?;
    let (body, time) = body.strip_prefix('T').map_or((body, false), |b| (b, true));
    let unit = body.chars().next_back()?;
    let count: f64 = body.get(..body.len() - unit.len_utf8())?.parse().ok()?;
    let length = match (unit, time) {
        ('S', true) => 1.0 / 3_600.0,
        ('M', true) => 1.0 / 60.0,
        ('H', true) => 1.0,
        ('D', false) => 24.0,
        ('W', false) => 168.0,
        ('M', false) => 730.5,
        ('Y', false) => 8_766.0,
        _ => return None,
    };
    Some(count * length)
}

/// Whether `told` is the time claimed or lies in it, as far as each is settled: "2021-06" holds
/// "2021-06-08", and "XXXX-06-08" agrees with both.
fn within(claimed: &str, told: &str) -> bool {
    if let (Some(week), Some(day)) = (week(claimed), day(told)) {
        let iso = day.iso_week_date();
        return (i32::from(iso.year()), i32::from(iso.week())) == week;
    }
    let parts = |t: &'_ str| t.split(['-', 'T']).map(str::to_owned).collect::<Vec<_>>();
    let (claimed, told) = (parts(claimed), parts(told));
    claimed.len() <= told.len()
        && claimed.iter().zip(&told).all(|(a, b)| {
            let unsettled = |s: &str| s.starts_with('X') && s.chars().all(|c| c == 'X');
            // "200" is a decade.
            a == b || unsettled(a) || unsettled(b) || (a.len() == 3 && b.starts_with(a.as_str()))
        })
}

fn week(timex: &str) -> Option<(i32, i32)> {
    let (year, week) = timex.split_once("-W")?;
    Some((year.parse().ok()?, week.parse().ok()?))
}

fn day(timex: &str) -> Option<Date> {
    timex.get(..10)?.parse().ok()
}

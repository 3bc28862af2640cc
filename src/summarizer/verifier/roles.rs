//! Who did what to whom, and which number belongs to what: exchanged parts keep their words and
//! change their places.

use super::lexicon::Cues;
use super::passage::{Passage, Unit};
use super::values::{self, is_value};
use super::{Case, UnsupportedKind};
use crate::article::Span;
use crate::reading::{Fact, FactKind, Value};
use crate::terms::Class;
use std::ops::Range;

/// So many names and so many values of a claim are compared with one another.
const MOST_ARGUMENTS: usize = 16;

/// A name or value of the claim with the places in the evidence that tell it.
#[derive(Debug)]
struct Argument {
    run: Range<usize>,
    kind: UnsupportedKind,
    /// It names a person; only people are taken for one another.
    person: bool,
    places: Vec<Range<usize>>,
}

/// Names what stands in another's place.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = exchanged(case);
    if found.is_empty() {
        found.extend(reversed(case));
    }
    found
}

fn arguments(case: &Case<'_>) -> Vec<Argument> {
    let mut found: Vec<Argument> = Vec::new();
    for run in case.names.iter().take(MOST_ARGUMENTS) {
        let Some(head) = case.claim.content(run.clone()).last() else { continue };
        let places = case.links.candidates(head).iter().map(|l| whole(case, run, l.at)).collect();
        let span = case.claim.span(run);
        let person = case.facts.iter().any(|f| f.kind() == FactKind::Person && f.span.overlaps(span));
        found.push(Argument { run: run.clone(), kind: UnsupportedKind::Role, person, places });
    }
    for fact in case.facts.iter().filter(|f| is_value(f)).take(MOST_ARGUMENTS) {
        let run = case.claim.range(fact.span);
        let kind = kind_of(fact);
        let told = case.told.iter().filter(|t| same_value(&fact.value, &t.value));
        let places = told.map(|t| case.evidence.range(t.span)).collect();
        found.push(Argument { run, kind, person: false, places });
    }
    found
}

const fn kind_of(fact: &Fact) -> UnsupportedKind {
    match fact.kind() {
        FactKind::Date => UnsupportedKind::Date,
        FactKind::Money => UnsupportedKind::Amount,
        FactKind::Number | FactKind::Percent => UnsupportedKind::Number,
        FactKind::Event
        | FactKind::FocusArea
        | FactKind::Funding
        | FactKind::Decision
        | FactKind::Quote
        | FactKind::Person
        | FactKind::Organization
        | FactKind::Place => UnsupportedKind::Role,
    }
}

/// The evidence's whole name around the word that tells the claim's last one.
fn whole(case: &Case<'_>, run: &Range<usize>, head: usize) -> Range<usize> {
    let reach = run.len() + 2;
    let sentence = case.evidence.get(head).map(|u| u.sentence);
    let mut place = head..head + 1;
    for word in case.claim.content(run.clone()) {
        for link in case.links.candidates(word) {
            let near = link.at.abs_diff(head) <= reach && case.evidence.get(link.at).map(|u| u.sentence) == sentence;
            if near {
                place = place.start.min(link.at)..place.end.max(link.at + 1);
            }
        }
    }
    place
}

fn same_value(own: &Value, told: &Value) -> bool {
    match (own, told) {
        (Value::Number(a), Value::Number(b)) | (Value::Percent(a), Value::Percent(b)) => {
            (a.amount - b.amount).abs() < 1e-6
        }
        (Value::Money(a), Value::Money(b)) => a.amount == b.amount,
        (Value::Date(a), Value::Date(b)) => values::same_time(a, b),
        _ => false,
    }
}

/// Arguments whose neighbours stand beside one another's places in the evidence.
fn exchanged(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    /// So much better must the places fit the other way round.
    const MARGIN: usize = 2;
    let arguments = arguments(case);
    let arounds: Vec<Vec<Neighbour>> = arguments.iter().map(|a| around(case, a)).collect();
    let best = |around: &[Neighbour], argument: &Argument| {
        argument.places.iter().map(|p| fits(case, around, p)).max().unwrap_or_default()
    };
    let rivals = rivals(case);
    let mut found = Vec::new();
    for (index, (argument, around)) in arguments.iter().zip(&arounds).enumerate() {
        if argument.places.is_empty() || around.is_empty() {
            continue;
        }
        let own = best(around, argument);
        let others = arguments.iter().zip(&arounds).enumerate().filter(|&(i, _)| i != index);
        let mut paired = others.map(|(_, (other, back))| {
            let (straight, crossed) = (own + best(back, other), best(around, other) + best(back, argument));
            let both = best(around, other) > 0 && best(back, argument) > 0;
            argument.kind == other.kind && argument.person == other.person && both && crossed >= straight + MARGIN
        });
        let taken =
            |p: &Range<usize>| arguments.iter().any(|a| a.places.iter().any(|q| q.start < p.end && p.start < q.end));
        let mut replaced = rivals.iter().map(|(place, kind, person)| {
            *kind == argument.kind
                && *person == argument.person
                && own == 0
                && !taken(place)
                && fits(case, around, place) > MARGIN
        });
        if paired.any(|p| p) || replaced.any(|r| r) {
            found.push((case.claim.span(&argument.run), argument.kind));
        }
    }
    found
}

/// Where the evidence has names and values.
fn rivals(case: &Case<'_>) -> Vec<(Range<usize>, UnsupportedKind, bool)> {
    const MOST: usize = 64;
    let told = case.told.iter().take(MOST).filter(|f| is_value(f) || super::names::is_name(f));
    told.map(|fact| (case.evidence.range(fact.span), kind_of(fact), fact.kind() == FactKind::Person)).collect()
}

/// A neighbour of an argument in the claim, and the side it stands on; none where either will do.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    at: usize,
    left: Option<bool>,
}

/// The two nearest words on either side of an argument that the evidence has too.
fn around(case: &Case<'_>, argument: &Argument) -> Vec<Neighbour> {
    const REACH: usize = 4;
    let claim = &case.claim;
    // "Ireland's minister" is "the minister of Ireland".
    let genitive = claim.get(argument.run.end).is_some_and(|u| u.class == Class::Clitic)
        || argument.run.start.checked_sub(1).and_then(|i| claim.get(i)).is_some_and(|u| u.form == "of");
    let mut found = Vec::new();
    for left in [true, false] {
        let mut at = if left { argument.run.start } else { argument.run.end.saturating_sub(1) };
        for _ in 0..2 {
            let next = if left { claim.content_before(at, REACH) } else { claim.content_after(at, REACH) };
            let Some(next) = next else { break };
            let between = if left { next + 1..at } else { at + 1..next };
            if between.clone().any(|i| claim.get(i).is_some_and(|u| matches!(u.form, "and" | "or" | "but"))) {
                break;
            }
            let unit = claim.get(next);
            let weighs = unit.is_some_and(|u| !u.is_adverb() && !inverts(claim.written(next)));
            if weighs && !case.links.candidates(next).is_empty() {
                let titled = unit.is_some_and(|u| u.cues.any(Cues::TITLE));
                found.push(Neighbour { at: next, left: (!genitive && !titled).then_some(left) });
            }
            at = next;
        }
    }
    found
}

/// Verbs that their subject may follow: "…," said she.
fn inverts(verb: &str) -> bool {
    matches!(
        verb.to_lowercase().as_str(),
        "said" | "says" | "say" | "added" | "adds" | "stated" | "continued" | "asked" | "wrote" | "explained" | "noted"
    )
}

/// How many of the neighbours stand beside the place in the evidence, on their side.
fn fits(case: &Case<'_>, around: &[Neighbour], place: &Range<usize>) -> usize {
    const STEPS: usize = 3;
    let evidence = &case.evidence;
    let beside = |target: usize, left: bool| {
        let mut at = if left { place.start } else { place.end.saturating_sub(1) };
        (0..STEPS).any(|_| {
            let next = if left { evidence.content_before(at, 5) } else { evidence.content_after(at, 5) };
            at = next.unwrap_or(at);
            next == Some(target)
        })
    };
    around
        .iter()
        .filter(|neighbour| {
            case.links.candidates(neighbour.at).iter().any(|link| {
                let flipped = passive(&case.claim, neighbour.at) != passive(evidence, link.at);
                match neighbour.left {
                    Some(left) => beside(link.at, left != flipped),
                    None => beside(link.at, true) || beside(link.at, false),
                }
            })
        })
        .count()
}

/// "was attacked", "has been sold".
fn passive(passage: &Passage<'_>, at: usize) -> bool {
    const REACH: usize = 3;
    let Some(here) = passage.get(at) else { return false };
    if here.class != Class::Lower || !matches!(here.form, "-ed" | "-verb" | "-other") {
        return false;
    }
    let back = (at.saturating_sub(REACH)..at).rev().map_while(|i| passage.get(i));
    let mut back = back.take_while(|u| u.class == Class::Auxiliary || u.is_adverb() || u.cues.any(Cues::NOT));
    back.any(|u| matches!(u.form, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re"))
}

/// A link this good stands for a form of the same word.
const SURE: f32 = 0.94;

/// Verbs whose doer in the claim is somebody else in the evidence, or whose sides have changed places.
fn reversed(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    for (at, unit) in case.claim.units.iter().enumerate() {
        if !is_verb(&case.claim, at, unit) {
            continue;
        }
        let links = case.links.candidates(at);
        if !links.iter().any(|l| l.quality > SURE) {
            continue;
        }
        let verdicts: Vec<Option<usize>> = links.iter().map(|l| misplaced(case, at, l.at)).collect();
        if !verdicts.is_empty()
            && let Some(Some(word)) = verdicts.iter().find(|v| v.is_some())
            && verdicts.iter().all(Option::is_some)
            && let Some(unit) = case.claim.get(*word)
        {
            found.push((unit.span, UnsupportedKind::Role));
        }
    }
    found
}

/// The word of the claim that is on the wrong side of the verb in the evidence.
fn misplaced(case: &Case<'_>, at: usize, place: usize) -> Option<usize> {
    let (claim, evidence) = (&case.claim, &case.evidence);
    let agent = by_phrase(claim, at);
    let told_agent = by_phrase(evidence, place);
    let verb = evidence.get(place).is_some_and(|u| is_verb(evidence, place, u));
    let own_passive = passive(claim, at) || agent.is_some();
    let told_passive = passive(evidence, place) || told_agent.is_some();
    // "…, causing a flood": its doer stands before it, whatever stands right before it.
    let comma = place.checked_sub(1).and_then(|i| evidence.get(i)).is_some_and(|u| u.class == Class::Comma);
    let participle = !verb && comma && evidence.get(place).is_some_and(|u| u.form == "-ing");
    if !verb && !participle && told_agent.is_none() {
        return None;
    }
    let subject = subject(claim, at);
    let sentence = evidence.get(place).map(|u| u.sentence);
    let places = |word: usize| -> Vec<usize> {
        let links = case.links.candidates(word);
        let best = links.iter().map(|l| l.quality).fold(0.0, f32::max);
        let links = links.iter().filter(|l| l.quality >= best.min(SURE)).map(|l| l.at);
        links.filter(|&p| evidence.get(p).map(|u| u.sentence) == sentence).collect()
    };
    let doer =
        if own_passive { agent.clone().and_then(|a| claim.content(a).find(|&w| is_noun(claim, w))) } else { subject };
    let doer_places = doer.map(places).unwrap_or_default();
    let patient = if own_passive { subject } else { None };
    let patient_places = patient.map(places).unwrap_or_default();
    let before = side(evidence, place, true);
    let elsewhere =
        |places: &[usize], right: &Range<usize>| !places.is_empty() && places.iter().all(|p| !right.contains(p));
    match (told_passive, told_agent) {
        (true, Some(told)) => doer.filter(|_| elsewhere(&doer_places, &told)),
        (true, None) if !own_passive => {
            let received = |p: usize| p > place && follows_to(evidence, p);
            doer.filter(|_| !doer_places.is_empty() && doer_places.iter().all(|&p| received(p) || before.contains(&p)))
        }
        (true, None) => None,
        (false, _) => {
            let wrong = |places: &[usize]| elsewhere(places, &before) && places.iter().all(|&p| p > place);
            doer.filter(|_| wrong(&doer_places)).or_else(|| {
                // "was attacked": whoever suffers it must not be who does it.
                patient.filter(|_| {
                    !participle && !patient_places.is_empty() && patient_places.iter().all(|p| before.contains(p))
                })
            })
        }
    }
}

/// "to the leaders": whoever it is done to, not by.
fn follows_to(passage: &Passage<'_>, at: usize) -> bool {
    const REACH: usize = 3;
    let back = (at.saturating_sub(REACH)..at).rev().filter_map(|i| passage.get(i));
    let mut words = back.filter(|u| u.class != Class::Determiner && !u.is_content());
    words.next().is_some_and(|u| u.form == "to")
}

/// "by the rebels" after a verb or its noun, in the same clause.
fn by_phrase(passage: &Passage<'_>, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let here = passage.get(at)?.sentence;
    // "rejected by", "the killing of thousands by", "was introduced on 9 March by".
    let reach = match () {
        () if passive(passage, at) => 12,
        () if passage.get(at + 1).is_some_and(|u| u.form == "of") => 10,
        () => 3,
    };
    let inside = |i: usize| passage.get(i).filter(|u| u.sentence == here);
    let by = (at + 1..at + reach).map_while(|i| inside(i).map(|u| (i, u))).find(|(_, u)| u.form == "by")?.0;
    // Another verb between the two has the agent for its own.
    let between = (at + 1..by).any(|i| passage.get(i).is_some_and(|u| u.form == "-ed" || u.form == "-verb"));
    if between {
        return None;
    }
    // "by 507 votes", "by June": no doer.
    let first = passage.content(by + 1..by + 1 + LONGEST).next()?;
    if passage.get(first).is_some_and(|u| matches!(u.class, Class::Number | Class::NumberWord) || u.form == "-time") {
        return None;
    }
    let end = (by + 1..by + 1 + LONGEST).take_while(|&i| inside(i).is_some_and(|u| u.class != Class::Colon)).last()?;
    Some(by + 1..end + 1)
}

/// The noun right before the verb, past auxiliaries and adverbs.
fn subject(passage: &Passage<'_>, at: usize) -> Option<usize> {
    const REACH: usize = 8;
    let here = passage.get(at)?.sentence;
    let mut to = false;
    for i in (at.saturating_sub(REACH)..at).rev() {
        let unit = passage.get(i).filter(|u| u.sentence == here)?;
        let passed = matches!(unit.class, Class::Auxiliary | Class::Negation | Class::Adverb) || unit.is_adverb();
        if unit.form == "to" {
            to = true;
        } else if unit.is_content() && !passed {
            return (is_noun(passage, i) && (unit.capital || !to)).then_some(i);
        } else if !passed {
            return None;
        }
    }
    None
}

fn is_noun(passage: &Passage<'_>, at: usize) -> bool {
    passage.get(at).is_some_and(|u| {
        matches!(u.class, Class::Capital | Class::Lower)
            && !matches!(passage.written(at), "first" | "last" | "original")
            && !matches!(u.form, "-ed" | "-verb" | "-ly" | "-time" | "-unit")
    })
}

pub(super) fn is_verb(passage: &Passage<'_>, at: usize, unit: &Unit) -> bool {
    let before = at.checked_sub(1).and_then(|i| passage.get(i));
    let being = before.is_some_and(|u| matches!(u.form, "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "'re"));
    let helped = before.is_some_and(|u| u.class == Class::Auxiliary || u.form == "to" || u.cues.any(Cues::NOT));
    let described = before.is_some_and(|u| matches!(u.class, Class::Determiner | Class::Possessive));
    unit.class == Class::Lower
        && !unit.is_adverb()
        && !described
        && !inverts(passage.written(at))
        && match unit.form {
            "-ed" | "-verb" => true,
            "-ing" => being,
            _ => helped && !being,
        }
}

/// The words on one side of a verb, up to the end of its clause.
fn side(passage: &Passage<'_>, at: usize, left: bool) -> Range<usize> {
    const REACH: usize = 12;
    let here = passage.get(at).map(|u| u.sentence);
    let goes_on = |i: usize| {
        passage.get(i).is_some_and(|u| {
            Some(u.sentence) == here
                && !matches!(u.class, Class::Stop | Class::Colon | Class::Quote)
                && !matches!(u.form, "but" | "because" | "although" | "while" | "who" | "which" | "when" | "that")
        })
    };
    if left {
        let mut from = at;
        while from > 0 && at - from < REACH && goes_on(from - 1) {
            from -= 1;
        }
        from..at
    } else {
        let mut to = at + 1;
        while to - at <= REACH && goes_on(to) {
            to += 1;
        }
        at + 1..to
    }
}

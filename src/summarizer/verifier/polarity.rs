//! What is denied, what only may be, and what is said to be the contrary.

use super::lexicon::{self, Cues};
use super::passage::{Passage, Turned, Unit, number};
use super::{Case, UnsupportedKind};
use crate::article::Span;
use crate::terms::Class;

/// A link this good stands for the same word.
const SURE: f32 = 0.79;
/// One this good is a form of it.
const ITSELF: f32 = 0.94;

/// Names what the claim denies, asserts or is sure of against its evidence.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = denials(case);
    found.extend(assertions(case));
    found.extend(contraries(case));
    found.extend(relations(case));
    found
}

/// "before" of what is after: a small word whose contrary stands in its place.
fn relations(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    const CONTRARY: [(&str, &str); 7] = [
        ("before", "after"),
        ("for", "against"),
        ("with", "without"),
        ("above", "below"),
        ("inside", "outside"),
        ("more", "less"),
        ("most", "least"),
    ];
    const REACH: usize = 4;
    let mut found = Vec::new();
    for (at, unit) in case.claim.units.iter().enumerate() {
        let other = CONTRARY.iter().find_map(|&(a, b)| match unit.form {
            form if form == a => Some(b),
            form if form == b => Some(a),
            _ => None,
        });
        let Some(other) = other else { continue };
        let Some(next) = case.claim.content_after(at, REACH) else { continue };
        let mut same = false;
        let mut contrary = false;
        for link in case.links.candidates(next) {
            let from = case.evidence.content_before(link.at, REACH).map_or(link.at.saturating_sub(REACH), |i| i + 1);
            for i in from..link.at {
                let form = case.evidence.get(i).map_or("", |u| u.form);
                same |= form == unit.form;
                contrary |= form == other;
            }
        }
        if contrary && !same {
            found.push((unit.span, UnsupportedKind::Contradiction));
        }
    }
    found
}

/// The claim denies something: the evidence must deny it too.
fn denials(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for at in 0..case.claim.units.len() {
        let Some(by) = case.claim.turned(at).negated.filter(|by| !seen.contains(by)) else { continue };
        if !case.claim.get(at).is_some_and(|u| u.is_content() && !u.is_adverb()) {
            continue;
        }
        seen.push(by);
        // "failed to reach" is told as it stands.
        let told = case.claim.get(by).is_some_and(Unit::is_content) && !case.links.candidates(by).is_empty();
        if is_asserted(case, at, by) {
            found.push((case.claim.get(by).map_or(Span::new(0, 0), |u| u.span), UnsupportedKind::Negation));
            continue;
        }
        if !told && !is_denied(case, at, by) && contrary(case, at).is_none() && !never_before(case, at) {
            let negation = case.claim.get(by).map_or(Span::new(0, 0), |u| u.span);
            found.push((negation, UnsupportedKind::Negation));
        }
    }
    found
}

/// Whether the evidence asserts the very word that the claim's "not" denies.
fn is_asserted(case: &Case<'_>, at: usize, by: usize) -> bool {
    let plain = case.claim.get(by).is_some_and(|u| u.form == "not" || u.form == "never" || u.class == Class::Auxiliary);
    let mut links = case.links.candidates(at).iter().filter(|l| l.quality > SURE).peekable();
    plain && links.peek().is_some() && links.all(|l| !case.evidence.denied_in_clause(l.at))
}

/// Whether a denial of the evidence reaches what the claim's denial does.
fn is_denied(case: &Case<'_>, at: usize, by: usize) -> bool {
    const OWN: usize = 10;
    const REACH: usize = 9;
    let mut reached: Vec<usize> = case.claim.content(at..(by + OWN).max(at + 1)).take(4).collect();
    reached.extend(case.claim.content(by.saturating_sub(OWN)..by).rev().take(3));
    case.evidence.denials().any(|denial| {
        let sentence = case.evidence.get(denial).map(|u| u.sentence);
        let near = |place: usize| {
            place >= denial && place - denial <= REACH && case.evidence.get(place).map(|u| u.sentence) == sentence
        };
        reached.iter().any(|&word| case.links.candidates(word).iter().any(|l| near(l.at)))
    })
}

/// "No one had been there before" of "the first time".
fn never_before(case: &Case<'_>, at: usize) -> bool {
    let before =
        (at..case.claim.units.len()).any(|i| case.claim.get(i).is_some_and(|u| matches!(u.form, "before" | "ever")));
    before && (0..case.evidence.units.len()).any(|i| case.evidence.written(i) == "first")
}

/// What the claim asserts must not be denied, nor only possible.
fn assertions(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let telling = case.claim.units.iter().any(|u| u.cues.any(Cues::TELLING.with(Cues::HEDGE)));
    let mut found = Vec::new();
    for (at, unit) in case.claim.units.iter().enumerate() {
        if !unit.is_content() || unit.is_name() || unit.is_adverb() {
            continue;
        }
        if matches!(unit.class, Class::Number | Class::NumberWord) {
            continue;
        }
        // A paraphrase elsewhere does not vouch for a word that stands there itself.
        let best = case.links.candidates(at).iter().map(|l| l.quality).fold(0.0, f32::max).min(ITSELF);
        let links: Vec<_> =
            case.links.candidates(at).iter().filter(|l| l.quality > SURE && l.quality >= best).collect();
        let Some(link) = case.links.link(at).filter(|l| l.quality > SURE) else { continue };
        let own = case.claim.turned(at);
        if own.negated.is_none() {
            let denied = links.iter().all(|l| case.evidence.turned(l.at).negated.is_some());
            if denied && !refuses(case, at) && !case.claim.denied_in_clause(at) {
                found.push((unit.span, UnsupportedKind::Negation));
                continue;
            }
        }
        // "advised not to buy" asserts no buying.
        let infinitive = |passage: &Passage<'_>, at: usize| {
            (at.saturating_sub(2)..at).any(|i| passage.get(i).is_some_and(|u| u.form == "to"))
        };
        let finite = is_finite(&case.claim, at);
        let sure = |place: usize| {
            let told = case.evidence.turned(place);
            let to_come = finite && own.modal.is_none() && told.modal.any(Cues::FUTURE);
            to_come || is_surer(own, told) && (own.modal.is_none() || !infinitive(&case.evidence, place))
        };
        let weaker = !infinitive(&case.claim, at) && !is_wished(&case.claim, at) && links.iter().all(|l| sure(l.at));
        if weaker || (!telling && hedged(case, link.at)) {
            found.push((unit.span, UnsupportedKind::Modality));
        }
    }
    found
}

/// "hopes for an end": nothing says that it comes.
fn is_wished(passage: &Passage<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    let back = (at.saturating_sub(REACH)..at).rev().map_while(|i| passage.get(i)).take_while(|u| !u.is_break());
    back.filter(|u| u.cues.any(Cues::INTENDING)).count() > 0
}

/// "arrived", "arrives": that it happens or did.
fn is_finite(passage: &Passage<'_>, at: usize) -> bool {
    let Some(unit) = passage.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|i| passage.get(i));
    let described =
        before.is_some_and(|u| matches!(u.class, Class::Determiner | Class::Possessive | Class::Preposition));
    let led = before.is_some_and(|u| u.is_name() || u.class == Class::Pronoun || (u.opens && u.capital));
    match unit.form {
        "-ed" | "-verb" => !described,
        _ => led && unit.class == Class::Lower && passage.written(at).ends_with('s'),
    }
}

/// The claim's own word denies: "rejected" of what was not accepted.
fn refuses(case: &Case<'_>, at: usize) -> bool {
    case.claim.get(at).is_some_and(|u| u.cues.any(Cues::REFUSING))
}

/// Whether the claim says more than what it rests on: that something is where it may be, or must
/// be where it may.
fn is_surer(claim: Turned, evidence: Turned) -> bool {
    let (own, told) = (claim.modal, evidence.modal);
    if own.any(Cues::OBLIGED.with(Cues::ADVISED)) {
        return !told.any(Cues::OBLIGED.with(Cues::ADVISED).with(Cues::FUTURE));
    }
    if own.any(Cues::POSSIBLE) {
        return false;
    }
    told.any(Cues::POSSIBLE.with(Cues::ADVISED)) && !told.any(Cues::FUTURE.with(Cues::OBLIGED))
        || own.is_none() && told.any(Cues::OBLIGED)
}

/// "reportedly saved": somebody tells it, and nobody vouches for it.
fn hedged(case: &Case<'_>, at: usize) -> bool {
    const REACH: usize = 2;
    (at.saturating_sub(REACH)..at).any(|i| case.evidence.get(i).is_some_and(|u| u.cues.any(Cues::HEDGE)))
}

/// A word whose contrary stands in its place.
fn contraries(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    let mut found = Vec::new();
    for (at, unit) in case.claim.units.iter().enumerate() {
        if !unit.is_content() || unit.is_name() || !case.links.candidates(at).is_empty() {
            continue;
        }
        let denied = case.claim.turned(at).negated.is_some();
        let Some(place) = antonym(case, at) else { continue };
        let other = case.evidence.turned(place).negated.is_some();
        if denied == other && beside(case, at, place) {
            found.push((unit.span, UnsupportedKind::Contradiction));
        }
    }
    found
}

/// Where the evidence says the contrary, and denies it where the claim does not.
pub(super) fn contrary(case: &Case<'_>, at: usize) -> Option<usize> {
    let denied = case.claim.turned(at).negated.is_some();
    antonym(case, at).filter(|&place| case.evidence.turned(place).negated.is_some() != denied)
}

fn antonym(case: &Case<'_>, at: usize) -> Option<usize> {
    let stem = case.stems.get(at)?;
    let places = lexicon::antonyms(stem).iter().flat_map(|s| case.index.places(number(case.vocabulary, s)));
    let taken = |place: usize| {
        (0..case.claim.units.len()).any(|i| case.links.link(i).is_some_and(|l| l.at == place && l.quality > SURE))
    };
    places.copied().find(|&place| beside(case, at, place) && !taken(place))
}

/// Whether a neighbour of the claim's word stands near the place in the evidence.
fn beside(case: &Case<'_>, at: usize, place: usize) -> bool {
    const WINDOW: usize = 8;
    const NEIGHBOURS: usize = 5;
    let around = [case.claim.content_before(at, NEIGHBOURS), case.claim.content_after(at, NEIGHBOURS)];
    around
        .into_iter()
        .flatten()
        .any(|neighbour| case.links.candidates(neighbour).iter().any(|l| l.at.abs_diff(place) <= WINDOW))
}

//! Whether a claim's doer and verb come from one sentence of its evidence: "Smith was sentenced" is not
//! told by a sentence on Smith and another on somebody who was sentenced.

use super::lexicon::Cues;
use super::passage::Unit;
use super::roles::is_verb;
use super::{Case, UnsupportedKind, names};
use crate::article::Span;
use crate::terms::Class;
use std::ops::Range;

/// Names the names that the claim joins to a verb which no sentence tells of them.
pub(super) fn check(case: &Case<'_>) -> Vec<(Span, UnsupportedKind)> {
    if case.chosen.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(Span, UnsupportedKind)> = Vec::new();
    let mut last: Option<Range<usize>> = None;
    for (at, unit) in case.claim.units.iter().enumerate() {
        let telling = unit.cues.any(Cues::TELLING) && matches!(unit.form, "-ed" | "-verb");
        if !telling && !is_verb(&case.claim, at, unit) && !is_predicate(case, at) {
            continue;
        }
        last = match doer(case, at) {
            Doer::Named(run) => Some(run),
            Doer::Shared => last,
            Doer::Other => None,
        };
        let Some(run) = &last else { continue };
        let told = is_told_of(case, run, at) && (!unit.cues.any(Cues::TELLING) || tells(case, run, at));
        let span = case.claim.span(run);
        if !told && !found.iter().any(|(other, _)| *other == span) {
            found.push((span, UnsupportedKind::Role));
        }
    }
    found
}

/// "is a member": the first word that says what somebody is.
fn is_predicate(case: &Case<'_>, at: usize) -> bool {
    const REACH: usize = 3;
    let claim = &case.claim;
    if !claim.get(at).is_some_and(Unit::is_content) {
        return false;
    }
    let mut back = (at.saturating_sub(REACH)..at).rev().map_while(|i| claim.get(i)).take_while(|u| !u.is_content());
    back.any(|u| u.class == Class::Auxiliary)
}

/// Whether a sentence that has the claim's word speaks of the named; so too where none has it.
fn is_told_of(case: &Case<'_>, run: &Range<usize>, word: usize) -> bool {
    let sentences = sentences(case, word);
    sentences.is_empty() || sentences.iter().any(|&s| speaks_of(case, run, s))
}

/// The sentences that have the claim's word itself, or else a paraphrase of it.
fn sentences(case: &Case<'_>, word: usize) -> Vec<usize> {
    const ITSELF: f32 = 0.94;
    let links = case.links.candidates(word);
    let best = links.iter().map(|l| l.quality).fold(0.0, f32::max).min(ITSELF);
    let best = links.iter().filter(|l| l.quality >= best);
    let mut found: Vec<usize> = best.filter_map(|l| case.evidence.get(l.at)).map(|u| u.sentence).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether what somebody says in the claim is told in a sentence that speaks of them.
fn tells(case: &Case<'_>, run: &Range<usize>, at: usize) -> bool {
    const LOOKED_AT: usize = 3;
    let mut said = case.claim.content(at + 1..case.claim.units.len()).take(LOOKED_AT);
    said.all(|word| is_told_of(case, run, word))
}

/// Who does what a verb tells.
enum Doer {
    Named(Range<usize>),
    /// Whoever did the verb before: "…, and left".
    Shared,
    Other,
}

fn doer(case: &Case<'_>, at: usize) -> Doer {
    let claim = &case.claim;
    for i in (0..at).rev() {
        let Some(unit) = claim.get(i) else { break };
        if let Some(run) = case.names.iter().find(|run| run.contains(&i)) {
            // "the leader of Ireland said": Ireland is no doer.
            let before = run.start.checked_sub(1).and_then(|b| claim.get(b));
            let inside = before.is_some_and(|u| u.class == Class::Preposition);
            return if inside { Doer::Other } else { Doer::Named(run.clone()) };
        }
        if unit.capital && unit.is_content() && is_told_name(case, i) {
            return Doer::Named(i..i + 1);
        }
        let passed = matches!(unit.class, Class::Auxiliary | Class::Negation | Class::Adverb | Class::Determiner);
        if unit.class == Class::Conjunction {
            return Doer::Shared;
        } else if unit.class == Class::Comma {
            return apposed(case, i);
        } else if !passed && !unit.is_adverb() && unit.form != "to" {
            break;
        }
    }
    Doer::Other
}

/// Whether the claim's first word, whose capital says nothing, is part of a name in the evidence.
fn is_told_name(case: &Case<'_>, at: usize) -> bool {
    case.links.candidates(at).iter().any(|l| case.evidence.get(l.at).is_some_and(Unit::is_name))
}

/// "Smith, a baker, left": whoever stands before the first comma.
fn apposed(case: &Case<'_>, comma: usize) -> Doer {
    let back = (0..comma).rev().find(|&i| case.claim.get(i).is_some_and(|u| u.class == Class::Comma));
    let named = back.and_then(|first| case.names.iter().find(|run| run.end == first && run.start < 2));
    named.map_or(Doer::Shared, |run| Doer::Named(run.clone()))
}

/// Whether a sentence names whom the claim names, or has a word that stands for them.
fn speaks_of(case: &Case<'_>, run: &Range<usize>, at: usize) -> bool {
    let head = case.claim.content(run.clone()).last();
    let named = head.is_some_and(|head| sentences(case, head).contains(&at));
    named || names::stood_for(case, run, at)
}

//! What is known for sure about questions, beside what the model has learnt: bonuses that decide
//! where examples are too few to learn from.

use super::candidates::Candidate;
use super::question::Expect;
use super::scene::{Scene, bit};
use crate::reading::FactKind;
use crate::terms::NO_STEM;

/// What a rule that holds adds to a candidate's score: more than the learnt features differ by.
const HOLDS: f32 = 4.0;

/// The sum of the rules that hold for a candidate.
pub(super) fn bonus(scene: &Scene, candidate: &Candidate) -> f32 {
    let held =
        [is_bounded_as_asked(scene, candidate), is_focus_list(scene, candidate), is_whole_list(scene, candidate)];
    held.iter().map(|&holds| if holds { HOLDS } else { 0.0 }).sum()
}

/// "Until when …?" is answered by what follows "until".
fn is_bounded_as_asked(scene: &Scene, candidate: &Candidate) -> bool {
    const BOUNDS: [&str; 6] = ["until", "till", "since", "before", "after", "through"];
    let asked = scene.question.preposition;
    if scene.question.expect != Expect::Time || !BOUNDS.contains(&asked) {
        return false;
    }
    let before = candidate.first.checked_sub(1).and_then(|at| scene.word(at));
    let dated = scene.kinds_at(candidate.last).ends & bit(FactKind::Date) != 0;
    dated && before.is_some_and(|w| w.form == asked)
}

/// "What are the focus points?" is answered by all focus areas of the sentence, as one span.
fn is_focus_list(scene: &Scene, candidate: &Candidate) -> bool {
    if !scene.asks_focus {
        return false;
    }
    let Some(range) = scene.terms.sentences.get(candidate.sentence) else { return false };
    let focus = bit(FactKind::FocusArea);
    let first = range.clone().find(|&at| scene.kinds_at(at).begins & focus != 0);
    let last = range.clone().rev().find(|&at| scene.kinds_at(at).ends & focus != 0);
    first == Some(candidate.first) && last == Some(candidate.last) && first < last
}

/// "Which companies …?" is answered by all names of a list that the asked noun introduces:
/// "companies and groups, including A, B and C".
fn is_whole_list(scene: &Scene, candidate: &Candidate) -> bool {
    let question = &scene.question;
    if !question.plural || question.head == NO_STEM || question.expect == Expect::Count {
        return false;
    }
    let Some(range) = scene.terms.sentences.get(candidate.sentence) else { return false };
    let opener = candidate.first.checked_sub(1).filter(|&at| at > range.start);
    let opens = opener.is_some_and(|at| {
        let word = scene.word(at);
        let such_as = word.is_some_and(|w| w.form == "as");
        let including = word.is_some_and(|w| scene.terms.vocabulary.stem(w.stem) == "includ");
        let colon = word.is_some_and(|w| w.form == "colon");
        let introduced =
            (range.start..at).rev().take(REACH).any(|at| scene.word(at).is_some_and(|w| w.stem == question.head));
        (such_as || including || colon) && introduced
    });
    let after = scene.word(candidate.last + 1).filter(|_| candidate.last + 1 < range.end);
    opens && after.is_none_or(|w| w.form == "stop") && candidate.last > candidate.first
}

/// Words between a noun and the list that it introduces.
const REACH: usize = 6;

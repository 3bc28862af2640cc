//! Whether what was found is evidence enough.

use super::features::Sink;
use super::model::Best;
use super::question::{Expect, Part};
use super::scene::{Scene, bit};
use crate::reading::FactKind;
use crate::terms::Class;

/// Features for the confidence that an answer is one.
pub(super) fn features(scene: &Scene, best: &Best, out: &mut impl Sink) {
    let asked = scene.question.expect.name();
    let index = best.candidate.sentence;
    let Some(score) = scene.matches.scores.get(index) else { return };
    out.add(["d.bias", "", "", ""], 1.0);
    out.add(["d.asked", asked, "", ""], 1.0);
    out.add(["d.share", "", "", ""], best.share);
    out.add(["d.shares", tenth(best.share), "", ""], 1.0);
    out.add(["d.coverage", "", "", ""], score.coverage);
    out.add(["d.covers", tenth(score.coverage), "", ""], 1.0);
    out.add(["d.around", "", "", ""], score.with_neighbours);
    out.add(["d.arounds", tenth(score.with_neighbours), "", ""], 1.0);
    out.add(["d.score", "", "", ""], best.score / 10.0);
    out.add(["d.pairs", "", "", ""], score.pairs.min(3.0));
    lacks(scene, index, out);
    out.add(["d.right", asked, if has_kind(scene, best) { "yes" } else { "no" }, ""], 1.0);
    let negated = scene.terms.sentence(index).iter().any(|w| w.class == Class::Negation);
    out.add(["d.negated", if negated { "yes" } else { "no" }, "", ""], 1.0);
}

/// What the answer's sentence lacks of the question's words, and where they stand instead.
fn lacks(scene: &Scene, index: usize, out: &mut impl Sink) {
    let matches = &scene.matches;
    let here = matches.scores.get(index).cloned().unwrap_or_default();
    let set = |at: Option<usize>| at.and_then(|i| matches.scores.get(i)).map_or(0, |s| s.terms);
    let around = set(index.checked_sub(1)) | set(Some(index + 1));
    let mut nowhere = 0;
    for (at, term) in scene.question.terms.iter().enumerate() {
        let place = match () {
            () if here.exact >> at & 1 == 1 => continue,
            () if here.terms >> at & 1 == 1 => "like",
            () if around >> at & 1 == 1 => "around",
            () if matches.anywhere >> at & 1 == 1 => "elsewhere",
            () => "nowhere",
        };
        let what = match () {
            () if term.is_name => "name",
            () if term.is_number => "number",
            () if term.is_verb() => "verb",
            () => term.part.name(),
        };
        nowhere += usize::from(place == "nowhere");
        let weight = matches.idf.get(at).copied().unwrap_or(0.0) / matches.total_idf;
        out.add(["d.missing", what, place, ""], 1.0);
        out.add(["d.lack", what, place, ""], weight);
        out.add(["d.lack", place, "", ""], weight);
    }
    out.add(["d.nowhere", NUMBERS.get(nowhere.min(4)).unwrap_or(&""), "", ""], 1.0);
}

const NUMBERS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The tenth that a share lies in.
fn tenth(share: f32) -> &'static str {
    let below = |n: &&&str| n.parse::<f32>().is_ok_and(|n| n / 10.0 <= share);
    NUMBERS.iter().rev().find(|n| below(n)).copied().unwrap_or("0")
}

/// Whether the answer must be refused whatever its score: the kind asked for is not in it, or the
/// article never speaks of what is to be counted.
pub(super) fn refuses(scene: &Scene, best: &Best) -> bool {
    let question = &scene.question;
    let must =
        matches!(question.expect, Expect::Count | Expect::Percent | Expect::Money | Expect::Time | Expect::Duration);
    must && !has_kind(scene, best)
        || question.expect == Expect::Count && !speaks_of_head(scene, best)
        || !speaks_of_more_than_names(scene)
        || names_a_stranger(scene)
        || has_no_ground(scene, best.candidate.sentence)
}

/// Whether too little of the question is told about the answer: a small share of its weight, or a single word
/// that only means something alike.
pub(super) fn has_no_ground(scene: &Scene, index: usize) -> bool {
    let scores = &scene.matches.scores;
    let near = [index.checked_sub(1), Some(index), Some(index + 1)];
    let near = || near.into_iter().flatten().filter_map(|i| scores.get(i));
    let (terms, exact) = near().fold((0, 0), |(terms, exact), s| (terms | s.terms, exact | s.exact));
    let share = scores.get(index).map_or(0.0, |s| s.with_neighbours);
    share < LEAST_AROUND || exact == 0 && terms.count_ones() < 2
}

/// Whether the question is about something else than the article, as far as words can tell: next to nothing of it is
/// told around the answer, and it names what the article does not, or no word of it occurs anywhere. Elsewhere a
/// reader may know the words' meaning: "How fast do they go?" is told by "a top speed of 90 mph".
pub(super) fn is_about_something_else(scene: &Scene, index: usize) -> bool {
    has_no_ground(scene, index) && (scene.matches.anywhere == 0 || names_a_stranger(scene))
}

/// Less than this share of the question's weight in the answer's sentence and the two beside it is no evidence.
const LEAST_AROUND: f32 = 0.2;

/// Whether a name of the question, all its words taken together, occurs nowhere in the article: neither a part
/// of it, nor its initials, nor, for initials, what they stand for.
fn names_a_stranger(scene: &Scene) -> bool {
    let terms = &scene.question.terms;
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        let start = at;
        at += 1;
        if !term.is_name {
            continue;
        }
        while terms.get(at).is_some_and(|t| t.is_name && t.follows) {
            at += 1;
        }
        let known = (start..at).any(|i| scene.matches.anywhere >> i & 1 == 1);
        let stems = terms.get(start..at).unwrap_or_default().iter().map(|t| scene.terms.vocabulary.stem(t.stem));
        let initials: String = stems.clone().filter_map(|s| s.chars().next()).collect();
        let stands_for = |stem: &str| scene.spells(&stem.replace('.', ""));
        if !known && !scene.told(&initials) && !stems.clone().any(stands_for) {
            return true;
        }
    }
    false
}

/// Whether the article says anything of what is asked about the names of a question: "Who will Harris meet
/// in Honduras?" is not answered where nobody meets anyone.
fn speaks_of_more_than_names(scene: &Scene) -> bool {
    let mut others = scene.question.terms.iter().enumerate().filter(|(_, t)| !t.is_name).peekable();
    others.peek().is_none() || others.any(|(at, _)| scene.matches.anywhere >> at & 1 == 1)
}

/// Whether what is to be counted is spoken of in the answer's sentence or next to it. People are counted
/// under many names ("12 climbers").
fn speaks_of_head(scene: &Scene, best: &Best) -> bool {
    let question = &scene.question;
    let Some(at) = question.terms.iter().position(|t| t.part == Part::Head) else { return true };
    let people = scene.terms.vocabulary.stem(question.head);
    let anyhow = matches!(people, "peopl" | "person" | "time" | "men" | "women" | "member");
    let index = best.candidate.sentence;
    let near = [index.checked_sub(1), Some(index), Some(index + 1)];
    let held = |i: usize| scene.matches.scores.get(i).is_some_and(|s| s.terms >> at & 1 == 1);
    anyhow || near.into_iter().flatten().any(held)
}

/// Whether the answer's words are of the kind asked for, as far as that can be told.
fn has_kind(scene: &Scene, best: &Best) -> bool {
    let candidate = &best.candidate;
    let words = scene.terms.words.get(candidate.first..=candidate.last).unwrap_or_default();
    let inside = (candidate.first..=candidate.last).fold(0, |all, at| all | scene.kinds_at(at).inside);
    let kind = |kinds: &[FactKind]| kinds.iter().any(|&k| inside & bit(k) != 0);
    let number = || words.iter().any(|w| matches!(w.class, Class::Number | Class::NumberWord) || counts(w.form));
    let digits = || words.iter().any(|w| matches!(w.class, Class::Number | Class::NumberWord));
    match scene.question.expect {
        Expect::Count | Expect::Measure => number() || kind(&[FactKind::Number]),
        Expect::Percent => number() || kind(&[FactKind::Percent, FactKind::Number]),
        Expect::Money => digits() || kind(&[FactKind::Money, FactKind::Funding, FactKind::Number, FactKind::Percent]),
        Expect::Time => {
            kind(&[FactKind::Date])
                || number()
                || words.iter().any(|w| {
                    matches!(
                        w.form,
                        "-time"
                            | "-unit"
                            | "-year"
                            | "when"
                            | "after"
                            | "before"
                            | "during"
                            | "until"
                            | "while"
                            | "now"
                    )
                })
        }
        Expect::Duration => {
            kind(&[FactKind::Date]) || number() || words.iter().any(|w| matches!(w.form, "-unit" | "until" | "-time"))
        }
        Expect::Person | Expect::Organization | Expect::Place | Expect::Name => {
            words.iter().any(|w| w.class == Class::Capital)
        }
        Expect::Frequency
        | Expect::Reason
        | Expect::Manner
        | Expect::Kind
        | Expect::Thing
        | Expect::Deed
        | Expect::YesNo
        | Expect::Unknown => true,
    }
}

fn counts(form: &str) -> bool {
    matches!(form, "a" | "an" | "no" | "both" | "several" | "many" | "most" | "some" | "all" | "half" | "few")
}

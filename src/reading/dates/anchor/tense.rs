//! The tense of the clause an expression stands in.
//!
//! Newswire leaves out years and weeks because the verb tells them: "met Tuesday" is the Tuesday
//! before, "will meet Tuesday" the one after.

use crate::article::Span;
use crate::reading::dates::atoms::{Atom, Kind};
use crate::reading::dates::lexicon::{Sense, Tense};

/// Words before a date that is still to come when they are said.
const LIMITS: [&str; 6] = ["through", "until", "till", "by", "beginning", "starting"];

/// How far a verb is looked for, in atoms.
const REACH: usize = 18;

/// Nouns that stand after "to" without an article: "25 years to life".
const NOT_INFINITIVES: [&str; 12] =
    ["life", "work", "school", "death", "court", "prison", "power", "hospital", "war", "office", "college", "jail"];

/// Words in -ed that are no verbs.
const NOT_VERBS: [&str; 14] = [
    "hundred",
    "united",
    "need",
    "indeed",
    "speed",
    "exceed",
    "proceed",
    "succeed",
    "agreed-upon",
    "red",
    "bed",
    "feed",
    "seed",
    "wed",
];

/// The tense around the atoms `start..end`: the nearest verb before decides, else the next after.
pub(in crate::reading::dates) fn around(text: &str, atoms: &[Atom], start: usize, end: usize) -> Option<Tense> {
    before(text, atoms, start).or_else(|| after(text, atoms, end))
}

fn before(text: &str, atoms: &[Atom], start: usize) -> Option<Tense> {
    let first = start.saturating_sub(REACH);
    let word_before = start.checked_sub(1).and_then(|at| atoms.get(at)).map_or("", |a| word(text, a.span));
    if word_before.eq_ignore_ascii_case("since") {
        return Some(Tense::Past);
    }
    // "has until Tuesday to answer"; but "had answered by Tuesday", "Until Tuesday, he had not".
    if start > 1 && LIMITS.contains(&word_before) && !ends_clause(text, atoms, start - 2) {
        return Some(if is_past_perfect(text, atoms, start, REACH) { Tense::Past } else { Tense::Future });
    }
    for at in (first..start).rev() {
        if ends_clause(text, atoms, at) {
            return None;
        }
        let cue = cue(text, atoms, at, start);
        if cue.is_some() {
            return cue;
        }
    }
    None
}

/// What one word tells of the time of an expression after it.
fn cue(text: &str, atoms: &[Atom], at: usize, start: usize) -> Option<Tense> {
    let atom = atoms.get(at)?;
    let told_before = at.checked_sub(1).and_then(|b| atoms.get(b)).and_then(told);
    let passive = is_passive_future(text, atoms, at);
    match told(atom) {
        Some(Tense::Past) if passive => return Some(Tense::Future),
        // "is heard in May": a participle tells nothing.
        Some(Tense::Past) => return (told_before != Some(Tense::Present)).then_some(Tense::Past),
        // "had been due to end Friday": the plan lies in the past.
        Some(Tense::Future) => {
            return Some(if is_past_perfect(text, atoms, at, 3) { Tense::Past } else { Tense::Future });
        }
        // "The meeting is Friday", but not "is inaccurate, he said Friday".
        Some(Tense::Present) if at + 3 > start => return Some(Tense::Future),
        Some(Tense::Present) | None => {}
    }
    let word = word(text, atom.span);
    if is_preterite(word) {
        if passive {
            return Some(Tense::Future);
        }
        return (told_before != Some(Tense::Present)).then_some(Tense::Past);
    }
    // "agreed to meet Friday": an infinitive points ahead.
    let infinitive = word == "to" && at + 1 < start && atoms.get(at + 1).is_some_and(|a| is_base_verb(text, a));
    let planned = told_before == Some(Tense::Future);
    ending(word).or_else(|| (infinitive && !planned).then_some(Tense::Future))
}

fn after(text: &str, atoms: &[Atom], end: usize) -> Option<Tense> {
    for at in end..end.saturating_add(REACH) {
        let atom = atoms.get(at)?;
        if ends_clause(text, atoms, at) {
            return None;
        }
        if let Some(tense) = told(atom) {
            return (tense != Tense::Present).then_some(tense);
        }
        if let Some(tense) = ending(word(text, atom.span)) {
            return Some(tense);
        }
        if is_preterite(word(text, atom.span)) {
            return Some(Tense::Past);
        }
    }
    None
}

fn word(text: &str, span: Span) -> &str {
    span.of(text)
}

fn told(atom: &Atom) -> Option<Tense> {
    let month = atom.senses.iter().any(|s| matches!(s, Sense::Month(_)));
    let tense = atom.senses.iter().find_map(|s| if let Sense::Tense(t) = s { Some(*t) } else { None });
    // "May" is mostly a month where this is asked.
    tense.filter(|_| !month)
}

/// Spanish verbs tell it by their endings, which English words do not have.
fn ending(word: &str) -> Option<Tense> {
    if word.len() > 3 && word.ends_with('ó') {
        return Some(Tense::Past);
    }
    if word.len() > 6 && (word.ends_with("aron") || word.ends_with("eron")) {
        return Some(Tense::Past);
    }
    let future = ["rá", "rán"].iter().any(|e| word.ends_with(e));
    (future && word.len() > 4).then_some(Tense::Future)
}

fn is_preterite(word: &str) -> bool {
    word.len() > 3
        && (word.ends_with("ed") || word.ends_with("ieron"))
        && !word.starts_with("un")
        && !NOT_VERBS.contains(&word)
}

/// "will be delivered", "to be held": a participle after "be".
fn is_passive_future(text: &str, atoms: &[Atom], at: usize) -> bool {
    let is = |back: usize, words: &[&str]| {
        at.checked_sub(back).and_then(|i| atoms.get(i)).is_some_and(|a| words.contains(&word(text, a.span)))
    };
    // "to be widely held"; but "the ambassador to Lima said".
    is(1, &["be", "will", "to"]) || is(2, &["be", "will"])
}

/// "had been due", "had planned": "had" among the atoms before.
fn is_past_perfect(text: &str, atoms: &[Atom], at: usize, reach: usize) -> bool {
    let before = atoms.get(at.saturating_sub(reach)..at).unwrap_or_default();
    before.iter().any(|a| word(text, a.span) == "had")
}

fn is_base_verb(text: &str, atom: &Atom) -> bool {
    let lower = word(text, atom.span).starts_with(|c: char| c.is_ascii_lowercase());
    // "to more than 13%", "to the house": what the lexicon knows is no verb.
    atom.kind == Kind::Word && lower && atom.senses.is_empty() && !NOT_INFINITIVES.contains(&word(text, atom.span))
}

/// A full stop that is no abbreviation's, or a mark that ends a sentence.
fn ends_clause(text: &str, atoms: &[Atom], at: usize) -> bool {
    let Some(atom) = atoms.get(at) else { return true };
    match atom.kind {
        Kind::Mark('?' | '!' | ';' | '”') => true,
        Kind::Mark('.') => atoms.get(at + 1).is_none_or(|next| {
            let abbreviation = |b: &Atom| b.span.len() <= 4 && word(text, b.span).starts_with(char::is_uppercase);
            let before = at.checked_sub(1).and_then(|b| atoms.get(b));
            next.spaced
                && !before.is_some_and(abbreviation)
                && word(text, next.span).starts_with(|c: char| !c.is_lowercase())
        }),
        Kind::Word | Kind::Digits | Kind::Mark(_) => false,
    }
}

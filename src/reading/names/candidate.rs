//! Stretches of words that are written as one name: where they begin and end.
//!
//! Knows shapes and the tables; what kind of name it is, `score` decides.

use super::gazetteer::{self, Known};
use super::word::{self, Shape, Word};

/// A run of words is cut at this length: no name is so long.
const LONGEST: usize = 24;

/// A half-open range of words that may be one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What the words are known to be as a whole.
    pub(super) known: Known,
    /// A title stood before it ("President", "Mr.").
    pub(super) titled: bool,
}

impl Candidate {
    pub(super) const fn len(self) -> usize {
        self.to - self.from
    }
}

/// For each word, the longest known phrase that begins with it.
pub(super) fn phrases(text: &str, words: &[Word]) -> Vec<(usize, Known)> {
    let mut found = vec![(0, Known::default()); words.len()];
    let mut key = String::new();
    for (at, word) in words.iter().enumerate() {
        if !word.capital() {
            continue;
        }
        let Some(slot) = found.get_mut(at) else { continue };
        *slot = (1, word.known);
        if !word.known.any(Known::OPENS) {
            continue;
        }
        key.clear();
        for (more, next) in words.iter().skip(at).take(gazetteer::LONGEST).enumerate() {
            if more > 0 && next.breaks {
                break;
            }
            if more > 0 && !next.of(text).starts_with('\'') {
                key.push(' ');
            }
            word::push_lower(&mut key, next.of(text));
            let known = if more > 0 { gazetteer::phrase(&key) } else { Known::default() };
            if known != Known::default() {
                *slot = (more + 1, known);
            }
            if next.possessive {
                break;
            }
        }
    }
    found
}

/// The candidates of a text, in order and without overlap.
pub(super) fn candidates(text: &str, words: &[Word], phrases: &[(usize, Known)]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(word) = words.get(at) else { break };
        if !may_open(text, words, phrases, at) {
            at += 1;
            continue;
        }
        if word.known.any(Known::CALENDAR) && phrases.get(at).is_some_and(|p| p.0 <= 1) && !is_jan(text, words, at) {
            at += 1;
            continue;
        }
        let to = extend(text, words, phrases, at);
        split(text, words, phrases, (at, to), &mut found);
        at = to;
    }
    found
}

/// "Jan Kolar", a given name that is also a month's.
fn is_jan(text: &str, words: &[Word], at: usize) -> bool {
    let surname = words.get(at + 1).is_some_and(|n| {
        n.shape == Shape::Capital && !n.breaks && !n.known.any(Known::CALENDAR.and(Known::PLACE).and(Known::COMMON))
    });
    surname && words.get(at).is_some_and(|w| w.of(text) == "Jan")
}

fn may_open(text: &str, words: &[Word], phrases: &[(usize, Known)], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    if !word.capital() {
        // "76ers", "49ers"
        return word.shape == Shape::Number && word.known.any(Known::ORG);
    }
    if word.shape == Shape::Initial && word.of(text).len() == 1 {
        // A lone letter is a name's beginning only before more of it.
        return words.get(at + 1).is_some_and(|n| n.capital() && !n.breaks);
    }
    if word.known.any(Known::COMMON) && (word.opens || word.shouted()) {
        let phrase = phrases.get(at).is_some_and(|p| p.0 > 1 && p.1.any(Known::PLACE.and(Known::ORG)));
        return phrase || opens_name(word, words.get(at + 1));
    }
    true
}

/// Whether a sentence's first word, which is also a common word, begins a name with the next.
fn opens_name(word: &Word, next: Option<&Word>) -> bool {
    let name = Known::PLACE.and(Known::GIVEN).and(Known::SURNAME).and(Known::TITLE).and(Known::ORG);
    let head = Known::ORG_WORD.and(Known::ORG_HEAD).and(Known::PLACE_HEAD);
    if word.shouted() {
        return word.known.any(Known::COUNTRY.and(Known::CITY).and(Known::GIVEN).and(Known::REGION));
    }
    word.known.any(name) || (word.known.any(head) && next.is_some_and(|n| n.capital() || n.of_word()))
}

impl Word {
    /// Whether it can follow an organisation's first word ("Bank of …").
    fn of_word(&self) -> bool {
        self.shape == Shape::Lower && !self.breaks && self.span.len() == 2
    }
}

/// The end of the run of words that belong together with the one at `from`.
fn extend(text: &str, words: &[Word], phrases: &[(usize, Known)], from: usize) -> usize {
    let mut at = from + 1;
    if let Some(&(length, known)) = phrases.get(from)
        && known.any(Known::PLACE.and(Known::ORG).and(Known::TITLE).and(Known::NATION))
    {
        at = from + length.max(1);
    }
    while at - from < LONGEST
        && let Some(word) = words.get(at)
    {
        let Some(last) = words.get(at - 1) else { break };
        if word.breaks || last.possessive || word.shouted() != last.shouted() {
            break;
        }
        if word.capital() && (!word.known.any(Known::CALENDAR) || last.known.any(Known::GIVEN)) {
            if word.shouted() && word.known.any(Known::COMMON) && !word.known.any(Known::SURNAME) {
                break;
            }
            let length = phrases.get(at).map_or(1, |p| p.0.max(1));
            at += length;
            continue;
        }
        match joint(text, words, from, at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at.min(words.len())
}

/// The word after a connecting one ("of the", "and", "&", "bin"), where a name goes on there.
fn joint(text: &str, words: &[Word], from: usize, at: usize) -> Option<usize> {
    let run = words.get(from..at)?;
    let word = words.get(at)?;
    let mut next = at + 1;
    let headed = run.iter().any(|w| w.known.any(Known::ORG_HEAD));
    let place = run.iter().any(|w| w.known.any(Known::PLACE_HEAD));
    let after = |at: usize| words.get(at).is_some_and(|w| w.capital() && !w.breaks && !w.known.any(Known::CALENDAR));
    match word.of(text) {
        "of" if headed || place => {
            if words.get(next).is_some_and(|w| w.of(text) == "the" && !w.breaks) {
                next += 1;
            }
            after(next).then_some(next)
        }
        "for" | "on" | "in" if headed && run.len() <= 4 => {
            let body = words.get(at + 1).is_some_and(|w| w.known.any(Known::COMMON) || w.known.any(Known::ORG_WORD));
            (after(next)
                && (word.of(text) == "for" || body)
                && !words.get(next).is_some_and(|w| w.known.any(Known::PLACE)))
            .then_some(next)
        }
        "and" if run.iter().any(|w| matches!(w.of(text), "of" | "for")) && headed => {
            let body = words.get(next).is_some_and(|w| w.known.any(Known::COMMON.and(Known::ORG_WORD)));
            (after(next) && body).then_some(next)
        }
        "&" | "+" => after(next).then_some(next),
        "-" => {
            let tight = words.get(next).is_some_and(|n| n.span.start == word.span.end)
                && run.last().is_some_and(|l| l.span.end == word.span.start);
            (after(next) && tight).then_some(next)
        }
        _ if word.known.any(Known::PARTICLE) && word.shape == Shape::Lower => {
            let second = words.get(next).is_some_and(|w| w.known.any(Known::PARTICLE) && w.shape == Shape::Lower);
            let next = next + usize::from(second);
            let glued = words.get(next).is_some_and(|w| w.of(text) == "-");
            let next = next + usize::from(glued);
            after(next).then_some(next)
        }
        _ => None,
    }
}

/// Cuts a run where two names meet: "Russian President Vladimir Putin", "German Claudia Pechstein".
fn split(text: &str, words: &[Word], phrases: &[(usize, Known)], run: (usize, usize), found: &mut Vec<Candidate>) {
    let (mut from, to) = run;
    let mut titled = false;
    while from < to {
        let Some(word) = words.get(from) else { return };
        let (length, known) = phrases.get(from).copied().unwrap_or_default();
        let length = length.max(1);
        let rest = from + length < to;
        if word.shape == Shape::Mark
            || matches!(word.of(text), "of" | "the" | "The" | "and" | "A" | "An" | "In" | "for")
        {
            from += 1;
        } else if known.any(Known::NATION) && rest && !keeps_nation(words, from + length, to) {
            from += length;
        } else if known.any(Known::TITLE)
            && !known.any(Known::PLACE)
            && rest
            && !headed(text, words, from, to)
            && !known.any(Known::GIVEN)
        {
            titled = true;
            from += length;
        } else {
            break;
        }
    }
    let to = without_people(text, words, from, to);
    if from >= to {
        return;
    }
    if let Some(title) = inner_title(words, phrases, from, to) {
        push(phrases, words, Candidate { from, to: title, known: Known::default(), titled }, found);
        split(text, words, phrases, (title, to), found);
        return;
    }
    push(phrases, words, Candidate { from, to, known: Known::default(), titled }, found);
}

/// "Simon Sanders Reporters", a sentence that lost its words: no name ends in people's plural.
fn without_people(text: &str, words: &[Word], from: usize, to: usize) -> usize {
    let person = to > from + 2 && words.get(from).is_some_and(|w| w.known.any(Known::GIVEN));
    let plural = to.checked_sub(1).and_then(|last| words.get(last)).is_some_and(|w| {
        let written = w.of(text);
        w.shape == Shape::Capital
            && (written.ends_with("ers") || written.ends_with("ials") || written.ends_with("ists"))
            && w.known.any(Known::COMMON.and(Known::JOB))
    });
    if person && plural { to - 1 } else { to }
}

/// A place or body before a title: "Commerce Department Secretary X", "France President X".
fn inner_title(words: &[Word], phrases: &[(usize, Known)], from: usize, to: usize) -> Option<usize> {
    (from + 1..to.saturating_sub(1)).find(|&at| {
        let title = phrases.get(at).is_some_and(|p| p.1.any(Known::TITLE) && at + p.0 < to);
        title
            && words.get(at).is_some_and(|w| !w.known.any(Known::GIVEN.and(Known::SURNAME)))
            && words.get(from..at).is_some_and(|r| r.iter().all(|w| !w.known.any(Known::GIVEN)))
            && words.get(at..to).is_some_and(|r| r.iter().any(|w| w.known.any(Known::GIVEN)))
    })
}

fn push(phrases: &[(usize, Known)], words: &[Word], candidate: Candidate, found: &mut Vec<Candidate>) {
    let known = match phrases.get(candidate.from) {
        Some(&(length, known)) if length >= candidate.len() => known,
        _ if candidate.len() == 1 => words.get(candidate.from).map_or(Known::default(), |w| w.known),
        _ => Known::default(),
    };
    found.push(Candidate { known, ..candidate });
}

/// A people's name stays where a body or a place is called after it: "British Airways".
fn keeps_nation(words: &[Word], from: usize, to: usize) -> bool {
    let last = words.get(to - 1).map_or(Known::default(), |w| w.known);
    words.get(from).is_some_and(|w| !w.known.any(Known::TITLE))
        && last.any(Known::ORG_WORD.and(Known::PLACE_WORD).and(Known::MISC_WORD).and(Known::ORG_HEAD))
        && !last.any(Known::GIVEN.and(Known::SURNAME))
}

/// "Secretary of …", "Prince of Wales Hotel": a title word that does not stand before a person.
fn headed(text: &str, words: &[Word], from: usize, to: usize) -> bool {
    let org = words.get(to - 1).is_some_and(|w| {
        w.known.any(Known::ORG_WORD.and(Known::PLACE_WORD).and(Known::MISC_WORD))
            && !w.known.any(Known::GIVEN.and(Known::SURNAME))
    });
    org || words.get(from + 1).is_some_and(|w| w.of(text) == "of")
}

//! Coordination: where a list of phrases ends, and which commas and conjunctions part its items.
//!
//! In "A, B, and C" commas part the items, so that an "and" inside an item ("climate and food
//! insecurity") belongs to it; in "A, B and C" the last item holds two.

use crate::article::Span;
use crate::reading::clause::{Class, Words};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Longest item, in words: what is longer is a clause.
const LONGEST_ITEM: usize = 20;

/// The items of the list that starts at token `start`; `end` is one past the last token.
pub(super) fn items(words: &Words<'_>, start: usize, end: usize) -> Vec<Span> {
    let end = list_end(words, start, end);
    let commas = separators(words, start, end);
    let mut bounds = Vec::new();
    let mut from = start;
    for &(at, len, conjunction) in &commas {
        // "small, rocky planets": adjectives of one noun.
        if from + 1 == at && !conjunction && is_adjective(words.str(from)) {
            continue;
        }
        bounds.push((from, at));
        from = at + len;
    }
    let serial = commas.last().is_some_and(|&(_, _, conjunction)| conjunction);
    if serial || from >= end {
        bounds.push((from, end));
    } else if commas.is_empty() {
        bounds.extend(pair(words, from, end));
    } else {
        bounds.extend(last_pair(words, from, end));
    }
    bounds.into_iter().filter_map(|(a, b)| item(words, a, b)).collect()
}

fn is_adjective(word: &str) -> bool {
    static ADJECTIVES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        include_str!("adjectives.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
    });
    ADJECTIVES.contains(word)
}

/// Commas and semicolons, each with its length in tokens ("," or ", and") and whether a
/// conjunction follows it.
fn separators(words: &Words<'_>, start: usize, end: usize) -> Vec<(usize, usize, bool)> {
    let marks = (start..end).filter(|&at| matches!(words.str(at), "," | ";"));
    let found = marks.map(|at| {
        let conjunction = usize::from(is_and(words, at + 1));
        let as_well = if words.str(at + 1) == "as" && words.str(at + 2) == "well" { 3 } else { 0 };
        (at, 1 + conjunction.max(as_well), conjunction > 0 || as_well > 0)
    });
    found.collect()
}

fn is_and(words: &Words<'_>, at: usize) -> bool {
    matches!(words.str(at), "and" | "or" | "&" | "y" | "e")
}

/// Where the list stops: at the end of the sentence, a closing quotation mark, a dash, or the
/// first comma or word that opens a clause.
fn list_end(words: &Words<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = words.str(at);
        let closes = match word {
            "." => !is_initialism(words, at),
            "!" | "?" | ":" | "”" | "\"" | "—" | "–" | ")" | "(" | "[" => true,
            "-" => !words.is_word(at + 1) || words.span(at, at + 2).len() > 1 + words.str(at + 1).len(),
            "," | ";" => opens_clause(words, at + 1) || begins_main_clause(words, at + 1),
            "and" | "but" | "or" => opens_clause(words, at + 1) && !is_gerund(words.str(at + 1)),
            _ => at > start && stops(words, at),
        };
        if closes {
            break;
        }
        at += 1;
    }
    while at > start && matches!(words.str(at - 1), "," | "and" | ";") {
        at -= 1;
    }
    at
}

/// A word after a comma or conjunction that makes the rest a clause of its own.
fn opens_clause(words: &Words<'_>, at: usize) -> bool {
    let next = words.str(at);
    match words.class(at) {
        Some(
            Class::Auxiliary
            | Class::Subordinator
            | Class::Pronoun
            | Class::Saying
            | Class::Adverb
            | Class::Preposition,
        ) => true,
        Some(Class::Conjunction) => {
            matches!(next, "but" | "nor" | "yet")
                || matches!(
                    words.class(at + 1),
                    Some(Class::Auxiliary | Class::Pronoun | Class::Saying | Class::Subordinator | Class::Adverb)
                )
        }
        Some(Class::Verb) => words.class(at + 1).is_some() && !matches!(next, "aims" | "plans" | "calls"),
        Some(Class::Determiner) | None => {
            // "…, Sanders said": a name and a verb of saying.
            let said = (at..at + 5).any(|i| words.class(i) == Some(Class::Saying));
            (said && next.chars().next().is_some_and(char::is_uppercase)) || next == "saying" || next == "adding"
        }
    }
}

/// Inside an item: what begins something else.
fn stops(words: &Words<'_>, at: usize) -> bool {
    match words.class(at) {
        Some(Class::Auxiliary) => true,
        Some(Class::Saying) => matches!(words.str(at), "said" | "says" | "told" | "added"),
        Some(Class::Subordinator) => {
            let noun_clause =
                matches!(words.class(at + 1), Some(Class::Pronoun | Class::Determiner)) || words.str(at + 1) == "there";
            !matches!(words.str(at), "that" | "who" | "how" | "what" | "whose")
                || (words.str(at) == "that" && noun_clause)
        }
        Some(Class::Preposition) => {
            matches!(
                words.str(at),
                "including" | "during" | "before" | "after" | "since" | "until" | "following" | "despite" | "when"
            ) || (words.str(at) == "on" && is_day(words.str(at + 1)))
                // "parking fees in December", "wages by May".
                || (matches!(words.str(at), "in" | "by" | "until") && super::is_month(words.str(at + 1)))
                || (matches!(words.str(at), "at" | "with" | "in") && is_occasion(words, at))
        }
        // "talks over pay broke down"
        Some(Class::Verb) => matches!(words.str(at), "broke" | "began" | "ended" | "collapsed" | "resumed" | "started"),
        _ => is_day(words.str(at)),
    }
}

pub(super) fn is_day(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "today"
            | "tomorrow"
            | "yesterday"
    )
}

/// "at a meeting", "with Bush": an occasion or a partner, not part of the area.
fn is_occasion(words: &Words<'_>, at: usize) -> bool {
    let next = words.str(at + 1);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    match words.str(at) {
        "at" => matches!(next, "a" | "an" | "the"),
        "with" => capital(next) && words.class(at + 1).is_none() && !is_gerund(words.str(at - 1)),
        _ => {
            matches!(next, "a")
                && (at + 2..at + 4).any(|i| {
                    matches!(words.str(i), "speech" | "statement" | "meeting" | "ceremony" | "summit" | "letter")
                })
        }
    }
}

/// The period of "U.S." ends no sentence by itself.
fn is_initialism(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |b| words.str(b));
    (before.contains('.') || before.chars().count() == 1) && at + 2 < words.len()
}

/// "Discussing his concern, Malaysia's Prime Minister said": a subject with its verb.
fn begins_main_clause(words: &Words<'_>, at: usize) -> bool {
    let opening = words.str(0) == "To" || words.str(0).ends_with("ing") || words.class(0) == Some(Class::Preposition);
    let named = words.str(at).chars().next().is_some_and(char::is_uppercase)
        || (opening && words.class(at) == Some(Class::Determiner));
    let last = words.class(at) == Some(Class::Conjunction);
    named && !last && words.predication(at).is_some_and(|p| p.subject.0 == at && p.verb < at + 14)
}

fn is_gerund(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing")
}

/// One "and" without commas: two items, or one phrase that holds it?
fn pair(words: &Words<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let whole = vec![(start, end)];
    let Some(and) = split_point(words, start, end) else { return whole };
    vec![(start, and), (and + 1, end)]
}

/// The last segment of "A, B and C" holds B and C.
fn last_pair(words: &Words<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    match (start..end).find(|&at| is_and(words, at)) {
        Some(and) if and > start => vec![(start, and), (and + 1, end)],
        _ => vec![(start, end)],
    }
}

fn split_point(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let mut candidates = (start + 1..end).filter(|&at| is_and(words, at));
    let (first, second) = (candidates.next()?, candidates.next());
    let parts = |at: usize| parts_at(words, start, at, end);
    match second {
        None => parts(first).then_some(first),
        // "A and B and C" without commas is one phrase, unless one "and" parts two phrases that
        // begin alike.
        Some(_) => (start + 1..end).filter(|&at| is_and(words, at)).find(|&at| alike(words, start, at)),
    }
}

/// Both sides begin with a gerund, or the right one with a determiner after a left one that does.
fn alike(words: &Words<'_>, start: usize, and: usize) -> bool {
    let (left, right) = (words.str(start), words.str(and + 1));
    let prepositional = (start..and).any(|at| words.class(at) == Some(Class::Preposition));
    is_gerund(left) && is_gerund(right)
        || (prepositional && words.class(start) == Some(Class::Determiner) && is_phrase_start(words, and + 1))
}

/// A determiner, or a lower-case word followed by another and a preposition ("new threats from").
fn is_phrase_start(words: &Words<'_>, at: usize) -> bool {
    let lower = |i: usize| words.str(i).chars().next().is_some_and(char::is_lowercase) && words.class(i).is_none();
    (words.class(at) == Some(Class::Determiner) && lower(at + 1))
        || (lower(at) && (at + 1..at + 4).any(|i| words.class(i) == Some(Class::Preposition)))
}

fn parts_at(words: &Words<'_>, start: usize, and: usize, end: usize) -> bool {
    let capital = |at: usize| words.str(at).chars().next().is_some_and(char::is_uppercase);
    let between = (start..and).any(|at| matches!(words.str(at), "between" | "both" | "among"));
    let left_preposition = (start..and).any(|at| words.class(at) == Some(Class::Preposition));
    let right_preposition = (and + 1..end).any(|at| words.class(at) == Some(Class::Preposition));
    if between {
        return false;
    }
    if is_gerund(words.str(start)) {
        return is_gerund(words.str(and + 1));
    }
    // "the crises in Kenya and Darfur": names under one preposition.
    let right = and + 1 + usize::from(words.class(and + 1) == Some(Class::Determiner));
    if left_preposition && capital(and - 1) && capital(right) {
        return false;
    }
    // "young troops and veterans" after a preposition, "funding and awareness for children".
    if left_preposition && !is_phrase_start(words, and + 1) {
        return false;
    }
    !(and == start + 1 && right_preposition && end > and + 3)
}

/// An item trimmed of what is no part of the phrase; nothing where no phrase is left.
fn item(words: &Words<'_>, start: usize, end: usize) -> Option<Span> {
    let mut start = start;
    while start < end
        && (is_and(words, start) || matches!(words.str(start), "," | "“" | "\"" | "‘" | "also" | "both" | "and"))
    {
        start += 1;
    }
    let leads_on = words.str(end.saturating_sub(1)) == "such";
    let mut end = end;
    while end > start && (is_loose(words, end - 1) || dangles(words, end - 1)) {
        end -= 1;
    }
    let first = words.class(start);
    let empty = end <= start || end - start > LONGEST_ITEM;
    let clause = matches!(
        first,
        Some(Class::Pronoun | Class::Subordinator | Class::Auxiliary | Class::Saying | Class::Preposition)
    ) || words.str(start).contains(['\'', '’']) && words.class(start + 1) == Some(Class::Adverb);
    let adverbial = matches!(words.str(start), "en" | "con" | "por" | "para" | "según");
    let only_function = (start..end).all(|at| words.class(at).is_some() || !words.is_word(at));
    (!empty && !clause && !adverbial && !only_function && !leads_on).then(|| words.span(start, end))
}

/// A mark at the end of an item.
fn is_loose(words: &Words<'_>, at: usize) -> bool {
    !words.is_word(at) && !words.str(at).chars().all(char::is_numeric)
}

/// A word that leads on to something that is not there: "commitment to", "so they", "such".
fn dangles(words: &Words<'_>, at: usize) -> bool {
    matches!(
        words.class(at),
        Some(
            Class::Preposition
                | Class::Subordinator
                | Class::Pronoun
                | Class::Conjunction
                | Class::Determiner
                | Class::Auxiliary
        )
    ) || words.str(at) == "so"
}

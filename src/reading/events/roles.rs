//! Who, where and what of an event, from the order of words and the names found before.

use crate::article::{Article, Span};
use crate::reading::clause::{self, Class, Predication, Words};
use crate::reading::{Fact, Value};

/// A clause that is an event, with its dates in order.
#[derive(Debug)]
pub(super) struct Clause<'f> {
    pub(super) span: Span,
    /// Its first token.
    pub(super) from: usize,
    pub(super) dates: Vec<&'f Fact>,
}

#[derive(Debug)]
pub(super) struct Roles {
    pub(super) who: Option<Span>,
    pub(super) place: Option<Span>,
    pub(super) what: Span,
}

/// Who the last event was about: a pronoun in one of the next sentences may mean them.
#[derive(Debug, Default)]
pub(super) struct Chain {
    last: Option<(usize, Span)>,
    now: usize,
}

/// How many sentences a pronoun may reach back over.
const REACH: usize = 3;

impl Chain {
    /// Goes on to the sentence with this index.
    pub(super) const fn pass(&mut self, sentence: usize) {
        self.now = sentence;
    }

    fn recall(&self) -> Option<Span> {
        self.last.filter(|&(at, _)| self.now.saturating_sub(at) <= REACH).map(|(_, span)| span)
    }
}

pub(super) fn of(
    article: &Article,
    words: &Words<'_>,
    clause: &Clause<'_>,
    names: &[Fact],
    chain: &mut Chain,
) -> Roles {
    let end = words.at(clause.span.end.saturating_sub(1)) + 1;
    let anchor = clause.dates.first().map_or(end.saturating_sub(1), |d| words.at(d.span.start));
    let found = if clause.from > 0 {
        words.predication(clause.from).map(|p| (clause.from, p))
    } else {
        words.claim(anchor.max(1))
    };
    let Some((start, predication)) = found else {
        return Roles {
            who: None,
            place: place(article.text(), words, (0, 0), 0..end, names, &clause.dates),
            what: clause.span,
        };
    };
    let around = (predication.subject.1, predication.verb);
    let who = who(article, words, predication, names, chain, start > 0 && clause.from == 0);
    let what =
        Span::new(words.span(predication.verb, predication.verb + 1).start, clause.span.end).trimmed(article.text());
    let what = without_final_mark(article.text(), what);
    Roles { who, place: place(article.text(), words, around, start..end, names, &clause.dates), what }
}

fn without_final_mark(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(text).trim_end_matches(['.', '!', '?']).len())
}

/// The subject: the name in it where it is one, the phrase itself otherwise; for a pronoun the
/// one the story has been following, where there is only one.
fn who(
    article: &Article,
    words: &Words<'_>,
    predication: Predication,
    names: &[Fact],
    chain: &mut Chain,
    reported: bool,
) -> Option<Span> {
    let subject = words.span(predication.subject.0, predication.subject.1);
    let pronoun = words.class(predication.subject.0) == Some(Class::Pronoun);
    if pronoun {
        let singular = matches!(words.str(predication.subject.0).to_lowercase().as_str(), "he" | "she");
        // In "Sanders added that she will travel" the speaker may be meant: only a chain of
        // events about one other person settles it.
        let speaker = words.predication(0).map(|p| words.span(p.subject.0, p.subject.1)).filter(|_| reported);
        let known =
            chain.recall().filter(|k| singular && speaker.is_none_or(|s| s.of(article.text()) != k.of(article.text())));
        return Some(known.unwrap_or(subject));
    }
    let name = head_name(words, predication.subject, names);
    // "El viernes viajará a Lisboa": the verb says that the subject goes on.
    let clitic = matches!(subject.of(article.text()), "se" | "le" | "les" | "lo" | "la" | "nos");
    if clitic || subject.is_empty() || predication.subject.0 >= predication.subject.1 {
        return chain.recall();
    }
    let who = name.map_or(subject, |n| n.span);
    if name.is_some_and(|n| n.value == Value::Person) {
        chain.last = Some((chain.now, who));
    }
    (!who.is_empty()).then_some(who)
}

/// The name that a subject is about: itself a name, or a person with titles before it
/// ("Governor Kathy Miles"); not the one in "Shares of Kestrel" or "Ida’s remnants".
fn head_name<'n>(words: &Words<'_>, subject: (usize, usize), names: &'n [Fact]) -> Option<&'n Fact> {
    let span = words.span(subject.0, subject.1);
    let heads = |n: &&Fact| {
        let (at, end) = (words.at(n.span.start), words.at(n.span.end.saturating_sub(1)));
        let led = (subject.0..at).any(|i| words.class(i) == Some(Class::Preposition));
        let owner = words.span(end, end + 1).end > n.span.end || matches!(words.str(end + 1), "'s" | "’s");
        !led && !owner
    };
    let mut inside = clause::within(names, span)
        .filter(|n| matches!(n.value, Value::Person | Value::Organization | Value::Place))
        .filter(heads);
    inside.find(|n| n.span == span || n.value == Value::Person)
}

/// Lets the chain know whom a sentence is about that need not be an event: "Corrigan, 23, finished
/// in 4:01." Who only speaks is not whom the story follows.
pub(super) fn follow(words: &Words<'_>, names: &[Fact], chain: &mut Chain) {
    let Some(found) = words.predication(0) else { return };
    let says = (found.verb..found.verb + 4).any(|at| words.class(at) == Some(Class::Saying));
    let name = head_name(words, found.subject, names).filter(|n| n.value == Value::Person && !says);
    if let Some(name) = name {
        chain.last = Some((chain.now, name.span));
    }
}

/// The place the clause leads to: after its verb and a preposition of place, the first one;
/// else the one in its opening ("On Friday, in Minsk, …").
fn place(
    text: &str,
    words: &Words<'_>,
    (subject_end, verb): (usize, usize),
    clause: std::ops::Range<usize>,
    names: &[Fact],
    dates: &[&Fact],
) -> Option<Span> {
    let whole = words.span(clause.start, clause.end);
    let led = |n: &&Fact| {
        let at = words.at(n.span.start);
        n.value == Value::Place
            && !dates.iter().any(|d| d.span.overlaps(n.span))
            && (1..=4).any(|back| {
                at.checked_sub(back).is_some_and(|i| {
                    leads_to_place(words, i)
                        && (i + 1..at).all(|j| {
                            words.is_word(j) && words.class(j) != Some(Class::Preposition) || words.str(j) == "the"
                        })
                })
            })
    };
    let places: Vec<&Fact> = clause::within(names, whole).filter(led).collect();
    // "arrives in the capital at noon and then travels to Kampala": the second is another clause.
    let onward = (verb + 1..clause.end).find(|&at| words.str(at) == "then" && at > verb + 2).unwrap_or(clause.end);
    let after = places.iter().find(|n| (verb + 1..onward).contains(&words.at(n.span.start)));
    let opening = || places.iter().find(|n| words.at(n.span.start) < subject_end);
    let chosen = after.or_else(opening)?;
    Some(with_region(text, chosen.span, names))
}

/// Prepositions of place, verbs that take one as their object, and "the coast of".
fn leads_to_place(words: &Words<'_>, at: usize) -> bool {
    match words.str(at) {
        "in" | "In" | "at" | "At" | "to" | "near" | "off" | "into" | "visited" | "visit" | "visits" | "hit"
        | "struck" | "shook" | "rocked" | "flooded" | "battered" => true,
        "of" => at.checked_sub(1).is_some_and(|before| {
            matches!(
                words.str(before),
                "coast"
                    | "city"
                    | "town"
                    | "island"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
                    | "suburb"
                    | "outskirts"
                    | "streets"
                    | "village"
            )
        }),
        // "llegará a Madrid"
        "a" | "en" => {
            at.checked_sub(1).is_some_and(|before| words.str(before).ends_with('á') || words.str(before).ends_with('ó'))
        }
        _ => false,
    }
}

/// "Minsk, Belarus" is one place.
fn with_region(text: &str, place: Span, names: &[Fact]) -> Span {
    let next = names.get(names.partition_point(|n| n.span.start < place.end)..).and_then(|rest| rest.first());
    match next {
        Some(n) if n.value == Value::Place && Span::new(place.end, n.span.start).of(text) == ", " => {
            Span::new(place.start, n.span.end)
        }
        _ => place,
    }
}

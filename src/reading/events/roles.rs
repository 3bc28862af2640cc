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
            place: place(article.text(), words, 0, 0..end, names, &clause.dates),
            what: clause.span,
        };
    };
    let who = who(article, words, predication, names, chain, start > 0 && clause.from == 0);
    let what =
        Span::new(words.span(predication.verb, predication.verb + 1).start, clause.span.end).trimmed(article.text());
    let what = without_final_mark(article.text(), what);
    Roles { who, place: place(article.text(), words, predication.verb, start..end, names, &clause.dates), what }
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
    let mut inside = clause::within(names, subject)
        .filter(|n| matches!(n.value, Value::Person | Value::Organization | Value::Place));
    let name = inside.next().filter(|n| n.span == subject || n.value == Value::Person);
    let who = name.map_or(subject, |n| n.span);
    if name.is_some_and(|n| n.value == Value::Person) {
        chain.last = Some((chain.now, who));
    }
    (!who.is_empty()).then_some(who)
}

/// The place the clause leads to: after its verb and a preposition of place, the first one;
/// else the one in its opening ("On Friday, in Minsk, …").
fn place(
    text: &str,
    words: &Words<'_>,
    verb: usize,
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
                    matches!(
                        words.str(i),
                        "in" | "In" | "at" | "At" | "to" | "near" | "off" | "into" | "visited" | "visit" | "visits"
                    ) && (i + 1..at).all(|j| {
                        words.is_word(j) && words.class(j) != Some(Class::Preposition) || words.str(j) == "the"
                    })
                })
            })
    };
    let places: Vec<&Fact> = clause::within(names, whole).filter(led).collect();
    let chosen = places.iter().find(|n| words.at(n.span.start) > verb).or_else(|| places.first())?;
    Some(with_region(text, chosen.span, names))
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

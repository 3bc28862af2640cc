//! Who gives, who gets, what for: the phrases around a sum, read by their prepositions.

use crate::article::Span;
use crate::reading::clause::{Class, Words, class_of};
use crate::reading::token::{TokenKind, tokens};
use crate::reading::{Fact, Mention, Value, clause};

/// What the words around a sum say about it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub(super) from: Option<Mention>,
    pub(super) to: Option<Mention>,
    pub(super) purpose: Option<Mention>,
}

/// Nouns that say what the money is: "in Washington assistance", "in emergency relief".
const KINDS: [&str; 22] = [
    "ayuda",
    "asistencia",
    "apoyo",
    "fondos",
    "aid",
    "assistance",
    "relief",
    "funding",
    "funds",
    "grants",
    "loans",
    "donations",
    "investment",
    "investments",
    "support",
    "credits",
    "cuts",
    "breaks",
    "rebates",
    "incentives",
    "subsidies",
    "help",
];

/// Reads the parts of a sum from the words of its sentence.
pub(super) fn of(words: &Words<'_>, sum: &Fact, names: &[Fact]) -> Parts {
    let mut parts = Parts::default();
    subject(words, sum, &mut parts);
    let after = words.at(sum.span.end);
    after_sum(words, after, names, &mut parts);
    if parts.to.is_none() {
        parts.to = receiver_before(words, words.at(sum.span.start));
    }
    parts
}

/// Verbs whose subject gets the sum.
const GETS: [&str; 12] = [
    "receive",
    "received",
    "receives",
    "get",
    "gets",
    "got",
    "obtain",
    "obtained",
    "collected",
    "secured",
    "won",
    "wins",
];

/// Longest subject that is taken for a giver, in words.
const LONGEST_GIVER: usize = 9;

/// The subject of the clause that holds the sum: who gives it, or who gets it. A thing that
/// costs or is, and a subject too long to be one, are neither.
fn subject(words: &Words<'_>, sum: &Fact, parts: &mut Parts) {
    let Some((_, found)) = words.claim(words.at(sum.span.start)) else { return };
    let span = words.span(found.subject.0, found.subject.1);
    let predicate = || (found.verb..found.verb + 3).map(|at| words.str(at).to_lowercase());
    let is = ["was", "were", "is", "are", "include", "includes", "included"];
    let thing =
        predicate().any(|w| w.starts_with("cost")) || predicate().next().is_some_and(|w| is.contains(&w.as_str()));
    let bracketed = words.str(found.subject.0).starts_with(['(', '[']);
    if span.is_empty()
        || bracketed
        || span.start >= sum.span.start
        || found.subject.1 - found.subject.0 > LONGEST_GIVER
        || thing
    {
        return;
    }
    if predicate().any(|w| GETS.contains(&w.as_str())) {
        parts.to = Some(Mention { span });
    } else {
        parts.from = Some(Mention { span });
    }
}

/// "in KIND for RECIPIENT", "for PURPOSE", "to RECIPIENT", "to do PURPOSE", "from GIVER".
fn after_sum(words: &Words<'_>, start: usize, names: &[Fact], parts: &mut Parts) {
    let mut at = after_noun(words, after_brackets(words, start));
    // Bounded: what belongs to a sum stands within three phrases of it.
    for _ in 0..3 {
        let preposition = words.str(at);
        let end = phrase_end(words, at + 1);
        if end <= at + 1 {
            return;
        }
        let span = words.span(at + 1, end);
        match preposition {
            // Spanish: "310 millones de dólares de ayuda para …".
            "in" | "of" | "de" => in_kind(words, at + 1, end, names, parts),
            "for" | "para" if is_receiver(span, names) => parts.to = parts.to.or(Some(Mention { span })),
            "to" if class_of(words.str(at + 1)) == Some(Class::Determiner) || is_receiver(span, names) => {
                parts.to = parts.to.or(Some(Mention { span }));
            }
            // "$3 to 4 million": a range, no purpose.
            "to" if words.str(at + 1).starts_with(|c: char| c.is_ascii_digit()) => return,
            "for" | "para" | "toward" | "towards" | "to" => parts.purpose = parts.purpose.or(Some(Mention { span })),
            "from" | "by" => parts.from = Some(Mention { span }),
            _ => return,
        }
        at = end;
    }
}

/// "a $200-million loan to the city", "$5 million more for schools": what the sum describes.
fn after_noun(words: &Words<'_>, start: usize) -> usize {
    const NOUNS: [&str; 16] = [
        "loan",
        "grant",
        "package",
        "fund",
        "donation",
        "gift",
        "contract",
        "bailout",
        "fine",
        "contribution",
        "payment",
        "subsidy",
        "credit",
        "settlement",
        "more",
        "extra",
    ];
    let noun = (start..start + 3).find(|&at| NOUNS.contains(&words.str(at)));
    let plain = |noun: usize| (start..noun).all(|at| words.class(at).is_none());
    noun.filter(|&noun| plain(noun)).map_or(start, |noun| noun + 1)
}

/// Skips a sum in another currency: "US$95 million (£63 million) from …".
fn after_brackets(words: &Words<'_>, start: usize) -> usize {
    let close = (start..start + 10).find(|&at| words.str(at) == ")");
    close.filter(|_| words.str(start) == "(").map_or(start, |at| at + 1)
}

/// "in Washington assistance": the name gives, the rest is the purpose.
fn in_kind(words: &Words<'_>, start: usize, end: usize, names: &[Fact], parts: &mut Parts) {
    let kind = (start..end).rev().find(|&at| KINDS.contains(&words.str(at)));
    let Some(kind) = kind else { return };
    let given_by = words.span(start, kind);
    let capital = words.str(start).chars().next().is_some_and(char::is_uppercase) && kind > start;
    if capital || clause::within(names, given_by).any(|n| n.span == given_by) {
        parts.from = Some(Mention { span: given_by });
        parts.purpose = parts.purpose.or(Some(Mention { span: words.span(kind, end) }));
    } else {
        parts.purpose = parts.purpose.or(Some(Mention { span: words.span(start, end) }));
    }
}

/// A phrase that names someone or somewhere, or begins with whom it is for.
fn is_receiver(span: Span, names: &[Fact]) -> bool {
    // "the", "all" may stand before the name.
    clause::within(names, span)
        .take_while(|n| n.span.start <= span.start + 4)
        .any(|n| matches!(n.value, Value::Person | Value::Organization | Value::Place))
}

/// "gave Ukraine $5 million": the phrase between verb and sum.
fn receiver_before(words: &Words<'_>, sum: usize) -> Option<Mention> {
    let (_, found) = words.claim(sum)?;
    let verb = (found.verb..sum).rev().find(|&at| {
        [
            "gave", "give", "gives", "giving", "lend", "lent", "loan", "loaned", "offer", "offered", "award",
            "awarded", "pay", "paid", "fined", "owe", "owes", "owed",
        ]
        .contains(&words.str(at))
    })?;
    let span = words.span(verb + 1, sum);
    let plain = (verb + 1..sum).all(|at| words.is_word(at) && words.class(at) != Some(Class::Preposition));
    (plain && sum > verb + 1 && sum - verb < 7 && words.class(verb + 1) != Some(Class::Adverb))
        .then_some(Mention { span })
}

/// Where the phrase that begins at `start` ends: before the next mark, conjunction that opens a
/// clause, verb, or preposition other than "of".
fn phrase_end(words: &Words<'_>, start: usize) -> usize {
    let mut at = start;
    while at < words.len() && at < start + 12 {
        let stops = match words.class(at) {
            Some(Class::Preposition) => at > start && !matches!(words.str(at), "of" | "with"),
            None if words.str(at) == "para" => at > start,
            Some(Class::Auxiliary | Class::Subordinator | Class::Saying) => true,
            Some(Class::Conjunction) => words.class(at + 1).is_some_and(|c| c != Class::Determiner),
            _ => !words.is_word(at) && !words.str(at).chars().all(|c| c.is_ascii_digit()),
        };
        if stops {
            break;
        }
        at += 1;
    }
    while at > start && words.class(at - 1) == Some(Class::Conjunction) {
        at -= 1;
    }
    at
}

/// The noun phrase at the start of `span`: up to the first word that cannot belong to it.
pub(super) fn noun_phrase(text: &str, span: Span) -> Option<Span> {
    let mut end = span.start;
    for token in tokens(text, span) {
        let word = token.span.of(text);
        let stops = match class_of(word) {
            Some(Class::Determiner) => end > span.start,
            Some(Class::Conjunction) => false,
            Some(_) => true,
            None => token.kind == TokenKind::Mark,
        };
        if stops {
            break;
        }
        end = token.span.end;
    }
    let found = Span::new(span.start, end).trimmed(text);
    let words = found.of(text);
    let cut = words.strip_suffix(" and").or_else(|| words.strip_suffix(" or")).map_or(words.len(), str::len);
    (cut > 0).then_some(Span::new(found.start, found.start + cut))
}

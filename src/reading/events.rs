//! Events: who does what, where and when. A sentence of the story that sets something at a time
//! is one event, with every time of its clause ("arrives on Sunday, stays until Monday noon").
//!
//! The first sentence of the story is an event whether dated or not: it says what happened.
//! Talk is none (what stands in quotation marks), nor conditions, nor history.

mod background;
mod roles;
#[cfg(test)]
mod tests;

use super::clause::{self, Clauses, Words};
use super::{EventValue, Fact, Mention, Value};
use crate::article::{Article, Role, Sentence, Span};
use roles::{Chain, Clause};

/// Every event of the story, in order.
pub(super) fn find(article: &Article, read: &Clauses<'_>, dates: &[Fact], names: &[Fact]) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut chain = Chain::default();
    let mut quoted = background::Quoted::default();
    let mut lead = true;
    for (index, sentence) in article.sentences().iter().enumerate() {
        let outside = quoted.enter(article.text(), sentence);
        if sentence.role != Role::Body {
            continue;
        }
        let Some(words) = read.sentence(index) else { continue };
        chain.pass(index);
        if outside.quoted_nothing() {
            roles::follow(words, names, &mut chain);
        }
        // A fragment ("The first flight of the Vice President") does not use up the lead.
        let closed = sentence.span.of(article.text()).ends_with(['.', '!', '?', '"', '”']);
        let first = closed && std::mem::take(&mut lead);
        for mut clause in clauses(article, sentence, words, dates, &outside, first) {
            let happens = first && background::is_told(words);
            let undated = clause.dates.is_empty();
            if undated && !happens && !background::is_undated_event(words, names, sentence.span) {
                continue;
            }
            if clause.dates.first().is_some_and(|d| background::is_supposed(words, words.at(d.span.start))) {
                continue;
            }
            if undated {
                clause.dates =
                    clause::within(dates, clause.span).filter(|d| background::is_lasting(words, d)).collect();
            }
            found.push(event(article, words, &clause, names, &mut chain));
        }
    }
    found
}

/// The clauses of a sentence that may be events, each with its dates.
fn clauses<'f>(
    article: &Article,
    sentence: &Sentence,
    words: &Words<'_>,
    dates: &'f [Fact],
    outside: &background::Outside,
    lead: bool,
) -> Vec<Clause<'f>> {
    if words.len() < 4 || outside.none || background::is_imperative(words) {
        return Vec::new();
    }
    let usable = |fact: &&Fact| outside.holds(fact.span) && background::is_story_time(article, words, fact, lead);
    let usable: Vec<&Fact> = clause::within(dates, sentence.span).filter(usable).collect();
    let mut clauses = vec![Clause { span: sentence.span, from: 0, dates: Vec::new() }];
    for date in usable {
        let at = words.at(date.span.start);
        let earlier = clauses.last().and_then(|c| c.dates.first()).map(|d| words.at(d.span.start));
        if earlier.is_some_and(|first| background::is_of_another(words, at, first)) {
            continue;
        }
        let begun = clauses
            .last()
            .filter(|c| !c.dates.is_empty())
            .map_or(0, |c| c.dates.last().map_or(0, |d| words.at(d.span.end)));
        if begun > 0
            && let Some(start) = new_clause(words, begun, at)
        {
            if let Some(last) = clauses.last_mut() {
                last.span = Span::new(last.span.start, words.span(start - 1, start).start).trimmed(article.text());
            }
            let span = Span::new(words.span(start, start + 1).start, sentence.span.end);
            clauses.push(Clause { span, from: start, dates: Vec::new() });
        }
        if let Some(last) = clauses.last_mut() {
            last.dates.push(date);
        }
    }
    clauses
}

/// Between two dates, the start of a clause with a subject of its own: "…, and the House will
/// vote on Thursday".
fn new_clause(words: &Words<'_>, from: usize, to: usize) -> Option<usize> {
    let joint = (from..to).find(|&at| matches!(words.str(at), "and" | "while" | "but" | ";"))?;
    let start = joint + 1;
    let own = words.predication(start).filter(|p| p.verb < to + 8 && p.subject.0 == start)?;
    let subject = words.class(own.subject.0);
    matches!(subject, None | Some(clause::Class::Determiner)).then_some(start)
}

fn event(article: &Article, words: &Words<'_>, clause: &Clause<'_>, names: &[Fact], chain: &mut Chain) -> Fact {
    let when: Vec<Mention> = clause.dates.iter().map(|d| Mention { span: d.span }).collect();
    let timex = clause.dates.iter().find_map(|d| {
        let Value::Date(date) = &d.value else { return None };
        Some(date.timex.clone())
    });
    let roles = roles::of(article, words, clause, names, chain);
    let value = EventValue {
        timex,
        when,
        who: roles.who.map(|span| Mention { span }),
        place: roles.place.map(|span| Mention { span }),
        what: Mention { span: roles.what },
    };
    let evidence = clause::evidence(article, clause.span);
    Fact { span: clause.span, evidence, value: Value::Event(value) }
}

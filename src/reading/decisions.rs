//! Decisions: sentences in which an authority decides, approves, ends, bans, orders, signs,
//! rejects, appoints, rules or sets out to do something. A wish, a plan, an opinion or a
//! decision of long ago is none.

#[cfg(test)]
mod tests;

use super::clause::{self, Class, Clauses, Predication, Words};
use super::{Fact, Value};
use crate::article::{Article, Role, Sentence};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The word lists of the table, by their use.
#[derive(Debug, Default)]
struct Lists {
    done: FxHashSet<&'static str>,
    passive: FxHashSet<&'static str>,
    will: FxHashSet<&'static str>,
    authority: FxHashSet<&'static str>,
    plan: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for row in include_str!("decisions/words.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((name, words)) = row.split_once(": ") else { continue };
        let list = match name {
            "done" => &mut lists.done,
            "passive" => &mut lists.passive,
            "will" => &mut lists.will,
            "authority" => &mut lists.authority,
            "plan" => &mut lists.plan,
            _ => continue,
        };
        list.extend(words.split_whitespace());
    }
    lists
});

/// Every decision of the story, in order; its span is the sentence.
pub(super) fn find(article: &Article, clauses: &Clauses<'_>, names: &[Fact]) -> Vec<Fact> {
    let decides = |(at, s): &(usize, &Sentence)| s.role == Role::Body && is_decision(article, clauses, *at, names);
    let found = article.sentences().iter().enumerate().filter(decides);
    found.map(|(_, s)| Fact { span: s.span, evidence: s.span, value: Value::Decision }).collect()
}

fn is_decision(article: &Article, clauses: &Clauses<'_>, sentence: usize, names: &[Fact]) -> bool {
    let text = article.sentences().get(sentence).map_or("", |s| article.slice(s.span));
    if text.ends_with('?') || text.starts_with(['"', '“']) || is_long_ago(article, text) {
        return false;
    }
    let Some(words) = clauses.sentence(sentence) else { return false };
    if matches!(words.str(0), "If" | "I" | "We" | "You") {
        return false;
    }
    let Some(main) = words.predication(0) else { return false };
    let inner = words.claim(words.len().saturating_sub(1)).map(|(_, p)| p).filter(|p| *p != main);
    decides(words, main, names) || inner.is_some_and(|p| settles(words, p, names)) || has_decided(words)
}

/// "…, and said the ministry had decided to extend it": a decision told in passing.
fn has_decided(words: &Words<'_>) -> bool {
    (2..words.len()).any(|at| {
        matches!(words.str(at), "decided" | "agreed" | "voted")
            && words.str(at + 1) == "to"
            && matches!(words.str(at - 1), "has" | "have" | "had")
            && (at.saturating_sub(6)..at).any(|i| LISTS.authority.contains(words.str(i).to_lowercase().as_str()))
    })
}

/// A year more than one before the publication stands in the sentence.
fn is_long_ago(article: &Article, text: &str) -> bool {
    let Some(published) = article.published() else { return false };
    let years =
        text.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4).filter_map(|w| w.parse::<i16>().ok());
    let mut past = years.filter(|y| (1000..2200).contains(y)).peekable();
    past.peek().is_some() && past.all(|y| y < published.year() - 1)
}

/// The main clause tells of an act of deciding, done or settled.
fn decides(words: &Words<'_>, at: Predication, names: &[Fact]) -> bool {
    acts(words, at, names) || settles(words, at, names) || announces(words, at, names)
}

/// "has announced that the country will become carbon-neutral", "announced the start of a
/// process", "made the decision to ban".
fn announces(words: &Words<'_>, at: Predication, names: &[Fact]) -> bool {
    let verb = main_verb(words, at.verb);
    let next = |n: usize| words.str(verb + n);
    let decision = matches!(words.str(verb), "made" | "took" | "taken") && (1..4).any(|n| next(n) == "decision");
    let announced = matches!(words.str(verb), "announced" | "announces") && {
        let begins = |w: &str| {
            matches!(
                w,
                "start" | "launch" | "end" | "ban" | "creation" | "closure" | "withdrawal" | "plans" | "suspension"
            )
        };
        let will = (verb + 1..verb + 14)
            .any(|i| words.str(i) == "will" && !matches!(words.str(i + 1), "be" | "have" | "meet" | "visit"));
        (1..4).any(|n| begins(next(n))) || will
    };
    let auxiliary = words.str(at.verb).to_lowercase();
    (decision || announced)
        && !matches!(auxiliary.as_str(), "would" | "could" | "was" | "were")
        && is_authority(words, at, names)
}

/// "the Senate passed", "has banned", "was lifted".
fn acts(words: &Words<'_>, at: Predication, names: &[Fact]) -> bool {
    let auxiliary = words.class(at.verb) == Some(Class::Auxiliary);
    let verb = main_verb(words, at.verb);
    let word = words.str(verb).to_lowercase();
    let first = words.str(at.verb).to_lowercase();
    if negated(words, at.verb, verb) || LISTS.plan.contains(word.as_str()) || is_other_sense(words, verb) {
        return false;
    }
    match first.as_str() {
        "was" | "were" | "is" | "are" | "been" => passive(words, at, verb),
        "has" | "have" if matches!(words.str(verb), "been") => passive(words, at, main_verb(words, verb + 1)),
        "has" | "have" => LISTS.done.contains(word.as_str()) && is_authority(words, at, names),
        _ => !auxiliary && LISTS.done.contains(word.as_str()) && is_authority(words, at, names),
    }
}

/// "raised 1.2 million euros" collects, "raised concerns" speaks, "called it a mistake" names.
fn is_other_sense(words: &Words<'_>, verb: usize) -> bool {
    const RAISED: &str = " tax taxes rate rates price prices duty duties age limit limits target targets fee fees tariff tariffs wage wages         pay salary salaries level threat alert minimum spending quota quotas pension pensions rent rents premium dividend ";
    words.str(verb) == "raised" && !(verb + 1..verb + 8).any(|at| RAISED.contains(&format!(" {} ", words.str(at))))
}

/// "The watch was lifted": decided, whoever did it. "is banned" is a state.
fn passive(words: &Words<'_>, at: Predication, verb: usize) -> bool {
    let present = matches!(words.str(at.verb), "is" | "are");
    !present && LISTS.passive.contains(words.str(verb))
}

/// "The United States will send …", "the town will pay …", "would help" in an announcement.
fn settles(words: &Words<'_>, at: Predication, names: &[Fact]) -> bool {
    let modal = words.str(at.verb).to_lowercase();
    let announced =
        modal == "would" && (0..at.verb).any(|i| matches!(words.str(i), "announced" | "announce" | "declared"));
    if modal != "will" && !announced {
        return false;
    }
    let verb = main_verb(words, at.verb);
    LISTS.will.contains(words.str(verb)) && !is_talk(words, verb) && is_authority(words, at, names)
}

/// "will hold talks": a meeting is an event, not a decision.
fn is_talk(words: &Words<'_>, verb: usize) -> bool {
    words.str(verb) == "hold"
        && (verb + 1..verb + 5).any(|i| matches!(words.str(i), "talks" | "meetings" | "discussions" | "meeting"))
}

/// The verb after its auxiliaries and adverbs.
fn main_verb(words: &Words<'_>, first: usize) -> usize {
    let skip = |at: &usize| {
        let helper = matches!(words.class(*at), Some(Class::Auxiliary | Class::Adverb));
        let manner = *at > first && words.str(*at).ends_with("ly");
        !helper && !manner
    };
    (first..first + 6).find(skip).unwrap_or(first)
}

fn negated(words: &Words<'_>, first: usize, verb: usize) -> bool {
    (first..verb).any(|at| matches!(words.str(at), "not" | "never") || words.str(at).ends_with("n't"))
}

/// The subject is one who can decide: an office, an institution, a country, a named person.
fn is_authority(words: &Words<'_>, at: Predication, names: &[Fact]) -> bool {
    let subject = words.span(at.subject.0, at.subject.1);
    let known =
        clause::within(names, subject).any(|n| matches!(n.value, Value::Person | Value::Organization | Value::Place));
    let office = (at.subject.0..at.subject.1).any(|i| LISTS.authority.contains(words.str(i).to_lowercase().as_str()));
    known || office || matches!(words.str(at.subject.0), "It" | "it" | "He" | "She" | "he" | "she" | "They")
}

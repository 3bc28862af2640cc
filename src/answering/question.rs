//! What a question asks for, and with which words.

use crate::terms::synonyms;
use crate::terms::{Class, NO_STEM, Terms, Word};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Only this much of a question is read, in bytes; nobody asks longer.
const QUESTION_LIMIT: usize = 1_000;
/// More content words than this do not sharpen a question.
const TERM_LIMIT: usize = 24;

/// What kind of thing answers the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Expect {
    Person,
    Place,
    Organization,
    Time,
    Duration,
    Frequency,
    Money,
    Percent,
    Count,
    Measure,
    Reason,
    Manner,
    Name,
    /// "Which policy …": something of the kind the noun names.
    Kind,
    /// "What did she announce?"
    Thing,
    /// "What did she do?"
    Deed,
    YesNo,
    Unknown,
}

impl Expect {
    /// A short name, for the names of features.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Person => "who",
            Self::Place => "where",
            Self::Organization => "org",
            Self::Time => "when",
            Self::Duration => "dur",
            Self::Frequency => "freq",
            Self::Money => "money",
            Self::Percent => "pct",
            Self::Count => "count",
            Self::Measure => "meas",
            Self::Reason => "why",
            Self::Manner => "how",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Thing => "what",
            Self::Deed => "deed",
            Self::YesNo => "yesno",
            Self::Unknown => "none",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "time" => Self::Time,
            "place" => Self::Place,
            "person" => Self::Person,
            "organization" => Self::Organization,
            "money" => Self::Money,
            "percent" => Self::Percent,
            "count" => Self::Count,
            "measure" => Self::Measure,
            "name" => Self::Name,
            "reason" => Self::Reason,
            _ => return None,
        })
    }
}

/// What part a content word plays in its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The noun after "which" or "what".
    Head,
    /// The first content word after the question word's phrase.
    First,
    Middle,
    Last,
}

impl Part {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::First => "first",
            Self::Middle => "mid",
            Self::Last => "last",
        }
    }
}

/// A content word of the question.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) stem: u32,
    pub(super) second: u32,
    pub(super) part: Part,
    /// Capitalised: the article must speak of it.
    pub(super) is_name: bool,
    pub(super) is_number: bool,
    /// The kind of its ending where it is in lower case, else empty.
    ending: &'static str,
    /// The previous term stands right before it in the question.
    pub(super) follows: bool,
}

impl Term {
    /// By its ending or the table of verbs; many verbs are not told.
    pub(super) fn is_verb(&self) -> bool {
        matches!(self.ending, "-verb" | "-ed" | "-ing")
    }
}

/// A question, analysed.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) expect: Expect,
    pub(super) terms: Vec<Term>,
    /// The class of word after the question phrase: `do`, `be`, `have`, `modal`, or `subj` where a verb
    /// follows at once and the answer is its subject.
    pub(super) shape: &'static str,
    /// The preposition left over at the end ("located in") or put before ("in which").
    pub(super) preposition: &'static str,
    /// Stem of the noun that says what kind of thing is asked for.
    pub(super) head: u32,
    /// The noun is plural: a list may answer.
    pub(super) plural: bool,
}

impl Question {
    /// Analyses a question in the vocabulary of an article.
    pub(super) fn parse(text: &str, terms: &mut Terms) -> Self {
        let words = terms.words_of(text, QUESTION_LIMIT);
        let stem = |w: &Word| terms.vocabulary.stem(w.stem);
        let wh = words.iter().position(|w| w.class == Class::Wh && is_asking(w.form));
        let after = wh.map_or(0, |at| at + 1);
        let mut phrase = words.get(after..).unwrap_or_default();
        let mut question = Self {
            expect: Expect::Unknown,
            terms: Vec::new(),
            shape: "none",
            preposition: "",
            head: NO_STEM,
            plural: false,
        };
        let asked = wh.and_then(|at| words.get(at)).map_or("", |w| w.form);
        let next = phrase.first().copied();
        let next_text = next.map_or("", |w| w.span.of(text));
        let mut head_at = None;
        question.expect = match asked {
            "who" | "whom" | "whose" => Expect::Person,
            "when" => Expect::Time,
            "where" => Expect::Place,
            "why" => Expect::Reason,
            "how" => {
                let (expect, used) = how(next_text, phrase.get(1).map_or("", |w| w.span.of(text)));
                phrase = phrase.get(used..).unwrap_or_default();
                head_at = Some(phrase).filter(|_| matches!(expect, Expect::Count | Expect::Money)).and_then(noun_end);
                expect
            }
            "what" | "which" => {
                head_at = noun_end(phrase).or_else(|| named_head(phrase));
                head_at.and_then(|at| phrase.get(at)).map_or(Expect::Thing, |w| {
                    let other = if named_head(phrase).is_some() { Expect::Thing } else { Expect::Kind };
                    heads().get(stem(w)).copied().unwrap_or(other)
                })
            }
            _ if words.first().is_some_and(|w| w.class == Class::Auxiliary) => Expect::YesNo,
            _ => Expect::Unknown,
        };
        if let Some(head) = head_at.and_then(|at| phrase.get(at)) {
            question.head = head.stem;
            question.plural = head.form == "-s";
        }
        let rest = phrase.get(head_at.map_or(0, |at| at + 1)..).unwrap_or_default();
        question.shape = shape(if named_head(phrase).is_some() { phrase } else { rest });
        question.preposition = stranded(&words, wh.unwrap_or(0));
        question.collect(&words, wh, head_at.and_then(|at| phrase.get(at)).map(|w| w.span.start), text);
        if question.expect == Expect::Thing && deed(&words, text) {
            question.expect = Expect::Deed;
        }
        if question.expect == Expect::Thing && calls(&words, text) {
            question.expect = Expect::Name;
        }
        question
    }

    fn collect(&mut self, words: &[Word], wh: Option<usize>, head: Option<usize>, text: &str) {
        let mut previous = usize::MAX;
        for (at, word) in words.iter().enumerate() {
            let is_unit =
                wh == Some(at.wrapping_sub(1)) && matches!(word.span.of(text), "many" | "much" | "long" | "often");
            if !word.class.is_content() || word.stem == NO_STEM || is_unit || self.terms.len() >= TERM_LIMIT {
                continue;
            }
            let part = if head == Some(word.span.start) {
                Part::Head
            } else if self.terms.iter().any(|t| t.part == Part::First) {
                Part::Middle
            } else {
                Part::First
            };
            self.terms.push(Term {
                stem: word.stem,
                second: word.part,
                part,
                is_name: word.class == Class::Capital && at > 0,
                is_number: matches!(word.class, Class::Number | Class::NumberWord),
                ending: if word.class == Class::Lower { word.form } else { "" },
                follows: previous.wrapping_add(1) == at,
            });
            previous = at;
        }
        if let Some(last) = self.terms.iter_mut().rfind(|t| t.part == Part::Middle) {
            last.part = Part::Last;
        }
    }
}

fn is_asking(form: &str) -> bool {
    matches!(form, "who" | "whom" | "whose" | "which" | "what" | "when" | "where" | "why" | "how")
}

/// What "how …" asks for, and how many words that took.
fn how(next: &str, second: &str) -> (Expect, usize) {
    match (next, second) {
        ("many", "times") => (Expect::Frequency, 2),
        ("many", _) => (Expect::Count, 1),
        ("much", _) => (Expect::Money, 1),
        ("long", _) => (Expect::Duration, 1),
        ("often" | "frequently", _) => (Expect::Frequency, 1),
        (
            "far" | "high" | "tall" | "big" | "large" | "old" | "deep" | "wide" | "fast" | "heavy" | "hot" | "cold"
            | "close" | "low" | "thick" | "small" | "strong",
            _,
        ) => (Expect::Measure, 1),
        _ => (Expect::Manner, 0),
    }
}

/// The noun that ends the phrase after "which", "what" or "how many": the last content word before the verb.
fn noun_end(phrase: &[Word]) -> Option<usize> {
    if phrase.first().is_none_or(|w| !(w.class.is_content() || w.class == Class::Adverb)) {
        return None;
    }
    let stop = phrase.iter().position(|w| !(w.class.is_content() || w.class == Class::Adverb)).unwrap_or(phrase.len());
    // "Which companies committed": with no auxiliary to end the phrase, the verb is left out.
    let verb =
        phrase.iter().take(stop).skip(1).position(|w| w.class == Class::Lower && w.form == "-ed").map(|at| at + 1);
    let end = verb.unwrap_or(stop).min(3);
    end.checked_sub(1)
}

/// "what is the name of …", "what was the cost": the noun after the copula.
fn named_head(phrase: &[Word]) -> Option<usize> {
    let copula = phrase.first().is_some_and(|w| matches!(w.form, "is" | "was" | "are" | "were"));
    if !copula {
        return None;
    }
    let start = 1 + usize::from(phrase.get(1).is_some_and(|w| w.class == Class::Determiner));
    let stop =
        phrase.iter().skip(start).position(|w| !w.class.is_content()).unwrap_or(phrase.len().checked_sub(start)?);
    let ends_in_of = phrase.get(start + stop).is_none_or(|w| w.class == Class::Preposition || w.class == Class::Stop);
    (stop > 0 && ends_in_of && start > 1).then(|| start + stop - 1)
}

fn shape(rest: &[Word]) -> &'static str {
    match rest.first() {
        None => "none",
        Some(w) if w.class == Class::Auxiliary => match w.form {
            "do" | "does" | "did" => "do",
            "is" | "are" | "was" | "were" | "be" => "be",
            "has" | "have" | "had" => "have",
            _ => "modal",
        },
        Some(w) if w.class.is_content() => "subj",
        Some(w) if w.class == Class::Stop => "none",
        Some(_) => "other",
    }
}

fn stranded(words: &[Word], wh: usize) -> &'static str {
    if let Some(before) = wh.checked_sub(1).and_then(|at| words.get(at))
        && before.class == Class::Preposition
    {
        return before.form;
    }
    words.iter().rev().find(|w| !w.class.is_mark()).filter(|w| w.class == Class::Preposition).map_or("", |w| w.form)
}

/// "What did she do?", "What happened …?"
fn deed(words: &[Word], text: &str) -> bool {
    let last = words.iter().rev().find(|w| !w.class.is_mark());
    last.is_some_and(|w| w.form == "do" || w.form == "doing") || words.iter().any(|w| w.span.of(text) == "happened")
}

/// "What is it called?"
fn calls(words: &[Word], text: &str) -> bool {
    words.iter().any(|w| matches!(w.span.of(text), "called" | "named" | "known" | "titled" | "nicknamed" | "termed"))
}

/// Stem of a noun → what it asks for.
fn heads() -> &'static HashMap<String, Expect> {
    static HEADS: LazyLock<HashMap<String, Expect>> = LazyLock::new(|| {
        let mut table = HashMap::new();
        for line in include_str!("heads.txt").lines().filter(|l| !l.starts_with('#')) {
            let mut words = line.split_whitespace();
            if let Some(expect) = words.next().and_then(Expect::parse) {
                table.extend(words.map(|w| (synonyms::stemmed(w), expect)));
            }
        }
        table
    });
    &HEADS
}

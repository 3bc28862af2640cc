//! The clause around a fact: which sentence says it, who does what in it. Shallow on purpose:
//! word lists and order, no parser. Where order leaves a doubt the answer is nothing.

use super::token::{self, Token, TokenKind, tokens};
use crate::article::{Article, Role, Span};
use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// What a word can be in a clause, as far as a list can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// "will", "has", "was": begins a predicate whatever follows.
    Auxiliary,
    /// A finite form that is hardly ever a noun: "met", "announced", "says".
    Verb,
    /// "said", "told", "believes": what follows is someone's claim.
    Saying,
    Preposition,
    Determiner,
    Pronoun,
    /// "and", "or", "but".
    Conjunction,
    /// "which", "who", "where", "while", "after": opens a clause of its own.
    Subordinator,
    Adverb,
}

static CLASSES: LazyLock<FxHashMap<&'static [u8], Class>> = LazyLock::new(|| {
    let mut classes = FxHashMap::default();
    for row in include_str!("clause/words.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((name, words)) = row.split_once(':') else { continue };
        let class = match name {
            "auxiliary" => Class::Auxiliary,
            "verb" => Class::Verb,
            "saying" => Class::Saying,
            "preposition" => Class::Preposition,
            "determiner" => Class::Determiner,
            "pronoun" => Class::Pronoun,
            "conjunction" => Class::Conjunction,
            "subordinator" => Class::Subordinator,
            "adverb" => Class::Adverb,
            _ => continue,
        };
        for word in words.split_whitespace() {
            classes.entry(word.as_bytes()).or_insert(class);
        }
    }
    classes
});

/// Longer words are in no list, in bytes.
const LONGEST_WORD: usize = 20;

/// The class of a word, whatever its case.
pub(super) fn class_of(word: &str) -> Option<Class> {
    if word.len() > LONGEST_WORD || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    if !word.bytes().any(|b| b.is_ascii_uppercase()) {
        return CLASSES.get(word.as_bytes()).copied();
    }
    CLASSES.get(token::lower(word, &mut [0; LONGEST_WORD])?).copied()
}

/// A sentence's tokens, with the questions asked of them.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Each token's class, looked up once.
    classes: Vec<Option<Class>>,
    /// The first predication, found when first asked for.
    first: OnceCell<Option<Predication>>,
}

/// The sentences of an article in words, each read when first asked for: several kinds of fact ask for the same ones.
#[derive(Debug)]
pub(super) struct Clauses<'a> {
    article: &'a Article,
    sentences: Vec<OnceCell<Words<'a>>>,
}

impl<'a> Clauses<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let sentences = article.sentences().iter().map(|_| OnceCell::new()).collect();
        Self { article, sentences }
    }

    /// The words of the sentence with this index; `None` past the last.
    pub(super) fn sentence(&self, index: usize) -> Option<&Words<'a>> {
        let span = self.article.sentences().get(index)?.span;
        Some(self.sentences.get(index)?.get_or_init(|| Words::new(self.article.text(), span)))
    }
}

/// Who does it: the subject, and the first word of the predicate, as token indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Predication {
    pub(super) subject: (usize, usize),
    pub(super) verb: usize,
}

/// How much of a sentence is looked into, in tokens and in bytes: beyond it is no prose.
const LONGEST: usize = 400;
const LONGEST_BYTES: usize = 6000;

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, sentence: Span) -> Self {
        let words = sentence.of(text);
        let end = sentence.start + words.floor_char_boundary(words.len().min(LONGEST_BYTES));
        let mut tokens = tokens(text, Span::new(sentence.start, end));
        tokens.truncate(LONGEST);
        let classes = tokens.iter().map(|t| class_of(t.span.of(text))).collect();
        Self { text, tokens, classes, first: OnceCell::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn str(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn class(&self, index: usize) -> Option<Class> {
        self.classes.get(index).copied().flatten()
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// From token `start` to before token `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let from = self.tokens.get(start).map_or(0, |t| t.span.start);
        let to = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(from, |t| t.span.end);
        Span::new(from, to.max(from))
    }

    /// Index of the first token that ends after the byte offset.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }

    /// The first subject and finite verb at or after token `from`.
    pub(super) fn predication(&self, from: usize) -> Option<Predication> {
        if from > 0 {
            return self.find_predication(from);
        }
        *self.first.get_or_init(|| self.find_predication(0))
    }

    fn find_predication(&self, from: usize) -> Option<Predication> {
        let start = self.after_opening(from);
        let mut subject = start;
        for at in start..self.len() {
            if self.is_finite(subject, at) && at > subject {
                return Some(Predication { subject: (subject, self.subject_end(subject, at)), verb: at });
            }
            let word = self.str(at);
            if matches!(word, ";" | ":" | "\"" | "“" | "”") {
                subject = at + 1;
            }
        }
        None
    }

    /// Skips what stands before the subject: "On Friday,", "However,", "After spending three
    /// hours in Benin,".
    fn after_opening(&self, from: usize) -> usize {
        let from = if from == 0 { self.after_dateline() } else { from };
        if let Some(start) = self.after_time(from).or_else(|| self.after_day(from)) {
            return start;
        }
        let opens = |at: usize| {
            matches!(self.class(at), Some(Class::Preposition | Class::Subordinator | Class::Adverb))
                || matches!(
                    self.str(at),
                    "According" | "Speaking" | "Meanwhile" | "Responding" | "Describing" | "Discussing" | "To"
                )
                || (self.str(at).ends_with("ing") && at == from)
        };
        let mut start = from;
        while matches!(self.str(start), "\"" | "“" | "‘" | "'" | "—" | "–" | "-" | "," | "and" | "And" | "But" | "but")
        {
            start += 1;
        }
        if !opens(start) {
            return start;
        }
        match (start..self.len().min(start + 40)).find(|&at| self.str(at) == ",") {
            // "In March, 2012, she was named".
            Some(comma) if !self.is_word(comma + 1) && self.str(comma + 2) == "," => comma + 3,
            Some(comma) if self.class(comma + 1) != Some(Class::Auxiliary) => comma + 1,
            _ => (start..self.len().min(start + 4))
                .find(|&at| !opens(at) && matches!(self.class(at), Some(Class::Determiner | Class::Pronoun)))
                .filter(|_| self.class(start) == Some(Class::Adverb))
                .unwrap_or(start),
        }
    }

    /// "OSLO, Norway (AP) _ Russia's …", "WASHINGTON — The …": the index after the dash.
    pub(super) fn after_dateline(&self) -> usize {
        let shouts = self.str(0).chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) && self.str(0).len() > 2;
        let dash = (1..self.len().min(12)).find(|&at| matches!(self.str(at), "_" | "—" | "–" | "-"));
        match dash {
            Some(dash) if shouts && dash + 1 < self.len() => dash + 1 + usize::from(self.str(dash + 1) == "-"),
            _ => 0,
        }
    }

    /// "The following day, we", "Last year, del Ponte", "Two years later, Kiriyenko".
    fn after_time(&self, from: usize) -> Option<usize> {
        let comma = (from + 1..from + 7).find(|&at| self.str(at) == ",")?;
        // "Bern may follow next week, officials said" has its verb before the comma.
        let verbal = |at: usize| matches!(self.class(at), Some(Class::Auxiliary | Class::Verb | Class::Saying));
        if (from..comma).any(verbal) {
            return None;
        }
        let timely = |at: usize| {
            matches!(
                self.str(at),
                "day"
                    | "week"
                    | "month"
                    | "year"
                    | "years"
                    | "months"
                    | "days"
                    | "later"
                    | "ago"
                    | "night"
                    | "morning"
                    | "afternoon"
            )
        };
        (from..comma).any(timely).then_some(comma + 1)
    }

    /// "On Friday she returns", "El viernes viajará": a day, and the subject without a comma.
    fn after_day(&self, from: usize) -> Option<usize> {
        let days = if self.str(from) == "On" { ENGLISH_DAYS } else { SPANISH_DAYS };
        let led = matches!(self.str(from), "On" | "El" | "el");
        let day = led && days.contains(&self.str(from + 1));
        (day && self.str(from + 2) != ",").then_some(from + 2)
    }

    /// Whether the token is a finite verb of the clause that began at `start`.
    pub(super) fn is_finite(&self, start: usize, at: usize) -> bool {
        // "States" in a name is no verb.
        let capital = self.str(at).starts_with(char::is_uppercase);
        if !self.is_word(at) || (capital && at > 0) {
            return false;
        }
        // "the mayor, who voted against it, called": the comma after the relative clause ends it.
        let opens = |i: usize| self.class(i) == Some(Class::Subordinator) || i > start && self.str(i) == "who";
        let relative = (start..at).rev().take(12).find(|&i| opens(i));
        let in_relative = relative.is_some_and(|r| !(r..at).any(|i| self.str(i) == ","));
        let before = at.checked_sub(1).and_then(|b| self.class(b));
        match self.class(at) {
            Some(Class::Auxiliary) => !in_relative || before == Some(Class::Pronoun),
            Some(Class::Verb | Class::Saying) => {
                // "a meeting chaired by the UK": a participle.
                let participle = self.str(at).ends_with("ed") && self.str(at + 1) == "by";
                !in_relative && !participle && !matches!(before, Some(Class::Determiner | Class::Preposition))
            }
            Some(_) => false,
            None => {
                let word = self.str(at);
                if is_spanish_finite(word) || self.is_plural_present(at) {
                    return !in_relative;
                }
                let regular = word.len() > 3
                    && !word.ends_with("eed")
                    && word.ends_with("ed")
                    && word.chars().next().is_some_and(char::is_lowercase);
                let next = self.class(at + 1);
                // "the rescued members": before a noun it is an adjective; "funds raised by": passive.
                regular
                    && !in_relative
                    && !matches!(before, Some(Class::Determiner | Class::Preposition | Class::Conjunction))
                    && self.str(at + 1) != "by"
                    && (next.is_some()
                        || !self.is_word(at + 1)
                        || self.str(at + 1).chars().next().is_some_and(char::is_uppercase)
                        || before == Some(Class::Pronoun)
                        || before == Some(Class::Adverb)
                        || self.str(at.saturating_sub(1)).chars().next().is_some_and(char::is_uppercase)
                        || self.str(at.saturating_sub(1)).ends_with('s'))
            }
        }
    }

    /// "The measures take effect", "Observations begin": a base form after a plural.
    fn is_plural_present(&self, at: usize) -> bool {
        const BASES: &str = " begin start take end meet open close return arrive leave come go run last ";
        let Some(before) = at.checked_sub(1) else { return false };
        let plural = self.str(before).len() > 3 && self.str(before).ends_with('s') && self.class(before).is_none();
        plural && BASES.contains(&format!(" {} ", self.str(at)))
    }

    /// The subject without what is set off by commas or hangs on it: "Bertie Ahern, the Prime
    /// Minister of Ireland" keeps its name only.
    fn subject_end(&self, start: usize, verb: usize) -> usize {
        let mut end = verb;
        while end > start + 1 && self.class(end - 1) == Some(Class::Adverb) {
            end -= 1;
        }
        (start + 1..end).find(|&at| matches!(self.str(at), "," | "(" | "—" | "–")).unwrap_or(end)
    }

    /// The innermost claim that holds token `inside`: in "Sanders added that she will travel" the
    /// clause after the verb of saying. Returns where it begins and its predication.
    pub(super) fn claim(&self, inside: usize) -> Option<(usize, Predication)> {
        let mut from = 0;
        let mut found = self.predication(0).map(|p| (0, p))?;
        // Bounded: nobody reports a report of a report of a report.
        for _ in 0..3 {
            let (_, predication) = found;
            let saying = (predication.verb..self.len().min(predication.verb + 4))
                .find(|&at| self.class(at) == Some(Class::Saying));
            let Some(saying) = saying.filter(|&s| s < inside) else { break };
            let mut next = saying + 1;
            while matches!(self.str(next), "that" | "on" | "," | "also") {
                next += 1;
            }
            let Some(inner) = self.predication(next).filter(|p| p.subject.0 < inside) else { break };
            if next <= from {
                break;
            }
            from = next;
            found = (next, inner);
        }
        Some(found)
    }
}

const ENGLISH_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SPANISH_DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

/// Spanish futures and pasts, whose accented endings no English word has: "llegará", "viajarán",
/// "llegó"; and the plural pasts "llegaron", "dijeron".
fn is_spanish_finite(word: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ará", "erá", "irá", "arán", "erán", "irán", "aron", "ieron"];
    let lower = word.starts_with(char::is_lowercase) && word.chars().count() > 3;
    lower && word.len() > 4 && (word.ends_with('ó') || ENDINGS.iter().any(|e| word.ends_with(e)) && word != "baron")
}

/// The sentence, or the run of sentences, that holds `span`; the span itself where there is none.
pub(super) fn evidence(article: &Article, span: Span) -> Span {
    let first = article.sentence_at(span.start).map_or(span, |(_, s)| s.span);
    let last = article.sentence_at(span.end.saturating_sub(1)).map_or(span, |(_, s)| s.span);
    Span::new(first.start.min(span.start), last.end.max(first.end).max(span.end))
}

/// Whether the span stands in a sentence of the story itself.
pub(super) fn in_body(article: &Article, span: Span) -> bool {
    article.sentence_at(span.start).is_none_or(|(_, s)| s.role == Role::Body)
}

/// The facts that lie inside `within`, from a list in order of position.
pub(super) fn within(facts: &[super::Fact], within: Span) -> impl Iterator<Item = &super::Fact> {
    let first = facts.partition_point(|f| f.span.start < within.start);
    facts
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(move |f| f.span.start < within.end)
        .filter(move |f| within.contains(f.span))
}

/// Compiles the alternatives of a table as one pattern, case ignored. Word characters, digits and
/// word boundaries are ASCII: with the Unicode ones the matcher leaves its fast path at the first
/// curly quotation mark.
pub(super) fn pattern<'p>(alternatives: impl Iterator<Item = &'p str>) -> Option<Regex> {
    let joined = alternatives.collect::<Vec<_>>().join("|");
    let ascii = joined.replace(r"\w", "[A-Za-z0-9_]").replace(r"\d", "[0-9]").replace(r"\b", r"(?-u:\b)");
    RegexBuilder::new(&ascii).case_insensitive(true).size_limit(1 << 24).build().ok()
}

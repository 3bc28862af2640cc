//! What is no event: talk, conditions, history, and times that only describe.

use crate::article::{Article, Sentence, Span};
use crate::reading::clause::{self, Class, Words};
use crate::reading::{DateType, Fact, Value};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Which parts of a sentence stand outside quotation marks.
#[derive(Debug, Default)]
pub(super) struct Outside {
    quoted: Vec<Span>,
    /// The whole sentence is talk.
    pub(super) none: bool,
}

impl Outside {
    pub(super) const fn quoted_nothing(&self) -> bool {
        self.quoted.is_empty() && !self.none
    }

    pub(super) fn holds(&self, span: Span) -> bool {
        let next = self.quoted.partition_point(|q| q.end <= span.start);
        self.quoted.get(next).is_none_or(|q| !q.overlaps(span))
    }
}

/// Follows quotation marks from sentence to sentence within a paragraph.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    open: bool,
    paragraph: usize,
}

impl Quoted {
    /// Reads the marks of the next sentence.
    pub(super) fn enter(&mut self, text: &str, sentence: &Sentence) -> Outside {
        if sentence.paragraph != self.paragraph {
            (self.open, self.paragraph) = (false, sentence.paragraph);
        }
        let mut outside = Outside::default();
        let mut start = sentence.span.start;
        let words = sentence.span.of(text);
        for (offset, mark) in words.char_indices() {
            let at = sentence.span.start + offset;
            let doubled = || words.get(offset..).is_some_and(|rest| rest.starts_with("``") || rest.starts_with("''"));
            let opens = match mark {
                '“' | '«' => true,
                '”' | '»' => false,
                '"' => !self.open,
                // Wire copy and treebanks: ``so they write''.
                '`' | '\'' if doubled() => mark == '`',
                _ => continue,
            };
            if opens && !self.open {
                start = at;
            } else if !opens && self.open {
                outside.quoted.push(Span::new(start, at + mark.len_utf8()));
            }
            self.open = opens;
        }
        if self.open {
            outside.quoted.push(Span::new(start, sentence.span.end));
        }
        let talk: usize = outside.quoted.iter().map(|q| q.len()).sum();
        outside.none = talk + 4 >= sentence.span.len();
        outside
    }
}

/// Whether a date sets an event of this story in time.
pub(super) fn is_story_time(article: &Article, words: &Words<'_>, fact: &Fact, lead: bool) -> bool {
    let Value::Date(date) = &fact.value else { return false };
    if !matches!(date.kind, DateType::Date | DateType::Time) || !is_calendar(&date.timex) {
        return false;
    }
    let (at, end) = (words.at(fact.span.start), words.at(fact.span.end.saturating_sub(1)) + 1);
    !is_dateline(words, at, end)
        && !is_condition(words, at)
        && (lead || !(is_aside(words, at) || is_modifier(words, at, end)))
        && !is_of_subject(words, at, end)
        && !only_describes(words, at, end, &date.timex)
        && !is_history(article, &date.timex)
}

/// A place in a calendar, not "recently" or "the past".
fn is_calendar(timex: &str) -> bool {
    timex.starts_with(|c: char| c.is_ascii_digit()) && timex.len() >= 4 || timex.starts_with("XXXX-")
}

/// "Thursday, May 7, 2015 On Tuesday, …": a date at the head that no preposition leads to.
fn is_dateline(words: &Words<'_>, at: usize, end: usize) -> bool {
    at == 0 && end > 3 && words.str(end) != "," && words.str(end).chars().next().is_some_and(char::is_uppercase)
}

/// "if no agreement can be reached by the end of the month", "since 1991", "Speaking on Monday".
fn is_condition(words: &Words<'_>, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |i| words.str(i));
    let near = |word: &str| (1..=2).any(|n| before(n).eq_ignore_ascii_case(word));
    let speaking = at <= 3 && matches!(words.str(0), "Speaking" | "Asked" | "Writing" | "Responding");
    let clause_start = (0..at).rev().take(24).find(|&i| words.str(i) == ",").unwrap_or(0);
    let conditional =
        (clause_start.saturating_sub(1)..at).any(|i| matches!(words.str(i), "if" | "If" | "unless" | "whether"));
    near("since") || speaking || conditional
}

/// "…, who voted against the bill on Monday": who someone is, not what happens.
fn is_aside(words: &Words<'_>, at: usize) -> bool {
    let comma = (0..at).rev().take(30).find(|&i| words.str(i) == ",");
    comma.is_some_and(|c| matches!(words.str(c + 1), "who" | "which" | "whose"))
}

/// "the May 28 referendum", "his Saturday show", "Friday prayers": which one, not when.
fn is_modifier(words: &Words<'_>, at: usize, end: usize) -> bool {
    let determined = at.checked_sub(1).is_some_and(|b| words.class(b) == Some(Class::Determiner));
    let next = words.str(end);
    determined && next.chars().next().is_some_and(char::is_lowercase) && words.class(end).is_none()
}

/// "Priorities for the coming year are": a time that belongs to the subject of a state.
fn is_of_subject(words: &Words<'_>, at: usize, end: usize) -> bool {
    words.predication(0).is_some_and(|p| {
        let state = matches!(words.str(p.verb), "are" | "is" | "remain" | "remains" | "include" | "includes");
        state && p.subject.0 < at && end <= p.verb && at > 0 && !words.str(at - 1).starts_with(',')
    })
}

/// "…, her office said on Monday", "…since it collapsed in February": when it was said, or when
/// something else was, in a sentence that has a time of its own.
pub(super) fn is_of_another(words: &Words<'_>, at: usize, first: usize) -> bool {
    let clause = (first + 1..at)
        .rev()
        .take(OTHER)
        .find(|&i| words.str(i) == "," || matches!(words.str(i), "since" | "after" | "before" | "when" | "because"));
    let Some(clause) = clause else { return false };
    let verbs =
        |from: usize| (from + 1..at).filter(move |&i| matches!(words.class(i), Some(Class::Saying | Class::Verb)));
    if words.str(clause) == "," {
        // Nothing between the verb of saying and the date but "on" and the like.
        return (clause + 2..at).any(|i| matches!(words.str(i), "said" | "says" | "told" | "announced" | "reported"))
            && !(clause + 1..at).any(|i| words.class(i) == Some(Class::Subordinator));
    }
    let regular = |i: usize| words.str(i).ends_with("ed");
    at > clause + 2 && (verbs(clause).next().is_some() || (clause + 2..at).any(regular))
}

/// How far back from a date its own clause may begin, in tokens.
const OTHER: usize = 14;

/// "Call your provider", "Don’t throw": advice to the reader.
pub(super) fn is_imperative(words: &Words<'_>) -> bool {
    static IMPERATIVES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        include_str!("imperatives.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let first = words.str(0).to_lowercase();
    if matches!(first.as_str(), "don't" | "don’t" | "please" | "never" | "let's" | "let’s") {
        return true;
    }
    let object =
        matches!(words.class(1), Some(Class::Determiner | Class::Preposition | Class::Adverb | Class::Pronoun))
            || words.str(1).starts_with(char::is_lowercase) && words.class(1).is_none();
    IMPERATIVES.contains(first.as_str()) && object
}

/// "within a decade", "for three nights": how long an event takes that has no other time.
pub(super) fn is_lasting(words: &Words<'_>, fact: &Fact) -> bool {
    let Value::Date(date) = &fact.value else { return false };
    let at = words.at(fact.span.start);
    let before = at.checked_sub(1).map_or("", |i| words.str(i));
    date.kind == DateType::Duration && (matches!(before, "within" | "for") || words.str(at) == "within")
}

/// A year inside a name or a span of years: "the 2010 summit", "Act of 2008", "from 2004 to
/// 2009"; a possessive: "this year's summit".
fn only_describes(words: &Words<'_>, at: usize, end: usize, timex: &str) -> bool {
    let last = words.str(end - 1);
    if matches!(words.str(end), "'s" | "’s") || last.ends_with("'s") || last.ends_with("’s") || words.str(end) == "'"
    {
        return true;
    }
    if timex.len() != 4 || !words.str(end - 1).starts_with(|c: char| c.is_ascii_digit()) || end > at + 1 {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |i| words.str(i));
    let noun_follows = words.is_word(end) && words.class(end).is_none();
    let led = matches!(before, "in" | "In" | "by" | "By" | "during" | "of" | "until" | "early" | "late" | "mid");
    noun_follows || !led || (before == "of" && words.str(at.saturating_sub(2)).starts_with(char::is_uppercase))
}

/// More than a year before the publication: not this story. Bare years of the past are
/// background as well.
fn is_history(article: &Article, timex: &str) -> bool {
    let Some(published) = article.published() else { return false };
    let Some(year) = timex.get(..4).and_then(|y| y.parse::<i32>().ok()) else { return false };
    let now = i32::from(published.year());
    let month = timex.get(5..7).and_then(|m| m.parse::<i32>().ok());
    match month {
        Some(month) => now * 12 + i32::from(published.month()) - (year * 12 + month) > 12,
        None => year < now,
    }
}

/// "the fleet should sail on May 4": advice or possibility, not an event.
pub(super) fn is_supposed(words: &Words<'_>, at: usize) -> bool {
    let modal = |p: usize| matches!(words.str(p), "should" | "might" | "may" | "must");
    words.claim(at.max(1)).is_some_and(|(_, p)| modal(p.verb))
}

/// The sentence tells what is or was done, not what somebody would like.
pub(super) fn is_told(words: &Words<'_>) -> bool {
    let claim = words.claim(words.len().saturating_sub(1));
    claim.is_some_and(|(_, p)| {
        // "Moving is easier than it looks": a judgement tells of nothing that happened.
        let judged = matches!(words.str(p.verb), "is" | "are")
            && !(p.verb + 1..p.verb + 4).any(|at| is_participle(words.str(at)));
        !judged && !matches!(words.str(p.verb), "would" | "could" | "should" | "may" | "might" | "can" | "must")
    })
}

fn is_participle(word: &str) -> bool {
    // "Priorities are housing and clean water": no participles, by their ends alone.
    const NOUNS: [&str; 9] =
        ["housing", "clothing", "something", "anything", "nothing", "everything", "morning", "evening", "during"];
    word.len() > 4
        && !NOUNS.contains(&word)
        && (word.ends_with("ed") || word.ends_with("ing") || word.ends_with("wn") || word.ends_with("set"))
        || matches!(word, "to" | "set" | "in" | "at" | "on" | "held" | "dead" | "home" | "back" | "met" | "cut" | "hit")
}

/// Verbs of going, and nouns of occasions, that make an event without a date.
const GOING: &str = " arrive arrives arrived travel travels travelled traveled fly flies flew visit visits visited tour tours toured depart departs \
    departed leave leaves left head heads headed return returns returned continue continues continued ";
const OCCASIONS: &str = " ceremony conference summit meeting rally hearing reception speech funeral inauguration trial vigil forum session \
    briefing debate march protest demonstration concert festival launch ";

/// An undated sentence that is an event all the same: someone goes somewhere, or the sentence
/// opens at an occasion in a named place.
pub(super) fn is_undated_event(words: &Words<'_>, names: &[Fact], sentence: Span) -> bool {
    let places: Vec<usize> = clause::within(names, sentence)
        .filter(|n| matches!(n.value, Value::Place | Value::Organization))
        .map(|n| words.at(n.span.start))
        .collect();
    if places.is_empty() {
        return false;
    }
    goes(words, &places) || opens_at_occasion(words, &places)
}

fn goes(words: &Words<'_>, places: &[usize]) -> bool {
    let Some(predication) = words.predication(0) else { return false };
    let verb = (predication.verb..predication.verb + 4).find(|&at| GOING.contains(&format!(" {} ", words.str(at))));
    let Some(verb) = verb else { return false };
    let auxiliary = words.str(predication.verb).to_lowercase();
    let settled = !matches!(
        auxiliary.as_str(),
        "would" | "could" | "may" | "might" | "should" | "can" | "must" | "had" | "did" | "does" | "do"
    );
    let negated = (predication.verb..verb).any(|at| matches!(words.str(at), "not" | "never"));
    let subject = predication.subject.0;
    let named = words.class(subject).is_none() && words.str(subject).starts_with(char::is_uppercase);
    let person = named || matches!(words.str(subject), "He" | "She" | "They" | "he" | "she" | "they");
    let to_place = places.iter().any(|&p| {
        p > verb
            && p < verb + 8
            && (verb + 1..p).any(|i| matches!(words.str(i), "to" | "in" | "for" | "at") || p == verb + 1)
    });
    settled && !negated && person && to_place
}

fn opens_at_occasion(words: &Words<'_>, places: &[usize]) -> bool {
    if !matches!(words.str(0), "At" | "In" | "During") || !matches!(words.class(1), Some(Class::Determiner)) {
        return false;
    }
    let noun = (2..6).find(|&at| OCCASIONS.contains(&format!(" {} ", words.str(at))));
    noun.is_some_and(|noun| places.iter().any(|&p| p > noun && p < noun + 8))
}

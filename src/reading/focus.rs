//! Focus areas: what talks, plans and policies are about. One fact per area; its span is the
//! phrase, its evidence the sentence.

mod list;
#[cfg(test)]
mod tests;

use super::clause::{Class, Clauses, Words};
use super::{Fact, Value, clause};
use crate::article::{Article, Role, Sentence, Span};
use regex::Regex;
use std::sync::LazyLock;

/// How a cue opens its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// "areas such as": several areas are expected.
    List,
    /// "the bill includes": several are expected, and no names.
    Holds,
    /// "focus on", "discussed": one area will do.
    Phrase,
}

static CUES: LazyLock<Vec<(Opens, Regex)>> = LazyLock::new(|| {
    let compiled = |wanted: &str, opens| {
        let rows = include_str!("focus/cues.txt").lines().filter_map(|r| r.split_once(": "));
        clause::pattern(rows.filter(|(kind, _)| *kind == wanted).map(|(_, p)| p)).map(|r| (opens, r))
    };
    let kinds = [("list", Opens::List), ("holds", Opens::Holds), ("verb", Opens::Phrase)];
    kinds.into_iter().filter_map(|(kind, opens)| compiled(kind, opens)).collect()
});

/// "The economy was also an important issue."
static IS_ISSUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"^(?P<area>[^,;:.]{3,60}?) (?:is|was|are|were|will be|remains?|es|fue|será)(?: also| another)? (?:an?|the|one of the|his|her|their|its|otro|la|el|una?) (?:\w+ ){0,2}(?:issues?|topics?|priorit(?:y|ies)|focus|themes?|pillars?|tema|prioridad)\b";
    clause::pattern(std::iter::once(words))
});

/// The nouns of [`IS_ISSUE`]: where none stands, it need not be tried.
static ISSUE_NOUN: LazyLock<Option<Regex>> =
    LazyLock::new(|| clause::pattern(["issue|topic|priorit|focus|theme|pillar|tema|prioridad"].into_iter()));

/// Where a list of areas may start: the cue's span; `None` for a sentence that names its area as
/// subject ("The economy was also an important issue").
type Cue = (Option<Opens>, Span);

/// Most cues that one sentence is searched for.
const MOST_CUES: usize = 32;

/// Every focus area of the story, in order.
pub(super) fn find(article: &Article, clauses: &Clauses<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut cues = cues(article.text()).into_iter().peekable();
    while let Some(&(_, first)) = cues.peek() {
        let sentence = article.sentence_at(first.start);
        let end = sentence.map_or(first.start + 1, |(_, s)| s.span.end);
        let mut here = Vec::new();
        while let Some(cue) = cues.next_if(|(_, span)| span.start < end) {
            here.push(cue);
        }
        let Some((index, sentence)) = sentence.filter(|(_, s)| s.role == Role::Body) else { continue };
        here.retain(|(_, span)| span.end < end);
        here.truncate(MOST_CUES);
        let Some(words) = clauses.sentence(index) else { continue };
        for span in areas(article.text(), sentence, words, here) {
            found.push(Fact { span, evidence: clause::evidence(article, span), value: Value::FocusArea });
        }
    }
    found
}

/// All cues of a text, in order of position.
fn cues(text: &str) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for (opens, cue) in CUES.iter() {
        found.extend(cue.find_iter(text).map(|m| (Some(*opens), Span::new(m.start(), m.end()))));
    }
    if let Some(nouns) = ISSUE_NOUN.as_ref() {
        found.extend(nouns.find_iter(text).map(|m| (None, Span::new(m.start(), m.end()))));
    }
    found.sort_by_key(|&(_, span)| span);
    found
}

/// The areas one sentence names, in order, none overlapping another.
fn areas(text: &str, sentence: &Sentence, words: &Words<'_>, cues: Vec<Cue>) -> Vec<Span> {
    let named = cues.iter().any(|(opens, _)| opens.is_none());
    let cues: Vec<(Opens, Span)> = cues.into_iter().filter_map(|(opens, span)| Some((opens?, span))).collect();
    let mut taken: Vec<Span> = Vec::new();
    for (opens, cue) in starts(cues) {
        let (before, from) = (words.at(cue.start), words.at(cue.end));
        if taken.iter().any(|t| t.end > cue.end) || is_blocked(words, from, opens) {
            continue;
        }
        if opens == Opens::Holds && is_object(words, before) {
            continue;
        }
        let items = list::items(words, from, words.len());
        if is_telling(words, &items, opens) {
            taken.extend(items.into_iter().filter_map(|i| without_sum(text, i)));
        }
    }
    if named && taken.is_empty() {
        taken.extend(subject_area(text, sentence.span, words));
    }
    taken.sort_unstable();
    taken.dedup();
    taken
}

/// "The economy" of "The economy was also an important issue."
fn subject_area(text: &str, sentence: Span, words: &Words<'_>) -> Option<Span> {
    let area = IS_ISSUE.as_ref()?.captures(sentence.of(text))?.name("area")?;
    let pronoun = matches!(words.class(0), Some(Class::Pronoun | Class::Subordinator));
    let pointing = matches!(words.str(0), "This" | "That" | "These" | "There");
    (!pronoun && !pointing).then(|| Span::new(area.start(), area.end()).shifted(sentence.start))
}

/// The cues that start lists. "discuss topics …, such as A and B" is one list: a phrase cue that
/// only leads to the noun of a list cue is dropped.
fn starts(mut found: Vec<(Opens, Span)>) -> Vec<(Opens, Span)> {
    let lists: Vec<Span> = found.iter().filter(|(o, _)| *o == Opens::List).map(|&(_, s)| s).collect();
    let leads_on =
        |span: &Span| lists.iter().any(|l| l.start + 1 >= span.start && l.start < span.end + 30 && l.end > span.end);
    found.retain(|(opens, span)| *opens == Opens::List || !leads_on(span));
    found
}

/// "added into the bill included …": the noun of the cue is not the subject.
fn is_object(words: &Words<'_>, noun: usize) -> bool {
    (noun.saturating_sub(3)..noun).any(|at| words.class(at) == Some(Class::Preposition))
}

/// Whether the items say what something is about: a list has several, what a plan holds are no
/// mere names, and "the bill" or "the allegations" alone say nothing.
fn is_telling(words: &Words<'_>, items: &[Span], opens: Opens) -> bool {
    const EMPTY: &str = " bill plan report allegations allegation issue issues matter matters situation case children resolution question idea topic \
        details possibility incident decision comments claims claim story news article proposal subject concern concerns attack \
        event events results result options music attacks searching talks future ";
    match opens {
        Opens::List => items.len() > 1,
        Opens::Holds => {
            let named = |s: &Span| words.str(words.at(s.start)).chars().next().is_some_and(char::is_uppercase);
            items.len() > 1 && !items.iter().all(named)
        }
        Opens::Phrase => !items.iter().any(|item| {
            let (first, last) = (words.at(item.start), words.at(item.end.saturating_sub(1)));
            let noun = words.str(last);
            let bare = last == first || (last == first + 1 && words.class(first) == Some(Class::Determiner));
            bare && EMPTY.contains(&format!(" {noun} "))
        }),
    }
}

/// "discuss whether", "focus on it", "aimed at him": nothing to name.
fn is_blocked(words: &Words<'_>, from: usize, opens: Opens) -> bool {
    let first = words.class(from);
    let clause = matches!(first, Some(Class::Pronoun | Class::Subordinator | Class::Auxiliary | Class::Saying));
    let number = !words.is_word(from) && opens == Opens::Phrase;
    let day = list::is_day(words.str(from)) || is_month(words.str(from));
    clause || number || day || (opens == Opens::Phrase && matches!(words.str(from), "that" | "this" | "what"))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 11] = [
        "January",
        "February",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&word) || word == "March"
}

/// "$2.7 billion in emergency relief" is about the relief; "items such as food aid" about the aid.
fn without_sum(text: &str, item: Span) -> Option<Span> {
    static SUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:an? (?:additional|further|extra|estimated) )?(?:(?:US|A|C|NZ|HK)?[$£€¥]\s?[\d.,]+(?: ?(?:million|billion|trillion|bn|m))?|[\w ]{0,12}(?:millions|billions|million|billion) of (?:dollars|euros|pounds)|[\d.,]+ (?:million|billion) (?:dollars|euros|pounds)) (?:in|for|of|to|towards?) (?:items (?:such as|like) )?").ok()
    });
    let cut = SUM.as_ref().and_then(|r| r.find(item.of(text))).map_or(0, |m| m.end());
    let span = Span::new(item.start + cut, item.end).trimmed(text);
    let sum = span.of(text).contains(['$', '£', '€', '¥']);
    (!span.is_empty() && !sum).then_some(span)
}

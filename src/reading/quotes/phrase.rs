//! The words of an attribution that name the speaker: the subject of the verb of speech.
//!
//! Shallow, as [`crate::reading::clause`] is: order and word lists. Each form has its example.

use crate::article::Span;
use crate::reading::clause::{Class, Words};
use crate::reading::{Fact, FactKind, tokens};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

fn list(table: &'static str) -> FxHashSet<&'static str> {
    table.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
}

static CUES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list(include_str!("data/cues.txt")));
static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list(include_str!("data/nouns.txt")));
static TITLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| list(include_str!("data/titles.txt")));

/// A subject that is no name is given with at most so many words.
const PHRASE: usize = 10;
/// So many words can stand between a quotation and its verb of speech.
const FAR: usize = 24;
/// So many reports can stand one in another: "He said she recalls".
const NESTED: usize = 3;

/// The people and organisations of an article, in order.
#[derive(Debug)]
pub(super) struct Names<'a>(Vec<&'a Fact>);

impl<'a> Names<'a> {
    pub(super) const fn new(names: Vec<&'a Fact>) -> Self {
        Self(names)
    }

    fn within(&self, span: Span) -> impl DoubleEndedIterator<Item = &'a Fact> {
        let from = self.0.partition_point(|n| n.span.start < span.start);
        let to = self.0.partition_point(|n| n.span.end <= span.end);
        self.0.get(from..to).unwrap_or_default().iter().copied()
    }

    /// The people named within a span.
    pub(super) fn people(&self, span: Span) -> impl DoubleEndedIterator<Item = Span> {
        self.within(span).filter(|n| n.kind() == FactKind::Person).map(|n| n.span)
    }

    /// The first person or organisation named within a span; a person goes first.
    pub(super) fn first(&self, span: Span) -> Option<Span> {
        self.people(span).next().or_else(|| self.within(span).next().map(|n| n.span))
    }

    /// The name that a noun phrase is about: "Clinton campaign manager Robby Mook" its last
    /// person, "Ferrer of the ACLU" its first; none in "Trump's aides".
    fn head(&self, text: &Words<'_>, span: Span) -> Option<Span> {
        let owned = |n: &Span| {
            let next = text.at(n.end);
            next < text.len() && matches!(text.str(next), "'s" | "’s" | "'" | "’")
                || text.str(text.at(n.end.saturating_sub(1))).ends_with(['s', '\'', '’'])
                    && text.span(text.at(n.end.saturating_sub(1)), text.at(n.end.saturating_sub(1)) + 1).end > n.end
        };
        let ends = self.people(span).next_back().filter(|n| n.end == span.end);
        ends.or_else(|| self.people(span).find(|n| !owned(n)))
            .or_else(|| self.within(span).map(|n| n.span).find(|n| n.start == span.start && !owned(n)))
    }
}

/// What stands before a quotation in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    pub(super) speaker: Option<Span>,
    /// The verb of speech, a colon or a comma stands right before the quotation.
    pub(super) leads: bool,
}

/// What stands after a quotation in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct After {
    pub(super) speaker: Option<Span>,
}

/// The attribution before a quotation, from the words of its sentence so far, of which those
/// before `first` stand before or in another quotation; `rest` is the text after this one.
pub(super) fn before(words: &Words<'_>, names: &Names<'_>, first: usize, rest: &str) -> Option<Before> {
    let mut cue = (first..words.len()).rev().find(|&at| is_cue(words, at) || is_according(words, at));
    for _ in 0..NESTED {
        let Some(outer) = cue.and_then(|cue| outer_cue(words, first, cue)) else { break };
        cue = Some(outer);
    }
    let last = words.str(words.len().saturating_sub(1));
    let colon = last == ":";
    let leads = colon || last == "," || cue.is_some_and(|cue| cue + 2 >= words.len());
    let speaker = match cue {
        Some(cue) if is_according(words, cue) => phrase_from(words, names, cue + 2),
        // "described by Smith as “…”", "has been called “…” by Smith"
        Some(cue) if words.str(cue + 1) == "by" => phrase_from(words, names, cue + 2),
        Some(cue) if is_passive(words, cue) && !rest.trim_start().starts_with("by ") => None,
        Some(cue) => speaker_of(words, names, (0, cue)),
        // "Her answer was: “…”"
        None if colon => main_subject(words, names, words.len()).or_else(|| names.first(words.span(0, words.len()))),
        None => return None,
    };
    Some(Before { speaker, leads })
}

/// "She said he thinks", "adding that he thought": the report that another stands in.
fn outer_cue(words: &Words<'_>, first: usize, cue: usize) -> Option<usize> {
    let subject = before_helpers(words, first, cue).checked_sub(1).filter(|&at| is_pronoun(words.str(at)))?;
    let before = subject.checked_sub(1)?;
    let outer = if words.str(before) == "that" { before.checked_sub(1)? } else { before };
    (outer >= first && is_cue(words, outer)).then_some(outer)
}

/// Whether a quotation is the title of a show or a book, or a word as a word: "the show “Late
/// Night”", "CNN’s “The Lead”", "the term “over-classification”".
pub(super) fn is_title(lead: &Words<'_>, quoted: &str) -> bool {
    let at = lead.len().saturating_sub(1);
    let last = lead.str(at);
    if TITLES.contains(last) || last == "as" && lead.str(at.saturating_sub(1)) == "known" {
        return true;
    }
    let mut words = quoted.split_whitespace();
    let capital = |w: &str| w.len() < 4 || w.chars().next().is_some_and(|c| !c.is_lowercase());
    let cased = words.clone().count() > 1 && words.clone().any(|w| w.len() > 3) && words.all(capital);
    let leads = last.ends_with("'s") || last.ends_with("’s") || last.starts_with(char::is_uppercase);
    cased && !quoted.ends_with(['!', '?']) && (leads || lead.class(at) == Some(Class::Preposition) || last == "and")
}

/// The attribution after a quotation, from the words up to the sentence's end.
pub(super) fn after(words: &Words<'_>, names: &Names<'_>) -> Option<After> {
    let first = (0..words.len()).find(|&at| words.is_word(at))?;
    let cue = (first..words.len().min(first + FAR)).find(|&at| is_cue(words, at) || is_according(words, at))?;
    if is_according(words, cue) {
        return Some(After { speaker: phrase_from(words, names, cue + 2) });
    }
    if words.str(cue).ends_with("ing") && !is_progressive(words, cue) || is_passive(words, cue) {
        return None;
    }
    // "…," said Smith.
    let adverb = cue == first + 1 && words.class(first) == Some(Class::Adverb);
    if cue == first || adverb {
        return Some(After { speaker: phrase_from(words, names, cue + 1) });
    }
    // "…," Smith said; "“…” on the bill, the lawsuit says": the subject stands before the verb.
    let start = subject_start(words, first, cue);
    let own = start == first || words.str(start.saturating_sub(1)) == ",";
    let aside = words.str(cue - 1) == ",";
    let leads = matches!(words.class(first), None | Some(Class::Determiner | Class::Pronoun | Class::Adverb))
        || words.str(start.saturating_sub(1)) == "," && !aside;
    let joined = matches!(words.str(first), "and" | "but" | "as" | "when" | "while" | "in" | "that" | "which");
    (own || aside || leads && !joined).then(|| After { speaker: speaker_of(words, names, (first, cue)) })
}

/// Who spoke, in a sentence that leads to a quotation without quoting: "Berg agreed."
pub(super) fn told(words: &Words<'_>, names: &Names<'_>) -> Option<Span> {
    let cue = (0..words.len()).find(|&at| is_cue(words, at) && !is_passive(words, at));
    let speaker = match cue {
        Some(cue) => speaker_of(words, names, (0, cue))?,
        None => main_subject(words, names, words.len())?,
    };
    let told = is_pronoun(words.str(words.at(speaker.start))) || names.first(speaker) == Some(speaker);
    (cue.is_some() || told).then_some(speaker)
}

/// The subject of the verb of speech at `cue`, in words whose sentence begins at `first`.
fn speaker_of(words: &Words<'_>, names: &Names<'_>, (first, cue): (usize, usize)) -> Option<Span> {
    let verb = before_helpers(words, first, cue);
    let previous = verb.checked_sub(1).map_or("", |at| words.str(at));
    let participle = words.str(cue).ends_with("ing") && !is_progressive(words, cue);
    if participle && let Some(own) = with_subject(words, names, verb) {
        return Some(own);
    }
    // "He came late, saying …"; "She went on to say …"; "He stood up and said …".
    let linked = matches!(previous, "to" | "and" | "but" | "or" | "then" | "by" | "before" | "after" | "in" | "while");
    if participle || linked || verb == first {
        // Where the sentence opens with a quotation, who speaks there speaks on.
        let opens = is_mark(words.str(first)) || verb == first;
        return if opens { None } else { main_subject(words, names, verb) };
    }
    let previous_at = verb - 1;
    let aside = match previous {
        // "Berg, the mayor, said": what the aside belongs to.
        "," => Some((first..previous_at).rev().find(|&at| words.str(at) == ",").unwrap_or(previous_at)),
        // "Rep. Ana Berg (D-Utah) said"
        ")" => (first..previous_at).rev().find(|&at| words.str(at) == "("),
        _ => None,
    };
    let end = aside.unwrap_or(verb);
    let start = subject_start(words, first, end);
    noun_phrase(words, names, start, end).or_else(|| main_subject(words, names, verb))
}

fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "«" | "»" | "`" | "'" | "‘")
}

/// "with an aide calling it dull": a participle's own subject.
fn with_subject(words: &Words<'_>, names: &Names<'_>, cue: usize) -> Option<Span> {
    let with = (cue.saturating_sub(8)..cue).rev().find(|&at| words.str(at) == "with" || words.str(at) == ",")?;
    (words.str(with) == "with" && with + 1 < cue).then(|| noun_phrase(words, names, with + 1, cue)).flatten()
}

/// The subject of the clause that `until` stands in: of its first predicate.
fn main_subject(words: &Words<'_>, names: &Names<'_>, until: usize) -> Option<Span> {
    let from = (1..until)
        .rev()
        .find(|&at| {
            matches!(words.str(at), ";" | "while" | "but")
                && words.predication(at + 1).is_some_and(|p| p.verb < until && p.subject.0 == at + 1)
        })
        .map_or(0, |at| at + 1);
    let found = words.predication(from).filter(|p| p.verb <= until && p.subject.0 < p.subject.1)?;
    // "Speaking in Salem, New Hampshire, Berg went …": the name at the verb.
    let near = names.people(words.span(found.subject.0, found.verb)).next_back();
    let near = near.filter(|n| words.at(n.end) == found.verb && words.at(n.start) > found.subject.0);
    noun_phrase(words, names, found.subject.0, found.subject.1)
        .filter(|span| near.is_none() || names.first(*span) == Some(*span))
        .or(near)
}

/// The name, pronoun or noun phrase from word `from` to before word `to`.
fn noun_phrase(words: &Words<'_>, names: &Names<'_>, from: usize, to: usize) -> Option<Span> {
    let from = (from..to).find(|&at| words.is_word(at) || words.str(at).starts_with(char::is_numeric))?;
    let span = words.span(from, to);
    // "A few days ago he": the word at the verb.
    for at in [from, to.saturating_sub(1)] {
        let word = words.span(at, at + 1);
        if let Some(length) = pronoun(words.str(at)) {
            return Some(Span::new(word.start, word.start + length));
        }
    }
    if let Some(name) = names.head(words, span) {
        return Some(name);
    }
    Some(words.span(from, to.min(from + PHRASE)))
}

/// Where the noun phrase that ends before word `end` begins.
fn subject_start(words: &Words<'_>, first: usize, end: usize) -> usize {
    let stops = |at: usize| {
        let word = words.str(at);
        let next_capital = words.str(at + 1).starts_with(char::is_uppercase);
        let conjunction = matches!(word, "and" | "but" | "or") && !(next_capital && at > first && names_two(words, at));
        matches!(word, "," | ";" | ":" | "—" | "–" | ")" | "(")
            || is_mark(word)
            || conjunction
            || matches!(words.class(at), Some(Class::Subordinator | Class::Saying | Class::Verb | Class::Auxiliary))
                && !word.starts_with(char::is_uppercase)
    };
    // A relative pronoun stands for what is before it: "critics who say", "a memo that says".
    if end > first + 1 && matches!(words.str(end - 1), "who" | "that" | "which") {
        return subject_start(words, first, end - 1).min(end - 2).max(first);
    }
    (first..end).rev().find(|&at| stops(at)).map_or(first, |at| at + 1)
}

/// "Palmer and Sherman": capitals on both sides.
fn names_two(words: &Words<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| words.str(b).starts_with(char::is_uppercase))
}

/// The noun phrase that begins at a word: "said John Smith, the mayor".
fn phrase_from(words: &Words<'_>, names: &Names<'_>, at: usize) -> Option<Span> {
    let ends = |i: usize| {
        i > at
            && (matches!(
                words.str(i),
                "," | ";" | "—" | "–" | "(" | "." | "of" | "who" | "in" | "on" | "at" | "as" | "to"
            ) || matches!(
                words.str(i),
                "during" | "when" | "after" | "while" | "before" | "with" | "from" | "about"
            ) || words.class(i) == Some(Class::Auxiliary))
    };
    let end = (at..words.len().min(at + PHRASE)).find(|&i| ends(i)).unwrap_or(words.len().min(at + PHRASE));
    // "said Kestrel’s chief executive, Dana Whitlock"
    let apposed = || names.people(words.span(end + 1, words.len())).next().filter(|n| words.at(n.start) == end + 1);
    if words.str(end) == ","
        && names.head(words, words.span(at, end)).is_none()
        && let Some(name) = apposed()
    {
        return Some(name);
    }
    noun_phrase(words, names, at, end)
}

/// The first of the auxiliaries and adverbs before a verb.
fn before_helpers(words: &Words<'_>, first: usize, cue: usize) -> usize {
    let helper = |at: usize| {
        let word = words.str(at);
        matches!(words.class(at), Some(Class::Auxiliary | Class::Adverb))
            || word.len() > 4 && word.ends_with("ly") && word.starts_with(char::is_lowercase)
            || matches!(word, "been" | "even" | "once" | "simply" | "’s" | "'s" | "went" | "goes")
    };
    (first..cue).rev().take_while(|&at| helper(at)).last().unwrap_or(cue)
}

/// "is saying", "He’s claiming".
fn is_progressive(words: &Words<'_>, cue: usize) -> bool {
    let be = |word: &str| matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "am");
    (cue.saturating_sub(3)..cue).any(|at| be(words.str(at)))
        || cue.checked_sub(1).is_some_and(|b| pronoun(words.str(b)).is_some_and(|l| l < words.str(b).len()))
}

/// "was asked", "has been called".
fn is_passive(words: &Words<'_>, cue: usize) -> bool {
    let be = |at: usize| matches!(words.str(at), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let adverb = |at: usize| words.class(at) == Some(Class::Adverb);
    let before = cue.checked_sub(1);
    words.str(cue).ends_with("ed") && before.is_some_and(|b| be(b) || adverb(b) && b.checked_sub(1).is_some_and(be))
}

fn is_cue(words: &Words<'_>, at: usize) -> bool {
    let word = words.str(at);
    // "his call", "the reports": a noun.
    let noun = at.checked_sub(1).is_some_and(|b| words.class(b) == Some(Class::Determiner) && words.str(b) != "all");
    !noun && CUES.contains(word) && (!NOUNS.contains(word) || has_subject(words, at))
}

/// Whether what stands before the word can be its subject: a name, a pronoun, an aside, "the ad".
fn has_subject(words: &Words<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = words.str(before);
    let owner = |b: usize| words.class(b) == Some(Class::Determiner) || words.str(b).ends_with(['s', 'S']);
    let determined = before.checked_sub(1).is_some_and(owner);
    word.starts_with(char::is_uppercase)
        || matches!(word, "," | ")" | "also" | "and" | "who" | "that" | "which")
        || is_pronoun(word)
        || determined
}

fn is_according(words: &Words<'_>, at: usize) -> bool {
    words.str(at).eq_ignore_ascii_case("according") && words.str(at + 1) == "to"
        || words.str(at).eq_ignore_ascii_case("según")
}

pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "he" | "she" | "they" | "it" | "i" | "we" | "you" | "who" | "él" | "ella" | "ellos" | "ellas"
    )
}

/// The length in bytes of the pronoun that a word is or begins with: "he", "He’s".
fn pronoun(word: &str) -> Option<usize> {
    let bare = word.split(['\'', '’']).next().unwrap_or_default();
    is_pronoun(bare).then_some(bare.len())
}

/// Where the first sentence of a span ends.
pub(super) fn sentence_end(text: &str, within: Span) -> usize {
    let words = tokens(text, within);
    let end = (0..words.len()).find(|&at| ends_sentence(text, &words, at));
    end.and_then(|at| words.get(at)).map_or(within.end, |mark| mark.span.start)
}

/// Where the last sentence of a span begins.
pub(super) fn sentence_start(text: &str, within: Span) -> usize {
    let words = tokens(text, within);
    let start = (0..words.len()).rev().find(|&at| ends_sentence(text, &words, at));
    start.and_then(|at| words.get(at)).map_or(within.start, |mark| mark.span.end)
}

/// Titles that end in a period before a name.
const ADDRESS: &str = " Mr Mrs Ms Dr Rep Sen Gov Gen Col Lt Jr St Prof Reps Sens Rev Sgt Capt ";

fn ends_sentence(text: &str, words: &[crate::reading::Token], at: usize) -> bool {
    let Some(mark) = words.get(at).filter(|w| matches!(w.span.of(text), "." | "!" | "?")) else { return false };
    let previous = at.checked_sub(1).and_then(|p| words.get(p)).map_or("", |w| w.span.of(text));
    let glued = words.get(at + 1).is_some_and(|n| n.span.start == mark.span.end);
    let short = previous.chars().count() <= 4 && previous.chars().next().is_some_and(char::is_uppercase);
    let known = !previous.is_empty() && ADDRESS.contains(&format!(" {previous} "));
    !(glued || known || (short && (previous.chars().count() == 1 || previous.contains('.'))))
}

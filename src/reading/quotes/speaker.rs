//! Who says a quotation: the subject of the verb of speech beside it.

use super::marks::Quoted;
use crate::article::{Article, Span};
use crate::reading::{Fact, FactKind, Token, TokenKind, tokens};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What stands beside a quotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: Option<Span>,
    /// A verb of speech, "according to" or a colon goes with it.
    pub(super) cue: bool,
    /// The attribution stands after the quotation.
    pub(super) after: bool,
    /// The attribution stands before it.
    pub(super) before: bool,
}

static CUES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("data/cues.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// How far from a quotation its attribution can stand, in bytes.
const REACH: usize = 320;

/// A name under a quotation is at most so long, in bytes.
const SIGNED: usize = 60;

/// So many names are looked at for a pronoun.
const NAMES: usize = 32;

/// Reads attributions in one article.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    article: &'a Article,
    names: Vec<&'a Fact>,
    quoted: &'a [Quoted],
    /// In a text of long lines a line break ends the paragraph; in a wrapped text it does not.
    long_lines: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(article: &'a Article, names: &'a [Fact], quoted: &'a [Quoted]) -> Self {
        let names = names.iter().filter(|f| matches!(f.kind(), FactKind::Person | FactKind::Organization)).collect();
        let long_lines = article.text().contains("\n\n") || !article.text().contains('\n');
        Self { article, names, quoted, long_lines }
    }

    /// Whether a line break in this text ends a paragraph.
    pub(super) const fn long_lines(&self) -> bool {
        self.long_lines
    }

    /// The attribution of the quotation at this index.
    pub(super) fn attribution(&self, at: usize) -> Attribution {
        let Some(quote) = self.quoted.get(at) else { return Attribution::default() };
        let after = self.after(at, quote.outer);
        let before = self.before(at, quote.outer);
        let ends = quote.inner.of(self.article.text()).ends_with([',', '?', '!', '—', '-']);
        match (after, before) {
            (Some(after), _) if ends || before.is_none() => {
                Attribution { speaker: after.speaker, cue: true, after: true, before: false }
            }
            (_, Some(before)) => Attribution { speaker: before.speaker, cue: true, after: false, before: true },
            _ => Attribution::default(),
        }
    }

    /// The clause after the quotation, to the end of its sentence.
    fn after(&self, at: usize, quote: Span) -> Option<Clause> {
        let text = self.article.text();
        let limit = self.quoted.get(at + 1).map_or(text.len(), |next| next.outer.start);
        let end = floor(text, limit.min(quote.end + REACH));
        let window = Span::new(quote.end, end);
        let cut = window.of(text).find('\n').filter(|_| self.long_lines).map_or(end, |n| quote.end + n);
        let words = first_sentence(text, &tokens(text, Span::new(quote.end, cut)));
        self.clause_after(&words)
    }

    fn clause_after(&self, words: &[Token]) -> Option<Clause> {
        let text = self.article.text();
        let first = words.iter().position(|w| w.kind != TokenKind::Mark)?;
        if words.first().is_some_and(|w| matches!(w.span.of(text), "—" | "–" | "―" | "-")) && words.len() < 16 {
            // “…” — Jane Doe
            let signed =
                words.get(first).map(|w| w.span).and_then(|s| self.name_in(Span::new(s.start, s.end + SIGNED)));
            let signed = signed.filter(|n| words.get(first).is_some_and(|w| n.span.start == w.span.start));
            if let Some(name) = signed {
                return Some(Clause { speaker: Some(name.span) });
            }
        }
        let cue = words.iter().position(|w| is_cue(text, w.span) || is_according(text, words, w))?;
        let word = |at: usize| words.get(at).map_or("", |w| w.span.of(text));
        if word(cue) == "according" {
            return Some(Clause { speaker: self.phrase_from(words, cue + 2) });
        }
        // "… ," X said: the subject stands between quotation and verb.
        if cue > first && !matches!(word(first), "and" | "but" | "as" | "when" | "while" | "in") {
            return Some(Clause { speaker: self.subject(words.get(first..cue).unwrap_or_default()) });
        }
        (cue == first).then(|| Clause { speaker: self.phrase_from(words, cue + 1) })
    }

    /// The sentence up to the quotation.
    fn before(&self, at: usize, quote: Span) -> Option<Clause> {
        let text = self.article.text();
        let limit = at.checked_sub(1).and_then(|p| self.quoted.get(p)).map_or(0, |p| p.outer.end);
        let start = ceil(text, limit.max(quote.start.saturating_sub(REACH)));
        let window = Span::new(start, quote.start);
        let from = window.of(text).trim_end().rfind('\n').filter(|_| self.long_lines).map_or(start, |n| start + n + 1);
        let all = tokens(text, Span::new(from, quote.start));
        let words = last_sentence(text, &all);
        let cue = words.iter().rposition(|w| is_cue(text, w.span) || is_according(text, words, w));
        let colon = words.last().is_some_and(|w| w.span.of(text) == ":");
        match cue {
            Some(cue) if words.get(cue).is_some_and(|w| w.span.of(text).eq_ignore_ascii_case("according")) => {
                Some(Clause { speaker: self.phrase_from(words, cue + 2) })
            }
            Some(cue) => {
                let speaker = self.subject(words.get(..cue).unwrap_or_default());
                Some(Clause { speaker })
            }
            None if colon => Some(Clause { speaker: self.first_name(words) }),
            None => None,
        }
    }

    /// The noun phrase that begins at a word: "said John Smith, the mayor".
    fn phrase_from(&self, words: &[Token], at: usize) -> Option<Span> {
        let text = self.article.text();
        let rest = words.get(at..)?;
        let stop = rest.iter().position(|w| {
            matches!(
                w.span.of(text),
                "," | ";"
                    | "—"
                    | "("
                    | "who"
                    | "in"
                    | "on"
                    | "at"
                    | "during"
                    | "as"
                    | "when"
                    | "after"
                    | "while"
                    | "."
                    | "of"
            ) && w.span.start > rest.first().map_or(0, |f| f.span.start)
        });
        let phrase = rest.get(..stop.unwrap_or(rest.len()).min(10))?;
        let span = cover(phrase)?;
        if phrase.first().is_some_and(|w| is_pronoun(w.span.of(text))) {
            return phrase.first().map(|w| w.span);
        }
        Some(self.name_in(span).map_or(span, |n| n.span))
    }

    /// The subject of a verb, among the words before it.
    fn subject(&self, words: &[Token]) -> Option<Span> {
        let text = self.article.text();
        let aside = words.last().is_some_and(|w| w.span.of(text) == ",");
        let (mut from, mut to) = (0, words.len());
        if !aside {
            // The last clause: after the last comma or conjunction.
            from = words
                .iter()
                .rposition(|w| matches!(w.span.of(text), "," | ";" | ":" | "—" | "but" | "that" | "because"))
                .map_or(0, |at| at + 1);
        }
        while to > from && words.get(to - 1).is_some_and(|w| is_filler(w.span.of(text))) {
            to -= 1;
        }
        let clause = words.get(from..to)?;
        let span = cover(clause)?;
        if let Some(name) = self.name_in(span) {
            return Some(name.span);
        }
        if let Some(pronoun) = clause.iter().rev().find(|w| is_pronoun(w.span.of(text))) {
            return Some(pronoun.span);
        }
        if from > 0 && clause.iter().all(|w| w.span.of(text).chars().all(char::is_lowercase)) {
            // "X took the floor and said": the subject of the verb before.
            if let Some(span) = self.first_name(words) {
                return Some(span);
            }
        }
        let from = clause.len().saturating_sub(6);
        clause.get(from..).and_then(cover)
    }

    fn first_name(&self, words: &[Token]) -> Option<Span> {
        let text = self.article.text();
        self.name_in(cover(words)?)
            .map(|n| n.span)
            .or_else(|| words.iter().find(|w| is_pronoun(w.span.of(text))).map(|w| w.span))
    }

    /// The first person or organisation named within a span; a person goes first.
    fn name_in(&self, span: Span) -> Option<&'a Fact> {
        let from = self.names.partition_point(|n| n.span.start < span.start);
        let inside = || self.names.iter().skip(from).take_while(|n| n.span.end <= span.end);
        inside().find(|n| n.kind() == FactKind::Person).or_else(|| inside().next()).copied()
    }

    /// Who a pronoun stands for: the only person of its sentence and the one before.
    pub(super) fn name_of(&self, speaker: Span) -> Option<Span> {
        let text = self.article.text();
        if !matches!(speaker.of(text).to_lowercase().as_str(), "he" | "she" | "él" | "ella") {
            return None;
        }
        let (index, sentence) = self.article.sentence_at(speaker.start)?;
        let previous = index.checked_sub(1).and_then(|at| self.article.sentences().get(at));
        let start = previous.map_or(sentence.span.start, |s| s.span.start);
        let from = self.names.partition_point(|n| n.span.start < start);
        let mut people = self
            .names
            .iter()
            .skip(from)
            .take_while(|n| n.span.end <= speaker.start)
            .take(NAMES)
            .filter(|n| n.kind() == FactKind::Person);
        let first = people.next()?;
        let surname = |s: Span| s.of(text).rsplit(' ').next().unwrap_or_default().to_owned();
        let name = surname(first.span);
        people.all(|n| surname(n.span) == name).then_some(first.span)
    }
}

/// The speaker that a clause names, if any.
#[derive(Debug, Clone, Copy)]
struct Clause {
    speaker: Option<Span>,
}

fn cover(words: &[Token]) -> Option<Span> {
    let first = words.iter().find(|w| w.kind != TokenKind::Mark)?;
    let last = words.iter().rfind(|w| w.kind != TokenKind::Mark)?;
    Some(Span::new(first.span.start, last.span.end))
}

fn is_cue(text: &str, span: Span) -> bool {
    let word = span.of(text);
    CUES.contains(word) || word.strip_suffix("’s").or(word.strip_suffix("'s")).is_some_and(|_| false)
}

fn is_according(text: &str, words: &[Token], word: &Token) -> bool {
    word.span.of(text).eq_ignore_ascii_case("according")
        && words
            .iter()
            .any(|w| w.span.start > word.span.end && w.span.start <= word.span.end + 2 && w.span.of(text) == "to")
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "he" | "she" | "they" | "it" | "i" | "we" | "you" | "who" | "él" | "ella" | "ellos" | "ellas"
    )
}

/// Auxiliaries and adverbs between subject and verb.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "," | "has"
            | "have"
            | "had"
            | "also"
            | "then"
            | "later"
            | "once"
            | "has been"
            | "is"
            | "was"
            | "are"
            | "were"
            | "would"
            | "will"
            | "could"
            | "recently"
            | "simply"
            | "even"
            | "just"
            | "again"
            | "and"
            | "to"
            | "been"
            | "did"
            | "does"
            | "’s"
            | "'s"
    ) || (word.len() > 4 && word.ends_with("ly"))
}

/// Up to the first end of a sentence.
fn first_sentence(text: &str, words: &[Token]) -> Vec<Token> {
    let end = (0..words.len()).find(|&at| ends_sentence(text, words, at)).unwrap_or(words.len());
    words.get(..end).unwrap_or_default().to_vec()
}

fn last_sentence<'t>(text: &str, words: &'t [Token]) -> &'t [Token] {
    let start = (0..words.len()).rev().find(|&at| ends_sentence(text, words, at)).map_or(0, |at| at + 1);
    words.get(start..).unwrap_or_default()
}

fn ends_sentence(text: &str, words: &[Token], at: usize) -> bool {
    let Some(mark) = words.get(at).filter(|w| matches!(w.span.of(text), "." | "!" | "?")) else { return false };
    let previous = at.checked_sub(1).and_then(|p| words.get(p)).map_or("", |w| w.span.of(text));
    let glued = words.get(at + 1).is_some_and(|n| n.span.start == mark.span.end);
    let short = previous.chars().count() <= 4 && previous.chars().next().is_some_and(char::is_uppercase);
    let known = matches!(
        previous,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Rep"
            | "Sen"
            | "Gov"
            | "Gen"
            | "Col"
            | "Lt"
            | "Jr"
            | "St"
            | "Prof"
            | "Reps"
            | "Sens"
            | "Rev"
            | "Sgt"
            | "Capt"
    );
    !(glued || known || (short && (previous.chars().count() == 1 || previous.contains('.'))))
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

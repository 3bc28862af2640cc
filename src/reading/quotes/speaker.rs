//! Who says a quotation: what stands beside it, before it and after it.
//!
//! Knows where an attribution can stand. Which words of it are the speaker, `phrase` decides.

use super::marks::Quoted;
use super::phrase::{self, Names};
use crate::article::{Article, Span};
use crate::reading::clause::Words;
use crate::reading::{Fact, FactKind};

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

/// How far from a quotation its attribution can stand, in bytes.
const REACH: usize = 320;

/// A name under a quotation is at most so long, in bytes.
const SIGNED: usize = 60;

/// So many quotations of one sentence are looked over for its subject.
const CHAINED: usize = 4;

/// Between a quotation and the name under it stand at most so many bytes.
const NEAR: usize = 12;

/// So many names are looked at for a pronoun.
const NAMES: usize = 32;

/// The speaker that a clause names, if any.
type Clause = Option<Span>;

/// Reads attributions in one article.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    article: &'a Article,
    names: Names<'a>,
    quoted: &'a [Quoted],
    /// In a text of long lines a line break ends the paragraph; in a wrapped text it does not.
    long_lines: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(article: &'a Article, names: &'a [Fact], quoted: &'a [Quoted]) -> Self {
        let names = names.iter().filter(|f| matches!(f.kind(), FactKind::Person | FactKind::Organization)).collect();
        let long_lines = article.text().contains("\n\n") || !article.text().contains('\n');
        Self { article, names: Names::new(names), quoted, long_lines }
    }

    /// Whether a line break in this text ends a paragraph.
    pub(super) const fn long_lines(&self) -> bool {
        self.long_lines
    }

    /// The attribution of the quotation at this index.
    pub(super) fn attribution(&self, at: usize) -> Attribution {
        let Some(quote) = self.quoted.get(at) else { return Attribution::default() };
        let attributed = |speaker, after| Attribution { speaker, cue: true, after, before: !after };
        let inner = quote.inner.of(self.article.text());
        let before = self.before(at, quote.outer);
        // "…," she said: a comma or a question leads to what follows; a period ends the sentence.
        let runs_on = inner.ends_with([',', '?', '!', '—', '-']);
        let leads = inner.ends_with(',') || before.is_none_or(|b| !b.leads);
        if runs_on
            && leads
            && let Some(after) = self.after(at, quote.outer)
        {
            return attributed(after.speaker, true);
        }
        if let Some(before) = before {
            return attributed(before.speaker, false);
        }
        match self.after(at, quote.outer) {
            Some(after) => attributed(after.speaker, true),
            None => self.signed(quote.outer).map_or_else(Attribution::default, |name| attributed(Some(name), true)),
        }
    }

    /// The clause after the quotation, to the end of its sentence.
    fn after(&self, at: usize, quote: Span) -> Option<phrase::After> {
        let text = self.article.text();
        let limit = self.quoted.get(at + 1).map_or(text.len(), |next| next.outer.start);
        let end = text.floor_char_boundary(limit.min(quote.end + REACH));
        let window = Span::new(quote.end, end);
        let cut = window.of(text).find('\n').filter(|_| self.long_lines).map_or(end, |n| quote.end + n);
        let words = Words::new(text, Span::new(quote.end, phrase::sentence_end(text, Span::new(quote.end, cut))));
        phrase::after(&words, &self.names)
    }

    /// "“…” — Jane Doe", on the same line or the next.
    fn signed(&self, quote: Span) -> Clause {
        let text = self.article.text();
        let rest = text.get(quote.end..)?;
        let dash = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '.');
        let name = dash.trim_start_matches(['—', '–', '―', '-', '_']);
        let name = (name.len() < dash.len()).then(|| name.trim_start())?;
        let start = quote.end + (rest.len() - name.len());
        let end = text.floor_char_boundary(text.len().min(start + 2 * SIGNED));
        let line = text.get(start..end)?.lines().next()?.trim_end();
        if start - quote.end >= NEAR || end - start == line.len() && end < text.len() {
            return None;
        }
        let name = line.trim_end_matches('.');
        let signed = name.split(' ').count() <= 5 && name.split(' ').all(|w| w.starts_with(char::is_uppercase));
        let named = self.names.first(Span::new(start, end)).filter(|n| n.start == start);
        named.or_else(|| signed.then(|| Span::new(start, start + name.len())))
    }

    /// The sentence up to the quotation.
    fn before(&self, at: usize, quote: Span) -> Option<phrase::Before> {
        let (words, first) = self.lead(at, quote);
        phrase::before(&words, &self.names, first, self.article.text().get(quote.end..).unwrap_or_default())
    }

    /// The words of the sentence before the quotation, over shorter quotations in it, and the
    /// index of the first word after those.
    fn lead(&self, at: usize, quote: Span) -> (Words<'a>, usize) {
        let text = self.article.text();
        let window = self.window_before(at, quote);
        let own = phrase::sentence_start(text, window);
        let mut start = own;
        let mut previous = at;
        for _ in 0..CHAINED {
            let before = previous.checked_sub(1).and_then(|p| self.quoted.get(p));
            let Some(before) = before.filter(|b| b.outer.end == start && quote.start - b.outer.start < REACH) else {
                break;
            };
            if before.inner.of(text).ends_with(['.', '!', '?']) {
                break;
            }
            previous -= 1;
            start = phrase::sentence_start(text, self.window_before(previous, before.outer));
        }
        let words = Words::new(text, Span::new(start, quote.start));
        let first = words.at(own);
        (words, first)
    }

    /// Whether the quotation at this index is a title, or a word used as a word.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let Some(quote) = self.quoted.get(at) else { return false };
        phrase::is_title(&self.lead(at, quote.outer).0, quote.inner.of(self.article.text()))
    }

    /// From the quotation before, or the paragraph's start, to this one.
    fn window_before(&self, at: usize, quote: Span) -> Span {
        let text = self.article.text();
        let limit = at.checked_sub(1).and_then(|p| self.quoted.get(p)).map_or(0, |p| p.outer.end);
        let start = text.ceil_char_boundary(limit.max(quote.start.saturating_sub(REACH)).min(quote.start));
        let window = Span::new(start, quote.start);
        let from = window.of(text).trim_end().rfind('\n').filter(|_| self.long_lines).map_or(start, |n| start + n + 1);
        Span::new(from, quote.start)
    }

    /// The speaker that the sentence before names, where the quotation is a sentence of its own:
    /// "Berg agreed. “We will act.”"
    pub(super) fn introduced(&self, at: usize) -> Clause {
        let text = self.article.text();
        let quote = self.quoted.get(at)?.outer;
        let whole = self.window_before(at, quote);
        let window = whole.trimmed(text);
        if !window.of(text).ends_with(['.', ':']) {
            return None;
        }
        let last = self.article.sentence_at(window.end.saturating_sub(1))?.1.span;
        // What follows a quotation's mark is its own attribution.
        let previous = at.checked_sub(1).and_then(|p| self.quoted.get(p));
        let opens = last.start >= window.start || previous.is_none_or(|q| q.outer.end != whole.start);
        let words = Words::new(text, Span::new(last.start.max(window.start), window.end));
        opens.then(|| phrase::told(&words, &self.names)).flatten()
    }

    /// Whether a span is a name, and which.
    pub(super) fn named(&self, span: Span) -> Option<Span> {
        self.names.first(span)
    }

    /// Who a pronoun stands for: the only person of its sentence and the one before; else `last`,
    /// who spoke last, where nobody else was named since.
    pub(super) fn name_of(&self, speaker: Span, last: Option<Span>) -> Option<Span> {
        let text = self.article.text();
        let pronoun = speaker.of(text).to_lowercase();
        if pronoun == "who" {
            return self.names.people(Span::new(speaker.start.saturating_sub(SIGNED), speaker.start)).last();
        }
        if !matches!(pronoun.as_str(), "he" | "she" | "él" | "ella") {
            return None;
        }
        let (index, sentence) = self.article.sentence_at(speaker.start)?;
        let previous = index.checked_sub(1).and_then(|at| self.article.sentences().get(at));
        let start = previous.map_or(sentence.span.start, |s| s.span.start);
        let near = self.only(Span::new(start, speaker.start));
        if near.is_some() || self.names.people(Span::new(start, speaker.start)).next().is_some() {
            return near;
        }
        let last = last.filter(|l| l.end <= speaker.start && speaker.start - l.start < 4 * REACH)?;
        self.only(Span::new(last.start, speaker.start))
    }

    /// The only person named within a span, at the first mention.
    fn only(&self, within: Span) -> Option<Span> {
        let text = self.article.text();
        let surname = |s: Span| s.of(text).rsplit(' ').next().unwrap_or_default().to_owned();
        let mut people = self.names.people(within).take(NAMES);
        let first = people.next()?;
        let name = surname(first);
        people.all(|n| surname(n) == name).then_some(first)
    }
}

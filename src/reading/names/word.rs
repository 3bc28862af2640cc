//! Words as the reader of names sees them: possessives cut off, abbreviations whole, shapes and
//! boundaries noted.

use super::gazetteer::{self, Known};
use crate::article::{Article, Role, Sentence, Span};
use crate::reading::{Token, TokenKind, tokens};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    /// "Paris", "al-Faqih"
    Capital,
    /// "NATO", "LONDON"
    Upper,
    /// "J.", "J.P."
    Initial,
    Number,
    Mark,
}

/// A word, number or mark of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Without a possessive ending.
    pub(super) span: Span,
    pub(super) shape: Shape,
    pub(super) known: Known,
    /// Nothing before this word belongs to the same name.
    pub(super) breaks: bool,
    /// First word of its sentence, of a quotation or after a colon: a capital says nothing.
    pub(super) opens: bool,
    /// It ends in 's.
    pub(super) possessive: bool,
    pub(super) line: Line,
}

/// What the line around a word is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Prose,
    /// In capitals.
    Shouted,
    /// A row of a table: names and figures, hardly a verb.
    Table,
    ShoutedTable,
}

impl Word {
    pub(super) fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Whether it stands in a line of capitals.
    pub(super) const fn shouted(&self) -> bool {
        matches!(self.line, Line::Shouted | Line::ShoutedTable)
    }

    /// Whether it stands in a row of a table.
    pub(super) const fn tabled(&self) -> bool {
        matches!(self.line, Line::Table | Line::ShoutedTable)
    }

    /// Whether it is written as names are.
    pub(super) const fn capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }
}

/// Adds a word in lower case.
pub(super) fn push_lower(out: &mut String, word: &str) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// The words of an article's sentences, page furniture left out.
pub(super) fn words(article: &Article) -> Vec<Word> {
    let text = article.text();
    let width = wrap_width(text);
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut before: Option<Span> = None;
    for sentence in article.sentences().iter().filter(|s| s.role != Role::Furniture) {
        let wrapped = before.is_some_and(|b| is_wrap(text, b, sentence.span, width));
        before = Some(sentence.span);
        read_sentence(text, sentence, wrapped, width, &mut found);
    }
    found
}

fn read_sentence(text: &str, sentence: &Sentence, wrapped: bool, width: usize, found: &mut Vec<Word>) {
    let from = found.len();
    let list = tokens(text, sentence.span);
    let mut at = 0;
    let mut opens = true;
    let mut was_glued = false;
    while let Some(&token) = list.get(at) {
        let next = list.get(at + 1).copied();
        let (token, used) = with_period(text, token, next);
        let (span, possessive) = without_possessive(text, token);
        let (span, glued) = without_glued(text, span);
        let word = span.of(text);
        let first = at == 0;
        let previous = at.checked_sub(1).and_then(|p| list.get(p));
        let breaks = if first { !wrapped } else { previous.is_some_and(|p| line_break(text, p.span, span, width)) };
        let known = gazetteer::word(word);
        let before = found.last().filter(|_| !first).map_or("", |w| w.of(text));
        // "in the U.S. He said": a period can belong to a word and end the sentence too.
        let after_period =
            before.len() > 1 && before.ends_with('.') && known.any(Known::COMMON) && !known.any(NAME_PARTS);
        let ends_sentence = matches!(before, "." | "!" | "?") || after_period;
        opens = (opens && !first && at_mark(found.last()))
            || (first && !wrapped)
            || breaks
            || ends_sentence
            || opens_quotation(text, found.last());
        found.push(Word {
            span,
            shape: shape_of(word, token.kind),
            known,
            breaks: breaks || ends_sentence || was_glued,
            opens,
            possessive,
            line: Line::Prose,
        });
        was_glued = glued;
        at += used;
    }
    let line = found.get_mut(from..).unwrap_or_default();
    let kind = kind_of_line(text, line);
    for word in line.iter_mut() {
        word.line = kind;
    }
}

/// What a common word can be inside a name.
const NAME_PARTS: Known =
    Known::GIVEN.and(Known::SURNAME).and(Known::ORG_WORD).and(Known::ORG_HEAD).and(Known::PLACE_WORD);

fn at_mark(word: Option<&Word>) -> bool {
    word.is_some_and(|w| w.shape == Shape::Mark)
}

fn opens_quotation(text: &str, last: Option<&Word>) -> bool {
    last.is_some_and(|w| {
        w.shape == Shape::Mark && matches!(w.of(text), "\"" | "“" | "‘" | "«" | ":" | "`" | "•" | "_" | "—" | "–")
    })
}

/// A word whose period belongs to it: initials, "U.S.", "Corp."
fn with_period(text: &str, token: Token, next: Option<Token>) -> (Token, usize) {
    let Some(next) = next.filter(|n| n.span.start == token.span.end && n.span.of(text) == ".") else {
        return (token, 1);
    };
    let word = token.span.of(text);
    let whole = Span::new(token.span.start, next.span.end);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() <= 2);
    if token.kind == TokenKind::Word && (initial || dotted || gazetteer::is_abbreviation(whole.of(text))) {
        return (Token { span: whole, kind: token.kind }, 2);
    }
    (token, 1)
}

/// The word without 's; names that end so ("Moody's") are found again as phrases.
fn without_possessive(text: &str, token: Token) -> (Span, bool) {
    let word = token.span.of(text);
    if !word.ends_with(['s', 'S']) {
        return (token.span, false);
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| !s.is_empty())
            && !gazetteer::is_whole(word)
        {
            return (Span::new(token.span.start, token.span.start + stem.len()), true);
        }
    }
    (token.span, false)
}

/// The word without a sentence's first word that lost its space: `HarrisHis`.
fn without_glued(text: &str, span: Span) -> (Span, bool) {
    const OPENERS: [&str; 12] =
        ["The", "His", "Her", "This", "Which", "That", "But", "They", "And", "She", "What", "When"];
    let word = span.of(text);
    if !word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return (span, false);
    }
    for opener in OPENERS {
        if let Some(stem) = word.strip_suffix(opener)
            && stem.len() > 3
            && stem.ends_with(char::is_lowercase)
        {
            return (Span::new(span.start, span.start + stem.len()), true);
        }
    }
    (span, false)
}

fn shape_of(word: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Number => return Shape::Number,
        TokenKind::Mark => return Shape::Mark,
        TokenKind::Word => {}
    }
    // Most words need no more than this.
    if let Some((first, rest)) = word.as_bytes().split_first()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        if first.is_ascii_lowercase() {
            return Shape::Lower;
        }
        if first.is_ascii_uppercase() && !rest.is_empty() {
            return Shape::Capital;
        }
    }
    if is_contraction(word) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Mark };
    let rest = letters.clone().count();
    if !first.is_uppercase() {
        // "al-Faqih", "d'Estaing", "iPhone", "eBay"
        let inner = word.chars().skip(1).take(4).any(char::is_uppercase);
        return if inner { Shape::Capital } else { Shape::Lower };
    }
    if rest == 0 || (word.ends_with('.') && word.split('.').all(|p| p.chars().count() <= 1) && rest < 3) {
        return if gazetteer::is_upper(word) && gazetteer::word(word).any(Known::PLACE.and(Known::ORG)) {
            Shape::Upper
        } else {
            Shape::Initial
        };
    }
    if letters.all(char::is_uppercase) { Shape::Upper } else { Shape::Capital }
}

/// "You'll", "Don’t", "They've": never a part of a name, however they are written.
fn is_contraction(word: &str) -> bool {
    let Some((stem, ending)) = word.rsplit_once(['\'', '’']) else { return false };
    let pronoun = || {
        matches!(
            stem.to_ascii_lowercase().as_str(),
            "i" | "you" | "he" | "she" | "it" | "we" | "they" | "there" | "that" | "who"
        )
    };
    match ending {
        "ll" | "re" | "ve" | "LL" | "RE" | "VE" => stem.len() < 8,
        "t" | "T" => stem.ends_with(['n', 'N']) && stem.len() < 8,
        "d" | "m" | "D" | "M" => pronoun(),
        _ => false,
    }
}

fn kind_of_line(text: &str, words: &[Word]) -> Line {
    let count = |shape: Shape| words.iter().filter(|w| w.shape == shape).count();
    let long = |w: &&Word| matches!(w.shape, Shape::Upper | Shape::Lower | Shape::Capital) && w.of(text).len() > 1;
    let all = words.iter().filter(long).count();
    let upper = words.iter().filter(long).filter(|w| w.shape == Shape::Upper).count();
    let shouted = upper >= 3 && upper * 10 >= all * 7;
    let (numbers, written) = (count(Shape::Number), words.len() - count(Shape::Mark));
    let table = numbers > 0 && numbers * 4 >= written && count(Shape::Lower) * 3 <= written;
    match (shouted, table) {
        (false, false) => Line::Prose,
        (true, false) => Line::Shouted,
        (false, true) => Line::Table,
        (true, true) => Line::ShoutedTable,
    }
}

/// The width at which lines were wrapped, or 0 where they were not.
fn wrap_width(text: &str) -> usize {
    const WIDEST: usize = 100;
    let longest = text.lines().map(str::len).max().unwrap_or_default();
    if longest <= WIDEST { longest } else { 0 }
}

/// News wires wrap unevenly: so many bytes of slack are allowed.
const SLACK: usize = 6;

/// Whether a name can run on from the end of one sentence to the start of the next: a line was
/// wrapped there, for the next word would not have fitted.
fn is_wrap(text: &str, before: Span, after: Span, width: usize) -> bool {
    let ended = before.of(text).ends_with(['.', '!', '?', '”', '"', ':']);
    let lines = Span::new(before.end, after.start).of(text).contains('\n');
    lines && !ended && !line_break(text, before, after, width)
}

fn line_break(text: &str, before: Span, after: Span, width: usize) -> bool {
    let gap = Span::new(before.end, after.start).of(text);
    if matches!(gap, "" | " ") {
        return false;
    }
    let Some(first) = gap.find('\n') else { return gap.contains('\t') };
    if width == 0 || gap.matches('\n').count() > 1 || gap.contains('\t') {
        return true;
    }
    let end = before.end + first;
    let line = text.get(..end).unwrap_or_default().bytes().rev().take(width + 1).take_while(|&b| b != b'\n').count();
    let next = text.get(after.start..).unwrap_or_default().bytes().take(width).take_while(|b| !b.is_ascii_whitespace());
    line + 1 + next.count() + SLACK < width
}

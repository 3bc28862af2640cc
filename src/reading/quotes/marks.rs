//! Pairs of quotation marks: where quoted matter begins and ends.
//!
//! Knows typography, nothing of speakers. A quotation that goes on in the next paragraph opens
//! again there without having been closed; the two are one.

use crate::article::Span;

/// Text between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With its marks.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
}

/// The signs that can begin and end a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// “ ”
    Curly,
    /// " on both sides
    Straight,
    /// ‘ ’
    CurlySingle,
    /// ' on both sides
    Single,
    /// « »
    Angle,
    /// Two grave accents or two apostrophes, as news wires and treebanks write them.
    Double,
}

impl Sign {
    /// Whether careless typing opens with the one and closes with the other: “so".
    const fn mixes(self, other: Self) -> bool {
        matches!((self, other), (Self::Curly, Self::Straight) | (Self::Straight, Self::Curly))
    }
}

#[derive(Debug, Clone, Copy)]
struct Open {
    sign: Sign,
    outer: usize,
    inner: usize,
}

/// A mark met in the text, and what it can be there.
#[derive(Debug, Clone, Copy)]
struct Mark {
    sign: Sign,
    at: usize,
    end: usize,
    opens: bool,
    closes: bool,
}

/// The outermost quotations of a text, in order.
pub(super) fn quoted(text: &str) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut paragraph_end = None;
    let mut nested = false;
    for event in events(text) {
        match event {
            Event::Paragraph(end) => paragraph_end = Some(end),
            Event::Mark(mark) => {
                if let (Some(unclosed), Some(end)) = (open, paragraph_end.take()) {
                    // Left open over the end of a paragraph: it goes on only if this paragraph
                    // begins with the same mark, otherwise it ended there.
                    let again = mark.opens
                        && mark.sign == unclosed.sign
                        && text.get(end..mark.at).is_some_and(|g| g.trim().is_empty());
                    if again {
                        continue;
                    }
                    (open, nested) = (None, false);
                    if unclosed.sign != Sign::Single && unclosed.sign != Sign::CurlySingle {
                        push(text, unclosed, end, end, &mut found);
                    }
                }
                paragraph_end = None;
                match open {
                    None if mark.opens => open = Some(Open { sign: mark.sign, outer: mark.at, inner: mark.end }),
                    // Inside, the other kind of mark: “He said "no" to me.”
                    Some(started) if started.sign.mixes(mark.sign) && mark.opens && !mark.closes => nested = true,
                    Some(started) if started.sign.mixes(mark.sign) && mark.closes && nested => nested = false,
                    Some(started) if (started.sign == mark.sign || started.sign.mixes(mark.sign)) && mark.closes => {
                        push(text, started, mark.at, mark.end, &mut found);
                        (open, nested) = (None, false);
                    }
                    // A single quotation mark that turned out an apostrophe gives way.
                    Some(started)
                        if matches!(started.sign, Sign::Single | Sign::CurlySingle)
                            && mark.opens
                            && !matches!(mark.sign, Sign::Single | Sign::CurlySingle) =>
                    {
                        open = Some(Open { sign: mark.sign, outer: mark.at, inner: mark.end });
                    }
                    _ => {}
                }
            }
        }
    }
    if let Some(unclosed) = open.filter(|o| !matches!(o.sign, Sign::Single | Sign::CurlySingle)) {
        let end = paragraph_end.unwrap_or(text.len());
        push(text, unclosed, end, end, &mut found);
    }
    found
}

fn push(text: &str, open: Open, inner: usize, outer: usize, found: &mut Vec<Quoted>) {
    let inner = Span::new(open.inner, inner).trimmed(text);
    if inner.of(text).chars().any(char::is_alphanumeric) {
        found.push(Quoted { outer: Span::new(open.outer, outer), inner });
    }
}

enum Event {
    /// A paragraph ended at this offset.
    Paragraph(usize),
    Mark(Mark),
}

fn events(text: &str) -> impl Iterator<Item = Event> {
    let hard = !text.contains("\n\n") && !text.contains("\n\t");
    let mut skip = 0;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        // Marks are of few ASCII characters or of others: their first bytes tell.
        if at < skip || !matches!(byte, b'\n' | b'"' | b'\'' | b'`' | 0xC0..) {
            return None;
        }
        let c = text.get(at..)?.chars().next()?;
        if c == '\n' {
            let rest = text.get(at + 1..).unwrap_or_default();
            let long = hard || rest.trim_start_matches([' ', '\r']).starts_with(['\n', '\t']);
            return long.then_some(Event::Paragraph(at));
        }
        let mark = mark_at(text, at, c)?;
        skip = mark.end;
        Some(Event::Mark(mark))
    })
}

fn mark_at(text: &str, at: usize, c: char) -> Option<Mark> {
    if !matches!(c, '“' | '”' | '„' | '"' | '‘' | '’' | '\'' | '`' | '«' | '»') {
        return None;
    }
    let end = at + c.len_utf8();
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    let spaced = before.is_none_or(|b| {
        b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '_' | '/' | '\u{200b}')
    });
    let inside = after.is_some_and(|a| !a.is_whitespace());
    let mark = |sign, end, opens, closes| Some(Mark { sign, at, end, opens, closes });
    match c {
        '“' | '„' => mark(Sign::Curly, end, true, !inside),
        '”' => mark(Sign::Curly, end, spaced && inside, true),
        '«' => mark(Sign::Angle, end, true, false),
        '»' => mark(Sign::Angle, end, false, true),
        '"' => {
            mark(Sign::Straight, end, spaced || !inside && before.is_some_and(char::is_whitespace), !spaced || !inside)
        }
        '‘' => mark(Sign::CurlySingle, end, inside, false),
        '’' => mark(Sign::CurlySingle, end, false, closes_single(before, after)),
        '`' if after == Some('`') => mark(Sign::Double, end + 1, true, false),
        '\'' if after == Some('\'') => {
            let beyond = text.get(end + 1..).and_then(|t| t.chars().next());
            let ahead = beyond.is_some_and(|a| !a.is_whitespace());
            mark(Sign::Double, end + 1, spaced && ahead, !spaced || !ahead)
        }
        '\'' => mark(Sign::Single, end, spaced && after.is_some_and(char::is_uppercase), closes_single(before, after)),
        _ => None,
    }
}

/// An apostrophe stands after letters; a single closing mark after punctuation.
fn closes_single(before: Option<char>, after: Option<char>) -> bool {
    let punctuated = before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?' | '…'));
    punctuated && after.is_none_or(|a| !a.is_alphanumeric())
}

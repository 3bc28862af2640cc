//! Quotations: what was said, word for word, and who said it.
//!
//! A quotation broken by its attribution ("…," she said. "…") is one fact from the first mark to
//! the last. Words in quotation marks that nobody is said to have spoken are left out unless they
//! are long enough to be speech.

mod marks;
mod speaker;
#[cfg(test)]
mod tests;

use self::marks::Quoted;
use self::speaker::{Attribution, Reader};
use super::{Fact, Mention, QuoteValue, Value};
use crate::article::{Article, Span};

/// Quoted matter of at least so many words is speech even where nobody is named.
const SPEECH: usize = 6;
/// An attribution between the halves of a quotation is at most so long, in bytes.
const BROKEN: usize = 160;

/// The quotations of an article in order of position.
pub(super) fn find(article: &Article, names: &[Fact]) -> Vec<Fact> {
    let text = article.text();
    let quoted = marks::quoted(text);
    let reader = Reader::new(article, names, &quoted);
    let mut found: Vec<(Span, Attribution, Span)> = Vec::new();
    for (at, quote) in quoted.iter().enumerate() {
        let attribution = reader.attribution(at);
        if let Some((span, before, outer)) = found.last_mut()
            && (quote.outer.start.saturating_sub(outer.end) <= BROKEN)
            && continues(&reader, Span::new(outer.end, quote.outer.start).of(text), before, &attribution)
        {
            span.end = quote.inner.end;
            *outer = quote.outer;
            if before.speaker.is_none() {
                *before = attribution;
            }
            continue;
        }
        let words = quote.inner.of(text).split_whitespace().take(SPEECH).count();
        if words >= SPEECH || attribution.cue {
            let attribution = inherit(text, found.last(), *quote, attribution);
            found.push((quote.inner, attribution, quote.outer));
        }
    }
    found.iter().filter_map(|(span, attribution, _)| fact(article, &reader, *span, attribution)).collect()
}

fn fact(article: &Article, reader: &Reader, span: Span, attribution: &Attribution) -> Option<Fact> {
    let speaker_name = attribution.speaker.and_then(|s| reader.name_of(s)).map(|span| Mention { span });
    let value = QuoteValue { speaker: attribution.speaker.map(|span| Mention { span }), speaker_name };
    let start = article.sentence_at(span.start).map_or(span.start, |(_, s)| s.span.start.min(span.start));
    let end = article.sentence_at(span.end.checked_sub(1)?).map_or(span.end, |(_, s)| s.span.end.max(span.end));
    Some(Fact { span, evidence: Span::new(start, end), value: Value::Quote(value) })
}

/// Whether the second quotation is the rest of the first, broken by its attribution.
fn continues(reader: &Reader, gap: &str, before: &Attribution, after: &Attribution) -> bool {
    if gap.contains("\n\n") || gap.contains("\n\t") || (reader.long_lines() && gap.contains('\n')) {
        return false;
    }
    let words = gap.trim();
    if words.is_empty() {
        return true;
    }
    let own = after.before && before.speaker != after.speaker && after.speaker.is_some();
    before.after && !own
}

/// A quotation that opens a paragraph without naming anybody is the last speaker's.
fn inherit(text: &str, last: Option<&(Span, Attribution, Span)>, quote: Quoted, own: Attribution) -> Attribution {
    let Some((_, before, outer)) = last else { return own };
    if own.speaker.is_some() || quote.outer.start.saturating_sub(outer.end) > 400 {
        return own;
    }
    let gap = Span::new(outer.end, quote.outer.start).of(text);
    if gap.len() > 300 && !gap.ends_with(['\n', ' ']) {
        return own;
    }
    Attribution { speaker: before.speaker, ..own }
}

//! Quotations: what was said, word for word, and who said it.
//!
//! A quotation broken by its attribution ("…," she said. "…") is one fact from the first mark to
//! the last. Words in quotation marks that nobody is said to have spoken are left out unless they
//! are long enough to be speech.

mod marks;
mod phrase;
mod speaker;
#[cfg(test)]
mod tests;

use self::marks::Quoted;
use self::speaker::{Attribution, Reader};
use super::{Fact, Mention, QuoteValue, Value};
use crate::article::{Article, Span};

/// Quoted matter of at least so many words is speech even where nobody is named.
const SPEECH: usize = 6;
/// So much is hardly ever a title.
const LONG: usize = 12;
/// An attribution between the halves of a quotation is at most so long, in bytes.
const BROKEN: usize = 160;
/// A quotation without an attribution is the last speaker's within so many bytes.
const INHERITED: usize = 400;

/// A quotation found: from its first mark to its last, with what stands beside it.
#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    outer: Span,
    attribution: Attribution,
}

/// The quotations of an article in order of position.
pub(super) fn find(article: &Article, names: &[Fact]) -> Vec<Fact> {
    let text = article.text();
    let quoted = marks::quoted(text);
    let reader = Reader::new(article, names, &quoted);
    let mut found: Vec<Found> = Vec::new();
    for (at, quote) in quoted.iter().enumerate() {
        let attribution = reader.attribution(at);
        if let Some(last) = found.last_mut()
            && quote.outer.start.saturating_sub(last.outer.end) <= BROKEN
            && continues(text, &reader, last, *quote, &attribution)
        {
            last.span.end = quote.inner.end;
            last.outer = quote.outer;
            if last.attribution.speaker.is_none() {
                last.attribution = attribution;
            }
            continue;
        }
        let words = quote.inner.of(text).split_whitespace().take(SPEECH).count();
        let speech = words >= SPEECH && !(words < LONG && reader.is_title(at));
        if speech || attribution.cue && !reader.is_title(at) {
            let attribution = inherit(text, &reader, found.last(), (at, *quote), attribution);
            found.push(Found { span: quote.inner, outer: quote.outer, attribution });
        }
    }
    let mut last = None;
    found.iter().filter_map(|found| fact(article, &reader, found, &mut last)).collect()
}

/// The fact, and in `last` the name of who spoke.
fn fact(article: &Article, reader: &Reader, found: &Found, last: &mut Option<Span>) -> Option<Fact> {
    let Found { span, attribution, .. } = *found;
    let speaker_name = attribution.speaker.and_then(|s| reader.name_of(s, *last));
    *last = attribution.speaker.and_then(|s| reader.named(s)).or(speaker_name).or(*last);
    let mention = |span: Option<Span>| span.map(|span| Mention { span });
    let value = QuoteValue { speaker: mention(attribution.speaker), speaker_name: mention(speaker_name) };
    let start = article.sentence_at(span.start).map_or(span.start, |(_, s)| s.span.start.min(span.start));
    let end = article.sentence_at(span.end.checked_sub(1)?).map_or(span.end, |(_, s)| s.span.end.max(span.end));
    Some(Fact { span, evidence: Span::new(start, end), value: Value::Quote(value) })
}

/// Whether the second quotation is the rest of the first, broken by its attribution: the words
/// between are one attribution, and lead on to it with a comma or end the sentence.
fn continues(text: &str, reader: &Reader, last: &Found, quote: Quoted, after: &Attribution) -> bool {
    let gap = Span::new(last.outer.end, quote.outer.start).of(text);
    if gap.contains("\n\n") || gap.contains("\n\t") || (reader.long_lines() && gap.contains('\n')) {
        return false;
    }
    let words = gap.trim();
    if words.is_empty() {
        return true;
    }
    let before = &last.attribution;
    let closed = quote.inner.of(text).ends_with([',', '?', '!']);
    let own = (after.before || after.after && closed) && before.speaker != after.speaker && after.speaker.is_some();
    before.after && !own && words.ends_with(['.', ',', ';', ':', '—', '–', '-'])
}

/// A quotation that names nobody: the sentence before says who speaks, or it is the last speaker.
fn inherit(text: &str, reader: &Reader, last: Option<&Found>, quote: (usize, Quoted), own: Attribution) -> Attribution {
    if own.speaker.is_some() {
        return own;
    }
    if !own.cue
        && let Some(speaker) = reader.introduced(quote.0)
    {
        return Attribution { speaker: Some(speaker), ..own };
    }
    let Some(last) = last else { return own };
    let gap = Span::new(last.outer.end, quote.1.outer.start).of(text);
    // "called it “late,” but said it was “right”": one sentence, one speaker.
    if gap.len() > INHERITED || own.cue && (gap.contains(['.', '\n']) || last.attribution.after && gap.len() > BROKEN) {
        return own;
    }
    Attribution { speaker: last.attribution.speaker, ..own }
}

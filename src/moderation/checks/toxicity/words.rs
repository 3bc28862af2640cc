//! A comment as words and signs.

use super::letters::{Letter, fold, is_picture};
use crate::article::Span;

/// A word or sign, as the model sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower-case and folded; masks (`*`) may stand for letters.
    pub(super) text: String,
    /// Its bytes in the comment.
    pub(super) span: Span,
    /// Longer than two letters and all of them capitals.
    pub(super) capitals: bool,
    /// Started with `#`.
    pub(super) hashtag: bool,
    /// Something is written in place of letters, or was put together from pieces.
    pub(super) disguised: bool,
}

/// More words than a comment of 4,000 characters needs; what comes after is not read.
const MOST_WORDS: usize = 2_400;
/// Longer words are cut: nobody reads them.
const LONGEST_WORD: usize = 40;

/// The words of `text`, without addresses and mentions.
pub(super) fn split(text: &str) -> Vec<Word> {
    let letters = fold(text);
    let mut words = Vec::new();
    let mut rest = letters.as_slice();
    while let Some((first, after)) = rest.split_first() {
        if words.len() >= MOST_WORDS {
            break;
        }
        let taken = if first.sign.is_whitespace() {
            after.len()
        } else if let Some(skipped) = address(rest) {
            rest.len().saturating_sub(skipped)
        } else {
            let length = word_length(rest);
            if let Some(word) = rest.get(..length) {
                words.extend(word_of(word));
            }
            rest.len().saturating_sub(length.max(1))
        };
        rest = rest.get(rest.len() - taken..).unwrap_or_default();
    }
    joined(words)
}

/// How many letters of a web address or a mention start here.
fn address(rest: &[Letter]) -> Option<usize> {
    let starts = |prefix: &str| prefix.chars().zip(rest).filter(|(c, l)| *c == l.sign).count() == prefix.len();
    let spaced = || rest.iter().take_while(|l| !l.sign.is_whitespace()).count();
    if starts("http://") || starts("https://") || starts("www.") {
        return Some(spaced());
    }
    for name in ["@user", "[url]", "[user]"] {
        if starts(name) {
            return Some(name.len());
        }
    }
    None
}

const fn is_mask(sign: char) -> bool {
    matches!(sign, '*' | '$' | '@' | '#' | '%' | '&' | '^' | '€' | '|' | '+')
}

fn is_wordy(sign: char) -> bool {
    sign.is_alphanumeric()
}

/// How many letters belong to the word, or sign, that starts here; at least one.
fn word_length(rest: &[Letter]) -> usize {
    let sign = |at: usize| rest.get(at).map_or(' ', |l| l.sign);
    let starts_word = is_wordy(sign(0)) || (matches!(sign(0), '#' | '@' | '$') && is_wordy(sign(1)));
    if !starts_word {
        return 1;
    }
    let mut at = 1;
    while at < rest.len() {
        let here = sign(at);
        let inner = is_wordy(sign(at + 1)) || is_mask(sign(at + 1));
        let goes_on = is_wordy(here)
            || (here == '\'' && is_wordy(sign(at + 1)))
            || (here == '!' && is_wordy(sign(at + 1)) && is_wordy(sign(at - 1)))
            || (here == '-' && at == 1 && is_wordy(sign(at + 1)))
            || is_mask(here)
            || (is_picture(here) && is_wordy(sign(at - 1)) && inner);
        if !goes_on {
            break;
        }
        at += 1;
    }
    while at > 1 && matches!(sign(at - 1), '&' | '+' | '|' | '^' | '%') {
        at -= 1;
    }
    at
}

/// The word made of these letters; nothing for signs that say nothing.
fn word_of(letters: &[Letter]) -> Option<Word> {
    let (first, last) = (letters.first()?, letters.last()?);
    let span = Span::new(first.start, last.end);
    let hashtag = first.sign == '#' && letters.len() > 1;
    let letters = if hashtag { letters.get(1..)? } else { letters };
    let capitals = letters.len() > 2 && letters.iter().all(|l| l.capital || !l.sign.is_alphabetic());
    let keep = |sign: char| {
        is_wordy(sign)
            || is_picture(sign)
            || is_mask(sign)
            || matches!(sign, '.' | '!' | '?' | '"' | ',' | ':' | ';' | '\'')
    };
    let mut text: String = letters.iter().take(LONGEST_WORD).map(|l| l.sign).collect();
    if letters.len() == 1 && !keep(first.sign) {
        return None;
    }
    let mut disguised = false;
    if letters.len() > 1 && letters.iter().any(|l| is_picture(l.sign)) {
        text = text.chars().map(|c| if is_picture(c) { '*' } else { c }).collect();
        disguised = true;
    }
    Some(Word { text, span, capitals, hashtag, disguised })
}

/// Joins letters that stand alone, as in `i d i o t`: three or more in a row.
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut run: Vec<Word> = Vec::new();
    let mut dot: Option<Word> = None;
    for word in words {
        if is_single(&word) {
            // A dot between single letters is part of the disguise.
            dot = None;
            run.push(word);
        } else if !run.is_empty() && dot.is_none() && matches!(word.text.as_str(), "." | "*" | "'") {
            dot = Some(word);
        } else {
            close(&mut run, &mut out);
            out.extend(dot.take());
            out.push(word);
        }
    }
    close(&mut run, &mut out);
    out.extend(dot);
    out
}

fn is_single(word: &Word) -> bool {
    let mut signs = word.text.chars();
    matches!((signs.next(), signs.next()), (Some(sign), None) if sign.is_alphanumeric() || matches!(sign, '@' | '$'))
}

fn close(run: &mut Vec<Word>, out: &mut Vec<Word>) {
    if run.len() < 3 {
        out.append(run);
        return;
    }
    let text: String = run.iter().take(LONGEST_WORD).map(|w| w.text.as_str()).collect();
    if let (Some(first), Some(last)) = (run.first(), run.last()) {
        let span = Span::new(first.span.start, last.span.end);
        out.push(Word { text, span, capitals: false, hashtag: false, disguised: true });
    }
    run.clear();
}

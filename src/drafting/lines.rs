//! An article's sentences as a model is shown them: numbered, one a line, in parts that fit.

use crate::article::{Article, Role};
use serde::Serialize;
use std::ops::Range;

/// A numbered sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its place among the article's sentences, from 0: what a draft cites.
    pub number: usize,
    pub text: String,
}

/// The parts of an article, as ranges of its lines; neighbours overlap.
pub type Parts = Vec<Range<usize>>;

/// The article does not fit: too many parts, or a sentence longer than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the article is too long for the language model")]
pub struct TooLong;

/// Lines that two parts share, so that what is told across a border is read together.
const OVERLAP: usize = 2;
/// What a line takes beside its words: its number and the break, in tokens.
const FRAME: usize = 6;

/// The news sentences, in order. What may not be quoted is left out.
pub fn lines(article: &Article) -> Vec<Line> {
    let news = article.sentences().iter().enumerate().filter(|(_, s)| s.role == Role::Body);
    let lines = news.map(|(number, s)| Line { number, text: single_line(article.slice(s.span)) });
    lines.filter(|line| !super::addresses_a_machine(&line.text)).collect()
}

/// Words of an article on one line: without breaks and control characters, and with single spaces.
pub fn single_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many tokens a text takes at most, by the letter: vocabularies differ, and most take fewer.
pub const fn tokens(text: &str) -> usize {
    text.len().div_ceil(3)
}

/// Splits lines into parts of at most `room` tokens each, at most `most` of them. Every line is in one.
pub fn parts(lines: &[Line], room: usize, most: usize) -> Result<Parts, TooLong> {
    let mut parts: Parts = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let mut used = 0;
        let fitting = lines.iter().skip(start).take_while(|line| {
            used += tokens(&line.text) + FRAME;
            used <= room
        });
        let end = start + fitting.count();
        let last = parts.last().map_or(0, |part| part.end);
        if end <= last || parts.len() == most {
            return Err(TooLong);
        }
        parts.push(start..end);
        if end == lines.len() {
            break;
        }
        // A part of a few long lines must still get ahead.
        start = end.saturating_sub(OVERLAP).max(start + 1).min(end);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(lengths: &[usize]) -> Vec<Line> {
        lengths.iter().enumerate().map(|(number, &n)| Line { number, text: "x".repeat(n) }).collect()
    }

    #[test]
    fn every_line_is_in_a_part_and_neighbours_overlap() {
        let lines = lines_of(&[30; 20]);
        assert_eq!(parts(&lines, 1_000, 9), Ok(std::iter::once(0..20).collect()));
        assert_eq!(parts(&lines, 16 * 8, 9), Ok(vec![0..8, 6..14, 12..20]));
        assert_eq!(parts(&[], 10, 9), Ok(vec![]));
    }

    #[test]
    fn what_does_not_fit_is_an_error_and_never_cut() {
        assert_eq!(parts(&lines_of(&[30; 20]), 16 * 4, 3), Err(TooLong));
        assert_eq!(parts(&lines_of(&[30, 3_000, 30]), 100, 9), Err(TooLong));
        assert_eq!(parts(&lines_of(&[3_000]), 100, 9), Err(TooLong));
        // Two lines a part: the overlap gives way.
        assert_eq!(parts(&lines_of(&[30; 4]), 32, 9), Ok(vec![0..2, 1..3, 2..4]));
        assert_eq!(parts(&lines_of(&[30; 3]), 16, 9), Ok(vec![0..1, 1..2, 2..3]));
    }
}

//! A comment as plain words: markup undone, shorthand spelt out, numbers by their shape.

use crate::article::Span;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// A word with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Span,
    /// In lower case, shorthand spelt out; `#phone` and the like for numbers.
    pub(super) meaning: String,
    /// Two or more letters, all capitals.
    pub(super) loud: bool,
}

/// Words beyond so many say nothing new.
const MOST: usize = 1_200;

static SHORTHAND: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("shorthand.txt").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(meaning, forms)| forms.split_whitespace().map(move |form| (form, meaning)))
        .collect()
});

/// The words of a text. Markup of pages (`<br />`, `&amp;`) is no word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest.chars().next() {
            Some('<') => markup(rest),
            Some('&') => entity(rest),
            Some(c) if c.is_alphanumeric() || is_money(c) => {
                let length = run(rest);
                found.push(word(text, Span::new(at, at + length)));
                length
            }
            Some(c) => c.len_utf8(),
            None => 1,
        };
        at += length.max(1);
        if found.len() >= MOST {
            break;
        }
    }
    found
}

const fn is_money(c: char) -> bool {
    matches!(c, '£' | '$' | '€' | '₦' | '₹')
}

/// Length of a tag of HTML at the start of `rest`, or of the `<` alone.
fn markup(rest: &str) -> usize {
    const LONGEST: usize = 300;
    let tag = rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/');
    let window = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or(rest);
    match window.find('>') {
        // What a link leads to is looked at with the addresses; here its mark is enough.
        Some(end) if tag => end + 1,
        _ => 1,
    }
}

/// Length of a named or numbered character at the start of `rest`, or of the `&` alone.
fn entity(rest: &str) -> usize {
    let body = rest.bytes().skip(1).take(8).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if body > 0 && rest.as_bytes().get(body + 1) == Some(&b';') { body + 2 } else { 1 }
}

/// Length of the word or number that `rest` begins with.
fn run(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let number = rest.starts_with(|c: char| c.is_ascii_digit() || is_money(c) || c == '+');
    let mut digits = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let inner = |test: fn(char) -> bool| next.is_some_and(test);
        let joins = match c {
            _ if c.is_alphanumeric() => true,
            '$' | '£' | '€' | '₦' | '₹' => at == 0 || inner(is_money),
            ',' | '.' if number => inner(|n| n.is_ascii_digit()) && digits < 12,
            ' ' | '-' if number && rest.starts_with('0') => inner(|n| n.is_ascii_digit()) && (3..12).contains(&digits),
            '\'' | '’' => inner(char::is_alphabetic) && at > 0,
            '&' => inner(|n| n.is_ascii_alphabetic()) && rest.starts_with(['t', 'T']) && at == 1,
            _ => false,
        };
        if !joins || at > 80 {
            break;
        }
        digits += usize::from(c.is_ascii_digit());
        end = at + c.len_utf8();
    }
    end
}

fn word(text: &str, span: Span) -> Word {
    let written = span.of(text);
    // Full-width and mathematical letters are letters.
    let plainer: String = if written.is_ascii() { written.to_owned() } else { written.nfkc().collect() };
    let lower: String = plainer.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
    let loud = written.chars().filter(|c| c.is_uppercase()).count() > 1 && !written.chars().any(char::is_lowercase);
    let meaning = number(&lower).map_or_else(|| plain(&lower), str::to_owned);
    Word { span, meaning, loud }
}

/// The shape of a number: what it is for, not which it is.
fn number(word: &str) -> Option<&'static str> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if word.starts_with(is_money) && digits > 0 {
        return Some("#money");
    }
    if word.chars().all(is_money) {
        return Some("$$$").filter(|_| word.len() > 2).map(|_| "money");
    }
    if digits == 0 || letters > 2 && digits < 9 {
        return None;
    }
    let plain = word.trim_start_matches(['+', '0']);
    let premium =
        ["9", "8", "449", "448"].iter().any(|p| plain.starts_with(p)) && digits >= 10 && word.starts_with(['0', '4']);
    match digits {
        _ if premium => Some("#premium"),
        10..=15 => Some("#phone"),
        5 if letters == 0 && !word.contains(['.', ',']) => Some("#short"),
        1 if letters == 0 => None,
        4 if letters == 0 && (word.starts_with("19") || word.starts_with("20")) => None,
        _ if letters == 1 && word.ends_with('p') => Some("#pence"),
        _ if letters == 1 && word.ends_with('k') => Some("#money"),
        _ if letters == 0 => Some("#number"),
        _ => None,
    }
}

/// Without what drawing out adds ("pleeease", "sooo"), shorthand spelt out.
fn plain(word: &str) -> String {
    if let Some(meaning) = SHORTHAND.get(word) {
        return (*meaning).to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut last = ['\0'; 2];
    for c in word.chars() {
        if last != [c, c] {
            out.push(c);
        }
        last = [last[1], c];
    }
    if out.starts_with('s') && out.len() > 6 && (out.contains("scrib") || out.contains("scrip") && out.contains("su")) {
        // The most misspelt word of all.
        return "subscribe".to_owned();
    }
    SHORTHAND.get(out.as_str()).map_or(out, |meaning| (*meaning).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_told_by_their_meaning() {
        // text | meanings
        let table = "
            PLZ sub 2 my chanel!! | please subscribe to my channel
            call 09061234567 now | call #premium now
            txt WIN to 81234 | text win to #short
            win &pound;500 or £1,000 | win 500 or #money
            one<br />two &amp; it&#39;s | one two it s
            T&Cs apply 150p | t&cs apply #pence
            ｓｕｂ ｔｏ ｍｙ channel | subscribe to my channel
            pleeeease I can't | please i can't";
        for line in table.lines().filter(|l| l.contains('|')) {
            let (text, expected) = line.split_once('|').unwrap();
            let found: Vec<String> = words(text.trim()).into_iter().map(|w| w.meaning).collect();
            assert_eq!(found.join(" ").replace("#number", "500"), expected.trim(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_words_of_the_text(text in "(\\PC|<a |&#39;|09|£|é){0,60}") {
            for word in words(&text) {
                prop_assert!(!word.span.of(&text).is_empty());
            }
        }
    }
}

//! From words to what the model reads: each word's rows in the table of weights and its classes.

use super::lexicon::{CAPITALS, Classes, DISGUISED, GRAVE, LEXICON, hash};
use super::words::{Word, split};
use crate::article::Span;

/// Rows for words; the rows after them are for pieces of words.
pub(super) const WORD_ROWS: u32 = 1 << 14;
/// Rows for pieces of words: three and four letters.
pub(super) const PIECE_ROWS: u32 = 1 << 13;
/// Pieces read of one word.
const MOST_PIECES: usize = 12;

/// Which words are known: hashes of the words of the training texts, sorted.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary(Vec<u32>);

impl Vocabulary {
    /// From hashes in any order.
    pub fn new(mut hashes: Vec<u32>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// The hashes, sorted.
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }

    fn knows(&self, word: &str) -> bool {
        self.0.binary_search(&short_hash(word)).is_ok()
    }
}

/// The hash under which a vocabulary knows a word.
pub fn short_hash(word: &str) -> u32 {
    (hash(word) >> 32) as u32
}

/// A word as the model reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    /// What it does, by the lists; bits in the order of the categories.
    pub classes: u64,
    /// The word's own row; none where the word is unknown.
    pub word: Option<u32>,
    /// Rows of its pieces.
    pub pieces: Vec<u32>,
    /// The word as read.
    pub text: String,
}

/// The words of a text as written, folded but not repaired: what a vocabulary is made of.
pub fn words(text: &str) -> Vec<String> {
    split(text).into_iter().filter(|word| !word.disguised && word.text.len() > 1).map(|word| word.text).collect()
}

/// Reads a text.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut words = Vec::new();
    for word in split(text) {
        repair(word, vocabulary, &mut words);
    }
    let hashes: Vec<u64> = words.iter().map(|word| hash(&word.text)).collect();
    let mut classes: Vec<Classes> = words
        .iter()
        .map(|word| {
            LEXICON.classes(&word.text)
                | if word.capitals { CAPITALS } else { 0 }
                | if word.disguised { DISGUISED } else { 0 }
        })
        .collect();
    LEXICON.mark_phrases(&hashes, &mut classes);
    words.into_iter().zip(classes).map(|(word, classes)| token(word, classes, vocabulary)).collect()
}

fn token(word: Word, classes: Classes, vocabulary: &Vocabulary) -> Token {
    let known = classes & !(CAPITALS | DISGUISED) != 0 || vocabulary.knows(&word.text) || word.text.len() < 2;
    let row = known.then(|| row(hash(&word.text), WORD_ROWS));
    Token { span: word.span, classes, word: row, pieces: pieces(&word.text), text: word.text }
}

#[expect(clippy::cast_possible_truncation, reason = "smaller than `rows`")]
fn row(hash: u64, rows: u32) -> u32 {
    ((hash >> 20) % u64::from(rows)) as u32
}

fn pieces(word: &str) -> Vec<u32> {
    let bounded = format!("^{word}$");
    let mut places: Vec<usize> = bounded.char_indices().map(|(at, _)| at).collect();
    places.push(bounded.len());
    let mut rows = Vec::with_capacity(2 * MOST_PIECES);
    for length in [3, 4] {
        for (&start, &end) in places.iter().zip(places.iter().skip(length)).take(MOST_PIECES) {
            rows.push(WORD_ROWS + row(hash(bounded.get(start..end).unwrap_or_default()), PIECE_ROWS));
        }
    }
    rows
}

fn is_known(word: &str, vocabulary: &Vocabulary) -> bool {
    LEXICON.listed(word) != 0 || vocabulary.knows(word)
}

/// Undoes what disguises a word; a glued one becomes several.
fn repair(word: Word, vocabulary: &Vocabulary, out: &mut Vec<Word>) {
    let plain = word.text.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-');
    if word.text.chars().count() < 2 || (plain && is_known(&word.text, vocabulary)) {
        out.push(word);
        return;
    }
    if word.text.bytes().all(|b| b.is_ascii_digit()) {
        out.push(Word { text: "0".to_owned(), ..word });
        return;
    }
    if let Some((lead, rest)) = led(&word, vocabulary) {
        out.push(lead);
        repair(rest, vocabulary, out);
    } else if let Some(text) = undisguised(&word.text, plain, vocabulary) {
        out.push(Word { text, disguised: true, ..word });
    } else if let Some(parts) = unglued(&word, vocabulary) {
        out.extend(parts);
    } else if let Some(text) = LEXICON.misspelt(&word.text).map(str::to_owned).filter(|_| plain) {
        out.push(Word { text, disguised: true, ..word });
    } else {
        out.push(word);
    }
}

/// "I k i l l", joined: the pronoun or article in front is a word of its own. The rest no longer
/// starts with one, or it would have been known: this happens once a word.
fn led(word: &Word, vocabulary: &Vocabulary) -> Option<(Word, Word)> {
    let rest = word.text.strip_prefix(['i', 'a', 'u']).filter(|rest| word.disguised && is_known(rest, vocabulary))?;
    let lead = word.text.get(..1)?;
    let part = |text: &str| Word { text: text.to_owned(), ..word.clone() };
    Some((part(lead), part(rest)))
}

/// The word behind digits for letters, masks and drawn-out letters.
fn undisguised(word: &str, plain: bool, vocabulary: &Vocabulary) -> Option<String> {
    let grave = |text: &str| LEXICON.classes(text) & GRAVE != 0;
    if !plain {
        for one in ['i', 'l'] {
            let text: String = word.chars().map(|c| leet(c, one)).collect();
            if grave(&text) {
                return Some(text);
            }
            if let Some(text) = squeezed(&text).into_iter().find(|text| grave(text)) {
                return Some(text);
            }
        }
        if word.chars().any(|c| !c.is_alphanumeric() && c != '\'') {
            return LEXICON.unmasked(word).map(str::to_owned);
        }
        return None;
    }
    squeezed(word).into_iter().find(|text| is_known(text, vocabulary))
}

const fn leet(sign: char, one: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '9' => 'g',
        '!' => 'i',
        other => other,
    }
}

/// The word with runs of three and more letters cut to two, and all runs cut to one.
fn squeezed(word: &str) -> Vec<String> {
    let cut = |most: usize| {
        let mut out = String::with_capacity(word.len());
        let (mut last, mut run) = (None, 0);
        for c in word.chars() {
            run = if last == Some(c) { run + 1 } else { 1 };
            last = Some(c);
            if run <= most {
                out.push(c);
            }
        }
        out
    };
    let runs = word.as_bytes().windows(3).any(|w| matches!(w, [a, b, c] if a == b && b == c));
    if runs { vec![cut(2), cut(1)] } else { Vec::new() }
}

/// Splits a word into known ones: a hashtag into up to four, another word into two of which one is grave.
fn unglued(word: &Word, vocabulary: &Vocabulary) -> Option<Vec<Word>> {
    let text = word.text.as_str();
    if !text.is_ascii() || !(5..=30).contains(&text.len()) {
        return None;
    }
    let parts = if word.hashtag {
        segments(text, vocabulary, 4)?
    } else {
        let at = (2..text.len() - 1).find(|&at| {
            text.split_at_checked(at).is_some_and(|(left, right)| {
                is_known(left, vocabulary)
                    && is_known(right, vocabulary)
                    && (LEXICON.listed(left) | LEXICON.listed(right)) & GRAVE != 0
            })
        })?;
        let (left, right) = text.split_at_checked(at)?;
        vec![left, right]
    };
    Some(parts.into_iter().map(|part| Word { text: part.to_owned(), disguised: true, ..word.clone() }).collect())
}

/// The fewest known words that `text` consists of. Words are at most 30 letters, so this is bounded.
fn segments<'a>(text: &'a str, vocabulary: &Vocabulary, most: usize) -> Option<Vec<&'a str>> {
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=text.len() {
        let mut found: Option<Vec<&str>> = None;
        for start in 0..end {
            let (Some(Some(before)), Some(part)) = (best.get(start), text.get(start..end)) else { continue };
            let shorter = found.as_ref().is_none_or(|found| before.len() + 1 < found.len());
            if part.len() > 1 && shorter && before.len() < most && is_known(part, vocabulary) {
                found = Some(before.iter().copied().chain([part]).collect());
            }
        }
        best.push(found);
    }
    best.pop().flatten().filter(|parts| parts.len() > 1)
}

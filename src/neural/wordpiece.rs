//! Words in pieces, as BERT's uncased vocabulary has them (Devlin et al., 2019; Wu et al., 2016).
//!
//! Of own making because spans are needed exactly: of every piece, the word of the text it came from.

use crate::article::Span;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A line is a piece; its number is its id.
const VOCABULARY: &str = include_str!("../../models/reader.vocab.txt");
/// Marks the beginning of what is read.
pub(super) const CLS: i32 = 101;
/// Marks the end of each part.
pub(super) const SEP: i32 = 102;
const UNKNOWN: i32 = 100;
/// Longer words, in letters, are unknown.
const LONGEST_WORD: usize = 100;

/// A piece of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: i32,
    /// The whole word it is of, in bytes of the text.
    pub word: Span,
}

/// A text in pieces, in order.
pub type Pieces = Vec<Piece>;

/// The vocabulary.
pub(super) struct WordPiece {
    /// Pieces that begin a word, and those that go on (without their `##`).
    first: FxHashMap<&'static str, i32>,
    later: FxHashMap<&'static str, i32>,
}

impl WordPiece {
    pub(super) fn load() -> Self {
        let mut both = Self { first: FxHashMap::default(), later: FxHashMap::default() };
        for (piece, id) in VOCABULARY.lines().zip(0..) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => both.later.insert(rest, id),
                _ => both.first.insert(piece, id),
            };
        }
        both
    }

    /// Splits a text. Linear in its length.
    pub(super) fn split(&self, text: &str) -> Pieces {
        let mut pieces = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            let next = at + c.len_utf8();
            if is_word(c) {
                start.get_or_insert(at);
                continue;
            }
            if let Some(start) = start.take() {
                self.word(text, Span::new(start, at), &mut pieces);
            }
            if !c.is_whitespace() && !is_ignored(c) {
                self.word(text, Span::new(at, next), &mut pieces);
            }
        }
        if let Some(start) = start {
            self.word(text, Span::new(start, text.len()), &mut pieces);
        }
        pieces
    }

    fn word(&self, text: &str, span: Span, pieces: &mut Pieces) {
        let word = plain(text.get(span.start..span.end).unwrap_or_default());
        let before = pieces.len();
        let mut rest = word.as_str();
        if word.chars().count() > LONGEST_WORD {
            pieces.push(Piece { id: UNKNOWN, word: span });
            return;
        }
        while !rest.is_empty() {
            let table = if rest.len() == word.len() { &self.first } else { &self.later };
            let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let longest = ends.find_map(|end| rest.get(..end).and_then(|piece| table.get(piece)).map(|id| (end, *id)));
            let Some((end, id)) = longest else {
                // One unknown piece makes the word unknown.
                pieces.truncate(before);
                pieces.push(Piece { id: UNKNOWN, word: span });
                return;
            };
            pieces.push(Piece { id, word: span });
            rest = rest.get(end..).unwrap_or_default();
        }
    }
}

/// Lower case, without accents and invisible signs.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c) && !is_ignored(*c)).collect()
}

/// Whether a character stands in words; every other is a word of its own, or none. BERT keeps signs
/// like `€` and emoji in words, where they make them unknown; here they stand alone.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    (c.is_alphanumeric() || is_combining_mark(c) || is_ignored(c)) && !is_ideograph(c)
}

/// Controls and signs without width.
fn is_ignored(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0F}' | '\u{FEFF}' | '\u{FFFD}')
}

/// Chinese characters, each a word of its own in this vocabulary.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static WORDS: LazyLock<WordPiece> = LazyLock::new(WordPiece::load);

    fn shown(text: &str) -> String {
        let names: Vec<&str> = VOCABULARY.lines().collect();
        let name = |piece: &Piece| usize::try_from(piece.id).ok().and_then(|id| names.get(id)).copied();
        WORDS.split(text).iter().filter_map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_come_in_the_pieces_of_the_vocabulary() {
        // text | pieces, as Hugging Face's tokenizers 0.23 splits them with the same vocabulary
        let rows = [
            ("Kamala Harris flew to Guatemala.", "kamal ##a harris flew to guatemala ."),
            ("“Don’t come,” she said.", "“ don ’ t come , ” she said ."),
            ("$310 million", "$ 310 million"),
            ("Peña Nieto’s café", "pena ni ##eto ’ s cafe"),
            ("U.S.-born", "u . s . - born"),
            ("日本", "日 本"),
            ("zzqxjw\u{200B}y", "z ##z ##q ##x ##j ##wy"),
            ("", ""),
        ];
        for (text, pieces) in rows {
            assert_eq!(shown(text), pieces, "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_stand_in_the_text_in_order(text in "(?s).{0,80}") {
            let pieces = WORDS.split(&text);
            prop_assert!(pieces.iter().all(|p| text.get(p.word.start..p.word.end).is_some_and(|w| !w.is_empty())));
            prop_assert!(pieces.iter().zip(pieces.iter().skip(1)).all(|(a, b)| a.word == b.word || a.word.end <= b.word.start));
        }
    }
}

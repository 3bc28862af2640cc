//! An article's words as terms: tokens with stems and word classes, indexed for comparison.
//!
//! Shared by the summarizer and by answering. Pure; knows nothing of facts or questions.

mod lexicon;
pub(crate) mod synonyms;

use crate::article::{Article, Span};
use foldhash::fast::RandomState;
pub use lexicon::Class;
pub(crate) use lexicon::digits;
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// By words of an article. Seeded, since a page that is made for it could choose words that collide under a fixed hash.
type Words<K, V> = HashMap<K, V, RandomState>;

/// Stem of a token that is never compared: marks and closed-class words.
pub const NO_STEM: u32 = 0;

/// A token with what comparing needs.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub span: Span,
    pub class: Class,
    /// Number of its stem in the [`Vocabulary`]; [`NO_STEM`] for marks and closed-class words.
    pub stem: u32,
    /// Stem of the last part of a hyphenated word, else [`NO_STEM`].
    pub part: u32,
    /// The word itself in lower case for a closed-class word, else the kind of its ending or mark.
    pub form: &'static str,
}

/// What is known of a word as written.
#[derive(Debug, Clone, Copy)]
struct Known {
    class: Class,
    stem: u32,
    part: u32,
    form: &'static str,
}

/// Stems by number and numbers by stem.
#[derive(Debug, Default)]
pub struct Vocabulary {
    seen: Words<String, Known>,
    numbers: Words<Arc<str>, u32>,
    stems: Vec<Arc<str>>,
}

impl Vocabulary {
    /// One for so many words, without room for more being made on the way.
    fn for_words(words: usize) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.seen.reserve(words);
        vocabulary.numbers.reserve(words);
        vocabulary.stems.reserve(words);
        vocabulary
    }

    /// The stem with this number; empty for [`NO_STEM`].
    pub fn stem(&self, number: u32) -> &str {
        self.stems.get(number as usize).map_or("", |stem| stem)
    }

    /// Number of stems, the empty one included.
    pub fn len(&self) -> usize {
        self.stems.len().max(1)
    }

    pub fn is_empty(&self) -> bool {
        self.stems.len() <= 1
    }

    fn intern(&mut self, stem: &str) -> u32 {
        if self.stems.is_empty() {
            self.stems.push(Arc::from(""));
        }
        if let Some(&number) = self.numbers.get(stem) {
            return number;
        }
        let number = u32::try_from(self.stems.len()).unwrap_or(NO_STEM);
        let stem: Arc<str> = Arc::from(stem);
        self.stems.push(Arc::clone(&stem));
        self.numbers.insert(stem, number);
        number
    }

    /// The stem's number, if it occurs.
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }

    /// All stems with their numbers.
    pub fn stems(&self) -> impl Iterator<Item = (u32, &str)> {
        (0_u32..).zip(self.stems.iter().map(|stem| &**stem)).skip(1)
    }

    /// What is known of a word as written.
    fn word(&mut self, written: &str, scratch: &mut String, stemmer: &Stemmer) -> Known {
        scratch.clear();
        if written.is_ascii() {
            scratch.push_str(written);
            scratch.make_ascii_lowercase();
        } else {
            scratch.extend(written.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        if let Some(&known) = self.seen.get(scratch.as_str()) {
            return known;
        }
        let known = match lexicon::closed(scratch) {
            Some((form, class @ Class::NumberWord)) => {
                Known { class, stem: self.intern(lexicon::digits(scratch)), part: NO_STEM, form }
            }
            Some((form, class)) => Known { class, stem: NO_STEM, part: NO_STEM, form },
            None => {
                let stem = with_stem(stemmer, scratch, |stem| self.intern(stem));
                let last = scratch.rsplit_once('-').map(|(_, last)| last);
                let part = last.map_or(NO_STEM, |last| with_stem(stemmer, last, |stem| self.intern(stem)));
                Known { class: Class::Lower, stem, part, form: lexicon::ending(scratch) }
            }
        };
        self.seen.insert(scratch.clone(), known);
        known
    }
}

thread_local! {
    /// Stems of words met before: news uses the same ones again and again, and stemming one takes longer than
    /// everything else that is done with it.
    static STEMS: RefCell<Words<Box<str>, Box<str>>> = RefCell::default();
}

/// Most words whose stems are kept; then all are forgotten.
const KEPT: usize = 1 << 14;
/// Longer words are not kept, in bytes.
const LONG: usize = 32;

fn with_stem<R>(stemmer: &Stemmer, word: &str, then: impl FnOnce(&str) -> R) -> R {
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return then(stem);
        }
        let stem = stemmer.stem(word);
        if word.len() <= LONG {
            if stems.len() >= KEPT {
                stems.clear();
            }
            stems.insert(word.into(), stem.as_ref().into());
        }
        then(&stem)
    })
}

/// A text's words, by sentence.
#[derive(Debug, Default)]
pub struct Terms {
    pub words: Vec<Word>,
    /// The words of each sentence of the article, in the same order.
    pub sentences: Vec<Range<usize>>,
    pub vocabulary: Vocabulary,
}

impl Terms {
    /// Indexes all sentences of an article. Linear.
    pub fn of(article: &Article) -> Self {
        // A word or mark in five bytes; one in two words is a new one.
        let words = article.text().len() / 5;
        let mut terms = Self {
            words: Vec::with_capacity(words),
            sentences: Vec::with_capacity(article.sentences().len()),
            vocabulary: Vocabulary::for_words(words / 2),
        };
        let stemmer = Stemmer::create(Algorithm::English);
        let mut scratch = String::new();
        for sentence in article.sentences() {
            let from = terms.words.len();
            terms.add(article.text(), sentence.span, &stemmer, &mut scratch);
            terms.sentences.push(from..terms.words.len());
        }
        terms
    }

    /// The words of another text (a title, a question) in the same vocabulary.
    pub fn words_of(&mut self, text: &str, limit: usize) -> Vec<Word> {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut scratch = String::new();
        let keep = self.words.len();
        self.add(prefix(text, limit), Span::new(0, text.len().min(limit)), &stemmer, &mut scratch);
        self.words.split_off(keep)
    }

    /// Stems of another text that this one uses too, in order.
    pub fn known_stems(&self, text: &str) -> Vec<u32> {
        const LIMIT: usize = 1_000;
        let mut other = Self::default();
        let words = other.words_of(text, LIMIT);
        words.iter().filter_map(|w| self.vocabulary.number(other.vocabulary.stem(w.stem))).collect()
    }

    /// The words of one sentence.
    pub fn sentence(&self, index: usize) -> &[Word] {
        self.sentences.get(index).and_then(|r| self.words.get(r.clone())).unwrap_or_default()
    }

    fn add(&mut self, text: &str, within: Span, stemmer: &Stemmer, scratch: &mut String) {
        for span in (Pieces { text, at: within.start, end: within.end.min(text.len()) }) {
            let written = span.of(text);
            let Some(first) = written.chars().next() else { continue };
            let word = if first.is_alphabetic() || is_apostrophe(first) && written.len() > first.len_utf8() {
                let Known { class, stem, part, form } = self.vocabulary.word(written, scratch, stemmer);
                let class = if class == Class::Lower && first.is_uppercase() { Class::Capital } else { class };
                Word { span, class, stem, part, form }
            } else if first.is_numeric() {
                scratch.clear();
                scratch.extend(written.chars().filter(|&c| c != ','));
                let form = lexicon::number_form(scratch);
                Word { span, class: Class::Number, stem: self.vocabulary.intern(scratch), part: NO_STEM, form }
            } else {
                let class = lexicon::mark(first);
                Word { span, class, stem: NO_STEM, part: NO_STEM, form: class.name() }
            };
            self.words.push(word);
        }
    }
}

fn prefix(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Splits a text into words, numbers, clitics ("'s") and single marks.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..self.end)?;
        let start = self.at + (rest.len() - rest.trim_start().len());
        let rest = self.text.get(start..self.end)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let length = if is_apostrophe(first) && clitic(chars.as_str()) {
            first.len_utf8()
                + chars.as_str().chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>()
        } else if first.is_alphanumeric() {
            run(rest, first.is_numeric())
        } else {
            first.len_utf8()
        };
        self.at = start + length;
        Some(Span::new(start, self.at))
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether what follows an apostrophe is "s", "ll", "ve", "re", "d" or "m" alone.
fn clitic(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    matches!(after.get(..end), Some("s" | "ll" | "ve" | "re" | "d" | "m" | "S"))
}

/// Length of the word or number that `rest` begins with.
fn run(rest: &str, number: bool) -> usize {
    // Plain letters and digits go on whatever follows them.
    let mut end = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let skipped = end;
    let mut chars = rest.get(skipped..).unwrap_or_default().char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = skipped + at;
        let next = chars.peek().map(|&(_, n)| n);
        let inner = next.is_some_and(|n| if number { n.is_numeric() } else { n.is_alphanumeric() });
        let joins = match c {
            '.' if !number => inner && end <= at && single_letter_before(rest, at),
            ',' | '.' | ':' if number => inner,
            '-' | '&' if !number => inner,
            '\'' | '’' if !number => inner && !clitic(rest.get(at + c.len_utf8()..).unwrap_or_default()),
            _ => c.is_alphanumeric() && (!number || c.is_numeric() || end > 0),
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    // "U.S." keeps its last period, "end." does not.
    let word = rest.get(..end).unwrap_or_default();
    if word.contains('.') && !number && rest.get(end..).is_some_and(|r| r.starts_with('.')) { end + 1 } else { end }
}

fn single_letter_before(rest: &str, at: usize) -> bool {
    let before = rest.get(..at).unwrap_or_default();
    let last = before.rsplit('.').next().unwrap_or(before);
    last.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;

    #[test]
    fn words_are_cut_at_clitics_and_marks_but_not_inside_names_and_numbers() {
        // text | its words
        let table = "
            Biden’s US$1,200.50 plan | Biden ’s US $ 1,200.50 plan
            al-Faqih met U.S. envoys. | al-Faqih met U.S. envoys .
            13-week “talks” (17%) | 13 - week “ talks ” ( 17 % )
            it didn't work | it didn't work";
        for line in table.lines().filter(|l| l.contains('|')) {
            let (text, expected) = line.split_once('|').unwrap();
            let found: Vec<&str> = Pieces { text, at: 0, end: text.len() }.map(|s| s.of(text)).collect();
            assert_eq!(found.join(" "), expected.trim(), "{text}");
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem_and_closed_words_have_none() {
        let article = Article::new("The council invested. Investments of the councils".to_owned(), Metadata::default());
        let terms = Terms::of(&article);
        let stems: Vec<&str> = terms.words.iter().map(|w| terms.vocabulary.stem(w.stem)).collect();
        assert_eq!(stems, ["", "council", "invest", "", "invest", "", "", "council"]);
    }
}

//! Sentences glued without a stop between them: `… Joe BidenWhich included …`.
//!
//! A capital inside a word is a boundary only where the second part begins sentences, the first
//! part can end one, and the whole is not a name (`LinkedIn`, `McDonald`, `YouTube`).

use super::cursor::{after, run_after, run_before, skip_space, word_after};
use super::lexicon::{Class, class_of, is};
use crate::article::{Language, Span};
use foldhash::fast::RandomState;
use std::cell::OnceCell;
use std::collections::HashMap;

/// What is known of a whole text while its paragraphs are read.
#[derive(Debug)]
pub(super) struct Glue<'t> {
    text: &'t str,
    language: Language,
    counts: OnceCell<HashMap<&'t str, usize, RandomState>>,
}

impl<'t> Glue<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self { text, language, counts: OnceCell::new() }
    }

    /// Whether a sentence begins with the capital right after `sentence`, the sentence so far,
    /// which ends with `previous`. `quoting` says that a quotation is open there.
    pub(super) fn parts(&self, sentence: Span, previous: char, quoting: bool) -> bool {
        let (text, at) = (self.text, sentence.end);
        let second = run_after(text, at, char::is_alphabetic);
        let Some(class) = self.beginner(second) else { return false };
        if !goes_on(text, at + second.len(), class) {
            return false;
        }
        let first = run_before(text, at, |c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        let long = second.chars().count() > 2;
        match previous {
            p if p.is_lowercase() => self.word_ends(at, first, second, class),
            p if p.is_uppercase() => long && first.chars().count() > 1 && first.chars().all(char::is_uppercase),
            p if p.is_numeric() => long && first.chars().count() > 1,
            '"' | '”' | '’' => long && !quoting,
            ')' => long && !is_agency(sentence.of(text)),
            '%' => long,
            _ => false,
        }
    }

    fn beginner(&self, word: &str) -> Option<Class> {
        let spanish = if self.language == Language::SPANISH {
            class_of(word, &[Class::StrongSpanish, Class::BeforeSpanish])
        } else {
            None
        };
        let class = class_of(word, &[Class::Strong, Class::Before]).or(spanish)?;
        Some(if class == Class::StrongSpanish { Class::Strong } else { class })
    }

    fn word_ends(&self, at: usize, first: &str, second: &str, class: Class) -> bool {
        let text = self.text;
        let letters = first.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if letters.chars().count() < 2 {
            return false;
        }
        let whole = Span::new(at - letters.len(), at + second.len()).of(text);
        let folded: String = whole.chars().flat_map(char::to_lowercase).collect();
        // A name recurs; glue does not.
        if is(&folded, Class::Camel) || is(letters, Class::Prefix) || self.count(whole) > 1 {
            return false;
        }
        let known = self.count(letters) > 0;
        let plain = humps(letters) == 0;
        let short = second.chars().count() <= 2;
        let follower = word_after(text, skip_space(text, at + second.len()));
        let verb = is(follower, Class::Broken) || follower.ends_with("ed") || follower.ends_with("es");
        let grown = letters.chars().count() > 2;
        let may_be_inside = !plain && !known && !prefixed(letters);
        !may_be_inside
            && if class == Class::Strong {
                !short || verb && grown || known
            } else {
                !is(follower, Class::Broken) && grown
            }
    }

    /// How often a word stands alone in the text; counted when first asked.
    fn count(&self, word: &str) -> usize {
        let counts = self.counts.get_or_init(|| {
            // One distinct word in ten bytes or so; growing would hash all of them again.
            let mut counts = HashMap::with_capacity_and_hasher(self.text.len() / 10, RandomState::default());
            for word in self.text.split(|c: char| !c.is_alphanumeric()) {
                *counts.entry(word).or_insert(0) += 1;
            }
            counts
        });
        counts.get(word).copied().unwrap_or(0)
    }
}

/// Whether what follows the second part can follow a sentence's first word.
fn goes_on(text: &str, at: usize, class: Class) -> bool {
    match after(text, at) {
        Some(c) if c.is_whitespace() => {
            let next = skip_space(text, at);
            after(text, next)
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\'' | '$' | '£' | '€' | '«'))
        }
        // "It's", "Don’t"
        Some('\'' | '’' | ',') => class == Class::Strong,
        _ => false,
    }
}

/// Capitals that follow a small letter.
fn humps(word: &str) -> usize {
    word.chars().zip(word.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count()
}

/// `McDonald`, `DeVos`: one hump, after a part that begins names.
fn prefixed(word: &str) -> bool {
    let hump = word.char_indices().zip(word.chars().skip(1)).find(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
    let Some(((i, c), _)) = hump else { return true };
    humps(word) == 1 && is(word.get(..i + c.len_utf8()).unwrap_or_default(), Class::Prefix)
}

/// "(CNN)", "WASHINGTON (AP)": a wire's name, to which the sentence belongs.
fn is_agency(begun: &str) -> bool {
    begun.len() <= 60 || begun.len() <= 120 && begun.trim_start().starts_with('(')
}

//! The spans of the best sentences that could be an answer at all.

use super::scene::Scene;
use crate::terms::{Class, Word};

/// Words first to last, both included, of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) sentence: usize,
}

impl Candidate {
    /// F1 of the words two candidates share, by position.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let common = (self.last.min(other.last) + 1).saturating_sub(self.first.max(other.first));
        let both = (self.last + 1 - self.first) + (other.last + 1 - other.first);
        #[expect(clippy::cast_precision_loss, reason = "a few dozen words")]
        let f1 = 2.0 * common as f32 / both as f32;
        f1
    }
}

/// Phrases are short; clauses and lists between marks may be longer.
const PHRASE: usize = 9;
const CLAUSE: usize = 30;
/// Only this much of a sentence is searched: longer ones are not prose.
const SENTENCE: usize = 160;

/// The candidates of the chosen sentences; bounded by the limits above.
pub(super) fn of(scene: &Scene, text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for &sentence in &scene.chosen {
        let Some(range) = scene.terms.sentences.get(sentence) else { continue };
        let end = range.end.min(range.start + SENTENCE);
        let words = scene.terms.words.get(range.start..end).unwrap_or_default();
        for (from, first) in words.iter().enumerate() {
            if !begins(first) {
                continue;
            }
            let clause = from == 0 || words.get(from - 1).is_some_and(opens_clause);
            let reach = if clause { CLAUSE } else { PHRASE };
            let (mut depth, mut says) = (0_i32, false);
            let (mut quotes, mut straight) = (0_i32, false);
            for (to, last) in words.iter().enumerate().skip(from).take(reach) {
                depth += i32::from(last.class == Class::Open) - i32::from(last.class == Class::Close);
                if last.class == Class::Quote {
                    match last.span.of(text) {
                        "“" => quotes += 1,
                        "”" => quotes -= 1,
                        "\"" => straight = !straight,
                        _ => {}
                    }
                }
                if depth < 0 || quotes < 0 {
                    break;
                }
                let long = to - from >= PHRASE;
                let closed = words.get(to + 1).is_none_or(closes_clause);
                says |= says_something(last);
                if says && depth == 0 && quotes == 0 && !straight && ends(last) && (!long || closed) {
                    found.push(Candidate { first: range.start + from, last: range.start + to, sentence });
                }
            }
        }
    }
    found
}

/// "She" or "it" alone tells a reader nothing.
fn says_something(word: &Word) -> bool {
    word.class.is_content() || word.class == Class::Adverb
}

fn begins(word: &Word) -> bool {
    word.class.is_content()
        || matches!(
            word.class,
            Class::Determiner
                | Class::Preposition
                | Class::Pronoun
                | Class::Possessive
                | Class::Adverb
                | Class::Currency
                | Class::Auxiliary
                | Class::Wh
                | Class::Quote
        )
        || word.form == "because"
        || word.form == "not"
}

fn ends(word: &Word) -> bool {
    word.class.is_content()
        || matches!(
            word.class,
            Class::Percent | Class::Close | Class::Pronoun | Class::Adverb | Class::Currency | Class::Quote
        )
}

fn opens_clause(before: &Word) -> bool {
    before.class.is_mark()
        || matches!(
            before.class,
            Class::Preposition | Class::Conjunction | Class::Auxiliary | Class::Wh | Class::Clitic
        )
        || before.form == "that"
        || before.form == "-ed"
        || before.form == "-ing"
}

fn closes_clause(after: &Word) -> bool {
    matches!(
        after.class,
        Class::Comma
            | Class::Stop
            | Class::Colon
            | Class::Quote
            | Class::Open
            | Class::Close
            | Class::Dash
            | Class::Conjunction
    )
}

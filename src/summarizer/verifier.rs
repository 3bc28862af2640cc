//! Checks a drafted claim against the sentences it rests on.
//!
//! Pure. Whoever drafted the claim is not trusted: its numbers, sums, dates, names, negations,
//! modal verbs and quotations must stand in the sentences, its other words must be covered, and
//! nothing in them may say the contrary. What is not supported is named, with its place in the claim.
//!
//! Of a claim that cites its sentences no telling word may go without a counterpart; where the sentences
//! have to be found, a score decides. What denies, what may be and what words mean is known of English
//! only: a claim in another language is checked by its values, names and words, and that is not enough to
//! show it.

mod alignment;
mod case;
mod choice;
mod joins;
mod lexicon;
mod names;
mod passage;
mod polarity;
mod quotations;
mod roles;
mod score;
#[cfg(test)]
mod tests;
mod values;

use crate::article::{Article, Span};
use crate::reading::Reading;
use crate::terms::Terms;
use case::Case;
use choice::Postings;
use names::Entities;

/// A longer claim, in bytes, is not read: it is no point but a text.
pub const LONGEST_CLAIM: usize = 2_000;

/// More cited sentences than these are not read: who cites them all cites none.
const MOST_CITED: usize = 12;

/// What the check of a claim found. A claim is supported where `unsupported` is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verification {
    pub supported: bool,
    /// How well the article supports the claim, 0 to 1; comparable between claims.
    pub score: f32,
    /// The sentences it was checked against, in the article's order.
    pub evidence: Vec<Span>,
    pub unsupported: Vec<Unsupported>,
}

/// A part of a claim that the article does not support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// Where in the claim, in bytes.
    pub span: Span,
    pub kind: UnsupportedKind,
}

/// What is wrong with a part of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnsupportedKind {
    Number,
    Amount,
    Date,
    Name,
    /// The claim denies what is said, or says what is denied.
    Negation,
    /// The claim is surer than its evidence, or says what may be of what must be.
    Modality,
    /// Words in quotation marks that nobody said so.
    Quotation,
    /// Words without a counterpart.
    Words,
    /// The contrary is said: "rose" of what fell.
    Contradiction,
    /// Who did it and to whom it was done are not the same.
    Role,
    /// The claim is longer than [`LONGEST_CLAIM`], has no words, or no sentence is cited.
    Unreadable,
}

impl UnsupportedKind {
    /// Its name in the JSON interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Amount => "amount",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Modality => "modality",
            Self::Quotation => "quotation",
            Self::Words => "words",
            Self::Contradiction => "contradiction",
            Self::Role => "role",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Checks one claim; see [`Verifier`] where an article has several.
pub fn verify(article: &Article, reading: &Reading, claim: &str, cited: Option<&[usize]>) -> Verification {
    Verifier::new(article, reading).verify(claim, cited)
}

/// An article made ready for checking claims: built once, in time linear in the text.
#[derive(Debug)]
pub struct Verifier<'a> {
    article: &'a Article,
    reading: &'a Reading,
    terms: Terms,
    postings: Postings,
    entities: Entities,
}

impl<'a> Verifier<'a> {
    pub fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let terms = Terms::of(article);
        let postings = Postings::new(article, &terms);
        let entities = Entities::new(article, reading, &terms);
        Self { article, reading, terms, postings, entities }
    }

    /// Checks a claim against the cited sentences (indices into [`Article::sentences`]; unknown ones
    /// are passed over, and so are those after the twelfth), or against those that speak of it most where none are cited.
    pub fn verify(&self, claim: &str, cited: Option<&[usize]>) -> Verification {
        let whole = Span::new(0, claim.len());
        if claim.len() > LONGEST_CLAIM || !claim.chars().any(char::is_alphanumeric) {
            return refused(whole);
        }
        let draft = case::Draft::new(claim, self);
        let chosen = match cited {
            Some(cited) => self.known(cited),
            None => choice::best(&draft, &self.postings, &self.terms.vocabulary),
        };
        if chosen.is_empty() {
            return refused(whole);
        }
        let case = Case::new(self, draft, chosen);
        let mut unsupported: Vec<Unsupported> =
            case.findings().into_iter().map(|(span, kind)| Unsupported { span, kind }).collect();
        let (score, missing) = score::score(&case, &unsupported, cited.is_some());
        if unsupported.is_empty() {
            unsupported = missing;
        }
        unsupported.sort_by_key(|u| (u.span, u.kind));
        unsupported.dedup();
        let sentences = self.article.sentences();
        let evidence = case.chosen.iter().filter_map(|&i| sentences.get(i)).map(|s| s.span).collect();
        Verification { supported: unsupported.is_empty(), score, evidence, unsupported }
    }

    /// The cited sentences that exist, each once, in order.
    fn known(&self, cited: &[usize]) -> Vec<usize> {
        let mut known: Vec<usize> = cited.iter().copied().filter(|&i| i < self.article.sentences().len()).collect();
        known.sort_unstable();
        known.dedup();
        known.truncate(MOST_CITED);
        known
    }
}

fn refused(claim: Span) -> Verification {
    let unsupported = vec![Unsupported { span: claim, kind: UnsupportedKind::Unreadable }];
    Verification { unsupported, ..Verification::default() }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn count(n: usize) -> f32 {
    n as f32
}

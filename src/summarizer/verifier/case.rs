//! A claim with its evidence, side by side, as the checks look at them.

use super::alignment::{Alignment, Index};
use super::passage::Passage;
use super::{LONGEST_CLAIM, UnsupportedKind, Verifier, joins, names, polarity, quotations, roles, values};
use crate::article::{Article, Metadata, Span};
use crate::reading::{self, Fact};
use crate::terms::{Class, Terms, Vocabulary};
use std::ops::Range;

/// Words of a sentence that are read as evidence.
const LONGEST_SENTENCE: usize = 400;

/// A claim, read like an article of one sentence from the same day.
#[derive(Debug)]
pub(super) struct Draft<'c> {
    pub(super) claim: Passage<'c>,
    /// The stem of each unit in the claim's own words.
    pub(super) stems: Vec<String>,
    pub(super) facts: Vec<Fact>,
}

impl<'c> Draft<'c> {
    pub(super) fn new(claim: &'c str, verifier: &Verifier<'_>) -> Self {
        let about = Metadata { published: verifier.article.published(), ..Metadata::default() };
        let article = Article::new(claim.to_owned(), about);
        let facts = reading::read(&article).facts;
        let mut own = Terms::default();
        let words = own.words_of(claim, LONGEST_CLAIM);
        let mut passage = Passage::new(claim);
        passage.add(&words, 0, &own.vocabulary, &verifier.terms.vocabulary);
        let stems = words.iter().map(|w| own.vocabulary.stem(w.stem).to_owned()).collect();
        Self { claim: passage, stems, facts }
    }
}

/// A claim and the sentences it is checked against.
#[derive(Debug)]
pub(super) struct Case<'c> {
    pub(super) claim: Passage<'c>,
    pub(super) stems: Vec<String>,
    pub(super) facts: Vec<Fact>,
    /// The claim's names, as runs of units.
    pub(super) names: Vec<Range<usize>>,
    pub(super) evidence: Passage<'c>,
    /// What was read out of the evidence.
    pub(super) told: Vec<&'c Fact>,
    /// The sentences of the evidence, in order.
    pub(super) chosen: Vec<usize>,
    pub(super) index: Index,
    pub(super) links: Alignment,
    pub(super) entities: &'c names::Entities,
    pub(super) vocabulary: &'c Vocabulary,
    article: &'c Article,
}

impl<'c> Case<'c> {
    pub(super) fn new(verifier: &'c Verifier<'c>, draft: Draft<'c>, chosen: Vec<usize>) -> Self {
        let Draft { claim, stems, facts } = draft;
        let (article, vocabulary) = (verifier.article, &verifier.terms.vocabulary);
        let mut evidence = Passage::new(article.text());
        let mut told: Vec<&Fact> = Vec::new();
        for &sentence in &chosen {
            // A sentence that never ends is read only so far: what is not read supports nothing.
            let words = verifier.terms.sentence(sentence);
            let words = words.get(..words.len().min(LONGEST_SENTENCE)).unwrap_or_default();
            evidence.add(words, sentence, vocabulary, vocabulary);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let span = Span::new(first.span.start, last.span.end);
            let all = &verifier.reading.facts;
            let from = all.partition_point(|f| f.span.start < span.start);
            told.extend(all.iter().skip(from).take_while(|f| f.span.start < span.end));
        }
        let index = Index::new(&evidence, vocabulary);
        let links = Alignment::new(&claim, &stems, &index, vocabulary);
        let names = names::runs(&claim, &facts);
        let entities = &verifier.entities;
        Self { claim, stems, facts, names, evidence, told, chosen, index, links, entities, vocabulary, article }
    }

    /// Everything in the claim that the evidence does not bear out, its other words aside.
    pub(super) fn findings(&self) -> Vec<(Span, UnsupportedKind)> {
        let mut found = values::check(self);
        found.extend(names::check(self));
        found.extend(polarity::check(self));
        found.extend(quotations::check(self));
        found.extend(roles::check(self));
        found.extend(joins::check(self));
        found
    }

    /// The evidence's sentences as written.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &'c str> {
        let article = self.article;
        self.chosen.iter().filter_map(move |&i| article.sentences().get(i)).map(move |s| article.slice(s.span))
    }

    /// The sentence that holds a span of the article.
    pub(super) fn article_sentence(&self, span: Span) -> Option<usize> {
        self.article.sentence_at(span.start).map(|(index, _)| index)
    }

    /// Stems of the names that the evidence holds.
    pub(super) fn told_names(&self) -> impl Iterator<Item = u32> {
        const MOST: usize = 32;
        let names = self.told.iter().filter(|f| names::is_name(f)).take(MOST);
        names
            .flat_map(|f| self.evidence.content(self.evidence.range(f.span)))
            .filter_map(|i| Some(self.evidence.get(i)?.stem))
    }

    /// The words of the evidence that stand where the run stands in the claim: beside its neighbours.
    pub(super) fn slots(&self, run: &Range<usize>) -> Vec<usize> {
        const REACH: usize = 4;
        let mut found = Vec::new();
        let skipped = |i: usize| {
            let unit = self.evidence.get(i);
            unit.is_some_and(|u| matches!(u.class, Class::Auxiliary | Class::Clitic) || u.is_adverb())
        };
        let right = run.end.checked_sub(1).and_then(|last| self.claim.content_after(last, REACH));
        for link in right.into_iter().flat_map(|at| self.links.candidates(at)) {
            let before = (link.at.saturating_sub(REACH)..link.at).rev().find(|&i| !skipped(i));
            found.extend(before);
        }
        let left = self.claim.content_before(run.start, REACH);
        for link in left.into_iter().flat_map(|at| self.links.candidates(at)) {
            let after = (link.at + 1..=link.at + 2).find(|&i| !skipped(i));
            found.extend(after);
        }
        found
    }
}

//! What the program that trains the tagger needs: an article's stretches with their features,
//! and the labels that annotated names give them.

use super::tagger::{self, Stretch};
use super::{Judged, score::Kind};
use crate::article::{Article, Span};
use crate::reading::FactKind;

pub use super::tagger::{BUCKETS, LABELS};

/// A stretch with the labels it should get.
#[derive(Debug, Clone)]
pub struct Example {
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<u8>,
}

/// The examples of an article in which these names were annotated.
pub fn examples(article: &Article, names: &[(Span, FactKind)]) -> Vec<Example> {
    let judged = Judged::new(article);
    let labels = labels(&judged, names);
    let take = |stretch: Stretch| Example {
        labels: open(labels.get(stretch.words.clone()).unwrap_or_default()),
        features: stretch.features,
    };
    judged.stretches().into_iter().map(take).collect()
}

fn labels(judged: &Judged, names: &[(Span, FactKind)]) -> Vec<u8> {
    let mut labels = vec![0; judged.words.len()];
    for &(span, kind) in names {
        let kind = if kind == FactKind::Person {
            Kind::Person
        } else if kind == FactKind::Organization {
            Kind::Organization
        } else if kind == FactKind::Place {
            Kind::Place
        } else {
            continue;
        };
        let from = judged.words.partition_point(|w| w.span.end <= span.start);
        let mut first = true;
        for (word, slot) in judged.words.iter().zip(&mut labels).skip(from).take_while(|(w, _)| w.span.start < span.end)
        {
            let determiner = matches!(word.of(judged.text), "the" | "The" | "a" | "an" | "A");
            if first && determiner {
                continue;
            }
            *slot = tagger::label(kind, first);
            first = false;
        }
    }
    labels
}

/// A name that began before its stretch begins with it.
fn open(labels: &[u8]) -> Vec<u8> {
    let mut labels = labels.to_vec();
    if let Some(first) = labels.first_mut().filter(|l| **l > 3) {
        *first -= 3;
    }
    labels
}

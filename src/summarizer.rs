//! Chooses an article's key points: sentences of the text, grouped by what they are about.
//!
//! Pure. A key point is always a span of the article; furniture never becomes one. Sentences are
//! weighed by `signals`, a linear model ranks them, and `choice` takes the best that say
//! something new, so that every kind of news the article holds is covered.

mod choice;
mod draft;
mod signals;
#[cfg(test)]
mod tests;
mod trim;
pub mod verifier;

pub use draft::{Draft, DraftedPoint, Tally, settle};

use crate::article::{Article, Span};
use crate::reading::{FactKind, Reading};
use crate::terms::Terms;
use signals::Signals;

/// What a key point is about; a digest groups its points in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PointKind {
    /// What happened: the news itself.
    News,
    /// When and where.
    Event,
    FocusArea,
    Funding,
    Decision,
    Quote,
    Background,
}

impl PointKind {
    pub const ALL: [Self; 7] =
        [Self::News, Self::Event, Self::FocusArea, Self::Funding, Self::Decision, Self::Quote, Self::Background];

    /// The kind of fact that a sentence of this kind tells, where it is one.
    const fn fact(self) -> Option<FactKind> {
        match self {
            Self::Event => Some(FactKind::Event),
            Self::FocusArea => Some(FactKind::FocusArea),
            Self::Funding => Some(FactKind::Funding),
            Self::Decision => Some(FactKind::Decision),
            Self::Quote => Some(FactKind::Quote),
            Self::News | Self::Background => None,
        }
    }

    /// Its name in the JSON interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Event => "event",
            Self::FocusArea => "focus_area",
            Self::Funding => "funding",
            Self::Decision => "decision",
            Self::Quote => "quote",
            Self::Background => "background",
        }
    }
}

/// How long a digest is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Length {
    /// 3 points.
    Short,
    /// 3 to 7 points, by the article's length.
    #[default]
    Medium,
    /// Up to 15 points.
    Long,
}

/// A key point with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPoint {
    pub kind: PointKind,
    /// What is shown: verbatim words of the article.
    pub span: Span,
    /// Where it stands: one or more spans, each a sentence of the article.
    pub evidence: Vec<Span>,
    /// How central it is, 0 to 1; the three highest come first in the JSON interface.
    pub salience: f32,
    /// A language model's words, checked against the evidence, that are shown in place of the span.
    pub drafted: Option<String>,
}

impl KeyPoint {
    /// What is shown: a model's checked words, else those of the article.
    pub fn words<'a>(&'a self, article: &'a Article) -> &'a str {
        self.drafted.as_deref().unwrap_or_else(|| article.slice(self.span))
    }
}

/// The key points of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Digest {
    /// Most salient first.
    pub points: Vec<KeyPoint>,
}

/// Chooses the key points. Linear in the text but for a bounded comparison of candidates.
pub fn digest(article: &Article, reading: &Reading, length: Length) -> Digest {
    let terms = Terms::of(article);
    let signals = signals::of(article, reading, &terms);
    let points = choice::choose(&signals, &terms, wanted(length, article.words()));
    let best = points.first().map_or(1.0, |p| p.score).max(f32::EPSILON);
    let points = points.iter().filter_map(|chosen| {
        let sentence = article.sentences().get(chosen.signals.sentence)?.span;
        Some(KeyPoint {
            kind: kind(chosen.signals),
            span: trim::main_part(article, reading, sentence),
            evidence: vec![sentence],
            salience: (chosen.score / best).clamp(0.0, 1.0),
            drafted: None,
        })
    });
    Digest { points: points.collect() }
}

/// How many points an article of so many words gets.
pub fn wanted(length: Length, words: usize) -> usize {
    match length {
        Length::Short => 3,
        Length::Medium => (words / 55).clamp(3, 7),
        Length::Long => (words / 40).clamp(3, 15),
    }
}

/// What a sentence is about: by the most telling of its facts.
fn kind(signals: &Signals) -> PointKind {
    const ORDER: [(FactKind, PointKind); 4] = [
        (FactKind::FocusArea, PointKind::FocusArea),
        (FactKind::Funding, PointKind::Funding),
        (FactKind::Decision, PointKind::Decision),
        (FactKind::Event, PointKind::Event),
    ];
    if signals.order == 0 {
        return PointKind::News;
    }
    let told = ORDER.iter().find(|(fact, _)| signals.has(*fact)).map(|(_, kind)| *kind);
    told.unwrap_or(match () {
        () if signals.quoted > 0.5 => PointKind::Quote,
        () if signals.background => PointKind::Background,
        () => PointKind::News,
    })
}

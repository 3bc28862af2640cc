//! The article: its text as it was found, its sentences and spans, and what is known about it.
//!
//! Owns segmentation, the role of each sentence, metadata and language. Knows nothing of I/O.
//! The text is never altered: everything downstream is a [`Span`] of it.

mod language;
mod role;
mod segment;
mod span;
mod wordings;

pub mod document;
pub mod page;

pub use language::Language;
pub use role::Role;
pub use span::{CodePoints, Span};

use jiff::civil::Date;

/// What is known about an article beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    pub byline: Option<String>,
    /// The day of first publication, in the publisher's own time zone.
    pub published: Option<Date>,
    pub site_name: Option<String>,
    pub url: Option<String>,
    /// Address of the lead image.
    pub image: Option<String>,
}

/// A sentence of the text: a span without surrounding white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Index of the paragraph it stands in, counted from 0.
    pub paragraph: usize,
    pub role: Role,
}

/// An article, segmented. Built once; everything else reads it.
#[derive(Debug, Clone)]
pub struct Article {
    text: String,
    about: Metadata,
    language: Language,
    sentences: Vec<Sentence>,
    code_points: CodePoints,
}

impl Article {
    /// Segments `text`, which is kept exactly as given. A missing title is taken from a title
    /// line at the head of the text, if there is one.
    pub fn new(text: String, about: Metadata) -> Self {
        let code_points = CodePoints::new(&text);
        let language = Language::detect(&text);
        let sentences = segment::sentences(&text, &about, language);
        let mut about = about;
        if about.title.is_none() {
            about.title = sentences.iter().find(|s| s.role == Role::Title).map(|s| s.span.of(&text).to_owned());
        }
        Self { text, about, language, sentences, code_points }
    }

    /// The text as found.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn about(&self) -> &Metadata {
        &self.about
    }

    pub fn published(&self) -> Option<Date> {
        self.about.published
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// All sentences in order, furniture included; see [`Sentence::role`].
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The sentence that holds the byte offset, with its index.
    pub fn sentence_at(&self, offset: usize) -> Option<(usize, &Sentence)> {
        let index = self.sentences.partition_point(|s| s.span.end <= offset);
        let sentence = self.sentences.get(index)?;
        (sentence.span.start <= offset).then_some((index, sentence))
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Translates byte offsets to code-point offsets, for the JSON interface.
    pub fn code_points(&self) -> &CodePoints {
        &self.code_points
    }

    /// Number of words (runs of letters or digits) in the whole text; where sentences are glued,
    /// each has its own.
    pub fn words(&self) -> usize {
        let words = |s: &Sentence| {
            self.slice(s.span).split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
        };
        self.sentences.iter().map(words).sum()
    }
}

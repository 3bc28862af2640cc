//! What the training program needs: the features of each candidate, by name.

use super::features::{self, Sink};
use super::model::{self, Best};
use super::{doubt, scene::Scene};
use crate::article::{Article, Span};
use crate::neural::Reader;
use crate::reading::Reading;
use std::collections::HashMap;

/// Numbers feature names as they come.
#[derive(Debug, Default)]
pub struct Names {
    known: HashMap<u64, u32>,
    names: Vec<String>,
}

impl Names {
    /// The name with this number, its parts joined by "|".
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Features by number.
pub type Vector = Vec<(u32, f32)>;

struct Recorder<'a> {
    names: &'a mut Names,
    found: Vector,
}

impl Sink for Recorder<'_> {
    fn add(&mut self, name: [&str; 4], value: f32) {
        let names = &mut *self.names;
        let number = *names.known.entry(model::key(name)).or_insert_with(|| {
            names.names.push(name.join("|"));
            u32::try_from(names.names.len() - 1).unwrap_or(u32::MAX)
        });
        self.found.push((number, value));
    }
}

/// One candidate answer.
#[derive(Debug)]
pub struct Example {
    pub span: Span,
    index: usize,
}

/// A question with its candidates.
#[derive(Debug)]
pub struct Lesson {
    scene: Scene,
    pub examples: Vec<Example>,
}

impl Lesson {
    pub fn of(article: &Article, reading: &Reading, question: &str) -> Self {
        let scene = Scene::of(article, reading, question);
        let spans = scene.candidates.iter().enumerate();
        let examples = spans.filter_map(|(index, c)| Some(Example { span: scene.span(c)?, index })).collect();
        Self { scene, examples }
    }

    /// The features of one candidate.
    pub fn vector(&self, example: &Example, names: &mut Names) -> Vector {
        let mut out = Recorder { names, found: Vec::new() };
        let Some(candidate) = self.scene.candidates.get(example.index) else { return out.found };
        let range = self.scene.terms.sentences.get(candidate.sentence).cloned().unwrap_or_default();
        let rank = self.scene.chosen.iter().position(|&s| s == candidate.sentence).unwrap_or(0);
        features::sentence(&self.scene, rank, candidate.sentence, &mut out);
        features::beginning(&self.scene, candidate.first, range.start, &mut out);
        features::ending(&self.scene, candidate.last, range.end, &mut out);
        features::span(&self.scene, candidate, &mut out);
        out.found
    }

    /// The reader's choice, with the features that its confidence rests on.
    pub fn reader_doubt(
        &self,
        article: &Article,
        question: &str,
        reader: &Reader,
        names: &mut Names,
    ) -> Option<(Span, Vector)> {
        let ranking = model::Ranking::of(&self.scene);
        let found = super::reader::find(article, &self.scene, &ranking, question, reader)?;
        let mut out = Recorder { names, found: Vec::new() };
        super::reader::features(&self.scene, &found, ranking.best(&self.scene).as_ref(), &mut out);
        Some((found.span, out.found))
    }

    /// The present model's choice, with the features that its confidence rests on.
    pub fn doubt(&self, names: &mut Names) -> Option<(Span, Vector)> {
        let best: Best = model::Ranking::of(&self.scene).best(&self.scene)?;
        let mut out = Recorder { names, found: Vec::new() };
        doubt::features(&self.scene, &best, &mut out);
        Some((self.scene.span(&best.candidate)?, out.found))
    }
}

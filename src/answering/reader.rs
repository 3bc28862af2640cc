//! What the neural reader finds: it reads the windows of the article that share most with the question.

use super::candidates::Candidate;
use super::doubt;
use super::features::Sink;
use super::model::{Best, Ranking};
use super::scene::Scene;
use crate::article::{Article, Role, Span};
use crate::neural::{Piece, Pieces, Reader};
use std::collections::HashMap;

/// Windows read of one article, which bounds the time that a question takes.
const WINDOWS: usize = 3;
/// Pieces of the longest answer.
const LONGEST: usize = 40;

/// Spans of a window that are compared.
const CONTENDERS: usize = 10;
/// What the rules' full agreement is worth, in logits of the reader.
const AGREEMENT: f32 = 2.0;

/// The reader's answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) candidate: Candidate,
    /// How far it is above "no answer here", in logits.
    pub(super) margin: f32,
}

/// A piece of an article and the sentence it stands in.
#[derive(Clone, Copy)]
struct Placed {
    piece: Piece,
    sentence: usize,
}

/// Reads the best windows; the answer that is farthest above "none", where the rules' opinion counts too.
pub(super) fn find(
    article: &Article,
    scene: &Scene,
    ranking: &Ranking,
    question: &str,
    reader: &Reader,
) -> Option<Found> {
    let question = reader.pieces(question);
    let room = Reader::room(&question);
    let mut best: Option<(f32, Found)> = None;
    for window in windows(article, scene, reader, room) {
        let pieces: Vec<Piece> = window.iter().map(|placed| placed.piece).collect();
        let Some(spans) = reader.spans(&question, &pieces) else { continue };
        let none = spans.none[0] + spans.none[1];
        for (score, first, last) in strongest(&window, &spans.tokens) {
            let span = whole_quotation(article, Span::new(first.piece.word.start, last.piece.word.end));
            let Some(candidate) = candidate(scene, first.sentence, span) else { continue };
            let found = Found { span, candidate, margin: score - none };
            let value = found.margin + AGREEMENT * ranking.expected(&candidate);
            if best.is_none_or(|(so_far, _)| value > so_far) {
                best = Some((value, found));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// The span with the mark right before or after it that makes its quotation whole: `stay in Mexico” policy`
/// begins before the opening mark.
fn whole_quotation(article: &Article, span: Span) -> Span {
    const MARKS: [(char, char); 3] = [('“', '”'), ('‘', '’'), ('«', '»')];
    let text = article.text();
    let inside = article.slice(span);
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    for (opens, closes) in MARKS {
        let (opened, closed) = (inside.matches(opens).count(), inside.matches(closes).count());
        if before == Some(opens) && closed == opened + 1 {
            return Span::new(span.start - opens.len_utf8(), span.end);
        }
        if after == Some(closes) && opened == closed + 1 {
            return Span::new(span.start, span.end + closes.len_utf8());
        }
    }
    span
}

/// The best pairs of beginning and end within one sentence.
fn strongest(window: &[Placed], logits: &[[f32; 2]]) -> Vec<(f32, Placed, Placed)> {
    let mut all: Vec<(f32, Placed, Placed)> = Vec::new();
    for (at, (first, begins)) in window.iter().zip(logits).enumerate() {
        let rest = window.iter().zip(logits).skip(at).take(LONGEST);
        let within = rest.take_while(|(last, _)| last.sentence == first.sentence);
        all.extend(within.map(|(last, ends)| (begins[0] + ends[1], *first, *last)));
    }
    if all.len() > CONTENDERS {
        all.select_nth_unstable_by(CONTENDERS, |a, b| b.0.total_cmp(&a.0));
        all.truncate(CONTENDERS);
    }
    all
}

/// The words of the article that a span touches.
fn candidate(scene: &Scene, sentence: usize, span: Span) -> Option<Candidate> {
    let range = scene.terms.sentences.get(sentence)?.clone();
    let mut touched =
        range.filter(|&at| scene.word(at).is_some_and(|w| w.span.start < span.end && w.span.end > span.start));
    let first = touched.next()?;
    Some(Candidate { first, last: touched.next_back().unwrap_or(first), sentence })
}

/// Runs of told sentences around those that share most with the question, each as long as the
/// reader can take; none is read twice.
fn windows(article: &Article, scene: &Scene, reader: &Reader, room: usize) -> Vec<Vec<Placed>> {
    let told: Vec<usize> =
        article.sentences().iter().enumerate().filter(|(_, s)| s.role != Role::Furniture).map(|(at, _)| at).collect();
    let score = |place: usize| told.get(place).and_then(|&at| scene.matches.scores.get(at)).map_or(0.0, |s| s.bm25);
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
    let mut read = HashMap::new();
    let mut pieces_of = |place: usize| -> Pieces {
        read.entry(place).or_insert_with(|| pieces(article, told.get(place).copied(), reader)).clone()
    };
    let mut taken = vec![false; told.len()];
    let mut windows = Vec::new();
    for middle in order {
        if windows.len() == WINDOWS || (score(middle) <= 0.0 && !windows.is_empty()) {
            break;
        }
        if taken.get(middle).copied().unwrap_or(true) {
            continue;
        }
        let (from, to) = extent(middle, told.len(), room, &mut pieces_of);
        let mut window = Vec::new();
        for place in from..to {
            let Some(&sentence) = told.get(place) else { continue };
            window.extend(pieces_of(place).into_iter().map(|piece| Placed { piece, sentence }));
            if let Some(slot) = taken.get_mut(place) {
                *slot = true;
            }
        }
        windows.push(window);
    }
    windows
}

/// From a sentence outwards, before and after in turn, as long as there is room.
fn extent(middle: usize, end: usize, room: usize, pieces: &mut impl FnMut(usize) -> Pieces) -> (usize, usize) {
    let (mut from, mut to) = (middle, middle + 1);
    let mut left = room.saturating_sub(pieces(middle).len());
    let (mut before, mut after) = (true, true);
    while before || after {
        for back in [true, false] {
            let (open, place) = if back { (before && from > 0, from.wrapping_sub(1)) } else { (after && to < end, to) };
            let length = if open { pieces(place).len() } else { usize::MAX };
            let fits = length <= left;
            if fits {
                left -= length;
                if back { from = place } else { to = place + 1 }
            }
            if back { before = fits } else { after = fits }
        }
    }
    (from, to)
}

/// A sentence in pieces that stand where they stand in the article.
fn pieces(article: &Article, sentence: Option<usize>, reader: &Reader) -> Pieces {
    let Some(sentence) = sentence.and_then(|at| article.sentences().get(at)) else { return Pieces::new() };
    let mut pieces = reader.pieces(sentence.span.of(article.text()));
    for piece in &mut pieces {
        piece.word = Span::new(piece.word.start + sentence.span.start, piece.word.end + sentence.span.start);
    }
    pieces
}

/// Features for the confidence in the reader's answer: its margin, whether the rules agree, and what
/// the rules doubt about it.
pub(super) fn features(scene: &Scene, found: &Found, rules: Option<&Best>, out: &mut impl Sink) {
    let asked = scene.question.expect.name();
    let mut add = |name: &'static str, value: &str, x: f32| out.add([name, value, "", "reader"], x);
    let share = rules.map_or(0.0, |best| found.candidate.overlap(&best.candidate));
    add("d.margin", "", found.margin / 10.0);
    add("d.margin", asked, found.margin / 10.0);
    add("d.margins", bucket(found.margin), 1.0);
    add("d.agrees", "", share);
    add(
        "d.same",
        if rules.is_some_and(|best| best.candidate.sentence == found.candidate.sentence) { "yes" } else { "no" },
        1.0,
    );
    let best = Best { candidate: found.candidate, score: rules.map_or(0.0, |best| best.score), share };
    add("d.refused", if doubt::refuses(scene, &best) { "yes" } else { "no" }, 1.0);
    doubt::features(scene, &best, &mut Apart(out));
}

/// The margin in steps of two logits.
fn bucket(margin: f32) -> &'static str {
    const STEPS: [(f32, &str); 8] =
        [(10.0, "10"), (8.0, "8"), (6.0, "6"), (4.0, "4"), (2.0, "2"), (0.0, "0"), (-2.0, "-2"), (-4.0, "-4")];
    STEPS.iter().find(|(least, _)| margin >= *least).map_or("less", |(_, name)| name)
}

/// Gives features names of their own where the reader's answer is doubted.
struct Apart<'a, S>(&'a mut S);

impl<S: Sink> Sink for Apart<'_, S> {
    fn add(&mut self, [a, b, c, _]: [&str; 4], value: f32) {
        self.0.add([a, b, c, "reader"], value);
    }
}

//! Learns the weights of `models/answers.tsv` from questions with answers.
//!
//! ```text
//! cargo run --release --example train-answers -- spans models/answers.tsv FILE…
//! cargo run --release --example train-answers -- doubt models/answers.tsv FILE…
//! cargo run --release --example train-answers -- reader models/answers.tsv FILE…
//! ```
//!
//! `spans` learns which span answers: a softmax over all candidates of a question, by `AdaGrad`
//! (Duchi et al., 2011). `doubt` then learns when that span is wrong, and needs a build with the
//! new spans: `cargo run` makes one. Files hold one JSON object a line with `text`, `question` and
//! `answers`. One text in five, chosen by its hash, is held out. Spans are measured on those; doubt is
//! learnt from half of them, since spans are too sure of what they were learnt from, and measured on
//! the other half. `reader` learns when the neural reader's answer is wrong, from texts that the reader
//! did not learn from (`training/reader/data.py` holds out one in ten). Seeded: the same files give the same weights. `models/answers.md` names the files.

use newsdesk::answering::learning::{Lesson, Names, Vector};
use newsdesk::article::{Article, Span};
use newsdesk::json::Request;
use newsdesk::neural::Reader;
use newsdesk::reading;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};

const EPOCHS: usize = 4;
const RATE: f32 = 0.15;
const DECAY: f32 = 5e-4;
/// Wrong candidates kept of each question: the hardest under the weights so far, then any.
const HARD: usize = 25;
const ANY: usize = 25;
/// Features seen less often than this are not kept.
const RARE: u32 = 20;
/// Nor are weights nearer to 0 than this, of spans and of doubt: the file stays small.
const LEAST_OF_SPANS: f32 = 0.06;
const LEAST_OF_DOUBT: f32 = 0.03;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (mode, out) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    let mut questions = Vec::new();
    for file in args {
        for line in std::io::BufReader::new(std::fs::File::open(&file)?).split(b'\n') {
            let line = String::from_utf8(line?)?;
            if let Some(question) = Question::parse(&line) {
                questions.push(question);
            }
        }
    }
    if mode == "reader" {
        let unread: Vec<_> = questions.into_iter().filter(|q| q.is_unread).collect();
        let (mut learnt, held): (Vec<_>, Vec<_>) = unread.into_iter().partition(|q| q.hash % 2 == 0);
        shuffle(&mut learnt);
        let reader = Reader::get().ok_or_else(|| anyhow::anyhow!("built without the reader"))?;
        return doubt(&out, &learnt, &held, Some(reader));
    }
    let (held, mut learnt): (Vec<_>, Vec<_>) = questions.into_iter().partition(|q| q.hash % 5 == 0);
    match mode.as_str() {
        "spans" => {
            shuffle(&mut learnt);
            spans(&out, &learnt, &held)
        }
        "doubt" => {
            let (mut learnt, held): (Vec<_>, Vec<_>) = held.into_iter().partition(|q| q.hash % 2 == 0);
            shuffle(&mut learnt);
            doubt(&out, &learnt, &held, None)
        }
        _ => anyhow::bail!("the first argument is `spans`, `doubt` or `reader`"),
    }
}

/// A row of a file.
struct Question {
    line: String,
    hash: u64,
    /// Whether the neural reader was kept from the text.
    is_unread: bool,
    gold: Vec<Span>,
}

impl Question {
    fn parse(line: &str) -> Option<Self> {
        let row: Value = serde_json::from_str(line).ok()?;
        let text = row.get("text")?.as_str()?;
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let gold = row.get("answers")?.as_array()?.iter().filter_map(|answer| {
            let words = answer.get("text")?.as_str()?.trim();
            let at = usize::try_from(answer.get("start")?.as_i64()?).ok()?;
            let start = *starts.get(at)?;
            Some(Span::new(start, start + words.len()))
        });
        let hash =
            text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let is_unread = Sha256::digest(text).iter().fold(0_u32, |rest, &byte| (rest * 256 + u32::from(byte)) % 10) == 0;
        Some(Self { line: line.to_owned(), hash: hash >> 16, is_unread, gold: gold.collect() })
    }

    fn lesson(&self) -> Option<(Lesson, Article, String)> {
        let request = Request::parse(&self.line).ok()?;
        let (article, _) = request.article().ok()?;
        let reading = reading::read(&article);
        let question = request.question?;
        Some((Lesson::of(&article, &reading, &question), article, question))
    }

    /// How well a span answers: F1 of the characters shared with the best gold answer.
    #[expect(clippy::cast_precision_loss, reason = "lengths of answers")]
    fn rightness(&self, span: Span) -> f32 {
        let f1 = |gold: &Span| {
            let common = span.end.min(gold.end).saturating_sub(span.start.max(gold.start));
            2.0 * common as f32 / (span.len() + gold.len()).max(1) as f32
        };
        self.gold.iter().map(f1).fold(0.0, f32::max)
    }
}

/// A question's candidates as vectors, the right ones first.
struct Group {
    right: usize,
    vectors: Vec<Vector>,
}

fn spans(out: &str, learnt: &[Question], held: &[Question]) -> anyhow::Result<()> {
    let mut names = Names::default();
    let mut weights = Weights::default();
    for round in 0..2 {
        let groups: Vec<Group> = learnt.iter().filter_map(|q| group(q, &mut names, &weights)).collect();
        for epoch in 0..EPOCHS {
            let loss: f32 = groups.iter().map(|g| weights.learn(g)).sum();
            note(&format!("round {round} epoch {epoch}: {} questions, loss {loss:.0}", groups.len()))?;
        }
    }
    let mut right = 0.0;
    for question in held.iter().filter(|q| !q.gold.is_empty()) {
        let Some((lesson, ..)) = question.lesson() else { continue };
        let best = lesson.examples.iter().max_by(|a, b| {
            let (a, b) = (lesson.vector(a, &mut names), lesson.vector(b, &mut names));
            weights.score(&a).total_cmp(&weights.score(&b))
        });
        right += best.map_or(0.0, |e| question.rightness(e.span));
    }
    note(&format!("held out: {} questions, mean rightness {right:.1}", held.len()))?;
    save(out, &names, &weights, |name| name.starts_with("d."), LEAST_OF_SPANS)
}

/// The candidates to learn from; `None` where no candidate is right.
fn group(question: &Question, names: &mut Names, weights: &Weights) -> Option<Group> {
    const ENOUGH: f32 = 0.6;
    let (lesson, ..) = question.lesson()?;
    let rightness: Vec<f32> = lesson.examples.iter().map(|e| question.rightness(e.span)).collect();
    let best = rightness.iter().copied().fold(0.0, f32::max);
    if best < ENOUGH {
        return None;
    }
    let mut wrong: Vec<(f32, Vector)> = Vec::new();
    let mut vectors = Vec::new();
    for (example, &r) in lesson.examples.iter().zip(&rightness) {
        let vector = lesson.vector(example, names);
        if r >= best - 0.01 {
            vectors.push(vector);
        } else {
            wrong.push((weights.score(&vector), vector));
        }
    }
    let right = vectors.len();
    let mut random = question.hash | 1;
    if weights.values.is_empty() {
        wrong.sort_by_cached_key(|_| next(&mut random));
    } else {
        wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
        if let Some(rest) = wrong.get_mut(HARD..) {
            rest.sort_by_cached_key(|_| next(&mut random));
        }
    }
    vectors.extend(wrong.into_iter().take(HARD + ANY).map(|(_, v)| v));
    Some(Group { right, vectors })
}

fn doubt(out: &str, learnt: &[Question], held: &[Question], reader: Option<&Reader>) -> anyhow::Result<()> {
    const RIGHT: f32 = 0.4;
    let mut names = Names::default();
    let mut weights = Weights::default();
    let read = |questions: &[Question], names: &mut Names| -> Vec<(bool, Vector)> {
        let sample = questions.iter().filter_map(|q| {
            let (lesson, article, question) = q.lesson()?;
            let (span, vector) = match reader {
                Some(reader) => lesson.reader_doubt(&article, &question, reader, names)?,
                None => lesson.doubt(names)?,
            };
            Some((q.rightness(span) > RIGHT, vector))
        });
        sample.collect()
    };
    let samples = read(learnt, &mut names);
    for _ in 0..EPOCHS * 2 {
        for (right, vector) in &samples {
            let p = 1.0 / (1.0 + (-weights.score(vector)).exp());
            weights.step(vector, f32::from(u8::from(*right)) - p);
        }
    }
    let mut scored: Vec<(f32, bool)> =
        read(held, &mut names).into_iter().map(|(right, v)| (weights.score(&v), right)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    note(&format!("held out: {} answers, ranked by confidence {:.1} % of pairs right", scored.len(), pairs(&scored)))?;
    let kept = |name: &str| !name.starts_with("d.") || (name.ends_with("|reader") != reader.is_some());
    save(out, &names, &weights, kept, LEAST_OF_DOUBT)
}

/// Share of (right, wrong) pairs of answers that confidence puts in order.
#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn pairs(sorted: &[(f32, bool)]) -> f64 {
    let (mut right, mut ordered, mut wrong) = (0_u64, 0_u64, 0_u64);
    for (_, is_right) in sorted {
        if *is_right {
            right += 1;
        } else {
            wrong += 1;
            ordered += right;
        }
    }
    100.0 * ordered as f64 / (right * wrong).max(1) as f64
}

/// Weights, squared gradients so far, and how often each feature was seen.
#[derive(Default)]
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
    seen: Vec<u32>,
}

impl Weights {
    fn score(&self, vector: &Vector) -> f32 {
        vector.iter().map(|&(at, x)| self.values.get(at as usize).copied().unwrap_or(0.0) * x).sum()
    }

    fn learn(&mut self, group: &Group) -> f32 {
        let scores: Vec<f32> = group.vectors.iter().map(|v| self.score(v)).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let all: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        let right: f32 = scores.iter().take(group.right).map(|s| (s - top).exp()).sum();
        for (at, (vector, score)) in group.vectors.iter().zip(&scores).enumerate() {
            let p = (score - top).exp();
            let target = if at < group.right { p / right.max(f32::MIN_POSITIVE) } else { 0.0 };
            self.step(vector, target - p / all);
        }
        (all / right.max(f32::MIN_POSITIVE)).ln()
    }

    fn step(&mut self, vector: &Vector, gradient: f32) {
        for &(at, x) in vector {
            let at = at as usize;
            if at >= self.values.len() {
                self.values.resize(at + 1, 0.0);
                self.squares.resize(at + 1, 0.1);
                self.seen.resize(at + 1, 0);
            }
            let (Some(value), Some(square), Some(seen)) =
                (self.values.get_mut(at), self.squares.get_mut(at), self.seen.get_mut(at))
            else {
                continue;
            };
            let g = gradient * x - DECAY * *value;
            *square += g * g;
            *value += RATE * g / square.sqrt();
            *seen += 1;
        }
    }
}

/// Writes the weights that are at least as far from 0 as said, sorted by name, keeping those lines of the
/// file that are to be kept.
fn save(out: &str, names: &Names, weights: &Weights, is_kept: impl Fn(&str) -> bool, least: f32) -> anyhow::Result<()> {
    let before = std::fs::read_to_string(out).unwrap_or_default();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for line in before.lines() {
        if let Some((name, weight)) = line.split_once('\t')
            && is_kept(name)
            && name.contains('|')
        {
            lines.insert(name.to_owned(), weight.to_owned());
        }
    }
    for (number, (value, seen)) in (0_u32..).zip(weights.values.iter().zip(&weights.seen)) {
        if *seen >= RARE && value.abs() >= least {
            lines.insert(names.name(number).to_owned(), format!("{value:.3}"));
        }
    }
    let mut text =
        String::from("# Weights of the answer model by feature; made by training/answers.rs, see answers.md.\n");
    for (name, weight) in lines {
        writeln!(text, "{name}\t{weight}")?;
    }
    std::fs::write(out, text)?;
    Ok(())
}

fn note(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stderr(), "{line}")
}

fn shuffle(questions: &mut [Question]) {
    let mut random = 0x2545_f491_4f6c_dd1d;
    questions.sort_by_cached_key(|_| next(&mut random));
}

/// xorshift64 (Marsaglia, 2003).
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

//! Trains the tagger of names: `cargo run --release --example train_names -- OUT FILE…`
//!
//! Each FILE holds JSON lines `{"text", "ents": [{"start", "end", "type"}]}`, offsets in code
//! points; `training/names_data.py` makes them. `FILE=3` takes a file three times per epoch.
//! Averaged structured perceptron (Collins 2002), seeded: the same input gives the same file.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "run by hand on files of one's own: tables of fixed size, counts far below 2^52"
)]

use newsdesk::article::{Article, Metadata, Span};
use newsdesk::reading::FactKind;
use newsdesk::reading::names::training::{self, BUCKETS, Example, LABELS};
use std::io::BufRead as _;

const EPOCHS: usize = 10;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or_else(|| anyhow::anyhow!("usage: train_names OUT FILE…"))?;
    let mut examples = Vec::new();
    for arg in args {
        let (file, times) = arg.split_once('=').map_or((arg.as_str(), 1), |(f, n)| (f, n.parse().unwrap_or(1)));
        let read = read(file)?;
        eprintln!("{file}: {} stretches, {times} times", read.len());
        for _ in 0..times {
            examples.extend(read.iter().cloned());
        }
    }
    let mut trainer = Trainer::new();
    for epoch in 1..=EPOCHS {
        shuffle(&mut examples, epoch as u64);
        let wrong = examples.iter().filter(|example| trainer.learn(example)).count();
        eprintln!("epoch {epoch}: {wrong} of {} stretches wrong", examples.len());
    }
    std::fs::write(out, trainer.quantised())?;
    Ok(())
}

fn read(file: &str) -> anyhow::Result<Vec<Example>> {
    let mut found = Vec::new();
    for line in std::io::BufReader::new(std::fs::File::open(file)?).split(b'\n') {
        let row: serde_json::Value = serde_json::from_slice(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place = |value: &serde_json::Value| value.as_u64().and_then(|at| starts.get(at as usize)).copied();
        let mut names = Vec::new();
        for entity in row["ents"].as_array().into_iter().flatten() {
            let kind = match entity["type"].as_str() {
                Some("PER") => FactKind::Person,
                Some("ORG") => FactKind::Organization,
                Some("LOC") => FactKind::Place,
                _ => continue,
            };
            if let (Some(start), Some(end)) = (place(&entity["start"]), place(&entity["end"])) {
                names.push((Span::new(start, end), kind));
            }
        }
        let article = Article::new(text.to_owned(), Metadata::default());
        found.extend(training::examples(&article, &names));
    }
    Ok(found)
}

/// Fisher-Yates with a fixed generator, so that a run can be repeated.
fn shuffle(examples: &mut [Example], seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in (1..examples.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        examples.swap(at, (state % (at as u64 + 1)) as usize);
    }
}

/// Weights, and their sums over time for the average. Transitions serve training alone: the
/// reader of names asks for the score of single words.
struct Trainer {
    weights: Vec<[i32; LABELS]>,
    sums: Vec<[i64; LABELS]>,
    transitions: [[i32; LABELS]; LABELS + 1],
    steps: i64,
}

impl Trainer {
    fn new() -> Self {
        Self {
            weights: vec![[0; LABELS]; BUCKETS],
            sums: vec![[0; LABELS]; BUCKETS],
            transitions: [[0; LABELS]; LABELS + 1],
            steps: 1,
        }
    }

    /// One step; whether the labels were wrong before it.
    fn learn(&mut self, example: &Example) -> bool {
        let emissions: Vec<[i32; LABELS]> = example.features.iter().map(|f| self.emissions(f)).collect();
        let guess = viterbi(&emissions, &self.transitions);
        self.steps += 1;
        if guess == example.labels {
            return false;
        }
        let mut before = (LABELS, LABELS);
        for ((features, &gold), &guess) in example.features.iter().zip(&example.labels).zip(&guess) {
            let (gold, guess) = (usize::from(gold), usize::from(guess));
            if gold != guess {
                for &feature in features {
                    self.update(feature as usize, gold, 1);
                    self.update(feature as usize, guess, -1);
                }
            }
            if (before.0, gold) != (before.1, guess) {
                self.update_transition(before.0, gold, 1);
                self.update_transition(before.1, guess, -1);
            }
            before = (gold, guess);
        }
        true
    }

    fn emissions(&self, features: &[u32]) -> [i32; LABELS] {
        let mut sum = [0; LABELS];
        for &feature in features {
            for (sum, weight) in sum.iter_mut().zip(self.weights[feature as usize]) {
                *sum += weight;
            }
        }
        sum
    }

    fn update(&mut self, feature: usize, label: usize, by: i32) {
        self.weights[feature][label] += by;
        self.sums[feature][label] += i64::from(by) * self.steps;
    }

    fn update_transition(&mut self, before: usize, label: usize, by: i32) {
        self.transitions[before][label] += by;
    }

    /// The averaged weights in the file's form, scaled so that few of them are cut off.
    fn quantised(&self) -> Vec<u8> {
        let average = |weight: i32, sum: i64| f64::from(weight) - sum as f64 / self.steps as f64;
        let averaged: Vec<[f64; LABELS]> = self
            .weights
            .iter()
            .zip(&self.sums)
            .map(|(w, s)| std::array::from_fn(|label| average(w[label], s[label])))
            .collect();
        let mut sizes: Vec<f64> = averaged.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1) * 9_995 / 10_000).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let byte = |weight: f64| (weight.round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        averaged.iter().flatten().map(|w| byte(w * scale)).collect()
    }
}

/// The best path through label scores; the last row of transitions is that from the start. A
/// label's "inside" follows only its own "begin" or "inside".
fn viterbi(emissions: &[[i32; LABELS]], transitions: &[[i32; LABELS]; LABELS + 1]) -> Vec<u8> {
    const NEVER: i32 = i32::MIN / 4;
    let mut back: Vec<[usize; LABELS]> = Vec::with_capacity(emissions.len());
    let mut score = [NEVER; LABELS];
    for (at, emission) in emissions.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            if at == 0 && label < 4 {
                next[label] = transitions[LABELS][label] + emission[label];
            }
            for before in 0..LABELS {
                let total = score[before] + transitions[before][label] + emission[label];
                let allowed = label < 4 || before == label || before + 3 == label;
                if at > 0 && allowed && total > next[label] {
                    next[label] = total;
                    from[label] = before;
                }
            }
        }
        score = next;
        back.push(from);
    }
    let mut label = (0..LABELS).max_by_key(|&label| score[label]).unwrap_or_default();
    let mut path: Vec<u8> = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        path.push(label as u8);
        label = from[label];
    }
    path.reverse();
    path
}

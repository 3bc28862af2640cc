//! Trains the spam model: `cargo run --release --example train-spam -- OUT HAM.jsonl… [SET.jsonl…]`
//!
//! Unwanted and ordinary comments are generated from the templates in `training/spam/`; each HAM
//! file adds ordinary comments written by people, JSON lines with `text`. A SET, whose rows say
//! whether they are `spam`, is measured and nothing is learnt from it. Logistic regression with
//! `AdaGrad`, seeded: the same input gives the same file.
//!
//! `train-spam draw OUT.jsonl COUNT` writes so many generated texts of each kind down instead: what
//! `training/reader/` learns spam from.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "run by hand on files of one's own: tables of fixed size, counts far below 2^52"
)]

use newsdesk::moderation::spam_training::{BUCKETS, EVEN, MAGIC, PIECE, features, pieces};
use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead as _, Write as _};

const SPAM: usize = 40_000;
const HAM: usize = 50_000;
const EPOCHS: usize = 5;
const RATE: f32 = 0.15;
const DECAY: f32 = 2e-6;
/// Share of words and their pieces that are not seen in a pass, so that the classes are learnt too.
const DROPPED: f32 = 0.5;
/// One row in five of each file of ordinary comments is kept for measuring.
const HELD_OUT: u64 = 5;

#[derive(Clone)]
struct Example {
    features: Vec<(u32, f32)>,
    spam: bool,
    weight: f32,
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or_else(|| anyhow::anyhow!("usage: train-spam OUT HAM.jsonl…"))?;
    let mut generator = Generator::new();
    if out == "draw" {
        let (to, count) = (args.next(), args.next().and_then(|n| n.parse().ok()));
        let (Some(to), Some(count)) = (to, count) else { anyhow::bail!("usage: train-spam draw OUT.jsonl COUNT") };
        return draw(&mut generator, &to, count);
    }
    let mut examples = generated(&mut generator);
    let (mut held_out, mut sets) = (Vec::new(), Vec::new());
    for file in args {
        let labelled = labelled(&file)?;
        if !labelled.is_empty() {
            sets.push((file, labelled));
            continue;
        }
        let (kept, test) = read(&file)?;
        eprintln!("{file}: {} to learn from, {} to measure with", kept.len(), test.len());
        let example = |text: &String| Example { features: features(text), spam: false, weight: 0.5 };
        examples.extend(kept.iter().map(example));
        held_out.push((file, test));
    }
    let mut model = Model::new();
    for epoch in 1..=EPOCHS {
        shuffle(&mut examples, &mut generator.random);
        let loss: f64 = examples.iter().map(|example| model.learn(example, &mut generator.random)).sum();
        eprintln!("epoch {epoch}: mean loss {:.4}", loss / examples.len() as f64);
    }
    for (file, texts) in held_out {
        let wrong = texts.iter().filter(|text| model.score(&features(text)) >= 0.5).count();
        eprintln!("{file}: {wrong} of {} held-out rows are taken for spam", texts.len());
    }
    for (file, rows) in sets {
        eprintln!("{file}: {}", measured(&model, &rows));
    }
    std::fs::write(out, model.quantised())?;
    Ok(())
}

fn draw(generator: &mut Generator, to: &str, count: usize) -> anyhow::Result<()> {
    let mut seen = HashSet::new();
    let mut file = std::io::BufWriter::new(std::fs::File::create(to)?);
    for n in 0..2 * count {
        let spam = n < count;
        let text = if spam { generator.spam() } else { generator.ham() };
        if seen.insert(text.clone()) {
            writeln!(file, "{}", serde_json::json!({"text": text, "spam": spam}))?;
        }
    }
    Ok(())
}

fn generated(generator: &mut Generator) -> Vec<Example> {
    let mut seen = HashSet::new();
    let mut examples = Vec::new();
    for n in 0..SPAM + HAM {
        let spam = n < SPAM;
        let text = if spam { generator.spam() } else { generator.ham() };
        if seen.insert(text.clone()) {
            examples.push(Example { features: features(&text), spam, weight: 1.0 });
        }
    }
    eprintln!("{} generated", examples.len());
    examples
}

/// Texts with whether they are spam, where a file says so.
fn labelled(file: &str) -> anyhow::Result<Vec<(String, bool)>> {
    let mut found = Vec::new();
    for line in std::fs::read_to_string(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let Some(label) = row["spam"].as_u64() else { return Ok(Vec::new()) };
        found.push((row["text"].as_str().unwrap_or_default().to_owned(), label == 1));
    }
    Ok(found)
}

/// What is found and missed by the model alone, read as the check reads it.
fn measured(model: &Model, rows: &[(String, bool)]) -> String {
    let held = |text: &str| {
        let parts = pieces(text).into_iter().map(|piece| model.sum(&features(piece)) - PIECE);
        parts.fold(model.sum(&features(text)), f32::max) >= EVEN
    };
    let count = |spam: bool, caught: bool| rows.iter().filter(|(text, is)| *is == spam && held(text) == caught).count();
    let (right, missed, wrong) = (count(true, true), count(true, false), count(false, true));
    let f1 = 200.0 * right as f32 / (2 * right + missed + wrong).max(1) as f32;
    format!("F1 {f1:.1}, {missed} missed, {wrong} false alarms of {} rows", rows.len())
}

/// The texts of a file, each once: those to learn from and those kept for measuring.
fn read(file: &str) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let mut seen = HashSet::new();
    let (mut kept, mut held_out) = (Vec::new(), Vec::new());
    for line in std::io::BufReader::new(std::fs::File::open(file)?).split(b'\n') {
        let line = line?;
        if line.is_empty() {
            continue;
        }
        let row: serde_json::Value = serde_json::from_slice(&line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        if seen.insert(text.clone()) {
            let number = seen.len() as u64;
            if number.is_multiple_of(HELD_OUT) { held_out.push(text) } else { kept.push(text) }
        }
    }
    Ok((kept, held_out))
}

/// Templates and what fills their slots.
struct Generator {
    spam: Vec<String>,
    ham: Vec<String>,
    slots: BTreeMap<String, Vec<String>>,
    random: Random,
}

impl Generator {
    fn new() -> Self {
        let mut slots = BTreeMap::new();
        let text = |name: &str| {
            let path = format!("{}/training/spam/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
        };
        let mut templates = |source: &str| -> Vec<String> {
            let mut found = Vec::new();
            for line in source.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
                if let Some(template) = line.strip_prefix("- ") {
                    found.push(template.to_owned());
                } else if let Some((name, values)) = line.split_once(": ") {
                    let values = values.split(" | ").map(|v| v.trim().to_owned()).collect();
                    slots.insert(name.to_owned(), values);
                }
            }
            found
        };
        let none = templates(&text("tables"));
        assert!(none.is_empty(), "tables.txt holds no templates");
        let spam = templates(&text("spam"));
        let ham = templates(&text("ham"));
        Self { spam, ham, slots, random: Random(20_261_123) }
    }

    fn spam(&mut self) -> String {
        let one = self.line(true);
        let text = match self.random.below(20) {
            0 | 1 => format!("{one} {}", self.line(true)),
            2 => format!("{} {one}", self.line(false)),
            3 => format!("{one}. {}", self.line(false)),
            4 => (0..3).fold(one, |text, _| format!("{text} {}", self.line(true))),
            5 => format!("{} {one} {} {}", self.line(false), self.line(true), self.line(false)),
            _ => one,
        };
        self.roughened(&text)
    }

    fn ham(&mut self) -> String {
        let mut text = self.line(false);
        while self.random.below(4) == 0 {
            text = format!("{text} {}", self.line(false));
        }
        self.roughened(&text)
    }

    fn line(&mut self, spam: bool) -> String {
        let list = if spam { &self.spam } else { &self.ham };
        let template = list[self.random.below(list.len())].clone();
        let filled = self.filled(&template, 0);
        filled.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".")
    }

    fn filled(&mut self, template: &str, depth: usize) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((slot, after)) = after.split_once('}') else { break };
            let values = &self.slots.get(slot).unwrap_or_else(|| panic!("no slot {slot}"));
            let value = values[self.random.below(values.len())].clone();
            assert!(depth < 6, "{slot} fills itself");
            out.push_str(&self.filled(&value, depth + 1));
            rest = after;
        }
        out + rest
    }

    /// As people type: in capitals or without, without marks, with shorthand and slips.
    fn roughened(&mut self, text: &str) -> String {
        let mut text = match self.random.below(20) {
            0 | 1 => text.to_uppercase(),
            2..=6 => text.to_lowercase(),
            7 => text.split(' ').map(capital).collect::<Vec<_>>().join(" "),
            _ => text.to_owned(),
        };
        if self.random.below(6) == 0 {
            text = text.replace([',', '.', '!', '?', '\''], if text.contains('/') { "." } else { "" });
        }
        if self.random.below(5) == 0 {
            let short = [
                ("you ", "u "),
                (" your ", " ur "),
                (" to ", " 2 "),
                (" for ", " 4 "),
                (" are ", " r "),
                ("please", "plz"),
            ];
            for (long, form) in short {
                text = text.replace(long, form);
            }
        }
        if self.random.below(8) == 0 && text.len() > 8 {
            let letters: Vec<char> = text.chars().collect();
            let slip = self.random.below(letters.len());
            let twice = self.random.below(2) == 0;
            text = letters
                .iter()
                .enumerate()
                .flat_map(|(i, &c)| {
                    std::iter::repeat_n(
                        c,
                        match (i == slip, twice) {
                            (true, true) => 2,
                            (true, false) => 0,
                            (false, _) => 1,
                        },
                    )
                })
                .collect();
        }
        let marks = ["", "", "", "", "", "", "!", "!!!", "...", " :)", " 😂", "?", "\u{feff}", " <3", "<br />"];
        text + marks[self.random.below(marks.len())]
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }
}

fn shuffle(examples: &mut [Example], random: &mut Random) {
    for at in (1..examples.len()).rev() {
        examples.swap(at, random.below(at + 1));
    }
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
    bias: f32,
}

impl Model {
    fn new() -> Self {
        Self { weights: vec![0.0; BUCKETS], squares: vec![1e-2; BUCKETS], bias: 0.0 }
    }

    fn sum(&self, features: &[(u32, f32)]) -> f32 {
        self.bias + features.iter().map(|&(row, value)| self.weights[row as usize] * value).sum::<f32>()
    }

    fn score(&self, features: &[(u32, f32)]) -> f32 {
        1.0 / (1.0 + (-self.sum(features)).exp())
    }

    /// One step; returns the loss before it.
    fn learn(&mut self, example: &Example, random: &mut Random) -> f64 {
        // Strong features have the value 1; all of them stay.
        let seen: Vec<(u32, f32)> =
            example.features.iter().copied().filter(|&(_, value)| value >= 1.0 || random.share() >= DROPPED).collect();
        let probability = self.score(&seen);
        let target = f32::from(u8::from(example.spam));
        let error = (probability - target) * example.weight;
        for (row, value) in seen {
            let row = row as usize;
            let gradient = error * value + DECAY * self.weights[row];
            self.squares[row] += gradient * gradient;
            self.weights[row] -= RATE * gradient / self.squares[row].sqrt();
        }
        self.bias -= 0.01 * error;
        let right = if example.spam { probability } else { 1.0 - probability };
        f64::from(-right.max(1e-6).ln())
    }

    /// The file: see `src/moderation/checks/spam/model.rs`. What was dropped half the time in
    /// training counts half.
    fn quantised(&self) -> Vec<u8> {
        let largest = self.weights.iter().fold(1e-6_f32, |most, w| most.max(w.abs()));
        let scale = largest / 127.0;
        let mut file = MAGIC.to_vec();
        file.extend(scale.to_le_bytes());
        file.extend(self.bias.to_le_bytes());
        file.extend(self.weights.iter().map(|w| ((w / scale).round() as i8).cast_unsigned()));
        file
    }
}

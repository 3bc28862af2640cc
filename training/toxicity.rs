//! Trains the model of toxicity: `cargo run --release --example train-toxicity -- DATA OUT [EPOCHS]`
//!
//! DATA holds `paradetox.jsonl`, `civil_spans.jsonl`, `civil_votes.jsonl`, `wikitalk.jsonl`,
//! `edos.jsonl` and `stormfront.jsonl`; the sentences of our own are in `training/toxicity/`. Everything is seeded: the same
//! input gives the same file. The card, `models/toxicity.md`, has the figures.
//!
//! `train-toxicity draw DATA OUT.jsonl [TIMES]` writes the texts down instead, with our own sentences
//! drawn that often: what `training/reader/` learns toxicity from.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "run by hand on files of one's own: tables of fixed size, counts far below 2^24"
)]

#[path = "toxicity/generator.rs"]
mod generator;
#[path = "toxicity/learner.rs"]
mod learner;
#[path = "toxicity/linear.rs"]
mod linear;

use generator::{Generator, disguised};
use learner::Learner;
use linear::Linear;
use newsdesk::moderation::toxicity::training::{
    CATEGORIES, MAGIC, ROWS, SLOTS, Token, Vocabulary, WIDTH, read, short_hash, words,
};
use std::collections::HashMap;
use std::io::Write as _;

const EPOCHS: usize = 6;
/// The starts of the networks; each trains in a thread of its own, with a generator of its own.
const SEEDS: [u64; 2] = [0x5EED_CAFE_F00D_0003, 0x5EED_CAFE_F00D_0A11];
/// How often a word must occur to be known.
const LEAST: u32 = 3;
/// Score = 1 / (1 + exp(-(SLOPE · logit + OFFSET))), so that 0.5 is where a person should look and
/// 0.85 where they will most likely say no.
const SLOPE: f32 = 1.0;
const OFFSET: f32 = -0.2;

/// One text to learn from.
struct Example {
    text: String,
    target: f32,
    weight: f32,
    set: usize,
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(data), Some(out)) = (args.next(), args.next()) else {
        anyhow::bail!("usage: train-toxicity DATA OUT [EPOCHS]");
    };
    if data == "draw" {
        let to = args.next().ok_or_else(|| anyhow::anyhow!("usage: train-toxicity draw DATA OUT.jsonl [TIMES]"))?;
        return draw(&out, &to, args.next().and_then(|n| n.parse().ok()).unwrap_or(1));
    }
    let epochs = args.next().and_then(|n| n.parse().ok()).unwrap_or(EPOCHS);
    let mut random = Random(0x5EED_CAFE_F00D_0001);
    let generator = Generator::new("training/toxicity")?;
    let texts = examples(&data)?;
    let vocabulary = vocabulary(&texts, &generator, &mut random);
    eprintln!("{} texts, {} known words", texts.len(), vocabulary.hashes().len());
    let linear = linear::learned(&real(&data, &vocabulary)?, &mut random);
    let course = Course { texts, generator, vocabulary };
    let members: Vec<Learner> = std::thread::scope(|scope| {
        let train = |seed: u64| trained(seed, epochs, &course);
        let running: Vec<_> = SEEDS.iter().map(|&seed| scope.spawn(move || train(seed))).collect();
        let ended = |_| anyhow::anyhow!("a training ended early");
        running.into_iter().map(|one| one.join().map_err(ended)).collect::<anyhow::Result<_>>()
    })?;
    std::fs::write(out, written(&members, &linear, &course.vocabulary))?;
    Ok(())
}

/// Writes all texts, with disguises undone, each with its target, weight and head.
fn draw(data: &str, out: &str, times: usize) -> anyhow::Result<()> {
    let mut random = Random(0x5EED_CAFE_F00D_0002);
    let generator = Generator::new("training/toxicity")?;
    let mut texts = examples(data)?;
    for _ in 0..times {
        let drawn = generator.draw(&mut random).into_iter();
        let example = |(text, toxic)| Example { text, target: f32::from(u8::from(toxic)), weight: 1.0, set: 0 };
        texts.extend(drawn.map(example));
    }
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    for one in &texts {
        let text = newsdesk::moderation::toxicity::plain(&one.text);
        let row = serde_json::json!({"text": text, "target": one.target, "weight": one.weight, "head": one.set});
        writeln!(file, "{row}")?;
    }
    Ok(())
}

fn trained(seed: u64, epochs: usize, course: &Course) -> Learner {
    let mut random = Random(seed);
    let mut learner = Learner::new(&mut random);
    for epoch in 0..epochs {
        let (from, to) = (epoch as f32 / epochs as f32, (epoch + 1) as f32 / epochs as f32);
        let (loss, count) = course.one_epoch(from, to, &mut learner, &mut random);
        eprintln!("{seed:x}, epoch {}: mean loss {:.4} over {count} texts", epoch + 1, loss / count as f32);
    }
    learner
}

/// What there is to learn from.
struct Course {
    texts: Vec<Example>,
    generator: Generator,
    vocabulary: Vocabulary,
}

impl Course {
    /// All texts and freshly drawn sentences once, in a random order; the sum of the losses and the
    /// number of texts. `from` and `to` are the shares of the training before and after it.
    fn one_epoch(&self, from: f32, to: f32, learner: &mut Learner, random: &mut Random) -> (f32, usize) {
        let drawn: Vec<Example> = self
            .generator
            .draw(random)
            .into_iter()
            .map(|(text, toxic)| Example { text, target: f32::from(u8::from(toxic)), weight: 1.0, set: 0 })
            .collect();
        let mut all: Vec<&Example> = self.texts.iter().chain(&drawn).collect();
        for at in (1..all.len()).rev() {
            all.swap(at, random.below(at + 1));
        }
        let mut loss = 0.0;
        for (at, example) in all.iter().enumerate() {
            let done = from + (to - from) * at as f32 / all.len() as f32;
            let mut text = example.text.clone();
            if example.set == 0 && random.chance(0.2) {
                text = joined(&text, example.target, &drawn, random);
            }
            if random.chance(if example.target > 0.5 { 0.25 } else { 0.15 }) {
                text = disguised(&text, random);
            }
            let mut tokens = read(&text, &self.vocabulary);
            if tokens.is_empty() {
                continue;
            }
            tokens.truncate(300);
            forget(&mut tokens, random);
            loss += learner.learn(&tokens, example.target, example.weight, example.set, 1.0 - 0.97 * done);
        }
        (loss, all.len())
    }
}

/// A sentence in company: abuse stays abuse beside harmless words, and two harmless texts stay harmless.
fn joined(text: &str, target: f32, drawn: &[Example], random: &mut Random) -> String {
    let other = random.pick(drawn);
    if other.target > 0.5 && target < 0.5 {
        return text.to_owned();
    }
    if random.chance(0.5) { format!("{text} {}", other.text) } else { format!("{}. {text}", other.text) }
}

/// Forgets some words, so that their pieces and classes are learnt too.
fn forget(tokens: &mut [Token], random: &mut Random) {
    for token in tokens {
        if random.chance(if token.classes == 0 { 0.1 } else { 0.2 }) {
            token.word = None;
            if random.chance(0.7) {
                token.pieces.clear();
            }
        }
    }
}

fn rows(data: &str, name: &str) -> anyhow::Result<Vec<serde_json::Value>> {
    let file = std::fs::read_to_string(format!("{data}/{name}.jsonl"))?;
    Ok(file.split('\n').filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn examples(data: &str) -> anyhow::Result<Vec<Example>> {
    let mut all = Vec::new();
    for (name, set, toxic, harmless) in
        [("paradetox", 1, 0.6, 0.6), ("wikitalk", 0, 0.3, 0.7), ("edos", 2, 0.5, 0.3), ("stormfront", 3, 0.6, 0.4)]
    {
        for row in rows(data, name)? {
            let text = row["text"].as_str().unwrap_or_default().to_owned();
            let target = row["label"].as_f64().unwrap_or_default() as f32;
            let set = if name == "paradetox" && (target < 0.5 || is_aimed(&text)) { 0 } else { set };
            all.push(Example { text, target, weight: if target > 0.5 { toxic } else { harmless }, set });
        }
    }
    for row in rows(data, "civil_votes")? {
        if row["label"] == 1 {
            let text = row["text"].as_str().unwrap_or_default().to_owned();
            all.push(Example { text, target: 1.0, weight: 0.4, set: 0 });
        }
    }
    for row in rows(data, "civil_spans")? {
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        if let Some(rest) = without(&text, &row["toxic_spans"]) {
            all.push(Example { text: rest, target: 0.0, weight: 0.4, set: 0 });
        }
        all.push(Example { text, target: 1.0, weight: 1.0, set: 0 });
    }
    Ok(all)
}

/// Comments as people wrote them, with whether they are toxic. The label of `civil_votes` says little:
/// words foretell it no better than chance, and both halves read alike; all of it counts as toxic.
fn real(data: &str, vocabulary: &Vocabulary) -> anyhow::Result<Vec<(Vec<Token>, bool)>> {
    let mut all = Vec::new();
    for name in ["paradetox", "civil_votes", "civil_spans", "wikitalk"] {
        for row in rows(data, name)? {
            let toxic = name.starts_with("civil") || row["label"] == 1;
            all.push((read(row["text"].as_str().unwrap_or_default(), vocabulary), toxic));
        }
    }
    Ok(all)
}

/// Whether abuse has a target in it, or is more than a strong word: swearing alone stays with the
/// head of its own set, which is dropped.
fn is_aimed(text: &str) -> bool {
    let bit = |name: &str| CATEGORIES.iter().position(|c| *c == name).map_or(0, |at| 1_u64 << at);
    let all = read(text, &Vocabulary::default()).iter().fold(0, |all, token| all | token.classes);
    let has = |names: &[&str]| names.iter().any(|name| all & bit(name) != 0);
    has(&["slur", "attack", "insult", "insultadj"]) || (has(&["profanity"]) && has(&["second", "group", "political"]))
}

/// A comment without the words that made it toxic: what is left is what harmless comments on the
/// news look like. Nothing where little is left.
fn without(text: &str, spans: &serde_json::Value) -> Option<String> {
    let spans: Vec<(u64, u64)> = spans
        .as_array()?
        .iter()
        .map(|span| (span[0].as_u64().unwrap_or_default(), span[1].as_u64().unwrap_or_default()))
        .collect();
    let rest: String = text
        .chars()
        .enumerate()
        .filter(|(at, _)| !spans.iter().any(|(start, end)| (*start..*end).contains(&(*at as u64))))
        .map(|(_, c)| c)
        .collect();
    (!spans.is_empty() && rest.split_whitespace().count() > 4).then_some(rest)
}

fn vocabulary(texts: &[Example], generator: &Generator, random: &mut Random) -> Vocabulary {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    let drawn = generator.draw(random);
    for text in texts.iter().map(|e| &e.text).chain(drawn.iter().map(|(text, _)| text)) {
        for word in words(text) {
            *counts.entry(short_hash(&word)).or_default() += 1;
        }
    }
    Vocabulary::new(counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(hash, _)| hash).collect())
}

/// The file, in the form that the model reads.
fn written(members: &[Learner], linear: &Linear, vocabulary: &Vocabulary) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((vocabulary.hashes().len() as u32).to_le_bytes());
    for hash in vocabulary.hashes() {
        out.extend(hash.to_le_bytes());
    }
    out.extend((members.len() as u32).to_le_bytes());
    for member in members {
        let table = &member.table.0[..ROWS * WIDTH];
        let mean = table.iter().map(|w| w * w).sum::<f32>() / table.len() as f32;
        let scale = mean.sqrt() * 8.0 / 127.0;
        out.extend(scale.to_le_bytes());
        out.extend(table.iter().map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
        for part in member.dense.parts() {
            for weight in part {
                out.extend(weight.to_le_bytes());
            }
        }
    }
    let mean = linear.weights.iter().map(|w| w * w).sum::<f32>() / SLOTS as f32;
    let scale = mean.sqrt() * 8.0 / 127.0;
    out.extend(scale.to_le_bytes());
    out.extend(linear.bias.to_le_bytes());
    out.extend(linear.weights.iter().map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
    out.extend(SLOPE.to_le_bytes());
    out.extend(OFFSET.to_le_bytes());
    out
}

/// A fixed generator (xorshift), so that a run can be repeated.
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    const fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn chance(&mut self, share: f32) -> bool {
        self.share() < share
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Roughly normal: the sum of twelve.
    fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.share()).sum::<f32>() - 6.0
    }
}

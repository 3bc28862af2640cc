//! The network's gradients and steps: Adam for the dense weights, Adagrad for the table's rows.

use super::Random;
use newsdesk::moderation::toxicity::training::{
    CLASSES, Dense, GAPS, HIDDEN, ROWS, Table, Token, Trace, UNITS, WIDTH, piece_share, run,
};

/// Sets of data with a reading of their own of what is to be held: each has a small head that is
/// added in training and dropped afterwards.
pub(crate) const SETS: usize = 4;
const BATCH: usize = 16;
const ROW_RATE: f32 = 0.04;
const RATE: f32 = 0.0015;
const DECAY: f32 = 0.01;

/// A table of floats.
pub(crate) struct Floats(pub(crate) Vec<f32>);

impl Table for Floats {
    fn add(&self, row: u32, times: f32, to: &mut [f32]) {
        let start = row as usize * WIDTH;
        for (to, from) in to.iter_mut().zip(&self.0[start..start + WIDTH]) {
            *to += times * from;
        }
    }
}

pub(crate) struct Learner {
    pub(crate) table: Floats,
    pub(crate) dense: Dense,
    row_squares: Vec<f32>,
    gradient: Dense,
    first: Dense,
    second: Dense,
    heads: Vec<[f32; HIDDEN + 1]>,
    in_batch: usize,
    steps: i32,
}

impl Learner {
    pub(crate) fn new(random: &mut Random) -> Self {
        let mut dense = Dense::zero();
        let spread = |inputs: usize| (2.0 / inputs as f32).sqrt();
        let scales = [
            0.1,
            spread(3 * WIDTH),
            spread(3 * UNITS) * 0.5,
            spread(3 * UNITS) * 0.5,
            0.0,
            0.0,
            0.0,
            spread(2 * UNITS),
            0.0,
            spread(HIDDEN),
            0.0,
        ];
        for (part, scale) in dense.parts_mut().into_iter().zip(scales) {
            for weight in part {
                *weight = random.normal() * scale;
            }
        }
        let table = (0..ROWS * WIDTH).map(|_| random.normal() * 0.05).collect();
        Self {
            table: Floats(table),
            dense,
            row_squares: vec![1e-4; ROWS],
            gradient: Dense::zero(),
            first: Dense::zero(),
            second: Dense::zero(),
            heads: vec![[0.0; HIDDEN + 1]; SETS],
            in_batch: 0,
            steps: 0,
        }
    }

    /// One example; its loss. `left` is the share of the training still to come.
    pub(crate) fn learn(&mut self, tokens: &[Token], target: f32, weight: f32, set: usize, left: f32) -> f32 {
        let trace = run(tokens, &self.table, &self.dense);
        let head = self.heads[set];
        let extra: f32 =
            if set == 0 { 0.0 } else { head[HIDDEN] + trace.hidden.iter().zip(&head).map(|(h, w)| h * w).sum::<f32>() };
        let guess = 1.0 / (1.0 + (-(trace.logit + extra)).exp());
        let pull = (guess - target) * weight;
        let mut down: Vec<f32> = self.dense.out.iter().map(|w| w * pull).collect();
        if set > 0 {
            let rate = 0.02 * left;
            for ((down, hidden), own) in down.iter_mut().zip(&trace.hidden).zip(&mut self.heads[set]) {
                *down += *own * pull;
                *own -= rate * (pull * hidden + 0.01 * *own);
            }
            self.heads[set][HIDDEN] -= rate * pull;
        }
        self.back(tokens, &trace, pull, &down, left);
        self.in_batch += 1;
        if self.in_batch == BATCH {
            self.step(left);
        }
        -(target * guess.max(1e-6).ln() + (1.0 - target) * (1.0 - guess).max(1e-6).ln()) * weight
    }

    fn back(&mut self, tokens: &[Token], trace: &Trace, pull: f32, down: &[f32], left: f32) {
        let gradient = &mut self.gradient;
        gradient.out_bias[0] += pull;
        add(&mut gradient.out, &trace.hidden, pull);
        let down: Vec<f32> = down.iter().zip(&trace.hidden).map(|(d, h)| if *h > 0.0 { *d } else { 0.0 }).collect();
        add(&mut gradient.hidden_bias, &down, 1.0);
        let mut pooled = vec![0.0; 2 * UNITS];
        for (((to, value), weights), own) in pooled
            .iter_mut()
            .zip(&trace.pooled)
            .zip(self.dense.hidden.chunks_exact(HIDDEN))
            .zip(gradient.hidden.chunks_exact_mut(HIDDEN))
        {
            *to = dot(weights, &down);
            add(own, &down, *value);
        }
        let count = tokens.len();
        let mut signal = vec![0.0; count * UNITS];
        for row in signal.chunks_exact_mut(UNITS) {
            add(row, &pooled[UNITS..], 1.0 / count as f32);
        }
        for (unit, &at) in trace.strongest.iter().enumerate() {
            signal[at * UNITS + unit] += pooled[unit];
        }
        for layer in [2, 1] {
            let (below, above) = (&trace.outputs[layer - 1], &trace.outputs[layer]);
            let masked: Vec<f32> =
                signal.iter().zip(above.iter().zip(below)).map(|(s, (a, b))| if a > b { *s } else { 0.0 }).collect();
            let own = Layer { width: UNITS, gap: GAPS[layer], weights: &self.dense.layers[layer] };
            let slopes = (&mut gradient.layers[layer], &mut gradient.biases[layer]);
            convolved_back(&own, below, &masked, slopes, &mut signal);
        }
        let masked: Vec<f32> =
            signal.iter().zip(&trace.outputs[0]).map(|(s, a)| if *a > 0.0 { *s } else { 0.0 }).collect();
        let mut vectors = vec![0.0; count * WIDTH];
        let own = Layer { width: WIDTH, gap: GAPS[0], weights: &self.dense.layers[0] };
        let slopes = (&mut gradient.layers[0], &mut gradient.biases[0]);
        convolved_back(&own, &trace.vectors, &masked, slopes, &mut vectors);
        self.rows(tokens, &vectors, left);
    }

    fn rows(&mut self, tokens: &[Token], vectors: &[f32], left: f32) {
        for (token, vector) in tokens.iter().zip(vectors.chunks_exact(WIDTH)) {
            let share = piece_share(token.pieces.len());
            let rows = token.word.map(|row| (row, 1.0)).into_iter().chain(token.pieces.iter().map(|row| (*row, share)));
            let size = dot(vector, vector) / WIDTH as f32;
            for (row, share) in rows {
                let row = row as usize;
                self.row_squares[row] += size * share * share;
                let rate = ROW_RATE * left * share / self.row_squares[row].sqrt();
                for (weight, slope) in self.table.0[row * WIDTH..(row + 1) * WIDTH].iter_mut().zip(vector) {
                    *weight -= rate * slope + 1e-6 * *weight;
                }
            }
            for class in (0..CLASSES).filter(|class| token.classes >> class & 1 == 1) {
                add(&mut self.gradient.classes[class * WIDTH..(class + 1) * WIDTH], vector, 1.0);
            }
        }
    }

    fn step(&mut self, left: f32) {
        self.steps += 1;
        let (fix_first, fix_second) = (1.0 - 0.9_f32.powi(self.steps), 1.0 - 0.999_f32.powi(self.steps));
        let rate = RATE * left;
        let parts = self.dense.parts_mut().into_iter().zip(self.gradient.parts_mut());
        for ((weights, gradient), (first, second)) in
            parts.zip(self.first.parts_mut().into_iter().zip(self.second.parts_mut()))
        {
            for ((weight, slope), (first, second)) in
                weights.iter_mut().zip(gradient.iter_mut()).zip(first.iter_mut().zip(second))
            {
                let mean = *slope / BATCH as f32;
                *slope = 0.0;
                *first = 0.9 * *first + 0.1 * mean;
                *second = 0.999 * *second + 0.001 * mean * mean;
                *weight -= rate * ((*first / fix_first) / ((*second / fix_second).sqrt() + 1e-8) + DECAY * *weight);
            }
        }
        self.in_batch = 0;
    }
}

/// A layer as its gradient sees it.
struct Layer<'a> {
    width: usize,
    gap: usize,
    weights: &'a [f32],
}

/// Adds the slopes of a layer's weights and biases, and hands the signal down to its input.
fn convolved_back(
    layer: &Layer<'_>,
    input: &[f32],
    signal: &[f32],
    (slopes, bias): (&mut Vec<f32>, &mut Vec<f32>),
    down: &mut [f32],
) {
    let Layer { width, gap, weights } = *layer;
    let count = input.len() / width;
    for at in 0..count {
        let own = &signal[at * UNITS..(at + 1) * UNITS];
        if own.iter().all(|s| *s == 0.0) {
            continue;
        }
        add(bias, own, 1.0);
        for offset in 0..3 {
            let Some(neighbour) = (at + offset * gap).checked_sub(gap).filter(|n| *n < count) else { continue };
            for i in 0..width {
                let place = (offset * width + i) * UNITS;
                let value = input[neighbour * width + i];
                if value != 0.0 {
                    add(&mut slopes[place..place + UNITS], own, value);
                }
                down[neighbour * width + i] += dot(&weights[place..place + UNITS], own);
            }
        }
    }
}

fn add(to: &mut [f32], from: &[f32], times: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += times * from;
    }
}

/// In eight lanes, so that it is vectorised and yet always added in the same order.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

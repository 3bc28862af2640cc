//! The network: words become vectors, three layers look at a word and its neighbours, the strongest
//! and the mean signal of each unit decide.

use super::reading::{PIECE_ROWS, Token, WORD_ROWS};

/// Numbers in a word's vector.
pub const WIDTH: usize = 32;
/// Units of each layer.
pub const UNITS: usize = 40;
/// Units of the last layer.
pub const HIDDEN: usize = 32;
/// Classes a word may have.
pub const CLASSES: usize = 40;
/// Rows of the table of words and pieces.
pub const ROWS: usize = (WORD_ROWS + PIECE_ROWS) as usize;
/// How far apart the three words are that each layer looks at.
pub const GAPS: [usize; 3] = [1, 2, 3];

/// What is the same for training and for use: everything but the table.
#[derive(Debug, Clone)]
pub struct Dense {
    /// A vector for each class.
    pub classes: Vec<f32>,
    /// For each layer: weights by offset, input, unit.
    pub layers: [Vec<f32>; 3],
    pub biases: [Vec<f32>; 3],
    /// By pooled input, unit.
    pub hidden: Vec<f32>,
    pub hidden_bias: Vec<f32>,
    pub out: Vec<f32>,
    pub out_bias: Vec<f32>,
}

impl Dense {
    /// All zeros.
    pub fn zero() -> Self {
        let layer = |inputs: usize| vec![0.0; 3 * inputs * UNITS];
        Self {
            classes: vec![0.0; CLASSES * WIDTH],
            layers: [layer(WIDTH), layer(UNITS), layer(UNITS)],
            biases: std::array::from_fn(|_| vec![0.0; UNITS]),
            hidden: vec![0.0; 2 * UNITS * HIDDEN],
            hidden_bias: vec![0.0; HIDDEN],
            out: vec![0.0; HIDDEN],
            out_bias: vec![0.0; 1],
        }
    }

    /// Every list of weights, in the order of the file.
    pub fn parts(&self) -> Vec<&Vec<f32>> {
        let mut parts = vec![&self.classes];
        parts.extend(&self.layers);
        parts.extend(&self.biases);
        parts.extend([&self.hidden, &self.hidden_bias, &self.out, &self.out_bias]);
        parts
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Vec<f32>> {
        let mut parts = vec![&mut self.classes];
        parts.extend(&mut self.layers);
        parts.extend(&mut self.biases);
        parts.extend([&mut self.hidden, &mut self.hidden_bias, &mut self.out, &mut self.out_bias]);
        parts
    }
}

/// The table of words and pieces.
pub trait Table {
    /// Adds `times` the row to the vector.
    fn add(&self, row: u32, times: f32, to: &mut [f32]);
}

/// What the layers computed, kept for training and for marking words.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    pub vectors: Vec<f32>,
    /// Each layer's output, with its input added from the second on.
    pub outputs: [Vec<f32>; 3],
    /// The strongest signal of each unit, then its mean.
    pub pooled: Vec<f32>,
    /// The word with the strongest signal of each unit.
    pub strongest: Vec<usize>,
    pub hidden: Vec<f32>,
    pub logit: f32,
}

/// Runs the network over the words. Linear in their number.
pub fn run(tokens: &[Token], table: &impl Table, dense: &Dense) -> Trace {
    let vectors = vectors(tokens, table, dense);
    let mut trace = Trace { vectors, ..Trace::default() };
    let mut input = trace.vectors.clone();
    let mut width = WIDTH;
    for (((layer, bias), gap), output) in dense.layers.iter().zip(&dense.biases).zip(GAPS).zip(&mut trace.outputs) {
        *output = convolved(&input, width, layer, bias, gap);
        if width == UNITS {
            output.iter_mut().zip(&input).for_each(|(o, i)| *o += i);
        }
        input.clone_from(output);
        width = UNITS;
    }
    pool(&input, &mut trace);
    finish(dense, &mut trace);
    trace
}

/// The layers after the pooling.
fn finish(dense: &Dense, trace: &mut Trace) {
    trace.hidden.clone_from(&dense.hidden_bias);
    for (&value, weights) in trace.pooled.iter().zip(dense.hidden.chunks_exact(HIDDEN)) {
        add_scaled(&mut trace.hidden, weights, value);
    }
    trace.hidden.iter_mut().for_each(|h| *h = h.max(0.0));
    let sum: f32 = trace.hidden.iter().zip(&dense.out).map(|(h, w)| h * w).sum();
    trace.logit = sum + dense.out_bias.first().copied().unwrap_or_default();
}

fn vectors(tokens: &[Token], table: &impl Table, dense: &Dense) -> Vec<f32> {
    let mut vectors = vec![0.0; tokens.len() * WIDTH];
    for (token, vector) in tokens.iter().zip(vectors.chunks_exact_mut(WIDTH)) {
        if let Some(word) = token.word {
            table.add(word, 1.0, vector);
        }
        let share = piece_share(token.pieces.len());
        for &piece in &token.pieces {
            table.add(piece, share, vector);
        }
        let mut classes = token.classes;
        while classes != 0 {
            let class = classes.trailing_zeros() as usize;
            if let Some(weights) = dense.classes.chunks_exact(WIDTH).nth(class) {
                add_scaled(vector, weights, 1.0);
            }
            classes &= classes - 1;
        }
    }
    vectors
}

/// What one of `count` pieces weighs.
#[expect(clippy::cast_precision_loss, reason = "a few pieces")]
pub fn piece_share(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

fn add_scaled(to: &mut [f32], from: &[f32], times: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += times * from;
    }
}

fn convolved(input: &[f32], width: usize, weights: &[f32], bias: &[f32], gap: usize) -> Vec<f32> {
    let count = input.len() / width.max(1);
    let mut output = Vec::with_capacity(count * UNITS);
    for at in 0..count {
        let mut sums = [0.0_f32; UNITS];
        sums.copy_from_slice(bias.get(..UNITS).unwrap_or(&[0.0; UNITS]));
        for (offset, weights) in weights.chunks_exact(width * UNITS).enumerate() {
            let Some(neighbour) = (at + offset * gap).checked_sub(gap) else { continue };
            let Some(row) = input.get(neighbour * width..(neighbour + 1) * width) else { continue };
            for (&value, weights) in row.iter().zip(weights.chunks_exact(UNITS)) {
                if value != 0.0 {
                    add_scaled(&mut sums, weights, value);
                }
            }
        }
        output.extend(sums.iter().map(|sum| sum.max(0.0)));
    }
    output
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn pool(signals: &[f32], trace: &mut Trace) {
    let count = (signals.len() / UNITS).max(1);
    trace.pooled = vec![0.0; 2 * UNITS];
    trace.strongest = vec![0; UNITS];
    let (top, mean) = trace.pooled.split_at_mut(UNITS);
    for (at, row) in signals.chunks_exact(UNITS).enumerate() {
        for (((&signal, top), mean), strongest) in row.iter().zip(&mut *top).zip(&mut *mean).zip(&mut trace.strongest) {
            *mean += signal / count as f32;
            if signal > *top {
                *top = signal;
                *strongest = at;
            }
        }
    }
}

//! A plain linear model beside the networks: words and pairs of words, counted over the whole text.
//! It sees the tone of long comments, where no single place is telling. Words for groups of people
//! are all one word to it, so that none of them can weigh.

use super::lexicon::{Classes, hash};
use super::reading::Token;

/// Weights, by hash.
pub const SLOTS: usize = 1 << 16;
/// What it weighs beside the networks.
pub(super) const SHARE: f32 = 0.5;
const GROUP: Classes = 1;

/// The slots of a text's words and pairs, each once; all have the same value, [`value`].
pub fn slots(tokens: &[Token]) -> Vec<usize> {
    let mut slots = Vec::with_capacity(2 * tokens.len());
    let mut before = 0;
    for token in tokens {
        let word = if token.classes & GROUP != 0 { 7 } else { hash(&token.text) };
        slots.push(slot(word));
        slots.push(slot(before ^ word.rotate_left(21)));
        before = word.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    slots.sort_unstable();
    slots.dedup();
    slots
}

fn slot(hash: u64) -> usize {
    (hash.wrapping_mul(0x517C_C1B7_2722_0A95) >> 48) as usize % SLOTS
}

/// What each of `count` slots counts: texts of all lengths weigh the same.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
pub fn value(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

/// The linear model's weights, as signed bytes with one scale.
#[derive(Debug)]
pub struct Wide {
    pub weights: Box<[i8]>,
    pub scale: f32,
    pub bias: f32,
}

impl Wide {
    /// Its logit for a text.
    pub fn logit(&self, tokens: &[Token]) -> f32 {
        let slots = slots(tokens);
        let sum: i32 = slots.iter().filter_map(|slot| self.weights.get(*slot)).map(|w| i32::from(*w)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a sum of a few thousand bytes")]
        let sum = sum as f32;
        self.bias + self.scale * value(slots.len()) * sum
    }
}

//! The linear model beside the networks: logistic regression by Adagrad on the sets of real comments.

use super::Random;
use newsdesk::moderation::toxicity::training::{SLOTS, Token, slots, value};

const EPOCHS: usize = 8;
const RATE: f32 = 0.3;
const DECAY: f32 = 2e-5;

pub(crate) struct Linear {
    pub(crate) weights: Vec<f32>,
    pub(crate) bias: f32,
}

/// Learns from texts that are already read; both labels weigh the same together.
pub(crate) fn learned(texts: &[(Vec<Token>, bool)], random: &mut Random) -> Linear {
    let read: Vec<(Vec<usize>, bool)> = texts.iter().map(|(tokens, toxic)| (slots(tokens), *toxic)).collect();
    let toxic = read.iter().filter(|(_, toxic)| *toxic).count() as f32;
    let all = read.len() as f32;
    let mut model = Linear { weights: vec![0.0; SLOTS], bias: 0.0 };
    let mut squares = vec![1e-2_f32; SLOTS];
    let mut order: Vec<usize> = (0..read.len()).collect();
    for _ in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for &at in &order {
            let (slots, label) = &read[at];
            let share = value(slots.len());
            let logit = model.bias + share * slots.iter().map(|slot| model.weights[*slot]).sum::<f32>();
            let guess = 1.0 / (1.0 + (-logit).exp());
            let balance = all / 2.0 / if *label { toxic } else { all - toxic };
            let pull = (guess - f32::from(u8::from(*label))) * balance;
            model.bias -= 0.01 * pull;
            for &slot in slots {
                let slope = pull * share + DECAY * model.weights[slot];
                squares[slot] += slope * slope;
                model.weights[slot] -= RATE * slope / squares[slot].sqrt();
            }
        }
    }
    model
}

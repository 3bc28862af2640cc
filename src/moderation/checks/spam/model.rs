//! The weights, read in place from `models/spam.bin`: the letters `NDSP`, the scale and the bias as
//! little-endian 32-bit floats, then one signed byte for each row.

use super::features::{self, BUCKETS, View};

static WEIGHTS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/spam.bin"));
const HEAD: usize = 12;
/// What the file begins with.
pub const MAGIC: [u8; 4] = *b"NDSP";

/// How much more certain a sentence of a long text must be than a whole text, as a logarithm of the
/// odds; set on the measuring sets.
pub const PIECE: f32 = 3.0;
/// Where half is half: set on the measuring sets too.
pub const EVEN: f32 = 0.15;

/// The probability of spam, from 0 to 1: of the whole text, or of its worst sentence.
pub(super) fn score(text: &str, view: &View) -> f32 {
    let whole = odds(&features::of_view(text, view));
    let pieces = features::pieces(text).into_iter().map(|piece| odds(&features::features(piece)) - PIECE);
    let worst = pieces.fold(whole, f32::max) - EVEN;
    1.0 / (1.0 + (-worst).exp())
}

/// The logarithm of the odds.
fn odds(features: &[(u32, f32)]) -> f32 {
    let (Some(scale), Some(bias), Some(rows)) = (float(4), float(8), WEIGHTS.get(HEAD..HEAD + BUCKETS)) else {
        return f32::MIN;
    };
    let weight = |row: u32| rows.get(row as usize).map_or(0.0, |&byte| f32::from(byte.cast_signed()) * scale);
    bias + features.iter().map(|&(row, value)| weight(row) * value).sum::<f32>()
}

fn float(at: usize) -> Option<f32> {
    let bytes = WEIGHTS.get(at..at + 4)?;
    Some(f32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_its_head_and_all_its_rows() {
        assert_eq!(WEIGHTS.len(), HEAD + BUCKETS);
        assert!(WEIGHTS.starts_with(&MAGIC));
        assert!(float(4).is_some_and(|scale| scale > 0.0));
    }
}

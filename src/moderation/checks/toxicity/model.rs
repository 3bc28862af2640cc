//! The weights as shipped: `models/toxicity.bin`, written by `training/toxicity.rs`.
//!
//! Magic and version; the number of known words and their hashes; the number of networks and, for
//! each, the scale of its table, the rows as signed bytes and the dense weights as 32-bit floats;
//! the linear model's scale, bias and weights; the two numbers of the calibration. All little-endian.

use super::net::{Dense, ROWS, Table, WIDTH};
use super::reading::Vocabulary;
use super::wide::{SLOTS, Wide};
use std::sync::LazyLock;

/// The first bytes of a file of this form.
pub const MAGIC: [u8; 8] = *b"NDTOXIC3";
/// No file holds more networks.
const MOST_MEMBERS: u32 = 8;

/// A model ready for use: several networks, trained from different starts, whose logits are averaged.
#[derive(Debug)]
pub struct Model {
    pub vocabulary: Vocabulary,
    pub members: Vec<Member>,
    pub wide: Wide,
    /// Score = 1 / (1 + exp(-(slope · logit + offset))).
    pub slope: f32,
    pub offset: f32,
}

/// One network.
#[derive(Debug)]
pub struct Member {
    pub table: Bytes,
    pub dense: Dense,
}

/// A table of signed bytes with one scale.
#[derive(Debug)]
pub struct Bytes {
    rows: Box<[i8]>,
    scale: f32,
}

impl Table for Bytes {
    fn add(&self, row: u32, times: f32, to: &mut [f32]) {
        let start = row as usize * WIDTH;
        let times = times * self.scale;
        for (to, &weight) in to.iter_mut().zip(self.rows.get(start..start + WIDTH).unwrap_or_default()) {
            *to += times * f32::from(weight);
        }
    }
}

/// The shipped model; `None` if its file were damaged, which a test rules out.
pub(super) static MODEL: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::read(include_bytes!("../../../../models/toxicity.bin")));

impl Model {
    /// Reads a file's bytes; nothing where the form is not exactly the expected one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&MAGIC)?;
        let words = usize::try_from(u32::from_le_bytes(*take(&mut rest)?)).ok()?;
        let hashes = rest.get(..words.checked_mul(4)?)?;
        rest = rest.get(hashes.len()..)?;
        let hashes = hashes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
        let count = u32::from_le_bytes(*take(&mut rest)?).min(MOST_MEMBERS);
        let members = (0..count).map(|_| member(&mut rest)).collect::<Option<Vec<Member>>>()?;
        let wide = wide(&mut rest)?;
        let (slope, offset) = (number(&mut rest)?, number(&mut rest)?);
        let whole = rest.is_empty() && !members.is_empty();
        whole.then(|| Self { vocabulary: Vocabulary::new(hashes), members, wide, slope, offset })
    }
}

fn member(rest: &mut &[u8]) -> Option<Member> {
    let scale = number(rest)?;
    let rows = rest.get(..ROWS * WIDTH)?.iter().map(|b| b.cast_signed()).collect();
    *rest = rest.get(ROWS * WIDTH..)?;
    let mut dense = Dense::zero();
    for part in dense.parts_mut() {
        for weight in part.iter_mut() {
            *weight = number(rest)?;
        }
    }
    Some(Member { table: Bytes { rows, scale }, dense })
}

fn wide(rest: &mut &[u8]) -> Option<Wide> {
    let (scale, bias) = (number(rest)?, number(rest)?);
    let weights = rest.get(..SLOTS)?.iter().map(|b| b.cast_signed()).collect();
    *rest = rest.get(SLOTS..)?;
    Some(Wide { weights, scale, bias })
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8; 4]> {
    let (four, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(four)
}

fn number(rest: &mut &[u8]) -> Option<f32> {
    take(rest).map(|four| f32::from_le_bytes(*four)).filter(|number| number.is_finite())
}

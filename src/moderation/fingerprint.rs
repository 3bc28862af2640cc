//! A text's fingerprint: near-equal texts have near-equal ones.

use std::hash::{Hash as _, Hasher as _};

/// 64 bits of which few differ between texts that differ little (Charikar's simhash).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

/// Letters of a shingle: short enough that one changed word touches few of them.
const SHINGLE: usize = 4;
/// Letters of a long text that count; what is copied is copied from its beginning.
const LONGEST: usize = 8_000;

impl Fingerprint {
    /// The fingerprint of a text, its case, marks and disguises left out.
    pub fn of(text: &str) -> Self {
        let letters = folded(text);
        if letters.is_empty() {
            return Self(0);
        }
        let mut votes = [0_i32; 64];
        let size = SHINGLE.min(letters.len());
        for shingle in letters.windows(size) {
            let mut hasher = rustc_hash::FxHasher::default();
            shingle.hash(&mut hasher);
            let hash = mixed(hasher.finish());
            for (bit, vote) in votes.iter_mut().enumerate() {
                *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
        Self(votes.iter().enumerate().filter(|(_, vote)| **vote > 0).fold(0, |bits, (bit, _)| bits | 1 << bit))
    }

    /// How many bits differ, from 0 to 64.
    pub const fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

/// The letters and digits of a text in their plainest form.
pub(super) fn folded(text: &str) -> Vec<char> {
    super::normal::fold(text).chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect()
}

/// Spreads a hash over all bits (the finaliser of `SplitMix64`).
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONG: &str = "The council wants to close the library on Mill Street, although two thousand people signed \
                        against it and the building was repaired only last year.";

    #[test]
    fn case_marks_and_spaces_do_not_matter() {
        let shouted = LONG.to_uppercase().replace(' ', "  ").replace(',', "!!!");
        assert_eq!(Fingerprint::of(LONG), Fingerprint::of(&shouted));
        assert_eq!(Fingerprint::of(""), Fingerprint::of(" … "));
    }

    #[test]
    fn few_bits_differ_where_few_words_do_and_many_otherwise() {
        let near = LONG.replace("two thousand", "three thousand");
        let other =
            "Nobody asked me, but the new bridge is a waste of money and will be closed again by winter, as always.";
        let of = Fingerprint::of(LONG);
        assert!(of.distance(Fingerprint::of(&near)) <= 9, "{}", of.distance(Fingerprint::of(&near)));
        assert!(of.distance(Fingerprint::of(other)) >= 16, "{}", of.distance(Fingerprint::of(other)));
    }

    proptest! {
        #[test]
        fn every_text_has_one(text in "\\PC{0,200}") {
            prop_assert_eq!(Fingerprint::of(&text).distance(Fingerprint::of(&text)), 0);
        }
    }
}

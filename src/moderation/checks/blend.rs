//! Two opinions on one comment, weighed.

/// Weights of the logits of two scores. Three numbers, set on the public sets of comments so that the
/// shipped threshold is where `benches/QUALITY.md` says.
pub(super) struct Blend {
    pub(super) own: f32,
    pub(super) reader: f32,
    pub(super) offset: f32,
}

/// A score from 0 to 1 and the reader's logit → a score from 0 to 1.
pub(super) fn blended(own: f32, reader: f32, blend: &Blend) -> f32 {
    // A score of exactly 0 or 1 has no logit.
    let own = own.clamp(1e-4, 1.0 - 1e-4);
    let logit = blend.own * (own / (1.0 - own)).ln() + blend.reader * reader + blend.offset;
    1.0 / (1.0 + (-logit).exp())
}

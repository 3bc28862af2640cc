//! In place of the encoder in a build without it.

/// There is none.
pub(super) enum Encoder {}

impl Encoder {
    pub(super) const fn load() -> Option<Self> {
        None
    }

    pub(super) fn spans(&self, _: Vec<i32>, _: Vec<i32>) -> Option<Vec<[f32; 2]>> {
        match *self {}
    }

    pub(super) fn comment(&self, _: Vec<i32>) -> Option<Vec<f32>> {
        match *self {}
    }
}

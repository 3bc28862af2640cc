//! The network: token ids in, logits out.

use rten::{Model, NodeId, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

/// An ONNX graph written by `training/reader/export.py`.
static WEIGHTS: &[u8] = include_bytes!("../../models/reader.onnx");

/// The loaded network.
pub(super) struct Encoder {
    model: Model,
    ids: NodeId,
    types: NodeId,
    span: NodeId,
    comment: NodeId,
}

impl Encoder {
    /// `None` where the weights cannot be read, which a test rules out.
    pub(super) fn load() -> Option<Self> {
        let model = Model::load_static_slice(WEIGHTS).ok()?;
        let node = |name| model.node_id(name).ok();
        let (ids, types, span, comment) = (node("ids")?, node("types")?, node("span")?, node("comment")?);
        Some(Self { model, ids, types, span, comment })
    }

    /// For each token the logits of beginning and ending an answer.
    pub(super) fn spans(&self, ids: Vec<i32>, types: Vec<i32>) -> Option<Vec<[f32; 2]>> {
        let logits = self.run(ids, types, self.span)?;
        Some(logits.chunks_exact(2).filter_map(|pair| <[f32; 2]>::try_from(pair).ok()).collect())
    }

    /// A logit for each head on comments.
    pub(super) fn comment(&self, ids: Vec<i32>) -> Option<Vec<f32>> {
        let types = vec![0; ids.len()];
        self.run(ids, types, self.comment)
    }

    fn run(&self, ids: Vec<i32>, types: Vec<i32>, output: NodeId) -> Option<Vec<f32>> {
        let tensor = |values: Vec<i32>| ValueOrView::from(Value::from(Tensor::from_data(&[values.len()], values)));
        let inputs = vec![(self.ids, tensor(ids)), (self.types, tensor(types))];
        let [value] = self.model.run_n(inputs, [output], None).ok()?;
        let logits: NdTensor<f32, 2> = value.try_into().ok()?;
        Some(logits.to_vec())
    }
}

"""Writes the trained reader as one ONNX file with 8-bit weights.

    python export.py --model reader.pt --out ../../models/reader.onnx

The graph is written by hand for a single text without padding: token ids and types in, `span`
(length × 2) and `comment` (one logit a head) out. Weights of layers are signed bytes, one scale for
each output, of 7 bits' range: processors without dot-product instructions add two products in 16
bits, which overflow otherwise. Word embeddings are signed bytes with one scale for each word.
What goes into a layer is quantised as it comes (DynamicQuantizeLinear).
"""

import argparse

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HEADS, WIDTH = 12, 384
MOST_TOKENS = 512
RANGE = 63


class Graph:
    def __init__(self, state):
        self.state = {name: tensor.float().numpy() for name, tensor in state.items()}
        self.nodes, self.tensors, self.count = [], [], 0

    def constant(self, array, name=None):
        self.count += 1
        name = name or f"c{self.count}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, op, inputs, outputs=1, **attributes):
        self.count += 1
        names = [f"v{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, quantised, matrix, bias):
        """`quantised` are the three outputs of DynamicQuantizeLinear; `matrix` is inputs × outputs."""
        values, scale, zero = quantised
        scales = np.maximum(np.abs(matrix).max(0), 1e-8) / RANGE
        bytes_ = np.clip(np.rint(matrix / scales), -RANGE, RANGE).astype(np.int8)
        product = self.add("MatMulInteger", [values, self.constant(bytes_), zero])
        product = self.add("Cast", [product], to=TensorProto.FLOAT)
        factor = self.add("Mul", [scale, self.constant(scales.astype(np.float32))])
        product = self.add("Mul", [product, factor])
        return self.add("Add", [product, self.constant(bias)])

    def quantised(self, value):
        return self.add("DynamicQuantizeLinear", [value], outputs=3)

    def norm(self, value, name):
        parts = [self.constant(self.state[f"{name}.weight"]), self.constant(self.state[f"{name}.bias"])]
        return self.add("LayerNormalization", [value, *parts], axis=-1, epsilon=1e-12)

    def weights(self, name):
        return self.state[f"{name}.weight"].T, self.state[f"{name}.bias"]


def embeddings(graph):
    table = graph.state["encoder.embeddings.word_embeddings.weight"]
    scales = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    bytes_ = np.clip(np.rint(table / scales), -127, 127).astype(np.int8)
    words = graph.add("Gather", [graph.constant(bytes_, "words"), "ids"])
    words = graph.add("Cast", [words], to=TensorProto.FLOAT)
    words = graph.add("Mul", [words, graph.add("Gather", [graph.constant(scales.astype(np.float32)), "ids"])])
    places = graph.constant(graph.state["encoder.embeddings.position_embeddings.weight"][:MOST_TOKENS])
    length = graph.add("Shape", ["ids"])
    places = graph.add("Slice", [places, graph.constant(np.array([0], np.int64)), length, graph.constant(np.array([0], np.int64))])
    types = graph.add("Gather", [graph.constant(graph.state["encoder.embeddings.token_type_embeddings.weight"]), "types"])
    total = graph.add("Add", [graph.add("Add", [words, places]), types])
    return graph.norm(total, "encoder.embeddings.LayerNorm")


def layer(graph, value, number):
    name = f"encoder.encoder.layer.{number}"
    one = graph.quantised(value)
    part = WIDTH // HEADS
    shape = graph.constant(np.array([-1, HEADS, part], np.int64))
    sides = {}
    for side, order in (("query", [1, 0, 2]), ("key", [1, 2, 0]), ("value", [1, 0, 2])):
        matrix, bias = graph.weights(f"{name}.attention.self.{side}")
        if side == "query":
            matrix, bias = matrix / part**0.5, bias / part**0.5
        out = graph.add("Reshape", [graph.linear(one, matrix, bias), shape])
        sides[side] = graph.add("Transpose", [out], perm=order)
    weights = graph.add("Softmax", [graph.add("MatMul", [sides["query"], sides["key"]])], axis=-1)
    mixed = graph.add("Transpose", [graph.add("MatMul", [weights, sides["value"]])], perm=[1, 0, 2])
    mixed = graph.add("Reshape", [mixed, graph.constant(np.array([-1, WIDTH], np.int64))])
    out = graph.linear(graph.quantised(mixed), *graph.weights(f"{name}.attention.output.dense"))
    value = graph.norm(graph.add("Add", [out, value]), f"{name}.attention.output.LayerNorm")
    wide = graph.add("Gelu", [graph.linear(graph.quantised(value), *graph.weights(f"{name}.intermediate.dense"))])
    out = graph.linear(graph.quantised(wide), *graph.weights(f"{name}.output.dense"))
    return graph.norm(graph.add("Add", [out, value]), f"{name}.output.LayerNorm")


def named(graph, value, name):
    graph.nodes.append(helper.make_node("Identity", [value], [name]))


def built(state):
    graph = Graph(state)
    value = embeddings(graph)
    layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.layer."))
    for number in range(layers):
        value = layer(graph, value, number)
    for head in ("span", "comment"):
        matrix, bias = graph.weights(head)
        source = value
        if head == "comment":
            source = graph.add("ReduceMean", [value, graph.constant(np.array([0], np.int64))], keepdims=1)
        out = graph.add("MatMul", [source, graph.constant(matrix)])
        named(graph, graph.add("Add", [out, graph.constant(bias)]), head)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["tokens"]) for name in ("ids", "types")]
    outputs = [helper.make_tensor_value_info("span", TensorProto.FLOAT, ["tokens", 2]),
               helper.make_tensor_value_info("comment", TensorProto.FLOAT, [1, state["comment.bias"].numel()])]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.tensors)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    state = torch.load(args.model, weights_only=False, map_location="cpu")
    onnx.save(built(state.get("model", state)), args.out)


if __name__ == "__main__":
    main()

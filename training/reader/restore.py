"""Makes a reader to go on training from of one that was exported.

    python restore.py --onnx ../../models/reader.onnx --out reader.pt

The weights come back as they were rounded to bytes; what was rounded away is learnt again within some hundred
steps. `train.py --start reader.pt` takes it from there.
"""

import argparse

import onnx
import torch
from onnx import numpy_helper

LAYER = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
         "intermediate.dense", "output.dense")
NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
PART = 32  # width of a head, by whose root export.py divides the queries


class Exported:
    """The constants of an exported graph, in the order in which `export.py` writes its layers."""

    def __init__(self, path):
        graph = onnx.load(path).graph
        self.nodes = graph.node
        self.arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.readers = {}
        for node in graph.node:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)

    def of(self, op):
        return [node for node in self.nodes if node.op_type == op]

    def constants(self, node):
        return [self.arrays[name] for name in node.input if name in self.arrays]

    def after(self, node, op):
        return next(reader for reader in self.readers[node.output[0]] if reader.op_type == op)

    def linear(self, product):
        """(matrix as outputs × inputs, bias) of a product of bytes."""
        scaled = self.after(self.after(product, "Cast"), "Mul")
        factor = next(node for node in self.of("Mul") if node.output[0] in scaled.input)
        matrix = self.constants(product)[0] * self.constants(factor)[0]
        return matrix.T, self.constants(self.after(scaled, "Add"))[0]


def restored(path):
    exported = Exported(path)
    state = {}
    words, scales, types = (exported.constants(node)[0] for node in exported.of("Gather"))
    state["encoder.embeddings.word_embeddings.weight"] = words * scales
    state["encoder.embeddings.token_type_embeddings.weight"] = types
    state["encoder.embeddings.position_embeddings.weight"] = exported.constants(exported.of("Slice")[0])[0]
    norms = exported.of("LayerNormalization")
    layers = len(exported.of("MatMulInteger")) // len(LAYER)
    names = ["encoder.embeddings.LayerNorm"]
    names += [f"encoder.encoder.layer.{number}.{norm}" for number in range(layers) for norm in NORMS]
    for name, node in zip(names, norms, strict=True):
        state[f"{name}.weight"], state[f"{name}.bias"] = exported.constants(node)
    for at, product in enumerate(exported.of("MatMulInteger")):
        number, part = divmod(at, len(LAYER))
        matrix, bias = exported.linear(product)
        if LAYER[part].endswith("query"):
            matrix, bias = matrix * PART**0.5, bias * PART**0.5
        name = f"encoder.encoder.layer.{number}.{LAYER[part]}"
        state[f"{name}.weight"], state[f"{name}.bias"] = matrix, bias
    for head in ("span", "comment"):
        added = next(node for node in exported.nodes if node.op_type == "Identity" and node.output[0] == head)
        bias = next(node for node in exported.of("Add") if node.output[0] == added.input[0])
        product = next(node for node in exported.of("MatMul") if node.output[0] in bias.input)
        state[f"{head}.weight"], state[f"{head}.bias"] = exported.constants(product)[0].T, exported.constants(bias)[0]
    return {name: torch.from_numpy(array.copy()).float() for name, array in state.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--onnx", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    torch.save(restored(args.onnx), args.out)


if __name__ == "__main__":
    main()

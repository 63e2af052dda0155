"""The reader written down: the graph in eight bits, the definitions in four."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional
from training.judge.reader_net import Glosses, Net

from retell.models import embedding, reader

KEPT = 48
"""Dimensions of a definition as it ships: with 48 of four bits WordNet's right and wrong senses
are told apart by .673 where all in full give .679."""
LARGE = 50_000
"""Numbers past which a table of the graph is packed too."""
_SPREAD = 2.8
"""Deviations from nought that the four bits of a number reach."""


class _Shipped(nn.Module):  # type: ignore[misc]
    """The net as it ships: one pair, its edits, and states already turned as the packed definitions are."""

    def __init__(self, net: Net, turn: torch.Tensor) -> None:
        super().__init__()
        self.net, self.turn = net, turn

    def forward(self, ids: Any, types: Any, left: Any, right: Any) -> tuple[Any, Any, Any]:
        of = torch.zeros(left.shape[0], dtype=torch.long)
        odds, *states = self.net(ids, torch.ones_like(ids), types, of, torch.stack([left, right]))
        weight, start = self.net.pc.weight.T, self.net.pc.bias
        turned = [functional.normalize(state @ weight + start, dim=-1) @ self.turn for state in states]
        return odds, turned[0], turned[1]


def write(net: Net, tokenizer: Any, glosses: Glosses, out: Path) -> None:
    """The graph in eight bits, definitions in four, and the rest."""
    vocabulary = tokenizer.get_vocab()
    words = set(embedding.load().pieces)
    marks = sorted(
        piece for piece in vocabulary if len(piece) == 1 and piece not in words and not piece.isalnum()
    )
    kept = [*reader.SPECIAL, *marks, *embedding.load().pieces]
    table = net.enc.embeddings.word_embeddings.weight.data[[vocabulary[piece] for piece in kept]]
    places = net.enc.embeddings.position_embeddings.weight.data[: 2 * reader.WINDOW + 3]
    net.enc.embeddings.word_embeddings = nn.Embedding.from_pretrained(table)
    net.enc.embeddings.position_embeddings = nn.Embedding.from_pretrained(places)
    with torch.no_grad():
        told = functional.normalize(net.pg(glosses.vectors), dim=-1)
        _, turn = torch.linalg.eigh(told.T @ told)
        turn = turn.flip(1)[:, :KEPT].contiguous()
        turned = (told @ turn).numpy()
    step = turned.std(axis=0) * _SPREAD / 7
    fours = (np.clip(np.round(turned / step), -8, 7) + 8).astype(np.uint8)
    np.save(out / "reader.senses.npy", fours[:, ::2] << 4 | fours[:, 1::2])
    np.savez(
        out / "reader.npz",
        marks=np.array(marks),
        step=step,
        sharpness=float(net.scale),
        usual=float(net.prior),
    )
    graph(_Shipped(net.eval(), turn), out / "reader.onnx")


def graph(shipped: nn.Module, out: Path) -> None:
    """The graph with eight-bit weights in the encoder; the head, which is small, stays whole."""
    whole = out.with_suffix(".whole.onnx")
    inputs = torch.ones(1, 9, dtype=torch.long), torch.zeros(1, 9, dtype=torch.long)
    sides = torch.full((2, 3, 9), 1 / 9)
    axes = {name: {1: "pieces"} for name in ("ids", "types")}
    torch.onnx.export(
        shipped,
        (*inputs, sides[0], sides[1]),
        str(whole),
        input_names=["ids", "types", "left", "right"],
        output_names=["odds", "left_state", "right_state"],
        dynamic_axes={**axes, **{name: {0: "edits", 1: "pieces"} for name in ("left", "right")}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Seven bits: products of eight saturate on processors that add them in pairs.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
        nodes_to_quantize=[name for name in _names(whole) if name.startswith("/net/enc/")],
    )
    whole.unlink()
    pack(out)
    make_ready(out)
    print(f"{out.stat().st_size / 1e6:.1f} MB")


def pack(file: Path) -> None:
    """Put the large tables that are whole still into eight bits, unpacked when the graph is opened."""
    model = onnx.load(str(file))
    for table in list(model.graph.initializer):
        numbers = onnx.numpy_helper.to_array(table)
        if numbers.dtype == np.float32 and numbers.ndim == 2 and numbers.size > LARGE:
            step = (np.abs(numbers).max(axis=0) / 127).astype(np.float32)
            named = f"{table.name}.packed", f"{table.name}.step"
            packed = np.round(numbers / step).astype(np.int8), step
            model.graph.initializer.remove(table)
            model.graph.initializer.extend(map(onnx.numpy_helper.from_array, packed, named))
            node = onnx.helper.make_node("DequantizeLinear", named, [table.name], axis=1)
            model.graph.node.insert(0, node)
    onnx.save(model, str(file))


def make_ready(file: Path) -> None:
    """Have the graph rewritten as onnxruntime would each time it is opened: .06 s instead of .25."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(file)
    onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])


def _names(file: Path) -> list[str]:
    return [node.name for node in onnx.load(str(file)).graph.node]

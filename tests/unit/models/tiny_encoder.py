"""A sentence encoder of a few words, as a folder with an ONNX graph that looks its pieces up in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

FLOAT, INT64 = 1, 7


def write_encoder(folder: Path, words: Mapping[str, Sequence[float]]) -> str:
    """Write the encoder and yield the name of its folder; every word not given is like nothing."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder.mkdir(parents=True, exist_ok=True)
    made = Tokenizer(
        models.WordLevel({"[UNK]": 0, **{word: 1 + at for at, word in enumerate(words)}}, "[UNK]")
    )
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.save(str(folder / "tokenizer.json"))
    width = len(next(iter(words.values())))
    (folder / "model.onnx").write_bytes(_model(np.array([[0.0] * width, *words.values()], dtype=np.float32)))
    return str(folder)


def _model(table: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> bytes:
    """The states are the rows of the table: field numbers are those of onnx.proto, version 8."""
    held = b"".join(_number(1, size) for size in table.shape)
    held += _number(2, FLOAT) + _bytes(8, b"table") + _bytes(9, table.tobytes())
    node = b"".join(_bytes(1, name) for name in (b"table", b"input_ids"))
    node += _bytes(2, b"states") + _bytes(4, b"Gather")
    graph = _bytes(1, node) + _bytes(2, b"tiny") + _bytes(5, held)
    graph += _bytes(11, _value(b"input_ids", INT64, ("sentence", "piece")))
    graph += _bytes(12, _value(b"states", FLOAT, ("sentence", "piece", table.shape[1])))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: bytes, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = [_number(1, size) if isinstance(size, int) else _bytes(2, size.encode()) for size in shape]
    dims = b"".join(_bytes(1, size) for size in sizes)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, dims)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])

"""A larger sentence encoder that a user names: a folder with ONNX weights, or one of sentence-transformers.

Nothing is fetched: the folder holds all of it. `model.onnx` (or `onnx/model.onnx`) beside `tokenizer.json` is
run by onnxruntime; a folder with `modules.json` and no ONNX file by sentence-transformers. States are pooled
as the folder's `1_Pooling/config.json` says, or by their mean.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retell.errors import UsageError
from retell.models import embedding
from retell.models.embedding import Encoder, Vectors

MOST_PIECES = 256
"""Pieces of one sentence that are read, as sentence encoders are trained; a sentence seldom has more."""

BATCH = 32
"""Sentences run at a time, of like length; more gain nothing on a processor."""

ONNX_FILES = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
MODULES = "modules.json"
"""What sentence-transformers keeps of a folder's parts."""


def encoder(folder: str = "") -> Encoder:
    """The encoder in a folder; the shipped embedding where none is named.

    Raises UsageError where the folder is missing, holds no encoder, or its library is not installed.
    """
    return named(folder) if folder else embedding.load()


@lru_cache(maxsize=2)
def named(folder: str) -> Encoder:
    """The encoder in a folder, opened once."""
    file = located(folder)
    return _transformer(file.parent) if file.name == MODULES else _opened(Path(folder), file)


def located(folder: str) -> Path:
    """The file that an encoder is opened by, without opening it: its ONNX weights or the list of its modules.

    Raises UsageError where the folder is missing, holds no encoder, or its library is not installed.
    """
    place = Path(folder)
    if not place.is_dir():
        raise UsageError.no_encoder(folder, "there is no such folder")
    weights = next((place / name for name in ONNX_FILES if (place / name).is_file()), None)
    if weights and (place / "tokenizer.json").is_file():
        _ask_for(folder, "onnxruntime", "tokenizers")
        return weights
    if (place / MODULES).is_file():
        _ask_for(folder, "sentence-transformers")
        return place / MODULES
    missing = "tokenizer.json is missing" if weights else "neither model.onnx nor modules.json is in it"
    raise UsageError.no_encoder(folder, missing)


def _ask_for(folder: str, *libraries: str) -> None:
    """Raise UsageError where one of the libraries is not installed."""
    if not all(find_spec(name.replace("-", "_")) for name in libraries):
        raise UsageError.no_encoder_library(folder, " and ".join(libraries))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OnnxEncoder:
    """An encoder run by onnxruntime; `inputs` are those its graph asks for."""

    session: Any
    tokenizer: Any
    inputs: tuple[str, ...]
    first: bool
    """Whether the first piece's state stands for the sentence; else the mean of all."""

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32[n, dimensions]; zeros for a text of no words."""
        ids = [each.ids for each in self.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(ids)), key=lambda at: (len(ids[at]), at))
        rows: dict[int, NDArray[np.float32]] = {}
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            rows.update(zip(chosen, self._pooled([ids[at] for at in chosen]), strict=True))
        if not rows:
            return np.zeros((0, self.session.get_outputs()[0].shape[-1]), dtype=np.float32)
        spoken = np.array([[bool(text.strip())] for text in texts])
        return np.asarray(np.stack([rows[at] for at in range(len(ids))]) * spoken, dtype=np.float32)

    def _pooled(self, ids: list[list[int]]) -> NDArray[np.float32]:
        """One unit vector a sentence."""
        pieces = np.zeros((len(ids), max(map(len, ids))), dtype=np.int64)
        mask = np.zeros_like(pieces)
        for row, each in enumerate(ids):
            pieces[row, : len(each)] = each
            mask[row, : len(each)] = 1
        known = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros_like(pieces)}
        states = self.session.run(None, {name: known[name] for name in self.inputs})[0]
        total = states[:, 0] if self.first else (states * mask[:, :, None]).sum(axis=1)
        return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), np.float32)


def _opened(place: Path, weights: Path) -> OnnxEncoder:
    """An ONNX encoder, with one thread a core and no other provider than the processor."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise UsageError.no_encoder_library(str(place), "onnxruntime and tokenizers") from error
    try:
        session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
    except Exception as error:  # both libraries raise classes of their own, not all of them public
        raise UsageError.no_encoder(str(place), f"it does not open: {_line(error)}") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_PIECES)
    inputs = tuple(each.name for each in session.get_inputs())
    if unknown := sorted(set(inputs) - {"input_ids", "attention_mask", "token_type_ids"}):
        raise UsageError.no_encoder(str(place), f"its graph asks for {', '.join(unknown)}")
    return OnnxEncoder(session=session, tokenizer=tokenizer, inputs=inputs, first=_takes_first(place))


def _takes_first(place: Path) -> bool:
    """Whether the folder says that the first state stands for the sentence."""
    try:
        told = json.loads((place / "1_Pooling" / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(isinstance(told, dict) and told.get("pooling_mode_cls_token"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Transformer:
    """An encoder run by sentence-transformers."""

    model: Any

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32[n, dimensions]; zeros for a text of no words."""
        made = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        spoken = np.array([bool(text.strip()) for text in texts]).reshape(-1, 1)
        return np.asarray(made * spoken, dtype=np.float32)


def _transformer(place: Path) -> _Transformer:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise UsageError.no_encoder_library(str(place), "sentence-transformers") from error
    try:
        return _Transformer(model=SentenceTransformer(str(place), device="cpu", local_files_only=True))
    except Exception as error:  # torch, transformers and safetensors each raise their own
        raise UsageError.no_encoder(str(place), f"it does not open: {_line(error)}") from error


def _line(error: Exception) -> str:
    """The first line of what a library said."""
    return str(error).strip().partition("\n")[0][:200] or type(error).__name__

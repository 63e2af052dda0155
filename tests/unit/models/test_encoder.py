"""Encoders that a user names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.unit.models.tiny_encoder import write_encoder

from retell.errors import UsageError
from retell.models import embedding
from retell.models.encoder import OnnxEncoder, encoder, located


class _Session:
    """A graph whose states are the pieces' numbers and their squares; it counts how often it is run."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def run(self, _: None, asked: dict[str, Any]) -> list[Any]:
        self.asked.append(asked)
        numbers = asked["input_ids"].astype(np.float32)
        return [np.stack([numbers, numbers**2], axis=2)]

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(shape=("sentence", "piece", 2))]


class _Tokenizer:
    """One piece a word: its length."""

    def encode_batch(self, texts: Sequence[str]) -> list[Any]:
        return [SimpleNamespace(ids=[1, *map(len, text.split())]) for text in texts]


def _made(*, first: bool = False) -> OnnxEncoder:
    return OnnxEncoder(
        session=_Session(), tokenizer=_Tokenizer(), inputs=("input_ids", "attention_mask"), first=first
    )


def test_without_a_folder_the_shipped_embedding_is_used() -> None:
    assert encoder() is embedding.load()


def test_states_are_pooled_by_their_mean_without_the_padding() -> None:
    made = _made().sentences(["aa bbb", "a b c d e f"])
    states = np.array([[1 + 2 + 3, 1 + 4 + 9]], dtype=np.float32)
    assert np.allclose(made[0], states[0] / np.linalg.norm(states))


def test_the_first_state_stands_for_the_sentence_where_the_folder_says_so() -> None:
    assert np.allclose(_made(first=True).sentences(["aa bbb"]), [[2**-0.5, 2**-0.5]])


def test_only_the_inputs_of_the_graph_are_given() -> None:
    made = _made()
    made.sentences(["a b"])
    assert set(made.session.asked[0]) == {"input_ids", "attention_mask"}


def test_vectors_come_in_the_order_of_the_texts_however_they_were_batched() -> None:
    texts = ["word " * (1 + (7 * at) % 40) + "x" * (at % 9) for at in range(70)]
    made = _made()
    together = made.sentences(texts)
    assert len(made.session.asked) == 3
    assert all(
        np.allclose(row, _made().sentences([text])[0]) for row, text in zip(together, texts, strict=True)
    )


def test_no_texts_make_no_vectors_and_a_text_of_blanks_is_like_nothing() -> None:
    assert _made().sentences([]).shape == (0, 2)
    assert not _made().sentences([" "]).any()


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(UsageError, match=r"R211: nowhere/at-all.*no such folder"):
        encoder("nowhere/at-all")


def test_a_folder_of_something_else_is_told_what_would_be_right(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither model\.onnx nor modules\.json.*tokenizer\.json"):
        encoder(str(tmp_path))


def test_weights_without_a_tokenizer_are_told_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(UsageError, match=r"tokenizer\.json is missing"):
        encoder(str(tmp_path))


def test_broken_weights_are_an_error_of_one_line(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(b"not a graph")
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="it does not open") as caught:
        encoder(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_an_absent_library_is_asked_for_by_name(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match=r"R212: .*needs onnxruntime and tokenizers"):
        encoder(str(tmp_path))


def test_a_folder_of_sentence_transformers_asks_for_that_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    (tmp_path / "modules.json").write_text(json.dumps([]), "utf-8")
    with pytest.raises(UsageError, match="needs sentence-transformers"):
        encoder(str(tmp_path))


def test_a_graph_is_run_and_its_states_are_pooled(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    folder = write_encoder(tmp_path, {"boat": (1, 0), "moon": (0, 1)})
    made = encoder(folder).sentences(["Moon", "boat moon", "ice", ""])
    expected = np.array([[0.0, 1.0], [2**-0.5, 2**-0.5], [0.0, 0.0], [0.0, 0.0]])
    assert np.allclose(made, expected)


def test_an_encoder_is_located_without_being_opened(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"broken")
    assert located(str(tmp_path)) == tmp_path / "model.onnx"

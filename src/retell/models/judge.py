"""The judge of an edit: does it change what the sentence says?

A small encoder sees both sentences with the edit marked in each and answers with a probability. It is
opened when the first doubtful edit is met; where its file or its library is absent, `available` says so
and everything else runs on rules.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from retell.text.spans import Span

MODEL = Path(__file__).parent / "data" / "judge.onnx"
TOKENIZER = Path(__file__).parent / "data" / "judge-tokenizer.json"
_MARKS = "[unused1]", "[unused2]"
_LENGTH = 112
_BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEdit:
    """Two sentences, and the words of each that the edit touches; None where it has none there."""

    left: str
    right: str
    left_words: Span | None
    right_words: Span | None


def available() -> bool:
    """Whether the judge can be asked: its files are there, and so are the libraries that read them."""
    return MODEL.exists() and all(map(importlib.util.find_spec, ("onnxruntime", "tokenizers")))


def scores(edits: Sequence[MarkedEdit]) -> tuple[float, ...]:
    """For every edit the model's log odds, to two places, that it changes what is said.

    The batches depend on the edits given and on nothing else, so equal calls give equal answers.
    """
    session, tokenizer = _opened(os.getpid())
    order = sorted(range(len(edits)), key=lambda at: (len(edits[at].left) + len(edits[at].right), at))
    found = [0.0] * len(edits)
    for start in range(0, len(order), _BATCH):
        group = order[start : start + _BATCH]
        encoded = tokenizer.encode_batch([_pair(edits[at]) for at in group])
        fed = {
            "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
            "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
            "token_type_ids": np.array([one.type_ids for one in encoded], dtype=np.int64),
        }
        for at, logit in zip(group, session.run(None, fed)[0], strict=True):
            found[at] = round(float(logit), 2)
    return tuple(found)


def _pair(edit: MarkedEdit) -> tuple[str, str]:
    return _marked(edit.left, edit.left_words), _marked(edit.right, edit.right_words)


def _marked(text: str, words: Span | None) -> str:
    if words is None:
        return text
    return f"{text[: words.start]} {_MARKS[0]} {words.of(text)} {_MARKS[1]} {text[words.end :]}"


@lru_cache(maxsize=1)
def _opened(process: int) -> tuple[Any, Any]:  # noqa: ARG001 - a session does not survive a fork
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.enable_truncation(max_length=_LENGTH)
    tokenizer.enable_padding()
    return session, tokenizer

"""What an encoder makes of an edit, both sentences read at once.

The two sentences go through MiniLM (Wang et al. 2020) as one text. What is edited is the mean of its pieces'
states on each side, and a small head says how far a careful reader learns something else. Beside that, the
state of a word is held against the definitions of its senses (Blevins and Zettlemoyer 2020): how likely each
word is meant in a sense that the other has. Taught by training/judge/reader.py; eight-bit weights, run by
onnxruntime, which is imported when the first edit is read.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retell.models import embedding, lexicon, senses
from retell.models.judge_features import Edit
from retell.text.spans import Span
from retell.values import dataclass

FOLDER = Path(__file__).parent / "data"
GRAPH = FOLDER / "reader.onnx"
TABLES = FOLDER / "reader.npz"
SENSES = FOLDER / "reader.senses.npy"

NAMES = ("harm", "grave", "senses")
"""What is read of an edit: log odds that it harms, that a harm is of the sense, and how far the two words
share the senses they are meant in, 0..2."""

WINDOW = 110
"""Pieces of one sentence that are read with an edit, as the encoder was taught."""
_STEP = WINDOW // 2
_MOST_SENSES, _MOST_MEANT = 10, 24
_UNKNOWN = 0.3
"""The share of senses in common of what has none: as it was taught."""
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORDS = re.compile(r"[^\W_]+|\S")

Floats = NDArray[np.float64]
Piece = tuple[int, int, int]
"""A piece's number, and where the word it is of stands."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reader:
    """The graph; pieces to their numbers; what is needed to unpack definitions and to weigh them."""

    session: Any
    pieces: dict[str, int]
    step: NDArray[np.float32]
    sharpness: float
    usual: float


def read(edits: Sequence[Edit]) -> Floats:
    """What is read of every edit, float64[n, 3], in the order of `NAMES`.

    Each pair of sentences is read by itself, so that an answer does not depend on what else is asked.
    """
    found = np.zeros((len(edits), len(NAMES)))
    together: dict[tuple[str, str, int, int], list[int]] = {}
    for at, edit in enumerate(edits):
        left, right = _window(edit.left, edit.left_span), _window(edit.right, edit.right_span)
        together.setdefault((edit.left, edit.right, left, right), []).append(at)
    for (left_text, right_text, *starts), places in together.items():
        texts = zip((left_text, right_text), starts, strict=True)
        sides = [_pieces(text)[start : start + WINDOW] for text, start in texts]
        found[places] = _read_pair(sides[0], sides[1], [edits[at] for at in places])
    return found


def _window(text: str, span: Span | None) -> int:
    """From which piece a sentence is read, so that the edit is among what is."""
    if span is None:
        return 0
    reached = sum(start < span.end for _, start, _ in _pieces(text))
    return _STEP * max(0, (reached - 1) // _STEP - 1)


def _read_pair(left: Sequence[Piece], right: Sequence[Piece], edits: Sequence[Edit]) -> Floats:
    first, last = SPECIAL.index("[CLS]"), SPECIAL.index("[SEP]")
    ids = [first, *(each[0] for each in left), last, *(each[0] for each in right), last]
    sides = np.zeros((2, len(edits), len(ids)), dtype=np.float32)
    for row, edit in enumerate(edits):
        for side, (span, pieces, start) in enumerate(
            ((edit.left_span, left, 1), (edit.right_span, right, 2 + len(left)))
        ):
            sides[side, row, start : start + len(pieces)] = _shares(span, pieces)
    types = np.zeros((1, len(ids)), dtype=np.int64)
    types[0, 2 + len(left) :] = 1
    asked = {"ids": np.array([ids]), "types": types, "left": sides[0], "right": sides[1]}
    odds, *states = _load().session.run(None, asked)
    shared = [[_shared(edit, side, states[side][row]) for side in (0, 1)] for row, edit in enumerate(edits)]
    return np.column_stack([odds.astype(np.float64), np.sum(shared, axis=1)])


def _shares(span: Span | None, pieces: Sequence[Piece]) -> NDArray[np.float32]:
    """What each piece counts in the mean of an edit's: alike, and nothing outside it."""
    inside = np.array(
        [span is not None and a < span.end and b > span.start for _, a, b in pieces], np.float32
    )
    return np.asarray(inside / max(1.0, float(inside.sum())), dtype=np.float32)


def _shared(edit: Edit, side: int, state: NDArray[np.float32]) -> float:
    """How likely the edit's word on one side is meant in a sense that the other side's has."""
    spans, texts = (edit.left_span, edit.right_span), (edit.left, edit.right)
    words = [span.of(text).lower() if span else "" for span, text in zip(spans, texts, strict=True)]
    options, others = meant(words[side]), _all_senses(words[1 - side])
    if not options or not others:
        return _UNKNOWN
    reader = _load()
    near = _definitions(words[side]) @ state
    odds = reader.sharpness * near + reader.usual * np.array([usual for _, usual in options])
    weights = np.exp(odds - odds.max())
    among = np.array([synset in others for synset, _ in options])
    return float(weights[among].sum() / weights.sum())


@lru_cache(maxsize=16384)
def meant(word: str) -> tuple[tuple[int, float], ...]:
    """The senses of a word that have a definition, each with the log of how usual it is."""
    found = [
        (sense.synset, math.log(sense.share * entry.count**0.5 + 0.05))
        for entry in lexicon.entries(word)
        for sense in entry.senses[:_MOST_SENSES]
    ]
    known = senses.places([synset for synset, _ in found])
    return tuple(each for each, at in zip(found, known, strict=True) if at >= 0)[:_MOST_MEANT]


@lru_cache(maxsize=16384)
def _all_senses(word: str) -> frozenset[int]:
    return frozenset(sense.synset for entry in lexicon.entries(word) for sense in entry.senses)


@lru_cache(maxsize=16384)
def _definitions(word: str) -> NDArray[np.float32]:
    """The definitions of the senses of `meant`, float32[n, dimensions]: two of four bits lie in a byte."""
    packed = _packed()[senses.places([synset for synset, _ in meant(word)])]
    fours = np.stack([packed >> 4, packed & 15], axis=2).reshape(len(packed), -1)
    return np.asarray((fours.astype(np.float32) - 8) * _load().step, dtype=np.float32)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, each with the place of its word; a word in no pieces is one unknown."""
    known = _load().pieces
    unknown = SPECIAL.index("[UNK]")
    found = []
    for word in _WORDS.finditer(text):
        cut = embedding.cut(_plain(word[0]), known)
        found += [(known[piece], *word.span()) for piece in cut] or [(unknown, *word.span())]
    return tuple(found)


def _plain(word: str) -> str:
    """A word as the vocabulary writes it: small letters, no accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


@lru_cache(maxsize=1)
def _packed() -> NDArray[np.uint8]:
    return np.asarray(np.load(SENSES, mmap_mode="r"))


@lru_cache(maxsize=1)
def _load() -> _Reader:
    """The shipped reader, run in one thread; its graph was made ready beforehand."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(GRAPH), options, providers=["CPUExecutionProvider"])
    with np.load(TABLES) as stored:
        names = [*SPECIAL, *stored["marks"].tolist(), *embedding.load().pieces]
        return _Reader(
            session=session,
            pieces={name: number for number, name in enumerate(names)},
            step=stored["step"].astype(np.float32),
            sharpness=float(stored["sharpness"]),
            usual=float(stored["usual"]),
        )

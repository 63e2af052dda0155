"""Which of its senses a word has in a sentence, by what their definitions have in common with it.

Lesk's idea (1986) with vectors for words: a sense counts by how usual it is and by how near its definition
stands to the rest of the sentence. The definitions are WordNet's, kept as pieces of the embedding's
vocabulary, in the order of their synsets; training/judge/glosses.py makes the two tables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.models import embedding, lexicon
from retell.models.embedding import Vectors
from retell.models.lexicon import RelationKind, Sense
from retell.values import dataclass

FOLDER = Path(__file__).parent / "data"
INDEX = FOLDER / "glosses.index.npy"
PIECES = FOLDER / "glosses.pieces.npy"

SHARPNESS = 10.0
"""How much a definition's nearness counts beside a sense's usual share. On WordNet's own examples, their
definitions apart, right and wrong senses are told apart by .64 at 0, .667 at 4 and .689 at 8 (area under the
curve). The judge's trees were fitted with it: another value asks for another fit."""

MOST_SENSES = 10
"""Senses of one part of speech that are weighed; later ones are hardly ever meant."""

_CLOSE = {
    RelationKind.SYNONYM: 1.0,
    RelationKind.NEAR: 0.7,
    RelationKind.WIDER: 0.8,
    RelationKind.NARROWER: 0.8,
    RelationKind.SISTER: 0.2,
    RelationKind.ANTONYM: -1.0,
}

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """What two words share in the senses their sentence gives them.

    `shared` is how likely it is that the old word is meant in a sense the new one has, `close` the same with
    senses that are only related counted in part; `new_shared` and `new_close` are the new word's. `near`
    compares the definitions meant, `certain` is the weight of the likeliest sense of the old word, `gain`
    how much nearer to the sentence the shared sense's definition stands than the nearest other one.
    """

    shared: float = 0.0
    close: float = 0.0
    new_shared: float = 0.0
    new_close: float = 0.0
    near: float = 0.0
    certain: float = 0.0
    gain: float = 0.0


def in_context(old: str, new: str, around: Vector) -> InContext:
    """What the two have in common, read in a sentence whose other words have the unit vector `around`."""
    olds, news = _weighed(old, around), _weighed(new, around)
    if not olds or not news:
        return InContext()
    ours, theirs = {number for number, *_ in olds}, {number for number, *_ in news}
    return InContext(
        shared=sum(weight for number, weight, _ in olds if number in theirs),
        close=_closeness(olds, news),
        new_shared=sum(weight for number, weight, _ in news if number in ours),
        new_close=_closeness(news, olds),
        near=float(_meant(olds) @ _meant(news)),
        certain=max(weight for _, weight, _ in olds),
        gain=_gain(olds, theirs, around),
    )


_Weighed = Sequence[tuple[int, float, Vector]]
"""Senses by number, each with how likely it is meant and its definition."""


def _weighed(word: str, around: Vector) -> _Weighed:
    """The senses of a word, each with how likely it is meant; they add up to 1."""
    weights = [
        (number, share * math.exp(SHARPNESS * float(told @ around)), told)
        for number, share, told in _usual(word)
    ]
    total = sum(weight for _, weight, _ in weights)
    return [(number, weight / total, told) for number, weight, told in weights]


@lru_cache(maxsize=16384)
def _usual(word: str) -> _Weighed:
    """The senses of a word, each with how usual it is wherever the word stands."""
    found = [
        (sense.synset, sense.share * entry.count**0.5 + 0.01)
        for entry in lexicon.entries(word)
        for sense in _first(entry.senses)
    ]
    told = glosses([number for number, _ in found])
    return tuple((number, share, vector) for (number, share), vector in zip(found, told, strict=True))


def _first(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    return senses[:MOST_SENSES]


def _closeness(ones: _Weighed, others: _Weighed) -> float:
    """The closest relation of each sense to any likely sense of the other word, weighed by the sense."""
    return sum(
        weight * max((_close(number, other) for other, *_ in others), default=0.0)
        for number, weight, _ in ones
    )


@lru_cache(maxsize=262144)
def _close(one: int, other: int) -> float:
    if one // lexicon.SYNSETS_A_PART != other // lexicon.SYNSETS_A_PART:
        return 0.0
    found = lexicon.senses_apart(one, other)
    return _CLOSE.get(found[0], 0.0) * 0.9 ** max(0, found[1] - 1) if found else 0.0


def _meant(senses: _Weighed) -> Vector:
    total = np.sum([weight * told for _, weight, told in senses], axis=0, dtype=np.float32)
    return np.asarray(total / max(1e-6, float(np.linalg.norm(total))), dtype=np.float32)


def _gain(ours: _Weighed, theirs: set[int], around: Vector) -> float:
    both = [float(told @ around) for number, _, told in ours if number in theirs]
    rest = [float(told @ around) for number, _, told in ours if number not in theirs]
    return max(both) - max(rest, default=0.0) if both else 0.0


def glosses(synsets: Sequence[int]) -> Vectors:
    """The unit vectors of synsets' definitions, float32[n, 256]; zeros for a synset without one."""
    _, starts, pieces = _tables()
    table = embedding.load()
    sums = np.zeros((len(synsets), table.rows.shape[1]), dtype=np.int32)
    for row, at in enumerate(places(synsets)):
        if at >= 0:
            found = pieces[starts[at] : starts[at + 1]].astype(np.intp)
            sums[row] = table.factors.take(found) @ table.rows.take(found, axis=0).astype(np.float64)
    return embedding.unit(sums)


def places(synsets: Sequence[int]) -> list[int]:
    """Where the definitions of synsets stand among all; -1 for a synset without one."""
    numbers, _, _ = _tables()
    asked = np.array(synsets, dtype=np.uint32)
    found = numbers.searchsorted(asked)
    return np.where(numbers[found] == asked, found, -1).tolist() if len(asked) else []


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16]]:
    """The synsets' numbers, ascending; where each one's pieces start, with the end last; the pieces."""
    # A column of a table is copied for every search in it: numbers of their own are not.
    numbers, starts = (np.ascontiguousarray(column) for column in np.load(INDEX, mmap_mode="r").T)
    return numbers, starts, np.asarray(np.load(PIECES, mmap_mode="r"))

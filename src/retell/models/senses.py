"""Which of its senses a word has in a sentence, by what their definitions have in common with it.

Lesk's idea (1986) with vectors for words: a sense counts by how usual it is and by how near its definition
stands to the rest of the sentence. The definitions are WordNet's, kept as pieces of the embedding's
vocabulary, in the order of their synsets; training/judge/glosses.py makes the two tables.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retell.models import embedding, lexicon
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
    ours, theirs = {number for number, _ in olds}, {number for number, _ in news}
    return InContext(
        shared=sum(weight for number, weight in olds if number in theirs),
        close=_closeness(olds, news),
        new_shared=sum(weight for number, weight in news if number in ours),
        new_close=_closeness(news, olds),
        near=float(_meant(olds) @ _meant(news)),
        certain=max(weight for _, weight in olds),
        gain=_gain(ours, theirs, around),
    )


def _weighed(word: str, around: Vector) -> list[tuple[int, float]]:
    """The senses of a word, each with how likely it is meant; they add up to 1."""
    counts = [
        (sense.synset, sense.share * entry.count**0.5 + 0.01, float(gloss(sense.synset) @ around))
        for entry in lexicon.entries(word)
        for sense in _first(entry.senses)
    ]
    weights = [(number, share * math.exp(SHARPNESS * near)) for number, share, near in counts]
    total = sum(weight for _, weight in weights)
    return [(number, weight / total) for number, weight in weights]


def _first(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    return senses[:MOST_SENSES]


def _closeness(ones: list[tuple[int, float]], others: list[tuple[int, float]]) -> float:
    """The closest relation of each sense to any likely sense of the other word, weighed by the sense."""
    return sum(
        weight * max((_close(number, other) for other, _ in others), default=0.0) for number, weight in ones
    )


@lru_cache(maxsize=262144)
def _close(one: int, other: int) -> float:
    if one // lexicon.SYNSETS_A_PART != other // lexicon.SYNSETS_A_PART:
        return 0.0
    found = lexicon.senses_apart(one, other)
    return _CLOSE.get(found[0], 0.0) * 0.9 ** max(0, found[1] - 1) if found else 0.0


def _meant(senses: list[tuple[int, float]]) -> Vector:
    total = np.sum([weight * gloss(number) for number, weight in senses], axis=0, dtype=np.float32)
    return np.asarray(total / max(1e-6, float(np.linalg.norm(total))), dtype=np.float32)


def _gain(ours: set[int], theirs: set[int], around: Vector) -> float:
    both, rest = sorted(ours & theirs), sorted(ours - theirs)
    if not both:
        return 0.0
    best = max(float(gloss(number) @ around) for number in both)
    return best - max((float(gloss(number) @ around) for number in rest), default=0.0)


@lru_cache(maxsize=65536)
def gloss(synset: int) -> Vector:
    """The unit vector of a synset's definition, float32[256]; zeros for a synset without one."""
    index, pieces = _tables()
    at = int(np.searchsorted(index[:, 0], np.uint32(synset)))
    table = embedding.load()
    if at >= len(index) - 1 or index[at, 0] != synset:
        return np.zeros(table.rows.shape[1], dtype=np.float32)
    found = pieces[index[at, 1] : index[at + 1, 1]].astype(np.intp)
    sums = table.factors.take(found) @ table.rows.take(found, axis=0).astype(np.float64)
    vector: Vector = embedding.unit(sums.astype(np.int32)[None, :])[0]
    return vector


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    return np.asarray(np.load(INDEX, mmap_mode="r")), np.asarray(np.load(PIECES, mmap_mode="r"))

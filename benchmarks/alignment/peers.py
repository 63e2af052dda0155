"""Other ways to line sentences up, for comparison on the same cases.

`by_best_match` links every right sentence to its best left one by token Jaccard. `by_length` is Gale & Church
(1993): dynamic programming over lengths alone, with their priors and variance. `by_vectors` is what Bertalign
and Vecalign have in common, with an encoder of one's choice: dynamic programming over the cosines of
sentences and of neighbouring sentences put together; neither package is on PyPI, so neither itself is run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retell.text.tokens import tokens

Pairs = frozenset[tuple[int, int]]
Lines = Sequence[str]
Gain = Callable[[range, range], float]

_PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""Gale & Church 1993, table 5."""
_VARIANCE = 6.8
"""Gale & Church 1993, section 3.1: per character."""
_LEAST_COSINE = 0.7
"""Cosine that a bead must have; best of .5 to .8 on the development essays, for both encoders tried."""


class Encoder(Protocol):
    """Anything that turns texts into vectors of unit length."""

    def sentences(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One vector a text."""


def by_best_match(left: Lines, right: Lines) -> Pairs:
    """Every right sentence's best left one by token Jaccard over 0.3."""
    sets = [[{token.key for token in tokens(line)} for line in lines] for lines in (left, right)]
    found = set()
    for j, words in enumerate(sets[1]):
        scored = [(len(words & other) / max(1, len(words | other)), -i) for i, other in enumerate(sets[0])]
        best, i = max(scored, default=(0.0, 0))
        if best > 0.3:
            found.add((-i, j))
    return frozenset(found)


def by_length(left: Lines, right: Lines) -> Pairs:
    """Beads whose lengths fit."""

    def gain(one: range, other: range) -> float:
        lengths = sum(len(left[i]) for i in one), sum(len(right[j]) for j in other)
        mean = max(1.0, (lengths[0] + lengths[1]) / 2)
        off = abs(lengths[1] - lengths[0]) / math.sqrt(mean * _VARIANCE)
        chance = max(1e-12, math.erfc(off / math.sqrt(2)))
        return math.log(chance * _PRIORS[len(one), len(other)])

    return _best_course(len(left), len(right), gain, tuple(_PRIORS))


def by_vectors(left: Lines, right: Lines, encoder: Encoder) -> Pairs:
    """Beads whose vectors are alike; what has no counterpart costs nothing."""
    sides = [
        [encoder.sentences([" ".join(lines[at : at + run]) for at in range(len(lines))]) for run in (1, 2)]
        for lines in (left, right)
    ]

    def gain(one: range, other: range) -> float:
        if not one or not other:
            return 0.0
        cosine = float(sides[0][len(one) - 1][one.start] @ sides[1][len(other) - 1][other.start])
        return (cosine - _LEAST_COSINE) * math.sqrt(max(len(one), len(other)))

    return _best_course(len(left), len(right), gain, ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)))


def _best_course(rows: int, columns: int, gain: Gain, shapes: Sequence[tuple[int, int]]) -> Pairs:
    """The pairs of the best monotone course through beads of these shapes."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(rows + 1):
        for j in range(columns + 1):
            ways = [
                (best[i - tall, j - wide][0] + gain(range(i - tall, i), range(j - wide, j)), (tall, wide))
                for tall, wide in shapes
                if tall <= i and wide <= j
            ]
            if ways:
                best[i, j] = max(ways)
    found: set[tuple[int, int]] = set()
    i, j = rows, columns
    while i or j:
        tall, wide = best[i, j][1]
        found |= {(a, b) for a in range(i - tall, i) for b in range(j - wide, j)}
        i, j = i - tall, j - wide
    return frozenset(found)

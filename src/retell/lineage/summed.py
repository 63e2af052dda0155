"""Probabilities over all trees of copying, to the last digit.

The directed matrix-tree theorem gives them by one inverse, and then by differences of numbers that are all
but equal where two documents are bound to each other and hardly to the rest: chains of copies are like
that, and the differences are noise. Here nothing is subtracted. For each document the others are taken out
one after the other, as Grassmann, Taksar & Heyman (1985) do for Markov chains: who leads to a document taken
out leads to its sources instead. What is left tells in which part of the trees the document has which
source: `scores` of s → c, times the weight of the ways from s to a root that do not come through c.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
_WIDEST = 60.0
"""Scores further below the best source of a document than this count as this far."""


def summed(scores: Scores, roots: Scores) -> tuple[Scores, Scores, Scores]:
    """Of families of one size: probabilities of edges and of roots, and the log of each family's sum.

    `scores[family, source, copy]` is -inf where no edge can be; `roots[family, document]`. Two documents or
    more, each with a source that could be.
    """
    count = roots.shape[1]
    best = scores.max(axis=1)
    weights = np.exp(np.maximum(scores - best[:, None, :], -_WIDEST)) * np.isfinite(scores)
    apart = (roots - best).max(axis=1)
    tops = np.exp(np.maximum(roots - best - apart[:, None], -_WIDEST))
    ways, logs = _ways(weights, tops)
    parts = weights * ways.transpose(0, 2, 1)
    whole = parts.sum(axis=1) + tops
    total = logs + np.log(whole[:, 0]) + best.sum(axis=1) + apart
    return parts / whole[:, None, :], tops / whole, total if count else apart


def _ways(weights: Scores, tops: Scores) -> tuple[Scores, Scores]:
    """`ways[family, c, s]` from s to a root without c; the log of the sum of the trees under the first."""
    families, count, _ = weights.shape
    every = np.arange(count)
    leads = np.repeat(weights.transpose(0, 2, 1)[:, None], count, axis=1)
    ends = np.repeat(tops[:, None], count, axis=1)
    shares = np.zeros((count, families, count, count))
    own = np.zeros((count, families, count))
    logs = np.zeros(families)
    for out in range(count):
        # In the copy of the family made for document c, c is never taken out: it only takes up.
        row = leads[:, :, out, :] * ((every > out)[None, :] | (every[:, None] == every[None, :]))
        row[:, :, out] = 0.0
        sums = row.sum(axis=2)
        sums[:, out] = 1.0
        sums = np.maximum(sums, np.finfo(np.float64).tiny)
        logs += np.log(sums[:, 0])
        shares[out], own[out] = row / sums[:, :, None], ends[:, :, out] / sums
        shares[out][:, out] = own[out][:, out] = 0.0
        into = leads[:, :, out + 1 :, out]
        leads[:, :, out + 1 :, :] += into[..., None] * shares[out][:, :, None, :]
        ends[:, :, out + 1 :] += into * own[out][:, :, None]
    ways = np.zeros((families, count, count))
    for out in reversed(range(count)):
        ways[:, :, out] = own[out] + (shares[out] * ways).sum(axis=2)
        ways[:, out, out] = 0.0
    return ways, logs

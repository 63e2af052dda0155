"""Boosted decision trees as plain tables, asked with numpy alone.

The trees are fitted by training/judge/fit.py (scikit-learn's histogram boosting after Friedman 2001 and Ke
et al. 2017). What a figure contributes to an answer is the sum of the steps the path takes at the splits on
it (Saabas 2014): the steps and the start add up to the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retell.values import dataclass

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trees:
    """Boosted trees, every array by tree and node; a leaf has itself for children.

    `figure` is the column a node splits on, `at_most` the value up to which the left child is taken,
    `value` what the answer would be if the path ended there; `start` is the answer before any tree.
    """

    figure: NDArray[np.int16]
    at_most: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: float
    depth: int

    def log_odds(self, table: NDArray[np.float32]) -> Floats:
        """The answers for the rows of a table of figures, float64[n]."""
        for at in self._walk(table):
            last = at
        return np.asarray(self.start + self.value.take(last).astype(np.float64).sum(axis=1))

    def shares(self, table: NDArray[np.float32]) -> Floats:
        """What every figure of each row adds to its answer, float64[n, figures]."""
        found = np.zeros(table.shape)
        for at, then in pairwise(self._walk(table)):
            row, tree = np.nonzero(at != then)
            here, there = at[row, tree], then[row, tree]
            steps = self.value.take(there).astype(np.float64) - self.value.take(here)
            np.add.at(found, (row, self.figure.take(here)), steps)
        return found

    def _walk(self, table: NDArray[np.float32]) -> Iterator[NDArray[np.intp]]:
        """Where each row stands in each tree, from the roots to the leaves: places in the flat arrays."""
        roots = np.arange(len(self.figure)) * self.figure.shape[1]
        starts = np.arange(len(table))[:, None] * table.shape[1]
        at = np.zeros((len(table), 1), dtype=np.intp) + roots
        yield at
        for _ in range(self.depth):
            goes_left = table.take(starts + self.figure.take(at)) <= self.at_most.take(at)
            at = roots + np.where(goes_left, self.left.take(at), self.right.take(at))
            yield at


def loaded(stored: Mapping[str, NDArray[np.float32]], name: str) -> Trees:
    """The trees that were stored under a name with `packed`."""
    part = {key: stored[f"{name} {key}"] for key in ("figure", "at_most", "left", "right", "value")}
    return Trees(
        figure=part["figure"].astype(np.int16),
        at_most=part["at_most"].astype(np.float32),
        left=part["left"].astype(np.int16),
        right=part["right"].astype(np.int16),
        value=part["value"].astype(np.float32),
        start=float(stored[f"{name} start"]),
        depth=int(stored[f"{name} depth"]),
    )


def packed(trees: Trees, name: str) -> dict[str, NDArray[np.float32]]:
    """The arrays to store, under a name."""
    arrays = {
        "figure": trees.figure,
        "at_most": trees.at_most,
        "left": trees.left,
        "right": trees.right,
        "value": trees.value,
        "start": np.float64(trees.start),
        "depth": np.int64(trees.depth),
    }
    return {f"{name} {key}": np.asarray(value) for key, value in arrays.items()}

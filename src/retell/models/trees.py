"""Boosted decision trees as plain tables, asked with numpy alone.

The trees are fitted by training/judge/fit.py (scikit-learn's histogram boosting after Friedman 2001 and Ke
et al. 2017). What a figure contributes to an answer is the sum of the steps the path takes at the splits on
it (Saabas 2014): the steps and the start add up to the answer.
"""

from __future__ import annotations

from collections.abc import Mapping

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
        trees = np.arange(len(self.figure))
        node = np.zeros((len(table), len(trees)), dtype=np.intp)
        for _ in range(self.depth):
            node = self._next(table, trees, node)
        return np.asarray(self.start + self.value[trees, node].astype(np.float64).sum(axis=1))

    def shares(self, table: NDArray[np.float32]) -> Floats:
        """What every figure of each row adds to its answer, float64[n, figures]."""
        trees, rows = np.arange(len(self.figure)), np.arange(len(table))[:, None]
        node, found = np.zeros((len(table), len(trees)), dtype=np.intp), np.zeros(table.shape)
        for _ in range(self.depth):
            then = self._next(table, trees, node)
            steps = self.value[trees, then].astype(np.float64) - self.value[trees, node]
            np.add.at(found, (rows, self.figure[trees, node]), steps)
            node = then
        return found

    def _next(
        self, table: NDArray[np.float32], trees: NDArray[np.intp], node: NDArray[np.intp]
    ) -> NDArray[np.intp]:
        rows = np.arange(len(table))[:, None]
        goes_left = table[rows, self.figure[trees, node]] <= self.at_most[trees, node]
        return np.where(goes_left, self.left[trees, node], self.right[trees, node]).astype(np.intp)


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

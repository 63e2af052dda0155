"""A weighed sum of figures, asked with numpy alone: logistic regression as it is stored.

It ranks edits of copies it never saw better than trees do, which learn more of the copies they were taught
with; the two are added. training/judge/fit.py makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retell.values import dataclass

Floats = NDArray[np.float64]

MOST = 4.0
"""Standard deviations past which a figure counts no further: one odd figure must not decide."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """The weights: `mean` and `spread` of every figure, what it counts then, and the answer at the mean."""

    mean: Floats
    spread: Floats
    weight: Floats
    start: float

    def log_odds(self, table: NDArray[np.float32]) -> Floats:
        """The answers for the rows of a table of figures, float64[n]."""
        return np.asarray(self.start + self.scaled(table) @ self.weight)

    def shares(self, table: NDArray[np.float32]) -> Floats:
        """What every figure of each row adds to its answer, float64[n, figures]."""
        return np.asarray(self.scaled(table) * self.weight)

    def scaled(self, figures: NDArray[np.float32]) -> Floats:
        """Figures as standard deviations from their mean, held within `MOST`."""
        return np.clip((figures.astype(np.float64) - self.mean) / self.spread, -MOST, MOST)


def loaded(stored: Mapping[str, NDArray[np.float64]], name: str) -> Sums:
    """The sum that was stored under a name with `packed`."""
    return Sums(
        mean=stored[f"{name} mean"].astype(np.float64),
        spread=stored[f"{name} spread"].astype(np.float64),
        weight=stored[f"{name} weight"].astype(np.float64),
        start=float(stored[f"{name} sum start"]),
    )


def packed(sums: Sums, name: str) -> dict[str, NDArray[np.float64]]:
    """The arrays to store, under a name."""
    return {
        f"{name} mean": sums.mean,
        f"{name} spread": sums.spread,
        f"{name} weight": sums.weight,
        f"{name} sum start": np.asarray(sums.start, dtype=np.float64),
    }

"""Labels of rows made into families of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retell.document.model import Skipped
from retell.family.arrays import I64


@dataclass(frozen=True, slots=True, kw_only=True)
class NearFamilies:
    """Documents that are nearly the same, by id: each family ascending, the families by their first.

    `documents` were read; of all else that was met `skipped` tells.
    """

    families: tuple[tuple[str, ...], ...]
    documents: int
    skipped: tuple[Skipped, ...]


def sorted_families(labels: I64, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The names that have a label in common with others, in order."""
    order = np.argsort(labels, kind="stable")
    ordered = [names[row] for row in order.tolist()]
    cuts = [0, *(np.flatnonzero(np.diff(labels[order])) + 1).tolist(), len(ordered)]
    groups = (ordered[start:end] for start, end in pairwise(cuts) if end - start > 1)
    return tuple(sorted(tuple(sorted(group)) for group in groups))

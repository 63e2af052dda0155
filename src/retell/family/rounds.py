"""Which of many copies say something new, so that few need be told.

The strongest come first. Once two documents are tied by matches in which each stands whole in the next, they
are versions of one text, and another match between them would say nothing new about the family; only the few
strongest of each document are wanted, to explain it and to tell who copied whom.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from retell.family.arrays import BOOL, I64


def wanted(first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
    """For pairs of rows, the strongest first, whether one is wanted; `whole` ties its documents for good."""
    above: dict[int, int] = {}
    ties: Counter[int] = Counter()

    def top(row: int) -> int:
        while (found := above.setdefault(row, row)) != row:
            above[row] = above[found]
            row = found
        return row

    found = np.zeros(len(first), dtype=bool)
    for at, (one, two, ties_them) in enumerate(
        zip(first.tolist(), second.tolist(), whole.tolist(), strict=True)
    ):
        if min(ties[one], ties[two]) >= each and top(one) == top(two):
            continue
        found[at] = True
        if ties_them:
            above[top(one)] = top(two)
            ties[one] += 1
            ties[two] += 1
    return found

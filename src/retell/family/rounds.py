"""Which of many copies say something, so that few need be told.

The strongest come first. Once two documents are tied by matches in which each stands whole in the next, they
are versions of one text, and another match between them would say nothing new about the family; only the few
strongest of each document are wanted, to explain it and to tell who copied whom. A family is told by the
copies of a strongest tree, and by the strongest of each member.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from retell.family.arrays import BOOL, I64


def wanted(first: I64, second: I64, whole: BOOL, each: int) -> BOOL:
    """For pairs of rows, the strongest first, whether one is wanted; `whole` ties its documents for good."""
    above: dict[int, int] = {}
    ties: Counter[int] = Counter()
    found = np.zeros(len(first), dtype=bool)
    for at, (one, two, ties_them) in enumerate(
        zip(first.tolist(), second.tolist(), whole.tolist(), strict=True)
    ):
        if min(ties[one], ties[two]) >= each and _top(above, one) == _top(above, two):
            continue
        found[at] = True
        if ties_them:
            above[_top(above, one)] = _top(above, two)
            ties[one] += 1
            ties[two] += 1
    return found


def explaining(first: I64, second: I64, each: int) -> BOOL:
    """For copies within families, the strongest first: whether one is of the strongest tree, or among the
    `each` strongest of one of its documents."""
    above: dict[int, int] = {}
    seen: Counter[int] = Counter()
    found = np.zeros(len(first), dtype=bool)
    for at, (one, two) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        left, right = _top(above, one), _top(above, two)
        found[at] = left != right or min(seen[one], seen[two]) < each
        above[left] = right
        seen[one] += 1
        seen[two] += 1
    return found


def _top(above: dict[int, int], row: int) -> int:
    """The row that stands for all that are tied to this one."""
    while (found := above.setdefault(row, row)) != row:
        above[row] = above[found]
        row = found
    return row

"""One document has the exact figure where the other has a round one.

Figures are rounded in copying; the exact one cannot be had back from the round one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "figures"


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with more exact figures in places where the other has rounder ones."""
    left = right = 0
    for stretch in evidence.differences.inner:
        one = max((_exact(evidence.left.keys[at]) for at in stretch.left), default=0)
        other = max((_exact(evidence.right.keys[at]) for at in stretch.right), default=0)
        if one and other:
            left, right = left + (one > other), right + (other > one)
    value = math.log1p(left) - math.log1p(right)
    if value:
        count = max(left, right)
        yield Sign(
            kind=NAME,
            name="figures",
            value=value,
            why=f"{count} figure{'s' if count > 1 else ''} of it {'are' if count > 1 else 'is'} "
            "rounder in the other",
        )


@lru_cache(maxsize=16384)
def _exact(word: str) -> int:
    """The digits of a figure that say something: those before its closing zeros."""
    digits = "".join(char for char in word if char.isdigit())
    return len(digits.strip("0")) if digits and word[0].isdigit() else 0

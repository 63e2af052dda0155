"""One document quotes what the other tells in its own words.

A quotation is turned to paraphrase in copying; a paraphrase is not turned to a quotation, for its words
are lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from retell.lineage.account import Account
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "quotation"
_MARKS = frozenset('"“”„«»')


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with quotation marks, inside common passages, that the other lacks."""
    left = right = 0
    for stretch in evidence.differences.inner:
        gap = _marks(evidence.left, stretch.left) - _marks(evidence.right, stretch.right)
        left, right = left + max(0, gap), right + max(0, -gap)
    value = math.log1p(left) - math.log1p(right)
    if value:
        yield Sign(
            kind=NAME,
            name="quotation",
            value=value,
            why=f"{max(left, right)} quotation marks of it are gone in the other",
        )


def _marks(account: Account, where: range) -> int:
    return sum(account.words[at] in _MARKS for at in where)

"""One document has words, inside passages both have, that the other lost.

Middle names, appositions, adverbs and attributions fall away in copying more often than they are put in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "detail"
_SMOOTH = 4
"""Words added to both sides: a phrase."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with more words of its own inside common passages."""
    gaps = [len(stretch.left) - len(stretch.right) for stretch in evidence.differences.inner]
    left, right = sum(gap for gap in gaps if gap > 0), -sum(gap for gap in gaps if gap < 0)
    if left != right:
        yield Sign(
            kind=NAME,
            name="detail",
            value=math.log((left + _SMOOTH) / (right + _SMOOTH)),
            why=f"inside common passages it has {max(left, right)} words more, "
            f"the other {min(left, right) or 'none'}",
        )

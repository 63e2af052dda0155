"""One document has passages of the report that the other lacks.

Copying cuts, mostly from the end; what it adds is little. The document with more of its own is the
likelier source, the more so the more there is of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from retell.document.model import Sentence
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings

NAME = "containment"


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The side with more sentences that the other has not."""
    alignment = evidence.alignment
    left = _body(alignment.left, alignment.only_left)
    right = _body(alignment.right, alignment.only_right)
    odds = math.log((left + 1) / (right + 1))
    if not odds or not alignment.links:
        return
    side = Side.LEFT if odds > 0 else Side.RIGHT
    more, less = max(left, right), min(left, right)
    yield Clue(
        kind=NAME,
        favours=side,
        weight=round(min(settings.containment_most, settings.containment_weight * abs(odds)), 3),
        why=f"it has {more} sentence{'s' if more > 1 else ''} of the report that the other lacks"
        + (f", and the other has {less} of its own" if less else ""),
    )


def _body(sentences: Sequence[Sentence], indices: Sequence[int]) -> int:
    return sum(sentences[index].is_body for index in indices)

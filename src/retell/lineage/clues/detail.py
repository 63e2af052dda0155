"""One document has details, inside sentences both have, that the other lost."""

from __future__ import annotations

import math
from collections.abc import Iterator

from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings

NAME = "detail"


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The side with more details of its own."""
    left = sum(change.left is not None and change.right is None for change in evidence.changes)
    right = sum(change.right is not None and change.left is None for change in evidence.changes)
    odds = math.log((left + 1) / (right + 1))
    if abs(odds) < settings.detail_least:
        return
    side = Side.LEFT if odds > 0 else Side.RIGHT
    yield Clue(
        kind=NAME,
        favours=side,
        weight=round(min(settings.detail_most, settings.detail_weight * abs(odds)), 3),
        why=f"{max(left, right)} details stand only here, {min(left, right)} only in the other",
    )

"""One document names the other's outlet as the place the report comes from.

"told the Courier" is said by the Courier of itself; another outlet that prints it has it from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retell.document.model import Document
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings

NAME = "credit"


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The side that the other one credits, where only one does."""
    left_credited = _credits(evidence.right, evidence.left)
    right_credited = _credits(evidence.left, evidence.right)
    if bool(left_credited) == bool(right_credited):
        return
    side = Side.LEFT if left_credited else Side.RIGHT
    words = left_credited or right_credited
    yield Clue(
        kind=NAME,
        favours=side,
        weight=settings.credit_weight,
        why=f"the other credits its outlet: “{words}”",
    )


def _credits(copy: Document, source: Document) -> str | None:
    """The words in which `copy` names the outlet of `source`, which is not its own."""
    if not source.outlet or len(source.outlet) < 2 or source.outlet == copy.outlet:
        return None
    name = re.escape(source.outlet)
    found = re.search(
        rf"(?:told|first (?:published|reported|appeared) (?:by|in|on)|via|source:|reported by|according to)"
        rf"\s+(?:the\s+)?{name}\b|\({name}\)|{name}\s+—",
        copy.text,
        re.IGNORECASE,
    )
    return found.group() if found else None

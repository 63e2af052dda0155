"""One document has the furniture of a first publication, the other has lost it.

Datelines, bylines, captions and agency credits fall away in copying; they are seldom put in.
"""

from __future__ import annotations

from collections.abc import Iterator

from retell.document.model import Document, FurnitureKind
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings

NAME = "furniture"
TELLING = (
    FurnitureKind.DATELINE,
    FurnitureKind.BYLINE,
    FurnitureKind.CAPTION,
    FurnitureKind.CREDIT,
    FurnitureKind.VIDEO,
)


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The side that has kinds of furniture which the other lacks, where only one side has any."""
    left, right = _kinds(evidence.left), _kinds(evidence.right)
    for own, other, side in ((left, right, Side.LEFT), (right, left, Side.RIGHT)):
        lost = [kind for kind in own if kind not in other]
        if lost and not [kind for kind in other if kind not in own]:
            yield Clue(
                kind=NAME,
                favours=side,
                weight=round(settings.furniture_weight * len(lost), 3),
                why=f"it has {_listed(lost)}, the other has not",
            )


def _kinds(document: Document) -> list[FurnitureKind]:
    present = {furniture.kind for furniture in document.furniture}
    return [kind for kind in TELLING if kind in present]


def _listed(kinds: list[FurnitureKind]) -> str:
    words = [f"a {kind.value}" for kind in kinds]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]

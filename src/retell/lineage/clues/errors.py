"""One document has slips that the other has not: a broken sentence, a name spelt two ways.

Errors enter in copying (Lachmann's principle). An editor may mend them, so this is evidence and no proof.
"""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings
from retell.text.spans import Span

NAME = "errors"


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The side without the slips, one clue for all of them."""
    in_right = [change for change in evidence.changes if _slip_in_right(change, evidence)]
    in_left = [change for change in evidence.changes if _slip_in_left(change, evidence)]
    for slips, side in ((in_right, Side.LEFT), (in_left, Side.RIGHT)):
        if slips:
            yield Clue(
                kind=NAME,
                favours=side,
                weight=round(min(settings.error_most, settings.error_weight * len(slips)), 3),
                why="the other has slips that this one has not: " + "; ".join(c.why for c in slips[:3]),
            )


def _slip_in_right(change: Change, evidence: Evidence) -> bool:
    if change.kind == "fluency.broken":
        return change.right is not None
    return change.kind == "name.misspelt" and _elsewhere(change.left, evidence.left.text, evidence.right.text)


def _slip_in_left(change: Change, evidence: Evidence) -> bool:
    if change.kind == "fluency.fixed":
        return change.left is not None and change.right is not None
    return change.kind == "name.misspelt" and _elsewhere(
        change.right, evidence.right.text, evidence.left.text
    )


def _elsewhere(span: Span | None, own: str, other: str) -> bool:
    """Whether the other document has this spelling too, and so contradicts itself."""
    return span is not None and span.of(own) in other

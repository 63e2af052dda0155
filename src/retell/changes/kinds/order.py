"""A passage, or a part of a sentence, that stands in another place; what it says is untouched."""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.links.words import is_content
from retell.changes.view import Pair, View
from retell.settings import OrderSettings

NAME = "order"
_SEQUENCE = frozenset(
    "then later afterwards afterward next subsequently finally earlier previously before".split()
)


def find(view: View) -> Iterator[Change]:
    """Moved links, then the moved parts inside each link."""
    for pair in view.pairs:
        if pair.link.moved:
            yield _passage(pair, view.settings.order)
        yield from _parts(pair, view.settings.order)


def _passage(pair: Pair, settings: OrderSettings) -> Change:
    opening = pair.left[0].key if pair.left else ""
    sequential = opening in _SEQUENCE
    return Change(
        kind="order.moved",
        severity=Severity.NUANCE if sequential else Severity.HARMLESS,
        confidence=settings.sequence if sequential else settings.moved,
        why=f"the passage is moved, and its “{opening}” now follows something else"
        if sequential
        else "the passage stands in another place, in the same words or others",
        left=pair.left_span(range(len(pair.left))),
        right=pair.right_span(range(len(pair.right))),
    )


def _parts(pair: Pair, settings: OrderSettings) -> Iterator[Change]:
    for edit in pair.edits:
        if edit.op is Op.MOVE and any(is_content(pair.left[at]) for at in edit.left):
            yield Change(
                kind="order.clause",
                severity=Severity.HARMLESS,
                confidence=settings.moved,
                why="the same words, in another place in the sentence",
                left=pair.left_span(edit.left),
                right=pair.right_span(edit.right),
            )

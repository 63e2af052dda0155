"""One document has the furniture of a first publication, the other has lost it.

Datelines, bylines, captions and agency credits fall away in copying; they are seldom put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.document.model import Document, FurnitureKind
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "furniture"
TELLING = (
    FurnitureKind.DATELINE,
    FurnitureKind.BYLINE,
    FurnitureKind.CAPTION,
    FurnitureKind.CREDIT,
    FurnitureKind.VIDEO,
)


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side that has more kinds of furniture which the other lacks."""
    left, right = (_kinds(document) for document in evidence.documents)
    only_left = [kind for kind in left if kind not in right]
    only_right = [kind for kind in right if kind not in left]
    value = len(only_left) - len(only_right)
    if value:
        lost = only_left if value > 0 else only_right
        yield Sign(
            kind=NAME, name="furniture", value=float(value), why=f"it has {_listed(lost)}, the other has not"
        )


def _kinds(document: Document) -> list[FurnitureKind]:
    present = {furniture.kind for furniture in document.furniture}
    return [kind for kind in TELLING if kind in present]


def heading(document: Document) -> str:
    """The headline as told, found or standing first; empty where the text begins with a paragraph."""
    found = next((each.span for each in document.furniture if each.kind is FurnitureKind.TITLE), None)
    first = document.text.lstrip().partition("\n")[0]
    said = document.title or (document.text[found.start : found.end] if found else first)
    words = said.lower().split()
    return " ".join(words) if len(words) <= _HEADLINE else ""


_HEADLINE = 20
"""Words beyond which a first line is no headline."""


def pieces(document: Document) -> frozenset[tuple[FurnitureKind, str]]:
    """What stands beside the report but the headline, by kind, the first of each."""
    found: dict[FurnitureKind, str] = {}
    for each in document.furniture:
        if each.kind is not FurnitureKind.TITLE:
            found.setdefault(
                each.kind, " ".join(document.text[each.span.start : each.span.end].lower().split())
            )
    return frozenset(found.items())


def _listed(kinds: Sequence[FurnitureKind]) -> str:
    words = [f"a {kind.value}" for kind in kinds]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]

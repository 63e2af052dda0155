"""Credits of the left that the right leaves out, or has in another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from retell.changes.model import Change, Severity
from retell.changes.readings.speech.told_plainly import of_attribution
from retell.changes.view import Side, View
from retell.document.model import FurnitureKind
from retell.text.spans import Span

_CREDIT = re.compile(
    r"\(([A-Z][\w.& ]{1,30})\)|^\s*([A-Z]{2,6})\b|(?:Source|Credit|By):?\s+([A-Z][\w.&’'\- ]{1,80})"
)


def credits_gone(view: View) -> Iterator[Change]:
    """An agency named in a credit line or dateline of the left and nowhere on the right."""
    document = view.right.document
    rest = " ".join(
        (document.text, document.outlet or "", document.title or "", *document.authors)
    ).casefold()
    for piece in view.left.document.furniture:
        if piece.kind not in (FurnitureKind.CREDIT, FurnitureKind.DATELINE, FurnitureKind.BYLINE):
            continue
        found = _CREDIT.search(piece.span.of(view.left.text))
        name = next((group for group in found.groups() if group), "") if found else ""
        if name and name.strip().casefold() not in rest:
            if respelt := _respelt(name, piece.kind, view.right):
                why = f"“{name.strip()}” is written otherwise"
                yield Change(
                    kind="name.misspelt",
                    severity=Severity.NUANCE,
                    confidence=0.6,
                    why=why,
                    left=piece.span,
                    right=respelt,
                )
                continue
            why = f"the credit of “{name.strip()}” is gone"
            yield of_attribution("credit", Severity.NUANCE, (piece.span, None), why, 0.6)


def _respelt(name: str, kind: FurnitureKind, side: Side) -> Span | None:
    """The credit line of a side, of the same kind, that has every name in another spelling."""
    mine = [word for word in name.split() if word[:1].isupper()]
    for piece in side.document.furniture:
        theirs = re.findall(r"[A-Z]\w+", piece.span.of(side.text))
        if piece.kind is kind and mine and all(_is_spelt_near(one, theirs) for one in mine):
            return piece.span
    return None


def _is_spelt_near(name: str, others: Sequence[str]) -> bool:
    return any(JaroWinkler.similarity(name.casefold(), other.casefold()) > _NEARLY_SPELT for other in others)


_NEARLY_SPELT = 0.75
"""Likeness of letters from which two words of a credit line are one name: "Nerys", "Nelis"."""

"""Something the left says that the right does not: a passage, or a detail inside a sentence.

Furniture of the page, sentences whose words stand elsewhere, and passages that the page has but its
extracted text lost are no loss to a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.links.lone import lone_changes
from retell.changes.readings.links.onesided import Detail, details
from retell.changes.readings.speech.sourcing import loses_source
from retell.changes.view import Pair, View
from retell.settings import OneSidedSettings
from retell.text.spans import Span

NAME = "omission"


def find(view: View) -> Iterator[Change]:
    """Sentences without a counterpart, one change each, then details, link by link."""
    settings = view.settings.onesided
    yield from lone_changes(view, left=True)
    for pair in view.pairs:
        for detail in details(view, pair, left=True):
            yield Change(
                kind=_kind(view, pair, detail.span),
                severity=Severity.NUANCE,
                confidence=_confidence(detail, settings),
                why=f"“{detail.words}” is left out, and nothing in the sentence stands for it",
                left=detail.span,
                right=None,
            )


def _confidence(detail: Detail, settings: OneSidedSettings) -> float:
    if not detail.pure:
        return settings.recast
    return settings.taken_out_whole if " " in detail.words else settings.taken_out


def _kind(view: View, pair: Pair, place: Span) -> str:
    """What a detail gone is: cut from somebody's words, the source of what is told, or a detail."""
    if any(one.inner.contains(place) for one in view.left.quotations):
        return "quotation.cut"
    return "attribution.dropped" if loses_source(view, pair, place) else "omission.detail"

"""Something the right says that the left does not: a passage, or a detail inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.links.lone import lone_changes
from retell.changes.readings.links.onesided import Detail, details
from retell.changes.readings.vocabulary.heated import is_hot
from retell.changes.view import View
from retell.settings import OneSidedSettings

NAME = "addition"


def find(view: View) -> Iterator[Change]:
    """Sentences without a counterpart, one change each, then details, link by link."""
    settings = view.settings.onesided
    yield from lone_changes(view, left=False)
    for pair in view.pairs:
        for detail in details(view, pair, left=False):
            yield _detail(detail, settings)


def _detail(detail: Detail, settings: OneSidedSettings) -> Change:
    """A detail put in; a noun that only completes a compound is listed, and not held to say more."""
    if detail.compound:
        severity, confidence = Severity.HARMLESS, settings.compound
        why = f"“{detail.words}” is new, and seems to complete the word beside it"
    else:
        severity, confidence = Severity.NUANCE, settings.put_in if detail.pure else settings.recast
        why = f"“{detail.words}” is new, and nothing in the sentence stands for it"
    return Change(
        kind="sense.loaded" if not detail.compound and is_hot(detail.words) else "addition.detail",
        severity=severity,
        confidence=confidence,
        why=why,
        left=None,
        right=detail.span,
    )

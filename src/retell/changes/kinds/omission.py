"""Something the left says that the right does not: a passage, or a detail inside a sentence.

Furniture of the page, sentences whose words stand elsewhere, and passages that the page has but its
extracted text lost are no loss to a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.onesided import LoneSentence, Reason, details, lone_sentences
from retell.changes.view import View
from retell.settings import OneSidedSettings

NAME = "omission"


def find(view: View) -> Iterator[Change]:
    """Sentences without a counterpart, one change each, then details, link by link."""
    settings = view.settings.onesided
    for lone in lone_sentences(view.left, view.right, view.alignment.only_left, settings):
        yield _passage(lone, settings)
    for pair in view.pairs:
        for detail in details(view, pair, left=True):
            yield Change(
                kind="omission.detail",
                severity=Severity.NUANCE,
                confidence=settings.taken_out if detail.pure else settings.recast,
                why=f"“{detail.words}” is left out, and nothing in the sentence stands for it",
                left=detail.span,
                right=None,
            )


def _passage(lone: LoneSentence, settings: OneSidedSettings) -> Change:
    span = lone.sentence.span
    if lone.reason is Reason.LONE:
        brought = f" It carries {lone.carries}." if lone.carries else ""
        why = f"the sentence is left out.{brought}"
        return Change(
            kind="omission.context",
            severity=Severity.NUANCE,
            confidence=settings.passage,
            why=why,
            left=span,
            right=None,
        )
    furniture = lone.reason is Reason.FURNITURE
    return Change(
        kind="omission.furniture" if furniture else "omission.context",
        severity=Severity.HARMLESS,
        confidence=settings.passage,
        why=f"left out, but it is page furniture: a {lone.sentence.role}"
        if furniture
        else f"left out, but {lone.reason}",
        left=span,
        right=None,
    )

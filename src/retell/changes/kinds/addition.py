"""Something the right says that the left does not: a passage, or a detail inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.onesided import LoneSentence, Reason, details, lone_sentences
from retell.changes.view import View

NAME = "addition"


def find(view: View) -> Iterator[Change]:
    """Sentences without a counterpart, one change each, then details, link by link."""
    for lone in lone_sentences(view.right, view.left, view.alignment.only_right):
        yield _passage(lone)
    for pair in view.pairs:
        for detail in details(view, pair, left=False):
            yield Change(
                kind="addition.detail",
                severity=Severity.NUANCE,
                confidence=0.65 if detail.pure else 0.45,
                why=f"“{detail.words}” is new, and nothing in the sentence stands for it",
                left=None,
                right=detail.span,
            )


def _passage(lone: LoneSentence) -> Change:
    span = lone.sentence.span
    if lone.reason is Reason.LONE:
        brought = f" It carries {lone.carries}." if lone.carries else ""
        why = f"the sentence is new.{brought}"
        return Change(
            kind="addition.sentence", severity=Severity.NUANCE, confidence=0.8, why=why, left=None, right=span
        )
    furniture = lone.reason is Reason.FURNITURE
    return Change(
        kind="addition.furniture" if furniture else "addition.sentence",
        severity=Severity.HARMLESS,
        confidence=0.8,
        why=f"new, but it is page furniture: a {lone.sentence.role}"
        if furniture
        else f"new, but {lone.reason}",
        left=None,
        right=span,
    )

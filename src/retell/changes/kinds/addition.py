"""Something the right says that the left does not: a passage, or a detail inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.onesided import Detail, LoneSentence, Reason, details, lone_sentences
from retell.changes.view import View
from retell.settings import OneSidedSettings

NAME = "addition"


def find(view: View) -> Iterator[Change]:
    """Sentences without a counterpart, one change each, then details, link by link."""
    settings = view.settings.onesided
    for lone in lone_sentences(view.right, view.left, view.alignment.only_right, settings):
        yield _passage(lone, settings)
    for pair in view.pairs:
        for detail in details(view, pair, left=False):
            yield _detail(detail, settings)


def _detail(detail: Detail, settings: OneSidedSettings) -> Change:
    """A detail put in; a noun that only completes a compound is listed, and not held to say more."""
    if detail.compound:
        severity, confidence = Severity.HARMLESS, settings.compound
        why = f"“{detail.words}” is new, and seems to complete the word beside it"
    else:
        severity, confidence = Severity.NUANCE, settings.taken_out if detail.pure else settings.recast
        why = f"“{detail.words}” is new, and nothing in the sentence stands for it"
    return Change(
        kind="addition.detail",
        severity=severity,
        confidence=confidence,
        why=why,
        left=None,
        right=detail.span,
    )


def _passage(lone: LoneSentence, settings: OneSidedSettings) -> Change:
    span = lone.sentence.span
    if lone.reason is Reason.LONE:
        brought = f" It carries {lone.carries}." if lone.carries else ""
        why = f"the sentence is new.{brought}"
        return Change(
            kind="addition.sentence",
            severity=Severity.NUANCE,
            confidence=settings.passage,
            why=why,
            left=None,
            right=span,
        )
    furniture = lone.reason is Reason.FURNITURE
    return Change(
        kind="addition.furniture" if furniture else "addition.sentence",
        severity=Severity.HARMLESS,
        confidence=settings.passage,
        why=f"new, but it is page furniture: a {lone.sentence.role}"
        if furniture
        else f"new, but {lone.reason}",
        left=None,
        right=span,
    )

"""Sentences that stand on one side only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.model import Severity
from retell.changes.readings.links.lone import Reason, lone_changes, lone_sentences
from retell.changes.view import View

Seen = Callable[..., View]
OPENING, END = "The bridge at Orlen fell on Monday.", "It will be built again."


def reasons(view: View, *, left: bool) -> list[Reason]:
    return [one.reason for one in lone_sentences(view, left=left)]


def test_a_sentence_with_nothing_like_it_is_a_loss(seen: Seen) -> None:
    view = seen([OPENING, "A clerk had warned the mayor twice.", END], [OPENING, END], [(0, 0), (2, 1)])
    assert reasons(view, left=True) == [Reason.LONE]
    (change,) = lone_changes(view, left=True)
    assert (change.kind, change.severity) == ("omission.context", Severity.NUANCE)


def test_a_sentence_recast_in_its_place_is_none(seen: Seen) -> None:
    view = seen(
        [OPENING, "The owners were never told of the inquiry.", END],
        [OPENING, "Nobody told the owner that there was an investigation.", END],
        [(0, 0), (2, 2)],
    )
    assert reasons(view, left=True) == [Reason.RECAST]
    assert reasons(view, left=False) == [Reason.RECAST]
    assert {change.severity for change in lone_changes(view, left=False)} == {Severity.HARMLESS}


def test_what_stands_elsewhere_in_the_text_is_no_recast(seen: Seen) -> None:
    view = seen(
        ["The owners were never told of the inquiry.", OPENING, END],
        [OPENING, END, "Nobody told the owner that there was an investigation."],
        [(1, 0), (2, 1)],
    )
    assert reasons(view, left=True) == [Reason.LONE]


def test_a_caption_is_furniture(seen: Seen) -> None:
    view = seen([OPENING, "Photo: the bridge by night", END], [OPENING, END], [(0, 0), (2, 1)])
    (change,) = lone_changes(view, left=True)
    assert (change.kind, change.severity) == ("omission.furniture", Severity.HARMLESS)


@pytest.mark.parametrize("left", [True, False])
def test_both_sides_are_told_alike(seen: Seen, left: bool) -> None:  # noqa: FBT001
    long, short = [OPENING, "A clerk had warned the mayor twice.", END], [OPENING, END]
    view = seen(long, short, [(0, 0), (2, 1)]) if left else seen(short, long, [(0, 0), (1, 2)])
    (change,) = lone_changes(view, left=left)
    assert change.kind == ("omission.context" if left else "addition.sentence")
    assert (change.left is None) is not left


def test_a_figure_is_one_in_words_and_in_digits(seen: Seen) -> None:
    view = seen(
        ["The pit closed on Monday.", "Thirty-four miners worked below ground in the east section."],
        ["The pit, in whose east section 34 miners worked below ground, closed on Monday."],
        links=[(0, 0)],
    )
    (found,) = lone_sentences(view, left=True)
    assert found.reason is Reason.ELSEWHERE

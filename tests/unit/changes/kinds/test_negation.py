"""Denials that differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds.negation import find
from retell.changes.model import Change, Severity
from retell.changes.view import View

Seen = Callable[..., View]
VOCABULARY = (
    "he did not never resign resigned rose fell no one without failed to pay likely "
    "unlikely , . but bought sold few have yet"
).split()
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
).map(" ".join)


def said(seen: Seen, left: str, right: str) -> list[Change]:
    return list(find(seen(left, right)))


def test_a_lost_not_points_at_the_denial(seen: Seen) -> None:
    left, right = "The minister did not resign.", "The minister resigned."
    (change,) = said(seen, left, right)
    assert change.left is not None
    assert (change.kind, change.severity) == ("negation.reversed", Severity.MEANING)
    assert change.left.of(left) == "not resign"


def test_one_denial_in_two_forms_is_claimed_as_harmless(seen: Seen) -> None:
    (change,) = said(seen, "The union did not accept it.", "The union rejected it.")
    assert (change.kind, change.severity) == ("negation.form", Severity.HARMLESS)


def test_opposites_are_a_reversal(seen: Seen) -> None:
    (change,) = said(seen, "Exports rose.", "Exports fell.")
    assert change.why == "“rose” became its opposite “fell”"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(left=WORDS, right=WORDS)
def test_every_change_points_at_words_of_its_side(seen: Seen, left: str, right: str) -> None:
    for change in said(seen, left, right):
        assert change.left is None or change.left.of(left)
        assert change.right is None or change.right.of(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=WORDS)
def test_a_text_beside_itself_says_nothing(seen: Seen, text: str) -> None:
    assert said(seen, text, text) == []


def test_what_somebody_stopped_short_of_is_denied(seen: Seen) -> None:
    found = find(seen("She stopped short of urging a ban.", "She urged a ban."))
    assert [change.kind for change in found if change.severity is Severity.MEANING] == ["negation.reversed"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Trucks stop unless the town pays.", "Trucks stop if the town does not pay."),
        (
            "Two towns, neither of which is a party, wrote.",
            "Two towns, both of which are not parties, wrote.",
        ),
        ("The parts will not be available until May.", "The parts will be available only from May."),
        ("Not all the parents accepted it.", "Some of the parents did not accept it."),
        ("A ruling is not expected before spring.", "A ruling is expected in spring at the earliest."),
    ],
)
def test_the_same_denial_built_otherwise_turns_nothing(seen: Seen, left: str, right: str) -> None:
    assert not [change for change in find(seen(left, right)) if change.severity is not Severity.HARMLESS]

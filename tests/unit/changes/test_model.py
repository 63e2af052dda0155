"""A change as a value."""

from __future__ import annotations

import pytest

from retell.changes.model import Change, Severity, stable_id
from retell.text.spans import Span


def made(left: Span | None, right: Span | None) -> Change:
    return Change(
        kind="sense.shift", severity=Severity.MEANING, confidence=0.5, why="why", left=left, right=right
    )


def test_a_change_that_points_at_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one side"):
        made(None, None)


def test_the_family_of_a_kind_is_what_stands_before_the_dot() -> None:
    assert made(Span(start=0, end=1), None).family == "sense"


def test_severities_are_ranked() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2]


def test_an_id_survives_an_edit_elsewhere_in_the_text() -> None:
    change = made(Span(start=4, end=9), Span(start=4, end=8))
    text = "The tanks rolled past the old customs house at dawn."
    copy = "The guns rolled past the old customs house at dawn."
    longer = copy + " Nobody was hurt."
    assert stable_id(change, text, copy) == stable_id(change, text, longer)


def test_ids_differ_where_the_words_differ() -> None:
    change = made(Span(start=4, end=9), Span(start=4, end=8))
    assert stable_id(change, "The tanks rolled", "The guns rolled") != stable_id(
        change, "The tanks rolled", "The cars rolled"
    )

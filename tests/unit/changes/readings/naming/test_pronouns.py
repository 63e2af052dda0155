from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.model import Change, Severity
from retell.changes.readings.naming.pronouns import other_references
from retell.changes.view import View

Seen = Callable[..., View]


def told(view: View) -> list[Change]:
    return list(other_references(view, view.pairs[-1]))


@pytest.mark.parametrize(
    ("left", "right", "severity"),
    [
        ("The clerk said he had paid.", "The clerk said she had paid.", Severity.MEANING),
        ("She urged them to go.", "He called on them to go.", Severity.MEANING),
        ("The club said it had paid.", "The club said he had paid.", Severity.NUANCE),
        ("The club and its head agreed.", "The club and her head agreed.", Severity.NUANCE),
    ],
)
def test_a_pronoun_of_another_sort_is_told(seen: Seen, left: str, right: str, severity: Severity) -> None:
    (found,) = told(seen(left, right))
    assert found.severity is severity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The clerk said he had paid.", "The clerk said that he paid."),
        ("He said it had paid.", "He said he had paid."),
        ("The club said it had paid.", "The club said they had paid."),
    ],
)
def test_a_pronoun_that_may_mean_the_same_is_not(seen: Seen, left: str, right: str) -> None:
    assert not told(seen(left, right))


def test_a_ship_is_she_or_it(seen: Seen) -> None:
    left = ["The barge left Dorna in June.", "She is now six weeks late."]
    right = ["The barge left Dorna in June.", "It is now six weeks late."]
    assert not told(seen(left, right, [(0, 0), (1, 1)]))
    teacher = [left[0].replace("barge", "teacher"), left[1]]
    assert told(seen(teacher, right, [(0, 0), (1, 1)]))

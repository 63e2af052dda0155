"""Verbs of evidence that do not go as far as each other."""

from __future__ import annotations

import pytest

from retell.changes.readings.stance.evidence import steps
from retell.text.tokens import tokens


def found(left: str, right: str) -> list[bool]:
    return [step.firmer for step in steps(tokens(left), tokens(right))]


@pytest.mark.parametrize(
    ("left", "right", "firmer"),
    [
        ("The inquiry found that it was late.", "The inquiry suggests that it was late.", [False]),
        ("The tests indicate a leak.", "The tests prove a leak.", [True]),
        ("It was late, the study found.", "It was late, the study indicates.", [False]),
        ("The inquiry found a leak.", "The inquiry showed a leak.", []),
        ("She found a hotel.", "She suggested a hotel.", []),
        ("The report said so.", "The report suggests so.", []),
    ],
)
def test_what_was_looked_into_goes_further_or_less_far(left: str, right: str, firmer: list[bool]) -> None:
    assert found(left, right) == firmer


def test_what_stands_behind_a_comma_does_not_speak() -> None:
    assert found("After the inquiry, he found a house.", "After the inquiry, he suggested a house.") == []

from __future__ import annotations

import pytest

from retell.changes.readings.vocabulary.friends import are_friends, pairs


@pytest.mark.parametrize(
    ("left", "right"),
    [("sensitive", "sensible"), ("lost", "missed"), ("politicians", "political"), ("bookshop", "library")],
)
def test_two_meanings_of_one_foreign_word_are_known_in_any_form(left: str, right: str) -> None:
    assert are_friends(left, right)
    assert are_friends(right, left)


@pytest.mark.parametrize(("left", "right"), [("lost", "mislaid"), ("price", "cost"), ("prize", "award")])
def test_words_of_one_meaning_are_no_friends(left: str, right: str) -> None:
    assert not are_friends(left, right)


def test_every_pair_has_two_words() -> None:
    assert all(len(pair) == 2 for pair in pairs())

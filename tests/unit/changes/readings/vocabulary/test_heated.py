from __future__ import annotations

import pytest

from retell.changes.readings.vocabulary.heated import is_strengthened, tone


@pytest.mark.parametrize(("left", "right"), [("remark", "tirade"), ("cut", "slashed"), ("crowd", "mob")])
def test_a_judging_word_loads_whatever_it_stands_for(left: str, right: str) -> None:
    assert tone(left, right) == 1


@pytest.mark.parametrize(("left", "right"), [("massacre", "incident"), ("tortured", "treated")])
def test_a_grave_word_made_bland_is_softened(left: str, right: str) -> None:
    assert tone(left, right) == -1


@pytest.mark.parametrize(
    ("left", "right"),
    [("tirade", "rant"), ("massacre", "slaughter"), ("remark", "comment"), ("mob", "crowd")],
)
def test_two_hot_words_and_two_plain_ones_are_of_one_tone(left: str, right: str) -> None:
    assert tone(left, right) == 0


def test_a_word_beside_may_make_a_mild_one_strong() -> None:
    assert is_strengthened({"a", "very", "small"})
    assert not is_strengthened({"a", "small"})

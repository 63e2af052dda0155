"""How strongly somebody is brought to act."""

from __future__ import annotations

import pytest

from retell.changes.readings.stance.directives import exchanged
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("left", "right", "levels"),
    [
        ("They were told to leave the hall.", "They were ordered to leave the hall.", (3, 4)),
        ("They were told to leave the hall.", "They were advised to leave the hall.", (3, 1)),
        ("The envoy called for his release.", "The envoy demanded his release today.", (2, 3)),
        ("He called for a vote on it.", "He asked that a vote be held.", (2, 1)),
    ],
)
def test_a_step_in_how_strongly_somebody_is_brought_to_act_is_felt(
    left: str, right: str, levels: tuple[int, int]
) -> None:
    found = exchanged(tokens(left), tokens(right))
    assert found is not None
    assert (found[0].level, found[1].level) == levels


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("They were asked to leave the hall.", "They were urged to leave the hall."),
        ("She told the court of a letter.", "She ordered a letter from the shop."),
        ("They were told to leave the hall.", "They left the hall."),
        ("Orders to the plant fell in May.", "They asked to see the plant in May."),
    ],
)
def test_asking_and_urging_are_one_and_other_uses_are_none(left: str, right: str) -> None:
    assert exchanged(tokens(left), tokens(right)) is None

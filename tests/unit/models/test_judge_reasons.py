"""The reasons of the judge, in words."""

from __future__ import annotations

import numpy as np
import pytest

from retell.models.judge_features import Edit, names
from retell.models.judge_reasons import reasons
from retell.text.spans import Span

REPLACED = Edit(
    left="The council shut a branch.",
    right="The council shut a limb.",
    left_span=Span(start=19, end=25),
    right_span=Span(start=19, end=23),
)
DROPPED = Edit(left="He came alone.", right="He came.", left_span=Span(start=8, end=13), right_span=None)


def weighing(name: str, share: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Shares in which one figure says it all."""
    return np.array([share if each == name else 0.0 for each in names()])


@pytest.mark.parametrize(
    ("name", "share", "said"),
    [
        ("meant as the new one", 2.0, "have no sense in common that fits here"),
        ("meant as the new one", -2.0, "“branch” is meant here in a sense that “limb” has too"),
        ("new word fits", 2.0, "“limb” fits here less than “branch” does"),
        ("new word fits", -2.0, "“limb” fits here as well as “branch”"),
        ("words near", -2.0, "“limb” is often written for “branch”"),
        ("figures differ", 2.0, "amounts are not told alike"),
        ("capitals differ", 2.0, "the names are not the same"),
        ("denial left", 2.0, "stands on one side only"),
    ],
)
def test_the_reason_is_what_weighed_most(name: str, share: float, said: str) -> None:
    assert said in reasons(REPLACED, weighing(name, share), harmful=share > 0)[0]


def test_a_word_that_was_dropped_is_said_of_alone() -> None:
    assert (
        reasons(DROPPED, weighing("left lone", 1.0), harmful=True)[0]
        == "nothing on the other side stands for it"
    )
    assert reasons(DROPPED, weighing("left lone", -1.0), harmful=False)[0] == "it says little by itself"


def test_a_pair_is_not_spoken_of_where_there_is_none() -> None:
    assert "“" not in reasons(DROPPED, weighing("words near", 3.0), harmful=True)[0]


def test_opposites_are_called_so() -> None:
    edit = Edit(
        left="Shares rose.",
        right="Shares fell.",
        left_span=Span(start=7, end=11),
        right_span=Span(start=7, end=11),
    )
    assert reasons(edit, weighing("words near", 1.0), harmful=True)[0] == "“rose” and “fell” are opposites"

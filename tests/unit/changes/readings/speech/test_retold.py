"""How the words of a matched quotation differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.changes.readings.speech.retold import Retold, is_grave, retold
from retell.text.quotations import quotations


def told(left: str, right: str) -> Retold:
    texts = f"“{left}”", f"“{right}”"
    return retold(texts, quotations(texts[0]), quotations(texts[1]))


def differences(left: str, right: str) -> list[tuple[str, str]]:
    return [
        (" ".join(token.text for token in one.left), " ".join(token.text for token in one.right))
        for one in told(left, right).differences
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We cannot wait", "we can not wait."),
        ("the colour of money", "the color of money"),
        ("it's over", "it is over"),
        ("on the front line", "on the frontline"),
    ],
)
def test_print_and_spelling_are_no_difference(left: str, right: str) -> None:
    assert differences(left, right) == []


def test_a_replaced_word_is_one_difference() -> None:
    assert differences("We sold the ferry in May", "We sold the bridge in May") == [("ferry", "bridge")]


def test_a_word_left_out_has_no_right_side() -> None:
    assert differences("They never told us", "They told us") == [("never", "")]


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("They never told us", "They told us", "no into yes"),
        ("we lost twelve boats", "we lost twenty boats", "figure"),
        ("we lost boats", "we found boats", None),
    ],
)
def test_a_grave_difference_says_why(left: str, right: str, why: str | None) -> None:
    [one] = told(left, right).differences
    grave = is_grave(one, (f"“{left}”", f"“{right}”"))
    if why is not None:
        assert grave is not None
        assert why in grave


@given(st.lists(st.sampled_from("the ferry sank not 12 Olsen quickly".split()), min_size=1, max_size=8))
def test_a_quotation_does_not_differ_from_itself(words: list[str]) -> None:
    assert differences(" ".join(words), " ".join(words)) == []

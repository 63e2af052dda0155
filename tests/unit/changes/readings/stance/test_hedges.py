from __future__ import annotations

import pytest

from retell.changes.readings.stance.hedges import Sort, hedges
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("He allegedly fled.", Sort.REPORT),
        ("It may rain.", Sort.LIKELY),
        ("They tried to flee.", Sort.ATTEMPT),
        ("They want to flee.", Sort.INTENT),
        ("They must flee.", Sort.DUTY),
        ("They have yet to flee.", Sort.PENDING),
    ],
)
def test_a_hedge_is_read_with_its_sort(text: str, sort: Sort) -> None:
    assert [one.sort for one in hedges(tokens(text))] == [sort]


@pytest.mark.parametrize("text", ["It began on 4 May.", "The plan failed.", "Should it rain, we leave."])
def test_words_of_the_same_shape_are_no_hedges(text: str) -> None:
    assert not [one for one in hedges(tokens(text)) if one.sort in (Sort.LIKELY, Sort.DUTY, Sort.INTENT)]


def test_may_and_might_are_as_sure() -> None:
    (may,), (might,) = hedges(tokens("It may go.")), hedges(tokens("It might go."))
    assert may.strength == might.strength

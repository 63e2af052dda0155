"""How a time bounds what is told."""

from __future__ import annotations

import pytest

from retell.changes.readings.amounts.quantities import Approximation
from retell.changes.readings.times.dates import times
from retell.changes.readings.times.limits import Limit, apart, claimed, is_rounded, limit
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It closes by 3 May.", Limit.BY),
        ("It closes before the end of May 2020.", Limit.BY),
        ("It is closed until 3 May.", Limit.UNTIL),
        ("It is closed until at least 3 May.", Limit.UNTIL),
        ("It has been closed since 2014.", Limit.SINCE),
        ("It closed in 2014.", Limit.IN),
        ("It did not close until 2014.", None),
        ("2014 was dry.", None),
    ],
)
def test_a_small_word_bounds_a_time(text: str, expected: Limit | None) -> None:
    words = tokens(text)
    (time,) = times(words)
    assert limit(words, time) is expected


def test_what_ends_then_did_not_begin_then() -> None:
    assert apart(Limit.UNTIL, Limit.SINCE)
    assert apart(Limit.BY, Limit.IN)
    assert not apart(Limit.SINCE, Limit.IN)
    assert not apart(None, Limit.BY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted up to two weeks.", Approximation.MOST),
        ("It lasted at least two weeks.", Approximation.LEAST),
        ("It lasted about two weeks.", Approximation.EXACT),
        ("It ran until 3 May.", Approximation.EXACT),
        ("It ran over two weeks.", Approximation.EXACT),
    ],
)
def test_how_exactly_a_time_is_claimed(text: str, expected: Approximation) -> None:
    words = tokens(text)
    (time,) = times(words)
    assert claimed(words, time) is expected


def test_a_round_time_says_so() -> None:
    words = tokens("It took more than three decades.")
    (time,) = times(words)
    assert is_rounded(words, time)

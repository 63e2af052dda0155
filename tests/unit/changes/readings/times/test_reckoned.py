"""Figures and times, which kinds of their own compare."""

from __future__ import annotations

import pytest

from retell.changes.readings.times.reckoned import figures, is_reckoned, reckoned
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 30 per cent more.", {"30", "per", "cent"}),
        ("He served six years.", {"six", "years"}),
        ("It fell.", set()),
    ],
)
def test_figures_go_with_their_units_and_times_with_theirs(text: str, expected: set[str]) -> None:
    words = tokens(text)
    assert {words[at].text for at in reckoned(words)} == expected


def test_a_figure_of_a_date_is_no_figure() -> None:
    assert figures(tokens("It opened on 4 May 2019.")) == ()


@pytest.mark.parametrize("word", ["30", "Monday", "sixth"])
def test_a_figure_a_day_and_a_rank_are_reckoned_with(word: str) -> None:
    (token,) = tokens(word)
    assert is_reckoned(token)

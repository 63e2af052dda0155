from __future__ import annotations

import pytest

from retell.changes.readings.amounts.derived import follows
from retell.changes.readings.amounts.quantities import all_quantities
from retell.settings import NumberSettings
from retell.text.tokens import tokens


def comes(told: str, others: str) -> bool:
    (figure, *_) = all_quantities(tokens(told))
    return follows(figure, all_quantities(tokens(others)), NumberSettings()) is not None


@pytest.mark.parametrize(
    ("told", "others"),
    [
        ("245 children and nurses", "210 children and 35 nurses"),
        ("a gap of 18.5 points", "from 71.5 points to 90 points"),
        ("up by 25%", "from 80 to 100 crowns"),
        ("60% of the seats", "90 of the 150 seats"),
        ("$6bn of the debt", "30 percent of the $20 billion debt"),
        ("some 24,000 lorries", "four times the 6,000 lorries"),
    ],
)
def test_a_figure_follows_from_two_others(told: str, others: str) -> None:
    assert comes(told, others)


@pytest.mark.parametrize(
    ("told", "others"),
    [
        ("250 children", "210 children and 35 nurses"),
        ("five boats", "three boats and two rafts"),
        ("up by 30%", "from 80 to 100 crowns"),
        ("$7bn of the debt", "30 percent of the $20 billion debt"),
        ("40,000 lorries", "four times the 6,000 lorries"),
        ("120 km", "100 tonnes and 20 tonnes"),
    ],
)
def test_other_figures_and_small_sums_do_not(told: str, others: str) -> None:
    assert not comes(told, others)


def test_one_figure_alone_explains_nothing() -> None:
    assert not comes("210 children", "105 children")

"""How two unequal figures stand to each other."""

from __future__ import annotations

import pytest

from retell.changes.readings.amounts.quantities import Quantity, quantities
from retell.changes.readings.amounts.roundings import (
    converts,
    finer,
    honest,
    is_magnitude,
    reaches,
    restates,
    rounds,
)
from retell.settings import NumberSettings
from retell.text.tokens import tokens

SETTINGS = NumberSettings()


def one(text: str) -> Quantity:
    (found,) = quantities(tokens(text))
    return found


@pytest.mark.parametrize(
    ("left", "right"), [("5 km", "3.1 miles"), ("40 degrees Celsius", "104 degrees Fahrenheit")]
)
def test_a_measure_in_another_unit_is_converted(left: str, right: str) -> None:
    assert converts(one(left), one(right), SETTINGS)


def test_money_is_never_converted() -> None:
    assert not converts(one("$5"), one("£4"), SETTINGS)


def test_a_figure_cut_to_a_coarser_place_is_rounded() -> None:
    assert rounds(one("1,948 people"), one("1,900 people"), SETTINGS)
    assert not rounds(one("1,948 people"), one("1,200 people"), SETTINGS)
    assert finer(one("1,948 people"), one("1,900 people"))


def test_a_rounding_is_honest_where_it_says_so() -> None:
    assert honest(one("1,948 people"), one("more than 1,900 people"))
    assert not honest(one("1,948 people"), one("1,900 people"))
    assert not honest(one("1,948 people"), one("less than 1,900 people"))
    assert honest(one("about 1,948 people"), one("about 1,900 people"))
    assert not honest(one("about 1,948 people"), one("1,900 people"))


def test_the_same_digits_at_another_power_are_another_magnitude() -> None:
    assert is_magnitude(one("4 million litres"), one("4 billion litres"))
    assert not is_magnitude(one("4 million litres"), one("5 billion litres"))


@pytest.mark.parametrize(
    ("figure", "told", "same"),
    [
        ("1,870 homes", "almost 2,000 homes", True),
        ("31 people", "about thirty people", True),
        ("1,870 homes", "more than 2,000 homes", False),
        ("1,870 homes", "2,000 homes", False),
        ("37 people", "about thirty people", False),
    ],
)
def test_a_figure_is_restated_by_one_that_says_it_is_round(figure: str, told: str, *, same: bool) -> None:
    assert restates(one(figure), one(told), SETTINGS) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("up to 600 metres", "more than half a kilometre", True),
        ("530 metres", "just over half a kilometre", True),
        ("600 metres", "less than half a kilometre", False),
        ("900 metres", "more than half a kilometre", False),
        ("more than 600 metres", "more than half a kilometre", False),
    ],
)
def test_a_length_in_another_unit_is_rounded_to_the_side_it_says(
    left: str, right: str, *, same: bool
) -> None:
    assert reaches(one(left), one(right), SETTINGS) is same

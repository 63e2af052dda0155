from __future__ import annotations

from fractions import Fraction

import pytest

from retell.changes.readings.amounts.units import PREFIXES, UNITS, agree, amounts, is_money


def test_forty_kilometres_are_some_twenty_five_miles() -> None:
    kilometres, miles = amounts(Fraction(40), UNITS["km"]), amounts(Fraction(25), UNITS["miles"])
    assert abs(kilometres[0] - miles[0]) < 300


def test_water_boils_at_one_warmth_on_both_scales() -> None:
    celsius = amounts(Fraction(100), UNITS["degrees celsius"])
    assert celsius == amounts(Fraction(212), UNITS["fahrenheit"])


def test_two_currencies_do_not_agree() -> None:
    assert not agree(PREFIXES["$"], PREFIXES["£"])


def test_a_sign_and_a_word_name_one_currency() -> None:
    assert agree(PREFIXES["$"], UNITS["dollars"])


def test_pounds_are_money_and_mass_at_once() -> None:
    assert agree(UNITS["pounds"], PREFIXES["£"])
    assert agree(UNITS["pounds"], UNITS["kg"])
    assert not agree(UNITS["pounds"], UNITS["km"])


def test_a_hundred_cents_are_a_dollar() -> None:
    assert amounts(Fraction(100), UNITS["cents"]) == (Fraction(1),)


def test_a_percentage_point_is_no_percent() -> None:
    assert not agree(UNITS["percentage point"], UNITS["percent"])


def test_only_currencies_are_money() -> None:
    assert is_money(PREFIXES["€"])
    assert not is_money(UNITS["km"])
    assert not is_money(None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("milligrams", "grams"), ("micrograms", "milligrams"), ("millilitres", "litres"), ("microns", "metres")],
)
def test_a_prefix_makes_another_unit_of_the_same_measure(one: str, other: str) -> None:
    assert UNITS[one].measures == UNITS[other].measures
    assert UNITS[one].size < UNITS[other].size

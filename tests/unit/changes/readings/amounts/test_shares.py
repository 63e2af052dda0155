from __future__ import annotations

from fractions import Fraction

import pytest

from retell.changes.readings.amounts.quantities import quantities
from retell.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("all but three of 27 banks", Fraction(24)),
        ("All but one of the 12 jurors", Fraction(11)),
        ("three chances in five of frost", Fraction(3, 5)),
        ("one in four voters", Fraction(1, 4)),
        ("about four in 10 of the dead", Fraction(2, 5)),
        ("six in ten voters", Fraction(3, 5)),
        ("nine out of ten voters", Fraction(9, 10)),
        ("a one-in-five chance", Fraction(1, 5)),
        ("a quarter-point cut", Fraction(1, 4)),
        ("half a percentage point", Fraction(1, 2)),
        ("half a point", Fraction(1, 2)),
    ],
)
def test_a_share_in_several_words_is_one_figure(text: str, value: Fraction) -> None:
    assert quantities(tokens(text))[0].value == value


def test_a_part_of_a_point_is_measured_in_points() -> None:
    (found,) = quantities(tokens("a quarter-point cut"))
    assert found.unit is not None and found.unit.name == "percentage point"


@pytest.mark.parametrize("text", ["all but the captain", "all but three"])
def test_all_but_needs_a_whole(text: str) -> None:
    assert all(found.value <= 3 for found in quantities(tokens(text)))

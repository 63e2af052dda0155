"""How two unequal figures stand to each other: converted, rounded, or at another power of ten."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.amounts.quantities import Approximation, Quantity
from retell.changes.readings.amounts.units import agree, is_money
from retell.settings import NumberSettings

UP = frozenset({Approximation.OVER, Approximation.LEAST})
DOWN = frozenset({Approximation.UNDER, Approximation.NEARLY, Approximation.MOST, Approximation.WITHIN})


def _apart(one: Fraction, two: Fraction) -> Fraction:
    """How far two figures are apart, as a share of the larger."""
    largest = max(abs(one), abs(two))
    return abs(one - two) / largest if largest else Fraction(0)


def near(lefts: Sequence[Fraction], rights: Sequence[Fraction], within: float) -> bool:
    """Whether any two of some figures are apart by no more than a share of the larger."""
    limit = Fraction(str(within))  # .04 is 4/100 here, not the binary number next to it
    return any(_apart(one, two) <= limit for one in lefts for two in rights)


def finer(left: Quantity, right: Quantity) -> bool:
    """Whether the left figure is written to a lower place than the right."""
    return _place(left) < _place(right)


def _place(quantity: Quantity) -> Fraction:
    """The place of the last digit of a figure that carries information."""
    if quantity.value.denominator != 1 or not quantity.value:
        return quantity.step
    place = Fraction(1)
    while quantity.value % (place * 10) == 0:
        place *= 10
    return max(place, Fraction(1))


def converts(left: Quantity, right: Quantity, settings: NumberSettings) -> bool:
    """Whether the two are one measure in two units, as closely as either was written."""
    if left.unit == right.unit or left.unit is None or right.unit is None or not agree(left.unit, right.unit):
        return False
    return not is_money(left.unit) and near(left.amounts, right.amounts, settings.converted)


def rounds(left: Quantity, right: Quantity, settings: NumberSettings) -> bool:
    """Whether one is the other, cut or rounded to a coarser place."""
    if not (agree(left.unit, right.unit) or (left.is_share and right.is_share)) or left.ordinal:
        return False
    fine, coarse = (left, right) if finer(left, right) else (right, left)
    if left.is_share and right.is_share and (left.fraction or right.fraction):
        return near(left.amounts, right.amounts, settings.rounded_shares)
    if left.unit != right.unit or _place(fine) == _place(coarse):
        return False
    place = _place(coarse)
    return abs(fine.value - coarse.value) < place and near((fine.value,), (coarse.value,), settings.rounded)


def honest(left: Quantity, right: Quantity) -> bool:
    """Whether the coarser figure says that it is one, on the right side of an exact finer one."""
    fine, coarse = (left, right) if finer(left, right) else (right, left)
    difference = fine.amounts[0] - coarse.amounts[0]
    if fine.approximation is Approximation.ABOUT and coarse.approximation in UP:
        clear = left.unit == right.unit and abs(fine.value - coarse.value) >= _place(fine)
        return clear and difference > 0
    if fine.approximation is not Approximation.EXACT:
        return fine.approximation is coarse.approximation is Approximation.ABOUT
    if coarse.approximation in UP:
        return difference >= 0
    if coarse.approximation in DOWN:
        return difference <= 0
    return coarse.approximation is Approximation.ABOUT


def restates(figure: Quantity, told: Quantity, settings: NumberSettings) -> bool:
    """Whether a figure is told by one that says that it is round, on the right side: "almost 2,000"."""
    if told.approximation is Approximation.EXACT or told.ordinal or told.vague:
        return False
    return finer(figure, told) and rounds(figure, told, settings) and honest(figure, told)


def reaches(left: Quantity, right: Quantity, settings: NumberSettings) -> bool:
    """Whether two lengths are one, rounded to a side in another unit: "600 metres", "over half a kilometre".

    How far at most is farther than any rounder length below it.
    """
    if not (left.unit and right.unit) or left.unit == right.unit or left.unit.measures != "length":
        return False
    for fine, coarse in ((left, right), (right, left)):
        if fine.approximation not in (Approximation.EXACT, Approximation.ABOUT, Approximation.MOST):
            continue
        apart = fine.amounts[0] - coarse.amounts[0]
        side = (coarse.approximation in UP and apart > 0) or (coarse.approximation in DOWN and apart < 0)
        if side and near(fine.amounts, coarse.amounts, settings.reached):
            return right.unit.measures == "length"
    return False


def is_magnitude(left: Quantity, right: Quantity) -> bool:
    """Whether the same digits stand at another power of ten."""
    if not left.value or not right.value or left.ordinal:
        return False
    ratio = max(left.value / right.value, right.value / left.value)
    while ratio >= 10 and ratio % 10 == 0:
        ratio /= 10
    return ratio == 1

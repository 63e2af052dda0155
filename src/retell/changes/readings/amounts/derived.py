"""Figures that follow from others: a sum, a difference, a share, a rate of change, a part, a multiple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.amounts.units import agree
from retell.settings import NumberSettings

_Both = tuple[Sequence[Quantity], Sequence[Quantity]]
"""All the figures of one side, and those that no equal one answers."""


def worked_out(
    left: _Both, right: _Both, replaced: Sequence[Quantity], settings: NumberSettings
) -> Iterator[tuple[Quantity, Quantity]]:
    """Unanswered figures of one side beside those of the other that they are the sum, rate or part of.

    Of figures that stand in the place of another, `replaced`, only what stands for several unanswered ones
    is worked out: a digit that was altered is often the difference of two figures near by.
    """
    for one in left[1]:
        for operand in follows(one, right[any(one is other for other in replaced)], settings) or ():
            yield one, operand
    for one in right[1]:
        for operand in follows(one, left[any(one is other for other in replaced)], settings) or ():
            yield operand, one


def follows(
    quantity: Quantity, others: Sequence[Quantity], settings: NumberSettings
) -> tuple[Quantity, Quantity] | None:
    """The two figures of the other side that a figure is worked out from; None where no two are."""
    if quantity.ordinal or quantity.vague or quantity.weak:
        return None
    usable = [other for other in others if not (other.ordinal or other.vague or other.weak)]
    for one, other in combinations(usable, 2):
        if _comes_to(quantity, one, other, settings) or _comes_to(quantity, other, one, settings):
            return one, other
    return None


def _comes_to(quantity: Quantity, one: Quantity, other: Quantity, settings: NumberSettings) -> bool:
    if _is_multiple(one):
        return not other.is_share and _within(quantity.value, one.value * other.value, settings.multiple)
    if quantity.is_share and not (one.is_share or other.is_share):
        return agree(one.unit, other.unit) and _is_rate(quantity, one.value, other.value, settings)
    if not quantity.is_share and one.is_share and not other.is_share:
        part = one.amounts[0] * other.value
        return quantity.value > settings.plain and _within(quantity.value, part, settings.part)
    return quantity.value > settings.plain and _adds_up(quantity, one, other)


def _adds_up(quantity: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether a figure is the sum or the difference of two that are measured as it is."""
    if quantity.is_share != one.is_share or one.is_share != other.is_share:
        return False
    if not (agree(quantity.unit, one.unit) and agree(one.unit, other.unit)):
        return False
    return quantity.value in (one.value + other.value, abs(one.value - other.value))


def _is_rate(quantity: Quantity, before: Fraction, after: Fraction, settings: NumberSettings) -> bool:
    """Whether a share is that of one figure in another, or by how much one is more or less than another."""
    if not before or before == after or min(before, after) <= 0:
        return False
    told = quantity.amounts[0]
    near = settings.rate if quantity.unit is None else settings.rate_of_unit
    return any(abs(told - rate) <= near for rate in (abs(after - before) / before, after / before))


def _is_multiple(quantity: Quantity) -> bool:
    return quantity.counted[:1] in (("time",), ("times",))


def _within(told: Fraction, reckoned: Fraction, share: float) -> bool:
    return reckoned > 0 and abs(told - reckoned) <= share * reckoned

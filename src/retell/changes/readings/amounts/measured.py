"""Figures that end in "m", which stands for metres as well as for millions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.amounts.roundings import near
from retell.changes.readings.amounts.units import UNITS
from retell.settings import NumberSettings
from retell.values import replace


def measured(
    own: Sequence[Quantity], others: Sequence[Quantity], settings: NumberSettings
) -> tuple[Quantity, ...]:
    """The figures of one side, "140m" read in metres where the other side tells of that length."""
    lengths = [other.amounts for other in others if other.unit and other.unit.measures == "length"]
    return tuple(_measured(each, lengths, settings) for each in own) if lengths else tuple(own)


def _measured(
    quantity: Quantity, lengths: Sequence[tuple[Fraction, ...]], settings: NumberSettings
) -> Quantity:
    if quantity.unit or quantity.scale != _MILLION or not quantity.text.casefold().endswith(" m"):
        return quantity
    metres = replace(
        quantity,
        value=quantity.value / _MILLION,
        step=quantity.step / _MILLION,
        other=None,
        scale=1,
        unit=UNITS["metre"],
    )
    told = any(near(metres.amounts, length, settings.converted) for length in lengths)
    return metres if told else quantity


_MILLION = 10**6

"""Figures that only tell again, in another unit or currency, the one beside them."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.amounts.roundings import converts
from retell.changes.readings.amounts.units import is_money
from retell.settings import NumberSettings


def is_gloss(quantity: Quantity, own: Sequence[Quantity], settings: NumberSettings) -> bool:
    """Whether it only repeats its neighbour in another unit: "40 km (25 miles)"."""
    return any(
        other is not quantity
        and abs(other.at - quantity.at) <= 8
        and (converts(quantity, other, settings) or _is_exchange(quantity, other))
        for other in own
    )


def _is_exchange(quantity: Quantity, other: Quantity) -> bool:
    """Whether a sum only tells the one before it in another currency: "2.6 billion euros ($2.9 billion)"."""
    both = quantity.unit is not None and other.unit is not None
    return (
        both
        and is_money(quantity.unit)
        and is_money(other.unit)
        and quantity.unit != other.unit
        and 0 < quantity.at - other.stop <= _GLOSS_REACH
    )


_GLOSS_REACH = 2
"""Tokens between a sum and its like in another currency: a bracket."""

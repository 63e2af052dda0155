"""How exactly two equal quantities are claimed: estimated, at least, about, or just so."""

from __future__ import annotations

import re

from retell.changes.model import Severity
from retell.changes.readings.amounts.quantities import Approximation, Quantity
from retell.changes.readings.amounts.roundings import DOWN, UP
from retell.changes.view import Pair
from retell.text.patterns import pattern


def says_bound(pair: Pair, left: Approximation, right: Approximation) -> bool:
    """Whether a side that tells a figure plainly calls it a maximum or minimum: "a maximum sentence of"."""
    for (bound, plain), words in (((left, right), pair.right), ((right, left), pair.left)):
        said = _BOUNDS.get(bound, frozenset()) if plain is Approximation.EXACT else frozenset()
        if any(token.key in said for token in words):
            return True
    return False


_BOUNDS = {
    Approximation.MOST: frozenset("maximum max most limit limited limits cap capped ceiling longest".split()),
    Approximation.LEAST: frozenset("minimum min least lowest floor fewest".split()),
}
"""Words that say of a figure elsewhere in the sentence that it is a bound."""
_ESTIMATED = pattern(r"(an )?estimated\b", re.IGNORECASE)


def loses_estimate(text: str, left: Quantity, right: Quantity) -> bool:
    """Whether a figure that the text of the left calls estimated stands without a doubt on the right."""
    return bool(_ESTIMATED.match(left.span.of(text))) and _is_plain(right)


def _is_plain(quantity: Quantity) -> bool:
    return quantity.approximation is Approximation.EXACT


def is_estimated(pair: Pair, left: Quantity, right: Quantity) -> bool:
    """Whether a figure told as rough by the right is said to be an estimate by the left."""
    rough = _is_plain(left) and right.approximation is Approximation.ABOUT
    return rough and any(token.key in _ESTIMATING for token in pair.left)


_ESTIMATING = frozenset("estimate estimates estimated estimating reckon reckons reckoned".split())


def approximation_change(left: Quantity, right: Quantity) -> tuple[Severity, str] | None:
    """What is to say of two equal figures that are not claimed as exactly; None where it is nothing."""
    one, other = left.approximation, right.approximation
    if one == other or (Approximation.WITHIN in (one, other) and not {one, other} & UP):
        return None
    is_round = left.fraction or right.fraction or (is_multiple(left) and is_multiple(right))
    if is_round and {one, other} == {Approximation.EXACT, Approximation.ABOUT}:
        return None  # a third and "four times" are round figures of themselves
    words = f"“{one.value} {left.text}” became “{other.value} {right.text}”"
    if (one in UP and other in DOWN) or (one in DOWN and other in UP):
        grave = Approximation.MOST not in (one, other) or Approximation.OVER in (one, other)
        return (Severity.MEANING if grave else Severity.NUANCE), words
    if {one, other} <= UP or {one, other} <= {Approximation.NEARLY, Approximation.UNDER}:
        return None
    if {one, other} == {Approximation.NEARLY, Approximation.ABOUT}:
        return None
    return Severity.NUANCE, words


def is_multiple(quantity: Quantity) -> bool:
    """Whether a figure says how many times as much: "three times that number"."""
    return quantity.counted[:1] in (("time",), ("times",))

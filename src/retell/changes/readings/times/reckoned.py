"""Words that kinds of their own reckon with: figures, what they measure, and times."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.amounts.numerals import ORDINALS
from retell.changes.readings.amounts.quantities import Quantity, all_quantities, quantities
from retell.changes.readings.memory import remembered
from retell.changes.readings.times.dates import times
from retell.text.tokens import Token

TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday
    today yesterday tomorrow tonight morning afternoon
    evening night midnight noon week weekend month year decade century day hour minute weeks months years days
    hours minutes january february march april june july august september october november december
    """.split()
)


@remembered(1024)
def figures(words: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of some tokens, without those that belong to dates."""
    told = times(words)
    return quantities(words, [time.span for time in told]) if told else all_quantities(words)


def is_reckoned(token: Token) -> bool:
    """Whether it is a figure or a time, which kinds of their own compare."""
    return token.is_number or token.key in TIME_WORDS or token.key in ORDINALS


@remembered(1024)
def reckoned(words: Sequence[Token]) -> frozenset[int]:
    """The tokens of figures with their units, and of times."""
    measured = (range(each.at, each.stop) for each in figures(words))
    told = (range(each.at, each.stop) for each in times(words))
    return frozenset(at for place in (*measured, *told) for at in place)

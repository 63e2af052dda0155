"""Lengths of time beside one another, and times that are one though told in units that do not divide."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.amounts.quantities import approximation
from retell.changes.readings.amounts.roundings import DOWN, UP
from retell.changes.readings.times.model import Sort, Time
from retell.text.tokens import Token


def is_length(left: Time, right: Time) -> bool:
    """Whether two times tell how long, and not when: "six weeks", and not "six weeks ago"."""
    return left.sort is right.sort is Sort.DURATION and not left.direction and not right.direction


def side_of(keys: Sequence[str], at: int, stop: int) -> str:
    """The side of a length that the words round it mean: "less than 12 days", "more than an hour"."""
    claim = approximation(keys, at, stop)[0]
    return "after" if claim in UP else "before" if claim in DOWN else ""


def is_within(left: Time, right: Time) -> bool:
    """Whether one length is the other, rounded to the side that it says: "11.4 days", "less than 12 days"."""
    if left.amount is None or right.amount is None or left.direction or right.direction:
        return False
    largest = max(left.amount, right.amount)
    for fine, coarse in ((left, right), (right, left)):
        apart = (fine.amount or Fraction(0)) - (coarse.amount or Fraction(0))
        right_side = {"after": apart > 0, "before": apart < 0}.get(coarse.leans, False)
        if right_side and not fine.leans and abs(apart) * _ROUNDED <= largest:
            return True
    return False


_ROUNDED = 8
"""The share of a length by which it may be rounded to a side that is told."""


def is_rounding(left: Time, right: Time) -> bool:
    """Whether two durations are one, told in a larger unit: "33 years" and "three decades"."""
    if left.amount is None or right.amount is None or left.unit == right.unit:
        return False
    largest = max(left.amount, right.amount)
    return left.direction * right.direction >= 0 and abs(left.amount - right.amount) * 8 <= largest


_DAYS_AND_WEEKS = frozenset({"day", "week", "fortnight"})
_MARGIN = 12
"""A length in weeks and one in months are one within a twelfth: 42 days, and 45."""


def in_weeks_or_months(left: Time, right: Time) -> bool:
    """Whether two lengths are as near as one can be told in weeks and in months."""
    if left.amount is None or right.amount is None or "month" not in (left.unit, right.unit):
        return False
    if not {left.unit, right.unit} & _DAYS_AND_WEEKS:
        return False
    return abs(left.amount - right.amount) * _MARGIN < max(left.amount, right.amount)


def ends(words: Sequence[Token], coarse: Time, fine: Time) -> bool:
    """Whether one time is the last day of another: "the end of March", "31 March"."""
    if [token.key for token in words[max(0, coarse.at - 2) : coarse.at]] != ["end", "of"]:
        return False
    if coarse.day is not None or fine.day is None or fine.month is None:
        return False
    if coarse.month not in (None, fine.month) or (coarse.month is None and fine.month != _DECEMBER):
        return False
    return fine.day == monthrange(fine.year or coarse.year or _LEAPLESS, fine.month)[1]


_DECEMBER = 12
_LEAPLESS = 2001
"""A year without a leap day, for a day whose year is not told."""

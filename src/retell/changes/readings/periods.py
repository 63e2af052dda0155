"""One time told in two ways that share no field: a year in a comparison, a quarter in rough words, an end as
a length."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.limits import Limit, limit
from retell.changes.readings.times import Sort, Time
from retell.text.tokens import Token

_YEARLY = frozenset("year years annual annually yearly annualised annualized yoy twelvemonth".split())
"""Words by which a figure is held against that of a year before: "in the year to May", "annual growth"."""

_ROUGH = {
    1: frozenset("early start beginning opening begin outset".split()),
    2: frozenset("mid middle midyear spring first half".split()),
    3: frozenset("mid middle midyear summer second half".split()),
    4: frozenset("late end close closing later".split()),
    21: frozenset("early start beginning opening first".split()),
    22: frozenset("late end close later second".split()),
}
"""Words that tell roughly which part of a year is meant, by quarter, and by half above twenty."""

_LONG = Fraction(28)
"""Days from which a length can stand for an end: "for two years" as "until 2027"."""


def otherwise(time: Time, others: Sequence[Token]) -> bool:
    """Whether the other side of a link tells a time in words that no field compares."""
    keys = {token.key for token in others}
    if _is_year_away(time):
        return bool(keys & _YEARLY) or _months_counted(others)
    if time.sort is Sort.PERIOD and time.amount is not None:
        return bool(keys & _ROUGH.get(int(time.amount), frozenset()))
    return False


def _is_year_away(time: Time) -> bool:
    """Whether a time is a year before another: "a year earlier", "last year", "the previous year"."""
    if time.sort is Sort.DURATION:
        return time.amount == 365 and time.direction < 0
    return time.sort is Sort.DATE and time.away == ("year", -1) and time.month is None


def _months_counted(words: Sequence[Token]) -> bool:
    """Whether a year is told as twelve months."""
    return any(
        one.key in ("12", "twelve") and "month" in "".join(token.key for token in words[at + 1 : at + 3])
        for at, one in enumerate(words)
    )


def lasts(end: tuple[Sequence[Token], Time], length: tuple[Sequence[Token], Time]) -> bool:
    """Whether one side tells until when, and the other for how long, which only a calendar could compare."""
    (words, time), (_, other) = end, length
    dated = time.sort is Sort.DATE and time.weekday is None and time.away is None
    ends = dated and limit(words, time) in (Limit.UNTIL, Limit.BY)
    return ends and other.sort is Sort.DURATION and not other.direction and (other.amount or 0) >= _LONG

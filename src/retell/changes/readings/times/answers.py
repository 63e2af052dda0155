"""Times of one side told by the other in another form: from another end, as a day of its own, as an age."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.amounts.numerals import numeral
from retell.changes.readings.times.clocks import UNSAID
from retell.changes.readings.times.dates import DURATIONS
from retell.changes.readings.times.model import Sort, Time
from retell.text.tokens import Token
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What may tell a time again: the other text, its stretch beside the link, and both texts' times."""

    words: Sequence[Token]
    beside: Sequence[Token]
    near: Sequence[Time]
    own: Sequence[Time]
    others: Sequence[Time]


Days = tuple[datetime.date | None, datetime.date | None]
"""When each text was published, as far as it is known."""


def answered(time: Time, told: Told, days: Days) -> bool:
    """Whether the other text tells a time in a form that no field compares.

    `days` are its own text's and the other's; where both are known, days are compared by the calendar.
    """
    if time.sort is Sort.DURATION and time.direction:
        return _reaches_hour(time, told) or _is_age(time, told.beside)
    if time.sort is Sort.CLOCK:
        return any(_is_reached(time, one, told.others) for one in told.near)
    if set(time.fields) == {"year"}:
        return _is_named(time, told.words) or _is_years_old(time, told)
    by_night = _is_counted(time) and time.part == "night"
    if by_night and any(token.key in _NIGHT for token in told.beside):
        return True
    return None in days and _is_day_of_report(time, told, days)


_NIGHT = frozenset("night overnight".split())


def _is_day_of_report(time: Time, told: Told, days: Days) -> bool:
    """Whether one text names a weekday and the other counts from its own day: "on Monday", "this morning"."""
    return any(
        (_is_weekday(time) and _falls_on(other, time, days[::-1]))
        or (_is_weekday(other) and _falls_on(time, other, days))
        for other in told.near
    )


def _falls_on(counted: Time, named: Time, days: Days) -> bool:
    """Whether a day counted from a text's own is that weekday, as far as either text's day is known.

    `days` are the counting text's and the naming one's; one may be published a day after the other.
    """
    if not _is_counted(counted) or counted.away is None:
        return False
    if days[0] is not None:
        starts = [days[0]]
    elif days[1] is not None:
        starts = [days[1] + datetime.timedelta(days=apart) for apart in (-1, 0, 1)]
    else:
        return True
    ahead = datetime.timedelta(days=counted.away[1])
    return any((start + ahead).weekday() == named.weekday for start in starts)


def _is_weekday(time: Time) -> bool:
    return time.weekday is not None and time.away is None and time.day is None


def _is_counted(time: Time) -> bool:
    return time.away is not None and time.away[0] == "day"


def is_hour(left: Time, right: Time) -> bool:
    """Whether two times of day are one, or one is the other as an hour that says so ("just before seven")."""
    if left.amount is None or right.amount is None:
        return False
    day = 720 if UNSAID in (left.unit, right.unit) else 1440
    apart = (left.amount - right.amount) % day
    if apart == 0 or (left.leans and right.leans):
        return apart == 0
    return _leans(left, (right.amount - left.amount) % day, day) or _leans(right, apart, day)


def _leans(time: Time, after: Fraction, day: int) -> bool:
    """Whether what lies so many minutes after a round time is what it means by the side it names."""
    if (time.amount or 0) % _ROUND_MINUTES:
        return False
    if time.leans == "after":
        return after <= _NEAR
    if time.leans == "before":
        return day - after <= _NEAR
    return time.leans == "about" and min(after, day - after) <= _NEAR // 2


_ROUND_MINUTES = 30
"""Minutes that a time of day told roughly is rounded to: an hour, and half of one."""
_NEAR = 20
"""Minutes by which what happened "just before seven" may be earlier."""


def later(time: Time, hour: Time, from_hours: Sequence[Time]) -> bool:
    """Whether a length after one of some hours is another: "50 minutes later" than 10.40 is 11.30."""
    if time.amount is None or hour.amount is None or time.amount >= 1:
        return False
    minutes = time.amount * 1440 * time.direction
    return any(
        (one.amount + minutes - hour.amount) % 720 == 0
        for one in from_hours
        if one.sort is Sort.CLOCK and one.amount is not None
    )


def _reaches_hour(time: Time, told: Told) -> bool:
    return any(other.sort is Sort.CLOCK and later(time, other, told.own) for other in told.near)


def _is_reached(hour: Time, length: Time, from_hours: Sequence[Time]) -> bool:
    return length.sort is Sort.DURATION and bool(length.direction) and later(length, hour, from_hours)


def _is_named(time: Time, words: Sequence[Token]) -> bool:
    """Whether a year stands among words as a name of something: "the 2016 floods"."""
    return any(token.key == str(time.year) for token in words)


def _is_age(time: Time, words: Sequence[Token]) -> bool:
    """Whether a length after a birth is told as an age: "two days after she was born", "two days old"."""
    return any(days == time.amount for days in _ages(words))


def _is_years_old(time: Time, told: Told) -> bool:
    """Whether an age reaches from a year to the last year that either text names: "90 years old", of 1936."""
    years = [one.year for one in (*told.own, *told.others) if one.year]
    for days in _ages(told.beside):
        age = days / DURATIONS["year"]
        apart = abs((time.year or 0) + age - max(years, default=0))
        if age >= 1 and (apart <= 1 or apart * _ROUND <= age):
            return True
    return False


_ROUND = 20
"""The share of an age by which it may be rounded."""


def _ages(words: Sequence[Token]) -> list[Fraction]:
    """The ages told among words, in days."""
    keys = [token.key for token in words]
    found = []
    for at, key in enumerate(keys):
        if key != "old" or at < 2:
            continue
        unit = DURATIONS.get(keys[at - 1].removesuffix("s"))
        for start in range(max(0, at - 4), at - 1):
            count = numeral(keys, start, [False] * len(keys))
            if unit and count and count.stop == at - 1 and not count.ordinal:
                found.append(count.value * unit)
                break
    return found

"""One time told in two ways that share no field: a year in a comparison, a quarter in rough words, an end as
a length, a length in its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from retell.changes.readings.amounts.numerals import numeral
from retell.changes.readings.times.dates import DURATIONS, times
from retell.changes.readings.times.limits import Limit, limit
from retell.changes.readings.times.model import Sort, Time
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
    if time.away and time.away[0] in DURATIONS and time.away[1] and _is_counted_in(time.away[0], others):
        return True
    if time.sort is Sort.PERIOD and time.amount is not None:
        return bool(keys & _ROUGH.get(int(time.amount), frozenset()))
    if time.sort is Sort.CLOCK and time.amount in _NAMED_HOURS:
        return not keys.isdisjoint(_NAMED_HOURS[int(time.amount)])
    if time.sort is Sort.DURATION and not time.direction:
        return any(_LENGTHS.get(key) == time.amount for key in keys) or _shares_unit(time, others)
    if set(time.fields) == {"weekday"}:
        return _is_next_to_told(others)
    if {"month", "day"} <= set(time.fields):
        return _shares_month(time, others)
    return set(time.fields) == {"year"} and "decade" in keys and (time.year or 0) % 10 in (0, 9)


def _is_counted_in(unit: str, others: Sequence[Token]) -> bool:
    """Whether words tell one unit of time as so many of another: "the past decade", "the past ten years"."""
    return any(
        one.sort is Sort.DURATION and one.unit != unit and one.amount == DURATIONS[unit]
        for one in times(others)
    )


_NAMED_HOURS = {
    0: frozenset("midnight late night overnight".split()),
    720: frozenset("noon midday lunchtime lunch".split()),
}
"""Words that tell of midnight and noon, by the minute of the day."""

_LENGTHS = {
    name: days
    for names, days in (
        ("hourly", DURATIONS["hour"]),
        ("daily nightly", DURATIONS["day"]),
        ("weekly week", DURATIONS["week"]),
        ("fortnight fortnightly", DURATIONS["fortnight"]),
        ("monthly month", DURATIONS["month"]),
        ("quarterly", 3 * DURATIONS["month"]),
        ("yearly annual annually year", DURATIONS["year"]),
        ("biennial biennially", 2 * DURATIONS["year"]),
        ("decade", DURATIONS["decade"]),
        ("century centenary", DURATIONS["century"]),
    )
    for name in names.split()
}
"""Words that are a length of time by themselves, in days: "quarterly" is "every three months"."""


def _shares_unit(time: Time, others: Sequence[Token]) -> bool:
    """Whether a length is the first of two that the other side tells with one unit: "six to 72 hours"."""
    keys = [token.key for token in others]
    for other in times(others):
        if other.sort is not Sort.DURATION or other.at < 2 or keys[other.at - 1] not in _BETWEEN:
            continue
        before = numeral(keys, other.at - 2, [False] * len(keys))
        if before and not before.ordinal and before.value * DURATIONS[other.unit] == time.amount:
            return True
    return False


_BETWEEN = frozenset("to or and - – —".split())


def _shares_month(time: Time, others: Sequence[Token]) -> bool:
    """Whether a day is the second of two that the other side tells with one month: "May 4 and 14"."""
    return any(
        other.month == time.month and other.day is not None and str(time.day) in _days_joined(others, other)
        for other in times(others)
    )


def _days_joined(words: Sequence[Token], time: Time) -> set[str]:
    """The bare figures joined to a date before or after it."""
    keys = [token.key for token in words]
    after = keys[time.stop : time.stop + 2]
    before = keys[max(0, time.at - 2) : time.at]
    joined = {after[1]} if len(after) > 1 and after[0] in _BETWEEN else set()
    return joined | ({before[0]} if len(before) > 1 and before[1] in _BETWEEN else set())


def _is_next_to_told(words: Sequence[Token]) -> bool:
    """Whether a day is told by the one beside it: "the day before", "a day later"."""
    return any(
        (one.key == "day" and two.key in _BESIDE) or (one.key in _WHICH_DAY and two.key == "day")
        for one, two in pairwise(words)
    )


_BESIDE = frozenset("before after earlier later".split())
_WHICH_DAY = frozenset("previous next following same".split())


def spans(words: Sequence[Token], length: Time) -> frozenset[int]:
    """Where the two dates begin that a length reaches between: "between May 2031 and April 2032", a year."""
    if length.sort is not Sort.DURATION or length.direction or (length.amount or 0) < _LONG:
        return frozenset()
    for one, other in pairwise(times(words)):
        joined = [token.key for token in words[one.stop : other.at]] in (
            ["and"],
            ["to"],
            ["until"],
            ["-"],
            ["–"],
        )
        if joined and one.year and other.year and one.month and other.month:
            days = (12 * (other.year - one.year) + other.month - one.month) * DURATIONS["month"]
            if abs(days - (length.amount or 0)) <= DURATIONS["month"]:
                return frozenset((one.at, other.at))
    return frozenset()


def is_gloss(words: Sequence[Token], time: Time) -> bool:
    """Whether a day stands beside another in brackets, which tell it again: "yesterday (Wednesday)"."""
    if time.sort is not Sort.DATE:
        return False
    for other in times(words):
        if other.sort is Sort.DATE and other != time:
            first, second = (other, time) if other.at < time.at else (time, other)
            if second.at - first.stop == 1 and words[first.stop].text == "(":
                return True
    return False


def made_up(left: Sequence[Token], right: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """Where times begin, on either side, that are one length in other parts: "20 months ago", "a year and
    eight months ago"."""
    here, there = list(_lengths(left, whole=True)), list(_lengths(right, whole=True))
    same = [
        (at, to)
        for at, length in here
        for to, other in there
        if len(at) != len(to) and abs(length - other) * _ROUNDED <= length
    ]
    return (
        frozenset(one for at, _ in same for one in at),
        frozenset(one for _, to in same for one in to),
    )


_ROUNDED = 50
"""The share of a length by which months and years, which are not all of one length, may miss it."""


def in_parts(words: Sequence[Token], others: Sequence[Token]) -> frozenset[int]:
    """The tokens at which times begin that make up one length, which the other side has in other parts.

    "Two hours, four minutes and 51 seconds" is 2:04:51.
    """
    wanted = {amount for _, amount in _lengths(others)}
    return frozenset(at for found, amount in _lengths(words) if amount in wanted for at in found)


def _lengths(words: Sequence[Token], *, whole: bool = False) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """Each length told in several parts or in figures: where its parts begin, and its days.

    `whole` asks for those told in one part too.
    """
    run: list[Time] = []
    for time in times(words):
        figured = _FIGURED.fullmatch("".join(token.text for token in words[time.at : time.stop]))
        if figured:
            hours, minutes, seconds = (int(part) for part in figured.groups())
            yield (time.at,), Fraction(hours * 3600 + minutes * 60 + seconds, 86400)
        if run and not _goes_on(words, run[-1], time):
            yield from _summed(run, whole=whole)
            run = []
        if time.sort is Sort.DURATION and (whole or not time.direction):
            run.append(time)
    yield from _summed(run, whole=whole)


def _goes_on(words: Sequence[Token], one: Time, other: Time) -> bool:
    """Whether a length is a smaller part told after another: "two hours, four minutes"."""
    joined = all(token.key in (",", "and") for token in words[one.stop : other.at])
    smaller = other.sort is Sort.DURATION and DURATIONS[other.unit] < DURATIONS[one.unit]
    return joined and smaller and not one.direction


def _summed(run: Sequence[Time], *, whole: bool) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    if len(run) > 1 or (whole and run):
        yield tuple(each.at for each in run), sum((each.amount or Fraction(0) for each in run), Fraction(0))


_FIGURED = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)")


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


def _is_reckoned_from(dated: tuple[Sequence[Token], Time], length: tuple[Sequence[Token], Time]) -> bool:
    """Whether one side names a month or year and the other says how far off it is: "in May", "in two months".

    Which day they are reckoned from is not known here, so that they may be one time, and no more is said.
    """
    (_, time), (words, other) = dated, length
    if time.sort is not Sort.DATE or time.weekday is not None or time.day is not None or time.away:
        return False
    ahead = other.at > 0 and words[other.at - 1].key == "in" and not other.direction
    away = other.sort is Sort.DURATION and (ahead or bool(other.direction))
    unit = DURATIONS["month"] if time.month is not None else DURATIONS["year"]
    return away and (other.amount or 0) >= unit


def unanswered(
    left: tuple[Sequence[Token], list[Time]], right: tuple[Sequence[Token], list[Time]]
) -> tuple[list[Time], list[Time]]:
    """The times of both sides that the other side does not tell in another way."""
    (words, gone), (others, come) = left, right
    spans_only = [
        (i, j)
        for i, time in enumerate(gone)
        for j, other in enumerate(come)
        if lasts((words, time), (others, other))
        or lasts((others, other), (words, time))
        or _is_reckoned_from((words, time), (others, other))
        or _is_reckoned_from((others, other), (words, time))
    ]
    answered = {i for i, _ in spans_only}, {j for _, j in spans_only}
    for side, told, lengths, dated in ((0, words, come, gone), (1, others, gone, come)):
        for number, length in enumerate(lengths):
            if ends_at := spans(told, length):
                answered[1 - side].add(number)
                answered[side].update(at for at, each in enumerate(dated) if each.at in ends_at)
    return (
        [time for i, time in enumerate(gone) if i not in answered[0] and not _is_told(time, words, others)],
        [time for j, time in enumerate(come) if j not in answered[1] and not _is_told(time, others, words)],
    )


def _is_told(time: Time, words: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a time of some words is told by others in another way, or beside it in brackets."""
    return otherwise(time, others) or time.at in in_parts(words, others) or is_gloss(words, time)

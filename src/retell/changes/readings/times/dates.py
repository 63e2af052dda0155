"""The times of a text: dates, weekdays, clock times, durations and words such as "last week".

Each is read into fields that can be compared one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from retell.changes.readings.amounts.numerals import FRACTIONS, HYPHENS, ORDINALS, SCALES, SMALL, numeral
from retell.changes.readings.memory import remembered
from retell.changes.readings.times.clocks import clock
from retell.changes.readings.times.eras import ERAS, era
from retell.changes.readings.times.figured_dates import written_in_figures
from retell.changes.readings.times.lengths import side_of
from retell.changes.readings.times.model import Sort, Time, Words
from retell.text.tokens import Token

_MONTH_NAMES = "january february march april may june july august september october november december".split()


_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()


MONTHS = {name: at for at, name in enumerate(_MONTH_NAMES, start=1)}


MONTH_SHORT = {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}


WEEKDAYS = {name: at for at, name in enumerate(_DAY_NAMES)}


WEEKDAY_SHORT = {
    name: WEEKDAYS[name_in_full]
    for name_in_full in _DAY_NAMES
    for name in (name_in_full[:3], name_in_full[:4], name_in_full[:5])
    if name != name_in_full and name not in ("sun", "wed", "sat", "mond", "sund", "frid")
}


SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


_PARTS = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
    "lunchtime": "noon", "dawn": "morning", "dusk": "evening", "overnight": "night", "tonight": "night",
}  # fmt: skip


DURATIONS = {
    "second": Fraction(1, 86400), "minute": Fraction(1, 1440), "min": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1), "night": Fraction(1), "week": Fraction(7), "fortnight": Fraction(14),
    "month": Fraction(365, 12), "year": Fraction(365), "decade": Fraction(3650), "century": Fraction(36500),
    "centurie": Fraction(36500), "hr": Fraction(1, 24), "millennium": Fraction(365000),
}  # fmt: skip
"""Units of time in days; a month is a twelfth of a year, so that twelve make one."""


_UNITS_AHEAD = "week month year quarter season decade century weekend night".split()


_WHICH = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


_DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}


_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


_YEAR_BEFORE = frozenset(
    "in since until till by of during before after from to early late mid year the and or between through "
    "around circa ( - – — / back ' , than last for spring summer autumn fall winter".split()
)


_Reader = Callable[[Words, int], Time | None]


@remembered(1024)
def times(words: Sequence[Token]) -> tuple[Time, ...]:
    """The times among the tokens `words`, in order, none inside another."""
    keys = [token.key for token in words]
    begins = [at for at, key in enumerate(keys) if key in _STARTS or key[0].isdigit()]
    if not begins:
        return ()
    touching = [False, *(one.span.end == two.span.start for one, two in pairwise(words))]
    return tuple(_read(Words(words, keys, touching), begins))


def _read(text: Words, begins: Sequence[int]) -> Iterator[Time]:
    stop = 0
    for at in begins:
        key = text.keys[at]
        if at < stop or (key in ("a", "an") and text.key(at + 1) not in _AFTER_ARTICLE):
            continue
        for reader in _IN_FIGURES if key[0].isdigit() else _IN_WORDS[key]:
            found = reader(text, at)
            if found:
                yield found
                stop = found.stop
                break


def _date(text: Words, at: int) -> Time | None:
    """Weekday, month, day and year in any of the orders that news uses."""
    weekday, here = _weekday(text, at)
    part = None
    if weekday is not None:
        part, here = _part(text, here)
    start = here + (text.key(here) == "," and weekday is not None)
    start += text.key(start) == "the"
    month, day, year, stop = _month_day(text, start)
    if month is None:
        if weekday is None:
            return None
        part = part or _end_of_day(text, at)
        return text.time(at, here, Sort.DATE, weekday=weekday, part=part, away=_which(text, at))
    return text.time(at, stop, Sort.DATE, weekday=weekday, part=part, month=month, day=day, year=year)


def _part(text: Words, at: int) -> tuple[str | None, int]:
    """The part of a day named at a token, and where it stops: "morning", "in the morning", "at night"."""
    led = text.key(at) in ("in", "at", "during")
    here = at + led + (led and text.key(at + 1) == "the")
    if text.key(here) in _PARTS and (
        not led or text.key(here) in ("night", "lunchtime", "dawn", "dusk", "morning", "afternoon", "evening")
    ):
        return _PARTS[text.key(here)], here + 1
    return None, at


def _end_of_day(text: Words, at: int) -> str | None:
    """Which end of a day is meant: "late on Friday", "early Friday"."""
    before = text.key(at - 1 - (text.key(at - 1) == "on"))
    return before if before in ("early", "late") else None


def _which(text: Words, at: int) -> tuple[str, int] | None:
    which = {"last": -1, "next": 1}.get(text.key(at - 1))
    return ("weekday", which) if which else None


def _weekday(text: Words, at: int) -> tuple[int | None, int]:
    key = text.key(at)
    if key in WEEKDAYS and text.is_capital(at):
        return WEEKDAYS[key], at + 1
    if key.rstrip("s") in WEEKDAYS and text.is_capital(at):
        return WEEKDAYS[key.rstrip("s")], at + 1
    if key in WEEKDAY_SHORT and text.is_capital(at):
        return WEEKDAY_SHORT[key], at + 1 + (text.key(at + 1) == ".")
    return None, at


def _month_day(text: Words, at: int) -> tuple[int | None, int | None, int | None, int]:
    """Month, day and year from a token on, in either order, and where they stop."""
    day, after = _day(text, at)
    if day is not None:
        month, stop = _month(text, after + (text.key(after) == "of"))
        if month is None:
            return None, None, None, at
        year, stop = _year_after(text, stop)
        return month, day, year, stop
    month, stop = _month(text, at)
    if month is None:
        return None, None, None, at
    day, after = _day(text, stop + (text.key(stop) == "the"))
    if day is not None:
        year, stop = _year_after(text, after)
        return month, day, year, stop
    year, after = _year_after(text, stop)
    if year is None and not _is_surely_month(text, at):
        return None, None, None, at
    return month, None, year, after if year else stop


def _is_surely_month(text: Words, at: int) -> bool:
    """Whether a month without day or year is one: "May" may be a verb, "March" a march, "August" a man."""
    key = text.key(at)
    if key in ("june", "april", "august"):
        return not text.is_capital(at + 1) and not (
            at
            and text.is_capital(at - 1)
            and text.words[at - 1].is_word
            and text.key(at - 1) not in _MONTH_BEFORE
        )
    if key not in ("may", "march", "mar", "jan", "dec", "sep", "oct"):
        return True
    before = text.key(at - 1)
    return before in _MONTH_BEFORE or (before in HYPHENS and text.key(at - 2) in ("mid", "early", "late"))


_MONTH_BEFORE = frozenset(
    "in since until till by of during before after from to early late mid last next this through and "
    "with for".split()
)


def _month(text: Words, at: int) -> tuple[int | None, int]:
    key = text.key(at)
    if key in MONTHS and text.is_capital(at):
        return MONTHS[key], at + 1
    if key in MONTH_SHORT and text.is_capital(at):
        dotted = text.key(at + 1) == "."
        numbered = text.number(at + 1 + dotted, 2100) is not None or text.number(at - 1, 31) is not None
        if numbered:
            return MONTH_SHORT[key], at + 1 + dotted
    return None, at


def _day(text: Words, at: int) -> tuple[int | None, int]:
    day = text.number(at, 31)
    if day:
        ended = text.key(at + 1) in ("st", "nd", "rd", "th") and text.touching[at + 1]
        more = text.key(at + 1) in ("%", "percent", "million", ":") or text.key(at - 1) in ("$", "£", "€")
        return (None, at) if more else (day, at + 1 + ended)
    if text.key(at) in ORDINALS and ORDINALS[text.key(at)] <= 31 and text.key(at + 1) == "of":
        return ORDINALS[text.key(at)], at + 1
    return None, at


def _year_after(text: Words, at: int) -> tuple[int | None, int]:
    here = at + (text.key(at) in (",", "of", "in"))
    if _YEAR.fullmatch(text.key(here)):
        return int(text.key(here)), here + 1
    return None, at


def _duration(text: Words, at: int) -> Time | None:
    """ "three years", "a 40-minute delay", "two and a half hours ago", but no age."""
    article = text.key(at) in ("a", "an", "one")
    quarters = _quarters(text, at)
    if quarters:
        return quarters
    found = numeral(text.keys, at, text.touching)
    value, stop = (found.value, found.stop) if found and not found.ordinal else (Fraction(1), at + 1)
    if found is None and not article:
        return None
    if found and found.ordinal:
        return None
    stop += text.key(stop) in HYPHENS
    stop += text.key(stop) in _PLACING and text.key(stop + 1).endswith("s")
    stop += text.key(stop) in _MEASURED
    if found and found.fraction and text.key(stop) in ("of", "a", "an"):
        stop += 1 + (text.key(stop) == "of" and text.key(stop + 1) in ("a", "an"))
    unit = text.key(stop)
    unit = unit if unit in DURATIONS else unit.removesuffix("s")
    if unit == "centurie":
        unit = "century"
    part = found is not None and found.fraction  # "half a second", and no "a second man"
    if unit not in DURATIONS or (text.key(stop) == "second" and not part):
        return None
    stop += 1
    if text.key(stop) == "old" or text.key(stop + 1) == "old":
        return None
    if [text.key(stop), text.key(stop + 1), text.key(stop + 2)] == ["and", "a", "half"]:
        value, stop = value + Fraction(1, 2), stop + 3
    direction = _DIRECTIONS.get(text.key(stop), 0)
    amount = value * DURATIONS[unit]
    weak = value == 1 and article and not direction
    given = {"unit": unit, "direction": direction, "weak": weak, "leans": side_of(text.keys, at, stop)}
    return text.time(at, stop + bool(direction), Sort.DURATION, amount=amount, **given)


_PLACING = frozenset("following next past last".split())
_MEASURED = frozenset("more full straight consecutive whole long solid short".split())
_AFTER_ARTICLE = (
    frozenset(SCALES)
    | frozenset(FRACTIONS)
    | HYPHENS
    | _PLACING
    | _MEASURED
    | frozenset(DURATIONS)
    | frozenset(f"{unit}s" for unit in DURATIONS)
)
"""The words of which one follows "a" where a time begins with it."""


def _quarters(text: Words, at: int) -> Time | None:
    """ "One quarter later", "two quarters ago": so many times three months, and no part of a whole."""
    value = 1 if text.key(at) in ("a", "one") else SMALL.get(text.key(at)) or text.number(at, 40)
    after = text.key(at + 2)
    if not value or text.key(at + 1) not in ("quarter", "quarters") or after not in _DIRECTIONS:
        return None
    return text.time(
        at,
        at + 3,
        Sort.DURATION,
        amount=value * DURATIONS["month"] * 3,
        unit="month",
        direction=_DIRECTIONS[after],
    )


_DIRECTIONS = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "after": 1, "hence": 1}


def _year(text: Words, at: int) -> Time | None:
    if not _YEAR.fullmatch(text.key(at)):
        return None
    before, after = text.key(at - 1), text.key(at + 1)
    if before in ("$", "£", "€", "¥", "no", "number", "about", "nearly", "than", "some", "flight"):
        return None
    if after in (
        "%",
        "percent",
        "pct",
        "per",
        "million",
        "mln",
        "km",
        "miles",
        "dollars",
        "dlrs",
        "points",
        "tonnes",
    ):
        return None
    in_place = before in _YEAR_BEFORE and (
        before not in ("the", "than", "for", ",") or not after.endswith("s")
    )
    if not in_place and (not 1900 <= int(text.key(at)) <= 2049 or _is_counted(after)):
        return None
    if before in ("to", "of", "and", "from", "-", "between", "by", "after", "than", "for") and _is_counted(
        after
    ):
        return None
    return text.time(at, at + 1, Sort.DATE, year=int(text.key(at)))


def _is_counted(after: str) -> bool:
    """Whether the word after a figure is a plural that it counts: "2000 soldiers"."""
    return after in ("people", "men", "women", "children", "troops", "more") or (
        after.isalpha()
        and len(after) > 3
        and after.endswith("s")
        and not after.endswith(("ss", "us", "is", "as"))
    )


def _away(text: Words, at: int) -> Time | None:
    """ "yesterday morning", "last week", "earlier this month", "the previous day", "this summer"."""
    key = text.key(at)
    if key in _DAYS_AWAY:
        part = _PARTS.get(key) or _PARTS.get(text.key(at + 1))
        stop = at + 1 + (text.key(at + 1) in _PARTS and key not in _PARTS)
        return text.time(at, stop, Sort.DATE, away=("day", _DAYS_AWAY[key]), part=part)
    if key in _WHICH and text.key(at + 1) in SEASONS:
        return text.time(
            at,
            at + 2,
            Sort.PERIOD,
            amount=Fraction(10 + SEASONS[text.key(at + 1)]),
            away=("year", _WHICH[key]),
        )
    if key in _WHICH and text.key(at + 1) in _UNITS_AHEAD:
        return text.time(at, at + 2, Sort.DATE, away=(text.key(at + 1), _WHICH[key]))
    if key in ("this", "last") and text.key(at + 1) in ("morning", "afternoon", "evening"):
        return text.time(at, at + 2, Sort.DATE, away=("day", _WHICH[key]), part=_PARTS[text.key(at + 1)])
    if key in ("previous", "following", "next") and text.key(at + 1) == "day":
        return text.time(at, at + 2, Sort.DATE, away=("day told of", _WHICH[key]))
    return None


def _season(text: Words, at: int) -> Time | None:
    if text.key(at) not in SEASONS or (text.key(at) == "fall" and not _is_autumn(text, at)):
        return None
    year, stop = _year_after(text, at + 1)
    placed = text.key(at - 1) in (
        "in",
        "the",
        "by",
        "since",
        "until",
        "early",
        "late",
        "during",
        "mid",
        "every",
        "each",
    )
    if year is None and not placed:
        return None
    return text.time(
        at, stop if year else at + 1, Sort.PERIOD, amount=Fraction(10 + SEASONS[text.key(at)]), year=year
    )


def _is_autumn(text: Words, at: int) -> bool:
    """Whether "fall" is the season: "in the fall", "last fall", and no "in fall of a fifth"."""
    if text.key(at - 1) not in ("the", "in", "last", "this", "next", "every", "each"):
        return False
    return text.key(at + 1) not in ("in", "of") or _YEAR.fullmatch(text.key(at + 2)) is not None


_IN_FIGURES: tuple[_Reader, ...] = (written_in_figures, era, clock, _date, _duration, _year)


_WEEKDAYS = frozenset(WEEKDAYS) | frozenset(day + "s" for day in WEEKDAYS) | frozenset(WEEKDAY_SHORT)
_NUMERALS = frozenset(SMALL) | frozenset(ORDINALS) | frozenset(FRACTIONS) | {"a", "an", "hundred"}
_BEGINNING: tuple[tuple[_Reader, frozenset[str]], ...] = (
    (era, ERAS),
    (clock, _NUMERALS | {"noon", "midday", "midnight"}),
    (_date, _WEEKDAYS | frozenset(MONTHS) | frozenset(MONTH_SHORT) | frozenset(ORDINALS)),
    (_duration, _NUMERALS - frozenset(ORDINALS)),
    (_away, frozenset(_DAYS_AWAY) | frozenset(_WHICH)),
    (_season, frozenset(SEASONS)),
)
"""The readers of times in words in their order, each with the words that what it reads can begin with."""


_STARTS = frozenset().union(*(words for _, words in _BEGINNING))
"""Every word that a time can begin with; figures besides."""


_IN_WORDS = {word: tuple(reader for reader, words in _BEGINNING if word in words) for word in sorted(_STARTS)}

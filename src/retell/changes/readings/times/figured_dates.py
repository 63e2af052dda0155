"""Dates written in figures alone."""

from __future__ import annotations

import re

from retell.changes.readings.times.model import Sort, Time, Words

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def written_in_figures(text: Words, at: int) -> Time | None:
    """2014-03-05, 5/3/2014, 5.3.2014."""
    match = _DOTTED.fullmatch(text.key(at))
    if match:
        day, month, year = (int(part) for part in match.groups())
        return _dated(text, at, at + 1, year, month, day)
    first, mark, second, again, third = (text.key(at + step) for step in range(5))
    if (
        mark not in ("-", "/")
        or mark != again
        or not (first.isdigit() and second.isdigit() and third.isdigit())
    ):
        return None
    if len(first) == 4 and len(second) <= 2 and len(third) <= 2:
        return _dated(text, at, at + 5, int(first), int(second), int(third))
    if len(third) == 4 and len(first) <= 2 and len(second) <= 2:
        month, day = (int(first), int(second)) if int(second) > 12 else (int(second), int(first))
        return _dated(text, at, at + 5, int(third), month, day)
    return None


def _dated(text: Words, at: int, stop: int, year: int, month: int, day: int) -> Time | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return text.time(at, stop, Sort.DATE, year=year, month=month, day=day)

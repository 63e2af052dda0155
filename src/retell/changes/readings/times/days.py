"""The days that a time means in an article published on a known day.

Weekdays and "yesterday" resolve as a newspaper means them: the nearest such day, the past preferred.
"""

from __future__ import annotations

import datetime

from retell.changes.readings.times.model import Sort, Time


def resolved(time: Time, published: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day a date means in an article published on a day; None where that is not known."""
    try:
        return _resolved(time, published)
    except (ValueError, OverflowError):
        return None


def _resolved(time: Time, published: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    day = datetime.timedelta(days=1)
    if time.sort is not Sort.DATE:
        return None
    if time.month is not None and time.day is not None:
        at = datetime.date(time.year or _nearest_year(time.month, published), time.month, time.day)
        return at, at
    if time.month is not None:
        year = time.year or _nearest_year(time.month, published)
        first = datetime.date(year, time.month, 1)
        return first, (first + 31 * day).replace(day=1) - day
    if time.year is not None:
        return datetime.date(time.year, 1, 1), datetime.date(time.year, 12, 31)
    if time.weekday is not None:
        at = published - day * ((published.weekday() - time.weekday) % 7)
        which = time.away[1] if time.away else 0
        at += day * 7 * (1 if which > 0 else 0)
        return at, at
    return _stretch(time.away, published) if time.away else None


def _nearest_year(month: int, published: datetime.date) -> int:
    """The year a month without one means: the one that brings it nearest to the day of publication."""
    return min(
        (published.year, published.year - 1, published.year + 1),
        key=lambda year: abs((year - published.year) * 12 + month - published.month),
    )


def _stretch(away: tuple[str, int], published: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    unit, count = away
    day = datetime.timedelta(days=1)
    if unit == "day":
        return published + count * day, published + count * day
    if unit == "week":
        first = published - published.weekday() * day + 7 * count * day
        return first, first + 6 * day
    if unit == "month":
        index = published.year * 12 + published.month - 1 + count
        first = datetime.date(index // 12, index % 12 + 1, 1)
        return first, (first + 31 * day).replace(day=1) - day
    if unit == "year":
        return datetime.date(published.year + count, 1, 1), datetime.date(published.year + count, 12, 31)
    return None


def day_of(stamp: str | None) -> datetime.date | None:
    """The day an ISO 8601 stamp names; None where it names none."""
    try:
        return datetime.date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None

"""When the documents of a family were published, as far as they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from retell.report.model import Member, Moment, Timeline

DAY = timedelta(days=1)
STEPS = (
    *(timedelta(minutes=minutes) for minutes in (5, 15, 30)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12)),
    *(timedelta(days=days) for days in (1, 2, 7, 14, 30, 91, 365, 1826, 3652, 36524)),
)
MOST_MARKS = 6
MARGIN = 4.0
"""Percent of the scale left free at either end, so that a mark there is seen whole."""


def timeline(members: Sequence[Member]) -> Timeline | None:
    """The members in order of time, a bare date as its whole day; None where no two have a time.

    As in the clue of time, a time without a zone is read as UTC.
    """
    dated = sorted(
        ((*found, member) for member in members if (found := _range(member.published))),
        key=lambda item: (item[0], item[1], item[2].id),
    )
    if len(dated) < 2:
        return None
    first = min(start for start, _, _ in dated)
    last = max(end for _, end, _ in dated)
    length = (last - first) or STEPS[0]
    moments = tuple(
        Moment(
            member=member,
            start=_place(start - first, length),
            end=_place(end - first, length),
            told=_told(start, end),
        )
        for start, end, member in dated
    )
    known = {moment.member.id for moment in moments}
    return Timeline(
        moments=moments,
        undated=tuple(member for member in members if member.id not in known),
        marks=tuple(_marks(first, length)),
    )


def _range(when: str | None) -> tuple[datetime, datetime] | None:
    """The instants a stamp may name: one, or a whole day."""
    try:
        start = datetime.fromisoformat(when or "")
        start = start if start.tzinfo else start.replace(tzinfo=UTC)
        return start.astimezone(UTC), start.astimezone(UTC) + (timedelta() if "T" in (when or "") else DAY)
    except (ValueError, OverflowError):
        return None


def _place(since: timedelta, length: timedelta) -> float:
    return round(MARGIN + (100 - 2 * MARGIN) * (since / length), 2)


def _told(start: datetime, end: datetime) -> str:
    if end > start:
        return f"{start:%Y-%m-%d}, at no hour given"
    return f"{start:%Y-%m-%d %H:%M} UTC"


def _marks(first: datetime, length: timedelta) -> Iterator[tuple[float, str]]:
    """Round times along the scale, few enough to be read."""
    step = next((step for step in STEPS if length / step <= MOST_MARKS), length / MOST_MARKS)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - first + step * -((midnight - first) // step)
    while since <= length:
        at = first + since
        yield _place(since, length), f"{at:%Y-%m-%d}" if step >= DAY else f"{at:%m-%d %H:%M}"
        since += step

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


Dated = tuple[datetime, datetime, Member]
"""A member with the first and the last instant it may have been published at."""


def timeline(members: Sequence[Member]) -> Timeline | None:
    """The members in order of time, a bare date as its whole day; None where no two have a time.

    What gives no time was published before it was first seen, where that is known; seen long after the
    others, it is named apart. As in the clue of time, a time without a zone is read as UTC.
    """
    dated = _dated(members)
    known = {member.id for _, _, member in dated}
    rest = [member for member in members if member.id not in known]
    seen = sorted(((found[0], each) for each in rest if (found := _range(each.seen))), key=_by_time)
    if len(dated) + len(seen) < 2:
        return None
    first, last = _scale(dated, [when for when, _ in seen])
    length = (last - first) or STEPS[0]
    within = [(when, member) for when, member in seen if when <= last]
    placed = {member.id for _, member in within}
    return Timeline(
        moments=(
            *(_published(each, first, length) for each in dated),
            *(_seen(when, member, first, length) for when, member in within),
        ),
        undated=tuple(
            sorted(
                (each for each in rest if each.id not in placed), key=lambda each: (each.seen or "", each.id)
            )
        ),
        marks=tuple(_marks(first, length)),
    )


def _dated(members: Sequence[Member]) -> list[Dated]:
    found = ((_range(member.published), member) for member in members)
    dated = [(*instants, member) for instants, member in found if instants]
    return sorted(dated, key=lambda item: (item[0], item[1], item[2].id))


def _by_time(item: tuple[datetime, Member]) -> tuple[datetime, str]:
    return item[0], item[1].id


def _scale(dated: Sequence[Dated], seen: Sequence[datetime]) -> tuple[datetime, datetime]:
    """From when to when the line goes: what was seen long after would leave no room for the rest."""
    if len(dated) < 2:
        ends = [*seen, *(start for start, _, _ in dated), *(end for _, end, _ in dated)]
        return min(ends), max(ends)
    return min(start for start, _, _ in dated), max(end for _, end, _ in dated)


def _published(dated: Dated, first: datetime, length: timedelta) -> Moment:
    start, end, member = dated
    places = _place(start - first, length), _place(end - first, length)
    return Moment(member=member, start=places[0], end=places[1], told=_told(start, end))


def _seen(when: datetime, member: Member, first: datetime, length: timedelta) -> Moment:
    end = max(0.0, _place(when - first, length))
    told = f"before {when:%Y-%m-%d %H:%M} UTC, when it was first seen"
    return Moment(member=member, start=0.0, end=end, told=told, before=True)


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

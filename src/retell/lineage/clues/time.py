"""One document says it was published before the other.

Times are claims: pages are updated in place and keep their first stamp, or lose it; a stamp may be a bare
date. So the clue speaks only where the two stamps can be compared, and never for certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from retell.document.model import Document, Stamp
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Side
from retell.settings import LineageSettings

NAME = "time"


def find(evidence: Evidence, settings: LineageSettings) -> Iterator[Clue]:
    """The earlier stamp, where both have one that can be compared."""
    one, other = evidence.left.published, evidence.right.published
    if one is None or other is None:
        return
    gap = _gap(one, other)
    if gap is None or not gap:
        return
    side = Side.LEFT if gap > timedelta() else Side.RIGHT
    yield Clue(kind=NAME, favours=side, weight=settings.time_weight, why=_why(evidence, side, abs(gap)))


def _gap(one: Stamp, other: Stamp) -> timedelta | None:
    """How much later `other` is than `one`; None where a bare date leaves the order open."""
    first, second = parsed(one), parsed(other)
    if first is None or second is None:
        return None
    if not (one.has_time and other.has_time):
        days = second.date() - first.date()
        return days if abs(days) > timedelta(days=1) or not (one.has_time or other.has_time) else None
    return second - first


def parsed(stamp: Stamp) -> datetime | None:
    """The stamp as a moment; one without a zone is read as UTC."""
    try:
        moment = datetime.fromisoformat(stamp.when)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _why(evidence: Evidence, side: Side, gap: timedelta) -> str:
    early, late = (evidence.left, evidence.right) if side is Side.LEFT else (evidence.right, evidence.left)
    return f"published {_length(gap)} earlier: {_said(early)}, against {_said(late)}"


def _said(document: Document) -> str:
    stamp = document.published
    return f"{stamp.when} ({stamp.claimed_by})" if stamp else "no time"


def _length(gap: timedelta) -> str:
    if gap.days:
        return f"{gap.days} day{'s' if gap.days > 1 else ''}"
    hours, minutes = divmod(gap.seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"

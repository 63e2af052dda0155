"""When a document was published at the earliest and at the latest, by what it claims."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from retell.document.model import Document, Stamp
from retell.values import dataclass

SEEN = "WARC-Date"
"""Who claims a time at which a page was only seen: it was published then or before."""
_ZONES = timedelta(hours=14)
"""How far a time without a zone, or a bare date, may be from the same in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The earliest and the latest moment at which a document can have been published; None where open."""

    earliest: datetime | None
    latest: datetime | None


def bounds(document: Document) -> Bounds | None:
    """What a document claims of its publication; None where it claims nothing."""
    claim = document.published or document.modified
    moment = parsed(claim) if claim else None
    if claim is None or moment is None:
        return None
    last = moment if claim.has_time else moment + timedelta(days=1)
    if document.published is None or claim.claimed_by == SEEN:
        return Bounds(earliest=None, latest=last)
    if claim.has_time and datetime.fromisoformat(claim.when).tzinfo is None:
        return Bounds(earliest=moment - _ZONES, latest=moment + _ZONES)
    return Bounds(earliest=moment, latest=last)


def parsed(stamp: Stamp) -> datetime | None:
    """The stamp as a moment; one without a zone is read as UTC."""
    try:
        moment = datetime.fromisoformat(stamp.when)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

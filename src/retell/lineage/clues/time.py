"""One document says it was published before the other.

Times are claims: pages are updated in place and keep their first stamp, or lose it; a stamp may be a bare
date. So the clue speaks only where the two stamps can be compared, and never for certain. A time of
modification tells when a page was last touched, and says the less. The time at which a page was seen (that
of a web archive) tells that it was there by then: much, where the other was published later, and else
next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from retell.document.model import Document, Stamp
from retell.lineage.claims import SEEN, parsed
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "time"


def find(evidence: Evidence) -> Iterator[Sign]:
    """The earlier stamp, where both have one that can be compared."""
    left, right = evidence.documents
    one, other = _claim(left), _claim(right)
    if one is None or other is None:
        return
    gap = _gap(one, other)
    if not gap:
        return
    value = 1.0 if gap > timedelta() else -1.0
    early, late = (one, other) if value > 0 else (other, one)
    name = _name((left, right), early, late)
    if name == "date" and early.has_time != late.has_time and abs(gap) == timedelta(days=1):
        value /= 2
    seen = SEEN in (one.claimed_by, other.claimed_by)
    verb = "seen" if seen else "stamped" if name == "touched" else "published"
    why = f"{verb} {_length(abs(gap))} earlier: {_said(early)}, against {_said(late)}"
    yield Sign(kind=NAME, name=name, value=value, why=why)


def _name(documents: tuple[Document, Document], early: Stamp, late: Stamp) -> str:
    """Which weight the stamps have: seen first, a document was there before the other was published."""
    if late.claimed_by == SEEN:
        return "seen"
    if any(each.published is None for each in documents):
        return "touched"
    return "time" if early.has_time and late.has_time else "date"


def _claim(document: Document) -> Stamp | None:
    return document.published or document.modified


def _gap(one: Stamp, other: Stamp) -> timedelta | None:
    """How much later `other` is than `one`; None where a bare date leaves the order open."""
    first, second = parsed(one), parsed(other)
    if first is None or second is None:
        return None
    if not (one.has_time and other.has_time):
        days = second.date() - first.date()
        return days or None
    # A stamp without a zone may be off by most of a day.
    unsure = any("T" in claim.when and not _zoned(claim) for claim in (one, other)) and _zoned(one) != _zoned(
        other
    )
    return None if unsure and abs(second - first) < timedelta(hours=14) else second - first


def _zoned(claim: Stamp) -> bool:
    return datetime.fromisoformat(claim.when).tzinfo is not None


def _said(claim: Stamp) -> str:
    return f"{claim.when} ({claim.claimed_by})"


def _length(gap: timedelta) -> str:
    if gap.days:
        return f"{gap.days} day{'s' if gap.days > 1 else ''}"
    hours, minutes = divmod(gap.seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"

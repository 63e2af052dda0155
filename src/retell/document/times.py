"""Times as pages and records write them → ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from retell.document.model import Stamp
from retell.text.patterns import pattern

_DATE = pattern(r"\d{4}-\d\d-\d\d")
_ISO = pattern(
    r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?",
    re.IGNORECASE,
)


def stamp(value: object, claimed_by: str) -> Stamp | None:
    """The stamp that `value` makes; None where it is no time that can be told without guessing."""
    when = iso(value) if isinstance(value, str) else None
    if isinstance(value, datetime):
        when = value.isoformat()
    return Stamp(when=when, claimed_by=claimed_by) if when else None


def iso(text: str) -> str | None:
    """`text` as ISO 8601, as exact as it was given: no hour is made up, no zone assumed."""
    text = text.strip()
    if _DATE.fullmatch(text):
        return text if _parsed(text) else None
    found = _ISO.fullmatch(text)
    if found:
        return _iso_of(found[1], found[2], found[3] or "")
    return _parsed(text) or _from_mail(text)


def _iso_of(date: str, time: str, zone: str) -> str | None:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        zone = "+00:00"
    elif zone and len(zone) == 3:
        zone += ":00"
    return _parsed(f"{date}T{time}{zone}")


def _parsed(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds") if ":" in text or "T" in text else moment.date().isoformat()


def _from_mail(text: str) -> str | None:
    """The form of e-mail and feeds, "Mon, 04 Mar 2024 10:12:00 GMT" (RFC 5322, section 3.3)."""
    from email.utils import parsedate_to_datetime  # a text file has no need of it

    try:
        return parsedate_to_datetime(text).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def moment(claim: Stamp) -> datetime | None:
    """The instant a stamp names, a missing zone read as UTC; None for a date alone, which is no instant."""
    if not claim.has_time:
        return None
    found = datetime.fromisoformat(claim.when)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

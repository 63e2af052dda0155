"""Times as people read them."""

from __future__ import annotations

from retell.text.patterns import pattern

_ZONE = pattern(r"(?:[+-]\d\d:?\d\d|Z)$")


def spoken(iso: str) -> str:
    """An ISO 8601 time to the minute, with its zone where it has one: "2026-03-12 19:22 UTC"."""
    day, has_time, time = iso.partition("T")
    if not has_time:
        return day
    zone = _ZONE.search(time)
    told = "" if zone is None else " UTC" if zone[0] in ("Z", "+00:00") else f" {zone[0]}"
    return f"{day} {time[:5]}{told}"

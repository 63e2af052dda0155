"""Decades, centuries and quarters of a year."""

from __future__ import annotations

import re
from fractions import Fraction

from retell.changes.readings.numerals import HYPHENS, ORDINALS, numeral
from retell.changes.readings.times import Sort, Time, Words

DECADES = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        "twenties thirties forties fifties sixties seventies eighties nineties".split(),
        strict=True,
    )
}


def era(text: Words, at: int) -> Time | None:
    """The 1980s, the '80s, the eighties, the 19th century."""
    key = text.key(at)
    if re.fullmatch(r"(1[5-9]|20)\d0", key) and _plural(text, at + 1):
        return text.time(at, at + 1 + _plural(text, at + 1), Sort.ERA, amount=Fraction(int(key)))
    if (
        re.fullmatch(r"[2-9]0", key)
        and _plural(text, at + 1)
        and text.key(at - 1) in ("'", "’", "the", "mid", "-")
    ):
        return text.time(at, at + 2, Sort.ERA, amount=Fraction(1900 + int(key)))
    if re.fullmatch(r"(1[5-9]|20)\d0s", key):
        return text.time(at, at + 1, Sort.ERA, amount=Fraction(int(key[:-1])))
    if key in DECADES and text.key(at - 1) in ("the", "early", "late", "mid", "-"):
        return text.time(at, at + 1, Sort.ERA, amount=Fraction(1900 + DECADES[key]))
    found = numeral(text.keys, at, text.touching) if key[0].isdigit() or key in _ORDINAL_STARTS else None
    if found and found.ordinal:
        stop = found.stop + (text.key(found.stop) in HYPHENS)
        if text.key(stop) in ("century", "centuries"):
            return text.time(at, stop + 1, Sort.ERA, amount=(found.value - 1) * 100 + 1)
        if text.key(stop) == "quarter" and found.value <= 4:
            return text.time(at, stop + 1, Sort.PERIOD, amount=found.value)
    if key == "final" and text.key(at + 1) == "quarter":
        return text.time(at, at + 2, Sort.PERIOD, amount=Fraction(4))
    return None


_ORDINAL_STARTS = frozenset(ORDINALS) | {"twenty"}


def _plural(text: Words, at: int) -> int:
    """How many tokens the plural of a figure takes: "s" or "'s", touching it."""
    return int(text.key(at) in ("s", "'s", "’s") and at < len(text.touching) and text.touching[at])

"""Decades, centuries, quarters and halves of a year."""

from __future__ import annotations

from fractions import Fraction

from retell.changes.readings.amounts.numerals import HYPHENS, ORDINALS, numeral
from retell.changes.readings.times.model import Sort, Time, Words
from retell.text.patterns import pattern

DECADES = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        "twenties thirties forties fifties sixties seventies eighties nineties".split(),
        strict=True,
    )
}


_YEAR, _SHORT_YEAR = pattern(r"(1[5-9]|20)\d0"), pattern(r"[2-9]0")
_YEARS = pattern(r"(1[5-9]|20)\d0s")


def era(text: Words, at: int) -> Time | None:
    """The 1980s, the '80s, the eighties, the 19th century."""
    key = text.key(at)
    if _YEAR.fullmatch(key) and _plural(text, at + 1):
        return text.time(at, at + 1 + _plural(text, at + 1), Sort.ERA, amount=Fraction(int(key)))
    if (
        _SHORT_YEAR.fullmatch(key)
        and _plural(text, at + 1)
        and text.key(at - 1) in ("'", "’", "the", "mid", "-")
    ):
        return text.time(at, at + 2, Sort.ERA, amount=Fraction(1900 + int(key)))
    if _YEARS.fullmatch(key):
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
    return _part_of_year(text, at)


def _part_of_year(text: Words, at: int) -> Time | None:
    """ "The first three months", "Q2", "the final quarter", "the first half of the year"."""
    key = text.key(at)
    if key in _QUARTERS:
        return text.time(at, at + 1, Sort.PERIOD, amount=Fraction(_QUARTERS[key]))
    place, count, unit = _PLACES.get(key), text.key(at + 1), text.key(at + 2)
    if place is None or (key == "last" and unit != "months"):
        return None
    if count == "quarter":
        return text.time(at, at + 2, Sort.PERIOD, amount=Fraction(place))
    if count in ("three", "3") and unit == "months" and (key != "last" or text.key(at + 3) == "of"):
        return text.time(at, at + 3, Sort.PERIOD, amount=Fraction(place))
    half = 1 if place == 1 else 2
    if count in ("six", "6") and unit == "months" and place in (1, 2, 4):
        return text.time(at, at + 3, Sort.PERIOD, amount=Fraction(HALVES + half))
    if count == "half" and place in (1, 2) and "year" in [text.key(at + step) for step in (2, 3, 4)]:
        return text.time(at, at + 2, Sort.PERIOD, amount=Fraction(HALVES + half))
    return None


HALVES = 20
"""What is added to the number of a half of a year to tell it from a quarter and a season."""
_PLACES = {"first": 1, "opening": 1, "second": 2, "third": 3} | dict.fromkeys(
    ("fourth", "final", "closing", "last"), 4
)
_QUARTERS = {f"q{number}": number for number in range(1, 5)}
_ORDINAL_STARTS = frozenset(ORDINALS) | {"twenty"}
ERAS = frozenset(DECADES) | frozenset(_QUARTERS) | frozenset(_PLACES) | _ORDINAL_STARTS
"""Every word that an era or a part of a year can begin with; figures besides."""


def _plural(text: Words, at: int) -> int:
    """How many tokens the plural of a figure takes: "s" or "'s", touching it."""
    return int(text.key(at) in ("s", "'s", "’s") and at < len(text.touching) and text.touching[at])

"""Times of day: 3 p.m., 15:30, 1500 GMT, noon."""

from __future__ import annotations

from fractions import Fraction

from retell.changes.readings.amounts.numerals import SMALL, numeral
from retell.changes.readings.times.model import Sort, Time, Words
from retell.text.english import FUNCTION_WORDS
from retell.text.patterns import pattern

_ZONES = frozenset("gmt utc bst cet cest et est edt pt pst pdt ct cst ist jst msk local".split())


UNSAID = "half of the day unsaid"
"""Unit of a time on a clock that may be of the morning or the afternoon: "half past six"."""

_DOTTED, _FOUR_FIGURES = pattern(r"(\d{1,2})\.(\d\d)"), pattern(r"[0-2]\d[0-5]\d")


def clock(text: Words, at: int) -> Time | None:
    """3 p.m., 3:30pm, 15:30, 3.30pm, 1500 GMT, noon, midnight."""
    key = text.key(at)
    if key in ("noon", "midday", "midnight"):
        return text.time(at, at + 1, Sort.CLOCK, amount=Fraction(0 if key == "midnight" else 720))
    hour, minute, stop = _hour_minute(text, at)
    if hour is None:
        return None
    past_clock = stop + (text.key(stop) in ("o'clock", "o’clock"))
    half = half_of_day(text, past_clock)
    if half:
        hour = hour % 12 + 12 * (half[0] == "p")
        stop = half[1]
    elif text.key(stop) in ("o'clock", "o’clock"):
        stop += 1
    elif not (minute is not None and stop - at > 1) and text.key(stop) not in _ZONES:
        return None
    stop += text.key(stop) in _ZONES
    if hour > 24 or (minute or 0) > 59:
        return None
    told = "" if half or text.key(at)[:1].isdigit() else UNSAID
    return text.time(at, stop, Sort.CLOCK, amount=Fraction(hour * 60 + (minute or 0)), unit=told)


def _hour_minute(text: Words, at: int) -> tuple[int | None, int | None, int]:
    key = text.key(at)
    past = _past(text, at)
    if past:
        return past
    if not key[:1].isdigit():
        return _hour_in_words(text, at)
    split = _DOTTED.fullmatch(key)
    if split and half_of_day(text, at + 1):
        return int(split[1]), int(split[2]), at + 1
    if _FOUR_FIGURES.fullmatch(key) and text.key(at + 1) in _ZONES:
        return int(key[:2]), int(key[2:]), at + 1
    hour = text.number(at, 24)
    if hour is None:
        return None, None, at
    if text.key(at + 1) == ":" and text.number(at + 2, 59) is not None and len(text.key(at + 2)) == 2:
        stop = at + 3
        if text.key(stop) == ":" and len(text.key(stop + 1)) == 2:
            stop += 2
        return hour, int(text.key(at + 2)), stop
    return hour, None, at + 1


def _past(text: Words, at: int) -> tuple[int, int, int] | None:
    """ "Half past six", "a quarter to seven", "half seven": hour, minute and where it stops."""
    minute, joint = _MINUTES.get(text.key(at)), text.key(at + 1)
    stop = at + 2 + (joint in ("past", "to"))
    hour = SMALL.get(text.key(stop - 1), 13)
    if minute is None or hour > 12 or not _ends_clock(text, stop):
        return None
    if joint == "past":
        return hour, minute, stop
    led = text.key(at - 1 - (text.key(at - 1) == "a")) in _BEFORE_CLOCK
    if joint == "to":
        return (hour - 1, 60 - minute, stop) if led and minute == _QUARTER else None
    return (hour, minute, stop) if led and minute == _HALF else None


def _ends_clock(text: Words, at: int) -> bool:
    """Whether nothing follows that the number before could count: "half past six" and no "six men"."""
    after = text.key(at)
    return not after[:1].isalpha() or after in FUNCTION_WORDS or bool(half_of_day(text, at))


_QUARTER, _HALF = 15, 30
_MINUTES = {"five": 5, "ten": 10, "quarter": _QUARTER, "twenty": 20, "half": _HALF}
_BEFORE_CLOCK = frozenset("at around about by until till before after from".split())
"""Words after which "half seven" and "a quarter to seven" are times of day."""


def _hour_in_words(text: Words, at: int) -> tuple[int | None, int | None, int]:
    found = numeral(text.keys, at, text.touching) if text.key(at).isalpha() else None
    if found and (half_of_day(text, found.stop) or text.key(found.stop) in ("o'clock", "o’clock")):
        return int(found.value), None, found.stop
    return None, None, at


def half_of_day(text: Words, at: int) -> tuple[str, int] | None:
    """Which half of the day is named at a token, and where the naming stops."""
    key = text.key(at)
    if key in ("am", "pm", "a.m.", "p.m.", "a.m", "p.m"):
        return key[0], at + 1
    if key in ("a", "p") and text.key(at + 1) == "." and text.key(at + 2) == "m":
        return key, at + 3 + (text.key(at + 3) == ".")
    if key == "in" and text.key(at + 1) == "the" and text.key(at + 2) in ("morning", "afternoon", "evening"):
        return ("a" if text.key(at + 2) == "morning" else "p"), at + 3
    return None

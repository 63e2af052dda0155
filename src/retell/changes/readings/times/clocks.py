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
    elif not _is_of_clock(text, at, stop, minute) and text.key(stop) not in _ZONES:
        return None
    stop += text.key(stop) in _ZONES
    if hour > 24 or (minute or 0) > 59:
        return None
    if not half and (day := _part_beside(text, at, stop)):
        hour, half = hour % 12 + 12 * _is_after_noon(day, hour), (day, stop)
    told = "" if half or text.key(at)[:1].isdigit() else UNSAID
    return text.time(
        at,
        stop,
        Sort.CLOCK,
        amount=Fraction(hour * 60 + (minute or 0)),
        unit=told,
        leans=leaning(text, at),
        weak=bool(told) and text.key(at - 1) == "the",  # "the six o'clock news" is named by its hour
    )


def leaning(text: Words, at: int) -> str:
    """The side of a time of day that words before it mean: "just before seven", "about seven"."""
    before, word = text.key(at - 2), text.key(at - 1)
    if word in ("before", "after") and before in ("just", "shortly", "soon", "moments", "minutes", "little"):
        return word
    return _LEANING.get(word, "")


_LEANING = {"nearly": "before", "almost": "before"} | dict.fromkeys(
    ("about", "around", "roughly", "approximately"), "about"
)


def _part_beside(text: Words, at: int, stop: int) -> str | None:
    """The part of the day beside an hour in words: "seven this morning", "tomorrow evening, at seven"."""
    if text.key(at)[:1].isdigit():
        return None
    if text.key(stop) in _NAMING_DAYS and text.key(stop + 1) in _PARTS:
        return text.key(stop + 1)
    if text.key(stop) == "tonight" or (text.key(stop) == "at" and text.key(stop + 1) == "night"):
        return "night"
    before = at - 1 - (text.key(at - 1) == "at")
    before -= text.key(before) == ","
    return text.key(before) if before < at - 1 and text.key(before) in _PARTS else None


def _is_after_noon(part: str, hour: int) -> bool:
    """Whether an hour of a part of the day is one after noon: "seven this evening", no "two at night"."""
    return part in ("afternoon", "evening") or (part in ("night", "tonight") and 6 <= hour < 12)


_PARTS = frozenset("morning afternoon evening night tonight".split())
_NAMING_DAYS = frozenset(
    "this that yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday".split()
)


def _is_of_clock(text: Words, at: int, stop: int, minute: int | None) -> bool:
    """Whether hour and minute are a time of day without more: two figures, or an hour by its part of day."""
    if minute is not None and (stop - at > 1 or text.key(at)[:1] == "0"):
        return True
    return minute is None and bool(_part_beside(text, at, stop))


def _hour_minute(text: Words, at: int) -> tuple[int | None, int | None, int]:
    key = text.key(at)
    past = _past(text, at)
    if past:
        return past
    if not key[:1].isdigit():
        return _hour_in_words(text, at)
    split = _DOTTED.fullmatch(key)
    if split and (half_of_day(text, at + 1) or _is_led_by_nought(key, text.key(at + 1))):
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


def _is_led_by_nought(key: str, after: str) -> bool:
    """Whether hours and minutes with a dot between begin with a nought, as no other figure does: "04.12"."""
    return (
        len(key) == 5 and key[0] == "0" and int(key[1]) > 0 and int(key[3:]) < 60 and not after[:1].isdigit()
    )


def _past(text: Words, at: int) -> tuple[int, int, int] | None:
    """ "Half past six", "a quarter to seven", "ten minutes to one": hour, minute and where it stops."""
    if counted := _minutes_from(text, at):
        return counted
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


def _minutes_from(text: Words, at: int) -> tuple[int, int, int] | None:
    """ "Twelve minutes past four": hour, minute and where it stops."""
    found = numeral(text.keys, at, text.touching) if text.key(at) else None
    if found is None or found.ordinal or found.fraction or not 0 < found.value < 30:
        return None
    stop = found.stop + 1
    if text.key(found.stop) not in ("minute", "minutes") or text.key(stop) not in ("past", "to", "before"):
        return None
    hour = SMALL.get(text.key(stop + 1), text.number(stop + 1, 12) or 13)
    if not 1 <= hour <= 12 or not _ends_clock(text, stop + 2):
        return None
    minute = int(found.value)
    return (hour, minute, stop + 2) if text.key(stop) == "past" else (hour - 1, 60 - minute, stop + 2)


def _ends_clock(text: Words, at: int) -> bool:
    """Whether nothing follows that the number before could count: "half past six" and no "six men"."""
    after = text.key(at)
    return not after[:1].isalpha() or after in FUNCTION_WORDS or bool(half_of_day(text, at))


_QUARTER, _HALF = 15, 30
_MINUTES = {"five": 5, "ten": 10, "quarter": _QUARTER, "twenty": 20, "half": _HALF}
_BEFORE_CLOCK = frozenset("at around about by until till before after from".split())
"""Words after which "half seven" and "a quarter to seven" are times of day."""
_BEFORE_HOUR = _BEFORE_CLOCK - {"about", "around", "from"}
"""Words after which a bare number beside a part of the day is an hour: "before seven this morning"."""


def _hour_in_words(text: Words, at: int) -> tuple[int | None, int | None, int]:
    found = numeral(text.keys, at, text.touching) if text.key(at).isalpha() else None
    if not found or found.ordinal or found.fraction or not 1 <= found.value <= 24:
        return None, None, at
    named = half_of_day(text, found.stop) or text.key(found.stop) in ("o'clock", "o’clock")
    led = text.key(at - 1) in _BEFORE_HOUR and found.value <= 12 and _ends_clock(text, found.stop)
    if named or (led and _part_beside(text, at, found.stop)):
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

"""Numerals in figures and in words, as exact values.

A numeral is read from the folded keys of tokens, so "twenty-one", "21", "2.5 mln", "half a million" and
"1.204.500" all become fractions. Figures with one separator and three digits after it are ambiguous
between conventions ("1.204"): the less usual reading is kept beside the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from retell.values import dataclass

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "dozen": 12,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
}
"""Scale words; the plural after a figure ("two millions") is one too."""
ATTACHED = {"k": 1000, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}
"""Scales that count only when they touch the figure: "2.5m"."""
_ORDINAL_ONES = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}
ORDINALS = (
    _ORDINAL_ONES
    | {word + "th": value for word, value in SMALL.items() if 13 <= value <= 19}
    | {word[:-1] + "ieth": value for word, value in SMALL.items() if value >= 20}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
)
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
FRACTIONS = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    "third": 3,
    "thirds": 3,
} | {name + plural: value for name, value in ORDINALS.items() if 5 <= value <= 12 for plural in ("", "s")}
_GLYPHS = {
    f"{above}⁄{below}": Fraction(above, below)
    for above, below in ((1, 2), (1, 4), (3, 4), (1, 3), (2, 3), (1, 8))
}
"""Vulgar fractions as compatibility folding leaves them."""
STARTS = frozenset((*_GLYPHS, *SMALL, *ORDINALS, *FRACTIONS, *SCALES, "a", "an"))
"""Every word that a numeral can begin with; figures besides."""
HYPHENS = frozenset("-‐‑–—−")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_AMBIGUOUS = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """One numeral: where it stops in the keys, what it is worth, and how finely it was written.

    `step` is the place of the last digit that counts ("2.5 million": 100,000). `other` is the reading
    under the other convention of separators, where there is one. `scale` is the scale that was named.
    """

    stop: int
    value: Fraction
    step: Fraction
    other: Fraction | None = None
    ordinal: bool = False
    fraction: bool = False
    in_words: bool = False
    scale: int = 1


def numeral(keys: Sequence[str], at: int, touching: Sequence[bool]) -> Numeral | None:
    """The numeral that starts at token `at`; `touching[i]` tells that token i touches the one before."""
    key = keys[at]
    if key not in STARTS and not key[0].isdigit():
        return None
    if key in _GLYPHS:
        return Numeral(stop=at + 1, value=_GLYPHS[key], step=Fraction(1, 100), fraction=True)
    if key[0].isdigit():
        return _in_figures(keys, at, touching)
    if key in ("a", "an"):
        follower = keys[at + 1] if at + 1 < len(keys) else ""
        return _in_words(keys, at) if follower in SCALES or follower in FRACTIONS else None
    return _in_words(keys, at)


@lru_cache(maxsize=8192)
def figure(text: str) -> tuple[Fraction, Fraction | None, Fraction]:
    """A figure's value, its reading under the other convention, and its step; ValueError for no figure."""
    if not text.isascii():
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    if _AMBIGUOUS.fullmatch(text):
        whole, part = Fraction(re.sub(r"[.,]", "", text)), Fraction(text.replace(",", "."))
        english = "," in text
        value = whole if english else part
        return value, part if english else whole, Fraction(1) if english else Fraction(1, 1000)
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif _DOT_GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif text.count(".") + text.count(",") > 1:
        text = re.sub(r"[.,]", "", text)
    text = text.replace(",", ".")
    places = len(text.partition(".")[2])
    return Fraction(text), None, Fraction(1, 10**places)


def in_words(number: int) -> str:
    """`number` as English writes it, 0 to below a trillion: the other way round, for tests and messages."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[rest]}" if rest else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            count, rest = divmod(number, scale)
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(count)} {name}" + (joint + in_words(rest) if rest else "")
    raise AssertionError(number)


def _in_figures(keys: Sequence[str], at: int, touching: Sequence[bool]) -> Numeral | None:
    try:
        value, other, step = figure(keys[at])
    except ValueError:
        return None
    after = at + 1
    if after < len(keys) and touching[after] and keys[after] in ORDINAL_ENDINGS:
        return Numeral(stop=after + 1, value=value, step=Fraction(1), ordinal=True)
    if after < len(keys) and keys[after] in _GLYPHS:
        return Numeral(stop=after + 1, value=value + _GLYPHS[keys[after]], step=Fraction(1, 4))
    if after + 1 < len(keys) and keys[after] == "/" and keys[after + 1].isdigit() and touching[after]:
        return _ratio(keys, at, value)
    stop, scale = _scales(keys, after, touching)
    if scale == 1:
        return Numeral(stop=after, value=value, step=step, other=other)
    other = other * scale if other is not None else None
    return Numeral(stop=stop, value=value * scale, step=step * scale, other=other, scale=scale)


def _ratio(keys: Sequence[str], at: int, value: Fraction) -> Numeral | None:
    below = int(keys[at + 2])
    if not below or value >= below:
        return Numeral(stop=at + 1, value=value, step=Fraction(1))
    return Numeral(stop=at + 3, value=value / below, step=Fraction(1, 100), fraction=True)


def _scales(keys: Sequence[str], at: int, touching: Sequence[bool]) -> tuple[int, int]:
    """Where the scale words that start at `at` end, and their product."""
    scale = 1
    at_hyphen = at + 1 < len(keys) and keys[at] in HYPHENS and keys[at + 1] in SCALES
    at += at_hyphen
    if at < len(keys) and touching[at] and keys[at] in ATTACHED:
        return at + 1, ATTACHED[keys[at]]
    while at < len(keys) and keys[at] in SCALES:
        scale *= SCALES[keys[at]]
        at += 1
    return at, scale


def _in_words(keys: Sequence[str], at: int) -> Numeral | None:
    return _fraction(keys, at) or _ordinal(keys, at) or _cardinal(keys, at)


def _fraction(keys: Sequence[str], at: int) -> Numeral | None:
    """ "a third", "two-thirds", "three quarters", "half", "half a million"."""
    start, above = at, 1
    if keys[at] in ("a", "an"):
        at += 1
    elif SMALL.get(keys[at], 0) in range(1, 20) and at + 1 < len(keys):
        above, at = SMALL[keys[at]], at + 1
        at += keys[at] in HYPHENS
    elif keys[at] != "half":
        return None
    if at >= len(keys) or keys[at] not in FRACTIONS:
        return None
    below = FRACTIONS[keys[at]]
    if above >= below or (above > 1 and not keys[at].endswith("s")):
        return None
    value, stop, scale = Fraction(above, below), at + 1, 1
    if keys[start] in ("a", "an") and keys[at] != "half" and at + 1 < len(keys) and keys[at + 1] in HYPHENS:
        return None
    tail = stop + (stop < len(keys) and keys[stop] in ("a", "an"))
    if list(keys[stop : stop + 2]) == ["of", "a"]:
        tail = stop + 2
    if tail < len(keys) and keys[tail] in SCALES:
        scale = SCALES[keys[tail]]
        return Numeral(stop=tail + 1, value=value * scale, step=value * scale, in_words=True, scale=scale)
    return Numeral(stop=stop, value=value, step=Fraction(1, 100), fraction=True, in_words=True)


def _ordinal(keys: Sequence[str], at: int) -> Numeral | None:
    value = ORDINALS.get(keys[at])
    stop = at + 1
    tens = SMALL.get(keys[at], 0)
    if value is None and tens >= 20 and at + 2 < len(keys) and keys[at + 1] in HYPHENS:
        value, stop = ORDINALS.get(keys[at + 2]), at + 3
        value = value + tens if value is not None and value < 10 else None
    if value is None:
        return None
    return Numeral(stop=stop, value=Fraction(value), step=Fraction(1), ordinal=True, in_words=True)


def _cardinal(keys: Sequence[str], at: int) -> Numeral | None:
    """ "two hundred and five thousand", "a dozen", "two and a half million"."""
    total: int | Fraction = 0
    current: int | Fraction = 0
    start, seen, scale, last = at, False, 1, 1
    if keys[at] in ("a", "an"):
        if at + 1 >= len(keys) or keys[at + 1] not in SCALES:
            return None
        current, at, seen = 1, at + 1, True
    stop = at
    while at < len(keys):
        key = keys[at]
        if key in SMALL:
            if seen and not _joins(current, last, SMALL[key]):
                break
            current, last, seen = current + SMALL[key], SMALL[key], True
        elif key in SCALES and (seen or at == start):
            scale = SCALES[key]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
            last, seen = scale, True
        elif seen and _half_follows(keys, at):
            total, current, last = total + current, Fraction(1, 2), 0
            at, stop = at + 3, at + 3
            if at < len(keys) and keys[at] in SCALES:
                scale = SCALES[keys[at]]
                total, current, stop = (total + current) * scale, 0, at + 1
            break
        elif not (seen and _is_joint(keys, at, last)):
            break
        else:
            at += 1
            continue
        at += 1
        stop = at
    if not seen or stop == start:
        return None
    value = Fraction(total + current)
    return Numeral(stop=stop, value=value, step=_last_place(value), in_words=True, scale=scale)


def _joins(current: int | Fraction, last: int, value: int) -> bool:
    """Whether a small number word can go on after another: "twenty one", "hundred five", not "two three"."""
    if last in (100, 1000, 10**6, 10**9, 10**12, 100_000, 10**7):
        return True
    return 20 <= last < 100 and last % 10 == 0 and 0 < value < 10 and current % 100 == last


def _is_joint(keys: Sequence[str], at: int, last: int) -> bool:
    """A hyphen inside "twenty-one", or an "and" inside "hundred and five"."""
    if at + 1 >= len(keys):
        return False
    if keys[at] in HYPHENS:
        return (20 <= last < 100 and SMALL.get(keys[at + 1], 99) < 10) or keys[at + 1] in SCALES
    if keys[at] == "and":
        follower = keys[at + 2] if at + 2 < len(keys) else ""
        return last >= 100 and keys[at + 1] in SMALL and follower not in ("hundred", "dozen")
    return False


def _half_follows(keys: Sequence[str], at: int) -> bool:
    return list(keys[at : at + 3]) == ["and", "a", "half"]


def _last_place(value: Fraction) -> Fraction:
    """The place of the last digit that is not nought."""
    if not value or value.denominator != 1:
        return Fraction(1, value.denominator)
    whole, place = value.numerator, 1
    while whole % (place * 10) == 0:
        place *= 10
    return Fraction(place)


def is_below(keys: Sequence[str], touching: Sequence[bool], start: int) -> bool:
    """Whether a temperature is below nought: "minus 11 degrees", "-11°C"; "9-11°C" is a range."""
    if keys[start - 1] == "minus":
        return True
    return keys[start - 1] in _MINUS and touching[start] and not touching[start - 1]


_MINUS = frozenset("-−–")

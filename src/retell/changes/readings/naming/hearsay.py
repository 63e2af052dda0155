"""Two spellings of one name: slips of letters, and names written down by ear."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from retell.changes.readings.naming.gazetteer import LANDS, SEATS
from retell.models import lexicon
from retell.text.patterns import pattern


def one_letter(one: str, other: str) -> bool:
    """Whether two short words are one letter apart: enough beside another word that agrees or nearly does."""
    return min(len(one), len(other)) == 3 and OSA.distance(one, other) == 1 and one[0] == other[0]


def two_letters(one: str, other: str) -> bool:
    """Whether two words are two letters apart: enough beside a word that agrees."""
    return min(len(one), len(other)) >= 4 and one[0] == other[0] and OSA.distance(one, other) <= 2


def rendered(one: str, other: str) -> bool:
    """Whether two words sound alike enough to be one name written down by ear, beside a word that agrees."""
    if one[0] != other[0] or (lexicon.is_known(one) and lexicon.is_known(other)):
        return False
    near = OSA.distance(one, other) * 2 < max(len(one), len(other)) and min(len(one), len(other)) >= 6
    return near or _bones(one) == _bones(other)


def _bones(word: str) -> str:
    """The consonants of a word as it sounds."""
    return "".join(letter for letter in sound(word) if letter not in "aeiouyhv")


_SOUNDS = tuple(
    (pattern(form), sound)
    for form, sound in (
        (r"kh|ch|gh|h", "h"), (r"sch|sh|sz", "s"), (r"zh|tz|ts|z", "s"), (r"ph", "f"), (r"ck|q|c", "k"),
        (r"w", "v"), (r"dj|dzh", "dg"),
        (r"j", "y"), (r"ij|iy|yi|ii|ey|ei|ay|ai|ie|y|e", "i"), (r"oo|ou|u", "o"),
        (r"(.)\1", r"\1"), (r"ff?(?=$)|v(?=$)", "f"), (r"x", "ks"),
    )
)  # fmt: skip
"""Letters that transliteration and hearsay confuse, brought to one."""


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A word with the letters that transliterations confuse brought to one."""
    for form, letter in _SOUNDS:
        word = form.sub(letter, word)
    return word


@lru_cache(maxsize=16384)
def nearly(one: str, other: str) -> bool:
    """Whether one word may be the other misspelt: near in letters or in sound, and not two known names."""
    short = min(len(one), len(other))
    if short < 4 or (one in LANDS and other in LANDS) or (one in SEATS and other in SEATS):
        return False
    distance = OSA.distance(one, other)
    if distance <= (1 if short < 7 else 2) and (one[0] == other[0] or distance == 1):
        return not (lexicon.is_known(one) and lexicon.is_known(other) and one[0] != other[0])
    return sound(one) == sound(other) and distance <= max(2, short // 3)

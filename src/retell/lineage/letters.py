"""Names spelt as another language spells them: *Tichanowskaja* beside *Tikhanovskaya*."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

RULES: Mapping[str, Mapping[str, str]] = {
    "de": {"kh": "ch", "shch": "schtsch", "sh": "sch", "zh": "sch", "ch": "tsch", "v": "w ff", "y": "j i yj",
           "ts": "z", "z": "s", "ev": "ow jew"},
    "es": {"kh": "j", "zh": "y", "y": "i", "ph": "f", "th": "t", "k": "c qu"},
    "fr": {"sh": "ch", "zh": "j", "ch": "tch", "shch": "chtch", "u": "ou", "oo": "ou", "y": "i", "n": "ne",
           "w": "ou", "j": "dj"},
    "it": {"kh": "ch", "k": "c ch", "sh": "sc", "ph": "f", "th": "t", "y": "i ij", "j": "g"},
    "nl": {"kh": "ch", "sh": "sj", "zh": "zj", "ch": "tsj", "shch": "sjtsj", "u": "oe", "oo": "oe", "y": "j"},
    "pt": {"sh": "ch", "zh": "j", "ch": "tch", "k": "c qu", "y": "i", "ph": "f", "th": "t", "w": "v"},
    "ru": {"h": "g", "w": "v", "th": "t", "ph": "f", "x": "ks", "j": "dzh", "ck": "k", "c": "k", "qu": "kv",
           "oo": "u", "ee": "i"},
    "sv": {"sh": "sj", "zh": "zj", "ch": "tj", "y": "j", "shch": "sjtj"},
}  # fmt: skip
"""How languages write what English writes: English letters, and theirs with a blank between the choices.

Common practice of their newspapers for names from other scripts; for Russian, what comes back of a Latin
name that was written in Cyrillic.
"""

_UNITS = re.compile(r"shch|kh|sh|zh|ch|th|ph|ts|ck|qu|ee|oo|ev$|[^\W\d_]")
"""Letters that stand for one sound together and are not taken apart."""
_ALIKE = 0.5
"""Share of letters two spellings have in common at least: a first look, to spare most pairs the second."""
_LEAST = 5
"""Letters of a name under which a likeness is chance."""


@lru_cache(maxsize=65536)
def spelt(usual: str, other: str) -> tuple[str, ...]:
    """The languages, by code, in whose spelling `other` is the name that English spells `usual`."""
    one, two = _plain(usual), _plain(other)
    if one == two or min(len(one), len(two)) < _LEAST or Indel.normalized_similarity(one, two) < _ALIKE:
        return ()
    if not (one.isalpha() and two.isalpha()):
        return ()
    units = _UNITS.findall(one)
    return tuple(language for language, rules in sorted(RULES.items()) if _reads(units, two, rules))


@lru_cache(maxsize=16384)
def _plain(name: str) -> str:
    """In small letters and without accents, which many outlets leave out."""
    parts = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _reads(units: Sequence[str], other: str, rules: Mapping[str, str]) -> bool:
    """Whether one becomes the other where some of its letters are written the other way."""
    ends = {0}
    for unit in units:
        choices = (unit, *rules.get(unit, "").split())
        ends = {end + len(each) for end in ends for each in choices if other.startswith(each, end)}
    return len(other) in ends

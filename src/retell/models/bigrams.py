"""Which two words stand together in news, and how much oftener than chance would put them there.

A table of hashes and of logarithms rounded to a nat: what is known of two words can be asked, no text can be
read out of it. training/lineage/bigrams.py makes it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "data" / "bigrams.npy"
START = "."
"""What stands before the first word of a sentence."""
_BITS = 4
"""Bits of an entry that hold the value; the others hold the hash."""
LOWEST = -6
"""The value, in nats, that the bits hold as 0."""
HIGHEST = LOWEST + (1 << _BITS) - 1
Table = NDArray[np.uint32]


def sign(text: str, key: str, *, first: bool) -> str:
    """A word as the table has it: figures are all one, and so are names; `first` in its sentence, none is."""
    if text[0].isdecimal():
        return "#"
    return "N" if text[0].isupper() and not first and len(text) > 1 else key


def is_met(word: str) -> bool:
    """Whether the word, small, is met in news."""
    return _value(word, "") is not None


def together(one: str, other: str) -> float:
    """Log ratio, in nats, of how often `other` follows `one` to chance; 0 for words the table has not.

    Pointwise mutual information with absolute discounting (Ney, Essen and Kneser 1994).
    """
    never = _value(one, "")
    if never is None or _value(other, "") is None:
        return 0.0
    found = _value(one, other)
    return float(never if found is None else found)


def entry(one: str, other: str, value: float) -> int:
    """What the table holds of two words; of a word and an empty one, of words never met beside it."""
    return _key(one, other) << _BITS | (min(max(round(value), LOWEST), HIGHEST) - LOWEST)


def _key(one: str, other: str) -> int:
    return crc32(f"{one}\t{other}".encode("utf-8", "surrogatepass")) >> _BITS


@lru_cache(maxsize=65536)
def _value(one: str, other: str) -> int | None:
    table, wanted = _table(), np.uint32(_key(one, other) << _BITS)
    at = int(np.searchsorted(table, wanted))
    if at < len(table) and int(table[at]) >> _BITS == int(wanted) >> _BITS:
        return (int(table[at]) & ((1 << _BITS) - 1)) + LOWEST
    return None


@lru_cache(maxsize=1)
def _table() -> Table:
    return np.asarray(np.load(FILE, mmap_mode="r"))
